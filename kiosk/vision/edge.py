"""What comes in over the edge of a sheet: the table shows it before the sheet does, so the place is filled in time."""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.geometry import Floats, Gray, Size, corners, project

_REACH_MM = 28.0
_BESIDE_MM = 3.0
_THICK_MM = 6.0
"""Shadows along the sheet are thinner."""
_NEAR_MM = 8.0


def reached_over(seen: Gray, look: NDArray[np.uint8], plane: Floats, size: Size) -> Gray:
    """(height, width) of 0 and 255: the parts of a sheet at `plane` that lie beside something on the table that is no
    hand. `seen` is what is not the table, in the picture `look`."""
    outline = project(plane, corners(size))
    px_per_mm = float(np.linalg.norm(outline[1] - outline[0])) / size[0]
    sheet = np.zeros(seen.shape, np.uint8)
    cv2.fillConvexPoly(sheet, np.rint(outline * 16).astype(np.int32), 255, shift=4)
    thick = np.ones((round(_THICK_MM * px_per_mm),) * 2, np.uint8)
    others = np.where((_grown(sheet, _BESIDE_MM * px_per_mm) > 0) | (_skin(look) > 0), 0, seen).astype(np.uint8)
    strange = np.asarray(cv2.morphologyEx(others, cv2.MORPH_OPEN, thick), np.uint8)
    near = _grown(sheet, (_BESIDE_MM + _NEAR_MM) * px_per_mm)
    if not (strange & near).any():
        return np.zeros_like(sheet)
    away = cv2.distanceTransform(np.where(strange & near, 0, 255).astype(np.uint8), cv2.DIST_L2, 3)
    return np.asarray(np.where((away < _REACH_MM * px_per_mm) & (sheet > 0), 255, 0), np.uint8)


def _grown(mask: Gray, by_px: float) -> Gray:
    return np.asarray(cv2.dilate(mask, np.ones((2 * round(by_px) + 1,) * 2, np.uint8)), np.uint8)


def _skin(look: NDArray[np.uint8]) -> Gray:
    """Redder than green and greener than blue, as `cover` judges it, in the light of a room."""
    b, g, r = (look[..., channel].astype(np.int16) for channel in range(3))
    return np.where((10 * r > 11 * g) & (g >= b) & (r > 40), 255, 0).astype(np.uint8)
