"""For every camera keeper in the catalogue: something to see, and a hand on its plug."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import pytest

from drivers.api.camera import Camera
from drivers.camera.opencv import OpencvCamera
from drivers.camera.options import OpencvOptions, RtspOptions
from drivers.camera.rtsp import RtspCamera
from drivers.catalogue import open_keeper
from drivers.mock_room import Device, RoomServer
from drivers.mock_room.state import Screen
from tests.support.clips import write_film
from tests.support.network_camera import Habits, network_camera
from tests.support.pretend_capture import PretendCapture, PretendSystem

FASTER_FPS = 60.0
"""Of the cameras here that do not ask how many pictures are wanted."""


class CameraStage(Protocol):
    """`alone`: whether one viewer keeps others out. `hangs_not`: why this device cannot fall silent, if so."""

    alone: bool
    hangs_not: str

    def make(self, **options: Any) -> Camera:
        """A new keeper of the one device."""

    def unplug(self) -> None: ...
    def replug(self) -> None: ...
    def fall_silent(self) -> None: ...
    def speak_again(self) -> None: ...


class _Mock:
    alone, hangs_not = True, "a mock hangs within `wait`, as drivers may: tests/stories has its eye kill it"

    def __init__(self, server: RoomServer, device: Device) -> None:
        self._server = server
        self._device = device

    def make(self, **options: Any) -> Camera:
        return open_keeper("camera", "mock", {"room": self._server.address, "scene": self._device, **options})

    def unplug(self) -> None:
        self._server.room.unplug("van", self._device)

    def replug(self) -> None:
        self._server.room.replug("van", self._device)

    def fall_silent(self) -> None: ...
    def speak_again(self) -> None: ...


class _Clip:
    alone, hangs_not = False, "a clip cannot fall silent: there is no device behind it"

    def __init__(self, folder: Path) -> None:
        self._film = write_film(folder / "film.avi")

    def make(self, **options: Any) -> Camera:
        return open_keeper("camera", "clip", {"path": str(self._film), **options})

    def unplug(self) -> None:
        self._film.rename(self._film.with_suffix(".gone"))

    def replug(self) -> None:
        self._film.with_suffix(".gone").rename(self._film)

    def fall_silent(self) -> None: ...
    def speak_again(self) -> None: ...


class _Captured:
    """Keepers on OpenCV's capture: tests/support/pretend_capture.py says what is real here and what is not."""

    hangs_not = ""

    def __init__(self, name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.alone = name == "opencv"
        self._node = PretendSystem(folder, monkeypatch).plug(0, "Desk Camera", "serial-1")
        self._device = str(folder / "dev" / "v4l" / "by-id" / "usb-serial-1-video-index0")
        self._camera = PretendCapture(self._node)
        self._make = self._opencv if self.alone else self._rtsp

    def make(self, **options: Any) -> Camera:
        return self._make(options)

    def _opencv(self, options: dict[str, Any]) -> Camera:
        return OpencvCamera(OpencvOptions(device=self._device, **options), self._camera.open_with)  # type: ignore[arg-type]

    def _rtsp(self, options: dict[str, Any]) -> Camera:
        wanted = RtspOptions(url="rtsp://127.0.0.1/stream", **options)
        return RtspCamera(wanted, self._camera.open_with)  # type: ignore[arg-type]

    def unplug(self) -> None:
        self._node.unlink()

    def replug(self) -> None:
        self._node.touch()

    def fall_silent(self) -> None:
        self._camera.hangs.set()

    def speak_again(self) -> None:
        self._camera.hangs.clear()


class _Network:
    alone, hangs_not = False, ""

    def __init__(self, camera: Any) -> None:
        self.unplug, self.replug = camera.unplug, camera.replug
        self.fall_silent, self.speak_again = camera.fall_silent, camera.speak_again
        self._url = camera.url

    def make(self, **options: Any) -> Camera:
        return open_keeper("camera", "http", {"url": self._url, **options})


@contextmanager
def _mock_stage(device: Device, folder: Path, _patch: pytest.MonkeyPatch) -> Iterator[CameraStage]:
    with RoomServer(folder / "room.sock") as server:
        server.room.connect("van", Screen("home"))
        yield _Mock(server, device)


@contextmanager
def _clip_stage(folder: Path, _patch: pytest.MonkeyPatch) -> Iterator[CameraStage]:
    yield _Clip(folder)


@contextmanager
def _network_stage(folder: Path, _patch: pytest.MonkeyPatch) -> Iterator[CameraStage]:
    with network_camera(habits=Habits(fps=FASTER_FPS)) as camera:
        yield _Network(camera)


@contextmanager
def _captured_stage(name: str, folder: Path, patch: pytest.MonkeyPatch) -> Iterator[CameraStage]:
    yield _Captured(name, folder, patch)


MakeStage = Callable[[Path, pytest.MonkeyPatch], AbstractContextManager[CameraStage]]

STAGES: dict[str, MakeStage] = {
    "mock": partial(_mock_stage, "face"),
    "mock-document": partial(_mock_stage, "document"),
    "mock-cable": partial(_mock_stage, "cable"),
    "clip": _clip_stage,
    "opencv": partial(_captured_stage, "opencv"),
    "http": _network_stage,
    "rtsp": partial(_captured_stage, "rtsp"),
}
