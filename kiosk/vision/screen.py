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
from kiosk.vision.rigid import fit_shift
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
_REACH_MM = 9.0
_SAMPLES = 60
_ENDS = 0.08
_STEP_GRAY = 14.0
_WITHIN_MM = 0.8
_LEAST_SEEN = 0.3
"""Share of the samples along all four sides that must lie on the new place."""


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
                fitted = fitted_sides(gray, _as_it_lies(quad), np.ones(4, bool), px_per_mm)
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
    plane = before.plane
    outline = corners(before.size)
    inner, outer = [], []
    for side in range(4):
        start, end = outline[side], outline[(side + 1) % 4]
        along = (end - start) / np.linalg.norm(end - start)
        inward = np.array([-along[1], along[0]])
        places = start + np.linspace(_ENDS, 1 - _ENDS, _SAMPLES)[:, None] * (end - start)
        there, found = _edges(gray, plane, places, inward, px_per_mm)
        inner.append(places[found])
        outer.append(there[found])
    before_mm, after_mm = np.concatenate(inner), np.concatenate(outer)
    if len(before_mm) < _LEAST_SEEN * 4 * _SAMPLES:
        return None
    fit = _fit_sides(before_mm, after_mm, before.size)
    return None if fit is None else replace(before, quad=project(plane @ fit, outline))


def _edges(
    gray: Gray, plane: Floats, places: Floats, inward: Floats, px_per_mm: float
) -> tuple[Floats, NDArray[np.bool_]]:
    """For places on a side, in millimetres: where, along the normal, brightness falls most from within to without."""
    steps = np.arange(-_REACH_MM, _REACH_MM, 1 / px_per_mm)
    grid = places[:, None] + steps[None, :, None] * inward
    at = project(plane, grid.reshape(-1, 2)).astype(np.float32).reshape(*grid.shape)
    profile = np.asarray(cv2.remap(gray, at[..., 0], at[..., 1], cv2.INTER_LINEAR), np.float32)
    rise = cv2.blur(profile, (3, 1))[:, 2:] - cv2.blur(profile, (3, 1))[:, :-2]
    strong = rise > np.maximum(_STEP_GRAY, 0.6 * rise.max(axis=1, keepdims=True))
    first = strong.argmax(axis=1)  # the outermost: what the screen shows has edges, too
    there = places + (steps[first + 1])[:, None] * inward
    return there, np.asarray(strong.any(axis=1), np.bool_)


def _fit_sides(before: Floats, after: Floats, size: Size) -> Floats | None:
    """The motion in the plane that brings the sides there: points may slide along their side, so corners of what most
    points say are compared."""
    fit = fit_shift(before, after, 2.0)
    if fit is None:
        return None
    motion = fit.shift.matrix()
    for _ in range(3):
        now = project(np.linalg.inv(motion), after)
        distance = _to_side(now, size)
        good = np.abs(distance[:, 2]) < max(_WITHIN_MM, 2 * float(np.median(np.abs(distance[:, 2]))))
        if good.sum() < 12:
            return None
        motion = motion @ _small_motion(now[good], distance[good])
    left = np.abs(_to_side(project(np.linalg.inv(motion), after), size)[:, 2]) < _WITHIN_MM
    return motion if left.sum() >= _LEAST_SEEN * 4 * _SAMPLES * 0.6 else None


def _to_side(points: Floats, size: Size) -> Floats:
    """For each point the inward normal of the nearest side (x, y) and its signed distance from it."""
    width, height = size
    x, y = points[:, 0], points[:, 1]
    apart = np.stack([y, width - x, height - y, x], axis=1)
    nearest = np.abs(apart).argmin(axis=1)
    normals = np.array([[0, 1], [-1, 0], [0, -1], [1, 0]], np.float64)[nearest]
    return np.column_stack([normals, apart[np.arange(len(points)), nearest]])


def _small_motion(points: Floats, sides: Floats) -> Floats:
    """The least-squares motion (x, y, angle) that moves a page so that its sides meet the points."""
    nx, ny, distance = sides.T
    lever = points[:, 0] * ny - points[:, 1] * nx
    x, y, angle = np.linalg.lstsq(np.column_stack([nx, ny, lever]), distance, rcond=None)[0]
    c, s = math.cos(angle), math.sin(angle)
    return np.array([[c, -s, x], [s, c, y], [0, 0, 1]])


def _measured(quad: Floats, px_per_mm: float) -> Screen:
    sides = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1) / px_per_mm
    return Screen(quad, ((sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2))


def _as_it_lies(quad: NDArray[np.float64]) -> Floats:
    """Clockwise, from the corner that is top left when the screen is turned upright the shorter way."""
    (ax, ay), (bx, by) = quad[1] - quad[0], quad[2] - quad[1]
    quad = quad if ax * by - ay * bx > 0 else quad[::-1]
    lengths = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    short = [side for side in range(4) if lengths[side] < lengths[(side + 1) % 4]]
    first = min(short, key=lambda side: abs(math.atan2(*(quad[(side + 1) % 4] - quad[side])[::-1])))
    return np.asarray(np.roll(quad, -first, axis=0), np.float64)
