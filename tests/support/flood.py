"""Ill-willed clients in a process of their own: python -m tests.support.flood silent|hellos PORT COUNT [PER_S].

`silent` opens COUNT connections that say nothing, and stays until they are all closed by the other side; `hellos` says
COUNT Hellos with wrong tokens, PER_S a second. Prints "begun" and, at the end, a line of JSON with figures.
"""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kiosk.wire.codec import encode
from kiosk.wire.hub import VERSION, Hello

ROOT = Path(__file__).resolve().parents[2]
CANARY = "canary-7f3a91"
"""Stands in everything that guessers say; it may appear in no log and no figure."""
_UPGRADE = (
    "GET /v1 HTTP/1.1\r\nHost: hub\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
).encode("ascii")
_PATIENCE_S = 60.0


@contextlib.contextmanager
def flood(*words: str) -> Iterator[subprocess.Popen[str]]:
    """Runs one from its first step on; `outcome` reads what it found. Whoever is still there at the end is ended."""
    line = [sys.executable, "-m", "tests.support.flood", *words]
    with subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "begun\n"
            yield process
        finally:
            process.terminate()


def outcome(process: subprocess.Popen[str]) -> dict[str, float]:
    """The figures at its end."""
    said, _ = process.communicate(timeout=_PATIENCE_S)
    found: dict[str, float] = json.loads(said)
    return found


def _bad_hello(number: int) -> bytes:
    """A WebSocket frame (RFC 6455, 5.2), its mask being all zeros: each guesser speaks for another device."""
    hello = encode(Hello(VERSION, "kiosk", f"{CANARY}-{number % 50}", f"{CANARY}-wrong-token".ljust(128, "x")))
    return b"\x82\xfe" + len(hello).to_bytes(2, "big") + bytes(4) + hello


async def _silent(port: int, count: int) -> dict[str, float]:
    """Figures: how many were opened, and after how many seconds the last of them was closed by the other side."""

    async def stay() -> float:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        begun_s = time.monotonic()
        with contextlib.suppress(ConnectionError):
            await reader.read()
        writer.close()
        return time.monotonic() - begun_s

    stayed_s = await asyncio.gather(*(stay() for _ in range(count)))
    return {"opened": count, "closed_within_s": max(stayed_s)}


async def _hellos(port: int, count: int, per_s: float) -> dict[str, float]:
    """Figures: how many were said, how many a second, how many saw the connection end, and how many came to nothing."""
    ended = failed = 0

    async def guess(number: int) -> None:
        nonlocal ended, failed
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(_UPGRADE + _bad_hello(number))
            await reader.read()
            writer.close()
            ended += 1
        except OSError:
            failed += 1

    begun_s = time.monotonic()
    guesses: set[asyncio.Task[None]] = set()
    for number in range(count):
        await asyncio.sleep(max(0.0, begun_s + number / per_s - time.monotonic()))
        guesses.add(asyncio.create_task(guess(number)))
    said_s = time.monotonic() - begun_s
    await asyncio.wait(guesses, timeout=1.0)
    for task in guesses:
        task.cancel()
    await asyncio.gather(*guesses, return_exceptions=True)
    return {"said": count, "per_s": count / said_s, "ended": ended, "failed": failed}


def _more_descriptors() -> None:
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


async def _run(kind: str, numbers: list[str]) -> dict[str, float]:
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    if kind == "silent":
        return await _silent(int(numbers[0]), int(numbers[1]))
    return await _hellos(int(numbers[0]), int(numbers[1]), float(numbers[2]))


def main(arguments: list[str]) -> None:
    """As the first lines of this module say."""
    if os.name == "posix":
        _more_descriptors()
    found: Any = asyncio.run(_run(arguments[0], arguments[1:]))
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
