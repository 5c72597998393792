"""One looks closer at a sheet: enlarged, turned, moved by the map, standing still; the white page and its letters."""

import dataclasses

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.domain import sheet_intents as sheet
from kiosk.domain.annotation import Tool
from kiosk.domain.intents import Intent, Touched
from kiosk.domain.picture import Picture
from kiosk.domain.reading import Reading
from kiosk.domain.snapshot import KioskSnapshot, ToolRow
from tests.screens.test_drawing import kinds, way_of
from tests.support.papers import layer_over
from tests.support.scenes import PAPER, kiosk_scenes
from ui.stage import Stage
from ui.theme.measures import ONE_TAP_MS
from ui.widgets.kana_board import HASTY_MS, KanaBoard
from ui.widgets.mark_layer import MarkLayer
from ui.widgets.page_map import PageMap
from ui.widgets.placing import turned
from ui.widgets.video import VideoSurface
from ui.widgets.white_page import WhitePage
from ui.windows.embedded import EmbeddedWindow

LEFT = Qt.MouseButton.LeftButton


def looked(reading: Reading, snapshot: KioskSnapshot = PAPER) -> KioskSnapshot:
    return dataclasses.replace(snapshot, readings={"van": reading}, tools=ToolRow.DRAW, tool=Tool.PEN)


def map_of(window: EmbeddedWindow) -> PageMap | None:
    return next((found for found in window.findChildren(PageMap) if found.isVisible()), None)


@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("step", [0, 2, 4])
def test_a_stroke_lands_where_the_enlarged_and_turned_sheet_shows_it(
    embedded: EmbeddedWindow, asked: list[Intent], step: int, quarters: int
) -> None:
    embedded.show_snapshot(looked(Reading(step, quarters, (0.5, 0.5))))
    layer = layer_over(embedded)
    layer.grab()
    middle = layer.rect().center()
    QTest.mousePress(layer, LEFT, pos=middle)
    QTest.mouseRelease(layer, LEFT, pos=middle)
    assert way_of(asked)[0] == pytest.approx((293.3 / 2, 310.2 / 2), abs=1.0), "within a pixel"


def test_at_the_edge_of_an_enlarged_sheet_a_stroke_stays_on_the_page(
    embedded: EmbeddedWindow, asked: list[Intent]
) -> None:
    embedded.show_snapshot(looked(Reading(1, 0, (0.0, 0.0))))
    layer = layer_over(embedded)
    layer.grab()
    place = layer.surface.picture_rect()
    assert place is not None
    start = QPoint(round(max(place.left(), 0)) + 20, 20)
    QTest.mousePress(layer, LEFT, pos=start)
    QTest.mouseMove(layer, QPoint(-80, -80))
    QTest.mouseRelease(layer, LEFT, pos=QPoint(-80, -80))
    assert way_of(asked)[-1][1] == 0.0
    assert all(0 <= x <= 293.3 and 0 <= y <= 310.2 for x, y in way_of(asked))


def test_the_map_is_there_only_while_the_sheet_is_enlarged_and_a_touch_on_it_brings_another_part(
    embedded: EmbeddedWindow, asked: list[Intent]
) -> None:
    embedded.show_snapshot(PAPER)
    assert map_of(embedded) is None
    embedded.show_snapshot(looked(Reading(2)))
    shown = map_of(embedded)
    assert shown is not None
    QTest.mouseClick(shown, LEFT, pos=QPoint(shown.width() // 4, shown.height() * 3 // 4))
    looks = [intent for intent in asked if isinstance(intent, sheet.LookAt)]
    assert looks[0].surface == "van"
    assert (looks[0].x_share, looks[0].y_share) == pytest.approx((0.25, 0.75), abs=0.01)
    assert Touched() in asked, "it keeps the visit awake"


def _picture(number: int, grey: int, width: int = 320) -> Picture:
    height = width * 310 // 293
    return Picture(
        bytearray(bytes([grey]) * (width * height * 4)), width, height, width * 4, number, 0.0, width, height
    )


def test_a_picture_that_stands_still_stays_until_it_is_let_go(
    embedded: EmbeddedWindow, stage: Stage, qtbot: QtBot
) -> None:
    slot = stage.slots.own_paper
    slot.put(_picture(1, 200))
    embedded.show_snapshot(looked(Reading(frozen=True)))
    slot.put(_picture(2, 30))
    newest = slot.newest()
    assert newest is not None
    assert newest.number == 1
    embedded.show_snapshot(looked(Reading()))
    slot.put(_picture(3, 30))
    newest = slot.newest()
    assert newest is not None
    assert newest.number == 3


def test_a_held_picture_is_gone_when_the_paper_is_hidden(embedded: EmbeddedWindow, stage: Stage) -> None:
    slot = stage.slots.own_paper
    slot.put(_picture(1, 200))
    embedded.show_snapshot(looked(Reading(frozen=True)))
    slot.clear()
    assert slot.newest() is None
    embedded.show_snapshot(kiosk_scenes()["call_face"])
    slot.put(_picture(2, 30))
    newest = slot.newest()
    assert newest is not None
    assert newest.number == 2, "nothing is held any more"


def test_a_closer_look_asks_for_the_whole_picture(embedded: EmbeddedWindow, stage: Stage) -> None:
    slot = stage.slots.own_paper
    slot.put(dataclasses.replace(_picture(1, 200), source_width=960, source_height=1015))
    embedded.show_snapshot(PAPER)
    whole = slot.wanted
    embedded.show_snapshot(looked(Reading(3)))
    assert whole is not None
    assert slot.wanted is not None
    assert slot.wanted[0] > whole[0]
    assert slot.wanted[0] <= 962, "never larger than its source: the painter enlarges"


@pytest.mark.parametrize("language", ["ja", "ja@easy", "en"])
def test_a_language_or_letter_size_changed_under_the_finger_ends_no_stroke(
    embedded: EmbeddedWindow, asked: list[Intent], language: str
) -> None:
    embedded.show_snapshot(looked(Reading()))
    layer = layer_over(embedded)
    layer.grab()
    at = layer.rect().center()
    QTest.mousePress(layer, LEFT, pos=at)
    larger = dataclasses.replace(PAPER.look, letters=3, high_contrast=True, language=language)
    embedded.show_snapshot(dataclasses.replace(looked(Reading()), look=larger))
    QTest.mouseMove(layer, layer.rect().center() + QPoint(30, 0))
    QTest.mouseRelease(layer, LEFT, pos=layer.rect().center() + QPoint(30, 0))
    assert kinds(asked)[:1] == [sheet.BeginStroke]
    assert kinds(asked).count(sheet.EndStroke) == 1
    assert sheet.ExtendStroke in kinds(asked)


def _white_layer(window: EmbeddedWindow) -> tuple[WhitePage, MarkLayer]:
    page = next(found for found in window.findChildren(WhitePage) if found.isVisible())
    return page, next(layer for layer in window.findChildren(MarkLayer) if layer.surface is page)


def test_both_ends_draw_on_the_white_page(embedded: EmbeddedWindow, asked: list[Intent]) -> None:
    embedded.show_snapshot(kiosk_scenes()["board_draw"])
    page, layer = _white_layer(embedded)
    place = page.picture_rect()
    assert place is not None
    at = QPointF(place.left() + place.width() / 4, place.top() + place.height() / 2).toPoint()
    QTest.mousePress(layer, LEFT, pos=at)
    QTest.mouseRelease(layer, LEFT, pos=at)
    begun = next(intent for intent in asked if isinstance(intent, sheet.BeginStroke))
    assert begun.surface == "board"
    assert (begun.x_mm, begun.y_mm) == pytest.approx((100, 112.5), abs=1)


def test_the_white_page_reads_aloud_what_stands_on_it(embedded: EmbeddedWindow) -> None:
    embedded.show_snapshot(kiosk_scenes()["board"])
    page, _ = _white_layer(embedded)
    assert page.accessibleName().splitlines()[0] == "きょうは どんな ご用件ですか。"


@pytest.mark.parametrize(
    ("scene", "name", "intent"),
    [
        ("board_kana", "key.kana.あ", sheet.TypeKana("あ")),
        ("board_kana", "key.kana.゛", sheet.TypeKana("゛")),
        ("board_kana", "key.kana.小", sheet.TypeKana("小")),
        ("board_katakana", "key.kana.ア", sheet.TypeKana("ア")),
        ("board_digits", "key.kana.7", sheet.TypeKana("7")),
        ("board_latin", "key.kana.k", sheet.TypeKana("k")),
        ("board_kana", "key.kana.space", sheet.TypeKana(" ")),
        ("board_kana", "key.kana.erase", sheet.Untype()),
        ("board_kana", "key.kana.send", sheet.SayDraft()),
        ("board_kana", "key.kana.close", sheet.OpenKana(on=False)),
        ("board_kana", "key.kana.plane.2", sheet.OpenKana(on=True, plane=2)),
        ("board", "key.kana", sheet.OpenKana(on=True)),
        ("board", "key.board.later", sheet.TurnBoard(1)),
    ],
)
def test_the_keys_for_writing_do_what_they_say(
    embedded: EmbeddedWindow, asked: list[Intent], scene: str, name: str, intent: Intent
) -> None:
    embedded.show_snapshot(kiosk_scenes()[scene])
    key = embedded.key(name)
    assert key is not None, name
    QTest.mouseClick(key, LEFT)
    assert intent in asked


def test_two_equal_letters_may_follow_each_other_faster_than_two_touches_of_other_keys(
    qtbot: QtBot, embedded: EmbeddedWindow, asked: list[Intent]
) -> None:
    embedded.show_snapshot(kiosk_scenes()["board_kana"])
    key = embedded.key("key.kana.し")
    assert key is not None
    for _ in range(2):
        QTest.mouseClick(key, LEFT)
        qtbot.waitUntil(lambda: key._since_tap.elapsed() > HASTY_MS)
    assert asked.count(sheet.TypeKana("し")) == 2
    assert HASTY_MS < ONE_TAP_MS / 2


def test_the_line_that_is_typed_can_be_read_aloud(embedded: EmbeddedWindow) -> None:
    embedded.show_snapshot(kiosk_scenes()["board_kana"])
    board = next(found for found in embedded.findChildren(KanaBoard) if found.isVisible())
    assert board.accessibleName() == "まいなんばーかーど"


def test_who_reads_english_finds_latin_letters_first(embedded: EmbeddedWindow, asked: list[Intent]) -> None:
    board = kiosk_scenes()["board"]
    embedded.show_snapshot(dataclasses.replace(board, look=dataclasses.replace(board.look, language="en")))
    key = embedded.key("key.kana")
    assert key is not None
    QTest.mouseClick(key, LEFT)
    assert sheet.OpenKana(on=True, plane=3) in asked


def test_nothing_typed_stays_in_a_screen_that_has_gone(embedded: EmbeddedWindow) -> None:
    embedded.show_snapshot(kiosk_scenes()["board_kana"])
    embedded.show_snapshot(kiosk_scenes()["finish"])
    names = [widget.accessibleName() for kind in (KanaBoard, WhitePage) for widget in embedded.findChildren(kind)]
    assert set(names) == {""}


def test_pictures_outside_the_sheet_are_not_touched_by_a_reading(embedded: EmbeddedWindow) -> None:
    embedded.show_snapshot(looked(Reading(3, 1)))
    faces = embedded.findChildren(VideoSurface, "video.their_face")
    assert {face.reading for face in faces} == {Reading()}


@pytest.mark.parametrize("quarters", range(4))
def test_the_frame_on_the_map_shows_the_part_that_is_enlarged(embedded: EmbeddedWindow, quarters: int) -> None:
    centre = (0.4, 0.6)
    embedded.show_snapshot(looked(Reading(4, quarters, centre)))
    layer_over(embedded).grab()
    small = map_of(embedded)
    assert small is not None and small._view is not None
    frame = small._seen(small._view)
    across, along = turned(centre, quarters)
    middle = frame.center()
    assert (middle.x() / small.width(), middle.y() / small.height()) == pytest.approx((across, along), abs=0.02)
    assert 0.1 < frame.width() / small.width() < 0.8 and 0.1 < frame.height() / small.height() < 0.8
