"""A picture ready to be painted, and the place that only ever holds the newest one."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.domain.pose import Pose


@dataclass(frozen=True)
class Picture:
    """Pixels in BGRA order, `stride` bytes a row, top row first.

    `taken_s` is the monotonic clock of this machine when the camera gave it (or when it was decoded, for a
    picture from the other end); `source_width` and `source_height` are its size before it was scaled to be painted.
    `pose` says where a page lies in it, if that is known.
    """

    data: bytes | bytearray | memoryview
    width: int
    height: int
    stride: int
    number: int
    taken_s: float
    source_width: int
    source_height: int
    pose: Pose | None = None


class Slot:
    """Newest-only: a slow painter costs pictures, never memory or delay. All methods may be called by any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._picture: Picture | None = None
        self._wanted: dict[object, tuple[int, int]] = {}
        self._held_px: int | None = None
        self._listeners: tuple[Callable[[], None], ...] = ()

    def put(self, picture: Picture) -> None:
        """Replaces what is there and tells the listeners; while a picture is held, nothing happens."""
        with self._lock:
            if self._holds():
                return
            self._picture = picture
            listeners = self._listeners
        for listener in listeners:
            listener()

    def newest(self) -> Picture | None:
        """What is there now; the same picture may be given out more than once."""
        with self._lock:
            return self._picture

    def clear(self) -> None:
        """Forgets the picture: overwrites its bytes where they can be written, then tells the listeners."""
        with self._lock:
            picture, self._picture = self._picture, None
            listeners = self._listeners
        if picture is not None and not isinstance(picture.data, bytes):
            view = memoryview(picture.data).cast("B")
            if not view.readonly:
                view[:] = bytes(len(view))
        for listener in listeners:
            listener()

    def hold(self, least_px: int | None) -> None:
        """Keeps the first picture from now on that is at least `least_px` wide, until None lets it go."""
        with self._lock:
            self._held_px = least_px

    def _holds(self) -> bool:
        return self._held_px is not None and self._picture is not None and self._picture.width >= self._held_px

    def want(self, size: tuple[int, int] | None, painter: object = None) -> None:
        """A painter says at which size (width, height in device pixels) it will draw, so that others scale; None when
        it draws no more. Each of several painters names itself."""
        with self._lock:
            if size is None:
                self._wanted.pop(painter, None)
            else:
                self._wanted[painter] = size

    @property
    def wanted(self) -> tuple[int, int] | None:
        """The largest size that is asked for: who draws smaller loses nothing by scaling it down."""
        with self._lock:
            return max(self._wanted.values(), key=_pixels, default=None)

    def listen(self, listener: Callable[[], None]) -> None:
        """Calls `listener` after each change, in the thread that changed it; it must return at once."""
        with self._lock:
            self._listeners = (*self._listeners, listener)


def _pixels(size: tuple[int, int]) -> int:
    return size[0] * size[1]
