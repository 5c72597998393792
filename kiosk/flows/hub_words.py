"""What the hub says to a kiosk, and which flow hears it; and how a call begins and ends by such a word."""

from kiosk.domain.call import CallState, EndReason
from kiosk.domain.ids import CallId
from kiosk.domain.snapshot import Call, KioskSnapshot
from kiosk.domain.visit import VisitState
from kiosk.flows.calling import CallFlow, Ringing
from kiosk.flows.circular_delivery import CircularDeliveryFlow
from kiosk.flows.core import Core, log
from kiosk.flows.guiding import GuideFlow
from kiosk.flows.health_checks import HealthCheckFlow
from kiosk.flows.visiting import VisitFlow
from kiosk.wire import hub as wire
from kiosk.wire import peer
from kiosk.wire.circulars import CircularPage, CircularPiece


class HubWords:
    """Hears the hub. What is told in lists goes to the flow that keeps the list."""

    def __init__(
        self, core: Core[KioskSnapshot], visit: VisitFlow, call: CallFlow, guide: GuideFlow[KioskSnapshot]
    ) -> None:
        self._core = core
        self._visit = visit
        self._call = call
        self._guide = guide
        self.checks = HealthCheckFlow(core)
        self.delivery = CircularDeliveryFlow(core)

    def hear(self, message: wire.FromHub) -> None:
        """One message."""
        if isinstance(message, wire.Place):
            self._visit.placed(message)
        elif isinstance(message, wire.NoPlace):
            self._visit.not_placed(message.ticket)
        elif isinstance(message, wire.Serving):
            self._core.store.change(serving_number=message.now, next_number=message.next)
        elif isinstance(message, wire.Ring):
            self._ring(message)
        elif isinstance(message, wire.Signal):
            self._call.on_signal(message)
        elif isinstance(message, wire.Ended):
            self._ended(message)
        elif isinstance(message, wire.HealthCheckPage):
            self.checks.theirs(message)
        elif isinstance(message, CircularPage | CircularPiece):
            self.delivery.theirs(message)

    def hung_up(self, word: wire.Ended | peer.HungUp) -> None:
        """The call is over at the other end; an outcome is kept, so that it can be read."""
        now = self._core.now
        if word.outcome is not None:
            self._core.store.change(outcome=now.city.outcome(word.outcome))
        self._core.store.change(question=None)
        if now.call is not None:
            self._call.hung_up_there(now.call.id, word.reason)

    def _ring(self, ring: wire.Ring) -> None:
        if self._call.over(CallId(ring.call)):
            return
        self._end_before(ring)
        now = self._core.now
        if now.ticket is None or now.ticket.id != ring.ticket or now.visit is not VisitState.WAITING:
            log.warning("ring for a ticket that is not ours any more")
            return
        section = now.city.section(ring.section)
        call = Call(
            CallId(ring.call),
            CallState.RINGING,
            ring.clerk_name,
            section.name if section else "",
            number=now.ticket.number,
        )
        self._guide.put_aside()
        self._core.store.change(question=None)
        self._call.ring(Ringing(call, ring.epoch, ring.ice))
        self._core.ports.ear.tone("turn")

    def _end_before(self, ring: wire.Ring) -> None:
        """One ticket has one call: when it rings anew, the clerk before has passed it on, though nobody told."""
        call, ticket = self._core.now.call, self._core.now.ticket
        if call is not None and call.id != ring.call and ticket is not None and ticket.id == ring.ticket:
            self._call.hung_up_there(call.id, EndReason.PASSED_ON.value)

    def _ended(self, ended: wire.Ended) -> None:
        """The hub's word; an outcome may follow in a second one."""
        now = self._core.now
        if now.call is not None and now.call.id == ended.call:
            self.hung_up(ended)
