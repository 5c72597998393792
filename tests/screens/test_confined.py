"""The resident's window paints nothing outside its monitor: looked at pixel by pixel."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.domain.intents import Intent
from kiosk.domain.monitors import Placement, Showing
from tests.support.pictures import face_image, filled_slots, picture_of
from tests.support.scenes import HOME, OUTSIDE, PAPER
from tests.support.stages import make_stage
from ui.stage import Slots
from ui.windows.confined import NOWHERE
from ui.windows.embedded import EmbeddedWindow
from ui.windows.external import ExternalWindow

MONITOR = QRect(100, 50, 1920, 1080)
OFFSETS = [QPoint(1, 0), QPoint(-1, 0), QPoint(0, 1), QPoint(0, -1), QPoint(1920, 0), QPoint(-5000, 300)]


@pytest.fixture
def slots() -> Slots:
    return filled_slots()


@pytest.fixture
def window(qtbot: QtBot, slots: Slots, fonts: None, asked: list[Intent]) -> Iterator[EmbeddedWindow]:
    made = EmbeddedWindow(make_stage(slots), asked.append)
    made.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    made.setGeometry(MONITOR)
    qtbot.addWidget(made)
    made.show()
    made.show_snapshot(PAPER)
    yield made
    made.hide()


def colours(window: EmbeddedWindow | ExternalWindow) -> set[int]:
    """Every colour in what the window paints now."""
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return set(memoryview(image.constBits()).cast("I"))


def plain(window: EmbeddedWindow | ExternalWindow) -> bool:
    return colours(window) == {0xFF000000}


def test_a_new_window_is_confined_to_nowhere(window: EmbeddedWindow) -> None:
    assert plain(window)


def test_on_its_monitor_it_paints_the_screen(window: EmbeddedWindow) -> None:
    window.confine(MONITOR)
    assert len(colours(window)) > 100


@pytest.mark.parametrize("offset", OFFSETS, ids=str)
def test_moved_out_by_however_little_there_is_nothing_of_the_screen_in_it(
    window: EmbeddedWindow, offset: QPoint
) -> None:
    window.confine(MONITOR)
    window.move(MONITOR.topLeft() + offset)
    assert plain(window)
    window.move(MONITOR.topLeft())
    assert not plain(window)


def test_grown_beyond_its_monitor_it_paints_nothing(window: EmbeddedWindow) -> None:
    window.confine(MONITOR)
    window.resize(MONITOR.width() + 1, MONITOR.height())
    assert plain(window)


def test_a_monitor_that_goes_takes_the_picture_with_it(window: EmbeddedWindow) -> None:
    window.confine(MONITOR)
    window.confine(NOWHERE)
    assert plain(window)


def test_what_changes_while_it_is_outside_does_not_come_through(window: EmbeddedWindow, slots: Slots) -> None:
    window.confine(MONITOR)
    window.move(MONITOR.bottomRight())
    slots.own_paper.put(picture_of(face_image(1600, 900, "#FF00FF", "#FF00FF")))
    window.show_snapshot(HOME)
    assert plain(window)


def test_a_key_that_is_not_seen_cannot_be_touched(window: EmbeddedWindow, asked: list[Intent]) -> None:
    window.confine(MONITOR)
    key = window.key("key.attendant")
    assert key is not None
    middle = key.mapTo(window, key.rect().center())
    window.confine(NOWHERE)
    touched = window.childAt(middle)
    assert touched is not None
    QTest.mouseClick(touched, Qt.MouseButton.LeftButton, pos=touched.mapFrom(window, middle))
    assert [intent for intent in asked if type(intent).__name__ == "CallAttendant"] == []
    window.confine(MONITOR)
    assert window.childAt(middle) is key


def test_a_paper_on_the_large_screen_is_confined_as_well(qtbot: QtBot, fonts: None) -> None:
    window = ExternalWindow(make_stage())
    qtbot.addWidget(window)
    window.setGeometry(MONITOR)
    window.show()
    window.show_snapshot(OUTSIDE, Placement(Showing.PAPER))
    assert plain(window)
    window.confine(MONITOR)
    assert not plain(window)
    window.move(0, 0)
    assert plain(window)
