"""The desk locks when its clerk says so, and by itself when nobody touches it outside a call."""

from kiosk.domain.snapshot import DeskSnapshot
from kiosk.flows.calling import CallFlow
from kiosk.flows.core import Core
from kiosk.flows.duty import DutyFlow

LOCK_AFTER_S = 300.0
"""Without input, outside a call. Source: SCREENS 4."""


class LockFlow:
    """Keeps `locked` of the snapshot. A clerk who is away takes no calls; who comes back has the duty of before."""

    def __init__(self, core: Core[DeskSnapshot], call: CallFlow, duty: DutyFlow) -> None:
        self._core = core
        self._call = call
        self._duty = duty
        self._touched_s = core.ports.clock.monotonic()
        self._in_call = False
        self._was_on_duty = False
        core.ports.clock.call_later(LOCK_AFTER_S, self._look)
        core.store.listen(self._changed)

    def touched(self) -> None:
        """Somebody is at the desk."""
        self._touched_s = self._core.ports.clock.monotonic()

    def lock(self) -> None:
        """Covers the screen. A call goes on: voice and face of the clerk are not cut off."""
        self._core.store.change(locked=True, phrases_shown=False)
        if not self._call.live:
            self._put_duty_off()

    def unlock(self) -> None:
        """Shows everything again."""
        self._core.store.change(locked=False)
        was_on_duty, self._was_on_duty = self._was_on_duty, False
        if was_on_duty:
            self._duty.take(True)

    def _put_duty_off(self) -> None:
        if self._core.now.on_duty:
            self._was_on_duty = True
            self._duty.put_off()

    def _look(self) -> None:
        now_s = self._core.ports.clock.monotonic()
        if self._call.live:
            self._touched_s = now_s
        left_s = self._touched_s + LOCK_AFTER_S - now_s
        if left_s <= 0 and not self._core.now.locked:
            self.lock()
        self._core.ports.clock.call_later(left_s if left_s > 0 else LOCK_AFTER_S, self._look)

    def _changed(self, _snapshot: DeskSnapshot) -> None:
        """The time begins anew when a call has ended; a desk that was locked in it now takes no other."""
        live = self._call.live
        if self._in_call and not live:
            self.touched()
            if self._core.now.locked:
                self._put_duty_off()
        self._in_call = live
