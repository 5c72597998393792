"""A far camera that is gone and comes back: told when a person in front of the screen would see it, and not before."""

import dataclasses
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.app.figures import Figures
from kiosk.app.unattended_sight import FarSight
from kiosk.domain.ids import EYES, EyeName
from kiosk.domain.picture import Picture, Slot
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import Health, KioskSnapshot, Sharing, TheirDevices
from tests.support.ends import Kiosk
from tests.support.stages import ASSETS
from ui.theme.icons import Icons
from ui.theme.theme import desk_theme
from ui.widgets.video import VideoSurface

WORDS = "カメラの 調子"


class Screen:
    """A window with the far face and the far paper, and what was told of them."""

    def __init__(self) -> None:
        self.told: list[tuple[str, EyeName]] = []
        self.slots: dict[EyeName, Slot] = {eye: Slot() for eye in EYES}
        self.window = QWidget()
        self.window.resize(640, 360)
        theme = desk_theme(Icons(ASSETS / "icons", ASSETS / "pictures"))
        self.surfaces = {eye: VideoSurface(self.window, theme, slot) for eye, slot in self.slots.items()}
        for surface in self.surfaces.values():
            surface.resize(320, 180)
        self.sight = FarSight(self.slots, Figures(), lambda what, eye: self.told.append((what, eye)))
        self.sight.hook(self.window)
        self.sight.hook(self.window)
        self.number = 0

    def pictures(self, eye: EyeName, count: int) -> None:
        """That many new ones come and are painted, each twice."""
        for _ in range(count):
            self.number += 1
            self.slots[eye].put(Picture(bytes(320 * 180 * 4), 320, 180, 1280, self.number, 0.0, 320, 180))
            self.surfaces[eye].grab()
            self.surfaces[eye].grab()


@pytest.fixture
def screen(qtbot: QtBot) -> Iterator[Screen]:
    made = Screen()
    qtbot.addWidget(made.window)
    made.window.show()
    qtbot.waitExposed(made.window)
    yield made


def _talking(face: Health = Health.OK, document: Health = Health.OK, paper: bool = True) -> KioskSnapshot:
    sharing = Sharing(theirs=SharingState.OPEN if paper else SharingState.CLOSED)
    now = Kiosk().talk().now
    return dataclasses.replace(now, their_devices=TheirDevices(face, document, Health.OK), sharing=sharing)


def test_a_face_that_is_gone_is_told_once_its_words_are_painted_and_back_with_the_second_new_picture(
    qtbot: QtBot, screen: Screen
) -> None:
    screen.pictures("face", 3)
    assert screen.told == [("first_picture", "face")]
    screen.sight.note(_talking(face=Health.LOST))
    screen.window.update()
    screen.surfaces["face"].say("", WORDS)
    qtbot.waitUntil(lambda: ("camera_lost_shown", "face") in screen.told)
    screen.sight.note(_talking())
    screen.surfaces["face"].say("")
    screen.surfaces["face"].grab()
    assert screen.told[-1] == ("camera_lost_shown", "face"), "the old picture is no moving one"
    screen.pictures("face", 1)
    assert screen.told[-1] == ("camera_lost_shown", "face")
    screen.pictures("face", 1)
    assert screen.told[-1] == ("camera_back_shown", "face")
    screen.pictures("face", 5)
    assert len(screen.told) == 3


def test_while_the_words_do_not_stand_there_nothing_is_told(qtbot: QtBot, screen: Screen) -> None:
    screen.pictures("face", 1)
    screen.sight.note(_talking(face=Health.LOST, document=Health.LOST))
    screen.window.update()
    qtbot.waitUntil(lambda: ("camera_lost_shown", "document") in screen.told)
    assert ("camera_lost_shown", "face") not in screen.told


def test_a_paper_that_is_not_shown_is_not_missed(qtbot: QtBot, screen: Screen) -> None:
    screen.sight.note(_talking(face=Health.LOST, document=Health.LOST, paper=False))
    screen.surfaces["face"].say("", WORDS)
    screen.window.update()
    qtbot.waitUntil(lambda: screen.told == [("camera_lost_shown", "face")])


def test_after_the_call_nothing_is_awaited_any_more(screen: Screen) -> None:
    screen.pictures("face", 1)
    screen.sight.note(_talking(face=Health.LOST))
    screen.sight.note(Kiosk().now)
    screen.surfaces["face"].say("", WORDS)
    screen.sight._say_what_is_gone()
    assert screen.told == [("first_picture", "face")]


def test_each_call_has_its_first_picture(screen: Screen) -> None:
    screen.pictures("face", 1)
    screen.sight.call_began()
    screen.pictures("face", 2)
    assert screen.told == [("first_picture", "face")] * 2
