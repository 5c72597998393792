"""What either end may ask of the hub about its call, and what the hub does about calls that nobody renews."""

from msgspec.structs import replace

from kiosk.hub.calls import LOST, PASSED_ON, SET_ASIDE, Call
from kiosk.hub.offers import others_left
from kiosk.hub.session import Session
from kiosk.hub.state import HubState
from kiosk.wire.hub import Accept, Accepted, Ended, Finish, NotPassedOn, PassOn, Renew, SetAside, Signal


class CallWords:
    """Obeys the parties of a call, and nobody else: words about other calls are dropped."""

    def __init__(self, state: HubState) -> None:
        self._state = state

    async def accept(self, session: Session, message: Accept) -> None:
        """Tells the desk that the resident is there; tells the kiosk if the call has ended meanwhile."""
        call = self._state.calls.find(message.call, session.device.id)
        if call is None:
            return
        if call.ended is not None:
            session.line.say(call.ended)
        elif not call.accepted:
            call.accepted = True
            await self._state.post(call.claim.desk, Accepted(message.call))

    async def set_aside(self, session: Session, message: SetAside) -> None:
        """Ends a call that still rings; its ticket waits out of sight until the kiosk enqueues it again."""
        call = self._state.calls.find(message.call, session.device.id)
        if call is None or call.accepted or call.ended is not None:
            return
        if await self._state.engine.set_aside(message.call, call.claim.epoch):
            await self._end(call, Ended(message.call, SET_ASIDE), call.other(session.device.id))

    async def pass_on(self, session: Session, message: PassOn) -> None:
        """Ends a call and puts its ticket back to its old place; not when nobody else could answer it."""
        desk = session.device.id
        call = self._state.calls.find(message.call, desk)
        if call is None:
            return
        if call.ended is not None:
            session.line.say(call.ended)
        elif not await others_left(self._state, call.claim.ticket, desk):
            session.line.say(NotPassedOn(message.call))
        elif await self._state.engine.requeue(message.call, call.claim.epoch) is not None and call.ended is None:
            self._state.calls.pass_on(call)
            await self._end(call, Ended(message.call, PASSED_ON), call.kiosk, desk)

    async def signal(self, session: Session, message: Signal) -> None:
        """Relays SDP to the other end, unless the connection that it belongs to was already replaced."""
        call = self._state.calls.find(message.call, session.device.id)
        if call is None or call.ended is not None or message.generation < call.generation:
            return
        call.generation = message.generation
        await self._state.post(call.other(session.device.id), message)

    async def renew(self, session: Session, message: Renew) -> None:
        """Keeps the claim; an end that was away learns here that its call has ended."""
        call = self._state.calls.find(message.call, session.device.id)
        if call is None:
            return
        if await self._state.engine.renew(message.call, message.epoch, self._state.plan.limits.claim_ttl_s):
            if session.device.role == "kiosk":
                session.ticket = call.claim.ticket.id
        elif call.ended is not None:
            session.line.say(call.ended)

    async def finish(self, session: Session, message: Finish) -> None:
        """Ends the call and tells the other end. Once, a desk may add the outcome to a call that has ended."""
        call = self._state.calls.find(message.call, session.device.id)
        if call is None or message.epoch != call.claim.epoch:
            return
        outcome = message.outcome if session.device.role == "desk" else None
        if call.ended is not None:
            await self._add_outcome(call, outcome)
        elif await self._state.engine.finish(message.call, message.epoch) and call.ended is None:
            self._count(outcome)
            await self._end(call, Ended(message.call, message.reason, outcome), call.other(session.device.id))

    async def resume(self, session: Session) -> None:
        """Tells a device that is back in the middle of its call what it may have missed."""
        call = self._state.calls.live_of(session.device.id)
        if call is None:
            return
        if session.device.role == "desk":
            session.line.say(call.claimed(self._state.plan.ice))
            if call.accepted:
                session.line.say(Accepted(call.claim.call))
        elif not call.accepted:
            session.line.say(call.ring(self._state.plan.ice))

    def tell_again(self, session: Session, ticket_id: str) -> None:
        """Answers a kiosk that asks for a place with a ticket that already led to a call."""
        call = self._state.calls.of_ticket(ticket_id)
        if call is None or call.kiosk != session.device.id:
            return
        if call.ended is not None:
            session.line.say(call.ended)
        elif not call.accepted:
            session.line.say(call.ring(self._state.plan.ice))

    async def give_up(self, ticket_id: str, reason: str) -> None:
        """Ends a live call whose kiosk no longer wants its ticket."""
        call = self._state.calls.of_ticket(ticket_id)
        if call is not None and call.ended is None:
            await self._state.engine.finish(call.claim.call, call.claim.epoch)
            await self._end(call, Ended(call.claim.call, reason), call.claim.desk)

    async def end_run_out(self) -> None:
        """Ends the calls that no end has renewed."""
        for claim in await self._state.engine.reap():
            call = self._state.calls.find(claim.call, claim.desk)
            if call is not None and call.ended is None:
                await self._end(call, Ended(claim.call, LOST), call.kiosk, claim.desk)

    async def _end(self, call: Call, ended: Ended, *tell: str) -> None:
        self._state.calls.end(call, ended)
        if call.accepted and not call.given_back:
            length_s = self._state.clock.monotonic() - call.began_s
            self._state.day.call_ended(call.claim.ticket.queue, length_s)
        for device in tell:
            await self._state.post(device, ended)
        self._state.changed.set()

    async def _add_outcome(self, call: Call, outcome: str | None) -> None:
        if outcome is not None and call.ended is not None and call.ended.outcome is None:
            call.ended = replace(call.ended, outcome=outcome)
            self._count(outcome)
            await self._state.post(call.kiosk, call.ended)

    def _count(self, outcome: str | None) -> None:
        if outcome is not None:
            self._state.day.outcomes[outcome] += 1
