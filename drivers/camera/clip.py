"""A recorded clip in place of a camera, for demonstrations and measurements: over and over, at its own pace."""

import time
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np

from drivers.api.camera import CameraHealth
from drivers.api.errors import DeviceLost, DeviceMissing
from drivers.api.frame import Frame
from drivers.camera.jpeg import Pixels, decode
from drivers.camera.options import ClipOptions
from drivers.camera.quiet import keep_quiet

_PICTURES = (".jpg", ".jpeg", ".png")
_FASTEST_FPS = 120.0


class ClipCamera:
    """It only pretends, as its pictures are not of here and now."""

    mock = True

    def __init__(self, options: ClipOptions) -> None:
        self._options = options
        self._name = f"clip {options.path}"
        self._reel: _Reel | None = None
        self._due_s = 0.0
        self._number = 0
        self._last_s: float | None = None
        self._came = ""

    def open(self) -> None:
        """As promised."""
        if self._reel is None:
            self._reel = _reel(self._options, self._name)
            self._due_s = time.monotonic() + self._reel.period_s
            self._last_s = None

    def close(self) -> None:
        """As promised."""
        if self._reel is not None:
            self._reel.close()
            self._reel = None

    def wait(self, timeout_s: float) -> Frame | None:
        """As promised. Late receivers miss pictures, as with a real camera."""
        if self._reel is None:
            raise DeviceLost(f"{self._name}: not open")
        now_s = time.monotonic()
        missed = int(max(0.0, now_s - self._due_s) / self._reel.period_s)
        self._reel.skip(missed)
        self._due_s += missed * self._reel.period_s
        time.sleep(max(0.0, min(self._due_s - now_s, timeout_s)))
        if self._due_s > now_s + timeout_s:
            return None
        self._due_s += self._reel.period_s
        return self._take(self._reel)

    def expose_for_screen(self, on: bool) -> None:
        """As promised: a clip has been exposed."""

    def health(self) -> CameraHealth:
        """As promised; `detail` is the size in which the pictures come."""
        age_s = None if self._last_s is None else time.monotonic() - self._last_s
        return CameraHealth(self._reel is not None, age_s, self._came)

    def _take(self, reel: "_Reel") -> Frame:
        pixels = reel.next() if Path(self._options.path).exists() else None
        if pixels is None:
            raise DeviceLost(f"{self._name}: it is gone, or cannot be read any more")
        self._number += 1
        self._last_s = time.monotonic()
        self._came = f"{pixels.shape[1]}×{pixels.shape[0]}"
        return Frame(pixels, self._last_s, self._number)


class _Reel(Protocol):
    period_s: float

    def next(self) -> Pixels | None:
        """The next picture, of the first after the last; None if it cannot be read."""

    def skip(self, count: int) -> None:
        """Passes over so many pictures."""

    def close(self) -> None:
        """Lets go."""


class _Film:
    def __init__(self, capture: cv2.VideoCapture, otherwise_fps: int) -> None:
        fps = capture.get(cv2.CAP_PROP_FPS)
        self.period_s = 1 / (fps if 0 < fps <= _FASTEST_FPS else otherwise_fps)
        self._capture = capture
        self._length = max(1, int(capture.get(cv2.CAP_PROP_FRAME_COUNT)))

    def next(self) -> Pixels | None:
        came, picture = self._capture.read()
        if not came:
            self._capture.set(cv2.CAP_PROP_POS_FRAMES, 0)
            came, picture = self._capture.read()
        return np.asarray(picture, np.uint8) if came else None

    def skip(self, count: int) -> None:
        for _ in range(count % self._length):
            if not self._capture.grab():
                self._capture.set(cv2.CAP_PROP_POS_FRAMES, 0)

    def close(self) -> None:
        self._capture.release()


class _Slides:
    def __init__(self, pictures: list[Path], options: ClipOptions) -> None:
        self.period_s = 1 / options.fps
        self._pictures = pictures
        self._wanted = (options.width, options.height)
        self._at = 0

    def next(self) -> Pixels | None:
        file = self._pictures[self._at]
        self.skip(1)
        try:
            content = file.read_bytes()
        except OSError:
            return None
        if file.suffix.lower() != ".png":
            return decode(content, self._wanted)
        picture = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR) if content else None
        return None if picture is None else np.asarray(picture, np.uint8)

    def skip(self, count: int) -> None:
        self._at = (self._at + count) % len(self._pictures)

    def close(self) -> None:
        """Nothing is held."""


def _reel(options: ClipOptions, name: str) -> _Reel:
    """Raises DeviceMissing."""
    path = Path(options.path)
    if path.is_dir():
        pictures = sorted(file for file in path.iterdir() if file.suffix.lower() in _PICTURES)
        if not pictures:
            raise DeviceMissing(f"{name}: the folder holds no pictures ({', '.join(_PICTURES)})")
        return _Slides(pictures, options)
    if not path.is_file():
        raise DeviceMissing(f"{name}: there is no such file or folder")
    keep_quiet()
    capture = cv2.VideoCapture(str(path))
    if not capture.isOpened():
        capture.release()
        raise DeviceMissing(f"{name}: this is no video that can be read")
    return _Film(capture, options.fps)
