"""A finger that touches a field of a known form, and the field that is lit then."""

import dataclasses

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from kiosk.domain import sheet_intents as sheet
from kiosk.domain.annotation import Tool
from kiosk.domain.intents import Intent
from kiosk.domain.page import sheet_id
from kiosk.domain.pose import Matrix, Pose
from tests.support.papers import ink, layer_over, picture_of
from tests.support.pictures import paper_image
from tests.support.pictures import picture_of as picture_from
from tests.support.scenes import desk_scenes, kiosk_scenes
from ui.stage import Stage
from ui.theme.measures import SLIP_PX
from ui.widgets.mark_layer import MarkLayer
from ui.windows.desk import DeskWindow
from ui.windows.embedded import EmbeddedWindow

LEFT = Qt.MouseButton.LeftButton
POSE = Pose(sheet_id("van", 101), (0.72 / 210, 0.0, 0.14, 0.0, 0.915 / 297, 0.0426, 0.0, 0.0))
NAME = (120.0, 77.0)
NEAR_MM = 1.0
YELLOW = "#FFDC2B"
LIT = kiosk_scenes()["call_paper_lit"]
UNLIT = dataclasses.replace(LIT, lit=None)


@pytest.fixture(autouse=True)
def _sheet_in_the_picture(stage: Stage) -> None:
    picture = dataclasses.replace(picture_from(paper_image(1920, 1080), 2), pose=POSE)
    stage.slots.own_paper.put(picture)
    stage.slots.their_paper.put(picture)


def at(layer: MarkLayer, point: tuple[float, float]) -> QPoint:
    """The pixel of a point of the sheet."""
    place, (right, down) = picture_of(layer), POSE.to_share(point)
    return (place.topLeft() + QPointF(place.width() * right, place.height() * down)).toPoint()


def touched(asked: list[Intent]) -> list[sheet.TouchField]:
    return [intent for intent in asked if isinstance(intent, sheet.TouchField)]


def test_a_finger_on_a_field_says_where(embedded: EmbeddedWindow, asked: list[Intent]) -> None:
    embedded.show_snapshot(UNLIT)
    layer = layer_over(embedded)
    device, spot = QTest.createTouchDevice(), at(layer, NAME)
    QTest.touchEvent(layer, device).press(0, spot, layer).commit()
    QTest.touchEvent(layer, device).release(0, spot, layer).commit()
    (said,) = touched(asked)
    assert (said.x_mm, said.y_mm) == pytest.approx(NAME, abs=NEAR_MM)
    assert said.side == "van"


def test_a_mouse_on_the_clerks_side_does_the_same(desk: DeskWindow, asked: list[Intent]) -> None:
    desk.show_snapshot(desk_scenes()["desk_paper_lit"])
    layer = layer_over(desk, "video.their_paper")
    QTest.mouseClick(layer, LEFT, pos=at(layer, NAME))
    (said,) = touched(asked)
    assert (said.x_mm, said.y_mm) == pytest.approx(NAME, abs=NEAR_MM)


def test_a_finger_that_slips_touches_nothing(embedded: EmbeddedWindow, asked: list[Intent]) -> None:
    embedded.show_snapshot(UNLIT)
    layer = layer_over(embedded)
    spot = at(layer, NAME)
    QTest.mousePress(layer, LEFT, pos=spot)
    QTest.mouseRelease(layer, LEFT, pos=spot + QPoint(SLIP_PX + 4, 0))
    assert touched(asked) == []


def test_with_a_pen_in_the_hand_one_draws(embedded: EmbeddedWindow, asked: list[Intent]) -> None:
    embedded.show_snapshot(dataclasses.replace(UNLIT, tool=Tool.PEN))
    layer = layer_over(embedded)
    QTest.mouseClick(layer, LEFT, pos=at(layer, NAME))
    assert touched(asked) == []
    assert any(isinstance(intent, sheet.BeginStroke) for intent in asked)


def test_an_unknown_sheet_has_no_fields_to_touch(embedded: EmbeddedWindow, asked: list[Intent]) -> None:
    letter = dataclasses.replace(UNLIT.lying["van"], form="")
    embedded.show_snapshot(dataclasses.replace(UNLIT, lying={"van": letter}))
    layer = layer_over(embedded)
    QTest.mouseClick(layer, LEFT, pos=at(layer, NAME))
    assert touched(asked) == []


def test_the_lit_field_has_a_yellow_frame_and_goes_out(embedded: EmbeddedWindow) -> None:
    embedded.show_snapshot(UNLIT)
    layer = layer_over(embedded)
    assert ink(layer, YELLOW) == 0
    embedded.show_snapshot(LIT)
    assert ink(layer, YELLOW) > 200
    embedded.show_snapshot(UNLIT)
    assert ink(layer, YELLOW) == 0


@pytest.mark.parametrize(
    "matrix",
    [
        (0.003, 0.0, 0.1, 0.0, 0.003, 0.1, 0.0, -0.0034),  # the far edge lies behind the camera
        (300.0, 0.0, 0.1, 0.0, 0.003, 0.1, 0.0, 0.0),
        (0.003, 0.0, 1e9, 0.0, 0.003, 0.1, 0.0, 0.0),
    ],
)
def test_a_pose_that_no_camera_can_see_is_not_drawn_on(
    desk: DeskWindow, stage: Stage, matrix: Matrix, asked: list[Intent]
) -> None:
    picture = picture_from(paper_image(1920, 1080), 3)
    stage.slots.their_paper.put(dataclasses.replace(picture, pose=Pose(sheet_id("van", 101), matrix)))
    desk.show_snapshot(desk_scenes()["desk_paper_lit"])
    layer = layer_over(desk, "video.their_paper")
    assert ink(layer, YELLOW) == 0
    QTest.mouseClick(layer, LEFT, pos=layer.rect().center())
    assert touched(asked) == []
