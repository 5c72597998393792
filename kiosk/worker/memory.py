"""Memory that a program with many threads has given back must not stay with it for days."""

import ctypes
import sys
from typing import Final

_M_ARENA_MAX: Final = -8
"""Of glibc's malloc.h, which calls it stable."""


def share_one_heap() -> bool:
    """All threads allocate from one heap; to be called before there are others. False where the C library has no such
    wish to be told.

    By itself glibc gives each thread a heap of its own, up to eight for each core. Pictures that one thread makes and
    another drops leave holes in all of them: measured, 17 MB more with each call, without anything being kept.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    return mallopt is not None and mallopt(_M_ARENA_MAX, 1) == 1


def give_back() -> None:
    """Hands freed memory back to the system, holes in the heap included; takes some milliseconds. Elsewhere than with
    glibc it does nothing.

    What people said and showed was in that memory: the system zeroes it before anybody gets it again.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)
