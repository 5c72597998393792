"""Reads the block code that a pretended camera draws, so that a delay can be measured in the picture itself.

The code has 16 columns of square cells: 12 bits of a counter of milliseconds, highest first, then 4 bits of check sum
(the exclusive or of the counter's three nibbles, inverted). White is 1. The row below shows the complement.
A cell is as wide as 12 of 640 parts of the picture.
"""

import numpy as np
from numpy.typing import NDArray

COUNTER_MS = 4096
_COLUMNS = 16
_CELL = 12 / 640
_LEAST_CONTRAST = 40


def read_timecode(gray: NDArray[np.uint8], origin: tuple[float, float] = (0.0, 0.0)) -> int | None:
    """The milliseconds modulo COUNTER_MS in a (height, width) picture, or None when no sound code is there.

    `origin` is where the code's top left corner lies, as fractions of the picture's width and height.
    """
    height, width = gray.shape
    cell = width * _CELL
    columns = origin[0] * width + (np.arange(_COLUMNS) + 0.5) * cell
    upper_y, lower_y = (origin[1] * height + (row + 0.5) * cell for row in (0, 1))
    if columns[-1] + cell / 2 > width or lower_y + cell / 2 > height:
        return None
    reach = max(0, int(cell / 4))
    upper = np.array([_level(gray, x, upper_y, reach) for x in columns])
    lower = np.array([_level(gray, x, lower_y, reach) for x in columns])
    if np.abs(upper - lower).min() < _LEAST_CONTRAST:
        return None
    word = int("".join("1" if bit else "0" for bit in upper > lower), 2)
    counter, check = word >> 4, word & 15
    expected = 15 ^ (counter >> 8) ^ (counter >> 4 & 15) ^ (counter & 15)
    return counter if check == expected else None


def age_ms(counter: int, now_s: float) -> int:
    """How long before `now_s` (monotonic clock of this machine) the code was drawn, if less than COUNTER_MS ago."""
    return (int(now_s * 1000) - counter) % COUNTER_MS


def _level(gray: NDArray[np.uint8], x: float, y: float, reach: int) -> float:
    left, top = max(0, int(x) - reach), max(0, int(y) - reach)
    return float(gray[top : int(y) + reach + 1, left : int(x) + reach + 1].mean())
