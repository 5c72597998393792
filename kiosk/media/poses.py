"""Which pose belongs to which picture: told on `live` beside the pictures, matched by their RTP time stamps."""

import time
from collections import deque
from collections.abc import Callable

from kiosk.domain.page import PageId
from kiosk.domain.pose import BadPose, Pose
from kiosk.wire.peer import Posed

KEPT_S = 1.0
_HELD_TICKS = 18_000
"""0.2 s of the 90 kHz clock: so long a pose stands in for those that were lost after it."""
NO_PAGE = "none"
_MOST = 120
"""At 60 pictures a second for KEPT_S, twice over."""
_STAMPS = 1 << 32
_ROUNDING = (0, 1, -1)
"""The encoder takes a picture to its own time base and back: its time stamp may be a tick (11 µs) off."""


class HeardPoses:
    """Poses of the other end's pictures, by RTP time stamp; each is kept for KEPT_S. Of a picture in which no page lies
    that is known, too."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._poses: dict[int, tuple[float, Pose | None]] = {}

    def hear(self, message: Posed) -> None:
        """Takes one; numbers that place no page say that none is there."""
        now_s = self._clock()
        self._poses = {at: held for at, held in self._poses.items() if now_s - held[0] <= KEPT_S}
        if len(self._poses) >= _MOST:
            return
        try:
            self._poses[message.at] = now_s, Pose(PageId(message.page), message.matrix)
        except BadPose:
            self._poses[message.at] = now_s, None

    def of(self, stamp: int | None) -> Pose | None:
        """The pose of the picture with that time stamp. If it was lost on the way, that of a picture shortly before it:
        a clerk who draws must not lose the page for a moment that nobody can see."""
        if stamp is None:
            return None
        near = (self._poses.get((stamp + off) % _STAMPS) for off in _ROUNDING)
        held = next((one for one in near if one is not None), None) or self._shortly_before(stamp)
        return held[1] if held is not None and self._clock() - held[0] <= KEPT_S else None

    def _shortly_before(self, stamp: int) -> tuple[float, Pose | None] | None:
        ages = {(stamp - at) % _STAMPS: held for at, held in self._poses.items()}
        newest = min(ages, default=_STAMPS)
        return ages[newest] if newest <= _HELD_TICKS else None


class ToldPoses:
    """Poses of this end's pictures: a picture's own time becomes the RTP time stamp that the other end will see.

    The sender adds a random number to every time, so the first picture of a connection goes without a pose: only when
    it has left can the number be told.
    """

    def __init__(self, last_stamp: Callable[[], int | None], tell: Callable[[Posed], object]) -> None:
        """`last_stamp` is the RTP time stamp of the packet that left last; None before the first."""
        self._last_stamp = last_stamp
        self._tell = tell
        self._pts: int | None = None
        self._added: int | None = None
        self._known = False

    def next(self, pts: int, pose: Pose | None) -> None:
        """A picture is handed to the encoder; the one before it has left by now."""
        stamp = self._last_stamp()
        if self._added is None and self._pts is not None and stamp is not None:
            self._added = (stamp - self._pts) % _STAMPS
        self._pts = pts
        self._known = self._known or pose is not None
        if self._added is None or not self._known:
            return
        at = (pts + self._added) % _STAMPS
        self._tell(Posed(at, pose.page, pose.matrix) if pose is not None else Posed(at, NO_PAGE, (0.0,) * 8))


class Stamps:
    """RTP time stamps of the last pictures, by the time that takes their place on the way to the painter."""

    def __init__(self) -> None:
        self._stamps: dict[int, int] = {}
        self._order: deque[int] = deque()

    def note(self, arrived: int, stamp: int) -> int:
        """Keeps a pair and gives back the arrival, moved on if another picture has it already."""
        while arrived in self._stamps:
            arrived += 1
        self._stamps[arrived] = stamp
        self._order.append(arrived)
        if len(self._order) > _MOST:
            del self._stamps[self._order.popleft()]
        return arrived

    def of(self, arrived: int) -> int | None:
        """The time stamp of the picture that arrived then."""
        return self._stamps.get(arrived)
