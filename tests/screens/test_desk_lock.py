"""A locked desk shows nothing of anybody, and Enter brings everything back."""

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.domain import intents
from kiosk.domain.intents import Intent
from kiosk.domain.snapshot import DeskSnapshot
from tests.support.desk_hands import click, settled, wishes, with_keyboard
from tests.support.pictures import empty_slots
from tests.support.scenes import CROWD, DESK, DESK_CALL, desk_scenes
from tests.support.stages import make_stage
from ui.widgets.painted import Painted
from ui.windows.desk import DeskWindow

OPEN_CALL = dataclasses.replace(desk_scenes()["desk_phrases"], phrases_shown=False)


def locked(snapshot: DeskSnapshot) -> DeskSnapshot:
    return dataclasses.replace(snapshot, locked=True)


def test_a_locked_call_looks_the_same_whoever_calls_and_whatever_is_seen(qtbot: QtBot, desk: DeskWindow) -> None:
    other = DeskWindow(make_stage(empty_slots()), list[object]().append)
    qtbot.addWidget(other)
    other.show()
    assert OPEN_CALL.call is not None
    stranger = dataclasses.replace(OPEN_CALL.call, number=99, stop_name="東部", topic_title="スマホの相談")
    settled(desk, OPEN_CALL)
    one = settled(desk, locked(OPEN_CALL)).grab().toImage()
    two = settled(other, locked(dataclasses.replace(DESK_CALL, call=stranger, queue=CROWD))).grab().toImage()
    assert one == two


def test_a_lock_is_seen_at_once_and_everything_is_there_again_afterwards(desk: DeskWindow) -> None:
    before = settled(desk, OPEN_CALL).grab().toImage()
    assert settled(desk, locked(OPEN_CALL)).grab().toImage() != before
    said = [w.accessibleName() for w in desk.findChildren(Painted) if w.isVisible() and w.accessibleName()]
    assert said == [
        "ロックしています",
        "お話し中です。声と こちらの顔は つながったままです。Enter で もどります",
        "もどる",
    ]
    assert settled(desk, OPEN_CALL).grab().toImage() == before
    assert desk.desk.side.notes.field.toPlainText() == OPEN_CALL.notes


@pytest.mark.parametrize("enter", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_comes_back_and_no_other_key_does_anything(
    qtbot: QtBot, desk: DeskWindow, asked: list[Intent], enter: Qt.Key
) -> None:
    with_keyboard(qtbot, desk, DESK_CALL)
    settled(desk, locked(DESK_CALL))
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F12, Qt.Key.Key_1, Qt.Key.Key_Space):
        QTest.keyClick(desk, key)
    assert wishes(asked) == []
    QTest.keyClick(desk, enter)
    assert wishes(asked) == [intents.Unlock()]


def test_the_clerk_locks_with_the_mouse_and_comes_back_with_it(desk: DeskWindow, asked: list[Intent]) -> None:
    click(settled(desk, DESK), "key.lock")
    click(settled(desk, desk_scenes()["desk_locked"]), "key.unlock")
    assert wishes(asked) == [intents.Lock(), intents.Unlock()]


def test_a_call_that_ends_behind_the_lock_leaves_nothing_in_the_hidden_window(desk: DeskWindow) -> None:
    settled(desk, OPEN_CALL)
    settled(desk, locked(OPEN_CALL))
    settled(desk, locked(DESK))
    assert desk.desk.side.notes.field.toPlainText() == ""
    assert "じゅうみんひょう" not in "".join(w.accessibleName() for w in desk.findChildren(Painted))


def test_a_hand_at_the_desk_is_noticed(desk: DeskWindow, asked: list[Intent]) -> None:
    settled(desk, DESK)
    QTest.mouseClick(desk, Qt.MouseButton.LeftButton)
    QTest.keyClick(desk, Qt.Key.Key_Shift)
    assert asked == [intents.Touched(), intents.Touched()]
