"""What a desk may ask of the hub: to be on duty, to answer a ticket, and to note what is lent and comes back."""

from kiosk.hub.calls import Call
from kiosk.hub.engine import Claim as Won
from kiosk.hub.offers import offered
from kiosk.hub.session import Session
from kiosk.hub.state import HubState
from kiosk.wire.hub import Claim, ClaimLost, Duty, GiveBack, Lend


class DeskWords:
    """Obeys desks."""

    def __init__(self, state: HubState) -> None:
        self._state = state

    async def duty(self, session: Session, message: Duty) -> None:
        """Begins or stops to take calls. It is said anew on each connection."""
        session.on_duty = message.on
        await self._state.mark_present(session)
        self._state.changed.set()

    async def claim(self, session: Session, message: Claim) -> None:
        """Answers a ticket. Off duty, or with a call still open, a desk is told that it is busy."""
        if not session.on_duty or self._state.calls.live_of(session.device.id) is not None:
            session.line.say(ClaimLost("busy"))
            return
        won = await self._take(session, message.ticket)
        if won is None:
            session.line.say(self._lost(session, message))
            return
        clerk_name = session.clerk.name if session.clerk else ""
        call = Call(claim=won, clerk_name=clerk_name, began_s=self._state.clock.monotonic())
        self._state.calls.begin(call)
        session.line.say(call.claimed(self._state.plan.ice))
        await self._state.post(call.kiosk, call.ring(self._state.plan.ice))
        self._state.changed.set()

    def lend(self, session: Session, message: Lend) -> None:
        """Notes a thing that was handed over in this desk's own call."""
        call = self._state.calls.find(message.call, session.device.id)
        in_call = call is not None and call.ended is None
        session.line.say(self._state.lender.lend(session.profile, message, in_call))
        self._state.changed.set()

    def give_back(self, session: Session, message: GiveBack) -> None:
        """Notes a thing that is back."""
        session.line.say(self._state.lender.give_back(session.profile, message))
        self._state.changed.set()

    async def _take(self, session: Session, wanted: str | None) -> Won | None:
        """The ticket that is wanted, or the first that no other desk has taken meanwhile."""
        ttl_s = self._state.plan.limits.claim_ttl_s
        for ticket in await offered(self._state, session.queue, session.device.id):
            if wanted in (None, ticket.id):
                won = await self._state.engine.claim(session.queue, session.device.id, ticket.id, ttl_s)
                if won is not None:
                    return won
        return None

    def _lost(self, session: Session, message: Claim) -> ClaimLost:
        call = self._state.calls.of_ticket(message.ticket) if message.ticket else None
        if call is None or call.claim.ticket.queue != session.queue or call.given_back:
            return ClaimLost("empty")
        return ClaimLost("taken", call.clerk_name)
