"""Drawing on the shared paper: fingers and mouse in millimetres, both authors in their colours, tools that toggle."""

import dataclasses
import functools
import time
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPointingDevice
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.domain import intents
from kiosk.domain.annotation import AddStroke, Canvas, Pointer, StrokeId, Tool
from kiosk.domain.intents import Intent
from kiosk.domain.page import TRAYS, Point, tray_id
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import DeskSnapshot, KioskSnapshot, Sharing
from tests.support.scenes import DESK_CALL, PAPER, TROUBLE, drawn, kiosk_scenes, marked
from ui.presenters.parts import KeyKind
from ui.widgets.key import Key
from ui.widgets.mark_layer import MarkLayer
from ui.widgets.mark_paint import INK, TAG
from ui.widgets.video import VideoSurface
from ui.windows.desk import DeskWindow
from ui.windows.embedded import EmbeddedWindow

LEFT = Qt.MouseButton.LeftButton
PAGE = TRAYS[tray_id("van")]
PEN_IN_HAND = dataclasses.replace(PAPER, tool=Tool.PEN)
CLERK_DRAWS = dataclasses.replace(DESK_CALL, tool=Tool.CIRCLE)
NEAR_MM = 0.6
"""A touch lies on a whole pixel: half a millimetre on a small picture."""


@pytest.fixture
def finger(qapp: object) -> QPointingDevice:
    return QTest.createTouchDevice()


def layer_over(window: EmbeddedWindow | DeskWindow, surface: str = "video.own_paper") -> MarkLayer:
    """The layer that is seen over the surface of that name."""
    layers = [layer for layer in window.findChildren(MarkLayer) if layer.isVisible()]
    videos = [video for video in window.findChildren(VideoSurface, surface) if video.isVisible()]
    return next(layer for layer in layers for video in videos if layer.parent() is video.parent())


def picture_of(layer: MarkLayer) -> QRectF:
    """Where the page lies in the layer, once it is painted."""
    layer.grab()
    parent = layer.parentWidget()
    assert parent is not None
    place = next(video for video in parent.findChildren(VideoSurface)).picture_rect()
    assert place is not None
    return place


def spot(layer: MarkLayer, point: Point) -> QPoint:
    """The pixel of a point of the page."""
    place = picture_of(layer)
    x_share, y_share = point[0] / PAGE.width_mm, point[1] / PAGE.height_mm
    return (place.topLeft() + QPointF(place.width() * x_share, place.height() * y_share)).toPoint()


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
    strokes = (intents.BeginStroke, intents.ExtendStroke, intents.EndStroke)
    return [type(intent) for intent in asked if isinstance(intent, strokes)]


def way_of(asked: list[Intent]) -> list[Point]:
    """Every point that was asked for, in millimetres."""
    points: list[Point] = []
    for intent in asked:
        if isinstance(intent, intents.BeginStroke):
            points.append((intent.x_mm, intent.y_mm))
        elif isinstance(intent, intents.ExtendStroke):
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
    assert kinds(asked)[0] is intents.BeginStroke
    assert kinds(asked)[-1] is intents.EndStroke
    assert _near(points[0], way[0])
    assert _near(points[1], way[1])
    assert _near(points[-1], way[-1])
    begun = next(intent for intent in asked if isinstance(intent, intents.BeginStroke))
    assert (begun.surface, begun.tool) == ("van", Tool.PEN)


@pytest.mark.parametrize("corner", [(0.0, 0.0), (PAGE.width_mm, 0.0), (0.0, PAGE.height_mm)])
def test_the_corners_of_the_picture_are_the_corners_of_the_page(
    desk: DeskWindow, asked: list[Intent], corner: Point
) -> None:
    desk.show_snapshot(CLERK_DRAWS)
    layer = layer_over(desk, "video.their_paper")
    drag_mouse(layer, spot(layer, corner), spot(layer, (100, 100)))
    assert _near(way_of(asked)[0], corner)
    assert kinds(asked) == [intents.BeginStroke, intents.ExtendStroke, intents.EndStroke]


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
    assert kinds(asked).count(intents.BeginStroke) == 1
    assert kinds(asked).count(intents.EndStroke) == 1
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
    assert kinds(asked) == [intents.BeginStroke]
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
    assert asked[-1] == intents.StopPointing()


def _pointed(asked: list[Intent]) -> list[Point]:
    return [(intent.x_mm, intent.y_mm) for intent in asked if isinstance(intent, intents.PointAt)]


def test_a_clerk_with_a_tool_does_not_point(desk: DeskWindow, asked: list[Intent]) -> None:
    desk.show_snapshot(CLERK_DRAWS)
    layer = layer_over(desk, "video.their_paper")
    QTest.mouseMove(layer, spot(layer, (50, 100)))
    assert _pointed(asked) == []


def _colours(image: QImage, at: QPoint) -> set[str]:
    """All within two pixels of a place."""
    return {image.pixelColor(at + QPoint(x, y)).name().upper() for x in range(-2, 3) for y in range(-2, 3)}


@pytest.mark.parametrize("high_contrast", [False, True], ids=["normal", "contrast"])
def test_both_ends_marks_are_seen_in_their_colours(embedded: EmbeddedWindow, high_contrast: bool) -> None:
    canvas = drawn(Canvas(), "van", "van", Tool.PEN, (40, 40), (100, 40))
    canvas = drawn(canvas, "office", "van", Tool.CIRCLE, (50, 100), (110, 140))
    canvas = drawn(canvas, "office", "van", Tool.ARROW, (150, 250), (200, 250))
    look = dataclasses.replace(PAPER.look, high_contrast=high_contrast)
    embedded.show_snapshot(dataclasses.replace(PAPER, marks=canvas, look=look))
    layer = layer_over(embedded)
    spots = {side: spot(layer, at) for side, at in (("van", (70, 40)), ("office", (80, 100)))}
    arrow, nothing = spot(layer, (170, 250)), spot(layer, (80, 120))
    parent = layer.parentWidget()
    assert parent is not None
    image = parent.grab().toImage()
    shift = layer.pos()
    assert INK["van"] in _colours(image, spots["van"] + shift)
    assert INK["office"] in _colours(image, spots["office"] + shift)
    assert INK["office"] in _colours(image, arrow + shift)
    assert not {INK["office"], INK["van"]} & _colours(image, nothing + shift), "a circle is not filled"


def ink(layer: MarkLayer, colour: str) -> int:
    """How many pixels of exactly that colour the layer paints."""
    image = layer.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)[:, : image.width()]
    return int((rows & 0xFFFFFF == int(colour[1:], 16)).sum())


def _show(window: EmbeddedWindow, marks: Canvas) -> None:
    window.show_snapshot(dataclasses.replace(PAPER, marks=marks))


def test_a_page_that_grew_stroke_by_stroke_looks_like_one_that_came_whole(embedded: EmbeddedWindow) -> None:
    layer, canvas = layer_over_after(embedded, PAPER), Canvas()
    for step in range(8):
        canvas = drawn(canvas, "van", "van", Tool.PEN, (30, 30 + 30 * step), (120, 40 + 30 * step))
        canvas = drawn(canvas, "office", "van", Tool.PEN, (160, 30 + 30 * step), (250, 40 + 30 * step))
        _show(embedded, canvas)
        layer.grab()
    grown = layer.grab().toImage()
    _show(embedded, Canvas())
    assert ink(layer, INK["van"]) == 0
    _show(embedded, canvas)
    assert layer.grab().toImage() == grown


def layer_over_after(window: EmbeddedWindow, snapshot: KioskSnapshot) -> MarkLayer:
    """The layer over the own paper of a snapshot."""
    window.show_snapshot(snapshot)
    return layer_over(window)


def test_a_stroke_grows_and_goes_on_the_screen(embedded: EmbeddedWindow) -> None:
    layer = layer_over_after(embedded, PAPER)
    before = drawn(Canvas(), "van", "van", Tool.PEN, (30, 30), (60, 30))
    begun = drawn(before, "office", "van", Tool.PEN, (30, 200), (60, 200))
    _show(embedded, begun)
    short = ink(layer, INK["office"])
    newest = begun.of("office")[-1].id
    more = begun.merged([AddStroke(newest, PAGE.id, Tool.PEN, 2, ((200, 200),))], "office")
    _show(embedded, more)
    assert ink(layer, INK["office"]) > 2 * short > 0
    _show(embedded, before)
    assert ink(layer, INK["office"]) == 0
    assert ink(layer, INK["van"]) > 0


def test_a_late_piece_of_a_settled_stroke_is_seen(embedded: EmbeddedWindow) -> None:
    layer = layer_over_after(embedded, PAPER)
    first = drawn(Canvas(), "office", "van", Tool.PEN, (30, 30), (60, 30))
    second = drawn(first, "office", "van", Tool.PEN, (30, 200), (60, 200))
    third = drawn(second, "office", "van", Tool.PEN, (30, 250), (60, 250))
    _show(embedded, third)
    before = ink(layer, INK["office"])
    late = AddStroke(first.of("office")[0].id, PAGE.id, Tool.PEN, 2, ((200, 30),))
    _show(embedded, third.merged([late], "office"))
    assert ink(layer, INK["office"]) > before


def test_one_name_stands_for_all_strokes_of_a_word(embedded: EmbeddedWindow) -> None:
    layer = layer_over_after(embedded, PAPER)
    word = drawn(Canvas(), "office", "van", Tool.PEN, (100, 100), (105, 100))
    _show(embedded, word)
    one = ink(layer, TAG["office"])
    assert one > 0
    for x_mm in (106, 112, 118):
        word = drawn(word, "office", "van", Tool.PEN, (x_mm, 100), (x_mm + 4, 104))
    _show(embedded, word)
    assert abs(ink(layer, TAG["office"]) - one) <= one * 0.05
    _show(embedded, drawn(word, "office", "van", Tool.PEN, (100, 220), (140, 220)))
    assert ink(layer, TAG["office"]) > 1.8 * one


def test_where_the_far_end_points_stands_a_ring(embedded: EmbeddedWindow) -> None:
    layer = layer_over_after(embedded, PAPER)
    pointer = Pointer("office", tray_id("van"), 150, 150)
    embedded.show_snapshot(dataclasses.replace(PAPER, pointers=(pointer,)))
    assert INK["office"] in _colours(layer.grab().toImage(), spot(layer, (150, 150)))
    embedded.show_snapshot(dataclasses.replace(PAPER, pointers=(dataclasses.replace(pointer, page=tray_id("office")),)))
    assert ink(layer, INK["office"]) == 0


def test_marks_lie_on_the_paper_they_were_put_on_and_stay_while_the_line_is_mended(embedded: EmbeddedWindow) -> None:
    embedded.show_snapshot(kiosk_scenes()["call_both_papers_marks"])
    own, their = layer_over(embedded), layer_over(embedded, "video.their_paper")
    assert (ink(own, INK["office"]) > 0, ink(their, INK["office"])) == (True, 0)
    assert ink(their, INK["van"]) > 0
    embedded.show_snapshot(dataclasses.replace(TROUBLE, marks=marked("van"), tool=Tool.PEN))
    layers = [layer for layer in embedded.findChildren(MarkLayer) if layer.isVisible()]
    assert [ink(layer, INK["office"]) > 0 for layer in layers] == [True]
    assert layers[0].testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents), "nobody draws now"


@pytest.mark.parametrize(
    ("held", "name", "intent"),
    [
        (None, "key.tool.pen", intents.ChooseTool(Tool.PEN)),
        (Tool.PEN, "key.tool.pen", intents.ChooseTool(None)),
        (None, "key.undo_mark", intents.UndoMark()),
        (None, "key.clear_marks", intents.ClearMyMarks()),
    ],
)
def test_the_residents_tools_do_what_they_say(
    embedded: EmbeddedWindow, asked: list[Intent], held: Tool | None, name: str, intent: Intent
) -> None:
    embedded.show_snapshot(dataclasses.replace(PAPER, tool=held))
    key = embedded.key(name)
    assert key is not None
    QTest.mouseClick(key, LEFT)
    assert intent in asked


def _pen(window: EmbeddedWindow | DeskWindow) -> Key:
    key = window.key("key.tool.pen")
    assert key is not None
    return key


def test_a_tool_in_the_hand_looks_chosen_at_both_ends(embedded: EmbeddedWindow, desk: DeskWindow) -> None:
    for held, kind, icon in ((None, None, "pen"), (Tool.PEN, KeyKind.TOOL, "check")):
        embedded.show_snapshot(dataclasses.replace(PAPER, tool=held))
        desk.show_snapshot(dataclasses.replace(DESK_CALL, tool=held))
        for view in (_pen(embedded).view, _pen(desk).view):
            assert view is not None
            assert (view.kind is KeyKind.TOOL, view.icon) == (kind is KeyKind.TOOL, icon)


@pytest.mark.parametrize(
    ("shortcut", "intent"),
    [
        (Qt.Key.Key_1, intents.ChooseTool(Tool.PEN)),
        (Qt.Key.Key_2, intents.ChooseTool(Tool.HIGHLIGHTER)),
        (Qt.Key.Key_3, intents.ChooseTool(None)),
        (Qt.Key.Key_4, intents.ChooseTool(Tool.ARROW)),
        (Qt.Key.Key_5, intents.ChooseTool(Tool.HERE)),
        (Qt.Key.Key_6, intents.ClearMyMarks()),
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
    assert asked == [intents.UndoMark()]


def test_without_an_open_paper_there_are_no_tools(desk: DeskWindow, embedded: EmbeddedWindow) -> None:
    desk.show_snapshot(DESK_CALL)
    assert desk.key("key.tool.pen") is not None
    closed: DeskSnapshot = dataclasses.replace(DESK_CALL, sharing=Sharing(theirs=SharingState.CLOSED))
    desk.show_snapshot(closed)
    assert desk.key("key.tool.pen") is None
    embedded.show_snapshot(kiosk_scenes()["call_paper_hidden"])
    assert embedded.key("key.tool.pen") is None


def crowded(strokes: int) -> Canvas:
    """A page with so many short strokes, half of them of each end."""
    canvas = Canvas()
    for author in ("van", "office"):
        added = [
            AddStroke(
                StrokeId(2 * n + (author == "van"), author),
                PAGE.id,
                Tool.PEN,
                0,
                tuple((10 + n % 50 * 5 + step, 10 + n // 50 * 12 + step % 3) for step in range(10)),
            )
            for n in range(strokes // 2)
        ]
        canvas = canvas.merged(added, author)
    return canvas


def measure(window: EmbeddedWindow, times: int = 50) -> dict[str, float]:
    """Milliseconds with 2,000 strokes: the first paint, then a paint, and a new snapshot, for each growth of a stroke.

    Not a test: from a shell, with a window of `make_stage()`.
    """
    canvas = crowded(1_998)
    layer = layer_over_after(window, dataclasses.replace(PAPER, marks=canvas, tool=Tool.PEN))
    image = QImage(layer.size(), QImage.Format.Format_ARGB32_Premultiplied)
    first_ms = _lasted_ms(lambda: layer.render(image))
    shown_ms, painted_ms = [], []
    canvas = drawn(canvas, "van", "van", Tool.PEN, (10, 300))
    growing = canvas.of("van")[-1].id
    for step in range(1, times + 1):
        canvas = canvas.merged([AddStroke(growing, PAGE.id, Tool.PEN, step, ((10 + 5 * step, 300),))], "van")
        snapshot = dataclasses.replace(PAPER, marks=canvas, tool=Tool.PEN)
        shown_ms.append(_lasted_ms(functools.partial(window.show_snapshot, snapshot)))
        painted_ms.append(_lasted_ms(lambda: layer.render(image)))
    return {"first": first_ms, "show": sorted(shown_ms)[times // 2], "paint": sorted(painted_ms)[times // 2]}


def _lasted_ms(act: Callable[[], object]) -> float:
    begun_s = time.perf_counter()
    act()
    return (time.perf_counter() - begun_s) * 1000
