"""A page stays in its place at the other end although a message is lost, and goes at once when it is gone."""

import pytest

from kiosk.domain.page import PageId
from kiosk.domain.pose import Pose
from kiosk.media.poses import KEPT_S, HeardPoses, ToldPoses
from kiosk.wire.peer import Posed

PICTURE = 6_000
"""Ticks between two pictures, 15 a second."""


class Clock:
    def __init__(self) -> None:
        self.now_s = 50.0

    def __call__(self) -> float:
        return self.now_s


def pose(x: float) -> Pose:
    return Pose(PageId("sheet.van.101"), (0.003, 0.0, x, 0.0, 0.003, 0.1, 0.0, 0.0))


def told(at: int, x: float) -> Posed:
    return Posed(at, "sheet.van.101", pose(x).matrix)


@pytest.mark.parametrize("start", [0, (1 << 32) - 2 * PICTURE])
def test_a_lost_pose_is_stood_in_for_by_the_one_before(start: int) -> None:
    poses = HeardPoses(Clock())
    at = [(start + n * PICTURE) % (1 << 32) for n in range(8)]
    poses.hear(told(at[0], 0.1))
    poses.hear(told(at[1], 0.2))
    assert poses.of(at[1]) == pose(0.2)
    assert poses.of(at[3]) == pose(0.2), "two pictures without"
    assert poses.of(at[5]) is None, "not for long"
    poses.hear(told(at[3], 0.3))
    assert poses.of(at[3]) == pose(0.3), "it came late"


def test_a_page_that_is_gone_is_gone_in_the_same_picture() -> None:
    poses, sent = HeardPoses(Clock()), list[Posed]()
    telling = ToldPoses(lambda: 1_000, sent.append)
    telling.next(0, pose(0.1))
    telling.next(PICTURE, pose(0.2))
    telling.next(2 * PICTURE, None)
    for message in sent:
        poses.hear(message)
    assert poses.of(1_000 + PICTURE) == pose(0.2)
    assert poses.of(1_000 + 2 * PICTURE) is None
    assert poses.of(1_000 + 3 * PICTURE) is None


def test_an_eye_that_never_saw_a_page_says_nothing() -> None:
    sent: list[Posed] = []
    telling = ToldPoses(lambda: 1_000, sent.append)
    for number in range(5):
        telling.next(number * PICTURE, None)
    assert sent == []


def test_what_is_old_is_forgotten() -> None:
    clock = Clock()
    poses = HeardPoses(clock)
    poses.hear(told(0, 0.1))
    clock.now_s += KEPT_S + 0.1
    assert poses.of(0) is None
