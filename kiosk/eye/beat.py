"""Whether an eye keeps its beat: how many pictures it looked at within a second, against how many it should."""

from kiosk.domain.shedding import Beat

BEAT_S = 1.0
_BUSY = 0.4
"""An eye that looks for a smaller share of the time than this waits for its camera: what that does not give, in the
dark for example, nobody misses."""


class BeatCount:
    """Counted in the parent, out of what the child reports of each picture anyway: no further message, and none that a
    child without time would have to send in time. All times are this machine's monotonic seconds."""

    def __init__(self) -> None:
        self._wanted = 0.0
        self._begun_s: float | None = None
        self._looked = 0
        self._looked_s = 0.0

    def looked(self, for_s: float, wanted: float, now_s: float) -> Beat | None:
        """A picture was looked at, for so long; `wanted` a second. Gives a beat whenever its time is over."""
        if self._goes_on(wanted):
            self._looked += 1
            self._looked_s += for_s
        return self._told(now_s)

    def skipped(self, wanted: float, now_s: float) -> Beat | None:
        """A picture was left out, as it should be."""
        self._goes_on(wanted)
        return self._told(now_s)

    def excused(self, now_s: float) -> Beat | None:
        """There is nothing to look at."""
        return self.skipped(0.0, now_s)

    def _goes_on(self, wanted: float) -> bool:
        """Whether this time is measured already: one in which something else was wanted tells nothing."""
        if self._begun_s is not None and wanted == self._wanted:
            return True
        self._wanted = wanted
        self._begun_s = None
        return False

    def _told(self, now_s: float) -> Beat | None:
        begun_s = self._begun_s
        if begun_s is not None and now_s - begun_s < BEAT_S:
            return None
        looked, looked_s = self._looked, self._looked_s
        self._begun_s, self._looked, self._looked_s = now_s, 0, 0.0
        if begun_s is None:
            return None
        lasted_s = now_s - begun_s
        per_s = looked / lasted_s
        waits = looked_s < _BUSY * lasted_s
        return Beat(per_s, min(per_s, self._wanted) if waits else self._wanted)
