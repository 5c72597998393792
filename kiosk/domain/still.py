"""A sharp picture of a sheet that rests, in pieces that travel: the whole first, then what is sharper or changed."""

from dataclasses import dataclass, field

MOST_PX = 12_000_000
"""Pixels of the largest page that is taken from another end."""
MOST_SIDE_PX = 8192
MOST_BYTES = 400_000
"""Bytes of the largest piece."""
FIRST_BYTES, LEAST_FIRST_BYTES = 50_000, 25_000
"""The first picture of a page, where nothing is known of the line, and at least."""
WHOLE_BYTES = 120_000
"""The first picture and what sharpens it, together."""
Area = tuple[int, int, int, int]
"""Left, top, right, bottom: a rectangle in pixels of the whole page, right and bottom not within it."""


@dataclass(frozen=True)
class StillPiece:
    """A WebP picture of one rectangle of a sheet seen from straight above, already masked; `page_px` is the (width,
    height) of the whole sheet at the scale of `area`.

    The picture may be smaller than its area, and is then enlarged to it. `needed`: without it, the page is not as it
    lies there; others make it sharper.
    """

    sheet: int
    page_px: tuple[int, int]
    area: Area
    data: bytes = field(repr=False)
    needed: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether it shows the whole sheet."""
        return self.area == (0, 0, *self.page_px)

    @property
    def fits(self) -> bool:
        """Whether its numbers belong together and nobody's memory is asked for too much."""
        left, top, right, bottom = self.area
        width, height = self.page_px
        sides = 0 < width <= MOST_SIDE_PX and 0 < height <= MOST_SIDE_PX and width * height <= MOST_PX
        return sides and 0 <= left < right <= width and 0 <= top < bottom <= height and len(self.data) <= MOST_BYTES


@dataclass(frozen=True)
class Coming:
    """A picture of that sheet is being made: it will want the line to itself for a moment."""

    sheet: int


@dataclass(frozen=True)
class Resting:
    """The sheet of that number lies still, and looks as its needed pieces up to now show it; 0: something moves."""

    sheet: int
