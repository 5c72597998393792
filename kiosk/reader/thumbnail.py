"""A page made small enough for a key of a list."""

import numpy as np
from numpy.typing import NDArray

from kiosk.domain.picture import Picture

LONGEST_PX = 96
_LOOKS_AT = 6
"""Pixels of the page, across and down, that one small pixel is the mean of, at most: enough to know a sheet again."""
Pixels = NDArray[np.uint8]


def thumbnail(pixels: Pixels, number: int, taken_s: float) -> Picture:
    """(height, width, 4) BGRA pixels as a picture of at most LONGEST_PX; one that is smaller stays as it is."""
    longest = max(pixels.shape[:2])
    height, width = (max(1, side * min(LONGEST_PX, longest) // longest) for side in pixels.shape[:2])
    step = max(1, longest // (LONGEST_PX * _LOOKS_AT))
    looked_at = pixels[::step, ::step].astype(np.uint32)
    rows, columns = _cuts(looked_at.shape[0], height), _cuts(looked_at.shape[1], width)
    sums = np.add.reduceat(np.add.reduceat(looked_at, rows, axis=0), columns, axis=1)
    counts = np.outer(np.diff(rows, append=looked_at.shape[0]), np.diff(columns, append=looked_at.shape[1]))
    small = bytearray((sums // counts[:, :, np.newaxis]).astype(np.uint8).tobytes())
    looked_at.fill(0)
    return Picture(small, width, height, 4 * width, number, taken_s, width, height, sharp=True)


def _cuts(length: int, parts: int) -> NDArray[np.intp]:
    """Where each of so many parts begins, all different."""
    return np.arange(parts, dtype=np.intp) * length // parts
