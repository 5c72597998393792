"""An HTTP camera: what is wrong at the other end is said so that an installer knows what to do."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from drivers.api.camera import Camera
from drivers.api.errors import DeviceBusy, DeviceMissing
from drivers.camera import http
from drivers.catalogue import open_keeper
from tests.support.network_camera import Habits, network_camera
from tests.unit.worker.watching import nothing_left

LOGIN = "viewer:pass:word"


@pytest.fixture(autouse=True)
def clean() -> Iterator[None]:
    with nothing_left():
        yield


def _camera(url: str, **options: Any) -> Camera:
    return open_keeper("camera", "http", {"url": url, "width": 320, "height": 180, "fps": 30, **options})


def _refusal(url: str, **options: Any) -> str:
    camera = _camera(url, **options)
    with pytest.raises(DeviceMissing) as missing:
        camera.open()
    camera.close()
    return str(missing.value)


def _login_file(folder: Path, text: str = LOGIN, mode: int = 0o600) -> str:
    file = folder / "camera.login"
    file.write_text(f"{text}\n", encoding="utf-8")
    file.chmod(mode)
    return str(file)


@pytest.mark.parametrize(
    ("habits", "words"),
    [
        (Habits(status="404 Not Found"), "nothing at the path of url"),
        (Habits(status="500 Oh"), "status 500"),
        (Habits(kind="image/jpeg"), "gives no MJPEG stream but image/jpeg"),
        (Habits(kind="multipart/x-mixed-replace"), "gives no MJPEG stream"),
        (Habits(login=LOGIN), "refuses the login; set login_file"),
    ],
    ids=["path", "status", "single picture", "no boundary", "login"],
)
def test_a_wrong_answer_is_said_with_host_and_port_and_without_the_rest_of_the_address(
    habits: Habits, words: str
) -> None:
    with network_camera(habits=habits) as there:
        said = _refusal(there.url)
        assert words in said
        assert there.url.split("/")[2] in said and "hidden" not in said


def test_a_camera_with_too_many_viewers_is_busy() -> None:
    with network_camera(habits=Habits(status="503 Busy")) as there:
        camera = _camera(there.url)
        with pytest.raises(DeviceBusy):
            camera.open()
        camera.close()


def test_an_address_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "ANSWER_WITHIN_S", 0.3)
    with network_camera(habits=Habits(speaks=False)) as there:
        begun_s = time.monotonic()
        assert "no answer" in _refusal(there.url)
        assert time.monotonic() - begun_s < 1.0


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1:1/stream", "nothing listens there"),
        ("http://no-such-camera.invalid/stream", "nobody knows this name"),
        ("http://127.0.0.1:99999/stream", "this is no address"),
    ],
)
def test_an_address_at_which_nobody_is_is_said_so(url: str, words: str) -> None:
    assert words in _refusal(url)


def test_who_speaks_no_http_is_said_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        greeter = threading.Thread(target=_greet, args=(listener,))
        greeter.start()
        assert "does not speak HTTP" in _refusal(f"http://127.0.0.1:{listener.getsockname()[1]}/")
        greeter.join()


def _greet(listener: socket.socket) -> None:
    with listener.accept()[0] as line:
        line.recv(4096)
        line.sendall(b"220 mail.example ESMTP\r\n")


def test_the_login_comes_from_its_file_and_stands_in_no_address(tmp_path: Path) -> None:
    with network_camera(habits=Habits(login=LOGIN)) as there:
        camera = _camera(there.url, login_file=_login_file(tmp_path))
        camera.open()
        assert camera.wait(2.0) is not None
        camera.close()
        assert "pass" not in there.asked[0]


@pytest.mark.parametrize(
    ("text", "mode", "words"),
    [
        (LOGIN, 0o644, "others can read it"),
        ("viewer", 0o600, "needs one line NAME:PASSWORD"),
        ("a:b\nc:d", 0o600, "needs one line NAME:PASSWORD"),
    ],
)
def test_a_login_file_that_is_wrong_is_said_so(tmp_path: Path, text: str, mode: int, words: str) -> None:
    said = _refusal("http://127.0.0.1:1/", login_file=_login_file(tmp_path, text, mode))
    assert words in said and "pass:word" not in said


def test_a_login_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    assert "cannot be read" in _refusal("http://127.0.0.1:1/", login_file=str(tmp_path / "none"))


def test_pictures_without_a_told_length_come_all_the_same() -> None:
    with network_camera(habits=Habits(tells_length=False)) as there:
        camera = _camera(there.url)
        camera.open()
        assert camera.wait(2.0) is not None
        camera.close()


def test_a_black_picture_is_still_a_picture() -> None:
    with network_camera(bright=0) as there:
        camera = _camera(there.url)
        camera.open()
        frame = camera.wait(2.0)
        camera.close()
        assert frame is not None and not frame.pixels.any()


def test_a_larger_camera_is_received_at_half_its_size_and_says_what_it_gives() -> None:
    with network_camera((1920, 1080)) as there:
        camera = _camera(there.url, width=960, height=540)
        camera.open()
        frame = camera.wait(2.0)
        camera.close()
        assert frame is not None and frame.pixels.shape == (540, 960, 3)
        assert camera.health().detail == "1920×1080"


def test_a_smaller_camera_of_another_shape_is_handed_over_as_it_came() -> None:
    with network_camera((160, 120)) as there:
        camera = _camera(there.url)
        camera.open()
        frame = camera.wait(2.0)
        camera.close()
        assert frame is not None and frame.pixels.shape == (120, 160, 3)
