"""A lit telephone screen on the table: a bright rectangle in a dark ring, found as a whole and held by its sides.

What it shows changes, so nothing on it is held on to. A finger may hide parts of it: the sides that are seen, and the
size that was seen before, tell where the others are.
"""

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.geometry import Floats, Gray, Size, corners, plane_of, project
from kiosk.vision.side_fit import Look, edges_along, fitted_motion
from kiosk.vision.sides import fitted_sides

_LONG_MM = (105.0, 175.0)
_WIDE_MM = (52.0, 85.0)
_ASPECT = (1.55, 2.4)
_FULL = 0.86
_RING_MM = 2.2
_DARKER = 0.62
_LOOK = 0.25
_LEVELS = (60, 90, 120, 160, 200)
"""Tried from dark to bright: the first at which a ring closes has the whole screen within."""


@dataclass(frozen=True)
class Screen:
    """`quad` (4, 2): its corners in the full picture, clockwise from the one that is top left after the smallest turn;
    `size` in millimetres, width first. `number` counts how often one was found: while it is held, it stays."""

    quad: Floats
    size: Size
    number: int = 0

    @property
    def plane(self) -> Floats:
        """From its millimetres to pixels."""
        return plane_of(self.size, self.quad)


class ScreenWatch:
    """Finds a screen and holds it; one call a picture."""

    def __init__(self, px_per_mm: float) -> None:
        self._px_per_mm = px_per_mm
        self._held: Screen | None = None
        self._found = 0

    def step(self, picture: NDArray[np.uint8]) -> Screen | None:
        """The screen in this full (height, width, 3) picture, or None."""
        gray = brightness(picture)
        if self._held is not None:
            self._held = _moved(gray, self._held, self._px_per_mm)
        if self._held is None and (found := find_screen(gray, self._px_per_mm)) is not None:
            self._found += 1
            self._held = replace(found, number=self._found)
        return self._held


def brightness(picture: NDArray[np.uint8]) -> Gray:
    """The brightest colour of each pixel: a blue bar on a screen shines, too."""
    return np.asarray(cv2.max(cv2.max(picture[..., 0], picture[..., 1]), picture[..., 2]), np.uint8)


def find_screen(gray: Gray, px_per_mm: float) -> Screen | None:
    """A free screen in the brightness of a full picture."""
    look = np.asarray(cv2.resize(gray, None, fx=_LOOK, fy=_LOOK, interpolation=cv2.INTER_AREA), np.uint8)
    scale = px_per_mm * _LOOK
    for level in _LEVELS:
        bright = (look > level).astype(np.uint8)
        for outline in cv2.findContours(bright, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)[0]:
            around = np.asarray(outline, np.int32)
            if _has_screen_size(around, scale) and _in_a_ring(look, around, scale):
                quad = (np.asarray(cv2.boxPoints(cv2.minAreaRect(around)), np.float64) + 0.5) / _LOOK - 0.5
                fitted = fitted_sides(gray, as_it_lies(quad), np.ones(4, bool), px_per_mm)
                if fitted is not None:
                    return _measured(fitted, px_per_mm)
    return None


def _has_screen_size(outline: NDArray[np.int32], scale: float) -> bool:
    wide, long = sorted(side / scale for side in cv2.minAreaRect(outline)[1])
    sized = _WIDE_MM[0] <= wide <= _WIDE_MM[1] and _LONG_MM[0] <= long <= _LONG_MM[1]
    return (
        sized and _ASPECT[0] <= long / wide <= _ASPECT[1] and cv2.contourArea(outline) > _FULL * wide * long * scale**2
    )


def _in_a_ring(look: Gray, outline: NDArray[np.int32], scale: float) -> bool:
    inside = np.zeros(look.shape, np.uint8)
    cv2.fillPoly(inside, [outline], 255)
    near = np.asarray(cv2.dilate(inside, np.ones((3, 3), np.uint8)), np.uint8)
    reach = 2 * max(2, round(_RING_MM * scale)) + 1
    ring = np.asarray(cv2.dilate(inside, np.ones((reach, reach), np.uint8)), np.uint8) & ~near
    return float(np.median(look[ring > 0])) < _DARKER * float(np.median(look[inside > 0]))


def _moved(gray: Gray, before: Screen, px_per_mm: float) -> Screen | None:
    """Where the screen of before is, told by the points of its sides that are still bright within and dark without."""
    outline = corners(before.size)
    motion = fitted_motion([edges_along(gray, before.plane, outline, Look(px_per_mm))])
    return None if motion is None else replace(before, quad=project(before.plane @ motion, outline))


def _measured(quad: Floats, px_per_mm: float) -> Screen:
    sides = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1) / px_per_mm
    return Screen(quad, (float(sides[0] + sides[2]) / 2, float(sides[1] + sides[3]) / 2))


def as_it_lies(quad: NDArray[np.float64]) -> Floats:
    """Clockwise, from the corner that is top left when the screen is turned upright the shorter way."""
    (ax, ay), (bx, by) = quad[1] - quad[0], quad[2] - quad[1]
    quad = quad if ax * by - ay * bx > 0 else quad[::-1]
    lengths = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    short = [side for side in range(4) if lengths[side] < lengths[(side + 1) % 4]]
    first = min(short, key=lambda side: abs(math.atan2(*(quad[(side + 1) % 4] - quad[side])[::-1])))
    return np.asarray(np.roll(quad, -first, axis=0), np.float64)
