"""Where a page lies in one picture: so that a mark in millimetres of the page can be drawn on that picture."""

import math
from dataclasses import dataclass

from kiosk.domain.page import Page, PageId, Point

Matrix = tuple[float, float, float, float, float, float, float, float]
_FLAT = 1e-12


class BadPose(Exception):
    """Numbers that place no page."""


@dataclass(frozen=True)
class Pose:
    """A plane seen by a camera: with (a, b, c, d, e, f, g, h) and w = g x + h y + 1, a point (x, y) of the page in mm
    lies at the shares ((a x + b y + c) / w, (d x + e y + f) / w) of the picture's width and height."""

    page: PageId
    matrix: Matrix

    def __post_init__(self) -> None:
        if not all(map(math.isfinite, self.matrix)) or abs(self._area) < _FLAT:
            raise BadPose

    def to_share(self, point: Point) -> Point:
        """A point of the page as shares of the picture; one behind the camera lies infinitely far away."""
        a, b, c, d, e, f, g, h = self.matrix
        x, y = point
        away = g * x + h * y + 1
        if abs(away) < _FLAT:
            return math.inf, math.inf
        return (a * x + b * y + c) / away, (d * x + e * y + f) / away

    def to_mm(self, share: Point) -> Point:
        """A place in the picture as a point of the page, which may lie beside it."""
        a, b, c, d, e, f, g, h = self.matrix
        right, down = share
        # (a - g right) x + (b - h right) y = right - c, and the same of down
        p, q, r = a - g * right, b - h * right, right - c
        s, t, u = d - g * down, e - h * down, down - f
        area = p * t - q * s
        if abs(area) < _FLAT:
            return math.inf, math.inf
        return (r * t - q * u) / area, (p * u - r * s) / area

    @property
    def _area(self) -> float:
        """The determinant of the map."""
        a, b, c, d, e, f, g, h = self.matrix
        return a * (e - f * h) - b * (d - f * g) + c * (d * h - e * g)


def whole(page: Page) -> Pose:
    """The page is the picture: its corners are the picture's."""
    return Pose(page.id, (1 / page.width_mm, 0.0, 0.0, 0.0, 1 / page.height_mm, 0.0, 0.0, 0.0))
