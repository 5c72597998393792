"""The values of the pretend world."""

from pathlib import Path
from typing import Literal

import msgspec

PAGES = Path(__file__).resolve().parents[2] / "assets" / "demo" / "pages"
"""Pictures of pages, PAGE_PX_PER_MM pixels a millimetre; a paper is called like its file."""
PAGE_PX_PER_MM = 6
FORMS = Path(__file__).resolve().parents[2] / "assets" / "forms"
"""Folders of known forms, each with a blank.png of FORM_PX_PER_MM pixels a millimetre; a paper is called `form.` and
like its folder."""
FORM_PX_PER_MM = 6
"""Must agree with kiosk.domain.form.BLANK_PX_PER_MM."""

Place = Literal["van", "office"]
MonitorName = Literal["embedded", "external"]
Device = Literal["face", "document", "cable", "sound", "line", "printer"] | MonitorName
ThingKind = Literal["card", "memo", "phone", "hand"]
PhonePage = Literal["home", "settings", "letters", "talk", "settings.notice", "night", "off"]
"""What a telephone shows; `night` is dark with light words, `off` nothing."""
Point = tuple[float, float]


class RoomError(Exception):
    """The room cannot do what it was asked; the text says why."""


class Paper(msgspec.Struct, frozen=True):
    """A page on the tray: its middle in millimetres from the middle of the tray, its turn to the right in degrees,
    and what was written on it, as lines through points in page millimetres."""

    name: str
    x_mm: float = 0.0
    y_mm: float = 0.0
    turn_deg: float = 0.0
    strokes: tuple[tuple[Point, ...], ...] = ()


class Thing(msgspec.Struct, frozen=True):
    """Something that lies on the table or comes over it: its middle in millimetres from the middle of the tray, of a
    hand the tip of its middle finger; and its turn about that point to the right in degrees.

    A card is 85.6 by 54 mm with a twelve-digit number, a memo 90 by 90 mm with four digits by pen; a hand comes with
    its arm from below the picture. A phone of 71.5 by 147 mm shows a `page`.
    """

    kind: ThingKind
    x_mm: float = 0.0
    y_mm: float = 0.0
    turn_deg: float = 0.0
    page: PhonePage = "home"


class Screen(msgspec.Struct, frozen=True):
    """A telephone's own picture: its page, and whether the telephone is held across."""

    page: PhonePage
    across: bool = False


class Scene(msgspec.Struct, frozen=True):
    """What one keeper has to know. `version` rises with each change; `jams` counts the times it was jammed; `things`
    are those over the tray and its paper, at most one of a kind, from below to above; `sheets` is the paper in a
    printer's tray; `screen` is what a telephone gives through a cable, None while none is connected."""

    version: int = 0
    plugged: bool = True
    held: bool = False
    jams: int = 0
    up: bool = True
    paper: Paper | None = None
    things: tuple[Thing, ...] = ()
    sheets: int = 250
    screen: Screen | None = None


class Printed(msgspec.Struct, frozen=True):
    """A document that came out of a printer, and the sheets that it took. `number` counts documents from 1, by the
    room."""

    sheets: int
    pdf: bytes
    number: int = 0


class Heard(msgspec.Struct, frozen=True):
    """What a loudspeaker gave: blocks since it was opened; of the last 200 ms the effective value (0 to 1 of full
    scale) and the strongest frequency; whether the last block could be heard."""

    blocks: int
    rms: float
    hz: float
    sounding: bool = False
