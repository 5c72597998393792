"""Every message between the two ends of a call, as one closed union."""

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from kiosk.domain.annotation import Tool
from kiosk.domain.lent import MOST_KEPT
from kiosk.wire.health_checks import SlotLine
from kiosk.wire.lending import ThingLine
from kiosk.wire.parts import Count, Hundredths, Id, Message, Seconds
from kiosk.wire.stills import SheetNumber, StillMessage


class Beat(Message, frozen=True):
    """On `live`, each second: a number and the sender's clock; echoed as BeatEcho."""

    n: Count
    sent_s: Seconds


class BeatEcho(Message, frozen=True):
    """The answer to a Beat, with the same clock value; the share of beats missed here goes with it."""

    n: Count
    sent_s: Seconds
    missed: Annotated[float, Meta(ge=0, le=1)] = 0.0


class Paper(Message, frozen=True):
    """On `sure`: the state of the sender's own document camera, to be shown, never obeyed."""

    state: Literal["closed", "offered", "asking", "open", "hidden"]


class PaperPlease(Message, frozen=True):
    """On `sure`: a request to see the other end's paper."""


class Face(Message, frozen=True):
    """On `sure`: the sender hides or shows its face."""

    hidden: bool


class Held(Message, frozen=True):
    """On `sure`: the clerk put the call on hold, or took it back."""

    on: bool


class Devices(Message, frozen=True):
    """On `sure`: health of the sender's devices, so that the other end can say it in words."""

    face: Literal["starting", "ok", "lost"]
    document: Literal["starting", "ok", "lost"]
    sound: Literal["starting", "ok", "lost"]


class ScreenState(Message, frozen=True):
    """On `sure`, kiosk to desk: which screen the resident sees. State, not pixels."""

    screen: Id
    letters: Annotated[int, Meta(ge=1, le=3)]
    high_contrast: bool
    attendant_called: bool
    question: Annotated[str, Meta(max_length=32)] = ""


class HungUp(Message, frozen=True):
    """On `sure`, last word of a call: the same as Finish, so that an end is heard also while the hub is away."""

    reason: Id
    outcome: Id | None = None


class LeftSeat(Message, frozen=True):
    """On `sure`, desk to kiosk: the clerk believes that nobody sits there; the kiosk asks with sound."""


class StrokePiece(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The points of a stroke from number `start` on. Its clock and the sender together are its name."""

    clock: Count
    page: Id
    tool: Tool
    start: Annotated[int, Meta(ge=0, le=4000)]
    points: Annotated[tuple[tuple[Hundredths, Hundredths], ...], Meta(min_length=1, max_length=500)]


class Marks(Message, frozen=True):
    """On `sure`: a part of the sender's own marks, or all of it after a new generation. Names no author, so nobody's
    but the sender's can be meant; may be repeated and come in any order."""

    strokes: Annotated[tuple[StrokePiece, ...], Meta(max_length=100)] = ()
    erased: Annotated[tuple[Count, ...], Meta(max_length=4000)] = ()
    cleared: Count = 0


class Pointing(Message, frozen=True):
    """On `live`: where the sender points, or that it stopped. An `n` not above the last one came late."""

    n: Count
    page: Id
    x: Hundredths
    y: Hundredths
    on: bool


class Posed(Message, frozen=True):
    """On `live`: where a page lies in the sender's document picture with the RTP time stamp `at`.

    `matrix` takes millimetres of the page to shares of the picture: see kiosk.domain.pose.
    """

    at: Annotated[int, Meta(ge=0, le=0xFFFFFFFF)]
    page: Id
    matrix: tuple[float, float, float, float, float, float, float, float]


FieldName = Annotated[str, Meta(max_length=40, pattern=r"^[a-z0-9-]*$")]
"""The id of a form or of one of its fields; empty for none."""


class Lies(Message, frozen=True):
    """On `sure`: what lies under the sender's document camera, or lay there last: see kiosk.domain.lying. To be shown,
    never obeyed."""

    number: SheetNumber
    width: Annotated[int, Meta(ge=0, le=60_000)]
    height: Annotated[int, Meta(ge=0, le=60_000)]
    form: FieldName
    held: bool
    open: bool
    unknown: bool
    filled: Annotated[tuple[FieldName, ...], Meta(max_length=200)] | None = None
    shown: FieldName = ""
    phone: bool = False
    dark: bool = False
    veiled: bool = False
    cable: bool = False
    unplugged: bool = False


class PhoneShown(Message, frozen=True):
    """On `sure`, kiosk to desk: whether a telephone lies there in place of a paper, whether its owner types a secret,
    so that nothing of it is seen, whether its upper end stays covered, and whether it comes through a cable."""

    on: bool
    typing: bool = False
    strip: bool = False
    cable: bool = False


class FieldWanted(Message, frozen=True):
    """On `sure`: the clerk asks to see a private field; from the kiosk, that the resident does not show it. Never
    obeyed: two touches there open it."""

    sheet: SheetNumber
    field: FieldName
    on: bool


class SampleWords(Message, frozen=True):
    """On `sure`, desk to kiosk: all that the clerk has filled in of a sample for the van's sheet of that number."""

    sheet: SheetNumber
    words: Annotated[
        tuple[tuple[FieldName, Annotated[str, Meta(min_length=1, max_length=40)]], ...], Meta(max_length=200)
    ]


class LitField(Message, frozen=True):
    """On `sure`: the field of a known form that the sender touched, empty for none, whether missing ones are shown, and
    a sample over empty ones. Of two the higher `n` holds, then the van's."""

    n: Count
    side: Literal["van", "office"]
    sheet: SheetNumber
    field: FieldName
    missing: bool = False
    sample: bool = False


class GuideAt(Message, frozen=True):
    """On `sure`: where the sender led in a guide: its step, whether it is shown, the things ticked, and the sentence
    pointed at, -1 for none. Of two the higher `n` holds, then the van's."""

    n: Count
    guide: FieldName
    step: FieldName
    shown: bool
    ticks: Annotated[
        tuple[tuple[FieldName, FieldName, Annotated[int, Meta(ge=0, le=20)]], ...], Meta(max_length=200)
    ] = ()
    line: Annotated[int, Meta(ge=-1, le=20)] = -1


class SlotAsked(Message, frozen=True):
    """On `sure`: the slot of a health check with which the resident came, and the clerk's answer. Of two the higher `n`
    holds, then the van's; the slot is the van's to name, the answer the office's to give."""

    n: Count
    slot: SlotLine
    answer: Literal["asked", "booked", "full"]


class LentThings(Message, frozen=True):
    """On `sure`: all that was lent in this visit, as the sender knows. Of two words about a loan the return holds."""

    things: Annotated[tuple[ThingLine, ...], Meta(max_length=MOST_KEPT)]


class CallPromised(Message, frozen=True):
    """On `sure`: when city hall rings back, None for not at all. The office's to say; the van says again what it heard.
    Of two the higher `n` holds."""

    n: Count
    day: date | None
    part: Literal["morning", "afternoon"] = "morning"


class Looking(Message, frozen=True):
    """On `sure`, 一緒に見る: where the sender looks, or that it leaves. Of two the higher `n` holds, then the van's.

    `x` and `y` are ten-thousandths of the page's width and height.
    """

    n: Count
    together: bool
    surface: Literal["van", "office", "board"]
    step: Annotated[int, Meta(ge=0, le=4)]
    quarters: Annotated[int, Meta(ge=0, le=3)]
    x: Annotated[int, Meta(ge=0, le=10_000)]
    y: Annotated[int, Meta(ge=0, le=10_000)]
    frozen: bool


class WhiteBoard(Message, frozen=True):
    """On `sure`: the white pages as the sender left them. Of two the higher `n` holds, then the van's."""

    n: Count
    open: bool
    pages: Annotated[int, Meta(ge=1, le=9)]
    shown: Annotated[int, Meta(ge=1, le=9)]


class Said(Message, frozen=True):
    """On `sure`: a line that the sender typed. Its clock and the sender together are its name; may be repeated.

    `phrase` is a word of the catalogue, so that the reader sees his own language; `text` stands for it otherwise.
    """

    clock: Count
    text: Annotated[str, Meta(min_length=1, max_length=120)]
    phrase: Annotated[str, Meta(max_length=40, pattern=r"^[a-z0-9_]*$")] = ""
    board: Annotated[int, Meta(ge=0, le=9)] = 0


ToPeer = (
    Beat
    | BeatEcho
    | Paper
    | PaperPlease
    | Face
    | Held
    | Devices
    | ScreenState
    | HungUp
    | LeftSeat
    | Marks
    | Pointing
    | Posed
    | Lies
    | PhoneShown
    | FieldWanted
    | LitField
    | GuideAt
    | SampleWords
    | SlotAsked
    | LentThings
    | CallPromised
    | Looking
    | WhiteBoard
    | Said
    | StillMessage
)
