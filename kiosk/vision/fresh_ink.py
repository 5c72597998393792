"""What was written on a sheet since it was found, until it may be seen: searched for numbers, and long in its place."""

from collections import deque

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.cover import Cover

Mask = NDArray[np.bool_]

SEARCHED_AFTER_S = 0.25
"""Searching takes a while, so it begins before the ink may open."""
DRIES_S = 0.5
"""What slides in under a hand does not stay in its place for so long."""
_FREE_OF_HANDS_MM = 12.0
_APART_S = 0.09
_TREMBLES, _BESIDE = np.ones((3, 3), np.uint8), np.ones((5, 5), np.uint8)


class FreshInk:
    """One sheet's; masks of `shape` at the tracker's scale."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self._looks: deque[tuple[float, Mask]] = deque()
        self._searched: Mask = np.zeros(shape, bool)
        self._wet: Mask = np.zeros(shape, bool)
        self._opened: Mask = np.zeros(shape, bool)

    def look(self, covers: Cover, at_s: float) -> None:
        """What lies on the sheet in the newest picture, which was taken at `at_s`."""
        away = covers.ink & ~covers.near(_FREE_OF_HANDS_MM, covers.ink.shape) if covers.ink.any() else covers.ink
        self._wet = away & self._there_before(at_s - SEARCHED_AFTER_S)
        dry = self._wet & self._there_before(at_s - DRIES_S)
        self._opened |= _grown(dry & self._searched, _BESIDE) & self._searched
        self._searched &= self._opened | _grown(covers.ink, _BESIDE)  # whatever comes next to that place is other ink
        if not self._looks or at_s - self._looks[-1][0] >= _APART_S:
            self._looks.append((at_s, covers.ink))
        while len(self._looks) > 1 and self._looks[1][0] <= at_s - DRIES_S:
            self._looks.popleft()

    def to_search(self) -> Mask:
        """Ink that lies still, with no hand near, and that nobody has searched yet."""
        return self._wet & ~self._searched

    def searched(self, ink: Mask) -> None:
        """That ink was searched, and numbers in it are closed areas now."""
        self._searched |= ink

    def closed(self, ink: Mask) -> Mask:
        """What of the ink in a picture may not be seen yet."""
        return ink & ~self._opened

    def _there_before(self, at_s: float) -> Mask:
        """Where ink was in the newest look that is as old as that; its edges tremble."""
        older = [ink for seen_s, ink in self._looks if seen_s <= at_s]
        return _grown(older[-1], _TREMBLES) if older else np.zeros_like(self._opened)


def _grown(mask: Mask, by: NDArray[np.uint8]) -> Mask:
    return np.asarray(cv2.dilate(mask.astype(np.uint8), by) > 0)
