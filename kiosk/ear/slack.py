"""How much sound always waits in a ring without need: what a moment of trouble left there would stay for ever."""


class Slack:
    """Told after each read how much still waits. What waited at every read of a window, beyond `keep`, is too much."""

    def __init__(self, keep: int, window: int) -> None:
        """`keep` in bytes, `window` in reads."""
        self._keep = keep
        self._window = window
        self._reads = 0
        self._least: int | None = None

    def surplus(self, waiting: int) -> int:
        """Bytes to be dropped now; 0 but for the end of a window."""
        self._least = waiting if self._least is None else min(self._least, waiting)
        self._reads += 1
        if self._reads < self._window:
            return 0
        over = max(0, self._least - self._keep)
        self.forget()
        return over

    def forget(self) -> None:
        """The flow begins anew."""
        self._reads, self._least = 0, None
