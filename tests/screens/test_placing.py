"""The kiosk's two windows over pretended monitors: where they stand, and what they show when a cable is pulled."""

import dataclasses
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from drivers.api.display import Screen
from drivers.display.mock import MockDisplay, MockDisplayOptions
from drivers.mock_room import Room
from kiosk.app.placing import Counter, Placing
from kiosk.domain.intents import ShowOutside, ShowPaper
from kiosk.domain.monitors import Bindings
from kiosk.domain.privacy import Gate
from tests.support.ends import Kiosk, gate
from tests.support.stages import make_stage
from ui.screens.external.notice import NoticeScreen
from ui.screens.external.outside import OutsideScreen
from ui.screens.external.signage import SignageScreen
from ui.widgets.words import Words
from ui.windows.embedded import EmbeddedWindow
from ui.windows.external import ExternalWindow

BOUND = Bindings("name:embedded", "name:external")


class OneMonitor:
    """A display that is not pretended, as far as the windows know."""

    PLACE = QRect(40, 30, 1920, 1080)
    mock = False

    def open(self, changed: Callable[[], None]) -> None:
        """Nothing ever changes."""

    def close(self) -> None:
        """Nothing is held."""

    def screens(self) -> tuple[Screen, ...]:
        place = self.PLACE
        return (Screen("embedded", "", "", "", place.x(), place.y(), place.width(), place.height()),)


class Van:
    """Flows that the test feeds, windows, and the room whose plugs it pulls."""

    def __init__(self, bindings: Bindings) -> None:
        self.kiosk = Kiosk()
        self.room = Room()
        self.embedded = EmbeddedWindow(make_stage(), self.kiosk.flows.do)
        self.external = ExternalWindow(make_stage())
        display = MockDisplay(
            MockDisplayOptions(embedded=(50, 60, 1920, 1080), external=(2000, 60, 1600, 900)), self.room
        )
        self.placing = Placing(display, bindings, self.kiosk.flows, Counter(self.embedded, self.external))
        self.kiosk.store.listen(lambda _: self.placing.show())

    def shows(self, screen: type[QWidget]) -> bool:
        return all(shown.isVisible() is isinstance(shown, screen) for shown in self._screens())

    def says(self) -> list[str]:
        return [words.text for words in self.external.findChildren(Words) if words.isVisible() and words.text]

    def _screens(self) -> list[QWidget]:
        kinds = (SignageScreen, OutsideScreen, NoticeScreen)
        return [widget for widget in self.external.findChildren(QWidget) if isinstance(widget, kinds)]


@pytest.fixture
def van(qtbot: QtBot, fonts: None) -> Iterator[Van]:
    made = Van(BOUND)
    made.placing.open()
    yield made
    made.placing.close()


def over_paper(van: Van) -> Van:
    van.kiosk.talk().flows.do(ShowPaper())
    return van


def test_each_window_stands_on_its_monitor_and_the_large_one_shows_signage(van: Van) -> None:
    assert van.embedded.geometry().getRect() == (50, 60, 1920, 1080)
    assert van.external.geometry().getRect() == (2000, 60, 1600, 900)
    assert van.embedded.isVisible()
    assert van.shows(SignageScreen)


def test_a_paper_is_shown_outside_from_the_touch_until_the_cable_is_pulled(van: Van) -> None:
    over_paper(van)
    assert van.shows(SignageScreen)
    van.kiosk.flows.do(ShowOutside())
    assert van.shows(OutsideScreen)
    van.room.unplug("van", "external")
    assert not van.external.isVisible()
    assert van.embedded.isVisible()
    van.room.replug("van", "external")
    assert van.external.isVisible()
    assert van.shows(SignageScreen)


def test_without_the_residents_monitor_only_the_trouble_is_said_and_the_cameras_are_shut(van: Van) -> None:
    over_paper(van).kiosk.flows.do(ShowOutside())
    van.room.unplug("van", "embedded")
    assert not van.embedded.isVisible()
    assert van.says() == ["画面の 調子が わるいです", "声は つながっています", "係の人を およびください"]
    assert gate(van.kiosk, "face") is Gate.SHUT
    van.room.replug("van", "embedded")
    assert van.embedded.isVisible()
    assert van.shows(SignageScreen)
    assert gate(van.kiosk, "face") is Gate.SENT


def test_while_nobody_talks_no_voice_is_promised(van: Van) -> None:
    van.room.unplug("van", "embedded")
    assert van.says() == ["画面の 調子が わるいです", "係の人を およびください"]


def test_monitors_that_nobody_bound_say_what_to_write_into_the_settings(qtbot: QtBot, fonts: None) -> None:
    van = Van(Bindings())
    van.placing.open()
    assert not van.embedded.isVisible()
    assert '[monitors]\nembedded = "name:embedded"' in van.says()
    over_paper(van)
    assert not van.embedded.isVisible()
    assert gate(van.kiosk, "face") is Gate.SHUT
    van.placing.close()
    assert not van.external.isVisible()


def test_a_window_that_the_window_system_moved_away_is_dark_until_it_is_put_back(qtbot: QtBot, fonts: None) -> None:
    kiosk = Kiosk()
    counter = Counter(EmbeddedWindow(make_stage(), kiosk.flows.do), ExternalWindow(make_stage()))
    placing = Placing(OneMonitor(), BOUND, kiosk.flows, counter)
    placing.open()
    window = counter.embedded
    assert (window.geometry(), window.inside) == (OneMonitor.PLACE, True)
    window.move(700, 0)
    assert not window.inside
    qtbot.waitUntil(lambda: window.geometry() == OneMonitor.PLACE)
    assert window.inside
    assert not counter.external.isVisible()
    placing.close()


def test_a_window_of_a_pretended_monitor_may_be_moved_about_on_the_desktop(van: Van) -> None:
    van.embedded.move(300, 200)
    assert van.embedded.inside
    van.kiosk.store.change(look=dataclasses.replace(van.kiosk.now.look, letters=2))
    assert van.embedded.pos().x() == 300
