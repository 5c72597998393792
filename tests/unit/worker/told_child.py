"""A child for tests that is told what to do, and may speak as one that strangers have taken over."""

import os
import struct
import threading

from kiosk.worker.child_line import ChildLine


def main(_plan: bytes, line: ChildLine) -> None:
    if line.outfit() is None:
        return
    line.report(str(os.getpid()).encode())
    while not line.over:
        message = line.asked(0.05)
        pipe = line._connection.fileno()
        match message:
            case None:
                line.report(b"")
            case b"half a length":
                _say(pipe, b"\x00\x00")
            case b"half a report":
                _say(pipe, struct.pack("!i", 1000) + bytes(500))
            case b"one byte after the other":
                _dribble(pipe)
            case b"a report without end":
                _say(pipe, struct.pack("!i", 0x7FFF_FFFF))
            case b"no length":
                _say(pipe, struct.pack("!iQ", -1, 1 << 60))
            case _:
                line.report(message)


def _say(pipe: int, part: bytes) -> None:
    os.write(pipe, part)
    threading.Event().wait()


def _dribble(pipe: int) -> None:
    os.write(pipe, struct.pack("!i", 1000))
    for _ in range(999):
        os.write(pipe, b".")
        threading.Event().wait(0.05)
