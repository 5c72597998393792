"""The clerk's own sheet on both screens: what the line over it says, the two keys, and what the resident reads."""

import dataclasses

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.domain import sheet_intents as asks
from kiosk.domain.intents import GoBack, Intent, LetBeSeen, ShowPaper
from kiosk.domain.languages import EASY_JAPANESE, ENGLISH, JAPANESE
from kiosk.domain.lying import Lying
from kiosk.domain.mark_style import INK
from kiosk.domain.page import Page, sheet_id
from kiosk.domain.pose import whole
from kiosk.domain.readings import plain
from kiosk.domain.snapshot import DeskSnapshot, Look
from tests.support.desk_hands import LEFT, key, settled, visible_keys, wishes, with_keyboard
from tests.support.papers import ink, layer_over
from tests.support.pictures import form_image, picture_of
from tests.support.scenes import desk_scenes, kiosk_scenes
from tests.support.showing_scenes import OWN_PAGE
from ui.screens.desk.state_line import StateLine
from ui.stage import Stage
from ui.theme.fonts import font
from ui.widgets.key import Key
from ui.widgets.video import VideoSurface
from ui.windows.desk import DeskWindow
from ui.windows.embedded import EmbeddedWindow

SCENES = {name: scene for name, scene in desk_scenes().items() if name.startswith("desk_own_")}
IN_FRONT = sorted(SCENES.keys() - {"desk_own_paper", "desk_own_asking_behind"})
UNSEEN = sorted(SCENES.keys() - {"desk_own_seen", "desk_own_paper"})
"""Of these nothing is seen by the resident."""


@pytest.fixture(autouse=True)
def _sheet_in_the_picture(stage: Stage) -> None:
    picture = dataclasses.replace(picture_of(form_image("juminhyo", 4), 2), pose=whole(OWN_PAGE))
    stage.slots.own_paper.put(picture)
    stage.slots.their_paper.put(picture)


def line_of(desk: DeskWindow, scene: str) -> StateLine:
    return settled(desk, SCENES[scene]).desk.sheets.own.line


def keys_on(line: StateLine) -> list[Key]:
    return [one for one in line.findChildren(Key) if one.isVisible()]


def place_of(desk: DeskWindow, one: Key) -> QRect:
    return QRect(one.mapTo(desk, QPoint(0, 0)), one.size())


@pytest.mark.parametrize(
    ("scene", "words"),
    [
        ("desk_own_no_sheet", "紙を 台に 置いて、手を はなしてください。まだ この画面だけです"),
        ("desk_own_judged", "紙を たしかめています。手を はなして お待ちください"),
        ("desk_own_laid_open", "この紙を ご本人に 見せますか。灰色の ところは 見えません"),
        ("desk_own_asking", "この紙を ご本人に 見せますか。灰色の ところは 見えません"),
        ("desk_own_seen", "紙が 相手に 見えています"),
        ("desk_own_covered", "新しい紙は まだ ご本人に 見えません。F8で 見せられます"),
        ("desk_own_sheet_away", "台に 紙が ありません"),
        ("desk_own_paper", "紙が 相手に 見えています"),
    ],
)
def test_the_line_says_what_the_resident_sees_of_it(desk: DeskWindow, scene: str, words: str) -> None:
    assert line_of(desk, scene).accessibleName() == words


def test_the_line_is_green_only_while_a_sheet_is_seen_by_the_resident(desk: DeskWindow) -> None:
    green = desk.desk.sheets.own.line.colour("state").name()
    live = {name for name in SCENES if line_of(desk, name).grab().toImage().pixelColor(2, 2).name() == green}
    assert live == SCENES.keys() - set(UNSEEN)


def test_while_the_line_is_mended_nothing_is_said_to_be_seen(desk: DeskWindow) -> None:
    scene = SCENES["desk_own_covered"]
    mended = dataclasses.replace(scene, document=SCENES["desk_own_asking"].document)
    line = settled(desk, mended).desk.sheets.own.line
    assert line.accessibleName() == "紙のカメラ 使用中 （この画面だけ）"


@pytest.mark.parametrize("width", [1366, 1920])
@pytest.mark.parametrize("scene", IN_FRONT)
def test_words_and_keys_have_room_on_the_line(desk: DeskWindow, scene: str, width: int) -> None:
    desk.resize(width, width * 9 // 16)
    line = line_of(desk, scene)
    words = QFontMetrics(font(line.theme.letters.least, True)).horizontalAdvance("● " + line.accessibleName())
    left = min((one.x() for one in keys_on(line)), default=line.width())
    assert 14 + words < left - 8
    assert all(one.geometry().top() >= 0 and one.geometry().bottom() < line.height() for one in keys_on(line))


def test_a_sheet_that_is_asked_about_never_fills_the_window_under_the_lamp_of_the_face(desk: DeskWindow) -> None:
    window = settled(desk, SCENES["desk_own_asking_full"]).desk
    assert window.side.isVisible() and not window.sheets._lamp.isVisible()
    window = settled(desk, dataclasses.replace(SCENES["desk_own_seen"], full_screen=True)).desk
    assert not window.side.isVisible() and window.sheets._lamp.isVisible()


# --- the two keys ---


def test_the_key_that_shows_comes_last_and_the_one_that_does_not_is_there_from_the_first_touch(
    desk: DeskWindow,
) -> None:
    found = {}
    for scene in ("desk_own_no_sheet", "desk_own_judged", "desk_own_laid_open", "desk_own_asking"):
        keys = keys_on(line_of(desk, scene))
        found[scene] = [one.view.wish for one in keys if one.view is not None]
    yes, no = LetBeSeen(yes=True), LetBeSeen(yes=False)
    assert found == {
        "desk_own_no_sheet": [no],
        "desk_own_judged": [no],
        "desk_own_laid_open": [no],
        "desk_own_asking": [yes, no],
    }


def test_no_touch_in_the_place_of_the_first_one_shows_the_sheet(desk: DeskWindow) -> None:
    settled(desk, desk_scenes()["desk_call"])
    first = place_of(desk, key(desk, "key.show_paper"))
    covered = place_of(key_window := settled(desk, SCENES["desk_own_covered"]), key(key_window, "key.show_paper"))
    settled(desk, SCENES["desk_own_asking"])
    yes = place_of(desk, key(desk, "key.sheet.yes"))
    assert not yes.intersects(first) and not yes.intersects(covered)


KEYBOARD: list[tuple[str, Qt.KeyboardModifier, Intent]] = [
    ("desk_call", Qt.KeyboardModifier.NoModifier, ShowPaper()),
    ("desk_own_laid_open", Qt.KeyboardModifier.NoModifier, LetBeSeen(yes=False)),
    ("desk_own_asking", Qt.KeyboardModifier.NoModifier, LetBeSeen(yes=False)),
    ("desk_own_asking", Qt.KeyboardModifier.ControlModifier, LetBeSeen(yes=True)),
    ("desk_own_asking_full", Qt.KeyboardModifier.ControlModifier, LetBeSeen(yes=True)),
    ("desk_own_asking_behind", Qt.KeyboardModifier.NoModifier, LetBeSeen(yes=False)),
    ("desk_own_asking_lost", Qt.KeyboardModifier.NoModifier, LetBeSeen(yes=False)),
    ("desk_own_covered", Qt.KeyboardModifier.NoModifier, ShowPaper()),
    ("desk_own_seen", Qt.KeyboardModifier.NoModifier, GoBack()),
]


@pytest.mark.parametrize(("scene", "held", "wish"), KEYBOARD)
def test_f8_asks_and_takes_back_and_only_with_ctrl_it_shows(
    qtbot: QtBot, desk: DeskWindow, asked: list[Intent], scene: str, held: Qt.KeyboardModifier, wish: Intent
) -> None:
    QTest.keyClick(with_keyboard(qtbot, desk, desk_scenes()[scene]), Qt.Key.Key_F8, held)
    assert wishes(asked) == [wish]


@pytest.mark.parametrize("scene", ["desk_own_laid_open", "desk_own_asking_behind", "desk_own_covered", "desk_own_seen"])
def test_ctrl_f8_does_nothing_where_nothing_is_asked_in_front_of_the_clerk(
    qtbot: QtBot, desk: DeskWindow, asked: list[Intent], scene: str
) -> None:
    QTest.keyClick(with_keyboard(qtbot, desk, SCENES[scene]), Qt.Key.Key_F8, Qt.KeyboardModifier.ControlModifier)
    assert wishes(asked) == []


def test_f8_answers_while_the_clerk_types(qtbot: QtBot, desk: DeskWindow, asked: list[Intent]) -> None:
    with_keyboard(qtbot, desk, SCENES["desk_own_asking"])
    field = desk.desk.side.say.field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_F8, Qt.KeyboardModifier.ControlModifier)
    assert wishes(asked) == [LetBeSeen(yes=True)]


# --- marks and fields ---


def _painted(desk: DeskWindow, snapshot: DeskSnapshot) -> int:
    """Pixels in the ink of the resident on the clerk's sheet."""
    return ink(layer_over(settled(desk, snapshot), "video.own_paper"), INK["van"])


def test_marks_stand_on_the_clerks_sheet_and_go_with_it(desk: DeskWindow) -> None:
    scene = SCENES["desk_own_seen"]
    assert _painted(desk, scene) > 20
    later = dataclasses.replace(scene.lying["office"], number=102)
    marks = scene.marks.with_page(Page(sheet_id("office", 102), 210.0, 297.0))
    assert _painted(desk, dataclasses.replace(scene, lying={"office": later}, marks=marks)) == 0


def test_a_field_of_the_clerks_form_is_not_lit_by_a_touch(desk: DeskWindow, asked: list[Intent]) -> None:
    scene = dataclasses.replace(SCENES["desk_own_seen"], forms=desk_scenes()["desk_paper_lit"].forms, tool=None)
    layer = layer_over(settled(desk, scene), "video.own_paper")
    QTest.mouseClick(layer, LEFT, pos=layer.rect().center())
    assert [intent for intent in asked if isinstance(intent, asks.TouchField)] == []
    names = {one.objectName() for one in visible_keys(desk)}
    assert names & {"key.sample", "key.missing", "key.ask_field"} == set()


# --- the resident's screen ---


def _their_words(embedded: EmbeddedWindow) -> str:
    """What stands in the place of the clerk's sheet; empty where that is seen."""
    videos = embedded.canvas.findChildren(VideoSurface, "video.their_paper")
    (surface,) = (video for video in videos if video.isVisible())
    return plain(surface._words) if surface.covered else ""


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (JAPANESE, "新しい紙は まだ 見えません"),
        (EASY_JAPANESE, "新しい 紙は まだ 見えません"),
        (ENGLISH, "The new paper cannot be seen yet"),
    ],
)
@pytest.mark.parametrize("scene", ["call_their_paper_covered", "call_both_papers_theirs_covered"])
def test_the_resident_reads_why_a_later_sheet_is_not_seen(
    embedded: EmbeddedWindow, scene: str, language: str, words: str
) -> None:
    covered = dataclasses.replace(kiosk_scenes()[scene], look=Look(language=language))
    embedded.show_snapshot(covered)
    assert _their_words(embedded) == words
    seen = dataclasses.replace(
        covered, lying={**covered.lying, "office": Lying(101, 210.0, 297.0, held=True, open=True)}
    )
    embedded.show_snapshot(seen)
    assert _their_words(embedded) == ""
