"""What a kiosk may ask of the hub: a place in a queue, and to give it up."""

from kiosk.hub.call_words import CallWords
from kiosk.hub.calls import GIVEN_UP, LOST
from kiosk.hub.engine import Standing, Ticket
from kiosk.hub.session import Session, queue_key
from kiosk.hub.state import HubState
from kiosk.wire.hub import Cancel, Enqueue, NoPlace, Place


class KioskWords:
    """Obeys kiosks."""

    def __init__(self, state: HubState, calls: CallWords) -> None:
        self._state = state
        self._calls = calls

    async def enqueue(self, session: Session, message: Enqueue) -> None:
        """Gives a place, or the old one again; a ticket that is no longer waiting brings news of its call."""
        section = self._state.plan.sections.get(message.topic)
        if section is None:
            session.line.say(NoPlace(message.ticket, "unknown_topic"))
            return
        if not await self._make_room(session, message.ticket):
            session.line.say(NoPlace(message.ticket, "too_many"))
            return
        session.ticket = message.ticket
        ticket = await self._ticket(session, message, queue_key(session.profile, section))
        if await self._state.engine.enqueue(ticket) is None:
            self._calls.tell_again(session, message.ticket)
        session.forget(Place)
        self._state.changed.set()

    async def cancel(self, session: Session, message: Cancel) -> None:
        """Takes one's own ticket out of the queue, and ends its call if a desk was quicker."""
        for ticket, standing in await self._state.engine.held_by(session.device.id):
            if ticket.id == message.ticket:
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

    async def _ticket(self, session: Session, message: Enqueue, queue: str) -> Ticket:
        held = await self._state.engine.held_by(session.device.id)
        known = next((ticket for ticket, _ in held if ticket.id == message.ticket), None)
        return known or Ticket(
            id=message.ticket,
            queue=queue,
            issued_s=self._state.clock.monotonic(),
            number=await self._state.engine.next_number(self._state.day.name),
            device=session.device.id,
            topic=message.topic,
            stop=session.stop,
        )
