"""Whether a clerk takes calls, who waits for one, which vans are there, and the claim that begins a call."""

import dataclasses

from kiosk.domain.call import CallState
from kiosk.domain.ids import CallId, TicketId
from kiosk.domain.snapshot import Call, DeskSnapshot, Hint, HubState, Van, Waiting
from kiosk.flows.calling import CallFlow, Ringing
from kiosk.flows.core import Core
from kiosk.wire import hub as wire

_LOST_CLAIM = {
    "taken": Hint.TAKEN_BY_OTHER,
    "empty": Hint.NOTHING_WAITING,
    "busy": Hint.CALL_FIRST_ENDS,
}


class DutyFlow:
    """Keeps `on_duty`, `queue` and `vans` of the snapshot, and makes a claim a call."""

    def __init__(self, core: Core[DeskSnapshot], call: CallFlow) -> None:
        self._core = core
        self._call = call
        self._heard: tuple[float, tuple[Waiting, ...]] = (0.0, ())

    def take(self, on: bool) -> None:
        """受付中, or not any more."""
        if self._core.ports.link.send(wire.Duty(on)):
            self._core.store.change(on_duty=on)
        else:
            self._core.hint(Hint.HUB_AWAY)

    def put_off(self) -> None:
        """The clerk has gone away: no calls from now on. A hub that is away hears nothing of duty when it is back."""
        self._core.ports.link.send(wire.Duty(on=False))
        self._core.store.change(on_duty=False)

    def answer(self, ticket: TicketId | None) -> None:
        """応答: the given ticket, or the next one."""
        now = self._core.now
        if now.call is not None:
            self._core.hint(Hint.CHOOSE_OUTCOME if now.must_choose_outcome else Hint.CALL_FIRST_ENDS)
        elif now.hub is not HubState.ONLINE:
            self._core.hint(Hint.HUB_AWAY)
        elif not now.queue:
            self._core.hint(Hint.NOTHING_WAITING)
        else:
            if not now.on_duty:
                self.take(True)
            self._core.ports.link.send(wire.Claim(ticket))

    # --- what the hub says ---

    def link_up(self) -> None:
        """Duty is told anew on each connection; the queue is heard anew."""
        self._heard = (0.0, ())
        if self._core.now.on_duty:
            self._core.ports.link.send(wire.Duty(on=True))

    def queued(self, queue: wire.Queue) -> None:
        """Who waits now; a tone for somebody new, while nobody is talked to."""
        before = len(self._core.now.queue)
        lines = tuple(
            Waiting(TicketId(q.ticket), q.number, self._topic_title(q.topic), self._area(q.stop), q.waited_s)
            for q in queue.lines
        )
        self._heard = (self._core.ports.clock.monotonic(), lines)
        self.count_on()
        if len(lines) > before and self._core.now.call is None:
            self._core.ports.ear.tone("turn")

    def count_on(self) -> None:
        """The hub says how long somebody has waited when the queue changes; between, the desk counts in minutes."""
        heard_s, lines = self._heard
        if self._core.now.hub is HubState.ONLINE:
            passed_s = self._core.ports.clock.monotonic() - heard_s
            counted = (dataclasses.replace(w, waited_s=int(w.waited_s + passed_s) // 60 * 60) for w in lines)
            self._core.store.change(queue=tuple(counted))

    def vans(self, vans: wire.Vans) -> None:
        """Which vans are there, and what they do."""
        self._core.store.change(
            vans=tuple(Van(v.device, self._area(v.stop), online=True, busy=v.busy) for v in vans.lines)
        )

    def claimed(self, claimed: wire.Claimed) -> None:
        """The claim won: the call rings in the van. After a reconnection the hub says it again of a call that is known:
        then nothing changes, least of all an outcome that was chosen meanwhile."""
        now = self._core.now
        known = now.call is not None and now.call.id == claimed.call
        if known or self._call.over(CallId(claimed.call)):
            return
        stop = now.city.stop(claimed.stop or "")
        call = Call(
            CallId(claimed.call),
            CallState.RINGING,
            now.clerk_name,
            now.section_name,
            number=claimed.number,
            topic_title=self._topic_title(claimed.topic),
            stop_name=stop.name if stop else "",
        )
        self._core.store.change(outcome_code=None, must_choose_outcome=False)
        self._call.ring(Ringing(call, claimed.epoch, claimed.ice))

    def claim_lost(self, lost: wire.ClaimLost) -> None:
        """Somebody else was first, or nobody waits."""
        self._core.hint(_LOST_CLAIM[lost.code])

    def _topic_title(self, topic_id: str) -> str:
        topic = self._core.now.city.topic(topic_id)
        return topic.title if topic else ""

    def _area(self, stop_id: str | None) -> str:
        stop = self._core.now.city.stop(stop_id or "")
        return stop.area if stop else ""
