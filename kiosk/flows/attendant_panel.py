"""The attendant's panel: asks for the number, waits longer after each wrong one, and does what an attendant may do."""

import dataclasses
import random
import secrets
from collections.abc import Callable
from math import ceil
from typing import Any

from kiosk.domain.attendant_intents import (
    CheckNumber,
    ChooseStop,
    ClosePanel,
    EndVisit,
    EraseDigit,
    OpenPanel,
    PanelIntent,
    PaperIsIn,
    Restart,
    ShowPart,
    TypeDigit,
)
from kiosk.domain.attendant_panel import (
    ATTENDANT_PANEL,
    CLOSES_AFTER_S,
    LEAST_DIGITS,
    MOST_DIGITS,
    AttendantPanel,
    NumberFound,
    PanelEffect,
    PanelEvent,
    PanelPart,
    PanelState,
    delay_s,
)
from kiosk.domain.ids import CallId
from kiosk.domain.snapshot import KioskSnapshot, visit_under_way
from kiosk.domain.visit import VisitState
from kiosk.flows.core import Core, log
from kiosk.flows.ports import NumberAnswer, TimerPort

KEYS = 10


class AttendantPanelFlow:
    """Steps the table `ATTENDANT_PANEL` and keeps `panel` of the snapshot. The digits live here and nowhere else, until
    they are checked. `end_visit` and `paper_in` do what other flows do; `covers` comes before it covers a screen."""

    def __init__(
        self,
        core: Core[KioskSnapshot],
        end_visit: Callable[[], None],
        paper_in: Callable[[], None],
        covers: Callable[[], None],
    ) -> None:
        self._core = core
        self._covers = covers
        self._end_visit = end_visit
        self._paper_in = paper_in
        self.dice: random.Random = secrets.SystemRandom()
        self._digits: list[int] = []
        self._wrong = 0
        self._not_before_s = 0.0
        self._busy = False
        self._opened_at = _moment(core.now)
        self._closing: TimerPort | None = None
        self._counting: TimerPort | None = None
        core.store.listen(self._changed)

    def do(self, intent: PanelIntent) -> None:
        """What was touched in the attendant's row, on the pad, or in the open panel."""
        match intent:
            case OpenPanel():
                self._look_for_number()
            case ClosePanel():
                self.close()
            case TypeDigit(place):
                self._type(place)
            case EraseDigit():
                self._erase()
            case CheckNumber():
                if len(self._digits) >= LEAST_DIGITS:
                    self._post(PanelEvent.TYPED)
            case _ if self._now.state is PanelState.OPEN:
                self._act(intent)

    def touched(self) -> None:
        """Any touch: the panel closes when there was none for a while."""
        if self._now.shown:
            self._cancel(self._closing)
            self._closing = self._core.ports.clock.call_later(CLOSES_AFTER_S, self._forsaken)

    def close(self) -> bool:
        """もどる: whether there was something to close."""
        return self._post(PanelEvent.LEFT)

    # --- the number ---

    def _look_for_number(self) -> None:
        """A number that is still being checked is waited for: its delay must not be got round."""
        if not self._busy and not self._now.shown and self._core.now.visit is not VisitState.WIPING:
            self._busy = True
            self._core.ports.number.look(self._found)

    def _found(self, found: NumberFound) -> None:
        self._busy = False
        self._opened_at = _moment(self._core.now)
        if found is not NumberFound.THERE:
            self._unavailable(found)
        else:
            early = self._core.ports.clock.monotonic() < self._not_before_s
            self._post(PanelEvent.TOO_EARLY if early else PanelEvent.OPENED)
        self.touched()

    def _unavailable(self, found: NumberFound) -> None:
        if self._post(PanelEvent.NO_NUMBER):
            self._change(found=found)

    def _type(self, place: int) -> None:
        now = self._now
        if now.state is PanelState.ASKING and 0 <= place < len(now.order) and len(self._digits) < MOST_DIGITS:
            self._digits.append(now.order[place])
            self._change(typed=len(self._digits))

    def _erase(self) -> None:
        if self._now.state is PanelState.ASKING and self._digits:
            self._digits.pop()
            self._change(typed=len(self._digits))

    def _check(self) -> None:
        number = "".join(map(str, self._digits))
        self._digits.clear()
        self._busy = True
        self._core.ports.number.check(number, self._answered)

    def _answered(self, answer: NumberAnswer) -> None:
        """A wrong number counts even if the panel was closed meanwhile; so does a right one."""
        self._busy = False
        if isinstance(answer, NumberFound):
            self._unavailable(answer)
            return
        self._wrong = 0 if answer else self._wrong + 1
        self._not_before_s = self._core.ports.clock.monotonic() + delay_s(self._wrong)
        if not answer:
            log.warning("attendant's number wrong, %(number)d in a row", {"number": self._wrong})
        self._post(PanelEvent.RIGHT if answer else PanelEvent.WRONG)

    def _count_down(self) -> None:
        left_s = self._not_before_s - self._core.ports.clock.monotonic()
        if left_s <= 0.0:
            self._post(PanelEvent.WAITED)
            return
        self._change(wait_s=ceil(left_s))
        self._counting = self._core.ports.clock.call_later(min(left_s, 1.0), self._count_down)

    # --- the open panel ---

    def _act(self, intent: PanelIntent) -> None:
        match intent:
            case ShowPart(part, page):
                self._change(part=part, page=max(page, 0))
            case ChooseStop(stop_id):
                self._choose_stop(stop_id)
            case EndVisit() if visit_under_way(self._core.now):
                log.info("visit ended by the attendant")
                self.close()
                self._end_visit()
            case PaperIsIn():
                self._paper_in()
            case Restart() if not visit_under_way(self._core.now):
                log.info("restart asked for by the attendant")
                self._core.ports.program.restart()

    def _choose_stop(self, stop_id: str) -> None:
        """The hub was told where the van stands when the line was made: for the clerk's list it stays there."""
        stop = self._core.now.city.stop(stop_id)
        if stop is not None:
            self._core.store.change(stop=stop)
            self._change(part=PanelPart.MAIN, page=0)

    # --- inside ---

    @property
    def _now(self) -> AttendantPanel:
        return self._core.now.panel

    def _change(self, **parts: Any) -> None:
        self._core.store.change(panel=dataclasses.replace(self._now, **parts))

    def _post(self, event: PanelEvent) -> bool:
        before = self._now.state
        if not ATTENDANT_PANEL.takes(before, event):
            return False
        if before is PanelState.CLOSED:
            self._covers()
        state, effects = ATTENDANT_PANEL.step(before, event)
        log.info("attendant panel %(event)s -> %(state)s", {"event": event.value, "state": state.value})
        if state is PanelState.CLOSED:
            self._core.store.change(panel=AttendantPanel())
        else:
            self._change(state=state, typed=0 if state is not PanelState.CHECKING else self._now.typed, wait_s=0)
        for effect in effects:
            self._do(effect)
        return True

    def _do(self, effect: PanelEffect) -> None:
        match effect:
            case PanelEffect.SHUFFLE:
                self._change(order=tuple(self.dice.sample(range(KEYS), KEYS)))
            case PanelEffect.CHECK:
                self._check()
            case PanelEffect.COUNT_DOWN:
                self._count_down()

    def _forsaken(self) -> None:
        self._post(PanelEvent.LEFT)

    def _changed(self, snapshot: KioskSnapshot) -> None:
        """A call, the end of one or another step of the visit behind it closes the panel; a wipe has already."""
        if not snapshot.panel.shown:
            self._drop()
        elif _moment(snapshot) != self._opened_at:
            self._post(PanelEvent.LEFT)

    def _drop(self) -> None:
        self._digits.clear()
        self._cancel(self._closing)
        self._cancel(self._counting)
        self._closing = self._counting = None

    @staticmethod
    def _cancel(timer: TimerPort | None) -> None:
        if timer is not None:
            timer.cancel()


def _moment(snapshot: KioskSnapshot) -> tuple[VisitState, CallId | None]:
    return snapshot.visit, snapshot.call.id if snapshot.call else None
