"""A pretended network camera: MJPEG over HTTP on this machine, with a plug to pull and every bad habit of real ones."""

import base64
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np

from drivers.camera.mock_timecode import draw_timecode

BOUNDARY = b"frame"
_STEPS = 8


@dataclass(frozen=True)
class Habits:
    """`status` and `kind` are what the camera answers; `login` is NAME:PASSWORD or empty; `tells_length` as real ones
    mostly do; `speaks` at all, or takes connections and keeps silent."""

    fps: float = 30.0
    status: str = "200 OK"
    kind: str = "multipart/x-mixed-replace; boundary=--frame"
    login: str = ""
    tells_length: bool = True
    speaks: bool = True


@cache
def jpegs(width: int, height: int, bright: int = 200) -> tuple[bytes, ...]:
    """Pictures of a bar that moves from left to right."""
    found = []
    for step in range(_STEPS):
        pixels = np.full((height, width, 3), bright // 3, np.uint8)
        pixels[:, step * width // _STEPS : (step + 1) * width // _STEPS] = bright
        found.append(cv2.imencode(".jpg", pixels)[1].tobytes())
    return tuple(found)


def scene(width: int, height: int) -> Callable[[int], bytes]:
    """Draws the JPEG of any number: soft blobs that pan as a person moves, and in the corner the time at which this
    picture was begun."""
    coarse = np.random.default_rng(1).integers(40, 210, (height // 60, width // 30, 3), dtype=np.uint8)
    wide = cv2.resize(coarse, (2 * width, height), interpolation=cv2.INTER_CUBIC)

    def draw(number: int) -> bytes:
        begun_s = time.monotonic()
        pan = 2 * number % width
        pixels = np.ascontiguousarray(wide[:, pan : pan + width], np.uint8)
        draw_timecode(pixels, begun_s)
        return cv2.imencode(".jpg", pixels, (cv2.IMWRITE_JPEG_QUALITY, 85))[1].tobytes()

    return draw


def part(jpeg: bytes, length: int | None = None) -> bytes:
    """One part of the stream."""
    told = b"" if length is None else b"Content-Length: %d\r\n" % length
    return b"--" + BOUNDARY + b"\r\nContent-Type: image/jpeg\r\n" + told + b"\r\n" + jpeg + b"\r\n"


class NetworkCamera:
    """Listens from the beginning on; one thread for each viewer."""

    def __init__(
        self,
        size: tuple[int, int] = (320, 180),
        habits: Habits | None = None,
        bright: int = 200,
        draw: Callable[[int], bytes] | None = None,
    ) -> None:
        """`draw` gives the JPEG of any number; without it there are some of a bar that moves."""
        self.habits = habits or Habits()
        pictures = jpegs(*size, bright)
        self._draw = draw or (lambda number: pictures[number % _STEPS])
        self._port = 0
        self._listener: socket.socket | None = None
        self._viewers: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._unplugged = threading.Event()
        self._silent = threading.Event()
        self.asked: list[str] = []
        self.asked_once = threading.Event()
        self.replug()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/stream?key=hidden"

    def replug(self) -> None:
        """At the same address as before."""
        self._unplugged.clear()
        self._listener = socket.create_server(("127.0.0.1", self._port))
        self._port = self._listener.getsockname()[1]
        self._begin(self._accept, self._listener)

    def unplug(self) -> None:
        """All connections break, and nobody listens any more."""
        self._unplugged.set()
        for line in (self._listener, *self._viewers):
            if line is not None:
                with suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)
                line.close()
        for thread in self._threads:
            thread.join()
        self._listener = None
        self._viewers.clear()
        self._threads.clear()

    def fall_silent(self) -> None:
        """No viewer gets another byte, but no connection ends: a cable is pulled out, or firmware hangs."""
        self._silent.set()

    def speak_again(self) -> None:
        """To new viewers, too."""
        self._silent.clear()

    def _begin(self, what: object, line: socket.socket) -> None:
        thread = threading.Thread(target=what, args=(line,), name="network-camera")  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                viewer = listener.accept()[0]
                self._viewers.append(viewer)
                self._begin(self._serve, viewer)

    def _serve(self, viewer: socket.socket) -> None:
        with suppress(OSError), viewer:
            asked = viewer.recv(4096).decode("ascii")
            self.asked.append(asked)
            self.asked_once.set()
            if not self.habits.speaks:
                self._unplugged.wait()
                return
            status = self.habits.status if self._may_see(asked) else "401 Unauthorized"
            viewer.sendall(f"HTTP/1.1 {status}\r\nContent-Type: {self.habits.kind}\r\n\r\n".encode("ascii"))
            if status.startswith("200"):
                self._stream(viewer)

    def _may_see(self, asked: str) -> bool:
        login = base64.b64encode(self.habits.login.encode("utf-8")).decode("ascii")
        return not self.habits.login or f"Authorization: Basic {login}\r\n" in asked

    def _stream(self, viewer: socket.socket) -> None:
        due_s, number = time.monotonic(), 0
        while not self._unplugged.wait(max(0.0, due_s - time.monotonic())):
            if not self._silent.is_set():
                jpeg = self._draw(number)
                viewer.sendall(part(jpeg, len(jpeg) if self.habits.tells_length else None))
            number += 1
            due_s += 1 / self.habits.fps


@contextmanager
def network_camera(
    size: tuple[int, int] = (320, 180), habits: Habits | None = None, bright: int = 200
) -> Iterator[NetworkCamera]:
    """Plugged in for as long as the block lasts."""
    camera = NetworkCamera(size, habits, bright)
    try:
        yield camera
    finally:
        camera.unplug()
