"""What drivers.api.display promises, held by every keeper of monitors in the catalogue."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from drivers.api.display import Display
from drivers.catalogue import TABLE, open_keeper
from drivers.mock_room import RoomServer
from tests.unit.worker.watching import nothing_left


def _nobody() -> None:
    """Changes are not watched here."""


@pytest.fixture(params=list(TABLE["display"]))
def display(request: pytest.FixtureRequest, tmp_path: Path, qapp: QGuiApplication) -> Iterator[Display]:
    name = request.param
    with nothing_left(), RoomServer(tmp_path / "room" / "room.sock") as server:
        made = open_keeper("display", name, {"room": server.address} if TABLE["display"][name].mock else {})
        yield made
        made.close()


def test_nothing_is_told_before_opening_and_after_closing(display: Display) -> None:
    assert display.screens() == ()
    display.open(_nobody)
    assert display.screens()
    display.close()
    assert display.screens() == ()


def test_every_monitor_has_a_name_of_its_own_and_a_place(display: Display) -> None:
    display.open(_nobody)
    screens = display.screens()
    assert len({screen.name for screen in screens}) == len(screens)
    for screen in screens:
        assert not QRect(screen.x, screen.y, screen.width, screen.height).isEmpty()


def test_opening_and_closing_twice_is_fine_and_it_can_be_opened_again(display: Display) -> None:
    display.close()
    display.open(_nobody)
    first = display.screens()
    display.open(_nobody)
    display.close()
    display.close()
    display.open(_nobody)
    assert display.screens() == first


def test_a_monitor_that_is_pulled_out_and_in_again_is_told_each_time(qtbot: QtBot, tmp_path: Path) -> None:
    """Of the keeper of the pretended ones; that of the real ones is told so by a window system in tests/stories."""
    with nothing_left(), RoomServer(tmp_path / "room" / "room.sock") as server:
        display = open_keeper("display", "mock", {"room": server.address})
        server.room.unplug("van", "external")
        told: list[int] = []
        display.open(lambda: told.append(len(told)))
        assert [screen.name for screen in display.screens()] == ["embedded"]
        server.room.replug("van", "external")
        assert [screen.name for screen in display.screens()] == ["embedded", "external"]
        server.room.unplug("van", "embedded")
        assert [screen.name for screen in display.screens()] == ["external"]
        assert len(told) == 2
        display.close()


def test_the_real_keeper_tells_what_qt_tells(qapp: QGuiApplication) -> None:
    display = open_keeper("display", "qt_screens", {})
    told: list[None] = []
    display.open(lambda: told.append(None))
    screen = qapp.primaryScreen()
    place = screen.geometry()
    assert [(s.name, s.x, s.y, s.width, s.height) for s in display.screens()] == [
        (screen.name(), place.x(), place.y(), place.width(), place.height())
    ]
    screen.geometryChanged.emit(place)
    qapp.screenAdded.emit(screen)
    qapp.screenRemoved.emit(screen)
    assert len(told) == 3
    display.close()
    screen.geometryChanged.emit(place)
    qapp.screenAdded.emit(screen)
    assert len(told) == 3
