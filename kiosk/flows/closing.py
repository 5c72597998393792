"""How a clerk's call closes: with an outcome of the city's list, or passed on to another desk; notes go with it."""

from kiosk.domain.call import CallState, EndReason
from kiosk.domain.snapshot import DeskSnapshot, Hint, Mirror
from kiosk.flows.calling import CallFlow
from kiosk.flows.core import Core
from kiosk.wire.hub import PassOn

MAX_NOTES = 4_000
"""Characters: some pages; the program holds a note, not a file."""


class ClosingFlow:
    """Keeps `outcome_code`, `must_choose_outcome` and `notes` of the snapshot."""

    def __init__(self, core: Core[DeskSnapshot], call: CallFlow) -> None:
        self._core = core
        self._call = call

    def write_notes(self, text: str) -> None:
        """メモ: kept in memory while there is a call, never sent anywhere."""
        if self._core.now.call is not None:
            self._core.store.change(notes=text[:MAX_NOTES])

    def choose_outcome(self, code: str) -> None:
        """対応結果; closes the call if that was what it waited for."""
        now = self._core.now
        if now.call is None or now.city.outcome(code) is None:
            self._core.hint(Hint.NOT_IN_CALL)
            return
        self._core.store.change(outcome_code=code)
        if now.must_choose_outcome:
            self._close(code)

    def end_call(self) -> None:
        """終了: asks for the outcome first."""
        now = self._core.now
        if now.call is None:
            self._core.hint(Hint.NOT_IN_CALL)
        elif now.outcome_code is None and now.call.state is not CallState.RINGING:
            self._core.store.change(must_choose_outcome=True)
            self._core.hint(Hint.CHOOSE_OUTCOME)
        else:
            self._close(now.outcome_code)

    def pass_on(self) -> None:
        """ほかの窓口へ: the hub decides whether there is one; until it has answered nothing changes."""
        call = self._core.now.call
        if call is None or not self._call.live:
            self._core.hint(Hint.NOT_IN_CALL)
        elif not self._core.ports.link.send(PassOn(call.id)):
            self._core.hint(Hint.HUB_AWAY)

    def not_passed_on(self, call_id: str) -> None:
        """The hub found no other desk."""
        call = self._core.now.call
        if call is not None and call.id == call_id:
            self._core.hint(Hint.NO_OTHER_DESK)

    def call_ended(self, reason: EndReason) -> None:
        """A talk is not over for the desk before it has an outcome; one that another clerk goes on with has none."""
        now = self._core.now
        never_talked = now.call is not None and now.call.started_s is None
        if never_talked or reason in (EndReason.PASSED_ON, EndReason.CLERK):
            self._forget()
        else:
            self._core.store.change(must_choose_outcome=True)
            if now.outcome_code is not None:
                self._close(now.outcome_code)

    def _close(self, outcome: str | None) -> None:
        """Ends the call if it still lives, or records the outcome of one that the other end closed."""
        if self._call.live:
            self._call.hang_up(EndReason.CLERK, outcome)
        elif outcome is not None:
            self._call.record_outcome(outcome)
        self._core.hint(None)
        self._forget()

    def _forget(self) -> None:
        self._core.store.change(
            call=None, outcome_code=None, must_choose_outcome=False, mirror=Mirror(), notes="", phrases_shown=False
        )
