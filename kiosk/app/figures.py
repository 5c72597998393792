"""Figures of an unattended run: latency, painted pictures, lateness of the GUI loop. Numbers only."""

from collections import defaultdict
from statistics import quantiles


class Figures:
    """Collects between two calls of `take`."""

    def __init__(self) -> None:
        self._begun_s: dict[str, float] = {}
        self._last_s: dict[str, float] = {}
        self._numbers: dict[str, set[int]] = defaultdict(set)
        self._latency_ms: dict[str, list[float]] = defaultdict(list)
        self._late_ms: list[float] = []

    def painted(self, surface: str, number: int, at_s: float, latency_ms: float | None) -> None:
        """A picture was painted; painted twice, it counts once."""
        if number in self._numbers[surface]:
            return
        self._numbers[surface].add(number)
        self._begun_s.setdefault(surface, at_s)
        self._last_s[surface] = at_s
        if latency_ms is not None:
            self._latency_ms[surface].append(latency_ms)

    def late(self, late_ms: float) -> None:
        """The GUI loop came so much later than it should."""
        self._late_ms.append(late_ms)

    def take(self) -> dict[str, object]:
        """What was collected since the last call, and begins anew."""
        taken: dict[str, object] = {"gui_late_ms": spread(self._late_ms)}
        for surface, numbers in self._numbers.items():
            lasted_s = self._last_s[surface] - self._begun_s[surface]
            taken[surface] = {
                "painted": len(numbers),
                "per_s": round((len(numbers) - 1) / lasted_s, 2) if lasted_s > 0 else None,
                "latency_ms": spread(self._latency_ms[surface]),
            }
        self._begun_s.clear()
        self._last_s.clear()
        self._numbers.clear()
        self._latency_ms.clear()
        self._late_ms.clear()
        return taken


def spread(values: list[float]) -> dict[str, float | int] | None:
    """Median, 95th and 99th percentile, greatest, and how many; None for fewer than two."""
    if len(values) < 2:
        return None
    cuts = quantiles(values, n=100, method="inclusive")
    return {
        "p50": round(cuts[49], 1),
        "p95": round(cuts[94], 1),
        "p99": round(cuts[98], 1),
        "max": round(max(values), 1),
        "n": len(values),
    }
