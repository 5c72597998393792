"""Every message between a device and the hub, as two closed unions."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from kiosk.wire.circulars import AskCircularPiece, AskCirculars, CircularPage, CircularPiece
from kiosk.wire.health_checks import Revision, SlotLine
from kiosk.wire.lending import ItemLines, Lending, LoanLine
from kiosk.wire.parts import Count, Id, Message, Sdp, Word

VERSION = 6
"""Raised when an older end could no longer be understood; the hello carries it."""

Profile = Literal["normal", "demo", "measure"]
MAX_PAGES = 200
"""Of one list."""
Proof = Annotated[bytes, Meta(max_length=64)]

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
    """A kiosk asks for a place; repeating it with the same ticket changes nothing. With the proof of its last `Place`
    the ticket gets its old place and number back from a hub that does not know it any more."""

    ticket: Id
    topic: Id
    proof: Proof = b""


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


class PassOn(Message, frozen=True):
    """A desk gives a ticket back, ringing or talking; it waits at its old place, for the other desks of its section.
    May be repeated."""

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


class AskHealthChecks(Message, frozen=True):
    """A kiosk asks what can be booked; from then on it is told anew whenever that changes. `have` is what it knows
    already: nothing is said while that is still so."""

    have: Revision | None = None


class Lend(Message, frozen=True):
    """A desk has handed a thing over, in the call of that id. `asked` is made at random for one press: repeated, also
    after the call, it lends once."""

    asked: Id
    call: Id
    item: Id


class GiveBack(Message, frozen=True):
    """A desk has got a thing back, in a call or not. May be repeated."""

    asked: Id
    number: Lending


ToHub = (
    Hello
    | Ping
    | Enqueue
    | Cancel
    | Duty
    | Claim
    | Accept
    | SetAside
    | PassOn
    | Signal
    | Renew
    | Finish
    | AskHealthChecks
    | AskCirculars
    | AskCircularPiece
    | Lend
    | GiveBack
)

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
    """Where a kiosk's ticket stands. `estimate_min` is None when nothing honest can be said. The kiosk keeps `proof`
    with its ticket and presents it with the next `Enqueue`; only the hub can make one."""

    ticket: Id
    number: Count
    ahead: Count
    staffed: bool
    estimate_min: Count | None = None
    proof: Proof = b""


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


class NotPassedOn(Message, frozen=True):
    """To the desk: no other desk of the section is on duty and has not passed this ticket on itself; the call lives."""

    call: Id


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


class HealthCheckPage(Message, frozen=True):
    """A part of the city's list of health checks: page `page` of `pages`, counted from 0, of what is called `revision`.
    `phone` and `web` are the city's own booking; `web` has `{number}` where the slot's goes."""

    revision: Revision
    page: Annotated[int, Meta(ge=0, lt=MAX_PAGES)]
    pages: Annotated[int, Meta(ge=1, le=MAX_PAGES)]
    phone: Annotated[str, Meta(max_length=24)]
    web: Annotated[str, Meta(max_length=200)]
    slots: Annotated[tuple[SlotLine, ...], Meta(max_length=1000)]


class OnLoan(Message, frozen=True):
    """To desks: what there is to lend, and how many things should be back by now; None while the ledger cannot be read.
    Without items this hub lends nothing."""

    items: ItemLines
    overdue: Count | None


class Lent(Message, frozen=True):
    """To the desk: the loan stands in the ledger."""

    asked: Id
    loan: LoanLine


class GivenBack(Message, frozen=True):
    """To the desk: the loan of that number, which is back; None if nothing was lent under it. `again`: it had come back
    before."""

    asked: Id
    number: Lending
    loan: LoanLine | None = None
    again: bool = False


class NotLent(Message, frozen=True):
    """To the desk: nothing was written. The ledger cannot be written, every number is given, or the item or the call
    is not known here."""

    asked: Id
    code: Literal["ledger", "no_numbers", "unknown_item", "no_call"]


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
    | NotPassedOn
    | Queue
    | Vans
    | HealthCheckPage
    | CircularPage
    | CircularPiece
    | OnLoan
    | Lent
    | GivenBack
    | NotLent
)
