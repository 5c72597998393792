"""The heartbeat's arithmetic: round trip, share lost, silence. No clock of its own, no sockets."""

from collections import deque
from dataclasses import dataclass

from kiosk.wire.peer import Beat, BeatEcho

_WINDOW = 10


@dataclass(frozen=True)
class Pace:
    """How often a beat is sent, and how long a connection may take, or be silent, before it counts as lost."""

    beat_every_s: float = 1.0
    connect_within_s: float = 6.0
    lost_after_s: float = 5.0


@dataclass(frozen=True)
class Pulse:
    """What the heartbeat knows at a moment."""

    rtt_ms: float | None
    loss: float
    silent_s: float


class Heartbeat:
    """One end's heartbeat on one generation. All times are this machine's monotonic seconds."""

    def __init__(self, now_s: float) -> None:
        self._started_s = now_s
        self._heard_s = now_s
        self._rtt_ms: float | None = None
        self._sent: deque[int] = deque(maxlen=_WINDOW)
        self._answered: deque[int] = deque(maxlen=_WINDOW * 2)
        self._next = 1

    def beat(self, now_s: float) -> Beat:
        """The next Beat to send."""
        number, self._next = self._next, self._next + 1
        self._sent.append(number)
        return Beat(n=number, sent_s=now_s - self._started_s)

    def heard(self, now_s: float) -> None:
        """Anything came from the other end."""
        self._heard_s = now_s

    def echo(self, beat: Beat) -> BeatEcho:
        """The answer to the other end's Beat."""
        return BeatEcho(n=beat.n, sent_s=beat.sent_s, missed=self._missed())

    def echoed(self, echo: BeatEcho, now_s: float) -> None:
        """Our Beat came back; a forged clock value can at worst spoil the figure shown."""
        if echo.n not in self._sent or echo.n in self._answered:
            return
        self._answered.append(echo.n)
        rtt_ms = max(0.0, (now_s - self._started_s - echo.sent_s) * 1000)
        self._rtt_ms = rtt_ms if self._rtt_ms is None else 0.7 * self._rtt_ms + 0.3 * rtt_ms

    def pulse(self, now_s: float) -> Pulse:
        """The present figures."""
        return Pulse(self._rtt_ms, self._missed(), now_s - self._heard_s)

    def _missed(self) -> float:
        # the newest beat may still be on its way
        due = [n for n in self._sent if n < self._next - 1]
        return sum(n not in self._answered for n in due) / len(due) if due else 0.0
