"""The clerk's window: every key does something, says its shortcut, and can be reached by it."""

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.domain import intents
from kiosk.domain.ids import TicketId
from kiosk.domain.intents import Intent
from tests.support.scenes import DESK, DESK_CALL, desk_scenes
from tests.support.texts import japanese
from ui.presenters.desk import VanRow, present_desk
from ui.screens.desk.columns import VanLine
from ui.stage import Stage
from ui.theme.theme import desk_theme
from ui.widgets.key import Key
from ui.widgets.painted import Painted
from ui.windows.desk import DeskWindow

LEFT = Qt.MouseButton.LeftButton


def _key(desk: DeskWindow, name: str) -> Key:
    key = desk.key(name)
    assert key is not None, name
    return key


@pytest.mark.parametrize("size", [(1366, 768), (1440, 900), (1920, 1080)])
@pytest.mark.parametrize("scene", desk_scenes())
def test_nothing_is_clipped_and_keys_can_be_hit(
    qtbot: QtBot, desk: DeskWindow, scene: str, size: tuple[int, int]
) -> None:
    desk.resize(*size)
    desk.show_snapshot(desk_scenes()[scene])
    widgets = [w for w in desk.findChildren(Painted) if w.isVisible()]
    qtbot.waitUntil(lambda: [w.overflow() for w in widgets if w.isVisible() and w.overflow()] == [], timeout=2000)
    assert desk.size().toTuple() == size
    keys = [key for key in desk.findChildren(Key) if key.isVisible()]
    assert [key.objectName() for key in keys if key.height() < 32] == []


@pytest.mark.parametrize(
    ("shortcut", "intent"),
    [
        (Qt.Key.Key_F2, intents.AnswerNext()),
        (Qt.Key.Key_F3, intents.Hold()),
        (Qt.Key.Key_F7, intents.AskForPaper()),
        (Qt.Key.Key_F8, intents.ShowPaper()),
        (Qt.Key.Key_F9, intents.TakeDuty(on=False)),
        (Qt.Key.Key_F10, intents.ResidentLeft()),
        (Qt.Key.Key_F12, intents.EndCall()),
    ],
)
def test_every_action_has_a_key_on_the_keyboard(
    qtbot: QtBot, desk: DeskWindow, asked: list[Intent], shortcut: Qt.Key, intent: Intent
) -> None:
    desk.show_snapshot(DESK_CALL)
    desk.activateWindow()
    qtbot.waitActive(desk)
    QTest.keyClick(desk, shortcut)
    assert asked == [intent]


def test_a_ticket_of_the_queue_can_be_answered_by_itself(desk: DeskWindow, asked: list[Intent]) -> None:
    desk.show_snapshot(DESK)
    QTest.mouseClick(_key(desk, "key.answer.14"), LEFT)
    assert asked == [intents.AnswerNext(TicketId("t3"))]


def test_an_outcome_is_a_code_of_the_city(desk: DeskWindow, asked: list[Intent]) -> None:
    desk.show_snapshot(DESK_CALL)
    QTest.mouseClick(_key(desk, "key.outcome.visit"), LEFT)
    assert asked == [intents.ChooseOutcome("visit")]


def test_own_paper_comes_to_the_front_when_it_is_shown_and_the_clerk_may_look_at_the_other(desk: DeskWindow) -> None:
    own = desk_scenes()["desk_own_paper"]
    desk.show_snapshot(own)
    papers = desk.desk.papers
    assert papers.front == 1
    tab = desk.findChild(Painted, "tab.1")
    assert tab is not None
    QTest.mouseClick(tab, LEFT)
    assert papers.front == 0
    desk.show_snapshot(dataclasses.replace(own, outcome_code="done"))
    assert papers.front == 0


@pytest.mark.parametrize("name", ["青葉 demo-kiosk", "みどり台 madoguchi-kiosk-of-the-second-van"])
def test_a_long_device_name_never_lies_under_the_state_of_its_van(qtbot: QtBot, stage: Stage, name: str) -> None:
    line = VanLine(None, desk_theme(stage.icons))
    qtbot.addWidget(line)
    line.resize(202, 28)
    line.show_row(VanRow("", "お話し中", online=True))
    state_alone = line.grab().toImage().copy(116, 0, 86, 28)
    line.show_row(VanRow(name, "お話し中", online=True))
    whole = line.grab().toImage()
    assert whole.copy(116, 0, 86, 28) == state_alone
    line.show_row(VanRow("", "お話し中", online=True))
    assert whole != line.grab().toImage(), "the name is painted at the left"


def test_a_van_is_found_by_the_place_where_it_stands() -> None:
    names = [van.name for van in present_desk(DESK, japanese()).vans]
    assert names == ["青葉 1号車", "みどり台 madoguchi-kiosk-02", "3号車"]


def test_a_lost_log_takes_no_room_from_the_words_of_the_top_line(desk: DeskWindow) -> None:
    desk.resize(1366, 768)
    desk.show_snapshot(desk_scenes()["desk_demo"])
    height = desk.desk.queue.y()
    desk.show_snapshot(desk_scenes()["desk_unkept"])
    assert desk.desk.queue.y() == height
