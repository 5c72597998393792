"""An RTSP camera: asked for little delay, given up in time, and its login kept to itself."""

import os
import socket
import time
from pathlib import Path

import cv2
import pytest

from drivers.api.errors import DeviceLost, DeviceMissing
from drivers.camera import rtsp
from drivers.camera.options import RtspOptions
from drivers.camera.rtsp import RtspCamera
from tests.support.pretend_capture import PretendCapture
from tests.unit.worker.watching import nothing_left


@pytest.fixture
def capture(tmp_path: Path) -> PretendCapture:
    node = tmp_path / "camera"
    node.touch()
    return PretendCapture(node)


def _login_file(folder: Path) -> str:
    file = folder / "camera.login"
    file.touch(0o600)
    file.write_text("viewer:p@ss/word", encoding="utf-8")
    return str(file)


def test_it_is_opened_over_tcp_without_buffers_and_with_limits(capture: PretendCapture) -> None:
    camera = RtspCamera(RtspOptions(url="rtsp://camera.example/stream"), capture.open_with)  # type: ignore[arg-type]
    camera.open()
    camera.close()
    address, backend, *limits = capture.opened_with
    assert (address, backend) == ("rtsp://camera.example/stream", cv2.CAP_FFMPEG)
    assert limits[limits.index(cv2.CAP_PROP_READ_TIMEOUT_MSEC) + 1] == rtsp.READ_WITHIN_MS
    told = os.environ["OPENCV_FFMPEG_CAPTURE_OPTIONS"]
    assert "rtsp_transport;tcp" in told and "nobuffer" in told and "low_delay" in told


def test_the_login_goes_to_the_camera_and_into_no_words(capture: PretendCapture, tmp_path: Path) -> None:
    options = RtspOptions(url="rtsp://camera.example:554/stream?key=hidden", login_file=_login_file(tmp_path))
    camera = RtspCamera(options, capture.open_with)  # type: ignore[arg-type]
    camera.open()
    camera.close()
    assert capture.opened_with[0] == "rtsp://viewer:p%40ss%2Fword@camera.example:554/stream?key=hidden"
    with pytest.raises(DeviceLost) as lost:
        camera.wait(0.0)
    assert str(lost.value) == "rtsp camera at camera.example:554: not open"


def test_an_address_that_never_answers_is_given_up(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """This part is real: OpenCV's FFmpeg against somebody who takes connections and says nothing."""
    monkeypatch.setattr(rtsp, "OPEN_WITHIN_MS", 400)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        camera = RtspCamera(RtspOptions(url=f"rtsp://127.0.0.1:{silent.getsockname()[1]}/hidden"))
        with nothing_left():
            begun_s = time.monotonic()
            with pytest.raises(DeviceMissing, match="does not answer") as missing:
                camera.open()
            assert time.monotonic() - begun_s < 1.5
    assert "hidden" not in str(missing.value) + capfd.readouterr().err
