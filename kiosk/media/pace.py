"""When the next packet of voice is due: as soon as the microphone has it together, whose clock is not ours."""

PACKET_S = 0.02
MICROPHONE_LATE_S = 0.015
"""A microphone that is later than this is not waited for: silence is sent."""
GLANCE_S = 0.002
"""How often it is looked whether the microphone has a packet together."""
EARLIER_S = 0.001
"""Whose sound already waited is asked so much earlier for the next packet: what always waits is delay."""
MOST_CREPT_S = 0.06
"""More never waits: older sound is left out by who keeps it."""
_ASLEEP_S = 1.0


class Pace:
    """Keeps the moment; all times in seconds of one clock that never goes back."""

    def __init__(self) -> None:
        self._due_s: float | None = None
        self._crept_s = 0.0

    def due_s(self, now_s: float) -> float:
        """When to look for the next packet; not later than now at the beginning, and when the machine slept: nothing
        is caught up in a burst."""
        if self._due_s is None or now_s - self._due_s > _ASLEEP_S:
            self._due_s = now_s
        return self._due_s

    def silent(self) -> None:
        """The microphone was too late."""
        self._next(0.0)

    def heard(self, waited_s: float) -> None:
        """The packet was there after so long. A shut line never lets anybody wait, and has no moment to be found:
        there the pace creeps three packets forward, and stays."""
        if waited_s >= GLANCE_S:
            self._crept_s = 0.0
            self._next(waited_s)
        elif self._crept_s < MOST_CREPT_S:
            self._crept_s += EARLIER_S
            self._next(-EARLIER_S)
        else:
            self._next(0.0)

    def _next(self, shift_s: float) -> None:
        if self._due_s is not None:
            self._due_s += PACKET_S + shift_s
