"""A moment to read what has come up, before it can be answered."""

from collections.abc import Callable

from kiosk.flows.ports import ClockPort, TimerPort


class Moment:
    """Calls `over` once something has been there for `lasts_s` without a break."""

    def __init__(self, clock: ClockPort, lasts_s: float, over: Callable[[], None]) -> None:
        self._clock = clock
        self._lasts_s = lasts_s
        self._over = over
        self._timer: TimerPort | None = None

    def there(self) -> None:
        """It is there; what is there already is not begun anew."""
        if self._timer is None:
            self._timer = self._clock.call_later(self._lasts_s, self._over)

    def gone(self) -> bool:
        """It is not there any more; whether it was."""
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()
        return timer is not None
