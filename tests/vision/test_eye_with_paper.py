"""The paper's eye behind a gate: what of a sheet reaches the screen and the other end, picture by picture."""

from collections.abc import Iterator

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from drivers.camera.mock_tray import TRAY, VIEW_HEIGHT_MM, TrayView
from drivers.mock_room.state import Paper
from kiosk.domain.page import sheet_id
from kiosk.domain.pose import Pose
from kiosk.domain.privacy import Gate
from kiosk.eye.plan import NUMBERS_EACH, EyePlan, PaperPlan
from kiosk.vision.mask import FLAT, Opening
from tests.unit.eye.gate_bench import GateBench, gate_bench

SIZE = (1920, 1080)
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
        self._view = view
        self._pictures = 0

    def see(self) -> Pixels:
        """One picture more; what the own screen may paint of it, or nothing but zeroes."""
        self._pictures += 1
        at_s = 1e6 + self._pictures / FPS  # the future: no gate was moved after it
        self.bench.see(self._view.draw(at_s, self.paper), at_s)
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
        watch = self.bench.watch
        if watch is not None and watch._errand is not None:
            watch._errand.result(timeout=20)

    @property
    def lying(self):  # type: ignore[no-untyped-def]
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


@pytest.fixture
def tray() -> Iterator[Tray]:
    view = TrayView("van", SIZE)
    empty = bytes(cv2.imencode(".png", view.draw(0.0, None))[1])
    paper = PaperPlan("van", PX_PER_MM, empty, (A4,), ())
    plan = EyePlan(
        "document", "mock", width=SIZE[0], height=SIZE[1], opening=Opening(*TRAY), page="tray.van", paper=paper
    )
    with gate_bench(plan) as bench:
        made = Tray(bench, view)
        bench.eye.set_gate(Gate.LOCAL)
        bench.eye._since_ns = 0
        for _ in range(8):
            made.see()
        yield made


def test_a_sheet_is_flat_until_it_is_let_be_seen_and_then_has_its_pose(tray: Tray) -> None:
    assert not covered(tray.see()), "the empty table may be seen"
    tray.paper = Paper("juminhyo", x_mm=12.0, y_mm=3.0)
    assert covered(tray.page(tray.see())), "in the picture in which it comes"
    first = NUMBERS_EACH + 1
    tray.until(first)
    assert not tray.lying.open
    assert covered(tray.page(tray.see()))
    assert tray.pose is None, "where it lies is not told either"
    tray.bench.eye.show_sheet(first, True)
    seen = tray.page(tray.see())
    assert (seen == FLAT).all(axis=2).mean() < 0.1
    assert tray.lying.open
    pose = tray.pose
    assert pose is not None and pose.page == sheet_id("van", first)
    width, height = TRAY[2] * SIZE[0] / PX_PER_MM, TRAY[3] * SIZE[1] / PX_PER_MM
    for x, y in ((0.0, 0.0), (210.0, 0.0), (210.0, 297.0), (0.0, 297.0)):
        right, down = pose.to_share((x, y))
        assert right * width == pytest.approx(width / 2 + 12.0 - 105.0 + x, abs=1.0)
        assert down * height == pytest.approx(height / 2 + 3.0 - 148.5 + y, abs=1.0)


def test_what_is_let_be_seen_here_goes_out_only_when_the_gate_says_so(tray: Tray) -> None:
    tray.paper = Paper("juminhyo")
    tray.until(NUMBERS_EACH + 1)
    tray.bench.eye.show_sheet(NUMBERS_EACH + 1, True)
    tray.see()
    assert not any(tray.bench.sent_memory())
    tray.bench.eye.set_gate(Gate.SENT)
    tray.bench.eye._since_ns = 0
    tray.see()
    sent = tray.bench.eye.send.newest(0)
    assert sent is not None and sent.pose is not None


def test_another_sheet_in_the_same_place_is_noticed_and_the_first_one_known_again(tray: Tray) -> None:
    tray.paper = Paper("juminhyo")
    tray.until(NUMBERS_EACH + 1)
    tray.bench.eye.show_sheet(NUMBERS_EACH + 1, True)
    assert not covered(tray.page(tray.see()))
    tray.paper = Paper("idou")  # title, frame and boxes stand where those of the first one stood
    tray.until(NUMBERS_EACH + 2)
    assert not tray.lying.open
    assert covered(tray.page(tray.see()))
    tray.paper = Paper("juminhyo")
    tray.until(NUMBERS_EACH + 1)
    assert not covered(tray.page(tray.see())), "put back, it is what it was"


def test_behind_a_shut_gate_nothing_is_looked_at(tray: Tray) -> None:
    tray.paper = Paper("juminhyo")
    tray.until(NUMBERS_EACH + 1)
    tray.bench.eye.set_gate(Gate.SHUT)
    tray.see()
    assert not tray.lying.held


def test_another_child_opens_nothing_by_the_numbers_of_the_one_before(tray: Tray) -> None:
    tray.paper = Paper("juminhyo")
    tray.until(NUMBERS_EACH + 1)
    tray.bench.eye.show_sheet(NUMBERS_EACH + 1, True)
    tray.see()
    tray.bench.replace(lost=True)
    tray.bench.eye.show_sheet(NUMBERS_EACH + 1, True)
    tray.until(2 * NUMBERS_EACH + 1)
    assert covered(tray.page(tray.see()))
