"""The slip at the end of a visit: made as soon as there is something to say, printed by a touch, gone with the wipe."""

import dataclasses
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from kiosk.domain import intents
from kiosk.domain.health_checks import Slot
from kiosk.domain.printing import PRINTING, RUNNING, PrintEffect, PrintEvent, PrintState, SlipStatus
from kiosk.domain.slip import Slip, SlipKind, booking_slip, call_back_slip, visit_slip
from kiosk.domain.snapshot import KioskSnapshot
from kiosk.domain.visit import VisitState
from kiosk.flows.core import Core, log
from kiosk.flows.ports import PrintReport, SlipReport, TimerPort
from kiosk.flows.taking import TakingFlow

_ASKED_IN: Final[dict[SlipKind, VisitState]] = {
    "visit": VisitState.FINISHING,
    "call_back": VisitState.WAITING,
    "booking": VisitState.ALONE,
}
LONGEST_S: Final = 90.0
"""A printer that prints no sheet for so long has stopped without saying so."""


class PrintingFlow:
    """Steps the table `PRINTING` and keeps `slip` of the snapshot. `tell_attendant` calls the person of the van."""

    def __init__(self, core: Core[KioskSnapshot], tell_attendant: Callable[[], None]) -> None:
        self._core = core
        self._tell_attendant = tell_attendant
        self._taking = TakingFlow(core)
        self._kind: SlipKind = "visit"
        self._slip: Slip | None = None
        self._ended_at: datetime | None = None
        self._about: tuple[VisitState, Slot | None] = (core.now.visit, None)
        self._number = 0
        self._patience: TimerPort | None = None
        core.store.listen(self._changed)

    def do(self, intent: intents.SlipIntent) -> None:
        """What a resident asks of the slip."""
        match intent:
            case intents.PrintSlip():
                self._ask("visit")
            case intents.PrintBooking():
                self._ask("booking")
            case intents.PrintCallBack():
                self._ask("call_back")
            case intents.CancelPrint():
                self._post(PrintEvent.CANCELLED)
            case intents.SeeSlip(side):
                self._see(side)
            case intents.TakePage() | intents.LeavePages():
                self._taking.do(intent)

    def close_large(self) -> bool:
        """もどる: whether there was something to close."""
        shown = bool(self._core.now.slip.large)
        self._change(large=0)
        return shown

    def paper_in(self) -> None:
        """紙を 入れました: the job that waits for paper is taken back and sent anew, so that it comes out once."""
        if self._core.now.slip.state is PrintState.OUT_OF_PAPER:
            self._post(PrintEvent.CANCELLED)
            self._post(PrintEvent.ASKED)

    def on_slip(self, report: SlipReport) -> None:
        """The sides of paper lie ready, or cannot be made; of the newest slip only."""
        if report.slip == self._slip:
            self._change(sides=report.sides, unmade=not report.sides)

    def on_print(self, report: PrintReport) -> None:
        """What the printer says of the job that was asked for last."""
        if report.number == self._number:
            self._post(report.event)

    def _ask(self, kind: SlipKind) -> None:
        now = self._core.now
        if now.visit is _ASKED_IN[kind] and now.slip.printer and self._of_kind(kind) is not None:
            self._kind = kind
            self._post(PrintEvent.ASKED)

    def _of_kind(self, kind: SlipKind) -> Slip | None:
        """What would be printed now."""
        if kind == "visit":
            return self._slip
        return call_back_slip(self._core.now) if kind == "call_back" else booking_slip(self._core.now)

    def _see(self, side: int) -> None:
        """Without a printer the attendant comes, and can write down what is needed."""
        status = self._core.now.slip
        if not 0 <= side <= status.sides:
            return
        if side and not status.large and not status.printer:
            self._tell_attendant()
        self._change(large=side)

    def _changed(self, now: KioskSnapshot) -> None:
        about = now.visit, now.booking.slot if now.booking is not None else None
        before, self._about = self._about, about
        if before != about and now.slip.state not in RUNNING:
            self._post(PrintEvent.LEFT)
        if now.visit is not VisitState.FINISHING:
            self._slip = self._ended_at = None
            return
        self._ended_at = self._ended_at or now.clock
        slip = dataclasses.replace(visit_slip(now), at=self._ended_at)
        if slip != self._slip:
            self._slip = slip
            self._change(sides=0, unmade=False)
            self._core.ports.printer.make(slip, now.guides)

    def _post(self, event: PrintEvent) -> None:
        state = self._core.now.slip.state
        if not PRINTING.takes(state, event):
            return
        after, effects = PRINTING.step(state, event)
        if after is not state:
            log.info("print %(event)s -> %(state)s", {"event": event.value, "state": after.value})
        self._wait_for(after in RUNNING)
        self._change(state=after)
        for effect in effects:
            self._do(effect)

    def _wait_for(self, running: bool) -> None:
        if self._patience is not None:
            self._patience.cancel()
        later = self._core.ports.clock.call_later
        self._patience = later(LONGEST_S, lambda: self._post(PrintEvent.BROKE)) if running else None

    def _do(self, effect: PrintEffect) -> None:
        printer = self._core.ports.printer
        if effect is PrintEffect.PRINT:
            self._number += 1
            slip = self._of_kind(self._kind)
            if slip is not None:
                printer.print(self._number, slip, self._core.now.guides)
        elif effect is PrintEffect.STOP:
            self._number += 1  # what the printer still says of that job is not heard
            printer.cancel()
        elif effect is PrintEffect.TELL_ATTENDANT:
            self._tell_attendant()

    def _change(self, **parts: Any) -> None:
        status: SlipStatus = dataclasses.replace(self._core.now.slip, **parts)
        if status != self._core.now.slip:
            self._core.store.change(slip=status)
