"""The engine of a hub that runs alone and remembers: MemoryEngine, written to a journal before it is said."""

import logging
import sqlite3
from collections.abc import AsyncIterator, Callable

from kiosk.hub.engine import Claim, Letter, Presence, PresenceKind, Standing, Ticket
from kiosk.hub.journal import Journal
from kiosk.hub.memory_engine import MemoryEngine

log = logging.getLogger(__name__)

GRACE_S = 150.0
"""After a restart a call that was running has so long to be renewed by its ends: as long as a new claim has."""


class JournalEngine:
    """Presence and letters are of the moment and stay in memory. While the journal cannot be written nothing new is
    claimed; what runs goes on, and the next write that succeeds brings the journal up to date as a whole."""

    def __init__(self, now: Callable[[], float], journal: Journal) -> None:
        self._now = now
        self._journal = journal
        self._memory = MemoryEngine(now)
        self._ill = ""
        self._memory.restore(journal.read(), GRACE_S)

    async def presence_put(self, kind: PresenceKind, presence: Presence, ttl_s: float) -> None:
        """See Engine."""
        await self._memory.presence_put(kind, presence, ttl_s)

    async def presence_list(self, kind: PresenceKind) -> tuple[Presence, ...]:
        """See Engine."""
        return await self._memory.presence_list(kind)

    async def next_number(self, day: str) -> int:
        """See Engine."""
        number = await self._memory.next_number(day)
        self._write(lambda: self._journal.number(day, number))
        return number

    async def skip_numbers(self, day: str, up_to: int) -> None:
        """See Engine."""
        await self._memory.skip_numbers(day, up_to)
        last = self._memory.last_number(day)
        self._write(lambda: self._journal.number(day, last))

    async def enqueue(self, ticket: Ticket) -> int | None:
        """See Engine."""
        place = await self._memory.enqueue(ticket)
        if place is not None:
            kept = self._memory.ticket(ticket.id) or ticket
            self._write(lambda: self._journal.put(kept, "waiting"))
        return place

    async def cancel(self, ticket_id: str) -> bool:
        """See Engine."""
        gone = await self._memory.cancel(ticket_id)
        if gone:
            self._write(lambda: self._journal.forget(ticket_id))
        return gone

    async def waiting(self, queue: str) -> tuple[Ticket, ...]:
        """See Engine."""
        return await self._memory.waiting(queue)

    async def held_by(self, device: str) -> tuple[tuple[Ticket, Standing], ...]:
        """See Engine."""
        return await self._memory.held_by(device)

    async def claim(self, queue: str, desk: str, ticket_id: str | None, ttl_s: float) -> Claim | None:
        """See Engine. A claim that cannot be written is taken back: its ticket waits on at its place."""
        claim = await self._memory.claim(queue, desk, ticket_id, ttl_s)
        if claim is not None and not self._write(lambda: self._journal.claim(claim)):
            await self._memory.requeue(claim.call, claim.epoch)
            return None
        return claim

    async def claims(self) -> tuple[Claim, ...]:
        """See Engine."""
        return await self._memory.claims()

    async def renew(self, call: str, epoch: int, ttl_s: float) -> bool:
        """See Engine. How long a claim lasts is not written: after a restart each gets GRACE_S."""
        return await self._memory.renew(call, epoch, ttl_s)

    async def finish(self, call: str, epoch: int) -> bool:
        """See Engine."""
        claim = await self._claim_of(call, epoch)
        done = await self._memory.finish(call, epoch)
        if claim is not None and done:
            self._write(lambda: self._journal.finish(claim))
        return done

    async def requeue(self, call: str, epoch: int) -> int | None:
        """See Engine."""
        claim = await self._claim_of(call, epoch)
        place = await self._memory.requeue(call, epoch)
        if claim is not None and place is not None:
            self._write(lambda: self._journal.put(claim.ticket, "waiting"))
        return place

    async def set_aside(self, call: str, epoch: int) -> bool:
        """See Engine."""
        claim = await self._claim_of(call, epoch)
        aside = await self._memory.set_aside(call, epoch)
        if claim is not None and aside:
            self._write(lambda: self._journal.put(claim.ticket, "aside"))
        return aside

    async def reap(self) -> tuple[Claim, ...]:
        """See Engine."""
        ran_out = await self._memory.reap()
        if ran_out:
            self._write(lambda: self._journal.set_aside(ran_out))
        return ran_out

    async def send(self, letter: Letter, ttl_s: float) -> None:
        """See Engine."""
        await self._memory.send(letter, ttl_s)

    def inbox(self) -> AsyncIterator[Letter]:
        """See Engine."""
        return self._memory.inbox()

    async def health(self) -> str:
        """Empty when well, `journal` while the disk takes nothing."""
        return self._ill

    async def _claim_of(self, call: str, epoch: int) -> Claim | None:
        return next((c for c in await self._memory.claims() if (c.call, c.epoch) == (call, epoch)), None)

    def _write(self, step: Callable[[], None]) -> bool:
        try:
            if self._ill:
                self._journal.rewrite(self._memory.record())
            else:
                step()
        except sqlite3.Error as error:
            if not self._ill:
                log.error("the journal cannot be written: %(kind)s", {"kind": type(error).__name__})
            self._ill = "journal"
            return False
        if self._ill:
            log.warning("the journal can be written again")
            self._ill = ""
        return True
