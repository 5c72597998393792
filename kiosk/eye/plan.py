"""What an eye and its child agree on: the plan, the outfit of one child, and what the child reports."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from kiosk.domain.ids import EyeName, Side
from kiosk.domain.lying import Lying
from kiosk.domain.photo import Advice
from kiosk.domain.privacy import Gate
from kiosk.domain.still import StillPiece
from kiosk.eye.printed import Printed
from kiosk.vision.mask import Opening

NUMBERS_EACH = 1 << 20
"""Sheets are numbered on from child to child: what one has seen, the next cannot know again."""
PHONES_FROM = 1 << 19
"""Of these numbers, telephones have those from here on."""
CABLES_FROM = PHONES_FROM + (1 << 18)
"""And of these, those whose own picture comes through a cable."""
OptionValue = str | int | float | bool


@dataclass(frozen=True)
class PaperPlan:
    """What an eye has to know to understand the paper before it: whose tray it is, the scale of its pictures, a picture
    file of the empty table in their size, the sheets in use (width, height in millimetres) and the known forms."""

    side: Side
    px_per_mm: float
    empty: bytes
    sizes: tuple[tuple[float, float], ...]
    forms: tuple[Printed, ...]

    @property
    def field_ids(self) -> tuple[str, ...]:
        """Ids of the fields of all forms, in an order that both halves of an eye agree on."""
        return tuple(sorted({field.id for form in self.forms for field in form.fields}))


@dataclass(frozen=True)
class CablePlan:
    """The stick that gives a telephone's own picture: a camera like any other, but nothing lies under it. `options` is
    all that its keeper is told."""

    driver: str
    options: Mapping[str, OptionValue] = field(default_factory=dict)


@dataclass(frozen=True)
class EyePlan:
    """One camera: which keeper with which options, and the pictures wanted of it.

    `width` and `height` in pixels, both even. `opening` is the tray of a document camera; without it a document
    camera shows nothing; `page` is the id of the page that the tray is. `room` is the address of the pretend world, for
    mocks; empty where there is none. With `paper` nothing of what lies in the tray is seen but what the eye opens.
    `face_model` is the file of the model that a face camera finds faces with; without it no photo can be checked.
    `cable` takes the camera's place while it is wanted; it needs `paper`, whose eye hides what nobody let be seen.
    """

    name: EyeName
    driver: str
    options: Mapping[str, OptionValue] = field(default_factory=dict)
    width: int = 1280
    height: int = 720
    fps: int = 15
    opening: Opening | None = None
    room: str = ""
    page: str = ""
    paper: PaperPlan | None = None
    face_model: str = ""
    cable: CablePlan | None = None

    def __post_init__(self) -> None:
        if self.width % 2 or self.height % 2 or min(self.width, self.height) < 2:
            raise ValueError("a picture needs an even width and height")
        if not 1 <= self.fps <= 60:
            raise ValueError("fps lies between 1 and 60")
        if self.cable is not None and self.paper is None:
            raise ValueError("a cable needs an eye that understands paper")

    @property
    def keeper_options(self) -> dict[str, OptionValue]:
        """All that the keeper is told; the room only when there is one, because real keepers know of none."""
        options = {"width": self.width, "height": self.height, "fps": self.fps, **self.options}
        return {**options, "room": self.room} if self.room else options

    @property
    def shown_size(self) -> tuple[int, int]:
        """Width and height of what leaves the eye: a document camera shows its tray alone."""
        if self.opening is None:
            return self.width, self.height
        left, top, right, bottom = self.opening.in_pixels(self.width, self.height)
        return right - left, bottom - top

    @property
    def paint_capacity(self) -> int:
        """Bytes of the largest BGRA picture."""
        return self.width * self.height * 4

    @property
    def send_capacity(self) -> int:
        """Bytes of an I420 picture."""
        return self.width * self.height * 3 // 2


class Outfit(msgspec.Struct, frozen=True):
    """Names of the shared memory of one child, the number its frames begin after, and which child of its eye it is."""

    control: str
    paint: str
    send: str
    first_number: int
    child: int = 1


class Trying(msgspec.Struct, frozen=True, tag="trying"):
    """The keeper is asked to open its camera, which may take a while."""

    mock: bool


class Opened(msgspec.Struct, frozen=True, tag="opened"):
    """The camera is open; frames must come now."""


class Looking(msgspec.Struct, frozen=True, tag="looking"):
    """A frame came, and is looked at closely, which may take a while on a busy machine: the camera is well."""


class Seen(msgspec.Struct, frozen=True, tag="seen"):
    """A frame came; whether it went into the rings, and how long it was looked at; None behind a shut gate."""

    painted: bool
    sent: bool
    looked_s: float | None = None


class Skipped(msgspec.Struct, frozen=True, tag="skipped"):
    """A frame came before it was due, and was not looked at: the camera is well."""


class Lost(msgspec.Struct, frozen=True, tag="lost"):
    """There is no camera now; it is tried again."""


class Unplugged(msgspec.Struct, frozen=True, tag="unplugged"):
    """The device at the cable is not there; it is tried again. The camera itself is not asked."""


class Settled(msgspec.Struct, frozen=True, tag="settled"):
    """The gate stands so, and what it forbids has been zeroed."""

    gate: Gate


class Lies(msgspec.Struct, frozen=True, tag="lies"):
    """What lies in the tray has changed."""

    lying: Lying


class Judged(msgspec.Struct, frozen=True, tag="judged"):
    """What somebody before the face camera can do for a photo, the most urgent first; `broken`: it cannot be told."""

    advice: tuple[Advice, ...] = ()
    broken: bool = False


class Coming(msgspec.Struct, frozen=True, tag="coming"):
    """A sharp picture of that sheet is being made."""

    taken_ns: int
    sheet: int


class Piece(msgspec.Struct, frozen=True, tag="piece"):
    """A piece of a sharp picture, masked as the picture that was taken at `taken_ns`."""

    taken_ns: int
    piece: StillPiece


class Rests(msgspec.Struct, frozen=True, tag="rests"):
    """That sheet lies still, and looks as the needed pieces up to now show it; 0: something moves."""

    taken_ns: int
    sheet: int


EyeReport = (
    Judged | Lies | Looking | Trying | Opened | Seen | Skipped | Lost | Unplugged | Settled | Coming | Piece | Rests
)
encode = msgspec.msgpack.Encoder().encode
decode_report = msgspec.msgpack.Decoder(EyeReport).decode
decode_outfit = msgspec.msgpack.Decoder(Outfit).decode
decode_plan = msgspec.msgpack.Decoder(EyePlan).decode
