"""A camera of this machine, driven by OpenCV."""

import os
import sys
from collections.abc import Callable
from functools import partial

import cv2

from drivers.api.errors import DeviceBusy, DeviceMissing
from drivers.camera import seen
from drivers.camera.capture import CaptureStream
from drivers.camera.options import OpencvOptions
from drivers.camera.quiet import keep_quiet
from drivers.camera.stream import StreamCamera

Capture = Callable[[int, int], cv2.VideoCapture]

_BACKENDS = {
    "v4l2": cv2.CAP_V4L2,
    "dshow": cv2.CAP_DSHOW,
    "msmf": cv2.CAP_MSMF,
    "avfoundation": cv2.CAP_AVFOUNDATION,
}
_OF_SYSTEM = {"linux": "v4l2", "win32": "dshow", "darwin": "avfoundation"}
_BY_HAND = {cv2.CAP_V4L2: 1.0}
"""What AUTO_EXPOSURE calls exposure by hand: the driver's own 1 on Linux, 0.25 elsewhere."""
_BY_ITSELF = {cv2.CAP_V4L2: 3.0}
_READ_WITHIN_S = "1"


class OpencvCamera(StreamCamera):
    """`capture` (number, backend) stands in for OpenCV's own where there is no camera."""

    def __init__(self, options: OpencvOptions, capture: Capture = cv2.VideoCapture) -> None:
        super().__init__(f"camera {options.device}", options, partial(_connect, options, capture))


def _connect(options: OpencvOptions, capture: Capture) -> CaptureStream:
    keep_quiet()
    number = seen.number_of(options.device)
    name = f"camera {options.device}"
    if sys.platform == "linux":
        _check_node(number, name)
        os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", _READ_WITHIN_S)
    named = options.backend if options.backend != "auto" else _OF_SYSTEM.get(sys.platform, "")
    backend = _BACKENDS.get(named, cv2.CAP_ANY)
    opened = capture(number, backend)
    if not opened.isOpened():
        opened.release()
        raise DeviceBusy(f"{name}: does not open; most likely another program uses it")
    _ask_for(opened, options, backend)
    return CaptureStream(name, opened, partial(_expose, opened, options, backend))


def _check_node(number: int, name: str) -> None:
    node = seen.DEVICES / f"video{number}"
    if not node.exists():
        raise DeviceMissing(f"{name}: there is no such device")
    if not os.access(node, os.R_OK | os.W_OK):
        raise DeviceMissing(f"{name}: this user may not open it; add the user to the group 'video'")


def _expose(capture: cv2.VideoCapture, options: OpencvOptions, backend: int, for_screen: bool) -> None:
    """Without an exposure for screens the camera's own eye is trusted."""
    wanted = options.exposure_screen if for_screen else options.exposure
    if options.exposure_screen is None:
        return
    if wanted is not None:
        _expose_by_hand(capture, backend, wanted)
    else:
        capture.set(cv2.CAP_PROP_AUTO_EXPOSURE, _BY_ITSELF.get(backend, 0.75))


def _expose_by_hand(capture: cv2.VideoCapture, backend: int, value: float) -> None:
    capture.set(cv2.CAP_PROP_AUTO_EXPOSURE, _BY_HAND.get(backend, 0.25))
    capture.set(cv2.CAP_PROP_EXPOSURE, value)


def _ask_for(capture: cv2.VideoCapture, options: OpencvOptions, backend: int) -> None:
    """In this order: a camera forgets its size when it is told another kind of picture. What it refuses it ignores:
    the pictures that come tell."""
    fourcc = int.from_bytes(options.fourcc.encode("ascii"), "little")
    capture.set(cv2.CAP_PROP_FOURCC, fourcc)
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, options.source_width or options.width)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, options.source_height or options.height)
    capture.set(cv2.CAP_PROP_FPS, options.fps)
    if backend == cv2.CAP_V4L2 and options.fourcc == "MJPG" and int(capture.get(cv2.CAP_PROP_FOURCC)) == fourcc:
        capture.set(cv2.CAP_PROP_CONVERT_RGB, 0)  # JPEGs as they come, to be decoded no larger than needed
    if options.exposure is not None:
        _expose_by_hand(capture, backend, options.exposure)
    if options.focus is not None:
        capture.set(cv2.CAP_PROP_AUTOFOCUS, 0)
        capture.set(cv2.CAP_PROP_FOCUS, options.focus)
    if options.white_balance is not None:
        capture.set(cv2.CAP_PROP_AUTO_WB, 0)
        capture.set(cv2.CAP_PROP_WB_TEMPERATURE, options.white_balance)
