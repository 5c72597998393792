"""The language key: live on every screen, in a call, in the middle of a stroke; never on the signage."""

import dataclasses

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.domain import intents
from kiosk.domain import sheet_intents as sheet
from kiosk.domain.annotation import Tool
from kiosk.domain.intents import Intent
from kiosk.domain.languages import EASY_JAPANESE, ENGLISH, LANGUAGES
from kiosk.domain.monitors import Placement, Showing
from kiosk.domain.page import tray_id
from kiosk.domain.snapshot import KioskSnapshot, Look
from tests.support.papers import layer_over, spot
from tests.support.scenes import HOME, PAPER, TALKING, WAITING, kiosk_scenes
from tests.support.stages import make_stage
from ui.presenters.languages import NAMES
from ui.presenters.localised import localised
from ui.presenters.parts import KeyKind
from ui.screens.external.outside import OutsideScreen
from ui.screens.external.signage import SignageScreen
from ui.stage import Stage
from ui.widgets.painted import Painted
from ui.widgets.words import Words
from ui.windows.confined import EVERYWHERE
from ui.windows.embedded import EmbeddedWindow
from ui.windows.external import ExternalWindow

MARKS = "\ufff9\ufffa\ufffb"


def spoken(snapshot: KioskSnapshot, language: str, letters: int = 1) -> KioskSnapshot:
    return dataclasses.replace(snapshot, look=Look(letters, language=language))


def words_of(window: EmbeddedWindow | ExternalWindow) -> set[str]:
    return {w.accessibleName() for w in window.findChildren(Words) if w.isVisible() and w.text}


def test_every_language_has_a_key_in_its_own_script() -> None:
    assert tuple(NAMES) == LANGUAGES


@pytest.mark.parametrize("letters", [1, 2, 3])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_key_stands_on_every_screen_but_the_wipe(embedded: EmbeddedWindow, language: str, letters: int) -> None:
    for name, snapshot in kiosk_scenes().items():
        embedded.show_snapshot(spoken(snapshot, language, letters))
        key = embedded.key("key.language")
        assert (key is not None) == (name != "wiping"), name


def test_a_touch_on_the_globe_asks_for_the_panel_also_in_a_call(embedded: EmbeddedWindow, asked: list[Intent]) -> None:
    embedded.show_snapshot(TALKING)
    key = embedded.key("key.language")
    assert key is not None
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    assert intents.OpenLanguages() in asked


@pytest.mark.parametrize("used", LANGUAGES)
def test_the_panel_marks_the_language_in_use_and_offers_the_way_back(
    embedded: EmbeddedWindow, asked: list[Intent], used: str
) -> None:
    embedded.show_snapshot(spoken(dataclasses.replace(HOME, choosing_language=True), used))
    assert embedded.key("key.back") is not None
    for language in LANGUAGES:
        key = embedded.key(f"key.language.{language}")
        assert key is not None and key.view is not None
        assert (key.view.kind is KeyKind.TOOL, key.view.icon == "check") == (language == used, language == used)
        key.click()
    assert asked == [intents.ChooseLanguage(language) for language in LANGUAGES]


def test_the_words_change_at_once_and_change_back(embedded: EmbeddedWindow) -> None:
    said: dict[str, set[str]] = {}
    for language in (*LANGUAGES, *LANGUAGES):
        embedded.show_snapshot(spoken(WAITING, language))
        assert said.setdefault(language, words_of(embedded)) == words_of(embedded)
    assert "Please wait for your turn" in said[ENGLISH]
    assert "少し 待って ください" in said[EASY_JAPANESE]


def test_a_hasty_second_touch_on_a_language_does_not_reach_the_screen_below(embedded: EmbeddedWindow) -> None:
    embedded.show_snapshot(dataclasses.replace(HOME, choosing_language=True))
    embedded.show_snapshot(spoken(HOME, ENGLISH))
    assert embedded.canvas.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_what_the_city_wrote_is_said_in_the_residents_language_and_the_clerks_name_stays() -> None:
    english = localised(spoken(PAPER, ENGLISH))
    assert english.city.counter == "Mobile City Hall"
    assert english.stop is not None and english.stop.name == "Aoba Meeting House"
    assert english.topic is not None and english.topic.title == "My Number Card"
    assert english.section is not None and english.section.name == "Residents Section"
    assert english.call is not None
    assert (english.call.section_name, english.call.clerk_name) == ("Residents Section", "佐藤")


def test_a_section_that_the_citys_file_does_not_know_keeps_its_name() -> None:
    assert PAPER.call is not None
    strange = dataclasses.replace(PAPER, call=dataclasses.replace(PAPER.call, section_name="新しい課"))
    said = localised(spoken(strange, ENGLISH))
    assert said.call is not None and said.call.section_name == "新しい課"


def test_japanese_needs_no_other_snapshot() -> None:
    assert localised(PAPER) is PAPER


@pytest.mark.parametrize("language", [EASY_JAPANESE, ENGLISH])
def test_a_language_changed_in_the_middle_of_a_stroke_leaves_the_stroke_in_the_hand(
    embedded: EmbeddedWindow, asked: list[Intent], language: str
) -> None:
    drawing = dataclasses.replace(PAPER, tool=Tool.PEN)
    embedded.show_snapshot(drawing)
    layer = layer_over(embedded)
    QTest.mousePress(layer, Qt.MouseButton.LeftButton, pos=spot(layer, (40, 40)))
    embedded.show_snapshot(dataclasses.replace(drawing, choosing_language=True))
    embedded.show_snapshot(spoken(drawing, language, letters=3))
    QTest.mouseMove(layer, spot(layer, (90, 40)))
    QTest.mouseRelease(layer, Qt.MouseButton.LeftButton, pos=spot(layer, (90, 40)))
    kinds = [type(i) for i in asked if isinstance(i, sheet.BeginStroke | sheet.ExtendStroke | sheet.EndStroke)]
    assert (kinds[0], kinds[-1], kinds.count(sheet.BeginStroke)) == (sheet.BeginStroke, sheet.EndStroke, 1)
    last = [point for i in asked if isinstance(i, sheet.ExtendStroke) for point in i.points][-1]
    assert abs(last[0] - 90) < 1 and abs(last[1] - 40) < 1


@pytest.mark.parametrize("scene", kiosk_scenes())
def test_a_screen_reader_never_hears_a_reading_twice(walked: EmbeddedWindow, scene: str) -> None:
    walked.show_snapshot(spoken(kiosk_scenes()[scene], EASY_JAPANESE))
    names = [w.accessibleName() for w in walked.canvas.findChildren(Painted) if w.isVisible()]
    assert [name for name in names if any(mark in name for mark in MARKS)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_attendant_key_stays_where_it_is_on_every_screen_of_a_language(
    embedded: EmbeddedWindow, language: str
) -> None:
    places = set()
    for snapshot in kiosk_scenes().values():
        embedded.show_snapshot(spoken(snapshot, language, letters=3))
        key = embedded.key("key.attendant")
        assert key is not None
        places.add((key.mapTo(embedded.canvas, QPoint(0, 0)).toTuple(), key.size().toTuple()))
    assert len(places) == 1


def test_in_a_call_with_little_room_the_globe_stands_without_its_word(embedded: EmbeddedWindow) -> None:
    embedded.show_snapshot(TALKING)
    key = embedded.key("key.language")
    assert key is not None
    in_call = key.width()
    embedded.show_snapshot(HOME)
    key = embedded.key("key.language")
    assert key is not None
    assert 72 <= in_call < key.width()
    assert key.accessibleName() == "Language"


def test_signage_stays_in_the_citys_own_language_and_the_paper_outside_follows_the_resident(
    qtbot: QtBot, fonts: None
) -> None:
    window = ExternalWindow(make_stage())
    window.confine(EVERYWHERE)
    qtbot.addWidget(window)
    window.show()
    window.show_snapshot(spoken(HOME, ENGLISH), Placement(Showing.SIGNAGE))
    assert [screen.isVisible() for screen in window.findChildren(SignageScreen)] == [True]
    assert "青葉地区 集会所" in words_of(window)
    outside = dataclasses.replace(PAPER, outside="van", outside_page=tray_id("van"))
    window.show_snapshot(spoken(outside, ENGLISH), Placement(Showing.PAPER))
    assert [screen.isVisible() for screen in window.findChildren(OutsideScreen)] == [True]
    assert "Showing the paper from the van" in words_of(window)


def test_clerks_and_installers_read_japanese(stage: Stage) -> None:
    assert stage.text("window.desk") == "市役所（職員）"
