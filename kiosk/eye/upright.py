"""A telephone as it is shown: upright, as large as it can be, and flat but for what may be seen of it."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.domain.phone_help import PhoneHelp
from kiosk.vision.geometry import Floats, Size, corners, project, scaled, turned
from kiosk.vision.tracker import LOOK

STRIP_MM = 24.0
"""So far down from its upper end messages of others drop in."""
_HIGH, _WIDE = 0.95, 0.9
"""Shares of the picture that an upright telephone takes at most."""
_BESIDE = 0.36
"""Where its middle is across the picture: what is said about it stands beside it."""
_UNDER = 0.025
"""Where one that lies across begins: what is said about it stands below it."""
_ROUND_MM, _WITHIN_MM = 8.0, 0.7

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Upright:
    """The part of a telephone's page that is shown: its left upper `corner` and its `size` in millimetres, turned to
    the right by so many `quarters` as somebody sees it who sits there."""

    size: Size
    quarters: int = 0
    corner: tuple[float, float] = (0.0, 0.0)

    def view(self, shown: tuple[int, int]) -> Floats:
        """From the page's millimetres to the pixels of a picture of `shown` (width, height), in which it stands as
        large as it can be."""
        back = np.linalg.inv(turned(self.size, self.quarters)) @ _moved(1.0, (-self.corner[0], -self.corner[1]))
        wide, high = self.size if self.quarters % 2 == 0 else self.size[::-1]
        scale = min(_HIGH * shown[1] / high, _WIDE * shown[0] / wide)
        if wide < high:
            across = max(_BESIDE * shown[0], scale * wide / 2 + 0.02 * shown[0])
            place = _moved(scale, (across - scale * wide / 2, (shown[1] - scale * high) / 2))
        else:
            place = _moved(scale, ((shown[0] - scale * wide) / 2, _UNDER * shown[1]))
        return np.asarray(place @ back, np.float64)

    def rounded(self) -> Floats:
        """(n, 2) points of its outline in millimetres, a little within it and round at its corners: what is beside it
        is not shown."""
        width, height = self.size
        middles = ((_ROUND_MM, _ROUND_MM), (width - _ROUND_MM, _ROUND_MM), (width - _ROUND_MM, height - _ROUND_MM))
        found = []
        for nth, middle in enumerate((*middles, (_ROUND_MM, height - _ROUND_MM))):
            turns = np.linspace(math.pi * (1 + nth / 2), math.pi * (1.5 + nth / 2), 9)
            found.append(np.array(middle) + (_ROUND_MM - _WITHIN_MM) * np.column_stack([np.cos(turns), np.sin(turns)]))
        return np.asarray(np.concatenate(found) + np.array(self.corner), np.float64)

    def outline(self) -> Floats:
        """Its (4, 2) corners in millimetres of the page."""
        return np.asarray(corners(self.size) + np.array(self.corner), np.float64)


@dataclass(frozen=True)
class PhoneLook:
    """What one picture shows: `filled` (height, width) at half size, 255 where nothing may be seen; the telephone's
    number, 0 while nothing of it is seen, its page's `size` in millimetres, the `plane` from these to pixels of the
    full picture, and what of it is shown."""

    filled: Pixels
    number: int = 0
    size: Size = (0.0, 0.0)
    plane: Floats | None = None
    upright: Upright = Upright((1.0, 1.0))


def all_filled(picture: Pixels) -> Pixels:
    """Nothing of this (height, width, 3) picture may be seen."""
    return np.full((round(picture.shape[0] * LOOK), round(picture.shape[1] * LOOK)), 255, np.uint8)


def clear(filled: Pixels, plane: Floats, upright: Upright, asked: PhoneHelp) -> None:
    """Takes the cover from the telephone, but for its upper end if that is to stay covered."""
    outline = upright.outline()
    if asked.strip:
        outline[:2, 1] += STRIP_MM
    quad = np.rint(project(scaled(plane, LOOK), outline) * 16).astype(np.int32)
    cv2.fillConvexPoly(filled, quad, 0, shift=4)


def _moved(scale: float, by: tuple[float, float]) -> Floats:
    return np.array([[scale, 0, by[0]], [0, scale, by[1]], [0, 0, 1.0]])
