"""Keeps how it goes while somebody tries a gesture on a drawn telephone; it goes with the step, and nobody is told."""

from kiosk.domain.practice import Practice, TriedGesture
from kiosk.domain.snapshot import KioskSnapshot
from kiosk.flows.core import Core


class PracticeFlow:
    """Keeps `practice` of the snapshot."""

    def __init__(self, core: Core[KioskSnapshot]) -> None:
        self._core = core
        core.store.listen(self._changed)

    def do(self, intent: TriedGesture) -> None:
        """A finger has left the drawn telephone; one of a step that is gone changes nothing."""
        now = self._core.now
        if now.guiding is None or now.guiding.at != intent.at:
            return
        step = now.guides.step(intent.at)
        if step is not None and step.practise:
            before = now.practice or Practice(intent.at)
            self._core.store.change(practice=before.tried(intent.right))

    def _changed(self, now: KioskSnapshot) -> None:
        if now.practice is not None and (now.guiding is None or now.guiding.at != now.practice.at):
            self._core.store.change(practice=None)
