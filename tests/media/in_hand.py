"""What a program has in hand: tasks, threads and open files, so that a test sees what is left behind."""

import asyncio
import gc
import threading
from dataclasses import dataclass
from pathlib import Path

OPEN_FILES = Path("/proc/self/fd")


@dataclass(frozen=True)
class Left:
    """At one moment. `open_files` is 0 where the system does not show them."""

    tasks: int
    threads: int
    decoders: int
    open_files: int


def in_hand() -> Left:
    gc.collect()
    threads = [thread.name for thread in threading.enumerate()]
    return Left(
        tasks=len(asyncio.all_tasks()),
        threads=sum(not name.startswith("asyncio_") for name in threads),
        decoders=sum("decoder" in name for name in threads),
        open_files=len(list(OPEN_FILES.iterdir())) if OPEN_FILES.exists() else 0,
    )


async def settled(before: Left) -> bool:
    """Whether what is in hand becomes again what it was, given every turn of the loop that it may need."""
    for _ in range(50):
        if in_hand() == before:
            return True
        await asyncio.to_thread(lambda: None)
    return False
