"""Where a resident is among the circulars: in the list, typing what is searched, or in one of them."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import ceil
from typing import Final

from kiosk.domain.circular import Block, Circular

MOST_TYPED: Final = 20
_BAND_SHAPE: Final = 0.36
"""Height by width of what is seen of an enlarged page at once."""
_OVERLAP: Final = 0.04
"""Of the page's height: a line that one band cuts is whole in the next."""


class PaperState(StrEnum):
    """How far a circular is opened."""

    OPENING = "opening"
    THERE = "there"
    REFUSED = "refused"


@dataclass(frozen=True)
class Paper:
    """What was found in a circular. Of a PDF: how many pages, the size of the present one in pixels, its text, and
    whether letters are `missing` from its picture. Of HTML: the blocks."""

    state: PaperState = PaperState.OPENING
    pages: int = 0
    size: tuple[int, int] = (0, 0)
    text: str = field(default="", repr=False)
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    missing: bool = False

    @property
    def bands(self) -> int:
        """In how many steps an enlarged page is seen."""
        width, height = self.size
        return max(1, ceil((height / width - _BAND_SHAPE) / (_BAND_SHAPE * (1 - _OVERLAP))) + 1) if width else 1

    def band(self, number: int) -> tuple[float, float]:
        """What of the page's height is seen in that step, as shares from the top."""
        if self.bands < 2:
            return 0.0, 1.0
        share = _BAND_SHAPE * self.size[0] / self.size[1]
        top = (1 - share) * min(number, self.bands - 1) / (self.bands - 1)
        return top, top + share


@dataclass(frozen=True)
class AtCirculars:
    """`part` is that of the list. `search` is what was typed: it lives here alone. Of an opened PDF `page` counts from
    0, and where it is `large` so does `band`; it is seen `outside`, on the external monitor, too. Of opened HTML
    `first` is the block with which the screen begins."""

    part: int = 0
    search: str = field(default="", repr=False)
    typing: bool = False
    plane: int = 0
    opened: Circular | None = None
    paper: Paper = field(default_factory=Paper)
    page: int = 0
    large: bool = False
    band: int = 0
    outside: bool = False
    first: int = 0

    def back(self) -> "AtCirculars | None":
        """What was opened last closes first; None where nothing is open but the list of all."""
        if self.typing:
            return replace(self, typing=False, search="", part=0)
        if self.opened is not None:
            return AtCirculars(self.part, self.search)
        if self.part:
            return replace(self, part=self.part - 1)
        return AtCirculars() if self.search else None

    def turned(self, by: int) -> "AtCirculars":
        """A step on or back: through the bands of an enlarged page, then to the next page. It ends where the circular
        does."""
        band = self.band + by
        if self.large and 0 <= band < self.paper.bands:
            return replace(self, band=band)
        page = self.page + by
        if not 0 <= page < self.paper.pages:
            return self
        last = max(self.paper.bands - 1, 0) if by < 0 and self.large else 0
        return replace(self, page=page, band=last)
