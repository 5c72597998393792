"""A camera whose pictures come by themselves: a thread takes them off, and only the newest waits to be fetched."""

import logging
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Protocol

from drivers.api.camera import CameraHealth
from drivers.api.errors import DeviceError, DeviceLost
from drivers.api.frame import Frame
from drivers.camera.jpeg import Pixels, decode, jpeg_size
from drivers.camera.options import Wanted

_log = logging.getLogger(__name__)

END_PATIENCE_S = 1.0
"""A read that hangs in a driver cannot be ended: its thread is left behind, and dies with the eye that is killed."""

Content = bytes | Pixels
"""A JPEG, or (height, width, 3) BGR pixels."""


class Stream(Protocol):
    """One open connection to a camera."""

    def read(self) -> Content:
        """The next picture; blocks until there is one. Raises DeviceLost."""

    def expose_for_screen(self, on: bool) -> None:
        """See Camera; called between two reads."""

    def interrupt(self) -> None:
        """Ends a `read` that blocks, where that is possible; called by another thread."""

    def release(self) -> None:
        """Lets go of everything; called once, when no more is read."""


class StreamCamera:
    """The keeper of any camera that is a Stream once it is connected. Of a camera that is faster than `fps`, the
    pictures between are left out undecoded."""

    mock = False

    def __init__(self, name: str, wanted: Wanted, connect: Callable[[], Stream]) -> None:
        """`name` stands for the device in what is said; `connect` raises DeviceMissing or DeviceBusy."""
        self._name = name
        self._wanted = (wanted.width, wanted.height)
        self._pace = _Pace(1 / wanted.fps)
        self._connect = connect
        self._pump: _Pump | None = None
        self._number = 0
        self._last_s: float | None = None
        self._came = ""
        self._for_screen = False

    def open(self) -> None:
        """As promised."""
        if self._pump is None:
            self._last_s = None
            self._pump = _Pump(self._connect(), self._for_screen)

    def expose_for_screen(self, on: bool) -> None:
        """As promised."""
        self._for_screen = on
        if self._pump is not None:
            self._pump.for_screen = on

    def close(self) -> None:
        """As promised."""
        if self._pump is not None:
            self._pump.stop()
            self._pump = None

    def wait(self, timeout_s: float) -> Frame | None:
        """As promised. What cannot be decoded is passed over: one broken picture is no loss of the camera."""
        if self._pump is None:
            raise DeviceLost(f"{self._name}: not open")
        end_s = time.monotonic() + timeout_s
        while (taken := self._pump.take(end_s - time.monotonic())) is not None:
            content, taken_s = taken
            pixels = self._pixels(content) if self._pace.is_due(taken_s) else None
            if pixels is not None:
                self._number += 1
                self._last_s = taken_s
                return Frame(pixels, taken_s, self._number, _whole(content, pixels))
            if time.monotonic() >= end_s:
                break
        return None

    def health(self) -> CameraHealth:
        """As promised; `detail` is the size in which the pictures come."""
        age_s = None if self._last_s is None else time.monotonic() - self._last_s
        return CameraHealth(self._pump is not None, age_s, self._came)

    def _pixels(self, content: Content) -> Pixels | None:
        if isinstance(content, bytes):
            pixels, size = decode(content, self._wanted), jpeg_size(content)
        else:
            pixels, size = content, (content.shape[1], content.shape[0])
        if size is not None:
            self._came = f"{size[0]}×{size[1]}"
        return pixels


def _whole(content: Content, pixels: Pixels) -> Callable[[], Pixels | None] | None:
    """What gives the picture in full, if it was decoded at a part of its size."""
    if not isinstance(content, bytes) or jpeg_size(content) == (pixels.shape[1], pixels.shape[0]):
        return None
    return partial(decode, content)


class _Pace:
    """Which pictures to leave out so that no more than one a period is left, on average."""

    def __init__(self, period_s: float) -> None:
        self._period_s = period_s
        self._next_s = 0.0

    def is_due(self, taken_s: float) -> bool:
        """Half a period early is early enough: a camera of the right rate must lose nothing to its jitter."""
        if taken_s < self._next_s - self._period_s / 2:
            return False
        self._next_s = max(self._next_s, taken_s - self._period_s) + self._period_s
        return True


class _Pump:
    """Reads in its own thread until it is stopped or the camera is lost."""

    def __init__(self, stream: Stream, for_screen: bool) -> None:
        self._stream = stream
        self.for_screen = for_screen
        self._exposed_for_screen = False
        self._changed = threading.Condition()
        self._newest: tuple[Content, float] | None = None
        self._error: DeviceError | None = None
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)
        self._thread.start()

    def take(self, timeout_s: float) -> tuple[Content, float] | None:
        """The newest picture not taken yet and when it came; None if none comes in time. Raises what ended reading."""
        with self._changed:
            self._changed.wait_for(lambda: self._newest is not None or self._error is not None, max(0.0, timeout_s))
            taken, self._newest = self._newest, None
            if taken is None and self._error is not None:
                raise self._error
            return taken

    def stop(self) -> None:
        """Ends within END_PATIENCE_S, whatever the camera does."""
        self._stopping = True
        self._stream.interrupt()
        self._thread.join(END_PATIENCE_S)
        if self._thread.is_alive():
            _log.warning("a camera's read does not end")

    def _run(self) -> None:
        try:
            while not self._stopping:
                if self.for_screen is not self._exposed_for_screen:
                    self._exposed_for_screen = not self._exposed_for_screen
                    self._stream.expose_for_screen(self._exposed_for_screen)
                content = self._stream.read()
                with self._changed:
                    self._newest = (content, time.monotonic())
                    self._changed.notify_all()
        except DeviceError as error:
            with self._changed:
                self._error = error
                self._changed.notify_all()
        finally:
            self._stream.release()
