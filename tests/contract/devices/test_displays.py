"""What drivers.api.display promises, held by every keeper of monitors in the catalogue."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication

from drivers.api.display import Display
from drivers.catalogue import TABLE, names, open_keeper
from drivers.mock_room import RoomServer
from tests.contract.devices.display_stages import DISPLAY_STAGES, DisplayStage, seconds_until
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


@pytest.fixture(params=DISPLAY_STAGES)
def on_stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DisplayStage]:
    with nothing_left(), DISPLAY_STAGES[request.param](tmp_path) as made:
        yield made


def test_every_keeper_in_the_catalogue_stands_on_a_stage() -> None:
    assert set(names("display")) == DISPLAY_STAGES.keys()


def test_a_monitor_that_is_pulled_out_is_gone_within_a_moment_and_back_after_it_is_plugged_in(
    on_stage: DisplayStage,
) -> None:
    both = [on_stage.first, on_stage.second]
    seconds_until(on_stage, both)
    for _ in range(3):
        on_stage.unplug()
        assert seconds_until(on_stage, [on_stage.first]) < 1.5
        on_stage.replug()
        assert seconds_until(on_stage, both) < 5.0


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
