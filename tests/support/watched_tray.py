"""A document camera over the van's pretend tray with the eye that watches it, in one thread: time goes by pictures."""

from collections.abc import Iterator
from contextlib import contextmanager

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.camera.mock_cable import CableView
from drivers.camera.mock_tray import FOR_A_SCREEN, TRAY, VIEW_HEIGHT_MM, TrayView
from drivers.mock_room.state import Paper, Screen, Thing
from kiosk.domain.lying import Lying
from kiosk.domain.pose import Pose
from kiosk.domain.privacy import Gate
from kiosk.eye.plan import EyePlan, PaperPlan
from kiosk.eye.printed import Printed
from kiosk.eye.stills import StillNews
from kiosk.vision.mask import FLAT, Opening
from tests.unit.eye.gate_bench import GateBench, gate_bench

SIZE = (1920, 1080)
LARGE = (2880, 1620)
"""The camera's own pictures."""
FPS = 15
PX_PER_MM = SIZE[1] / VIEW_HEIGHT_MM
A4 = (210.0, 297.0)
WITHIN_PICTURES = 150
Pixels = NDArray[np.uint8]


class Tray:
    """A document camera over the van's pretend tray, and the eye that watches it; time goes by pictures."""

    def __init__(self, bench: GateBench, view: TrayView) -> None:
        self.bench = bench
        self.paper: Paper | None = None
        self.things: tuple[Thing, ...] = ()
        self._view = view
        self._cable = CableView(SIZE)
        self._large = TrayView("van", LARGE, variants=1)
        self._pictures = 0
        self._exposure = 1.0

    def camera_for_screen(self) -> None:
        """As the child of an eye asks it when a telephone is looked for."""
        self._exposure = FOR_A_SCREEN

    def see(self) -> Pixels:
        """One picture more; what the own screen may paint of it, or nothing but zeroes."""
        self._pictures += 1
        at_s = 1e6 + self._pictures / FPS  # the future: no gate was moved after it
        paper, things = self.paper, self.things
        drawn = self._view.draw(at_s, paper, things, self._exposure)
        self.bench.see(drawn, at_s, lambda: self._large.draw(at_s, paper, things, self._exposure))
        return self._painted()

    def see_cable(self, screen: Screen | None) -> Pixels:
        """One picture more through the cable, of a telephone or of none."""
        self._pictures += 1
        self.bench.see(self._cable.draw(screen), 1e6 + self._pictures / FPS, cabled=True)
        return self._painted()

    def _painted(self) -> Pixels:
        newest = self.bench.eye.paint.newest()
        if newest is None:
            return np.zeros((1, 1, 3), np.uint8)
        return np.frombuffer(newest.data, np.uint8).reshape(newest.height, newest.width, 4)[:, :, :3]

    def until(self, number: int) -> None:
        """Looks until that sheet is known, counted from 1 by the first child; the slow work runs beside."""
        for _ in range(WITHIN_PICTURES):
            self.see()
            if self.lying.held and self.lying.number == number:
                return
            self.finish_thinking()
        raise AssertionError(f"sheet {number} was not found; {self.lying}")

    def finish_thinking(self) -> None:
        """Waits for what the other thread does now: finding, reading, or a sharp picture."""
        watch, stills = self.bench.watch, self.bench.stills
        if watch is not None and watch._errand is not None:
            watch._errand.result(timeout=20)
        if stills is not None and stills._job is not None:
            stills._job.future.result(timeout=20)
        if stills is not None and stills._sharpening is not None:
            stills._sharpening.future.result(timeout=20)

    def news(self, pictures: int) -> list[StillNews]:
        """What is made for the other end during so many pictures."""
        told = []
        for _ in range(pictures):
            self.see()
            self.finish_thinking()
            while (one := self.bench.eye.stills.take()) is not None:
                told.append(one)
        return told

    def open(self, gate: Gate) -> None:
        """The gate, for pictures of every time."""
        self.bench.eye.set_gate(gate)
        self.bench.eye._since_ns = 0

    @property
    def lying(self) -> Lying:
        return self.bench.lying[-1]

    @property
    def pose(self) -> Pose | None:
        newest = self.bench.eye.paint.newest()
        return newest.pose if newest is not None else None

    def page(self, painted: Pixels, margin_mm: float = 2.0) -> Pixels:
        """The part of a painted picture in which the sheet lies, truly; without its outermost rim."""
        assert self.paper is not None
        middle = np.array([painted.shape[1] / 2, painted.shape[0] / 2])
        middle += np.array([self.paper.x_mm, self.paper.y_mm]) * PX_PER_MM
        half = (np.array(A4) / 2 - margin_mm) * PX_PER_MM
        left, top = np.rint(middle - half).astype(int)
        right, bottom = np.rint(middle + half).astype(int)
        return painted[top:bottom, left:right]


def covered(page: Pixels) -> bool:
    return bool((page == FLAT).all())


@contextmanager
def watched_tray(forms: tuple[Printed, ...] = ()) -> Iterator[Tray]:
    """The gate stands at LOCAL, and the empty tray was looked at for a moment."""
    view = TrayView("van", SIZE)
    empty = bytes(cv2.imencode(".png", view.draw(0.0, None))[1])
    sizes = tuple(dict.fromkeys((A4, *(form.size for form in forms))))
    paper = PaperPlan("van", PX_PER_MM, empty, sizes, forms)
    plan = EyePlan(
        "document", "mock", width=SIZE[0], height=SIZE[1], opening=Opening(*TRAY), page="tray.van", paper=paper
    )
    with gate_bench(plan) as bench:
        made = Tray(bench, view)
        made.open(Gate.LOCAL)
        for _ in range(8):
            made.see()
        yield made
