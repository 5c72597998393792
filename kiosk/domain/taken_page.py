"""A sheet that the resident takes home on paper, as both ends saw it."""

from dataclasses import dataclass, field
from typing import Final

from kiosk.domain.annotation import Stroke

MOST_TAKEN: Final = 2
"""Sheets of one visit; each is a page more on the slip."""


@dataclass(frozen=True)
class TakenPage:
    """Which sheet under the van's camera, by the number that its eye gave it; its size, and the marks on it in drawing
    order. Its picture is no part of this: it lies where the eye's pieces are kept, and is wiped with the visit."""

    number: int
    width_mm: float
    height_mm: float
    strokes: tuple[Stroke, ...] = field(default=(), repr=False)
