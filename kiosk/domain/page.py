"""A page: what lies under a document camera, as a rectangle in millimetres that marks can be put on."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NewType, TypeAlias

from kiosk.domain.ids import Side

PageId = NewType("PageId", str)
Point: TypeAlias = tuple[float, float]
"""Millimetres to the right of and below the page's top left corner."""

TRAY_WIDTH_MM: Final = 293.3
TRAY_HEIGHT_MM: Final = 310.2
"""The pretend camera's tray: half the width and 0.94 of the height of a 16:9 picture that is 330 mm high."""


@dataclass(frozen=True)
class Page:
    """One page and its size."""

    id: PageId
    width_mm: float
    height_mm: float

    def clamped(self, point: Point) -> Point:
        """The nearest point on the page."""
        return min(max(point[0], 0.0), self.width_mm), min(max(point[1], 0.0), self.height_mm)

    def holds(self, point: Point, margin_mm: float) -> bool:
        """Whether a point lies on the page or at most `margin_mm` beside it; NaN lies nowhere."""
        x_mm, y_mm = point
        return -margin_mm <= x_mm <= self.width_mm + margin_mm and -margin_mm <= y_mm <= self.height_mm + margin_mm


def tray_id(side: Side) -> PageId:
    """The page that a side's document camera shows until a sheet is found in it."""
    return PageId(f"tray.{side}")


def _tray(side: Side) -> Page:
    return Page(tray_id(side), TRAY_WIDTH_MM, TRAY_HEIGHT_MM)


TRAYS: Final[Mapping[PageId, Page]] = MappingProxyType({page.id: page for page in (_tray("van"), _tray("office"))})
