"""A child for tests: it does what its plan says, and tells what it finds in itself."""

import logging
import os
import resource
import sys
import threading

import msgspec

from kiosk.worker.child_line import ChildLine
from kiosk.worker.ring import FrameMark, FrameRing

CAPACITY = 200_000
SECRET = "田中 花子"


class Facts(msgspec.Struct):
    pid: int
    core_limit: int
    qt_loaded: bool


def main(plan: bytes, line: ChildLine) -> None:
    outfit = line.outfit()
    if outfit is None:
        return
    core_limit = resource.getrlimit(resource.RLIMIT_CORE)[1]
    line.report(msgspec.json.encode(Facts(os.getpid(), core_limit, any("PySide6" in name for name in sys.modules))))
    match plan:
        case b"steady":
            while not line.ended(0.05):
                line.report(b"")
        case b"hangs":
            threading.Event().wait()
        case b"dies":
            os._exit(3)
        case b"fails":
            logging.getLogger("aiortc").warning(SECRET)
            thread = threading.Thread(target=int, args=(SECRET,))
            thread.start()
            thread.join()
            raise KeyError(SECRET)
        case b"writes":
            _write(FrameRing.attach(outfit.decode(), CAPACITY), line)


def _write(ring: FrameRing, line: ChildLine) -> None:
    number = 0
    while not line.ended():
        number += 1
        ring.begin(CAPACITY).fill(number % 251)
        ring.commit(FrameMark(number, number, CAPACITY, 1, 2))
    ring.close()
