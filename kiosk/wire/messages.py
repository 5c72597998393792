"""Every message that crosses a wire, as two closed unions: with the hub, and between the two ends.

Limits on sizes stand in the types, so that a decoder refuses what a screen could not show.
No type is recursive and none holds `Any`: the depth of a message is bounded by construction.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from kiosk.domain.annotation import Tool

VERSION = 1
"""Raised when an older end could no longer be understood; the hello carries it."""

Id = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._:-]+$")]
Word = Annotated[str, Meta(max_length=120)]
Text = Annotated[str, Meta(max_length=2000)]
Sdp = Annotated[str, Meta(max_length=32_000)]
Count = Annotated[int, Meta(ge=0, le=1_000_000)]
Seconds = Annotated[float, Meta(ge=0, le=1e7)]
Profile = Literal["normal", "demo", "measure"]
Hundredths = Annotated[int, Meta(ge=-100_000, le=100_000)]
"""A length on a page in hundredths of a millimetre: shorter than a float, and never NaN."""


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag=str.lower):
    """Parent of all messages; the class name in lower case is the tag."""


# --- to the hub ---------------------------------------------------------------------------------


class Hello(Message, frozen=True):
    """First message of a connection, within 2 s. `stop` is where the van stands today (kiosk only)."""

    version: int
    role: Literal["kiosk", "desk"]
    device: Id
    token: Annotated[str, Meta(min_length=16, max_length=256)]
    profile: Profile = "normal"
    stop: Id | None = None


class Ping(Message, frozen=True):
    """Heartbeat; the answer carries the same number."""

    n: Count


class Enqueue(Message, frozen=True):
    """A kiosk asks for a place; repeating it with the same ticket changes nothing."""

    ticket: Id
    topic: Id


class Cancel(Message, frozen=True):
    """A kiosk gives its place up."""

    ticket: Id


class Duty(Message, frozen=True):
    """A desk takes calls, or stops taking them."""

    on: bool


class Claim(Message, frozen=True):
    """A desk answers: this ticket, or the first one that it may take."""

    ticket: Id | None = None


class Accept(Message, frozen=True):
    """The resident is there and touched 話しはじめる."""

    call: Id


class SetAside(Message, frozen=True):
    """Nobody touched 話しはじめる in time; the ticket keeps its issue time."""

    call: Id


class Signal(Message, frozen=True):
    """SDP for the other end of a call; the hub relays it and looks at its size only."""

    call: Id
    generation: Count
    kind: Literal["offer", "answer"]
    sdp: Sdp


class Renew(Message, frozen=True):
    """Both ends say that the call still lives, at most every 10 s."""

    call: Id
    epoch: Count


class Finish(Message, frozen=True):
    """An end closes the call. `reason` and `outcome` are codes; they may be kept. May be repeated."""

    call: Id
    epoch: Count
    reason: Id
    outcome: Id | None = None


ToHub = Hello | Ping | Enqueue | Cancel | Duty | Claim | Accept | SetAside | Signal | Renew | Finish

# --- from the hub -------------------------------------------------------------------------------


class Welcome(Message, frozen=True):
    """The hub knows this device. `city_toml` is the city's data file as text, `clerk` only for a desk."""

    version: int
    profile: Profile
    city_toml: Annotated[str, Meta(max_length=60_000)]
    city_revision: Id
    clerk: Id | None = None
    clerk_name: Word = ""
    section: Id | None = None


class Refused(Message, frozen=True):
    """Last message before the hub closes a connection; the code is also the close reason."""

    code: Literal[
        "bad_version",
        "bad_token",
        "already_connected",
        "bad_message",
        "too_large",
        "too_fast",
        "hello_late",
        "profile_not_allowed",
        "shutting_down",
    ]


class Pong(Message, frozen=True):
    """Answer to Ping."""

    n: Count


class Place(Message, frozen=True):
    """Where a kiosk's ticket stands. `estimate_min` is None when nothing honest can be said."""

    ticket: Id
    number: Count
    ahead: Count
    staffed: bool
    estimate_min: Count | None = None


class NoPlace(Message, frozen=True):
    """A ticket could not be placed (unknown topic, too many tickets of this kiosk)."""

    ticket: Id
    code: Literal["unknown_topic", "too_many"]


class Serving(Message, frozen=True):
    """Numbers for the external monitor: the one in a call at this van and the next one waiting."""

    now: Count | None
    next: Count | None


class IceServer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One STUN or TURN address, host names only."""

    urls: Annotated[str, Meta(max_length=300)]
    username: Word = ""
    credential: Annotated[str, Meta(max_length=300)] = ""


IceServers = Annotated[tuple[IceServer, ...], Meta(max_length=4)]


class Ring(Message, frozen=True):
    """To the kiosk: a clerk has claimed the ticket. The kiosk offers generation 1 at once, gates shut."""

    call: Id
    epoch: Count
    ticket: Id
    clerk_name: Word
    section: Id
    ice: IceServers = ()


class Claimed(Message, frozen=True):
    """To the desk: the claim won."""

    call: Id
    epoch: Count
    ticket: Id
    number: Count
    topic: Id
    stop: Id | None
    ice: IceServers = ()


class ClaimLost(Message, frozen=True):
    """To the desk: somebody else was first, or nothing waits. `by` is the winner's name, if any."""

    code: Literal["taken", "empty", "busy"]
    by: Word = ""


class Accepted(Message, frozen=True):
    """To the desk: the resident touched 話しはじめる."""

    call: Id


class Ended(Message, frozen=True):
    """The other end closed the call, or the hub did. `outcome` reaches the kiosk so that it can be read."""

    call: Id
    reason: Id
    outcome: Id | None = None


class QueueLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One waiting ticket, for desks."""

    ticket: Id
    number: Count
    topic: Id
    stop: Id | None
    waited_s: Count


class Queue(Message, frozen=True):
    """All tickets that this desk may take, in order."""

    lines: Annotated[tuple[QueueLine, ...], Meta(max_length=200)]


class VanLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kiosk's presence, for desks."""

    device: Id
    stop: Id | None
    busy: bool


class Vans(Message, frozen=True):
    """All kiosks that are connected."""

    lines: Annotated[tuple[VanLine, ...], Meta(max_length=500)]


FromHub = (
    Welcome
    | Refused
    | Pong
    | Place
    | NoPlace
    | Serving
    | Ring
    | Claimed
    | ClaimLost
    | Accepted
    | Signal
    | Ended
    | Queue
    | Vans
)

# --- between the two ends -----------------------------------------------------------------------


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

    state: Literal["closed", "offered", "open", "hidden"]


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


ToPeer = (
    Beat | BeatEcho | Paper | PaperPlease | Face | Held | Devices | ScreenState | HungUp | LeftSeat | Marks | Pointing
)
