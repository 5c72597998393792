"""係の人をよぶ: works with hub, network and clerk gone, and never ends a call."""

from kiosk.domain.privacy import IdleRules
from kiosk.domain.snapshot import KioskSnapshot
from kiosk.flows.core import Core
from kiosk.flows.ports import TimerPort


class AttendantFlow:
    """A tone in the van, repeated, and one line on both monitors until somebody came or it was a mistake."""

    def __init__(self, core: Core[KioskSnapshot], rules: IdleRules) -> None:
        self._core = core
        self._rules = rules
        self._timer: TimerPort | None = None
        self._called_at_s = 0.0

    def call(self) -> None:
        """A touch of the key; a second touch sounds again at once."""
        self._stop()
        self._called_at_s = self._core.ports.clock.monotonic()
        self._core.store.change(attendant_called=True)
        self._sound()

    def over(self) -> None:
        """とりけす, or うかがいました."""
        self._stop()
        self._core.store.change(attendant_called=False)

    def _sound(self) -> None:
        self._core.ports.ear.tone("attendant")
        elapsed_s = self._core.ports.clock.monotonic() - self._called_at_s
        if elapsed_s + self._rules.attendant_repeat_s <= self._rules.attendant_for_s:
            self._timer = self._core.ports.clock.call_later(self._rules.attendant_repeat_s, self._sound)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
