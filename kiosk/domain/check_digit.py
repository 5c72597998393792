"""A digit that notices what goes wrong when a number is said or typed."""

from typing import Final

_DAMM: Final = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
"""Damm's quasigroup (2004): one wrong digit, or two neighbours that changed places, is always seen."""


def check_digit(digits: str) -> int:
    """The digit to put behind these, each of `0` to `9`; 0 for a number that already ends with its right one."""
    between = 0
    for digit in digits:
        between = _DAMM[between][int(digit)]
    return between
