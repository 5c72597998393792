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
    `pose` says where a page lies in it, if that is known. `sharp`: not one of many of a video, but a still of a sheet
    that rests.
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
    sharp: bool = False


class Slot:
    """Newest-only: a slow painter costs pictures, never memory or delay. All methods may be called by any thread.

    A still lies over the video, which goes on beneath it; a picture that is held lies over both.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._video: Picture | None = None
        self._still: Picture | None = None
        self._held: Picture | None = None
        self._held_px: int | None = None
        self._wanted: dict[object, tuple[int, int]] = {}
        self._listeners: tuple[Callable[[], None], ...] = ()

    def put(self, picture: Picture) -> None:
        """The next picture of the video; listeners hear of it only if it is seen."""
        with self._lock:
            self._video = picture
            self._hold_if_wide(picture)
            listeners = self._listeners if self._seen() is picture else ()
        _tell(listeners)

    def lay(self, picture: Picture | None) -> None:
        """A still lies over the video until None takes it away; it is overwritten then, unless it is held."""
        with self._lock:
            before, still = self._seen(), self._still
            self._still = picture
            if picture is not None:
                self._hold_if_wide(picture)
            taken_away = still if picture is None and still is not self._held else None
            listeners = self._listeners if self._seen() is not before else ()
        _overwrite(taken_away)
        _tell(listeners)

    def newest(self) -> Picture | None:
        """What is seen now: the held picture, else the still, else the video's newest. The same picture may be given
        out more than once."""
        with self._lock:
            return self._seen()

    def video(self) -> Picture | None:
        """The newest picture of the video, whatever lies over it."""
        with self._lock:
            return self._video

    def clear(self) -> None:
        """Forgets every picture: overwrites their bytes where they can be written, then tells the listeners."""
        with self._lock:
            forgotten = (self._video, self._still, self._held)
            self._video = self._still = self._held = None
            listeners = self._listeners
        for picture in forgotten:
            _overwrite(picture)
        _tell(listeners)

    def hold(self, least_px: int | None) -> None:
        """Keeps what is seen if it is at least `least_px` wide, else the first picture from now on that is, until None
        lets it go. A still that was taken away meanwhile is overwritten then."""
        with self._lock:
            before, let_go = self._seen(), self._held
            self._held_px, self._held = least_px, None
            if before is not None:
                self._hold_if_wide(before)
            gone = let_go is not self._held and let_go is not self._still
            listeners = self._listeners if self._seen() is not before else ()
        if let_go is not None and let_go.sharp and gone:
            _overwrite(let_go)
        _tell(listeners)

    def _seen(self) -> Picture | None:
        return self._held or self._still or self._video

    def _hold_if_wide(self, picture: Picture) -> None:
        if self._held is None and self._held_px is not None and picture.width >= self._held_px:
            self._held = picture

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
        """Calls `listener` after each change of what is seen, in the thread that changed it; it must return at once."""
        with self._lock:
            self._listeners = (*self._listeners, listener)


def _pixels(size: tuple[int, int]) -> int:
    return size[0] * size[1]


def _overwrite(picture: Picture | None) -> None:
    if picture is not None and not isinstance(picture.data, bytes):
        view = memoryview(picture.data).cast("B")
        if not view.readonly:
            view[:] = bytes(len(view))


def _tell(listeners: tuple[Callable[[], None], ...]) -> None:
    for listener in listeners:
        listener()
