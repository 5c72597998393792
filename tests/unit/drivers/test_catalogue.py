"""A keeper is chosen by name, and a mistake in settings is named."""

import subprocess
import sys
from pathlib import Path

import pytest

from drivers.api.errors import DeviceLost
from drivers.catalogue import UnknownKeeper, WrongOption, names, open_keeper

LEAST: dict[str, dict[str, object]] = {
    "mock": {},
    "clip": {"path": "clip.avi"},
    "opencv": {"device": 0},
    "http": {"url": "http://camera.example/stream"},
    "rtsp": {"url": "rtsp://camera.example/stream"},
}
"""What a camera must be told."""
LEAST_OF_SOUND: dict[str, dict[str, object]] = {"mock": {}, "portaudio": {"input": "Headset", "output": "Headset"}}
LEAST_OF_PRINTER: dict[str, dict[str, object]] = {
    "mock": {},
    "cups": {"queue": "slips"},
    "qt": {"printer": "Slips"},
    "file": {"folder": "out"},
}


def test_every_keeper_in_the_table_can_be_made_and_opens_nothing_by_that() -> None:
    for name in names("camera"):
        assert open_keeper("camera", name, LEAST[name]).health().open is False
    for name in names("sound"):
        assert open_keeper("sound", name, LEAST_OF_SOUND[name]).health().open is False
    for name in names("printer"):
        assert open_keeper("printer", name, LEAST_OF_PRINTER[name]).health().open is False
    for name in names("speech"):
        with pytest.raises(DeviceLost):
            open_keeper("speech", name, {}).speak("はい", 400)


def test_an_unknown_keeper_is_refused_and_never_replaced_by_a_mock() -> None:
    with pytest.raises(UnknownKeeper, match=r"no camera is called 'brand'; there are .*mock"):
        open_keeper("camera", "brand", {})


def test_an_unknown_option_is_named_with_those_that_exist() -> None:
    with pytest.raises(WrongOption, match=r"`colour`.*options are .*scene: 'face' or 'document'"):
        open_keeper("camera", "mock", {"colour": 1})


@pytest.mark.parametrize(
    ("option", "value"), [("fps", 0), ("fps", 61), ("scene", "window"), ("width", "wide"), ("place", "moon")]
)
def test_a_wrong_value_is_named(option: str, value: object) -> None:
    with pytest.raises(WrongOption, match=rf"\$\.{option}"):
        open_keeper("camera", "mock", {option: value})


@pytest.mark.parametrize("name", [name for name in LEAST if LEAST[name]])
def test_an_option_that_is_missing_is_named(name: str) -> None:
    with pytest.raises(WrongOption) as wrong:
        open_keeper("camera", name, {})
    assert wrong.value.option == next(iter(LEAST[name]))


@pytest.mark.parametrize("name", ["default", "pulse", "pipewire", "sysdefault", ""])
def test_a_loudspeaker_that_the_system_may_change_is_refused(name: str) -> None:
    with pytest.raises(WrongOption, match="never of whichever the system prefers") as wrong:
        open_keeper("sound", "portaudio", {"input": "Headset", "output": name})
    assert wrong.value.option == "output"


@pytest.mark.parametrize("name", ["http", "rtsp"])
def test_a_login_in_an_address_is_refused_because_addresses_are_shown(name: str) -> None:
    with pytest.raises(WrongOption, match="its login in login_file") as wrong:
        open_keeper("camera", name, {"url": f"{name}://admin:secret@camera.example/stream"})
    assert "secret" not in str(wrong.value)


def test_cameras_options_are_checked_without_loading_opencv() -> None:
    look = (
        "import sys; from drivers.catalogue import names, takes;"
        "assert [takes('camera', name, 'room') for name in names('camera')] == [True, False, False, False, False];"
        "sys.exit('cv2' in sys.modules)"
    )
    root = Path(__file__).resolve().parents[3]
    assert subprocess.run([sys.executable, "-c", look], cwd=root, check=False).returncode == 0


def test_options_of_sound_are_checked_without_loading_portaudio() -> None:
    look = (
        "import sys; from drivers.catalogue import open_keeper;"
        "open_keeper('sound', 'portaudio', {'input': 'Headset', 'output': 'Headset'});"
        "sys.exit('sounddevice' in sys.modules)"
    )
    root = Path(__file__).resolve().parents[3]
    assert subprocess.run([sys.executable, "-c", look], cwd=root, check=False).returncode == 0
