"""Takes the pictures out of a multipart stream as cameras really send it: junk, false lengths, cut frames and all."""

import re

from drivers.camera.jpeg import ends_whole, whole_jpeg

PART_LIMIT = 16 * 1024 * 1024
"""Bytes; the largest JPEG of a camera with 8K stays below."""
_HEAD_LIMIT = 8 * 1024
_SLACK = 8
"""So much may stand between a boundary and the end of its line."""
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,9})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")


class Multipart:
    """Fed with pieces of any length. A length that the camera gives is believed only if a whole picture lies in it;
    otherwise a part ends where the next begins. What is larger than `limit` bytes is thrown away."""

    def __init__(self, boundary: str, limit: int = PART_LIMIT) -> None:
        # Cameras disagree on whether the dashes belong to the boundary.
        word = b"--" + boundary.strip("-").encode("ascii", "replace")
        self._mark = re.compile(re.escape(word) + rb"[ \t]*\r?\n")
        self._tail = len(word) + _SLACK
        self._limit = limit
        self._buffer = bytearray()
        self._in_body = False
        self._length: int | None = None
        self._searched = 0

    def feed(self, piece: bytes) -> list[bytes]:
        """The pictures (whole JPEGs) that are complete now, in order."""
        self._buffer += piece
        found: list[bytes] = []
        while self._in_body or self._enter_body():
            body = self._leave_body()
            if body is None:
                break
            jpeg = whole_jpeg(body)
            if jpeg is not None:
                found.append(jpeg)
        return found

    def _enter_body(self) -> bool:
        """Throws away everything up to the end of the next part's head; False while that has not come."""
        while (mark := self._mark.search(self._buffer)) is not None:
            del self._buffer[: mark.start()]
            head = _HEAD_END.search(self._buffer, 0, _HEAD_LIMIT)
            if head is not None:
                length = _LENGTH.search(self._buffer, 0, head.start() + 1)
                self._length = int(length[1]) if length else None
                self._searched = 0
                self._in_body = True
                del self._buffer[: head.end()]
                return True
            if len(self._buffer) < _HEAD_LIMIT:
                return False
            del self._buffer[: mark.end() - mark.start()]
        del self._buffer[: max(0, len(self._buffer) - self._tail)]
        return False

    def _leave_body(self) -> bytes | None:
        """The part's body once all of it is there; one that is too large is thrown away."""
        if self._length is not None and self._length <= self._limit:
            if len(self._buffer) < self._length:
                return None
            body = bytes(self._buffer[: self._length])
            if whole_jpeg(body) is not None and ends_whole(body):
                return self._cut(self._length)
        self._length = None
        end = self._mark.search(self._buffer, self._searched)
        if end is not None:
            return self._cut(end.start())
        self._searched = max(0, len(self._buffer) - self._tail)
        if len(self._buffer) > self._limit:
            self._buffer.clear()
            self._in_body = False
        return None

    def _cut(self, length: int) -> bytes:
        body = bytes(self._buffer[:length])
        del self._buffer[:length]
        self._in_body = False
        return body
