"""A page: what lies under a document camera, or a white one, as a rectangle in millimetres that marks can be put on."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, NewType, TypeAlias

from kiosk.domain.ids import Side
from kiosk.domain.writing import MAX_BOARDS

PageId = NewType("PageId", str)
Point: TypeAlias = tuple[float, float]
"""Millimetres to the right of and below the page's top left corner."""
Surface = Literal["van", "office", "board"]
"""What two people look at together: what lies under a side's document camera, or the white page of 筆談."""
SURFACES: Final[tuple[Surface, ...]] = ("van", "office", "board")

BOARD_WIDTH_MM: Final = 400.0
BOARD_HEIGHT_MM: Final = 225.0
"""A white page: about as wide as the pane that it fills on the resident's monitor."""
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


def sheet_id(side: Side, number: int) -> PageId:
    """The page that a sheet under a side's document camera is."""
    return PageId(f"sheet.{side}.{number}")


def phone_id(side: Side, number: int) -> PageId:
    """The page that a telephone under a side's document camera is: no sheet, so that nothing of it is kept or goes
    home."""
    return PageId(f"phone.{side}.{number}")


def sheet_number(page: PageId, side: Side) -> int | None:
    """The number of a sheet under a side's camera; None for any other page."""
    before, _, number = page.rpartition(".")
    return int(number) if before == f"sheet.{side}" and number.isdecimal() else None


def is_tray(page: PageId) -> bool:
    """Whether it is what lies under a side's document camera, as a whole."""
    return page in (tray_id("van"), tray_id("office"))


def _tray(side: Side) -> Page:
    return Page(tray_id(side), TRAY_WIDTH_MM, TRAY_HEIGHT_MM)


def board_id(number: int) -> PageId:
    """A white page, counted from 1."""
    return PageId(f"board.{number}")


def _board(number: int) -> Page:
    return Page(board_id(number), BOARD_WIDTH_MM, BOARD_HEIGHT_MM)


PAGES: Final[Mapping[PageId, Page]] = MappingProxyType(
    {page.id: page for page in (_tray("van"), _tray("office"), *map(_board, range(1, MAX_BOARDS + 1)))}
)
"""Every page that a call begins with."""
