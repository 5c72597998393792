"""Square codes (QR and the like): one holds as much as a page of writing, on the back of a My Number card the number
itself, so it is filled like a number. None is ever read.

A code is nothing but its texture here: black and white in equal shares, changing in both directions, in a square. A
code that is torn, half covered, of another kind, or too small to be read is found by that as well.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from kiosk.vision.geometry import Floats, Gray


@dataclass(frozen=True)
class _Look:
    """One way of looking: small codes have fine squares, large ones coarse ones; a square is one to three pixels in one
    of the ways. `changes` is how often dark becomes light or back in a pixel, along and across: writing has fewer, and
    less that is dark. The coarser the look, the more writing is like a code, unless it must be large."""

    px_per_mm: float
    changes: float
    least_mm: float


_LOOKS = (_Look(4.0, 0.105, 5.0), _Look(1.8, 0.13, 9.0), _Look(1.0, 0.13, 24.0))
_AROUND_PX, _WINDOW_PX = 29, 15
_DARK_SHARE = (0.3, 0.72)
_LEAST_CONTRAST = 28
_MOST_MM = 70.0
_SQUARE = 0.62
_SOLID = 0.78
_MARGIN_MM = 2.0


def code_areas(page: Gray, px_per_mm: float) -> list[Floats]:
    """(4, 2) corners in millimetres around each square code on a rectified (height, width) grey page."""
    found: list[Floats] = []
    for look in _LOOKS:
        factor = look.px_per_mm / px_per_mm
        level = cv2.resize(page, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        found += _squares(_dense(np.asarray(level, np.uint8), look), look)
    return found


def _dense(level: Gray, look: _Look) -> Gray:
    """1 where dark and light are as many, and change often both along and across."""
    near = np.ones((_WINDOW_PX, _WINDOW_PX), np.uint8)
    light, dark = cv2.dilate(level, near), cv2.erode(level, near)
    around = (_AROUND_PX, _AROUND_PX)
    middle = cv2.addWeighted(cv2.blur(light, around), 0.5, cv2.blur(dark, around), 0.5, 0)
    below = ((level < middle) & (cv2.subtract(light, dark) > _LEAST_CONTRAST)).astype(np.float32)
    window = (_WINDOW_PX, _WINDOW_PX)
    share = cv2.blur(below, window)
    fits = (share > _DARK_SHARE[0]) & (share < _DARK_SHARE[1])
    for axis in (0, 1):
        change = np.abs(np.diff(below, axis=axis, prepend=0))
        fits &= cv2.blur(change, window) > look.changes
    return np.asarray(fits, np.uint8)


def _squares(dense: Gray, look: _Look) -> Iterator[Floats]:
    """(4, 2) corners in millimetres of what is dense, solid and about as high as broad."""
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7))
    solid = cv2.morphologyEx(cv2.morphologyEx(dense, cv2.MORPH_OPEN, disc), cv2.MORPH_CLOSE, disc)
    for outline in cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]:
        box = cv2.minAreaRect(outline)
        short, long = sorted(side / look.px_per_mm for side in box[1])
        if short < look.least_mm or long > _MOST_MM or short < _SQUARE * long:
            continue
        if cv2.contourArea(outline) / look.px_per_mm**2 > _SOLID * short * long:
            yield _grown(np.asarray(cv2.boxPoints(box), np.float64) / look.px_per_mm)


def _grown(quad: Floats) -> Floats:
    """With a margin: what is dense ends within the code."""
    middle = quad.mean(axis=0)
    away = quad - middle
    longer = 1 + _MARGIN_MM * math.sqrt(2) / np.linalg.norm(away, axis=1, keepdims=True)
    return np.asarray(middle + away * longer, np.float64)
