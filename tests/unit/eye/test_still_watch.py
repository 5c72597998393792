"""When a sheet rests and when it does not: what is told of it, and what is thrown away."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.eye.paper_watch import Look
from kiosk.eye.plan import Coming, EyePlan, EyeReport, Piece, Rests
from kiosk.eye.still_watch import AHEAD_AFTER_S, LEAVES_AFTER_S, Sharp, StillWatch
from kiosk.vision.mask import Opening
from kiosk.vision.paper import RESTS_AFTER_S

A6 = (148.0, 105.0)
PLANE = np.array([[4.0, 0, 20.0], [0, 4.0, 20.0], [0, 0, 1.0]])
SHEET = 7
OPEN = np.zeros((240, 320), np.uint8)


class Control:
    """Nobody asks for anything; `count` closings."""

    count = 0
    wanted = 25_000

    def closings(self) -> int:
        return self.count

    def begun_again(self) -> tuple[int, int]:
        return 0, 0

    def first_bytes(self) -> int:
        return self.wanted


class Slow(Executor):
    """Works when it is told to."""

    def __init__(self) -> None:
        self.futures: list[tuple[Future[Any], Callable[[], Any]]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.futures.append((future, lambda: fn(*args, **kwargs)))
        return future

    def work(self) -> None:
        for future, work in self.futures:
            if future.set_running_or_notify_cancel():
                future.set_result(work())
        self.futures.clear()


class Watched:
    """A watch, the thread beside it, and pictures that come one after the other."""

    def __init__(self) -> None:
        self.slow = Slow()
        plan = EyePlan("document", "mock", width=640, height=480, opening=Opening(0.0, 0.0, 1.0, 1.0))
        self.control = Control()
        self.watch = StillWatch(plan, self.control, self.slow)  # type: ignore[arg-type]
        self.number = 0
        noise = np.random.default_rng(3).integers(0, 200, (480, 640, 3), np.uint8)
        self.pixels: NDArray[np.uint8] = np.asarray(cv2.GaussianBlur(noise, (0, 0), 1.0), np.uint8)

    def see(self, rests_s: float, filled: NDArray[np.uint8] = OPEN, drying: bool = False) -> list[EyeReport]:
        self.number += 1
        picture = Sharp(self.pixels.copy(), None, int(self.number / 15 * 1e9))
        return self.watch.see(picture, Look(filled, SHEET, PLANE, A6, rests_s, drying=drying))

    def rest(self) -> list[EyeReport]:
        """Until the sheet is said to rest."""
        reports = self.see(LEAVES_AFTER_S)
        self.slow.work()
        return reports + self.see(RESTS_AFTER_S)


@pytest.fixture
def watched() -> Watched:
    return Watched()


def kinds(reports: list[EyeReport]) -> list[type]:
    return [type(report) for report in reports]


def closed(left: int, right: int, high: int = 30) -> NDArray[np.uint8]:
    mask = OPEN.copy()
    mask[100 : 100 + high, left:right] = 255
    return mask


def test_a_sheet_that_rests_is_told_in_the_order_in_which_it_can_be_shown(watched: Watched) -> None:
    assert kinds(watched.see(LEAVES_AFTER_S)) == [Coming]
    watched.slow.work()
    assert kinds(watched.see(LEAVES_AFTER_S + 0.1)) == [Piece], "its pieces leave before it is said to rest"
    assert kinds(watched.see(RESTS_AFTER_S)) == [Rests]


def test_a_known_page_waits_for_its_ink_to_open_but_not_for_ever(watched: Watched) -> None:
    watched.rest()
    watched.see(0.0)
    assert watched.see(LEAVES_AFTER_S, closed(300, 320), drying=True) == []
    assert watched.see(RESTS_AFTER_S, closed(300, 320), drying=True) == []
    assert kinds(watched.see(0.8, closed(300, 320), drying=True)) == [Coming]


def test_a_page_that_the_other_end_has_never_seen_waits_for_no_ink(watched: Watched) -> None:
    assert kinds(watched.see(LEAVES_AFTER_S, closed(300, 320), drying=True)) == [Coming]


def test_the_first_picture_is_as_large_as_the_line_wants_it() -> None:
    sizes = []
    for wanted in (25_000, 60_000):
        watched = Watched()
        watched.control.wanted = wanted
        sizes += [len(report.piece.data) for report in watched.rest() if isinstance(report, Piece)]
    assert sizes == [pytest.approx(25_000, rel=0.3), pytest.approx(60_000, rel=0.3)]


def test_what_is_ready_does_not_wait_for_the_next_picture(watched: Watched) -> None:
    watched.see(LEAVES_AFTER_S)
    assert watched.watch.glance() == []
    watched.slow.work()

    assert kinds(watched.watch.glance()) == [Piece]
    assert kinds(watched.see(RESTS_AFTER_S)) == [Rests], "once"


def test_between_two_pictures_nothing_leaves_that_became_void(watched: Watched) -> None:
    watched.see(LEAVES_AFTER_S)
    watched.slow.work()
    watched.control.count += 1

    assert watched.watch.glance() == []


def test_what_may_not_be_seen_any_more_ends_the_rest_in_the_same_picture(watched: Watched) -> None:
    watched.rest()

    ended = watched.see(3.0, closed(100, 140))

    assert isinstance(ended[0], Rests) and ended[0].sheet == 0
    watched.slow.work()
    again = [*ended[1:], *watched.see(3.1, closed(100, 140))]
    watched.slow.work()
    again += watched.see(3.2, closed(100, 140))
    assert kinds(again) == [Coming, Piece, Rests], "and what is covered now is told in its place"


def test_an_edge_of_the_mask_that_trembles_is_no_movement(watched: Watched) -> None:
    watched.rest()

    assert watched.see(3.0, closed(100, 102)) == []


def test_ink_that_dries_is_no_movement_and_is_covered_in_the_next_look(watched: Watched) -> None:
    watched.rest()
    watched.number += 15

    assert kinds(watched.see(3.0, closed(100, 106, 8))) == [Coming]
    watched.slow.work()
    assert kinds(watched.see(3.1, closed(100, 106, 8))) == [Piece, Rests]


def test_what_closes_while_a_picture_is_made_is_not_in_it(watched: Watched) -> None:
    watched.see(LEAVES_AFTER_S)
    covered = closed(100, 140)

    assert kinds(watched.see(LEAVES_AFTER_S + 0.1, covered)) == [Rests]
    watched.slow.work()

    assert Piece not in kinds(watched.see(LEAVES_AFTER_S + 0.2, covered))


def test_what_opens_is_looked_at_anew_without_a_movement(watched: Watched) -> None:
    watched.see(LEAVES_AFTER_S, closed(100, 140))
    watched.slow.work()
    watched.see(RESTS_AFTER_S, closed(100, 140))

    assert watched.see(RESTS_AFTER_S) == [], "more may open at once"
    watched.number += 15
    assert kinds(watched.see(3.0)) == [Coming]


def test_of_a_sheet_that_moves_nothing_is_made_any_more(watched: Watched) -> None:
    watched.see(LEAVES_AFTER_S)
    making = watched.slow.futures[0][0]

    watched.see(0.0)

    assert making.cancelled()


def test_a_camera_that_is_lost_ends_the_rest_once(watched: Watched) -> None:
    watched.rest()

    lost = watched.watch.moved(5_000_000_000)

    assert lost == [Rests(5_000_000_000, 0)]
    assert watched.watch.moved(6_000_000_000) == []


def test_a_new_sheet_is_made_while_it_is_not_yet_sure_that_it_rests(watched: Watched) -> None:
    assert kinds(watched.see(AHEAD_AFTER_S)) == [Coming]
    watched.slow.work()

    assert kinds(watched.watch.glance()) == [Piece]
    assert kinds(watched.see(AHEAD_AFTER_S + 0.05)) == [], "but it is not said to rest"


def test_what_changed_does_not_leave_in_each_pause_of_somebody_who_writes(watched: Watched) -> None:
    watched.rest()
    watched.see(0.0)
    watched.pixels[100:140, 200:260] = 0

    assert kinds(watched.see(AHEAD_AFTER_S)) == [Coming]
    watched.slow.work()
    assert watched.watch.glance() == [] and watched.see(AHEAD_AFTER_S + 0.05) == []
    assert kinds(watched.see(LEAVES_AFTER_S)) == [Piece]


def test_a_pause_that_ends_leaves_nothing_behind(watched: Watched) -> None:
    watched.rest()
    watched.see(0.0)
    watched.pixels[100:140, 200:260] = 0
    watched.see(AHEAD_AFTER_S)
    watched.slow.work()

    assert watched.see(0.0) == [Rests(int(watched.number / 15 * 1e9), 0)]
    assert watched.watch.glance() == []
