"""The life of one call at one end: ring, connect, talk, lose the line, find it again, end. Both ends use it."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.domain.call import CALL, CallEffect, CallEvent, CallState, EndReason
from kiosk.domain.ids import CallId
from kiosk.domain.privacy import IdleRules
from kiosk.domain.snapshot import Call, LineQuality, LineStatus
from kiosk.flows.core import Core, log
from kiosk.flows.ports import Connected, ConnectionLost, LineMeasured, MediaEvent, SignalOut, TimerPort
from kiosk.flows.store import Snap
from kiosk.wire.hub import Accept, Finish, IceServer, Renew, SetAside, Signal, ToHub
from kiosk.wire.peer import Held, HungUp

WEAK_AFTER_S = 2.5
WEAK_LOSS = 0.3
RENEW_EVERY_S = 10.0
_TICK_S = 1.0


@dataclass(frozen=True)
class Ringing:
    """What is known when a call begins: for the kiosk from Ring, for the desk from Claimed."""

    call: Call
    epoch: int
    ice: tuple[IceServer, ...]


class CallFlow:
    """Steps the table `CALL` and does what its rows ask for."""

    def __init__(self, core: Core[Snap], rules: IdleRules) -> None:
        self._core = core
        self._rules = rules
        self._epoch = 0
        self._reason = EndReason.FAILED
        self._outcome: str | None = None
        self._lost_at_s: float | None = None
        self._timer: TimerPort | None = None
        self._answer_timer: TimerPort | None = None
        self._renewed_at_s = 0.0
        self._unsent: list[ToHub] = []
        self._last_word: Finish | SetAside | None = None
        self.on_started: Callable[[], None] = _nothing
        self.on_connected: Callable[[], None] = _nothing
        self.on_ended: Callable[[EndReason], None] = _nothing_with

    @property
    def live(self) -> bool:
        """A call exists and has not ended."""
        call = self._core.now.call
        return call is not None and call.state is not CallState.ENDED

    def ring(self, ringing: Ringing) -> None:
        """A clerk has claimed a ticket. The kiosk builds the connection at once, behind shut gates.

        After a reconnection the hub says it again of a call that is known; then nothing changes.
        """
        if self._is(ringing.call.id) or self.over(ringing.call.id):
            return
        self._epoch = ringing.epoch
        self._outcome = None
        self._lost_at_s = None
        self._core.store.change(
            call=dataclasses.replace(ringing.call, generation=0, state=CallState.RINGING),
            line=LineStatus(),
        )
        self._core.ports.media.begin(ringing.ice)
        if self._core.role == "kiosk":
            self._next_generation()
            self._answer_timer = self._core.ports.clock.call_later(self._rules.answer_within_s, self._nobody_came)
        self._renewed_at_s = self._core.ports.clock.monotonic()
        self._start_ticking()

    def over(self, call: CallId) -> bool:
        """Whether this end has closed that call: a hub that did not hear it, because the line was cut in that
        moment, is told again."""
        if self._last_word is None or self._last_word.call != call:
            return False
        self._tell_hub(self._last_word)
        return True

    def accept(self) -> None:
        """The resident is there (said by the touch at the kiosk, by the hub at the desk)."""
        if self._takes(CallEvent.ACCEPTED):
            self._stop_answer_timer()
            self._post(CallEvent.ACCEPTED)
            self._change_call(started_s=self._core.ports.clock.monotonic())
            self.on_started()
            call = self._core.now.call
            if call is not None and call.connected:
                self._post(CallEvent.CONNECTED)

    def hang_up(self, reason: EndReason, outcome: str | None = None) -> None:
        """This end closes the call."""
        if self.live:
            self._outcome = outcome
            self._end(CallEvent.HUNG_UP_HERE, reason)

    def hung_up_there(self, call: CallId, reason: str) -> None:
        """The other end, or the hub, has closed the call."""
        if self.live and self._is(call):
            self._end(CallEvent.HUNG_UP_THERE, _reason(reason))

    def hold(self, on: bool) -> None:
        """保留 on or off: said by the clerk here, or by the other end."""
        event = CallEvent.HELD if on else CallEvent.RESUMED
        if self._takes(event):
            self._post(event)

    def record_outcome(self, outcome: str) -> None:
        """The desk's word about a call that the other end has closed."""
        call = self._core.now.call
        if call is not None and call.ended_because is not None:
            self._tell_over(Finish(call.id, self._epoch, call.ended_because.value, outcome))

    # --- events from below ---

    def on_media(self, event: MediaEvent) -> None:
        """What the connection says of itself."""
        call = self._core.now.call
        if call is None or not self.live:
            return
        if isinstance(event, SignalOut):
            self._change_call(generation=event.generation)
            self._core.ports.link.send(Signal(call.id, event.generation, event.kind, event.sdp))
        elif isinstance(event, Connected) and event.generation >= call.generation:
            self._found(event.generation)
        elif isinstance(event, ConnectionLost) and event.generation >= call.generation:
            self._lost()
        elif isinstance(event, LineMeasured):
            self._measured(event)

    def on_signal(self, signal: Signal) -> None:
        """SDP that came through the hub."""
        if self.live and self._is(CallId(signal.call)):
            self._core.ports.media.signal(signal.generation, signal.kind, signal.sdp)

    def on_link_up(self) -> None:
        """Delivers what could not be said while the hub was away, and how the last call ended: that word may have been
        on its way when the line was cut, and the hub takes it as often as it comes."""
        unsent, self._unsent = self._unsent, []
        if self._last_word is not None and self._last_word not in unsent:
            unsent.append(self._last_word)
        for message in unsent:
            self._tell_hub(message)

    # --- inside ---

    def _is(self, call: CallId) -> bool:
        present = self._core.now.call
        return present is not None and present.id == call

    def _takes(self, event: CallEvent) -> bool:
        call = self._core.now.call
        return call is not None and CALL.takes(call.state, event)

    def _change_call(self, **fields: Any) -> None:
        call = self._core.now.call
        if call is not None:
            self._core.store.change(call=dataclasses.replace(call, **fields))

    def _post(self, event: CallEvent) -> None:
        call = self._core.now.call
        if call is None:
            return
        state, effects = CALL.step(call.state, event)
        log.info("call %(call)s %(event)s -> %(state)s", {"call": call.id, "event": event.value, "state": state.value})
        self._change_call(state=state)
        for effect in effects:
            self._do(effect, call.id)

    def _do(self, effect: CallEffect, call: CallId) -> None:
        kiosk = self._core.role == "kiosk"
        if effect is CallEffect.TELL_ACCEPTED and kiosk:
            self._core.ports.link.send(Accept(call))
        elif effect is CallEffect.NEW_GENERATION and kiosk:
            self._next_generation()
        elif effect is CallEffect.TELL_HELD and not kiosk:
            self._core.ports.media.send(Held(on=True))
        elif effect is CallEffect.TELL_RESUMED and not kiosk:
            self._core.ports.media.send(Held(on=False))
        elif effect is CallEffect.TELL_ENDED:
            self._tell_ended(call)
        elif effect is CallEffect.CLOSE_GENERATION:
            self._core.ports.media.end()

    def _tell_ended(self, call: CallId) -> None:
        if self._reason is EndReason.SET_ASIDE:
            self._tell_over(SetAside(call))
        else:
            self._core.ports.media.send(HungUp(self._reason.value, self._outcome))
            self._tell_over(Finish(call, self._epoch, self._reason.value, self._outcome))

    def _tell_over(self, word: Finish | SetAside) -> None:
        self._last_word = word
        self._tell_hub(word)

    def _tell_hub(self, message: ToHub) -> None:
        if not self._core.ports.link.send(message):
            self._unsent.append(message)

    def _next_generation(self) -> None:
        call = self._core.now.call
        if call is not None:
            number = call.generation + 1
            self._change_call(generation=number, connected=False)
            self._core.ports.media.offer(number)

    def _found(self, generation: int) -> None:
        if self._lost_at_s is not None and self._takes(CallEvent.HUNG_UP_HERE):
            self._core.ports.ear.tone("back")
        self._lost_at_s = None
        self._change_call(generation=generation, connected=True)
        self._core.store.change(line=LineStatus(LineQuality.GOOD))
        self._post(CallEvent.CONNECTED)
        self.on_connected()

    def _lost(self) -> None:
        self._change_call(connected=False)
        now = self._core.now
        if self._lost_at_s is None:
            self._lost_at_s = self._core.ports.clock.monotonic()
            if now.call is not None and now.call.state is not CallState.RINGING:
                self._core.ports.ear.tone("lost")
        self._core.store.change(line=dataclasses.replace(now.line, quality=LineQuality.LOST, voice_heard=False))
        self._post(CallEvent.LOST)

    def _measured(self, event: LineMeasured) -> None:
        weak = event.silent_s > WEAK_AFTER_S or event.loss > WEAK_LOSS
        quality = LineQuality.WEAK if weak else LineQuality.GOOD
        self._core.store.change(
            line=LineStatus(quality, _rounded(event.rtt_ms), round(event.loss, 3), 0.0, event.voice_heard)
        )

    def _end(self, event: CallEvent, reason: EndReason) -> None:
        self._reason = reason
        self._stop_answer_timer()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._post(event)
        self._change_call(ended_because=reason, connected=False)
        self._core.store.change(line=LineStatus())
        self.on_ended(reason)

    def _nobody_came(self) -> None:
        if self._takes(CallEvent.SET_ASIDE):
            self._end(CallEvent.SET_ASIDE, EndReason.SET_ASIDE)

    def _stop_answer_timer(self) -> None:
        if self._answer_timer is not None:
            self._answer_timer.cancel()
            self._answer_timer = None

    def _start_ticking(self) -> None:
        self._timer = self._core.ports.clock.call_later(_TICK_S, self._tick)

    def _tick(self) -> None:
        if not self.live:
            return
        self._start_ticking()
        now_s = self._core.ports.clock.monotonic()
        self._renew(now_s)
        if self._lost_at_s is None:
            return
        lost_for_s = now_s - self._lost_at_s
        self._core.store.change(line=dataclasses.replace(self._core.now.line, lost_for_s=float(int(lost_for_s))))
        if lost_for_s >= self._rules.lost_end_s and self._takes(CallEvent.GAVE_UP):
            self._end(CallEvent.GAVE_UP, EndReason.LOST)

    def _renew(self, now_s: float) -> None:
        call = self._core.now.call
        if call is not None and now_s - self._renewed_at_s >= RENEW_EVERY_S:
            self._renewed_at_s = now_s
            self._core.ports.link.send(Renew(call.id, self._epoch))


def _rounded(rtt_ms: float | None) -> float | None:
    return None if rtt_ms is None else float(round(rtt_ms))


def _reason(code: str) -> EndReason:
    try:
        return EndReason(code)
    except ValueError:
        return EndReason.FAILED


def _nothing() -> None:
    return None


def _nothing_with(_reason: EndReason) -> None:
    return None
