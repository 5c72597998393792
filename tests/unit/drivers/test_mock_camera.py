"""What the pretended cameras show."""

import itertools
import time
from collections.abc import Callable, Iterator

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from drivers.camera.mock import MockCamera
from drivers.camera.mock_face import FaceView
from drivers.camera.mock_tray import TRAY, VIEW_HEIGHT_MM
from drivers.camera.options import MockCameraOptions
from drivers.mock_room import Place, Room
from drivers.mock_room.state import Screen
from kiosk.vision.timecode import read_timecode

Look = Callable[[MockCameraOptions], NDArray[np.uint8]]


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def look(room: Room) -> Iterator[Look]:
    def take(options: MockCameraOptions) -> NDArray[np.uint8]:
        camera = MockCamera(options, room)
        camera.open()
        frame = camera.wait(2.0)
        camera.close()
        assert frame is not None
        return frame.pixels

    yield take


@pytest.mark.parametrize("place", ["van", "office"])
def test_a_face_never_stands_still(place: Place) -> None:
    view = FaceView(place, (640, 360))
    moments = [view.draw(1.0 + beat / 15).astype(int) for beat in range(30)]
    for before, after in itertools.pairwise(moments):
        assert (np.abs(before - after).max(axis=2) > 12).sum() > 30


def test_the_two_places_have_different_people(look: Look) -> None:
    van, office = (look(MockCameraOptions(place=place, width=320, height=180)) for place in ("van", "office"))
    assert np.abs(van.astype(int) - office).mean() > 10


def test_a_page_lies_on_the_tray_in_true_millimetres(room: Room, look: Look) -> None:
    options = MockCameraOptions(scene="document", width=1280, height=720)
    empty = look(options)
    room.place("van", "mycard")
    room.nudge("van", 20, 0)
    page = look(options)
    changes = (np.abs(page.astype(int) - empty).max(axis=2) > 60).astype(np.uint8)
    changes[:60, 920:] = 0  # where the lamp breathes
    changed = cv2.boundingRect(changes)
    px_per_mm = 720 / VIEW_HEIGHT_MM
    left = (TRAY[0] + TRAY[2] / 2) * 1280 + (20 - 105) * px_per_mm
    assert changed[0] == pytest.approx(left, abs=3)
    assert changed[2] == pytest.approx(210 * px_per_mm, abs=6)
    assert changed[3] == pytest.approx(297 * px_per_mm, abs=6)


def test_a_turn_to_the_right_takes_the_upper_edge_to_the_right(room: Room, look: Look) -> None:
    options = MockCameraOptions(scene="document", width=640, height=360)
    room.place("van", "mycard")
    room.turn("van", 20)
    white = look(options).min(axis=2) > 200
    rows = np.flatnonzero(white.any(axis=1))
    upper, lower = (np.flatnonzero(white[row]).mean() for row in (rows[len(rows) * 2 // 5], rows[len(rows) * 3 // 5]))
    assert upper > lower + 10


def test_what_is_written_is_seen(room: Room, look: Look) -> None:
    options = MockCameraOptions(scene="document", width=640, height=360)
    room.place("van", "juminhyo")
    before = look(options).astype(int)
    room.write("van", ((60, 85), (120, 85)))
    assert (np.abs(look(options) - before).max(axis=2) > 60).sum() > 40


def test_two_pictures_of_the_same_page_differ_a_little_and_the_lamp_breathes(room: Room) -> None:
    camera = MockCamera(MockCameraOptions(scene="document", width=320, height=180, fps=15), room)  # a whole breath
    camera.open()
    frames = [camera.wait(1.0) for _ in range(25)]
    camera.close()
    pictures = [frame.pixels.astype(int) for frame in frames if frame is not None]
    assert len(pictures) == 25
    assert all(np.abs(a - b).max() > 0 for a, b in itertools.pairwise(pictures))
    lamp = [picture[5:15, 225:240, 1].max() for picture in pictures]
    assert max(lamp) - min(lamp) > 60


@pytest.mark.parametrize(("scene", "corner"), [("face", (0.0, 0.0)), ("document", TRAY[:2])])
def test_the_time_is_drawn_when_it_is_asked_for(look: Look, scene: str, corner: tuple[float, float]) -> None:
    options = MockCameraOptions(scene=scene, width=640, height=360, timecode=True)  # type: ignore[arg-type]
    gray = np.asarray(cv2.cvtColor(look(options), cv2.COLOR_BGR2GRAY), np.uint8)
    read = read_timecode(gray, corner)
    assert read is not None
    assert (int(time.monotonic() * 1000) - read) % 4096 < 2000


def test_a_slow_receiver_misses_pictures_and_gets_a_fresh_one(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    camera = MockCamera(MockCameraOptions(width=64, height=64, fps=60), room)
    camera.open()
    camera.wait(1.0)
    now_s = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: now_s() + 5.0)
    frame = camera.wait(1.0)
    camera.close()
    assert frame is not None
    assert time.monotonic() - frame.taken_s < 2.5, "not the one of five seconds ago"


def test_through_a_cable_comes_what_a_telephone_shows_and_black_without_one(room: Room, look: Look) -> None:
    options = MockCameraOptions(scene="cable", width=1280, height=720)
    assert look(options).max() == 0
    room.connect("van", Screen("settings"))
    upright = look(options)
    assert upright[:, :380].max() == upright[:, 900:].max() == 0 and (upright[:, 500:780] > 200).mean() > 0.5
    room.connect("van", Screen("settings", across=True))
    assert look(options)[:, :380].max() > 200
    room.connect("van", Screen("off"))
    assert look(options).max() == 0
    room.connect("van", None)
    assert look(options).max() == 0
