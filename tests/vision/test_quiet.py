"""Stillness is told from movement, and the lamp is not movement."""

import cv2
import numpy as np

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
