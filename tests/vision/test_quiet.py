"""Stillness is told from movement, and the lamp is not movement."""

import cv2
import numpy as np
import pytest

from kiosk.vision.quiet import QuietWatch
from tests.support.paper_scenes import FPS, filled
from tests.support.paper_world import World, finger_hand


def _gray(picture: np.ndarray) -> np.ndarray:
    return np.asarray(cv2.cvtColor(cv2.resize(picture, (960, 540)), cv2.COLOR_BGR2GRAY))


def test_a_sheet_that_lies_is_still_after_a_quarter_of_a_second_also_when_the_lamp_dims() -> None:
    world, watch = World("wood", 3), QuietWatch()
    page = filled("zei", 1)[0].at(300, 166, 2)
    seen = []
    for index in range(9):
        world.lamp = 1.0 - 0.03 * index
        seen.append(watch.step(_gray(world.picture([page])), index / FPS))
    assert not any(one.moving for one in seen)
    assert seen[-1].still_s > 0.5


def test_a_moving_hand_is_movement_and_ends_with_it() -> None:
    world, watch = World("grey", 4), QuietWatch()
    page = filled("zei", 1)[0].at(300, 166, 2)
    ways = [*[(420.0, 300.0)] * 5, *[(420.0 - 12 * n, 300.0) for n in range(5)], *[(372.0, 300.0)] * 7]
    moving = [
        watch.step(_gray(world.picture([page, finger_hand(2).at(*at)])), index / FPS).moving
        for index, at in enumerate(ways)
    ]
    assert moving[:5] == [False] * 5
    assert all(moving[7:10])
    assert moving[-1] is False


def test_a_lamp_that_blinks_beside_a_sheet_does_not_keep_it_from_resting() -> None:
    world, watch = World("grey", 6), QuietWatch()
    page = filled("zei", 1)[0].at(300, 166, 2)
    quad, beside = world.quad(page), (0, 40, 200, 260)  # left, top, right, bottom in pixels
    rests, seen = [], []
    for index in range(24):
        picture = world.picture([page])
        picture[beside[1] : beside[3], beside[0] : beside[2]] = 40 + 150 * (index // 4 % 2)
        still = watch.step(_gray(picture), index / FPS)
        rests.append(still.still_within_s(quad, (picture.shape[1], picture.shape[0])))
        seen.append(still.still_s)
    assert rests[-1] > 1.3
    assert max(seen[4:]) < 0.5


def test_a_finger_on_the_sheet_ends_its_rest() -> None:
    world, watch = World("grey", 6), QuietWatch()
    page = filled("zei", 1)[0].at(300, 166, 2)
    quad = world.quad(page)
    rests = []
    for index in range(16):
        things = [page] if index < 12 else [page, finger_hand(2).at(300.0, 330.0 - 25 * (index - 12))]
        still = watch.step(_gray(world.picture(things)), index / FPS)
        rests.append(still.still_within_s(quad, (1920, 1080)))
    assert rests[11] > 0.5
    assert min(rests[12:]) < 0.1


@pytest.mark.parametrize(("right_px", "rests"), [(30, False), (-90, True)])
def test_what_moves_just_within_the_outline_counts_and_just_beside_it_does_not(right_px: int, rests: bool) -> None:
    world, watch = World("grey", 6), QuietWatch()
    page = filled("zei", 1)[0].at(300, 166)
    quad = world.quad(page)
    left = round(float(quad[:, 0].min())) + right_px
    seen = 0.0
    for index in range(16):
        picture = world.picture([page])
        picture[400:560, left : left + 40] = 40 + 150 * (index // 4 % 2)
        still = watch.step(_gray(picture), index / FPS)
        seen = still.still_within_s(quad, (picture.shape[1], picture.shape[0]))
    assert (seen > 0.5) is rests
