"""Where a page lies in one picture: so that a mark in millimetres of the page can be drawn on that picture."""

import math
from dataclasses import dataclass

from kiosk.domain.page import Page, PageId, Point

Matrix = tuple[float, float, float, float, float, float]
_FLAT = 1e-12


class BadPose(Exception):
    """Numbers that place no page."""


@dataclass(frozen=True)
class Pose:
    """An affine map: with (a, b, c, d, e, f), a point (x, y) of the page in mm lies at the shares
    (a x + b y + c, d x + e y + f) of the picture's width and height."""

    page: PageId
    matrix: Matrix

    def __post_init__(self) -> None:
        a, b, _, d, e, _ = self.matrix
        if not all(map(math.isfinite, self.matrix)) or abs(a * e - b * d) < _FLAT:
            raise BadPose

    def to_share(self, point: Point) -> Point:
        """A point of the page as shares of the picture."""
        a, b, c, d, e, f = self.matrix
        return a * point[0] + b * point[1] + c, d * point[0] + e * point[1] + f

    def to_mm(self, share: Point) -> Point:
        """A place in the picture as a point of the page, which may lie beside it."""
        a, b, c, d, e, f = self.matrix
        right, down, area = share[0] - c, share[1] - f, a * e - b * d
        return (e * right - b * down) / area, (a * down - d * right) / area


def whole(page: Page) -> Pose:
    """The page is the picture: its corners are the picture's."""
    return Pose(page.id, (1 / page.width_mm, 0.0, 0.0, 0.0, 1 / page.height_mm, 0.0))
