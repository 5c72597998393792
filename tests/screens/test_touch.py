"""Fingers: release counts, slips are forgiven, haste counts once, every press restarts the idle clock."""

import dataclasses

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kiosk.domain import intents
from kiosk.domain.call import CallState
from kiosk.domain.intents import Intent, Touched
from kiosk.domain.snapshot import KioskSnapshot
from tests.support.scenes import CALL, CALLED, CONFIRM, FINISH, HOME, PAPER, TALKING, TROUBLE, WAITING, kiosk_scenes
from ui.widgets.focus_ring import FocusRing
from ui.widgets.key import Key
from ui.windows.demo_strip import DemoStrip
from ui.windows.embedded import EmbeddedWindow

LEFT = Qt.MouseButton.LeftButton


def key_of(window: EmbeddedWindow, name: str) -> Key:
    key = window.key(name)
    assert key is not None, name
    return key


def meant(asked: list[Intent]) -> list[Intent]:
    return [intent for intent in asked if not isinstance(intent, Touched)]


@pytest.mark.parametrize(
    ("scene", "name", "intent"),
    [
        (HOME, "topic.card", intents.ChooseTopic(HOME.city.topics[1].id)),
        (HOME, "key.attendant", intents.CallAttendant()),
        (HOME, "key.letters", intents.LargerLetters()),
        (HOME, "key.contrast", intents.ToggleContrast()),
        (CONFIRM, "key.connect", intents.Confirm()),
        (CONFIRM, "key.cancel", intents.GoBack()),
        (CONFIRM, "key.back", intents.GoBack()),
        (CONFIRM, "key.home", intents.GoHome()),
        (WAITING, "key.leave_queue", intents.LeaveQueue()),
        (CALLED, "key.start_talking", intents.StartTalking()),
        (TALKING, "key.show_paper", intents.ShowPaper()),
        (TALKING, "key.louder", intents.Louder()),
        (TALKING, "key.hide_face", intents.HideFace()),
        (TALKING, "key.end_call", intents.EndCall()),
        (TALKING, "key.home", intents.EndCall()),
        (PAPER, "key.hide_paper", intents.HidePaper()),
        (PAPER, "key.back", intents.GoBack()),
        (TROUBLE, "key.phone_number", intents.ShowPhoneNumber()),
        (FINISH, "key.rate.good", intents.Rate("good")),
        (FINISH, "key.finish", intents.Finish()),
        (FINISH, "key.home", intents.Finish()),
        (kiosk_scenes()["home_attendant"], "key.attendant.cancel", intents.CancelAttendant()),
        (kiosk_scenes()["home_attendant"], "key.attendant.came", intents.AttendantCame()),
        (kiosk_scenes()["home_attendant"], "key.sound", intents.CheckSound(on=True)),
        (kiosk_scenes()["home_sound"], "key.sound.trial", intents.TrySound()),
        (kiosk_scenes()["home_sound"], "key.sound.quieter", intents.SetVolume(2)),
        (kiosk_scenes()["home_sound"], "key.sound.louder", intents.SetVolume(4)),
        (kiosk_scenes()["home_sound"], "key.sound.close", intents.CheckSound(on=False)),
        (kiosk_scenes()["call_face_sound"], "key.sound.louder", intents.SetVolume(5)),
        (kiosk_scenes()["waiting_aside"], "key.queue_again", intents.QueueAgain()),
        (kiosk_scenes()["waiting_question"], "key.question.yes", intents.Answer(yes=True)),
        (kiosk_scenes()["waiting_question"], "key.question.no", intents.Answer(yes=False)),
        (kiosk_scenes()["call_face_hidden"], "key.show_face", intents.ShowFace()),
    ],
)
def test_a_tap_asks_for_what_the_key_says(
    embedded: EmbeddedWindow, asked: list[Intent], scene: KioskSnapshot, name: str, intent: Intent
) -> None:
    embedded.show_snapshot(scene)
    QTest.mouseClick(key_of(embedded, name), LEFT)
    assert meant(asked) == [intent]


def test_every_press_is_heard_before_what_it_means(embedded: EmbeddedWindow, asked: list[Intent]) -> None:
    embedded.show_snapshot(CONFIRM)
    QTest.mouseClick(key_of(embedded, "key.connect"), LEFT)
    QTest.mouseClick(embedded.canvas, LEFT, pos=QPoint(1700, 200))
    assert asked == [Touched(), intents.Confirm(), Touched()]


def test_two_hasty_taps_are_one(embedded: EmbeddedWindow, asked: list[Intent]) -> None:
    embedded.show_snapshot(CONFIRM)
    key = key_of(embedded, "key.connect")
    QTest.mouseClick(key, LEFT)
    QTest.mouseClick(key, LEFT)
    assert meant(asked) == [intents.Confirm()]


@pytest.mark.parametrize(("slip_px", "acts"), [(20, True), (28, True), (60, False)])
def test_a_finger_that_slips_a_little_still_means_the_key(
    embedded: EmbeddedWindow, asked: list[Intent], slip_px: int, acts: bool
) -> None:
    embedded.show_snapshot(CONFIRM)
    key = key_of(embedded, "key.connect")
    QTest.mousePress(key, LEFT)
    QTest.mouseRelease(key, LEFT, pos=QPoint(key.width() + slip_px, key.height() // 2))
    assert bool(meant(asked)) is acts


def test_a_busy_key_swallows_taps(embedded: EmbeddedWindow, asked: list[Intent]) -> None:
    embedded.show_snapshot(dataclasses.replace(CALLED, call=dataclasses.replace(CALL, state=CallState.CONNECTING)))
    QTest.mouseClick(key_of(embedded, "key.start_talking"), LEFT)
    assert meant(asked) == []


def test_a_hasty_tap_does_not_fall_through_onto_the_next_screen(
    qtbot: QtBot, embedded: EmbeddedWindow, asked: list[Intent]
) -> None:
    embedded.show_snapshot(CALLED)
    embedded.show_snapshot(TALKING)
    start = embedded.canvas.mapTo(embedded, QPoint(1700, 700))
    handle = embedded.windowHandle()
    QTest.mouseClick(handle, LEFT, pos=start)
    assert meant(asked) == []
    deaf = Qt.WidgetAttribute.WA_TransparentForMouseEvents
    qtbot.waitUntil(lambda: not embedded.canvas.testAttribute(deaf), timeout=2000)
    show_paper = key_of(embedded, "key.show_paper")
    QTest.mouseClick(handle, LEFT, pos=show_paper.mapTo(embedded, show_paper.rect().center()))
    assert meant(asked) == [intents.ShowPaper()]


def test_the_keyboard_reaches_a_key_and_presses_it(qtbot: QtBot, embedded: EmbeddedWindow, asked: list[Intent]) -> None:
    embedded.show_snapshot(CONFIRM)
    key = key_of(embedded, "key.connect")
    QTest.keyClick(key, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(asked), timeout=1000)
    assert asked == [intents.Confirm()]


def test_the_ring_shows_for_the_keyboard_and_never_for_a_finger(qtbot: QtBot, embedded: EmbeddedWindow) -> None:
    embedded.show_snapshot(HOME)
    embedded.activateWindow()
    qtbot.waitActive(embedded)
    ring = embedded.canvas.findChild(FocusRing)
    assert ring is not None
    QTest.mouseClick(key_of(embedded, "key.letters"), LEFT)
    assert not ring.isVisible()
    key_of(embedded, "key.contrast").setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(ring.isVisible, timeout=1000)


@pytest.mark.parametrize("pressed", [False, True])
def test_when_the_key_with_the_focus_leaves_a_ring_goes_on_only_to_who_pressed_the_tabulator(
    qtbot: QtBot, embedded: EmbeddedWindow, pressed: bool
) -> None:
    embedded.show_snapshot(CONFIRM)
    embedded.activateWindow()
    qtbot.waitActive(embedded)
    key = key_of(embedded, "key.connect")
    key.setFocus(Qt.FocusReason.TabFocusReason if pressed else Qt.FocusReason.ActiveWindowFocusReason)
    assert key.hasFocus()
    rings: list[bool] = []
    soon = QTimer(singleShot=True, interval=0)
    ring = embedded.canvas.findChild(FocusRing)
    assert ring is not None
    embedded.show_snapshot(HOME)
    soon.timeout.connect(lambda: rings.append(ring.isVisible()))
    soon.start()
    qtbot.waitUntil(lambda: bool(rings), timeout=1000)
    assert not key.isVisible() and rings == [pressed]


def test_the_demos_strip_does_what_its_keys_say_in_their_order(qtbot: QtBot, fonts: None) -> None:
    done: list[str] = []
    strip = DemoStrip("DEMO", (("紙", lambda: done.append("paper")), ("スマホ", lambda: done.append("phone"))))
    qtbot.addWidget(strip)
    strip.resize(1350, 64)
    strip.show()
    keys = strip.findChildren(QPushButton)
    for key in keys:
        QTest.mouseClick(key, LEFT)
    assert done == ["paper", "phone"]
    assert keys[0].geometry().right() < keys[1].x() and keys[1].geometry().right() < strip.width()
