"""How much a client may ask for before the hub says no."""

from collections.abc import Callable

from kiosk.hub.recent import Recent

_REMEMBERED = 10_000
_FORGIVEN_AFTER_S = 600.0


class TokenBucket:
    """Lets `burst` through at once and `per_s` for good."""

    def __init__(self, per_s: float, burst: int, now: Callable[[], float]) -> None:
        self._per_s = per_s
        self._burst = float(burst)
        self._now = now
        self._left = self._burst
        self._seen_s = now()

    def take(self) -> bool:
        """Whether one more may pass."""
        now = self._now()
        self._left = min(self._burst, self._left + (now - self._seen_s) * self._per_s)
        self._seen_s = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Throttle:
    """How long the answer to a wrong token is held back: first_s · 2^n, at most max_s.

    The right token always passes at once, so that nobody can lock a device out by guessing in its name.
    """

    def __init__(self, first_s: float, max_s: float, now: Callable[[], float]) -> None:
        self._first_s = first_s
        self._max_s = max_s
        self._now = now
        self._failed: Recent[tuple[str, str], tuple[int, float]] = Recent(_REMEMBERED)

    def failed(self, device: str, address: str) -> float:
        """Notes a wrong token and gives the seconds to wait before it is refused."""
        now = self._now()
        times, last_s = self._failed.get((device, address)) or (0, now)
        if now - last_s > _FORGIVEN_AFTER_S:
            times = 0
        self._failed.put((device, address), (times + 1, now))
        return min(self._max_s, self._first_s * float(2 ** min(times, 30)))

    def passed(self, device: str, address: str) -> None:
        """Forgets the wrong tokens of a device that has shown the right one."""
        self._failed.drop((device, address))
