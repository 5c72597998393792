"""What is written on a page, at one scale whatever the camera's: how dark each pixel is against what is near it."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.geometry import Floats, Gray

PX_PER_MM = 6.0
_COARSE_PX_PER_MM = 2.0
_SHADED_MM = 13.0
_SHARPER = 1.2
_SOFT_MM = 0.3
_NEAR_MM = 2.0
_FAINTEST = 28
"""Grey levels: what is paler than half of it is no ink."""
HULL = 24
_LARGEST_MM = 11.0
_LEAST_MM = 0.7
_MOST_MARKS = 3000


@dataclass(frozen=True)
class Marks:
    """n pieces of ink: `centre` (n, 2), `hull` (n, HULL, 2) points of their outlines, `size` (n,) how long each is at
    most; pixels of the ink's picture."""

    centre: Floats
    hull: Floats
    size: Floats


def ink_of(page: Gray, px_per_mm: float) -> Gray:
    """0 for paper to 255 for the darkest nearby, at PX_PER_MM; sharpened, for small digits touch in a camera's eye."""
    factor = PX_PER_MM / px_per_mm
    fine = (
        page if abs(factor - 1) < 0.01 else cv2.resize(page, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    )
    soft = cv2.GaussianBlur(fine, (0, 0), _SOFT_MM * PX_PER_MM)
    sharp = cv2.addWeighted(fine, 1 + _SHARPER, soft, -_SHARPER, 0)
    depth = cv2.subtract(_paper(page, px_per_mm, (fine.shape[1], fine.shape[0])), sharp)
    near = round(_NEAR_MM * PX_PER_MM) | 1
    darkest = cv2.dilate(depth, np.ones((1, near), np.uint8))
    darkest = cv2.blur(cv2.dilate(darkest, np.ones((near, 1), np.uint8)), (near, near))
    return np.asarray(cv2.divide(depth, np.maximum(darkest, _FAINTEST), scale=255), np.uint8)


def _paper(page: Gray, px_per_mm: float, size: tuple[int, int]) -> Gray:
    """The page without its ink: shaded fields stay."""
    factor = _COARSE_PX_PER_MM / px_per_mm
    coarse = cv2.resize(page, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    window = round(_SHADED_MM * _COARSE_PX_PER_MM) | 1
    closed = cv2.morphologyEx(cv2.medianBlur(coarse, 3), cv2.MORPH_CLOSE, np.ones((window, window), np.uint8))
    return np.asarray(cv2.resize(closed, size, interpolation=cv2.INTER_LINEAR), np.uint8)


def marks_of(ink: Gray) -> Marks:
    """Connected pieces that could be a digit or some that touch."""
    outlines, tree = cv2.findContours((ink > 127).astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    outer = [] if tree is None else [line for line, row in zip(outlines, tree[0], strict=True) if row[3] < 0]
    kept = [outline for outline in outer if _digit_sized(outline)]
    kept = sorted(kept, key=len, reverse=True)[:_MOST_MARKS]
    hulls = np.array([_some(cv2.convexHull(outline).reshape(-1, 2)) for outline in kept]).reshape(-1, HULL, 2)
    low, high = hulls.min(axis=1), hulls.max(axis=1)
    return Marks((low + high) / 2, hulls, np.hypot(*(high - low).T))


def _digit_sized(outline: NDArray[Any]) -> bool:
    if len(outline) < 2 * _LEAST_MM * PX_PER_MM:
        return False
    short, long = sorted(cv2.minAreaRect(outline)[1])
    return bool(short < _LARGEST_MM * PX_PER_MM and long > _LEAST_MM * PX_PER_MM)


def _some(points: NDArray[Any]) -> Floats:
    """HULL of them, evenly chosen."""
    return np.asarray(points[_places(len(points))], np.float64)


@cache
def _places(count: int) -> NDArray[np.intp]:
    return np.linspace(0, count - 1, HULL).round().astype(np.intp)
