"""One heap for all threads: what they allocate and drop is given back, wherever it was made."""

import subprocess
import sys

import pytest

from kiosk.app.places import root

CODE = """
import ctypes, sys, threading
from kiosk.worker.memory import share_one_heap
if sys.argv[1] == "shared":
    assert share_one_heap()
kept = threading.Barrier(9)
malloc = ctypes.CDLL(None).malloc
malloc.restype = ctypes.c_void_p
def allocate():
    malloc(ctypes.c_size_t(1000))
    kept.wait()
    kept.wait()
threads = [threading.Thread(target=allocate) for _ in range(8)]
for thread in threads:
    thread.start()
kept.wait()
ctypes.CDLL(None).malloc_info(0, ctypes.c_void_p.in_dll(ctypes.CDLL(None), "stdout"))
ctypes.CDLL(None).fflush(None)
kept.wait()
"""


def _heaps(which: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", CODE, which], cwd=root(), check=True, capture_output=True, text=True, timeout=30
    )
    return done.stdout.count("<heap nr=")


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's own way to share memory among threads")
def test_threads_that_would_have_heaps_of_their_own_share_one() -> None:
    assert _heaps("each its own") > 1
    assert _heaps("shared") == 1


HOLES = """
import ctypes, sys
import psutil
from kiosk.worker.memory import give_back, share_one_heap
share_one_heap()
parts = [bytearray(60_000) for _ in range(2000)]
kept = parts[::20]
del parts
before = psutil.Process().memory_info().rss
give_back()
print(before - psutil.Process().memory_info().rss)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's own way to give memory back")
def test_holes_in_the_heap_go_back_to_the_system() -> None:
    done = subprocess.run(
        [sys.executable, "-c", HOLES], cwd=root(), check=True, capture_output=True, text=True, timeout=30
    )
    assert int(done.stdout) > 50_000_000
