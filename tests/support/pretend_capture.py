"""What stands in for OpenCV's capture where there is no camera: the device's file is real, what it gives is not.

Real in these tests: how a device is found, read in its own thread, lost and closed. Not real: Video4Linux itself, who
may open it, and whether a camera takes what it is asked for.
"""

import threading
import time
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from drivers.camera import seen
from tests.support.network_camera import jpegs

GIVES_JPEG = int(cv2.VideoWriter.fourcc(*"MJPG"))


class PretendSystem:
    """/dev and /sys of a machine with cameras."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.devices, self.system = folder / "dev", folder / "sys"
        self.devices.mkdir()
        self.system.mkdir()
        monkeypatch.setattr(seen, "DEVICES", self.devices)
        monkeypatch.setattr(seen, "SYSTEM", self.system)
        monkeypatch.setattr("sys.platform", "linux")

    def plug(self, number: int, name: str, serial: str = "", index: int = 0) -> Path:
        """The device's file; with a serial number also its stable link."""
        node = self.devices / f"video{number}"
        node.touch()
        told = self.system / node.name
        told.mkdir(exist_ok=True)
        (told / "name").write_text(f"{name}\n", encoding="utf-8")
        (told / "index").write_text(f"{index}\n", encoding="utf-8")
        if serial:
            links = self.devices / "v4l" / "by-id"
            links.mkdir(parents=True, exist_ok=True)
            (links / f"usb-{serial}-video-index{index}").symlink_to(node)
        return node


class PretendCapture:
    """One camera. `open_with` takes the place of cv2.VideoCapture; a second capture of it does not open."""

    def __init__(self, node: Path, size: tuple[int, int] | None = None) -> None:
        """`size`: what it gives whatever it is asked for; else as asked."""
        self.asked: dict[int, float] = {}
        self.opened_with: tuple[object, ...] = ()
        self.hangs = threading.Event()
        self._node = node
        self._size = size
        self._holder: _Opened | None = None

    def open_with(self, device: int | str, backend: int, params: Sequence[int] = ()) -> "_Opened":
        self.opened_with = (device, backend, *params)
        free = self._holder is None and self._node.exists()
        opened = _Opened(self, free)
        if free:
            self._holder = opened
        return opened

    def picture(self, number: int) -> NDArray[np.uint8] | None:
        """As a camera gives it: a JPEG in one row if it was asked not to decode, else pixels."""
        if not self._node.exists():
            return None
        wanted = self.asked.get(cv2.CAP_PROP_FRAME_WIDTH, 320), self.asked.get(cv2.CAP_PROP_FRAME_HEIGHT, 180)
        width, height = self._size or (int(wanted[0]), int(wanted[1]))
        pictures = jpegs(width, height)
        jpeg = np.frombuffer(pictures[number % len(pictures)], np.uint8)
        if self.asked.get(cv2.CAP_PROP_CONVERT_RGB) == 0:
            return jpeg.reshape(1, -1)
        return np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR), np.uint8)

    def let_go(self, opened: "_Opened") -> None:
        if self._holder is opened:
            self._holder = None


class _Opened:
    def __init__(self, camera: PretendCapture, opened: bool) -> None:
        self._camera = camera
        self._opened = opened
        self._number = 0
        self._due_s = time.monotonic()
        self._released = threading.Event()

    def isOpened(self) -> bool:  # noqa: N802
        return self._opened

    def set(self, what: int, value: float) -> bool:
        self._camera.asked[what] = value
        return True

    def get(self, what: int) -> float:
        return self._camera.asked.get(what, 0.0)

    def read(self) -> tuple[bool, NDArray[np.uint8] | None]:
        self._due_s += 1 / self._camera.asked.get(cv2.CAP_PROP_FPS, 30)
        self._released.wait(max(0.0, self._due_s - time.monotonic()))
        while self._camera.hangs.is_set():
            self._released.wait(0.01)
        self._number += 1
        picture = self._camera.picture(self._number)
        return picture is not None, picture

    def release(self) -> None:
        self._released.set()
        self._camera.let_go(self)
