"""For tests of child processes: waits for what they report, and looks for what they leave behind."""

import contextlib
import gc
import threading
from collections.abc import Callable, Iterator
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Generic, TypeVar

import psutil

from kiosk.worker.orphans import SHARED_MEMORY
from kiosk.worker.segment import PREFIX

Report = TypeVar("Report")

PATIENCE_S = 30.0
"""What a device or its child does is waited for, not timed: a busy machine takes several times as long, and a
loudspeaker behind a sound server that missed its turn pauses for seconds."""


class Reports(Generic[Report]):
    """Everything that was reported, in order; `add` is the callback."""

    def __init__(self) -> None:
        self.all: list[Report] = []
        self._changed = threading.Condition()

    def add(self, report: Report) -> None:
        with self._changed:
            self.all.append(report)
            self._changed.notify_all()

    def forget(self) -> None:
        with self._changed:
            self.all.clear()

    def until(self, wanted: Callable[[Report], bool], within_s: float = PATIENCE_S) -> Report:
        """Waits for a report that is wanted, also one that came before."""
        with self._changed:
            found = self._changed.wait_for(lambda: any(map(wanted, self.all)), within_s)
            assert found, f"not reported within {within_s} s; there was {self.all}"
            return next(filter(wanted, self.all))


def segments_of(pid: int) -> list[Path]:
    return list(SHARED_MEMORY.glob(f"{PREFIX}{pid}-*"))


def memory_of(segment: str) -> bytes:
    """All bytes of a segment."""
    return (SHARED_MEMORY / segment).read_bytes()


@contextlib.contextmanager
def nothing_left() -> Iterator[None]:
    """There are no more threads, processes, descriptors and segments of shared memory afterwards than before. What an
    earlier test had left may go meanwhile."""
    resource_tracker.ensure_running()
    gc.collect()
    before = _owned()
    yield
    gc.collect()
    after = _owned()
    for kind, had in before.items():
        left = sorted(after[kind] - had)
        assert len(after[kind]) <= len(had), f"{kind}: {left} came and stayed, {sorted(had - after[kind])} went"


def _owned() -> dict[str, set[str]]:
    me = psutil.Process()
    return {
        "threads": {f"{thread.name} {thread.ident}" for thread in threading.enumerate()},
        "processes": {str(child.pid) for child in me.children(recursive=True)},
        "descriptors": set(_descriptors()),
        "shared memory": {segment.name for segment in segments_of(me.pid)},
    }


def _descriptors() -> Iterator[str]:
    """Each with what it leads to."""
    for entry in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # the one that lists them
            yield f"{entry.name} {entry.readlink()}"
