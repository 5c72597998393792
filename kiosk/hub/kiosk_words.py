"""What a kiosk may ask of the hub: a place in a queue, and to give it up."""

import logging
from dataclasses import replace
from typing import Final

from kiosk.hub.call_words import CallWords
from kiosk.hub.calls import GIVEN_UP, LOST
from kiosk.hub.engine import Standing, Ticket
from kiosk.hub.proof import BadProof
from kiosk.hub.recent import Recent
from kiosk.hub.session import Session, queue_key
from kiosk.hub.state import HubState
from kiosk.wire.hub import Cancel, Enqueue, NoPlace, Place

log = logging.getLogger(__name__)

CANCELLED_KEPT: Final = 2_000
"""Tickets that residents gave up: their proofs are of no more use."""
APART_S: Final = 0.001
"""Between a ticket presented from the future (the wall's clock was set back) and the first new one."""


class KioskWords:
    """Obeys kiosks."""

    def __init__(self, state: HubState, calls: CallWords) -> None:
        self._state = state
        self._calls = calls
        self._cancelled: Recent[str, None] = Recent(CANCELLED_KEPT)
        self._latest_s = 0.0

    async def enqueue(self, session: Session, message: Enqueue) -> None:
        """Gives a place, or the old one again, also to a ticket that this hub knows by its own seal only; a ticket
        that is no longer waiting brings news of its call."""
        section = self._state.plan.sections.get(message.topic)
        if section is None:
            session.line.say(NoPlace(message.ticket, "unknown_topic"))
            return
        if not await self._make_room(session, message.ticket):
            session.line.say(NoPlace(message.ticket, "too_many"))
            return
        session.ticket = message.ticket
        known = await self._known(session, message.ticket)
        ticket = known or await self._unknown(session, message, queue_key(session.profile, section))
        if await self._state.engine.enqueue(ticket) is None:
            if known is None:
                log.warning("ticket not taken: finished")
            self._calls.tell_again(session, message.ticket)
        session.forget(Place)
        self._state.changed.set()

    async def cancel(self, session: Session, message: Cancel) -> None:
        """Takes one's own ticket out of the queue, and ends its call if a desk was quicker."""
        for ticket, standing in await self._state.engine.held_by(session.device.id):
            if ticket.id == message.ticket:
                self._cancelled.put(ticket.id, None)
                await self._drop(ticket, standing, GIVEN_UP)

    async def cancel_absent(self) -> None:
        """Takes the tickets of kiosks out that were away for too long."""
        now = self._state.clock.monotonic()
        limit_s = self._state.plan.limits.ticket_absent_s
        for device in [d for d, since_s in self._state.absent.items() if now - since_s > limit_s]:
            held = await self._state.engine.held_by(device)
            for ticket, _ in held:
                await self._state.engine.cancel(ticket.id)
            if all(standing != "claimed" for _, standing in held):
                self._state.absent.pop(device, None)

    async def _make_room(self, session: Session, ticket_id: str) -> bool:
        """Whether the kiosk may have this ticket: one at a time, but those set aside, and those that the
        kiosk has forgotten in a restart, make room."""
        for ticket, standing in await self._state.engine.held_by(session.device.id):
            if ticket.id == ticket_id:
                continue
            if ticket.id == session.ticket and standing != "aside":
                return False
            await self._drop(ticket, standing, LOST)
        return True

    async def _drop(self, ticket: Ticket, standing: Standing, reason: str) -> None:
        if standing == "claimed":
            await self._calls.give_up(ticket.id, reason)
        else:
            await self._state.engine.cancel(ticket.id)
        self._state.changed.set()

    async def _known(self, session: Session, ticket_id: str) -> Ticket | None:
        held = await self._state.engine.held_by(session.device.id)
        return next((ticket for ticket, _ in held if ticket.id == ticket_id), None)

    async def _unknown(self, session: Session, message: Enqueue, queue: str) -> Ticket:
        """A new ticket, or one from before everything was lost. Neither a number nor a place in time is given twice."""
        asked = Ticket(
            message.ticket, queue, 0.0, number=0, device=session.device.id, topic=message.topic, stop=session.stop
        )
        engine, day = self._state.engine, self._state.day.name
        presented = self._presented(asked, message.proof, day)
        if presented is None:
            self._latest_s = max(self._state.clock.monotonic(), self._latest_s + APART_S)
            return replace(asked, issued_s=self._latest_s, number=await engine.next_number(day))
        await engine.skip_numbers(day, presented.number)
        self._latest_s = max(self._latest_s, presented.issued_s)
        return presented

    def _presented(self, asked: Ticket, proof: bytes, day: str) -> Ticket | None:
        """The old place that a proof vouches for; without one, or with one that is not good, None."""
        if not proof:
            return None
        try:
            if asked.id in self._cancelled:
                raise BadProof("cancelled")
            return self._state.sealer.old_place(asked, proof, day)
        except BadProof as bad:
            log.warning("ticket's proof not taken: %(code)s", {"code": bad.code})
            return None
