"""A still in the clerk's window: marks lie on it, it can stand still, and the line says that it is no video."""

import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain import sheet_intents as asks
from kiosk.domain.annotation import AddStroke, Canvas, StrokeId, Tool
from kiosk.domain.intents import Intent
from kiosk.domain.mark_style import INK
from kiosk.domain.picture import Picture
from kiosk.domain.pose import Pose, whole
from kiosk.domain.reading import Reading
from kiosk.domain.snapshot import DeskSnapshot
from tests.support.desk_hands import LEFT, settled
from tests.support.papers import layer_over
from tests.support.pictures import flat_image, form_image, picture_of, still_of
from tests.support.scenes import desk_scenes
from tests.support.showing_scenes import PAGE
from ui.stage import Stage
from ui.theme.fonts import font
from ui.widgets.placing import PageSurface, Sheet
from ui.widgets.video import VideoSurface
from ui.windows.desk import DeskWindow

RED, GREEN, BLUE = "#ff0000", "#00ff00", "#0000ff"
SHARP = desk_scenes()["desk_paper_sharp"]
VIDEO = dataclasses.replace(SHARP, sharp=False)
SPOT = (60.0, 80.0)
WITHIN = (95.0, 130.0)


def _video(number: int, colour: str = RED) -> Picture:
    return dataclasses.replace(picture_of(flat_image(colour, 400, 300), number), pose=whole(PAGE))


def _middle(surface: VideoSurface) -> str:
    image = surface.grab().toImage()
    return image.pixelColor(image.width() // 2, image.height() // 2).name()


def _spotted() -> QImage:
    """A white sheet with one blue square around SPOT."""
    image = flat_image("#ffffff", 1680, 2376)
    painter = QPainter(image)
    painter.fillRect(round(SPOT[0] * 8) - 32, round(SPOT[1] * 8) - 32, 64, 64, QColor(BLUE))
    painter.end()
    return image


def _centre_of(widget: QWidget, colour: str) -> QPointF:
    """The middle of all pixels of about that colour."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)[:, : image.width(), :3]
    wanted = QColor(colour)
    away = np.abs(rows.astype(int) - (wanted.blue(), wanted.green(), wanted.red())).max(axis=2)
    down, right = np.nonzero(away < 40)
    assert len(down) > 5
    return QPointF(float(right.mean()), float(down.mean()))


def _marked(*points: tuple[float, float]) -> Canvas:
    stroke = AddStroke(StrokeId(1, "office"), PAGE.id, Tool.PEN, 0, points)
    return Canvas().with_page(PAGE).merged([stroke], "office")


def _surface_of(desk: DeskWindow) -> VideoSurface:
    return next(found for found in desk.findChildren(VideoSurface, "video.their_paper") if found.isVisible())


@pytest.mark.parametrize("reading", [Reading(), Reading(0, 1), Reading(0, 2), Reading(2, 0, (0.3, 0.3))], ids=str)
def test_marks_and_touches_of_the_page_lie_where_they_belong_on_its_still(
    desk: DeskWindow, stage: Stage, asked: list[Intent], qtbot: QtBot, reading: Reading
) -> None:
    stage.slots.their_paper.lay(still_of(_spotted(), PAGE))
    around = _marked((SPOT[0] - 2, SPOT[1]), (SPOT[0] + 2, SPOT[1]))
    settled(desk, dataclasses.replace(SHARP, marks=around, readings={"van": reading}))
    surface, layer = _surface_of(desk), layer_over(desk, "video.their_paper")
    qtbot.waitUntil(lambda: not surface.fade.runs)
    square, mark = _centre_of(surface, BLUE), _centre_of(layer, INK["office"])
    assert (mark.x(), mark.y()) == pytest.approx((square.x(), square.y()), abs=1.5)
    QTest.mouseClick(layer, LEFT, pos=square.toPoint())
    (said,) = [intent for intent in asked if isinstance(intent, asks.TouchField)]
    assert (said.x_mm, said.y_mm) == pytest.approx(SPOT, abs=0.7)


def test_a_still_that_stands_still_stays_when_the_video_goes_on(desk: DeskWindow, stage: Stage, qtbot: QtBot) -> None:
    slot, still = stage.slots.their_paper, still_of(form_image("juminhyo", 8), PAGE)
    slot.lay(still)
    settled(desk, SHARP)
    frozen = dataclasses.replace(SHARP, readings={"van": Reading(frozen=True)})
    settled(desk, frozen)
    surface, layer = _surface_of(desk), layer_over(desk, "video.their_paper")
    qtbot.waitUntil(lambda: not surface.fade.runs)
    seen, marks = surface.grab().toImage(), layer.grab().toImage()
    slot.lay(None)
    settled(desk, dataclasses.replace(frozen, sharp=False))
    for number in (2, 3):
        slot.put(_video(number, GREEN))
    assert (surface.grab().toImage() == seen, layer.grab().toImage() == marks) == (True, True)
    assert desk.desk.sheets.theirs.line.accessibleName() == stage.text("desk.paper.frozen")
    settled(desk, VIDEO)
    assert _middle(surface) == GREEN
    assert not any(still.data), "it was taken away: nobody sees it any more"


def test_the_video_that_stood_still_is_followed_by_the_still_that_came_meanwhile(
    desk: DeskWindow, stage: Stage, qtbot: QtBot
) -> None:
    slot = stage.slots.their_paper
    slot.put(_video(1))
    settled(desk, dataclasses.replace(VIDEO, readings={"van": Reading(frozen=True)}))
    surface = _surface_of(desk)
    slot.put(_video(2, GREEN))
    slot.lay(still_of(flat_image(BLUE, 800, 1200), PAGE))
    assert _middle(surface) == RED
    settled(desk, SHARP)
    qtbot.waitUntil(lambda: _middle(surface) == BLUE, timeout=3000)


def test_the_line_says_whether_a_still_or_the_video_is_seen(desk: DeskWindow, stage: Stage) -> None:
    line = desk.desk.sheets.theirs.line
    settled(desk, SHARP)
    assert line.accessibleName() == stage.text("desk.paper.sharp")
    sharp = line.grab().toImage()
    settled(desk, VIDEO)
    assert line.accessibleName() == stage.text("desk.paper.live")
    green = line.colour("state").name()
    assert sharp.pixelColor(2, 2).name() != green == line.grab().toImage().pixelColor(2, 2).name()


def _said(desk: DeskWindow, snapshot: DeskSnapshot) -> str:
    return settled(desk, snapshot).desk.sheets.theirs.line.accessibleName()


@pytest.mark.parametrize("width", [1366, 1920])
def test_the_line_has_room_for_it(desk: DeskWindow, stage: Stage, width: int) -> None:
    desk.resize(width, 768)
    line = settled(desk, SHARP).desk.sheets.theirs.line
    words = QFontMetrics(font(line.theme.letters.least, True)).horizontalAdvance(stage.text("desk.paper.sharp"))
    assert words < line.width() - 28


def test_while_both_look_together_the_line_says_it_of_a_still_too(desk: DeskWindow, stage: Stage) -> None:
    together = dataclasses.replace(SHARP, together=True)
    assert _said(desk, together) == stage.text("desk.paper.sharp")


@pytest.mark.parametrize("scene", ["lit", "covered", "judged", "asking"])
def test_what_is_said_of_the_sheet_itself_comes_first(desk: DeskWindow, scene: str) -> None:
    snapshot = desk_scenes()[f"desk_paper_{scene}"]
    assert _said(desk, dataclasses.replace(snapshot, sharp=True)) == _said(desk, snapshot)


@pytest.mark.parametrize("scene", ["desk_frozen", "desk_trouble", "desk_over", "desk_idle"])
def test_where_neither_video_nor_a_still_is_live_nothing_is_said_of_it(desk: DeskWindow, scene: str) -> None:
    snapshot = desk_scenes()[scene]
    assert _said(desk, dataclasses.replace(snapshot, sharp=True)) == _said(desk, snapshot)


def test_an_enlarged_sheet_stays_where_one_looks_when_it_slides_and_in_the_still(
    desk: DeskWindow, stage: Stage
) -> None:
    """In video the sheet lies somewhere in the picture, in the still it is the picture; one looks at one place."""
    centre = WITHIN[0] / PAGE.width_mm, WITHIN[1] / PAGE.height_mm
    looks = dataclasses.replace(VIDEO, readings={"van": Reading(step=4, centre=centre)})
    desk.show_snapshot(looks)
    surface = layer_over(desk, "video.their_paper").surface
    places = []
    for left, top in ((0.2, 0.05), (0.35, 0.12)):
        lies = Pose(PAGE.id, (0.4 / PAGE.width_mm, 0.0, left, 0.0, 0.8 / PAGE.height_mm, top, 0.0, 0.0))
        stage.slots.their_paper.put(dataclasses.replace(picture_of(flat_image(RED, 1600, 1200), 1), pose=lies))
        places.append(_seen_at(surface))
    stage.slots.their_paper.lay(still_of(_spotted(), PAGE))
    places.append(_seen_at(surface))
    middle = QPointF(surface.width() / 2, surface.height() / 2)
    assert all((place - middle).manhattanLength() < 12 for place in places)


def _seen_at(surface: PageSurface) -> QPointF:
    """Where the spot lies in the surface."""
    surface.grab()
    place, pose = surface.picture_rect(), surface.pose_of(PAGE)
    assert place is not None and pose is not None
    return Sheet(PAGE, pose, place).to_px(WITHIN)


@pytest.mark.parametrize("px", [1, 2, 3])
def test_an_enlarged_sheet_that_is_pulled_stays_under_the_mouse(
    desk: DeskWindow, stage: Stage, asked: list[Intent], px: int
) -> None:
    stage.slots.their_paper.lay(still_of(_spotted(), PAGE))
    now = dataclasses.replace(SHARP, tool=None, readings={"van": Reading(4)})
    settled(desk, now)
    layer = layer_over(desk, "video.their_paper")
    at = layer.rect().center()
    QTest.mousePress(layer, LEFT, pos=at)
    seen = [_under(layer.surface, at)]
    for _ in range(60):
        at += QPoint(px, 0)
        QTest.mouseMove(layer, at)
        look = [intent for intent in asked if isinstance(intent, asks.LookAt)][-1]
        now = dataclasses.replace(now, readings={"van": now.readings["van"].looking_at((look.x_share, look.y_share))})
        desk.show_snapshot(now)
        seen.append(_under(layer.surface, at))
    assert seen == pytest.approx([seen[0]] * len(seen), abs=0.3), "millimetres"


def _under(surface: PageSurface, at: QPoint) -> float:
    """What lies there, in millimetres from the left of the page."""
    surface.grab()
    place, pose = surface.picture_rect(), surface.pose_of(PAGE)
    assert place is not None and pose is not None
    return Sheet(PAGE, pose, place).to_mm(QPointF(at))[0]
