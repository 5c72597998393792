"""The desk's flows together: answer, hold, ask for the paper, show one's own, end with an outcome."""

from collections.abc import Callable
from datetime import datetime

from kiosk.domain import intents
from kiosk.domain.call import CallState, EndReason
from kiosk.domain.city import City
from kiosk.domain.ids import CallId, ClerkId, TicketId
from kiosk.domain.intents import Intent
from kiosk.domain.privacy import IdleRules
from kiosk.domain.snapshot import Call, DeskSnapshot, Hint, HubState, Mirror, Van, Waiting
from kiosk.flows.annotating import AnnotatingFlow
from kiosk.flows.calling import CallFlow, Ringing
from kiosk.flows.core import Core, Ports
from kiosk.flows.devices import DeviceFlow
from kiosk.flows.gates import GateFlow
from kiosk.flows.ports import EarReport, EyeReport, HubSaid, LinkDown, LinkEvent, LinkUp, MediaEvent, PeerSaid
from kiosk.flows.sharing import SharingFlow
from kiosk.flows.store import Store
from kiosk.wire import messages as wire

_LOST_CLAIM = {
    "taken": Hint.TAKEN_BY_OTHER,
    "empty": Hint.NOTHING_WAITING,
    "busy": Hint.CALL_FIRST_ENDS,
}


class DeskFlows:
    """Everything that a clerk can do and that can happen to a desk. GUI thread only."""

    def __init__(self, store: Store[DeskSnapshot], ports: Ports, rules: IdleRules) -> None:
        self.store = store
        self._core = core = Core("desk", store, ports)
        self._gates = GateFlow(core)
        self.call = CallFlow(core, rules)
        self.sharing = SharingFlow(core)
        self.marks = AnnotatingFlow(core)
        self.sharing.on_call_ended = self.marks.forget
        self.devices = DeviceFlow(core)
        self.call.on_connected = self._connected
        self.call.on_ended = self._call_ended
        self._verbs: dict[type, Callable[[], None]] = {
            intents.ShowPaper: self._in_call(self.sharing.show_paper),
            intents.HidePaper: self.sharing.hide_paper,
            intents.GoBack: self._in_call(self.sharing.close_tool),
            intents.AskForPaper: self._in_call(self.sharing.ask_for_paper),
            intents.HideFace: self._in_call(self._hide_face),
            intents.ShowFace: self._in_call(self._show_face),
            intents.Louder: self.devices.louder,
            intents.Hold: self._in_call(self._hold),
            intents.Resume: self._in_call(self._resume),
            intents.EndCall: self._end_call,
            intents.ResidentLeft: self._in_call(self._resident_left),
        }

    # --- intents ---

    def do(self, intent: Intent) -> None:
        """What the clerk asked for."""
        if isinstance(intent, intents.TakeDuty):
            self._take_duty(intent.on)
        elif isinstance(intent, intents.AnswerNext):
            self._answer_next(intent.ticket)
        elif isinstance(intent, intents.ChooseOutcome):
            self._choose_outcome(intent.code)
        elif isinstance(intent, intents.MarkIntent):
            self.marks.do(intent)
        elif (verb := self._verbs.get(type(intent))) is not None:
            verb()

    def _in_call(self, verb: Callable[[], None]) -> Callable[[], None]:
        def only_in_call() -> None:
            if self.call.live:
                verb()
            else:
                self._core.hint(Hint.NOT_IN_CALL)

        return only_in_call

    def _take_duty(self, on: bool) -> None:
        if self._core.ports.link.send(wire.Duty(on)):
            self._core.store.change(on_duty=on)
        else:
            self._core.hint(Hint.HUB_AWAY)

    def _answer_next(self, ticket: TicketId | None) -> None:
        now = self._core.now
        if now.call is not None:
            self._core.hint(Hint.CHOOSE_OUTCOME if now.must_choose_outcome else Hint.CALL_FIRST_ENDS)
        elif now.hub is not HubState.ONLINE:
            self._core.hint(Hint.HUB_AWAY)
        elif not now.queue:
            self._core.hint(Hint.NOTHING_WAITING)
        else:
            if not now.on_duty:
                self._take_duty(True)
            self._core.ports.link.send(wire.Claim(ticket))

    def _choose_outcome(self, code: str) -> None:
        now = self._core.now
        if now.call is None or now.city.outcome(code) is None:
            self._core.hint(Hint.NOT_IN_CALL)
            return
        self._core.store.change(outcome_code=code)
        if now.must_choose_outcome:
            self._close(code)

    def _end_call(self) -> None:
        now = self._core.now
        if now.call is None:
            self._core.hint(Hint.NOT_IN_CALL)
        elif now.outcome_code is None and now.call.state is not CallState.RINGING:
            self._core.store.change(must_choose_outcome=True)
            self._core.hint(Hint.CHOOSE_OUTCOME)
        else:
            self._close(now.outcome_code)

    def _close(self, outcome: str | None) -> None:
        """Ends the call if it still lives, or records the outcome of one that the other end closed."""
        if self.call.live:
            self.call.hang_up(EndReason.CLERK, outcome)
        elif outcome is not None:
            self.call.record_outcome(outcome)
        self._core.hint(None)
        self._core.store.change(call=None, outcome_code=None, must_choose_outcome=False, mirror=Mirror())

    def _hide_face(self) -> None:
        self.sharing.hide_face(True)

    def _show_face(self) -> None:
        self.sharing.hide_face(False)

    def _hold(self) -> None:
        self.call.hold(True)

    def _resume(self) -> None:
        self.call.hold(False)

    def _resident_left(self) -> None:
        self._core.ports.media.send(wire.LeftSeat())

    # --- events ---

    def on_link(self, event: LinkEvent) -> None:
        """The line to the hub changed, or the hub said something."""
        if isinstance(event, LinkUp):
            self._core.store.change(hub=HubState.ONLINE, refusal="")
            if self._core.now.on_duty:
                self._core.ports.link.send(wire.Duty(on=True))
            self.call.on_link_up()
        elif isinstance(event, LinkDown):
            state = HubState.REFUSED if event.refused else HubState.OFFLINE
            self._core.store.change(hub=state, refusal=event.refused, queue=(), vans=())
        elif isinstance(event, HubSaid):
            self._hub_said(event.message)

    def _hub_said(self, message: wire.FromHub) -> None:
        if isinstance(message, wire.Welcome):
            self._welcomed(message)
        elif isinstance(message, wire.Queue):
            self._queue(message)
        elif isinstance(message, wire.Vans):
            self._vans(message)
        elif isinstance(message, wire.Claimed):
            self._claimed(message)
        elif isinstance(message, wire.ClaimLost):
            self._core.hint(_LOST_CLAIM[message.code])
        elif isinstance(message, wire.Accepted):
            self.call.accept()
        elif isinstance(message, wire.Signal):
            self.call.on_signal(message)
        elif isinstance(message, wire.Ended):
            self.call.hung_up_there(CallId(message.call), message.reason)

    def _welcomed(self, welcome: wire.Welcome) -> None:
        section = self._core.now.city.section(welcome.section or "")
        self._core.store.change(
            clerk=ClerkId(welcome.clerk) if welcome.clerk else None,
            clerk_name=welcome.clerk_name,
            section_name=section.name if section else "",
        )

    def _queue(self, queue: wire.Queue) -> None:
        before = len(self._core.now.queue)
        lines = tuple(
            Waiting(TicketId(q.ticket), q.number, self._topic_title(q.topic), self._area(q.stop), q.waited_s)
            for q in queue.lines
        )
        self._core.store.change(queue=lines)
        if len(lines) > before and self._core.now.call is None:
            self._core.ports.ear.tone("turn")

    def _vans(self, vans: wire.Vans) -> None:
        self._core.store.change(
            vans=tuple(Van(v.device, self._area(v.stop), online=True, busy=v.busy) for v in vans.lines)
        )

    def _claimed(self, claimed: wire.Claimed) -> None:
        now = self._core.now
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
        self.call.ring(Ringing(call, claimed.epoch, claimed.ice))

    def _call_ended(self, reason: EndReason) -> None:
        self.sharing.call_ended()
        never_talked = self._core.now.call is not None and self._core.now.call.started_s is None
        if never_talked:
            self._core.store.change(call=None, mirror=Mirror())
        elif reason is not EndReason.CLERK:
            self._core.store.change(must_choose_outcome=True)
            if self._core.now.outcome_code is not None:
                self._close(self._core.now.outcome_code)

    def on_media(self, event: MediaEvent) -> None:
        """The connection to the kiosk."""
        if not isinstance(event, PeerSaid):
            self.call.on_media(event)
        elif self.call.live:
            self._peer_said(event.message)

    def _peer_said(self, message: wire.ToPeer) -> None:
        if isinstance(message, wire.Paper):
            self.sharing.theirs(message)
        elif isinstance(message, wire.Face):
            self.sharing.their_face(message)
        elif isinstance(message, wire.HungUp) and self._core.now.call is not None:
            self.call.hung_up_there(self._core.now.call.id, message.reason)
        elif isinstance(message, wire.ScreenState):
            self._core.store.change(
                mirror=Mirror(
                    message.screen,
                    message.letters,
                    message.high_contrast,
                    message.attendant_called,
                    message.question,
                )
            )
        elif isinstance(message, wire.Marks | wire.Pointing):
            self.marks.theirs(message)

    def _connected(self) -> None:
        self.sharing.tell_all()
        self.marks.tell_all()

    def on_eye(self, report: EyeReport) -> None:
        """A camera of this desk."""
        self.devices.on_eye(report)

    def on_ear(self, report: EarReport) -> None:
        """Microphone and playout of this desk."""
        self.devices.on_ear(report)

    def on_log(self, kept: bool) -> None:
        """Whether log lines find room."""
        self._core.store.change(log_kept=kept)

    def on_clock(self, now: datetime) -> None:
        """Wall time, each second."""
        self._core.store.change(clock=now.replace(second=0, microsecond=0))

    def on_city(self, city: City) -> None:
        """The hub's city file, checked."""
        self._core.store.change(city=city)

    def _topic_title(self, topic_id: str) -> str:
        topic = self._core.now.city.topic(topic_id)
        return topic.title if topic else ""

    def _area(self, stop_id: str | None) -> str:
        stop = self._core.now.city.stop(stop_id or "")
        return stop.area if stop else ""
