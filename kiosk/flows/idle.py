"""Notices that nobody is there any more: asks with sound, then ends the visit."""

from kiosk.domain.printing import RUNNING
from kiosk.domain.privacy import IDLE_WATCHED, IdleRules
from kiosk.domain.snapshot import KioskSnapshot, Question
from kiosk.domain.visit import VisitState
from kiosk.flows.core import Core
from kiosk.flows.ports import TimerPort
from kiosk.flows.visiting import VisitFlow


class IdleFlow:
    """One timer at a time, chosen by where the visit stands; every touch starts it anew."""

    def __init__(self, core: Core[KioskSnapshot], visit: VisitFlow, rules: IdleRules) -> None:
        self._core = core
        self._visit = visit
        self._rules = rules
        self._timer: TimerPort | None = None
        self._watched: tuple[VisitState, bool, bool] = (VisitState.HOME, False, False)
        core.store.listen(self._changed)

    def restart(self) -> None:
        """A touch, or something that counts as one."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._core.now.question is Question.LEFT_SEAT:
            return
        wait = self._wait_s()
        if wait is not None:
            self._timer = self._core.ports.clock.call_later(wait, self._ask)

    def left_seat(self) -> None:
        """The clerk believes that nobody sits there: ask with sound, then end."""
        if self._core.now.visit is VisitState.TALKING:
            self._stand(Question.LEFT_SEAT, self._rules.left_seat_s)

    def _changed(self, snapshot: KioskSnapshot) -> None:
        set_aside = snapshot.ticket is not None and snapshot.ticket.set_aside
        watched = (snapshot.visit, set_aside, _busy_with_phone(snapshot))
        if watched != self._watched:
            self._watched = watched
            self.restart()

    def _wait_s(self) -> float | None:
        visit, set_aside, phone = self._watched
        if phone:
            return self._rules.phone_ask_after_s
        if visit in IDLE_WATCHED:
            return self._rules.ask_after_s
        if visit is VisitState.WAITING:
            return self._rules.set_aside_wipe_s if set_aside else self._rules.waiting_ask_every_s
        return None

    def _ask(self) -> None:
        visit, set_aside, _ = self._watched
        if self._core.now.slip.state in RUNNING:  # bounded: a print that never ends has failed
            self.restart()
            return
        if visit is VisitState.WAITING and set_aside:
            self._visit.idled_out()
        elif visit is VisitState.WAITING:
            self._core.store.change(question=Question.STILL_WAITING)
            self._core.ports.ear.tone("still_there")
            self._timer = self._core.ports.clock.call_later(self._rules.waiting_ask_every_s, self._ask)
        else:
            self._stand(Question.STILL_THERE, self._rules.wipe_after_asking_s)

    def _stand(self, question: Question, for_s: float) -> None:
        self._core.store.change(question=question)
        self._core.ports.ear.tone("still_there")
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._core.ports.clock.call_later(for_s, self._nobody_answered)

    def _nobody_answered(self) -> None:
        self._core.store.change(question=None)
        self._visit.idled_out()


def _busy_with_phone(snapshot: KioskSnapshot) -> bool:
    """Whether somebody alone has the own telephone under the camera, lit: its touches are none of this glass, and who
    leaves takes it along."""
    lying = snapshot.lying.get("van")
    there = snapshot.phone is not None and lying is not None and lying.phone and lying.held
    return there and snapshot.visit is VisitState.ALONE
