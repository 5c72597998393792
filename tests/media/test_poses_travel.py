"""A picture and the pose that was true of it arrive together, through a real encoder and a real connection."""

import pytest

from kiosk.domain.page import PageId
from kiosk.domain.pose import Pose
from kiosk.wire.channels import LIVE
from kiosk.wire.peer import Posed
from tests.media.pair import as_shown, pair, posed_for

PICTURES = 30


@pytest.mark.asyncio
async def test_each_picture_is_shown_with_its_own_pose() -> None:
    async with pair() as both:
        both.kiosk.cameras["document"].poses = True
        await both.connect()
        screen = both.desk.screens["document"]
        await screen.shows(120, times=PICTURES // 3)
        posed = {picture.number: (grey, picture.pose) for grey, picture in screen.shown if picture.pose is not None}
        shown = {picture.number for _, picture in screen.shown}
        assert len(posed) >= len(shown) * 0.8, "the first goes without, and one may be told too late"
        for grey, pose in posed.values():
            nearest = min((60, 120, 180), key=lambda sent, grey=grey: abs(as_shown(sent) - grey))  # type: ignore[misc]
            assert pose == posed_for(nearest)


@pytest.mark.asyncio
async def test_numbers_that_place_no_page_change_nothing() -> None:
    async with pair() as both:
        await both.connect()
        generation = both.kiosk.media._generation
        assert generation is not None
        for stamp in range(5):
            generation.send(Posed(stamp, "tray.van", (0.0,) * 8), LIVE)
            generation.send(Posed(stamp, "tray.van", (float("nan"), 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0)), LIVE)
        screen = both.desk.screens["document"]
        await screen.shows(both.kiosk.cameras["document"].grey, times=5)
        assert {picture.pose for _, picture in screen.shown} == {None}


def test_a_pose_takes_a_point_there_and_back() -> None:
    pose = Pose(PageId("tray.van"), (0.003, 0.001, 0.1, -0.0005, 0.004, 0.2, 0.0, 0.0))
    there = pose.to_share((100.0, 50.0))
    assert there == pytest.approx((0.45, 0.35))
    assert pose.to_mm(there) == pytest.approx((100.0, 50.0))


def test_a_camera_that_looks_from_the_side_shows_the_far_edge_shorter() -> None:
    pose = Pose(PageId("sheet.van.101"), (0.003, 0.0, 0.1, 0.0, 0.003, 0.1, 0.0, 0.002))
    near, far = (pose.to_share((210.0, y))[0] - pose.to_share((0.0, y))[0] for y in (0.0, 297.0))
    assert far == pytest.approx(near / (1 + 0.002 * 297))
    assert pose.to_mm(pose.to_share((130.0, 200.0))) == pytest.approx((130.0, 200.0))
