"""Cameras of this machine: found by what settings call them, asked for what settings want. No real one is here."""

import sys
import threading
from pathlib import Path
from typing import Any

import cv2
import pytest

from drivers.api.camera import Camera
from drivers.api.errors import DeviceBusy, DeviceLost, DeviceMissing
from drivers.api.seen import SeenCamera
from drivers.camera import seen
from drivers.camera.opencv import OpencvCamera
from drivers.camera.options import OpencvOptions
from drivers.catalogue import seen_cameras
from kiosk.app.doctor_cameras import list_cameras
from tests.support.pretend_capture import GIVES_JPEG, PretendCapture, PretendSystem
from tests.unit.worker.watching import nothing_left


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PretendSystem:
    return PretendSystem(tmp_path, monkeypatch)


def _camera(capture: PretendCapture, **options: Any) -> Camera:
    return OpencvCamera(OpencvOptions(**options), capture.open_with)  # type: ignore[arg-type]


def _first_picture(capture: PretendCapture, **options: Any) -> tuple[int, int]:
    """Width and height of what the camera hands over."""
    camera = _camera(capture, **options)
    with nothing_left():
        camera.open()
        frame = camera.wait(2.0)
        camera.close()
    assert frame is not None
    return frame.pixels.shape[1], frame.pixels.shape[0]


def test_the_system_lists_each_camera_once_with_its_name_and_the_path_that_stays(system: PretendSystem) -> None:
    system.plug(10, "Ten")
    system.plug(2, "Desk Camera", "serial-7")
    system.plug(3, "Desk Camera", "serial-7", index=1)
    links = system.devices / "v4l" / "by-id"
    assert [(camera.name, camera.device) for camera in seen_cameras()] == [
        ("Desk Camera", str(links / "usb-serial-7-video-index0")),
        ("Ten", str(system.devices / "video10")),
    ]


def test_a_machine_without_cameras_lists_none(system: PretendSystem) -> None:
    assert seen_cameras() == []


def test_where_the_system_tells_no_names_whatever_opens_is_listed_by_its_number(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Not verified on Windows or macOS."""
    node = tmp_path / "camera"
    node.touch()
    there, nothing = PretendCapture(node), PretendCapture(tmp_path / "none")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(cv2, "VideoCapture", lambda number: (there if number == 1 else nothing).open_with(number, 0))
    assert seen_cameras() == [SeenCamera(1, "", "1", verified=False)]
    ((_, _, words),) = list_cameras()
    assert words == "device = 1（番号で 見つけました。差しかえると 変わります）"


@pytest.mark.parametrize("called", ["path", "link", "name", "number"])
def test_a_camera_is_found_by_path_link_name_or_number(system: PretendSystem, called: str) -> None:
    system.plug(0, "Other")
    node = system.plug(4, "Desk Camera", "serial-7")
    link = str(system.devices / "v4l" / "by-id" / "usb-serial-7-video-index0")
    device = {"path": str(node), "link": link, "name": "Desk Camera", "number": 4}[called]
    capture = PretendCapture(node)
    _first_picture(capture, device=device)
    assert capture.opened_with == (4, cv2.CAP_V4L2)


def test_two_cameras_of_one_name_are_told_apart_by_their_paths_which_are_said(system: PretendSystem) -> None:
    system.plug(0, "Twin", "serial-1")
    system.plug(2, "Twin", "serial-2")
    with pytest.raises(DeviceMissing, match=r"2 of this name.*usb-serial-1-video-index0, .*usb-serial-2-video-index0"):
        seen.number_of("Twin")


@pytest.mark.parametrize(
    ("device", "words"),
    [
        ("Desk Camera", "there are 'Other'"),
        ("/dev/v4l/by-id/usb-none-video-index0", "no such device"),
        ("/dev/null", "no such device"),
        (7, "no such device"),
    ],
)
def test_a_camera_that_is_not_there_is_said_so(system: PretendSystem, device: str | int, words: str) -> None:
    camera = _camera(PretendCapture(system.plug(0, "Other")), device=device)
    with pytest.raises(DeviceMissing, match=words):
        camera.open()
    camera.close()


def test_a_device_that_this_user_may_not_open_is_said_with_the_group_that_is_missing(
    system: PretendSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    camera = _camera(PretendCapture(system.plug(0, "Other")), device=0)
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with pytest.raises(DeviceMissing, match="group 'video'"):
        camera.open()


def test_where_the_system_tells_no_names_a_name_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(DeviceMissing, match="set device to a number"):
        seen.number_of("Desk Camera")


def test_a_camera_is_asked_for_jpeg_in_the_size_and_rate_wanted_and_left_to_itself(system: PretendSystem) -> None:
    capture = PretendCapture(system.plug(0, "Desk"))
    _first_picture(capture, device=0, width=640, height=360, fps=30)
    assert capture.asked == {
        cv2.CAP_PROP_FOURCC: GIVES_JPEG,
        cv2.CAP_PROP_FRAME_WIDTH: 640,
        cv2.CAP_PROP_FRAME_HEIGHT: 360,
        cv2.CAP_PROP_FPS: 30,
        cv2.CAP_PROP_CONVERT_RGB: 0,
    }


def test_what_settings_set_by_hand_ends_what_the_camera_does_by_itself(system: PretendSystem) -> None:
    capture = PretendCapture(system.plug(0, "Desk"))
    _first_picture(capture, device=0, exposure=250, focus=40, white_balance=4600)
    asked = [cv2.CAP_PROP_AUTO_EXPOSURE, cv2.CAP_PROP_EXPOSURE, cv2.CAP_PROP_AUTOFOCUS, cv2.CAP_PROP_FOCUS]
    assert [capture.asked[what] for what in asked] == [1, 250, 0, 40]
    assert (capture.asked[cv2.CAP_PROP_AUTO_WB], capture.asked[cv2.CAP_PROP_WB_TEMPERATURE]) == (0, 4600)


def test_a_4k_camera_is_decoded_at_half_its_size(system: PretendSystem) -> None:
    capture = PretendCapture(system.plug(0, "Desk"))
    assert _first_picture(capture, device=0, source_width=3840, source_height=2160) == (1920, 1080)


def test_another_kind_of_picture_is_decoded_by_opencv_itself(system: PretendSystem) -> None:
    capture = PretendCapture(system.plug(0, "Desk"))
    assert _first_picture(capture, device=0, fourcc="YUYV", width=320, height=180) == (320, 180)
    assert cv2.CAP_PROP_CONVERT_RGB not in capture.asked


def test_a_camera_that_gives_another_size_than_it_was_asked_for_says_which(system: PretendSystem) -> None:
    capture = PretendCapture(system.plug(0, "Desk"), size=(640, 480))
    camera = _camera(capture, device=0)
    camera.open()
    frame = camera.wait(2.0)
    camera.close()
    assert frame is not None and frame.pixels.shape == (480, 640, 3)
    assert camera.health().detail == "640×480"


def test_a_hung_read_is_left_behind_and_closing_still_ends(
    system: PretendSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drivers.camera.stream.END_PATIENCE_S", 0.1)
    capture = PretendCapture(system.plug(0, "Desk"))
    with nothing_left():
        camera = _camera(capture, device=0, width=320, height=180)
        camera.open()
        assert camera.wait(2.0) is not None
        capture.hangs.set()
        camera.wait(0.1)
        assert camera.wait(0.1) is None
        camera.close()
        with pytest.raises(DeviceLost):
            camera.wait(0.1)
        (left_behind,) = (thread for thread in threading.enumerate() if thread.name == "camera")
        capture.hangs.clear()
        left_behind.join(5.0)


def test_opencvs_own_capture_says_that_there_is_no_camera(system: PretendSystem) -> None:
    """This part is real: a file that is no camera."""
    node = system.plug(61, "Nothing")
    camera = OpencvCamera(OpencvOptions(device=str(node)))
    with nothing_left(), pytest.raises(DeviceBusy, match="does not open"):
        camera.open()
