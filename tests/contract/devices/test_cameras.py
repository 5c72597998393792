"""What drivers.api.camera promises, held by every camera in the catalogue."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.api.camera import Camera
from drivers.api.errors import DeviceBusy, DeviceError, DeviceLost, DeviceMissing
from drivers.catalogue import names, open_keeper
from tests.contract.devices.camera_stages import STAGES, CameraStage
from tests.unit.worker.watching import nothing_left


@pytest.fixture(params=STAGES)
def on_stage(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CameraStage]:
    with nothing_left(), STAGES[request.param](tmp_path, monkeypatch) as made:
        yield made


@pytest.fixture
def camera(on_stage: CameraStage) -> Iterator[Camera]:
    made = on_stage.make(width=320, height=180, fps=30)
    yield made
    made.close()


def test_every_keeper_in_the_catalogue_stands_on_a_stage() -> None:
    assert set(names("camera")) <= STAGES.keys()


def test_its_pictures_have_the_size_number_and_time_that_were_promised(camera: Camera) -> None:
    camera.open()
    begun_s = time.monotonic()
    first, second = camera.wait(2.0), camera.wait(2.0)
    assert first is not None and second is not None
    assert first.pixels.shape == (180, 320, 3) and first.pixels.dtype == "uint8"
    assert second.number == first.number + 1
    assert begun_s - 0.1 <= first.taken_s < second.taken_s <= time.monotonic()


def test_a_picture_belongs_to_its_receiver(camera: Camera) -> None:
    camera.open()
    first = camera.wait(2.0)
    assert first is not None
    first.pixels[:] = 0
    second = camera.wait(2.0)
    assert second is not None and second.pixels.any() and not first.pixels.any()


def test_pictures_come_at_the_rate_of_the_options_also_from_a_faster_camera(camera: Camera) -> None:
    camera.open()
    camera.wait(2.0)
    frames = [camera.wait(2.0) for _ in range(16)]
    taken_s = [frame.taken_s for frame in frames if frame is not None]
    assert taken_s[-1] - taken_s[0] == pytest.approx(0.5, abs=0.15)


def test_waiting_ends_in_time_without_a_picture(camera: Camera) -> None:
    camera.open()
    camera.wait(2.0)
    assert camera.wait(0.0) is None


def test_who_comes_late_gets_the_newest_picture_and_no_queue(camera: Camera) -> None:
    camera.open()
    camera.wait(2.0)
    threading.Event().wait(0.3)  # somebody who is busy: the one thing here that takes its time
    back_s = time.monotonic()
    newest, following = camera.wait(0.5), camera.wait(0.5)
    assert newest is not None and newest.taken_s > back_s - 0.1
    assert following is not None and following.taken_s > back_s


def test_opening_and_closing_twice_is_fine_and_it_can_be_opened_again(camera: Camera) -> None:
    camera.close()
    camera.open()
    camera.open()
    first = camera.wait(2.0)
    camera.close()
    camera.close()
    camera.open()
    second = camera.wait(2.0)
    assert first is not None and second is not None
    assert second.number > first.number and second.taken_s > first.taken_s


def test_its_health_says_whether_it_is_open_and_how_old_its_picture_is(camera: Camera) -> None:
    assert not camera.health().open and camera.health().last_frame_age_s is None
    camera.open()
    assert camera.health().open and camera.health().last_frame_age_s is None
    camera.wait(2.0)
    age_s = camera.health().last_frame_age_s
    assert age_s is not None and 0 <= age_s < 1
    camera.close()
    assert not camera.health().open


def test_a_closed_camera_gives_no_picture(camera: Camera) -> None:
    with pytest.raises(DeviceLost):
        camera.wait(0.1)


def test_unplugged_it_is_lost_within_a_moment(on_stage: CameraStage, camera: Camera) -> None:
    camera.open()
    camera.wait(2.0)
    on_stage.unplug()
    begun_s = time.monotonic()
    with pytest.raises(DeviceLost):
        while time.monotonic() - begun_s < 5:
            camera.wait(0.5)
    assert time.monotonic() - begun_s < 1.5


def test_it_is_missing_while_unplugged_and_comes_back(on_stage: CameraStage, camera: Camera) -> None:
    camera.open()
    camera.wait(2.0)
    on_stage.unplug()
    camera.close()
    with pytest.raises(DeviceMissing):
        camera.open()
    camera.close()
    on_stage.replug()
    begun_s = time.monotonic()
    camera.open()
    assert camera.wait(2.0) is not None
    assert time.monotonic() - begun_s < 5.0


def test_one_that_falls_silent_is_told_from_none_that_comes_so_that_its_eye_can_kill_it(
    on_stage: CameraStage, camera: Camera
) -> None:
    if on_stage.hangs_not:
        pytest.skip(on_stage.hangs_not)
    camera.open()
    camera.wait(2.0)
    on_stage.fall_silent()
    camera.wait(0.1)  # may be a picture that was on its way
    begun_s = time.monotonic()
    assert camera.wait(0.4) is None
    assert 0.3 < time.monotonic() - begun_s < 3.0
    on_stage.speak_again()
    assert camera.wait(2.0) is not None


def test_nobody_else_can_open_it_meanwhile(on_stage: CameraStage, camera: Camera) -> None:
    if not on_stage.alone:
        pytest.skip("as many as like may look at it")
    camera.open()
    other = on_stage.make()
    with pytest.raises(DeviceBusy):
        other.open()
    other.close()
    camera.close()
    other.open()
    other.close()


def test_what_goes_wrong_is_said_with_the_device_and_without_the_words_of_libraries(
    on_stage: CameraStage, camera: Camera
) -> None:
    on_stage.unplug()
    with pytest.raises(DeviceError) as missing:
        camera.open()
    said = str(missing.value)
    assert said.split()[0] in ("mock", "camera", "clip", "http", "rtsp")
    assert not any(word in said for word in ("Errno", "cv2", "OpenCV", "Traceback", "hidden"))


def test_a_mock_without_a_room_is_missing_and_says_what_settings_lack() -> None:
    lonely = open_keeper("camera", "mock", {})
    assert lonely.mock
    with pytest.raises(DeviceMissing, match=r"\[mock_room\] address"):
        lonely.open()
