"""A camera on the network that speaks RTSP, received by OpenCV's FFmpeg with as little delay as it can."""

import os
from collections.abc import Callable, Sequence
from functools import partial
from urllib.parse import quote, urlsplit

import cv2

from drivers.api.errors import DeviceMissing
from drivers.camera.capture import CaptureStream
from drivers.camera.login import read_login
from drivers.camera.options import RtspOptions
from drivers.camera.quiet import keep_quiet
from drivers.camera.stream import StreamCamera

Capture = Callable[[str, int, Sequence[int]], cv2.VideoCapture]

OPEN_WITHIN_MS = 6000
READ_WITHIN_MS = 1000
_OPTIONS = "rtsp_transport;tcp|fflags;nobuffer|flags;low_delay"
"""TCP, because UDP loses whole stripes of a picture on a busy network."""


class RtspCamera(StreamCamera):
    """`capture` (address, backend, parameters) stands in for OpenCV's own where there is no camera."""

    def __init__(self, options: RtspOptions, capture: Capture = cv2.VideoCapture) -> None:
        super().__init__(_name(options), options, partial(_connect, options, capture))


def _connect(options: RtspOptions, capture: Capture) -> CaptureStream:
    keep_quiet()
    os.environ["OPENCV_FFMPEG_CAPTURE_OPTIONS"] = _OPTIONS
    limits = (cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, OPEN_WITHIN_MS, cv2.CAP_PROP_READ_TIMEOUT_MSEC, READ_WITHIN_MS)
    opened = capture(_address(options), cv2.CAP_FFMPEG, (*limits, cv2.CAP_PROP_N_THREADS, 1))
    if not opened.isOpened():
        opened.release()
        raise DeviceMissing(f"{_name(options)}: does not answer, or not to this url and login")
    return CaptureStream(_name(options), opened)


def _address(options: RtspOptions) -> str:
    if options.login_file is None:
        return options.url
    name, password = read_login(options.login_file)
    scheme, _, rest = options.url.partition("://")
    return f"{scheme}://{quote(name, safe='')}:{quote(password, safe='')}@{rest}"


def _name(options: RtspOptions) -> str:
    """Host and port alone: what follows may hold secrets of the camera."""
    return f"rtsp camera at {urlsplit(options.url).netloc}"
