"""The engine of a hub that runs alone: everything in this process, nothing on disk."""

import asyncio
import logging
import secrets
from bisect import bisect_left, insort
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from kiosk.hub.engine import Claim, Finished, Letter, Presence, PresenceKind, Record, Standing, Ticket
from kiosk.hub.recent import Recent

log = logging.getLogger(__name__)

REMEMBERED = 10_000
"""Finished tickets and calls that are still known, so that a repeat is recognised: several days of a city."""

LETTERS = 10_000
"""Letters that an inbox holds before new ones are dropped."""


@dataclass
class _Held:
    """A claim and when it runs out."""

    claim: Claim
    until_s: float


class MemoryEngine:
    """Keeps the promises of Engine by never awaiting inside a method."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._tickets: dict[str, Ticket] = {}
        self._lines: dict[str, list[tuple[float, str]]] = {}
        self._held: dict[str, _Held] = {}
        self._call_of: dict[str, str] = {}
        self._ran_out: list[Claim] = []
        self._done_tickets: Recent[str, Finished] = Recent(REMEMBERED)
        self._done_calls: Recent[str, int] = Recent(REMEMBERED)
        self._epoch = 0
        self._numbers: dict[str, int] = {}
        self._presence: dict[tuple[PresenceKind, str], tuple[Presence, float]] = {}
        self._inboxes: list[asyncio.Queue[tuple[Letter, float]]] = []

    async def presence_put(self, kind: PresenceKind, presence: Presence, ttl_s: float) -> None:
        """See Engine."""
        if ttl_s > 0:
            self._presence[kind, presence.id] = (presence, self._now() + ttl_s)
        else:
            self._presence.pop((kind, presence.id), None)

    async def presence_list(self, kind: PresenceKind) -> tuple[Presence, ...]:
        """See Engine."""
        now = self._now()
        self._presence = {key: kept for key, kept in self._presence.items() if kept[1] > now}
        return tuple(self._presence[key][0] for key in sorted(self._presence) if key[0] == kind)

    async def next_number(self, day: str) -> int:
        """See Engine."""
        self._numbers = {day: self._numbers.get(day, 0) + 1}
        return self._numbers[day]

    async def skip_numbers(self, day: str, up_to: int) -> None:
        """See Engine."""
        self._numbers = {day: max(self._numbers.get(day, 0), up_to)}

    async def enqueue(self, ticket: Ticket) -> int | None:
        """See Engine."""
        self._let_run_out()
        if ticket.id in self._done_tickets or ticket.id in self._call_of:
            return None
        return self._line_up(self._tickets.setdefault(ticket.id, ticket))

    async def cancel(self, ticket_id: str) -> bool:
        """See Engine."""
        self._let_run_out()
        if ticket_id not in self._tickets or ticket_id in self._call_of:
            return False
        self._leave_line(self._tickets.pop(ticket_id))
        return True

    async def waiting(self, queue: str) -> tuple[Ticket, ...]:
        """See Engine."""
        return tuple(self._tickets[ticket_id] for _, ticket_id in self._lines.get(queue, ()))

    async def held_by(self, device: str) -> tuple[tuple[Ticket, Standing], ...]:
        """See Engine."""
        self._let_run_out()
        return tuple((t, self._standing(t)) for t in self._tickets.values() if t.device == device)

    async def claim(self, queue: str, desk: str, ticket_id: str | None, ttl_s: float) -> Claim | None:
        """See Engine."""
        line = self._lines.get(queue, [])
        ticket = self._tickets.get(ticket_id or (line[0][1] if line else ""))
        if ticket is None or ticket.queue != queue or self._standing(ticket) != "waiting":
            return None
        self._leave_line(ticket)
        self._epoch += 1
        claim = Claim(call=secrets.token_hex(12), epoch=self._epoch, ticket=ticket, desk=desk)
        self._held[claim.call] = _Held(claim, self._now() + ttl_s)
        self._call_of[ticket.id] = claim.call
        return claim

    async def claims(self) -> tuple[Claim, ...]:
        """See Engine."""
        self._let_run_out()
        return tuple(held.claim for held in self._held.values())

    async def renew(self, call: str, epoch: int, ttl_s: float) -> bool:
        """See Engine."""
        held = self._live(call, epoch)
        if held is None:
            return False
        held.until_s = self._now() + ttl_s
        return True

    async def finish(self, call: str, epoch: int) -> bool:
        """See Engine."""
        held = self._live(call, epoch)
        if held is None:
            return self._done_calls.get(call) == epoch
        ticket = self._release(held.claim)
        del self._tickets[ticket.id]
        self._remember(Finished(ticket.id, call, epoch))
        return True

    async def requeue(self, call: str, epoch: int) -> int | None:
        """See Engine."""
        held = self._live(call, epoch)
        return None if held is None else self._line_up(self._release(held.claim))

    async def set_aside(self, call: str, epoch: int) -> bool:
        """See Engine."""
        held = self._live(call, epoch)
        if held is None:
            return False
        self._release(held.claim)
        return True

    async def reap(self) -> tuple[Claim, ...]:
        """See Engine."""
        self._let_run_out()
        ran_out, self._ran_out = tuple(self._ran_out), []
        return ran_out

    async def send(self, letter: Letter, ttl_s: float) -> None:
        """See Engine."""
        for inbox in self._inboxes:
            try:
                inbox.put_nowait((letter, self._now() + ttl_s))
            except asyncio.QueueFull:
                log.error("inbox full: letter dropped")

    async def inbox(self) -> AsyncIterator[Letter]:
        """See Engine."""
        arrived: asyncio.Queue[tuple[Letter, float]] = asyncio.Queue(LETTERS)
        self._inboxes.append(arrived)
        try:
            while True:
                letter, until_s = await arrived.get()
                if self._now() < until_s:
                    yield letter
        finally:
            self._inboxes.remove(arrived)

    async def health(self) -> str:
        """See Engine: memory is always well."""
        return ""

    def ticket(self, ticket_id: str) -> Ticket | None:
        """An unfinished ticket."""
        return self._tickets.get(ticket_id)

    def last_number(self, day: str) -> int:
        """The highest number of that day that is not given any more; 0 before the first."""
        return self._numbers.get(day, 0)

    def record(self) -> Record:
        """Everything that has to be known again after a restart."""
        return Record(
            tickets=tuple((ticket, self._standing(ticket)) for ticket in self._tickets.values()),
            claims=tuple(held.claim for held in self._held.values()),
            finished=tuple(self._done_tickets.values()),
            epoch=self._epoch,
            numbers=dict(self._numbers),
        )

    def restore(self, record: Record, claims_for_s: float) -> None:
        """Takes a record over, before anything else was asked; each claim lasts `claims_for_s` from now."""
        self._epoch, self._numbers = record.epoch, dict(record.numbers)
        for done in record.finished:
            self._remember(done)
        for ticket, standing in record.tickets:
            self._tickets[ticket.id] = ticket
            if standing == "waiting":
                self._line_up(ticket)
        for claim in record.claims:
            self._held[claim.call] = _Held(claim, self._now() + claims_for_s)
            self._call_of[claim.ticket.id] = claim.call

    def _remember(self, done: Finished) -> None:
        self._done_tickets.put(done.ticket, done)
        self._done_calls.put(done.call, done.epoch)

    def _standing(self, ticket: Ticket) -> Standing:
        if ticket.id in self._call_of:
            return "claimed"
        line = self._lines.get(ticket.queue, [])
        place = bisect_left(line, (ticket.issued_s, ticket.id))
        return "waiting" if line[place : place + 1] == [(ticket.issued_s, ticket.id)] else "aside"

    def _line_up(self, ticket: Ticket) -> int:
        line = self._lines.setdefault(ticket.queue, [])
        if self._standing(ticket) == "aside":
            insort(line, (ticket.issued_s, ticket.id))
        return bisect_left(line, (ticket.issued_s, ticket.id))

    def _leave_line(self, ticket: Ticket) -> None:
        if self._standing(ticket) == "waiting":
            self._lines[ticket.queue].remove((ticket.issued_s, ticket.id))

    def _live(self, call: str, epoch: int) -> _Held | None:
        self._let_run_out()
        held = self._held.get(call)
        return held if held is not None and held.claim.epoch == epoch else None

    def _release(self, claim: Claim) -> Ticket:
        del self._held[claim.call]
        del self._call_of[claim.ticket.id]
        return claim.ticket

    def _let_run_out(self) -> None:
        now = self._now()
        for held in [held for held in self._held.values() if held.until_s <= now]:
            self._release(held.claim)
            self._ran_out.append(held.claim)
