"""A slip in words, ready to be set: pages in one language each. Where things stand on the paper is for its maker."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kiosk.domain.ids import Side
from kiosk.domain.taken_page import MOST_TAKEN, TakenPage

LEAST_PT: Final = 18.0
"""Letters on paper are never smaller; readings over kanji are no text of their own."""
MOST_PAGES: Final = 2
"""Of words; sheets that go along are more."""
MOST_SIDES: Final = MOST_PAGES + MOST_TAKEN


@dataclass(frozen=True)
class Box:
    """A box to be ticked by hand, or ticked already."""

    words: str
    ticked: bool = False


@dataclass(frozen=True)
class Part:
    """A heading with what stands below it; `strong` lines are larger."""

    heading: str
    boxes: tuple[Box, ...] = ()
    strong: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class SlipPage:
    """One language's words, texts with readings as `kiosk.domain.readings` has them.

    `blanks` are written on by hand. `warning` stands in a frame, its first line bold. `web` is drawn as a QR code.
    `varied` is said if a letter had to be drawn in its plainer shape, `cut` if not everything had room.
    """

    language: str
    city: str
    heading: str
    number_title: str = ""
    number: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...] = ()
    blanks: tuple[str, ...] = ()
    warning: tuple[str, ...] = ()
    phone_title: str = ""
    phone: str = ""
    phone_hours: str = ""
    notes: tuple[str, ...] = ()
    web: str = ""
    web_words: str = ""
    varied: str = ""
    cut: str = ""


SlipSheet = tuple[SlipPage, ...]
"""At most MOST_PAGES."""


@dataclass(frozen=True)
class MarkedSheet:
    """What stands round a copy of a sheet: a heading, whose the marks are, what 「ここ」 is called, a line below."""

    language: str
    page: TakenPage
    heading: str
    names: Mapping[Side, str]
    here: str
    note: str
