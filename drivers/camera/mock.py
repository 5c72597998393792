"""A camera of the pretend world: its own frame clock, its own faults, and pictures drawn from what the room holds."""

import threading
import time
from functools import partial

from drivers.api.camera import CameraHealth
from drivers.api.errors import DeviceLost
from drivers.api.frame import Frame
from drivers.camera.mock_cable import CableView
from drivers.camera.mock_face import FaceView
from drivers.camera.mock_timecode import draw_timecode
from drivers.camera.mock_tray import FOR_A_SCREEN, TRAY, Pixels, TrayView
from drivers.camera.options import MockCameraOptions
from drivers.mock_room import Room, RoomLink, Scene, connect


class MockCamera:
    """Its pictures are read at the start, so that opening is quick. `room` stands in for an address in unit tests."""

    mock = True

    def __init__(self, options: MockCameraOptions, room: Room | None = None) -> None:
        size = (options.width, options.height)
        self._options = options
        self._room = room or options.room
        self._view = _view(options, size)
        self._large: TrayView | None = None
        self._drawing = threading.Lock()
        self._link: RoomLink | None = None
        self._opened_s = 0.0
        self._ticks = 0
        self._number = 0
        self._last_s: float | None = None
        self._exposure = 1.0

    def open(self) -> None:
        """Enters the room."""
        if self._link is None:
            self._link = connect(self._room, self._options.place, self._options.scene)
            if isinstance(self._view, CableView):
                self._view.draw(self._link.scene.screen)  # letters are set: that takes longer than a picture lasts
            self._opened_s = time.monotonic()
            self._ticks = 0
            self._last_s = None

    def close(self) -> None:
        """Leaves the room."""
        if self._link is not None:
            self._link.close()
            self._link = None

    def wait(self, timeout_s: float) -> Frame | None:
        """The newest picture waits to be fetched, as with a real camera; who comes late misses those before it."""
        if self._link is None:
            raise DeviceLost(f"mock camera {self._options.scene}: not open")
        latest_s = time.monotonic() + timeout_s
        next_s = self._taken_s(self._ticks + 1)
        self._link.wait_until(min(next_s, latest_s))
        now_s = time.monotonic()
        if next_s > now_s:
            return None
        self._ticks = max(self._ticks + 1, int((now_s - self._opened_s) * self._options.fps))
        return self._take(self._link)

    def expose_for_screen(self, on: bool) -> None:
        """As promised."""
        self._exposure = FOR_A_SCREEN if on else 1.0

    def health(self) -> CameraHealth:
        """As promised."""
        age_s = None if self._last_s is None else time.monotonic() - self._last_s
        return CameraHealth(self._link is not None, age_s, f"{self._options.width}×{self._options.height}")

    def _taken_s(self, tick: int) -> float:
        return self._opened_s + tick / self._options.fps

    def _take(self, link: RoomLink) -> Frame:
        self._number += 1
        taken_s = self._last_s = self._taken_s(self._ticks)
        if isinstance(self._view, FaceView):
            pixels, corner, whole = self._view.draw(taken_s), (0.0, 0.0), None
        elif isinstance(self._view, CableView):
            pixels, corner, whole = self._view.draw(link.scene.screen), (0.0, 0.0), None
        else:
            scene = link.scene
            pixels, corner = self._view.draw(taken_s, scene.paper, scene.things, self._exposure), TRAY[:2]
            larger = self._options.source_width > self._options.width
            whole = partial(self._draw_large, taken_s, scene) if larger else None
        if self._options.timecode:
            draw_timecode(pixels, taken_s, corner)
        return Frame(pixels, taken_s, self._number, whole)

    def _draw_large(self, taken_s: float, scene: Scene) -> Pixels:
        """Any thread."""
        width = self._options.source_width
        with self._drawing:
            if self._large is None:
                height = round(width * self._options.height / self._options.width)
                self._large = TrayView(self._options.place, (width, height), variants=1)
            return self._large.draw(taken_s, scene.paper, scene.things, self._exposure)


def _view(options: MockCameraOptions, size: tuple[int, int]) -> FaceView | TrayView | CableView:
    match options.scene:
        case "face":
            return FaceView(options.place, size)
        case "document":
            return TrayView(options.place, size)
        case "cable":
            return CableView(size)
