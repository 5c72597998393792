"""A clerk answers: the ticket rings at the kiosk that holds it."""

from kiosk.domain.call import CallState, EndReason
from kiosk.domain.ids import CallId
from kiosk.domain.snapshot import Call, KioskSnapshot
from kiosk.domain.visit import VisitState
from kiosk.flows.calling import CallFlow, Ringing
from kiosk.flows.core import Core, log
from kiosk.flows.guiding import GuideFlow
from kiosk.wire import hub as wire


class RingingFlow:
    """Begins the call that the hub rings for; what stands on the screen makes room."""

    def __init__(self, core: Core[KioskSnapshot], call: CallFlow, guide: GuideFlow[KioskSnapshot]) -> None:
        self._core = core
        self._call = call
        self._guide = guide

    def ring(self, ring: wire.Ring) -> None:
        """The hub's word; one for a ticket that is not held any more changes nothing."""
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
