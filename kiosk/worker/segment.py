"""Shared memory that parent and child look at together: named at random, for this user only, zeroed before it goes."""

import ctypes
import os
import secrets
import sys
from multiprocessing.shared_memory import SharedMemory

PREFIX = "madoguchi-"
"""Every segment is called PREFIX + pid of its owner + random part, so that orphans can be told."""


class Segment:
    """One piece of shared memory. The parent creates and destroys it; a child attaches and closes.

    The owner destroys only after the child has died: the resource tracker that both share then hears of the
    child's attaching before it hears of the end.
    """

    def __init__(self, memory: SharedMemory) -> None:
        self._memory = memory

    @classmethod
    def create(cls, size: int) -> "Segment":
        """A new segment of `size` bytes, mode 0600, all zero, kept out of swap where that is allowed."""
        name = f"{PREFIX}{os.getpid()}-{secrets.token_hex(8)}"
        segment = cls(SharedMemory(name, create=True, size=size))
        segment.zero()  # touches every page, so that a full memory file system shows here and not in the child
        segment._lock_in_memory()
        return segment

    @classmethod
    def attach(cls, name: str) -> "Segment":
        """The segment that the parent created under `name`. Raises FileNotFoundError."""
        return cls(SharedMemory(name))

    @property
    def name(self) -> str:
        """What a child needs to attach."""
        return self._memory.name

    def bytes_at(self, offset: int, length: int) -> memoryview:
        """`length` bytes from `offset`, writable; must be released before the segment is closed."""
        return self._buffer[offset : offset + length]

    def words_at(self, offset: int, count: int) -> memoryview:
        """`count` signed 64-bit words from `offset` (a multiple of 8): each is read and written as a whole."""
        return self.bytes_at(offset, 8 * count).cast("q")

    def zero(self) -> None:
        """Overwrites everything."""
        address, size = self._address()
        ctypes.memset(address, 0, size)

    def close(self) -> None:
        """Lets go of the mapping; may be called twice."""
        self._memory.close()

    def destroy(self) -> None:
        """For the owner, once: zeroes, unmaps and removes."""
        self.zero()
        self.close()
        self._memory.unlink()

    def _address(self) -> tuple[int, int]:
        return ctypes.addressof(ctypes.c_char.from_buffer(self._buffer)), len(self._buffer)

    @property
    def _buffer(self) -> memoryview:
        buffer = self._memory.buf
        assert buffer is not None, "the segment is closed"
        return buffer

    def _lock_in_memory(self) -> None:
        if sys.platform != "linux":
            return
        address, size = self._address()
        ctypes.CDLL(None).mlock(ctypes.c_void_p(address), ctypes.c_size_t(size))  # refused without the right: no loss
