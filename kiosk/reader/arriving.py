"""One picture that a child was told to read, and the pixels that have come of it: as many as were asked, or none."""

import numpy as np

from kiosk.reader.plan import Size


class Strange(Exception):
    """A child said what does not belong to what it was told: nothing that it says counts any more."""


class Arriving:
    """Pixels come as BGRA from the top; `until_s` is when all of them must be here, on the monotonic clock."""

    def __init__(self, ticket: int, size: Size, until_s: float) -> None:
        self.ticket = ticket
        self.size = size
        self.until_s = until_s
        self.forgotten = False
        self._length = 4 * size[0] * size[1]
        self._filled = 0
        self._pixels = bytearray(self._length)

    def add(self, band: bytes) -> None:
        """The next rows. Raises Strange where they are too many or none."""
        end = self._filled + len(band)
        if not band or end > self._length:
            raise Strange
        if not self.forgotten:
            self._pixels[self._filled : end] = band
        self._filled = end

    def whole(self) -> bytearray:
        """All pixels, for the caller to keep. Raises Strange where some are missing."""
        if self._filled != self._length:
            raise Strange
        return self._pixels

    def forget(self) -> None:
        """Overwrites what has come; what still comes is counted and not kept."""
        overwrite(self._pixels)
        self._pixels = bytearray()
        self.forgotten = True


def overwrite(pixels: bytearray) -> None:
    """Nothing of them stays."""
    np.frombuffer(pixels, np.uint8).fill(0)
