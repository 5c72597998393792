"""What a demo and its actors (the kiosk and the desk that it started) tell each other, as JSON lines."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Number = Annotated[int, Meta(ge=0)]


class Touch(msgspec.Struct, frozen=True, tag="touch"):
    """To an actor: touch the key of that name."""

    n: Number
    key: str


class Draw(msgspec.Struct, frozen=True, tag="draw"):
    """To an actor: move the finger over a paper, through points in shares of the picture's width and height."""

    n: Number
    paper: Literal["own_paper", "their_paper"]
    points: tuple[tuple[float, float], ...]


class Write(msgspec.Struct, frozen=True, tag="write"):
    """To an actor: type into the field of that name, as with a keyboard."""

    n: Number
    field: str
    text: str


class Grab(msgspec.Struct, frozen=True, tag="grab"):
    """To an actor: leave a picture of each window in `folder`, named after the step."""

    n: Number
    folder: str
    step: str


class Count(msgspec.Struct, frozen=True, tag="count"):
    """To an actor: how many pictures were painted so far?"""

    n: Number


class Leave(msgspec.Struct, frozen=True, tag="leave"):
    """To an actor: end in good order."""


class Here(msgspec.Struct, frozen=True, tag="here"):
    """From an actor: first message; `seat` is kiosk or desk, `home_s` the monotonic time of its first paint."""

    seat: str
    home_s: float


class State(msgspec.Struct, frozen=True, tag="state"):
    """From an actor, at each change: state words, never content."""

    words: dict[str, str]


class Touched(msgspec.Struct, frozen=True, tag="touched"):
    """From an actor: the key was there, and the next picture of the window was painted so long after the touch."""

    n: Number
    found: bool
    touched_s: float
    paint_s: float


class Grabbed(msgspec.Struct, frozen=True, tag="grabbed"):
    """From an actor: the files written."""

    n: Number
    files: tuple[str, ...]


class FirstPaint(msgspec.Struct, frozen=True, tag="first_paint"):
    """From an actor: the first picture of a far camera since its slot was last empty is on the screen."""

    surface: str
    at_s: float


class Counted(msgspec.Struct, frozen=True, tag="counted"):
    """From an actor: pictures painted, by surface."""

    n: Number
    frames: dict[str, int]


ToActor = Touch | Draw | Write | Grab | Count | Leave
FromActor = Here | State | Touched | Grabbed | FirstPaint | Counted

encode = msgspec.json.Encoder().encode
decode_to_actor = msgspec.json.Decoder(ToActor).decode
decode_from_actor = msgspec.json.Decoder(FromActor).decode
