"""Draws the time into a picture as a block code, so that a delay can be measured at the far end.

The code has 16 columns of square cells: 12 bits of a counter of milliseconds, highest first, then 4 bits of check sum
(the exclusive or of the counter's three nibbles, inverted). White is 1. The row below shows the complement.
A cell is as wide as 12 of 640 parts of the picture.
"""

import numpy as np
from numpy.typing import NDArray

_COLUMNS = 16
_CELL = 12 / 640
_DARK, _LIGHT = 24, 232  # within the range that survives limited-range video


def draw_timecode(pixels: NDArray[np.uint8], at_s: float, origin: tuple[float, float] = (0.0, 0.0)) -> None:
    """Draws `at_s` (seconds) modulo 4096 ms into (height, width, 3) pixels, in place.

    `origin` is where the code's top left corner goes, as fractions of the picture's width and height.
    """
    height, width = pixels.shape[:2]
    cell = width * _CELL
    columns = np.round(origin[0] * width + np.arange(_COLUMNS + 1) * cell).astype(int)
    rows = np.round(origin[1] * height + np.arange(3) * cell).astype(int)
    for column, bit in enumerate(_bits(int(at_s * 1000) % 4096)):
        left, right = columns[column], columns[column + 1]
        pixels[rows[0] : rows[1], left:right] = _LIGHT if bit else _DARK
        pixels[rows[1] : rows[2], left:right] = _DARK if bit else _LIGHT


def _bits(counter: int) -> list[bool]:
    check = 15 ^ (counter >> 8) ^ (counter >> 4 & 15) ^ (counter & 15)
    word = counter << 4 | check
    return [bool(word >> (_COLUMNS - 1 - column) & 1) for column in range(_COLUMNS)]
