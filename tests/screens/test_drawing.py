"""Drawing on the shared paper: fingers and mouse in millimetres of the page, tools that toggle, keys that say so."""

import dataclasses

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.domain import intents
from kiosk.domain import sheet_intents as sheet
from kiosk.domain.annotation import Aid, InHand, Tool
from kiosk.domain.intents import Intent
from kiosk.domain.page import Point
from kiosk.domain.snapshot import ToolRow
from tests.support.desk_hands import wishes
from tests.support.papers import PAGE, layer_over, picture_of, spot
from tests.support.scenes import DESK, DESK_CALL, PAPER, kiosk_scenes
from ui.presenters.parts import KeyKind
from ui.widgets.key import Key
from ui.widgets.mark_layer import MarkLayer
from ui.windows.desk import DeskWindow
from ui.windows.embedded import EmbeddedWindow

LEFT = Qt.MouseButton.LeftButton
PEN_IN_HAND = dataclasses.replace(PAPER, tool=Tool.PEN)
CLERK_DRAWS = dataclasses.replace(DESK_CALL, tool=Tool.CIRCLE)
NEAR_MM = 0.6
"""A touch lies on a whole pixel: half a millimetre on a small picture."""


@pytest.fixture
def finger(qapp: object) -> QPointingDevice:
    return QTest.createTouchDevice()


def drag(layer: MarkLayer, device: QPointingDevice, *way: QPoint) -> None:
    """One finger goes down at the first point, through the others, and up at the last."""
    QTest.touchEvent(layer, device).press(0, way[0], layer).commit()
    for at in way[1:]:
        QTest.touchEvent(layer, device).move(0, at, layer).commit()
    QTest.touchEvent(layer, device).release(0, way[-1], layer).commit()


def drag_mouse(layer: MarkLayer, *way: QPoint) -> None:
    """The same with the left button."""
    QTest.mousePress(layer, LEFT, pos=way[0])
    for at in way[1:]:
        QTest.mouseMove(layer, at)
    QTest.mouseRelease(layer, LEFT, pos=way[-1])


def kinds(asked: list[Intent]) -> list[type]:
    """Which strokes began, grew and ended."""
    strokes = (sheet.BeginStroke, sheet.ExtendStroke, sheet.EndStroke)
    return [type(intent) for intent in asked if isinstance(intent, strokes)]


def way_of(asked: list[Intent]) -> list[Point]:
    """Every point that was asked for, in millimetres."""
    points: list[Point] = []
    for intent in asked:
        if isinstance(intent, sheet.BeginStroke):
            points.append((intent.x_mm, intent.y_mm))
        elif isinstance(intent, sheet.ExtendStroke):
            points.extend(intent.points)
    return points


def _near(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) <= NEAR_MM and abs(one[1] - other[1]) <= NEAR_MM


@pytest.mark.parametrize("letters", [1, 3])
def test_a_finger_draws_in_millimetres_of_the_page(
    embedded: EmbeddedWindow, finger: QPointingDevice, asked: list[Intent], letters: int
) -> None:
    look = dataclasses.replace(PEN_IN_HAND.look, letters=letters)
    embedded.show_snapshot(dataclasses.replace(PEN_IN_HAND, look=look))
    layer = layer_over(embedded)
    way = [(20.0, 30.0), (60.0, 40.0), (250.0, 300.0)]
    drag(layer, finger, *(spot(layer, point) for point in way))
    points = way_of(asked)
    assert kinds(asked)[0] is sheet.BeginStroke
    assert kinds(asked)[-1] is sheet.EndStroke
    assert _near(points[0], way[0])
    assert _near(points[1], way[1])
    assert _near(points[-1], way[-1])
    begun = next(intent for intent in asked if isinstance(intent, sheet.BeginStroke))
    assert (begun.surface, begun.tool) == ("van", Tool.PEN)


@pytest.mark.parametrize("corner", [(0.0, 0.0), (PAGE.width_mm, 0.0), (0.0, PAGE.height_mm)])
def test_the_corners_of_the_picture_are_the_corners_of_the_page(
    desk: DeskWindow, asked: list[Intent], corner: Point
) -> None:
    desk.show_snapshot(CLERK_DRAWS)
    layer = layer_over(desk, "video.their_paper")
    drag_mouse(layer, spot(layer, corner), spot(layer, (100, 100)))
    assert _near(way_of(asked)[0], corner)
    assert kinds(asked) == [sheet.BeginStroke, sheet.ExtendStroke, sheet.EndStroke]


def test_a_stroke_beside_the_page_runs_along_its_edge(desk: DeskWindow, asked: list[Intent]) -> None:
    desk.show_snapshot(CLERK_DRAWS)
    layer = layer_over(desk, "video.their_paper")
    place = picture_of(layer)
    assert place.left() > 20
    beside = QPoint(round(place.left()) - 20, round(place.center().y()))
    drag_mouse(layer, spot(layer, (50, 155)), beside)
    points = way_of(asked)
    assert points[-1][0] == 0.0
    assert abs(points[-1][1] - PAGE.height_mm / 2) < 1


def test_a_second_finger_draws_nothing(embedded: EmbeddedWindow, finger: QPointingDevice, asked: list[Intent]) -> None:
    embedded.show_snapshot(PEN_IN_HAND)
    layer = layer_over(embedded)
    one, other = spot(layer, (50, 50)), spot(layer, (200, 200))
    QTest.touchEvent(layer, finger).press(0, one, layer).commit()
    QTest.touchEvent(layer, finger).stationary(0).press(1, other, layer).commit()
    QTest.touchEvent(layer, finger).stationary(0).move(1, spot(layer, (250, 250)), layer).commit()
    QTest.touchEvent(layer, finger).release(0, one, layer).stationary(1).commit()
    QTest.touchEvent(layer, finger).move(1, other, layer).commit()
    QTest.touchEvent(layer, finger).release(1, other, layer).commit()
    assert kinds(asked).count(sheet.BeginStroke) == 1
    assert kinds(asked).count(sheet.EndStroke) == 1
    assert all(_near(point, (50, 50)) for point in way_of(asked))


def test_a_finger_on_the_page_keeps_the_visit_awake(
    embedded: EmbeddedWindow, finger: QPointingDevice, asked: list[Intent]
) -> None:
    embedded.show_snapshot(PEN_IN_HAND)
    layer = layer_over(embedded)
    drag(layer, finger, spot(layer, (50, 50)))
    drag_mouse(layer, spot(layer, (50, 50)))
    assert asked.count(intents.Touched()) == 2


def test_without_a_tool_a_touch_goes_through_to_the_paper(
    embedded: EmbeddedWindow, finger: QPointingDevice, asked: list[Intent]
) -> None:
    embedded.show_snapshot(PAPER)
    layer = layer_over(embedded)
    at = layer.mapTo(embedded, spot(layer, (100, 100)))
    assert embedded.childAt(at) is not layer
    drag_mouse(layer, spot(layer, (50, 50)), spot(layer, (90, 50)))
    drag(layer, finger, spot(layer, (50, 50)), spot(layer, (90, 50)))
    assert kinds(asked) == []
    embedded.show_snapshot(PEN_IN_HAND)
    assert embedded.childAt(at) is layer


def test_a_page_that_closes_under_the_finger_ends_the_drawing(
    embedded: EmbeddedWindow, finger: QPointingDevice, asked: list[Intent]
) -> None:
    embedded.show_snapshot(PEN_IN_HAND)
    layer = layer_over(embedded)
    at = spot(layer, (50, 50))
    QTest.touchEvent(layer, finger).press(0, at, layer).commit()
    embedded.show_snapshot(kiosk_scenes()["call_paper_hidden"])
    QTest.touchEvent(layer, finger).release(0, at, layer).commit()
    assert kinds(asked) == [sheet.BeginStroke]
    assert not layer.isVisible()


def test_the_clerks_mouse_points_and_stops_when_it_leaves_the_page(
    qtbot: QtBot, desk: DeskWindow, asked: list[Intent]
) -> None:
    desk.show_snapshot(DESK_CALL)
    layer = layer_over(desk, "video.their_paper")
    for x_mm in (50, 60, 70):
        QTest.mouseMove(layer, spot(layer, (x_mm, 100)))
    qtbot.waitUntil(lambda: _pointed(asked)[-1:] != [] and _near(_pointed(asked)[-1], (70, 100)), timeout=1000)
    assert len(_pointed(asked)) == 2, "the first at once, the last after the pause"
    QTest.mouseMove(layer, QPoint(2, layer.height() // 2))
    assert asked[-1] == sheet.StopPointing()


def _pointed(asked: list[Intent]) -> list[Point]:
    return [(intent.x_mm, intent.y_mm) for intent in asked if isinstance(intent, sheet.PointAt)]


def test_a_clerk_with_a_tool_does_not_point(desk: DeskWindow, asked: list[Intent]) -> None:
    desk.show_snapshot(CLERK_DRAWS)
    layer = layer_over(desk, "video.their_paper")
    QTest.mouseMove(layer, spot(layer, (50, 100)))
    assert _pointed(asked) == []


@pytest.mark.parametrize(
    ("row", "name", "intent"),
    [
        (ToolRow.CLOSED, "key.tools.draw", sheet.ShowTools(ToolRow.DRAW)),
        (ToolRow.CLOSED, "key.tools.look", sheet.ShowTools(ToolRow.LOOK)),
        (ToolRow.CLOSED, "key.open_board", sheet.OpenBoard()),
        (ToolRow.DRAW, "key.tool.pen", sheet.ChooseTool(Tool.PEN)),
        (ToolRow.DRAW, "key.tool.highlighter", sheet.ChooseTool(Tool.HIGHLIGHTER)),
        (ToolRow.DRAW, "key.tool.circle", sheet.ChooseTool(Tool.CIRCLE)),
        (ToolRow.DRAW, "key.tool.arrow", sheet.ChooseTool(Tool.ARROW)),
        (ToolRow.DRAW, "key.tool.here", sheet.ChooseTool(Tool.HERE)),
        (ToolRow.DRAW, "key.tool.pointer", sheet.ChooseTool(Aid.POINTER)),
        (ToolRow.DRAW, "key.tool.eraser", sheet.ChooseTool(Aid.ERASER)),
        (ToolRow.DRAW, "key.undo_mark", sheet.UndoMark()),
        (ToolRow.DRAW, "key.clear_marks", sheet.ClearMyMarks()),
        (ToolRow.DRAW, "key.tools.close", sheet.ShowTools(ToolRow.CLOSED)),
        (ToolRow.LOOK, "key.zoom_in", sheet.Zoom("van", 1)),
        (ToolRow.LOOK, "key.zoom_out", sheet.Zoom("van", -1)),
        (ToolRow.LOOK, "key.turn", sheet.Turn("van")),
        (ToolRow.LOOK, "key.freeze", sheet.Freeze("van", on=True)),
        (ToolRow.LOOK, "key.fill", sheet.FillScreen(on=True)),
        (ToolRow.LOOK, "key.together", sheet.LookTogether(on=True)),
    ],
)
def test_the_residents_keys_do_what_they_say(
    embedded: EmbeddedWindow, asked: list[Intent], row: ToolRow, name: str, intent: Intent
) -> None:
    embedded.show_snapshot(dataclasses.replace(PAPER, tools=row))
    key = embedded.key(name)
    assert key is not None
    QTest.mouseClick(key, LEFT)
    assert intent in asked


@pytest.mark.parametrize("hand", [Tool.PEN, Aid.ERASER])
def test_touching_the_tool_in_the_hand_again_does_not_put_it_down(
    embedded: EmbeddedWindow, asked: list[Intent], hand: InHand
) -> None:
    """A shaking finger touches twice."""
    embedded.show_snapshot(dataclasses.replace(PAPER, tools=ToolRow.DRAW, tool=hand))
    key = embedded.key(f"key.tool.{hand}")
    assert key is not None
    QTest.mouseClick(key, LEFT)
    assert sheet.ChooseTool(hand) in asked
    assert sheet.ChooseTool(None) not in asked


def test_the_eraser_follows_the_finger(embedded: EmbeddedWindow, asked: list[Intent]) -> None:
    embedded.show_snapshot(dataclasses.replace(PAPER, tools=ToolRow.DRAW, tool=Aid.ERASER))
    layer = layer_over(embedded)
    QTest.mousePress(layer, LEFT, pos=spot(layer, (50, 50)))
    QTest.mouseMove(layer, spot(layer, (60, 50)))
    QTest.mouseRelease(layer, LEFT, pos=spot(layer, (60, 50)))
    erased = [intent for intent in asked if isinstance(intent, sheet.EraseAt)]
    assert [(round(at.x_mm), round(at.y_mm)) for at in erased] == [(50, 50), (60, 50)]
    assert not any(isinstance(intent, sheet.BeginStroke) for intent in asked)


def test_a_resident_points_while_the_finger_is_down(embedded: EmbeddedWindow, asked: list[Intent]) -> None:
    embedded.show_snapshot(dataclasses.replace(PAPER, tools=ToolRow.DRAW, tool=Aid.POINTER))
    layer = layer_over(embedded)
    QTest.mousePress(layer, LEFT, pos=spot(layer, (50, 50)))
    assert [(at.surface, round(at.x_mm)) for at in asked if isinstance(at, sheet.PointAt)] == [("van", 50)]
    QTest.mouseRelease(layer, LEFT, pos=spot(layer, (50, 50)))
    assert sheet.StopPointing() in asked


def _pen(window: EmbeddedWindow | DeskWindow) -> Key:
    key = window.key("key.tool.pen")
    assert key is not None
    return key


def test_a_tool_in_the_hand_looks_chosen_at_both_ends(embedded: EmbeddedWindow, desk: DeskWindow) -> None:
    for held, kind, icon in ((None, None, "pen"), (Tool.PEN, KeyKind.TOOL, "check")):
        embedded.show_snapshot(dataclasses.replace(PAPER, tools=ToolRow.DRAW, tool=held))
        desk.show_snapshot(dataclasses.replace(DESK_CALL, tool=held))
        for view in (_pen(embedded).view, _pen(desk).view):
            assert view is not None
            assert (view.kind is KeyKind.TOOL, view.icon) == (kind is KeyKind.TOOL, icon)


@pytest.mark.parametrize(
    ("shortcut", "intent"),
    [
        (Qt.Key.Key_1, sheet.ChooseTool(Tool.PEN)),
        (Qt.Key.Key_2, sheet.ChooseTool(Tool.HIGHLIGHTER)),
        (Qt.Key.Key_3, sheet.ChooseTool(None)),
        (Qt.Key.Key_4, sheet.ChooseTool(Tool.ARROW)),
        (Qt.Key.Key_5, sheet.ChooseTool(Tool.HERE)),
        (Qt.Key.Key_6, sheet.ChooseTool(Aid.ERASER)),
    ],
)
def test_the_clerks_tools_have_keys_on_the_keyboard(
    qtbot: QtBot, desk: DeskWindow, asked: list[Intent], shortcut: Qt.Key, intent: Intent
) -> None:
    desk.show_snapshot(CLERK_DRAWS)
    desk.activateWindow()
    qtbot.waitActive(desk)
    QTest.keyClick(desk, shortcut)
    assert asked == [intent]


def test_the_clerk_takes_back_a_mark_from_the_keyboard(qtbot: QtBot, desk: DeskWindow, asked: list[Intent]) -> None:
    desk.show_snapshot(DESK_CALL)
    desk.activateWindow()
    qtbot.waitActive(desk)
    QTest.keyClick(desk, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert wishes(asked) == [sheet.UndoMark()]


def test_without_a_call_or_with_a_hidden_paper_there_are_no_tools(desk: DeskWindow, embedded: EmbeddedWindow) -> None:
    desk.show_snapshot(DESK_CALL)
    assert desk.key("key.tool.pen") is not None
    desk.show_snapshot(DESK)
    assert desk.key("key.tool.pen") is None
    embedded.show_snapshot(kiosk_scenes()["call_paper_hidden"])
    assert embedded.key("key.tool.pen") is None
