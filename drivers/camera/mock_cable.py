"""What an HDMI stick of the pretend world gives: a telephone's own picture between black bars, or nothing but black."""

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.camera.mock_phone import glass
from drivers.mock_room.state import Screen

Pixels = NDArray[np.uint8]
_FINE = 8
"""Pixels to the millimetre in which a page is drawn before it is fitted."""


class CableView:
    """Pictures of `size` (width, height)."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._drawn: tuple[Screen | None, Pixels] = (None, self._black())

    def draw(self, screen: Screen | None) -> Pixels:
        """The picture now, as a new (height, width, 3) array."""
        if screen != self._drawn[0]:
            self._drawn = screen, self._black() if screen is None else self._fitted(screen)
        return self._drawn[1].copy()

    def _black(self) -> Pixels:
        return np.zeros((self._size[1], self._size[0], 3), np.uint8)

    def _fitted(self, screen: Screen) -> Pixels:
        """A screen that is off is black, not as grey as glass."""
        picture = self._black()
        if screen.page == "off":
            return picture
        page = glass(screen.page, _FINE, screen.across)
        width, height = self._size
        scale = min(width / page.shape[1], height / page.shape[0])
        page = np.asarray(cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
        high, wide = page.shape[:2]
        left, top = (width - wide) // 2, (height - high) // 2
        picture[top : top + high, left : left + wide] = page
        return picture
