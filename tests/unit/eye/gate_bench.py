"""An eye without processes: parent half and child half in one thread, so that a test decides what happens when."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np

from drivers.api.frame import Frame
from kiosk.domain.lying import Lying
from kiosk.domain.privacy import Gate
from kiosk.eye.eye import Eye
from kiosk.eye.frames import Report
from kiosk.eye.paper_watch import PaperWatch
from kiosk.eye.plan import EyePlan, Lies, Seen, Settled, Skipped, decode_outfit, encode
from kiosk.eye.publisher import Publisher
from kiosk.eye.rings import EyeRings
from kiosk.eye.still_watch import StillWatch
from tests.unit.worker.watching import memory_of

Colour = tuple[int, int, int]


class GateBench:
    """`eye` is the real parent half; `see` and `settle` are what its child would do."""

    def __init__(self, plan: EyePlan) -> None:
        self.plan = plan
        self.reports: list[Report] = []
        self.lying: list[Lying] = []
        self.eye = Eye(plan, self.reports.append, self.lying.append)
        self._begin()

    def _begin(self) -> None:
        self._outfit = decode_outfit(self.eye._outfit())
        self.rings = EyeRings.attach(self.plan, self._outfit)
        watch = PaperWatch(self.plan.paper) if self.plan.paper is not None else None
        if watch is not None:
            watch.begin(self.rings.control, self._outfit.child)
        self.watch = watch
        self._publisher = Publisher(self.plan, self.rings, self._outfit.first_number, watch)

    @property
    def stills(self) -> StillWatch | None:
        """Who makes sharp pictures, for a plan with paper."""
        return self._publisher._stills

    def see(
        self,
        pixels: Colour | np.ndarray = (1, 2, 3),
        taken_s: float | None = None,
        whole: Callable[[], np.ndarray] | None = None,
        cabled: bool = False,
    ) -> Seen:
        """The camera takes a picture (now, or at `taken_s`), and the child publishes it; `whole` draws a large one.
        `cabled`: it came through the cable."""
        taken_s = time.monotonic() if taken_s is None else taken_s
        frame = np.empty((self.plan.height, self.plan.width, 3), np.uint8)
        frame[:] = pixels
        self.settle()
        came = Frame(frame, taken_s, 1, whole)
        if self._publisher.skips(came):
            self.eye._heard(encode(Skipped()))
            return Seen(painted=False, sent=False)
        seen = self._publisher.publish(came, cabled)
        self.eye._heard(encode(seen))
        lying = self._publisher.lying
        if lying is not None and (not self.lying or lying != self.lying[-1]):
            self.eye._heard(encode(Lies(lying)))
        for news in self._publisher.news:
            self.eye._heard(encode(news))
        return seen

    def settle(self) -> None:
        """The child looks at the gate."""
        gate = self._publisher.settle()
        if gate is not None:
            self.eye._heard(encode(Settled(gate)))

    def replace(self, lost: bool) -> None:
        """The child dies and another takes its place."""
        self.end(lost)
        self._begin()

    def end(self, lost: bool = False) -> None:
        if self.watch is not None:
            self.watch.close()
        self.rings.close()
        self.eye._retired(lost)

    def position(self) -> Gate:
        """What the eye has confirmed last."""
        return self.reports[-1].gate if self.reports else Gate.SHUT

    def painted_memory(self) -> bytes:
        return _pixels_of(self._outfit.paint)

    def sent_memory(self) -> bytes:
        return _pixels_of(self._outfit.send)


@contextmanager
def gate_bench(plan: EyePlan) -> Iterator[GateBench]:
    bench = GateBench(plan)
    try:
        yield bench
    finally:
        bench.end()


def _pixels_of(name: str) -> bytes:
    """What lies behind the ring's own words."""
    return memory_of(name)[8 * (8 + 3 * 16) :]
