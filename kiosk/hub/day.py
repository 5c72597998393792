"""What the hub counts in a day: lengths of calls for an honest estimate, and outcomes by code."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from math import ceil
from statistics import median

CALLS_BEFORE_ESTIMATE = 3


class Day:
    """Counts of today; at midnight they begin anew."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today
        self._day = today()
        self._lengths_s: dict[str, list[float]] = {}
        self._outcomes: Counter[str] = Counter()

    @property
    def name(self) -> str:
        """Today as ISO 8601."""
        self._turn()
        return self._day.isoformat()

    @property
    def outcomes(self) -> Counter[str]:
        """How often each outcome was noted today."""
        self._turn()
        return self._outcomes

    def call_ended(self, queue: str, length_s: float) -> None:
        """Notes how long a call kept its desk: claim to end."""
        self._turn()
        self._lengths_s.setdefault(queue, []).append(length_s)

    def call_length_s(self, queue: str) -> float | None:
        """The median of today's calls; None before CALLS_BEFORE_ESTIMATE of them have ended."""
        self._turn()
        lengths = self._lengths_s.get(queue, [])
        return median(lengths) if len(lengths) >= CALLS_BEFORE_ESTIMATE else None

    def _turn(self) -> None:
        today = self._today()
        if today != self._day:
            self._day = today
            self._lengths_s.clear()
            self._outcomes = Counter()


def estimate_min(call_length_s: float | None, ahead: int, desks: int) -> int | None:
    """Minutes until a ticket's turn, rounded up; None when nothing honest can be said."""
    if call_length_s is None or desks == 0:
        return None
    return ceil(call_length_s * (ahead + 1) / desks / 60)
