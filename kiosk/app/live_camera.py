"""A camera that somebody watches while they turn its lens: its newest picture and what there is to say of it."""

import threading
from collections import deque
from dataclasses import dataclass
from time import monotonic

from drivers.api.camera import Camera
from drivers.api.errors import DeviceError
from drivers.api.frame import Frame
from kiosk.app.device_remedies import with_remedy
from kiosk.app.picture_figures import brightness, in_words, sharpness

RETRY_S = 0.5
END_WITHIN_S = 1.0
_WAIT_S = 0.2
_SAY_EVERY_S = 0.5
_NOTHING_COMES_S = 2.0
_RATE_OVER = 20


@dataclass(frozen=True)
class Live:
    """What is to be shown; `frame` is None while the camera gives none."""

    frame: Frame | None
    words: str


class LiveCamera:
    """Sees in a thread of its own from `start` to `stop`; a camera that hangs is left behind with its thread."""

    def __init__(self, camera: Camera) -> None:
        self._camera = camera
        self._ending = threading.Event()
        self._frame: Frame | None = None
        self._words = "カメラを 開いています"
        self._thread = threading.Thread(target=self._run, name="live-camera", daemon=True)

    @property
    def live(self) -> Live:
        """As of now."""
        return Live(self._frame, self._words)

    @property
    def mock(self) -> bool:
        """Whether it only pretends."""
        return self._camera.mock

    def start(self) -> None:
        """Once."""
        self._thread.start()

    def stop(self) -> bool:
        """Ends within END_WITHIN_S; False if the camera holds it up."""
        self._ending.set()
        self._thread.join(END_WITHIN_S)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._ending.is_set():
            try:
                self._camera.open()
                self._watch()
            except DeviceError as wrong:
                self._frame, self._words = None, with_remedy(wrong)
            finally:
                self._camera.close()
            self._ending.wait(RETRY_S)

    def _watch(self) -> None:
        taken_s: deque[float] = deque(maxlen=_RATE_OVER)
        say_s, last_s = 0.0, monotonic()
        while not self._ending.is_set():
            frame = self._camera.wait(_WAIT_S)
            now_s = monotonic()
            if frame is not None:
                self._frame, last_s = frame, now_s
                taken_s.append(frame.taken_s)
                if now_s >= say_s:
                    say_s = now_s + _SAY_EVERY_S
                    self._words = _words(frame, taken_s)
            elif now_s - last_s > _NOTHING_COMES_S:
                self._frame, self._words = None, "映像が 来ません。ケーブルを 確かめてください"


def _words(frame: Frame, taken_s: deque[float]) -> str:
    height, width = frame.pixels.shape[:2]
    lasted_s = taken_s[-1] - taken_s[0]
    fps = (len(taken_s) - 1) / lasted_s if lasted_s > 0 else 0.0
    return f"{width}×{height}、毎秒 {fps:.1f} 枚\n{in_words(brightness(frame.pixels), sharpness(frame.pixels))}"
