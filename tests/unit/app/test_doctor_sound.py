"""The doctor listens: what is plugged in, how loud the microphone is, and a tone only for whoever asks for one."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.api.errors import DeviceError, DeviceMissing
from drivers.api.seen import SeenSound
from drivers.mock_room import RoomServer
from kiosk.app import doctor_sound
from kiosk.app.doctor_sound import list_sounds, listen
from kiosk.app.settings import read_end_settings
from kiosk.app.sounds import ear_plan
from kiosk.content.toml import BadFile
from tests.unit.worker.watching import nothing_left


class Van:
    """A van with pretended sound."""

    def __init__(self, folder: Path, server: RoomServer) -> None:
        self.room = server.room
        self._address = server.address
        self._folder = folder

    def config(self, sound: str) -> Path:
        path = self._folder / "kiosk.toml"
        text = f"""[hub]
url = "wss://hub.example/v1"
device = "van-1"
[city]
file = "city.toml"
[devices.face_camera]
driver = "mock"
[devices.document_camera]
driver = "mock"
[devices.sound]
{sound}
[mock_room]
address = "{self._address}"
"""
        path.write_text(text, encoding="utf-8")
        return path

    def listen(self, signal: str, aloud: bool = False) -> str:
        config = self.config(f'driver = "mock"\nsignal = "{signal}"')
        return listen(read_end_settings(config), config, aloud)


@pytest.fixture
def van(tmp_path: Path) -> Iterator[Van]:
    with nothing_left(), RoomServer(tmp_path / "room.sock") as server:
        yield Van(tmp_path, server)


def test_the_microphone_is_told_in_decibels_and_in_words_and_nothing_sounds_or_is_written(
    van: Van, tmp_path: Path
) -> None:
    words = van.listen("tone")
    assert words == "マイク -13 dB（よく 聞こえます）（練習用）"
    assert van.room.listen("van").rms == 0
    assert [file.name for file in tmp_path.iterdir() if file.suffix != ".sock"] == ["kiosk.toml"]


def test_on_request_a_tone_sounds_and_it_is_told_whether_the_microphone_hears_it(van: Van) -> None:
    words = van.listen("murmur", aloud=True)
    assert re.fullmatch(r"マイク -\d+ dB（よく 聞こえます）、試しの音を 鳴らし、マイクには 届きませんでした.*", words)
    assert van.room.listen("van").rms > 0.1


def test_silence_as_no_room_has_it_asks_for_the_mute_switch(van: Van) -> None:
    with pytest.raises(DeviceError, match="消音（ミュート）を 解いて"):
        van.listen("silence")


@pytest.mark.parametrize(
    ("level_db", "words"),
    [(-90.0, "ほとんど 聞こえません"), (-60.0, "静かです"), (-30.0, "よく 聞こえます"), (-3.0, "大きすぎます")],
)
def test_levels_have_words(level_db: float, words: str) -> None:
    assert doctor_sound._in_words(level_db) == words


def test_devices_are_listed_as_settings_want_them(monkeypatch: pytest.MonkeyPatch) -> None:
    there = [
        SeenSound("Headset", "ALSA", True, True, pinned=True),
        SeenSound("hall", "ALSA", False, True, pinned=False),
    ]
    monkeypatch.setattr(doctor_sound, "seen_sounds", lambda: there)
    lines = list(list_sounds())
    assert lines[0] == ("音の装置 1", True, '"Headset"、ALSA、マイクとスピーカー')
    assert lines[1][2].startswith('"hall"、ALSA、スピーカー、音声サーバー経由')


def test_a_machine_without_devices_or_without_portaudio_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_sound, "seen_sounds", list)
    assert "ありません" in next(list_sounds())[2]

    def missing() -> list[SeenSound]:
        raise DeviceMissing("sound: PortAudio is not installed")

    monkeypatch.setattr(doctor_sound, "seen_sounds", missing)
    assert "PortAudio is not installed" in next(list_sounds())[2]


def test_a_real_keeper_is_told_of_no_room_though_cameras_are_pretended(van: Van) -> None:
    config = van.config('driver = "portaudio"\ninput = "Headset"\noutput = "Headset"')
    plan = ear_plan(read_end_settings(config), config)
    assert plan.keeper_options == {"input": "Headset", "output": "Headset"}


@pytest.mark.parametrize(
    ("sound", "line"),
    [
        ('driver = "portaudi"', "line 11: devices.sound.driver: no sound is called"),
        ('driver = "portaudio"\ninput = "Headset"\noutput = "default"', "line 13: devices.sound.output: "),
    ],
)
def test_a_mistake_in_the_settings_of_sound_is_told_with_its_line(van: Van, sound: str, line: str) -> None:
    config = van.config(sound)
    with pytest.raises(BadFile) as wrong:
        ear_plan(read_end_settings(config), config)
    assert line in str(wrong.value)
