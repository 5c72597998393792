"""The sheets of a visit as a clerk may look through them: those that were laid down, and the older one in front."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.domain.annotation import Canvas
from kiosk.domain.lying import Lying
from kiosk.domain.page import sheet_number
from kiosk.domain.reading import Reading

LIVE = 0
"""Stands for what lies there now: sheets are counted from 1."""


class Kept(StrEnum):
    """What is there of a sheet's last still: nothing yet; all of it; nothing any more, because the other end has
    hidden its paper, or because there was no room."""

    NONE = "none"
    HERE = "here"
    HIDDEN = "hidden"
    NO_ROOM = "no_room"


@dataclass(frozen=True)
class Entry:
    """One sheet: its number in the eye, its place in the visit counted from 1, the known form that it is or "", whether
    it lies there now, what is kept of it, and how many marks stand on it."""

    sheet: int
    place: int
    form: str
    lies: bool
    kept: Kept
    marks: int

    @property
    def can_be_shown(self) -> bool:
        """Whether somebody can look at it."""
        return self.lies or self.kept is Kept.HERE


@dataclass(frozen=True)
class PageList:
    """What neither marks nor what lies there can tell: what is kept of each sheet, which known form it was, the older
    sheet that the clerk looks at (or LIVE), and how he looks at it."""

    kept: Mapping[int, Kept] = field(default_factory=dict)
    forms: Mapping[int, str] = field(default_factory=dict)
    shown: int = LIVE
    reading: Reading = field(default_factory=Reading)

    def entries(self, marks: Canvas, lying: Lying | None) -> tuple[Entry, ...]:
        """The van's sheets, in the order in which they were first laid down."""
        numbers = [number for page in marks.pages if (number := sheet_number(page, "van")) is not None]
        counts = dict.fromkeys(numbers, 0)
        for stroke in marks.strokes.values():
            number = sheet_number(stroke.page, "van")
            if number is not None and stroke.points:
                counts[number] += 1
        lies = lying.number if lying is not None and lying.held else LIVE
        return tuple(
            Entry(
                sheet=number,
                place=place,
                form=self.forms.get(number, ""),
                lies=number == lies,
                kept=self.kept.get(number, Kept.NONE),
                marks=counts[number],
            )
            for place, number in enumerate(numbers, start=1)
        )


def beside(entries: Sequence[Entry], shown: int, steps: int) -> int | None:
    """What is to be seen so many steps further on in the list, LIVE for what lies there now; None beyond its ends.
    While nothing lies there, that comes after all sheets."""
    order = [LIVE if entry.lies else entry.sheet for entry in entries if entry.can_be_shown]
    if LIVE not in order:
        order.append(LIVE)
    at = order.index(shown if shown in order else LIVE) + steps
    return order[at] if 0 <= at < len(order) else None
