"""What the hub needs from the keeper of its queues, so that one box and several can keep them differently.

Every engine holds, and tests/contract/engine checks:

- G1 one ticket has at most one live claim;
- G2 each claim has a higher epoch than all before it, and a stale epoch changes nothing;
- G3 a queue is served by issue time, then ticket id; a ticket that comes back keeps its place;
- G4 presence ends by itself when it is no longer renewed;
- G5 `enqueue` and `finish` may be repeated;
- G6 an engine that has lost everything is refilled by `enqueue` and `skip_numbers` with what kiosks present.

Times are seconds of the clock that the engine was given.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

PresenceKind = Literal["kiosk", "desk"]
Standing = Literal["waiting", "aside", "claimed"]


@dataclass(frozen=True)
class Ticket:
    """A place in a queue. `issued_s` orders the queue; `number` is what people read."""

    id: str
    queue: str
    issued_s: float
    number: int
    device: str
    topic: str
    stop: str | None


@dataclass(frozen=True)
class Claim:
    """A ticket taken by a desk. `epoch` fences: whoever holds an older one changes nothing."""

    call: str
    epoch: int
    ticket: Ticket
    desk: str


@dataclass(frozen=True)
class Presence:
    """A device that is there now."""

    id: str
    attrs: Mapping[str, str]


@dataclass(frozen=True)
class Letter:
    """Bytes for a device, wherever it is connected."""

    to: str
    raw: bytes


@dataclass(frozen=True)
class Finished:
    """A ticket that is done, and the claim that ended it."""

    ticket: str
    call: str
    epoch: int


@dataclass(frozen=True)
class Record:
    """Everything that an engine has to know again after a restart."""

    tickets: tuple[tuple[Ticket, Standing], ...] = ()
    claims: tuple[Claim, ...] = ()
    finished: tuple[Finished, ...] = ()
    epoch: int = 0
    numbers: Mapping[str, int] = field(default_factory=dict)


class Engine(Protocol):
    """The keeper of presence, queues, claims and letters of one city. Each method is atomic."""

    async def presence_put(self, kind: PresenceKind, presence: Presence, ttl_s: float) -> None:
        """Says that a device is there for `ttl_s` more; 0 takes it away at once."""

    async def presence_list(self, kind: PresenceKind) -> tuple[Presence, ...]:
        """All devices of the kind that are there, by id."""

    async def next_number(self, day: str) -> int:
        """The next ticket number of that day, from 1; never given twice."""

    async def skip_numbers(self, day: str, up_to: int) -> None:
        """No number of that day up to this one is given any more; one that is lower changes nothing."""

    async def enqueue(self, ticket: Ticket) -> int | None:
        """How many wait before it, or None when it is claimed or finished. The first ticket of an id counts:
        repeating changes nothing, and a ticket set aside comes back to its old place."""

    async def cancel(self, ticket_id: str) -> bool:
        """Forgets a ticket that waits or is set aside; False when there is none."""

    async def waiting(self, queue: str) -> tuple[Ticket, ...]:
        """The tickets of a queue that may be claimed, in order."""

    async def held_by(self, device: str) -> tuple[tuple[Ticket, Standing], ...]:
        """All unfinished tickets of a kiosk."""

    async def claim(self, queue: str, desk: str, ticket_id: str | None, ttl_s: float) -> Claim | None:
        """Takes that ticket, or the first of the queue, for a desk; None when it is not there to be taken."""

    async def claims(self) -> tuple[Claim, ...]:
        """All live claims, by epoch."""

    async def renew(self, call: str, epoch: int, ttl_s: float) -> bool:
        """Keeps a claim for `ttl_s` more; False when call and epoch are no live claim."""

    async def finish(self, call: str, epoch: int) -> bool:
        """Ends a claim and its ticket for good; True also when this epoch had already finished it."""

    async def requeue(self, call: str, epoch: int) -> int | None:
        """Ends a claim and puts the ticket back to its place: how many wait before it, None if stale."""

    async def set_aside(self, call: str, epoch: int) -> bool:
        """Ends a claim and keeps the ticket out of the queue until it is enqueued again; False if stale."""

    async def reap(self) -> tuple[Claim, ...]:
        """The claims that ran out since the last reap, each once; their tickets are set aside."""

    async def send(self, letter: Letter, ttl_s: float) -> None:
        """Hands a letter to every open inbox; one that is not read within `ttl_s` is dropped."""

    def inbox(self) -> AsyncIterator[Letter]:
        """All letters sent from the first step of the iteration on."""

    async def health(self) -> str:
        """Empty when well, else a code for the log."""
