"""A sheet that the resident takes home on paper, as both ends saw it."""

from dataclasses import dataclass, field, replace
from typing import Final

from kiosk.domain.annotation import Stroke

MOST_TAKEN: Final = 2
"""Sheets of one visit; each is a page more on the slip."""


@dataclass(frozen=True)
class TakenPage:
    """Which sheet under the van's camera, by the number that its eye gave it; its size, and the marks on it in drawing
    order; `earlier` are those of calls that are over. Its picture is no part of this: it lies where the eye's pieces
    are kept, and is wiped with the visit."""

    number: int
    width_mm: float
    height_mm: float
    strokes: tuple[Stroke, ...] = field(default=(), repr=False)
    earlier: tuple[Stroke, ...] = field(default=(), repr=False)

    @property
    def marks(self) -> tuple[Stroke, ...]:
        """All that is drawn on the copy."""
        return (*self.earlier, *self.strokes)

    def followed(self, strokes: tuple[Stroke, ...] | None) -> "TakenPage":
        """With the marks that are on it now in a call; None: that call is over, and what was drawn in it stays."""
        if strokes is None:
            return replace(self, strokes=(), earlier=self.marks)
        return replace(self, strokes=strokes)
