"""The parent's end of the control pipe: read as it comes, so that a child that stops within a report stops nobody else.

A child may have been taken over by what it was given to read: no report is longer than MOST_REPORT_BYTES, and none is
waited for.
"""

import os
import select
import struct
import sys
import threading
from collections.abc import Iterator
from multiprocessing.connection import Connection

MOST_REPORT_BYTES = 2 << 20
MOST_TOLD_BYTES = 1024
"""So short that a pipe with room at all has room for it."""
_PART_BYTES = 1 << 18
_LENGTH = struct.Struct("!i")
"""What multiprocessing writes before each message; -1 before those of more than 2 GiB."""


class ParentLine:
    """One child's pipe. `tell` may be called by any thread, the rest by the watch thread alone."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._telling = threading.Lock()  # held while the pipe is closed, too: its number may soon be another's
        self._come = bytearray()

    def tell(self, message: bytes) -> bool:
        """Sends a message of at most MOST_TOLD_BYTES; False where the child is gone or lets its messages lie. Raises
        ValueError for a longer one."""
        if len(message) > MOST_TOLD_BYTES:
            raise ValueError(f"{len(message)} bytes told at once")
        with self._telling:
            if self.connection.closed or not _has_room(self.connection):
                return False
            try:
                self.connection.send_bytes(message)
            except OSError:
                return False
            return True

    def reports(self) -> list[bytes]:
        """Those that are whole by now; called when something has come, it does not wait. Raises EOFError when the child
        is gone, OSError when what comes is no report."""
        if sys.platform == "win32":  # there, a message comes as a whole
            return [self.connection.recv_bytes(MOST_REPORT_BYTES)]
        part = os.read(self.connection.fileno(), _PART_BYTES)
        if not part:
            raise EOFError
        self._come += part
        return list(self._whole())

    def has_more(self) -> bool:
        """Whether something has come that was not read, or the end."""
        return self.connection.poll()

    def close(self) -> None:
        """Tells the child that it is to end."""
        with self._telling:
            self.connection.close()
        self._come.clear()

    def _whole(self) -> Iterator[bytes]:
        while len(self._come) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._come)
            if not 0 <= length <= MOST_REPORT_BYTES:
                raise OSError("a report of impossible length")
            end = _LENGTH.size + length
            if len(self._come) < end:
                return
            with memoryview(self._come) as view, view[_LENGTH.size : end] as report:
                whole = bytes(report)
            del self._come[:end]
            yield whole


def _has_room(connection: Connection) -> bool:
    """Whether a short message can be sent without waiting for the child to read others."""
    if sys.platform == "win32":  # not to be asked there; a pipe holds some messages
        return True
    room = select.poll()
    room.register(connection.fileno(), select.POLLOUT)
    return bool(room.poll(0))
