"""How much of a large thing is on its way at once: what the line carries, and no queue for marks to wait in."""

from collections import deque

LEAST_BYTES = 8_192
FIRST_BYTES = 12_288
MOST_BYTES = 65_536
QUEUED_S = 0.12
"""A receipt that comes so much later than the quickest one did waited in a queue: ours, or that of the line."""
_SHRINK = 0.7
_RATE_OVER_BYTES, _RATE_OVER_S = 12_288, 0.15
_FORGET_S = 20.0
"""After so long without receipts, the line may be another one."""


class BulkWindow:
    """One connection's: receipts in, window and rate out; times in seconds of one clock that never goes back."""

    def __init__(self) -> None:
        self.bytes = FIRST_BYTES
        self._sent: deque[tuple[float, int]] = deque()
        self._sent_total = self._got_total = 0
        self._quickest_s: float | None = None
        self._rate: float | None = None
        self._since: tuple[float, int] | None = None
        self._last_s = 0.0

    @property
    def room(self) -> int:
        """Bytes that may be sent now."""
        return max(0, self.bytes - (self._sent_total - self._got_total))

    @property
    def rate_bytes_per_s(self) -> float | None:
        """What the line carried last; None before anything was measured."""
        return self._rate

    def sent(self, length: int, now_s: float) -> None:
        """So much has been handed over."""
        if self._since is None or self._sent_total == self._got_total:
            self._since = now_s, self._got_total
        self._sent_total += length
        self._sent.append((now_s, self._sent_total))

    def got(self, length: int, now_s: float) -> None:
        """So much more of it is there."""
        if self._quickest_s is not None and now_s - self._last_s > _FORGET_S:
            self._quickest_s = None
        self._last_s = now_s
        self._got_total += length
        took_s = None
        while self._sent and self._sent[0][1] <= self._got_total:
            took_s = now_s - self._sent.popleft()[0]
        if took_s is not None:
            self._fit(took_s, length)
        self._measure(now_s)

    def _fit(self, took_s: float, length: int) -> None:
        quickest_s = self._quickest_s = min(took_s, self._quickest_s or took_s)
        if took_s > quickest_s + QUEUED_S:
            self.bytes = max(LEAST_BYTES, round(self.bytes * _SHRINK))
        else:
            self.bytes = min(MOST_BYTES, self.bytes + length)

    def _measure(self, now_s: float) -> None:
        if self._since is None:
            return
        begun_s, at = self._since
        if self._got_total - at >= _RATE_OVER_BYTES and now_s - begun_s >= _RATE_OVER_S:
            rate = (self._got_total - at) / (now_s - begun_s)
            self._rate = rate if self._rate is None else 0.5 * (self._rate + rate)
            self._since = now_s, self._got_total
