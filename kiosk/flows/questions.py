"""Questions that stand over the resident's screen: whether to leave the queue, to end the call, or to stay."""

from kiosk.domain.call import EndReason
from kiosk.domain.snapshot import KioskSnapshot, Question
from kiosk.flows.calling import CallFlow
from kiosk.flows.core import Core
from kiosk.flows.visiting import VisitFlow


class QuestionFlow:
    """Asks on a touch and does what is answered; who is idle is asked by `IdleFlow`."""

    def __init__(self, core: Core[KioskSnapshot], visit: VisitFlow, call: CallFlow) -> None:
        self._core = core
        self._visit = visit
        self._call = call

    def leave(self) -> None:
        """待つのを やめる. A ticket that is set aside needs no question."""
        ticket = self._core.now.ticket
        if ticket is not None and ticket.set_aside:
            self._visit.back()
        else:
            self._core.store.change(question=Question.LEAVE_QUEUE)

    def end(self) -> None:
        """話を おわる."""
        if self._call.live:
            self._core.store.change(question=Question.END_CALL)

    def answer(self, yes: bool) -> None:
        """The question goes, whatever the answer is."""
        question = self._core.now.question
        self._core.store.change(question=None)
        if question is Question.LEAVE_QUEUE and yes:
            self._visit.back()
        elif question is Question.END_CALL and yes:
            self._call.hang_up(EndReason.RESIDENT)
        elif question is Question.STILL_WAITING and not yes:
            self._visit.back()
        elif question is Question.STILL_THERE and not yes:
            self._visit.done()
        elif question is Question.LEFT_SEAT and not yes:
            self._call.hang_up(EndReason.RESIDENT)
