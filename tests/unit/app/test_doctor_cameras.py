"""The doctor looks at cameras: what is plugged in, what the two in the settings show, and what is to be done."""

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.api.errors import DeviceError, DeviceMissing
from drivers.mock_room import RoomServer
from drivers.mock_room.state import Screen
from kiosk.app import doctor_cameras
from kiosk.app.cameras import eye_plan
from kiosk.app.doctor_cameras import list_cameras, look_at_cable, look_at_camera
from kiosk.app.settings import read_end_settings
from kiosk.content.toml import BadFile
from tests.support.network_camera import Habits, network_camera
from tests.support.pretend_capture import PretendSystem
from tests.unit.worker.watching import nothing_left

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(doctor_cameras, "MEASURE_S", 0.6)
    with nothing_left():
        yield


def _config(folder: Path, camera: str, rest: str = "") -> Path:
    path = folder / "kiosk.toml"
    text = f"""[hub]
url = "wss://hub.example/v1"
device = "van-1"
[city]
file = "city.toml"
[devices.face_camera]
{camera}
[devices.document_camera]
driver = "mock"
[devices.sound]
driver = "mock"
[mock_room]
address = "room.sock"
{rest}
"""
    path.write_text(text, encoding="utf-8")
    return path


def _look(folder: Path, url: str) -> str:
    config = _config(folder, f'driver = "http"\nurl = "{url}"', "[video.face]\nwidth = 320\nheight = 180\nfps = 15")
    return look_at_camera(read_end_settings(config), config, "face")


def test_a_camera_is_told_with_its_size_rate_and_brightness_and_nothing_is_written(tmp_path: Path) -> None:
    with network_camera() as there:
        words = _look(tmp_path, there.url)
    found = re.fullmatch(
        r"320×180、毎秒 (\d+\.\d) 枚、明るさ (\d+)%（ちょうど よい）、ピント はっきり、最初の映像まで \d\.\d\d 秒",
        words,
    )
    assert found is not None
    assert float(found[1]) == pytest.approx(15, abs=3)
    assert int(found[2]) == pytest.approx(33, abs=3)
    assert [file.name for file in tmp_path.iterdir()] == ["kiosk.toml"]


def test_a_larger_camera_is_told_with_what_it_gives(tmp_path: Path) -> None:
    with network_camera((1280, 720)) as there:
        assert _look(tmp_path, there.url).startswith("320×180（カメラは 1280×720）、")


def test_a_camera_of_another_shape_or_too_small_is_told_so(tmp_path: Path) -> None:
    with network_camera((320, 240)) as there:
        assert _look(tmp_path, there.url).endswith("、320×180 と 形が ちがうので 黒い帯が つきます")
    with network_camera((160, 90)) as there:
        assert _look(tmp_path, there.url).endswith("、頼んだ 320×180 より 小さいので ぼやけます")


def test_a_black_picture_asks_for_the_lens(tmp_path: Path) -> None:
    with network_camera(bright=0) as there, pytest.raises(DeviceError, match="レンズの ふたを 外して"):
        _look(tmp_path, there.url)


def test_a_slow_camera_asks_for_light_or_another_plug(tmp_path: Path) -> None:
    slow = Habits(fps=5)
    with network_camera(habits=slow) as there, pytest.raises(DeviceError, match=r"毎秒 [45]\.\d 枚、.*遅いです"):
        _look(tmp_path, there.url)


def test_a_camera_that_is_open_and_gives_nothing_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_cameras, "FIRST_FRAME_WITHIN_S", 0.2)
    with network_camera() as there, pytest.raises(DeviceError, match="映像が 来ません"):
        there.fall_silent()
        _look(tmp_path, there.url)


def test_a_camera_that_hangs_does_not_hold_up_the_doctor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_cameras, "ANSWER_WITHIN_S", 0.2)
    with network_camera(habits=Habits(speaks=False)) as there, pytest.raises(DeviceError, match="返事が ありません"):
        _look(tmp_path, there.url)
    left_behind = [thread for thread in threading.enumerate() if thread.name == "look-at-camera"]
    for thread in left_behind:
        thread.join(5.0)
    assert len(left_behind) <= 1


def test_a_camera_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(DeviceMissing, match=r"http camera at 127\.0\.0\.1:1: nothing listens there"):
        _look(tmp_path, "http://127.0.0.1:1/stream")


def test_cameras_of_this_machine_are_listed_as_settings_want_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = PretendSystem(tmp_path, monkeypatch)
    (found,) = list_cameras()
    assert "この端末に つながっている カメラは ありません" in found[2]
    system.plug(0, "Desk Camera", "serial-7")
    (found,) = list_cameras()
    path = system.devices / "v4l" / "by-id" / "usb-serial-7-video-index0"
    assert found == ("カメラ 1", True, f'Desk Camera、device = "{path}"')


@pytest.mark.parametrize("connected", [False, True])
def test_black_through_a_telephones_cable_is_no_fault(tmp_path: Path, connected: bool) -> None:
    with RoomServer(tmp_path / "room" / "room.sock") as server:
        server.room.connect("van", Screen("home") if connected else None)
        cable = '[paper]\ncalibration = "camera.toml"\n[devices.phone_cable]\ndriver = "mock"\nscene = "cable"'
        config = _config(tmp_path, 'driver = "mock"', cable)
        config.write_text(config.read_text(encoding="utf-8").replace("room.sock", server.address), encoding="utf-8")
        words = look_at_cable(read_end_settings(config), config)
    assert words.startswith("1280×720、毎秒")
    assert words.endswith("。スマホは つながっていません") is not connected


# --- settings, checked at the start ---


@pytest.mark.parametrize(
    ("camera", "said"),
    [
        ('driver = "v4l2"', ["line 7", "devices.face_camera.driver", "there are mock, clip, opencv, http, rtsp"]),
        ('driver = "http"', ["line 6", "devices.face_camera.url", "missing required field `url`"]),
        ('driver = "http"\nurl = "http://a:b@c/"', ["line 8", "face_camera.url", "its login in login_file"]),
        ('driver = "opencv"\ndevice = 0\nfocas = 3', ["line 9", "face_camera.focas", "focus: float"]),
        ('driver = "opencv"\ndevice = 0\nbackend = "gst"', ["line 9", "face_camera.backend", "'v4l2' or 'dshow'"]),
        ('driver = "mock"\nscene = "window"', ["line 8", "face_camera.scene", "'face' or 'document'"]),
    ],
)
def test_a_mistake_names_file_line_key_and_what_is_allowed(tmp_path: Path, camera: str, said: list[str]) -> None:
    config = _config(tmp_path, camera)
    with pytest.raises(BadFile) as wrong:
        eye_plan(read_end_settings(config), config, "face")
    for words in ["kiosk.toml", *said]:
        assert words in str(wrong.value)


def test_files_count_from_the_settings_and_the_room_is_told_to_pretended_cameras_only(tmp_path: Path) -> None:
    config = _config(tmp_path, 'driver = "clip"\npath = "films/a.avi"')
    settings = read_end_settings(config)
    face, document = eye_plan(settings, config, "face"), eye_plan(settings, config, "document")
    assert face.keeper_options["path"] == str(tmp_path / "films" / "a.avi")
    assert "room" not in face.keeper_options
    assert document.keeper_options["room"] == "room.sock"


def test_the_program_that_checks_them_has_not_loaded_opencv(tmp_path: Path) -> None:
    config = _config(tmp_path, 'driver = "opencv"\ndevice = 0')
    look = (
        "import sys; from pathlib import Path; from kiosk.app.cameras import eye_plan;"
        "from kiosk.app.settings import read_end_settings; config = Path(sys.argv[1]);"
        "eye_plan(read_end_settings(config), config, 'face'); sys.exit('cv2' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", look, str(config)], cwd=ROOT, check=False).returncode == 0


def test_the_doctor_which_loads_opencv_has_not_loaded_pyav() -> None:
    """Their licences do not go together in one process."""
    look = "import sys, kiosk.app.doctor, drivers.camera.opencv; sys.exit('av' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", look], cwd=ROOT, check=False).returncode == 0
