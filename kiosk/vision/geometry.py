"""Planes and motions of a sheet: millimetres of a page, points of a picture, and what takes one to the other.

A homography is a (3, 3) float64 array that takes page millimetres (origin at the top left corner, x to the right, y
down) to pixels. A `Shift` is a motion within the plane of the table, in millimetres of the page as it lay at first.
"""

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Gray = NDArray[np.uint8]
Size = tuple[float, float]
"""Width and height in millimetres, or in pixels where the name says so."""


@dataclass(frozen=True)
class Shift:
    """Turned by `angle` radians about the page's origin, then moved by `x` and `y` millimetres."""

    x: float = 0.0
    y: float = 0.0
    angle: float = 0.0

    def matrix(self) -> Floats:
        """As a (3, 3) array that takes points of the page to points of the plane in which it was anchored."""
        c, s = math.cos(self.angle), math.sin(self.angle)
        return np.array([[c, -s, self.x], [s, c, self.y], [0.0, 0.0, 1.0]])


def corners(size: Size) -> Floats:
    """The (4, 2) corners of a page of `size`: top left, top right, bottom right, bottom left."""
    width, height = size
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)


def project(plane: NDArray[Any], points: NDArray[Any]) -> Floats:
    """(n, 2) points through a homography."""
    return np.asarray(cv2.perspectiveTransform(points.reshape(-1, 1, 2).astype(np.float64), plane), np.float64).reshape(
        -1, 2
    )


def plane_of(size: Size, quad: Floats) -> Floats:
    """The homography that lays a page of `size` onto four corners in the picture, in the order of `corners`."""
    return np.asarray(
        cv2.getPerspectiveTransform(corners(size).astype(np.float32), quad.astype(np.float32)), np.float64
    )


def turned(size: Size, quarters: int) -> Floats:
    """What takes points of a page that is read after `quarters` right-angle turns to points of the page of `size`.

    `quarters` counts how often the page of `size` has to be turned by 90 degrees clockwise to be upright.
    """
    width, height = size
    match quarters % 4:
        case 1:
            return np.array([[0, 1, 0], [-1, 0, height], [0, 0, 1]], np.float64)
        case 2:
            return np.array([[-1, 0, width], [0, -1, height], [0, 0, 1]], np.float64)
        case 3:
            return np.array([[0, -1, width], [1, 0, 0], [0, 0, 1]], np.float64)
    return np.eye(3)


def rectified(gray: NDArray[np.uint8], plane: Floats, size: Size, px_per_mm: float) -> NDArray[np.uint8]:
    """The page of `size` seen from straight above: (height, width[, channels]) pixels at `px_per_mm`."""
    out = (round(size[0] * px_per_mm), round(size[1] * px_per_mm))
    to_mm = np.diag([1 / px_per_mm, 1 / px_per_mm, 1.0])
    return np.asarray(
        cv2.warpPerspective(gray, plane @ to_mm, out, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP), np.uint8
    )


def px_per_mm(plane: Floats, size: Size) -> float:
    """How many pixels the picture has for a millimetre in the middle of the page, at best."""
    x, y = size[0] / 2, size[1] / 2
    here, right, down = project(plane, np.array([[x, y], [x + 1, y], [x, y + 1]]))
    return max(float(np.linalg.norm(right - here)), float(np.linalg.norm(down - here)))


def same_view(whole: NDArray[np.uint8], picture: NDArray[np.uint8]) -> bool:
    """Whether both pictures show the same, in other numbers of pixels: a camera may give its large ones another
    shape."""
    return bool(round(whole.shape[0] * picture.shape[1] / whole.shape[1]) == picture.shape[0])


def scaled(plane: Floats, factor: float) -> Floats:
    """The same plane in a picture that is `factor` as large, pixel centres kept in place."""
    half = 0.5 * (factor - 1)
    return np.array([[factor, 0, half], [0, factor, half], [0, 0, 1.0]]) @ plane
