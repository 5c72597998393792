"""The doctor's window: live pictures with their figures, the camera's troubles in words, and nothing left behind."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from drivers.camera.mock import MockCamera
from drivers.camera.options import MockCameraOptions
from drivers.catalogue import open_keeper
from drivers.mock_room import Room
from kiosk.app import live_camera
from kiosk.app.doctor_pictures import PicturesWindow, Watched
from kiosk.app.live_camera import LiveCamera
from tests.support.network_camera import NetworkCamera, network_camera
from tests.unit.worker.watching import nothing_left


@pytest.fixture
def there(qapp: QApplication) -> Iterator[NetworkCamera]:
    with network_camera() as camera:
        yield camera


@pytest.fixture
def live(there: NetworkCamera) -> Iterator[LiveCamera]:
    with nothing_left():
        camera = _watched(there).camera
        camera.start()
        yield camera
        assert camera.stop()
        there.unplug()
        there.replug()


def _watched(camera: NetworkCamera) -> Watched:
    keeper = open_keeper("camera", "http", {"url": camera.url, "width": 320, "height": 180, "fps": 15})
    return Watched("顔カメラ", LiveCamera(keeper), mock=False)


def test_it_shows_what_the_camera_sees_and_says_how_it_is_until_it_is_closed(
    qtbot: QtBot, there: NetworkCamera, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    watched = _watched(there)
    window = PicturesWindow([watched])
    window.show()
    qtbot.waitUntil(lambda: "毎秒 1" in watched.camera.live.words, timeout=5000)
    assert watched.camera.live.words.startswith("320×180、毎秒 1")
    assert "ピント はっきり" in watched.camera.live.words
    seen = window.grab().toImage()
    middle = [seen.pixelColor(x, 220).value() for x in range(400, 1100, 20)]
    assert max(middle) > 150 and min(middle) > 40, "the bar and its ground"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    assert watched.camera.stop(), "its thread is gone"
    assert list(tmp_path.iterdir()) == [], "nothing is written"
    window.deleteLater()


def test_a_camera_that_is_pulled_out_shows_no_old_picture_and_comes_back(
    qtbot: QtBot, there: NetworkCamera, live: LiveCamera, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_camera, "RETRY_S", 0.05)
    qtbot.waitUntil(lambda: live.live.frame is not None, timeout=5000)
    there.unplug()
    qtbot.waitUntil(lambda: live.live.frame is None, timeout=1500)
    assert live.live.words.endswith("つながっているか 確かめてください")
    there.replug()
    qtbot.waitUntil(lambda: live.live.frame is not None, timeout=5000)


def test_a_camera_that_falls_silent_shows_no_old_picture(
    qtbot: QtBot, there: NetworkCamera, live: LiveCamera, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_camera, "_NOTHING_COMES_S", 0.3)
    qtbot.waitUntil(lambda: live.live.frame is not None, timeout=5000)
    there.fall_silent()
    qtbot.waitUntil(lambda: live.live.frame is None, timeout=5000)
    assert "映像が 来ません" in live.live.words


def test_a_camera_that_another_program_holds_is_told_so(qtbot: QtBot) -> None:
    room = Room()
    seat = room.join("van", "document", lambda scene: None)
    camera = LiveCamera(MockCamera(MockCameraOptions(scene="document", width=320, height=180), room))
    camera.start()
    qtbot.waitUntil(lambda: camera.live.words.endswith("使っている ほかの プログラムを 閉じてください"), timeout=5000)
    room.leave(seat)
    qtbot.waitUntil(lambda: camera.live.frame is not None, timeout=5000)
    assert camera.stop()
