"""What OpenCV's capture gives, as a stream: shared by the cameras of this machine and those that speak RTSP."""

from collections.abc import Callable

import cv2
import numpy as np

from drivers.api.errors import DeviceLost
from drivers.camera.stream import Content


class CaptureStream:
    """An open capture. Its reads cannot be interrupted; they end by the capture's own time limit, if it has one."""

    def __init__(self, name: str, capture: cv2.VideoCapture, expose: Callable[[bool], None] = lambda on: None) -> None:
        """`expose` sets the camera for a lit screen, or as ever."""
        self._name = name
        self._expose = expose
        self._capture = capture

    def read(self) -> Content:
        """The next picture. Raises DeviceLost."""
        try:
            came, picture = self._capture.read()
        except cv2.error:
            came = False
        if not came:
            raise DeviceLost(f"{self._name}: gives no more pictures")
        if picture.dtype == np.uint8 and picture.ndim == 3 and picture.shape[2] == 3:
            return np.asarray(picture, np.uint8)
        content = picture.tobytes()
        if content.startswith(b"\xff\xd8"):
            return content
        raise DeviceLost(f"{self._name}: gives pictures of a kind that is not known; set fourcc to another one")

    def expose_for_screen(self, on: bool) -> None:
        """As promised."""
        self._expose(on)

    def interrupt(self) -> None:
        """As promised: nothing can be done."""

    def release(self) -> None:
        """As promised."""
        self._capture.release()
