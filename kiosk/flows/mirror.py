"""Tells the desk which screen the resident sees: its state, never its pixels."""

from kiosk.domain.call import CallState
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import KioskSnapshot
from kiosk.flows.core import Core
from kiosk.wire.peer import ScreenState


def screen_state(snapshot: KioskSnapshot) -> ScreenState:
    """What a desk may know of the resident's screen."""
    return ScreenState(
        screen=_screen(snapshot),
        letters=snapshot.look.letters,
        high_contrast=snapshot.look.high_contrast,
        attendant_called=snapshot.attendant_called,
        question=snapshot.question.value if snapshot.question else "",
    )


def _screen(snapshot: KioskSnapshot) -> str:
    if not snapshot.monitors.embedded:
        return "screen_lost"
    if snapshot.call is None or snapshot.call.state is CallState.ENDED:
        return snapshot.visit.value
    if snapshot.call.state is not CallState.TALKING:
        return f"call.{snapshot.call.state.value}"
    if snapshot.guiding is not None and snapshot.guiding.shown:
        return "call.guide"
    if snapshot.board.open and snapshot.front == "board":
        return "call.board"
    if snapshot.sharing.paper_shown:
        return f"call.paper.{snapshot.sharing.mine.value}"
    return "call.their_paper" if snapshot.sharing.theirs is SharingState.OPEN else "call.face"


class MirrorFlow:
    """Sends a ScreenState whenever it differs from the last one sent."""

    def __init__(self, core: Core[KioskSnapshot]) -> None:
        self._core = core
        self._last: ScreenState | None = None
        core.store.listen(self._changed)

    def tell(self) -> None:
        """After each new generation: the desk may know nothing."""
        self._last = screen_state(self._core.now)
        self._core.ports.media.send(self._last)

    def _changed(self, snapshot: KioskSnapshot) -> None:
        if snapshot.call is not None and snapshot.call.connected and screen_state(snapshot) != self._last:
            self.tell()
