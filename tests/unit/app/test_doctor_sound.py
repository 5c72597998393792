"""The doctor listens: what is plugged in, how loud the microphone is, and a tone only for whoever asks for one."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.api.errors import DeviceError, DeviceMissing
from drivers.api.seen import SeenSound
from drivers.mock_room import RoomServer
from kiosk.app import doctor_echo, doctor_sound
from kiosk.app.doctor_sound import list_sounds, listen
from kiosk.app.settings import read_end_settings
from kiosk.app.sounds import ear_plan
from kiosk.content.toml import BadFile
from kiosk.domain.levels import Levels
from kiosk.ear.ear import Ear
from kiosk.ear.plan import Treatment
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
    van: Van, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(Ear, "tone")
    words = van.listen("tone")
    assert words == "マイク -13 dB（よく 聞こえます）（練習用）"
    assert [file.name for file in tmp_path.iterdir() if file.suffix != ".sock"] == ["kiosk.toml"]


def test_on_request_a_tone_sounds_and_it_is_told_whether_the_microphone_hears_it(van: Van) -> None:
    words = van.listen("murmur", aloud=True)
    assert re.fullmatch(r"マイク -\d+ dB（よく 聞こえます）、試しの音を 鳴らし、マイクには 届きませんでした.*", words)
    assert "回り込みが 消えるかは 分かりません" in words


@pytest.mark.parametrize(
    ("before", "captured", "sent", "echo", "words"),
    [
        (0.001, 0.1, 0.001, True, "回り込みを 40 dB 消しました"),
        (0.001, 0.1, 0.05, True, "回り込みを 6 dB しか 消せません"),
        (0.001, 0.1, 0.1, False, "回り込みは 設定により 消しません"),
        (0.05, 0.06, 0.0, True, "回り込みが 消えるかは 分かりません"),
    ],
)
def test_what_is_left_of_the_sound_is_told_in_words(
    before: float, captured: float, sent: float, echo: bool, words: str
) -> None:
    quiet, loud = Levels(captured=before, sent=before), Levels(captured=captured, sent=sent)
    assert words in doctor_echo._in_words([quiet] * 9, [loud] * 9, echo)


def test_what_cannot_clean_the_sound_is_told_and_never_passed_over(van: Van, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEKIT_LIB_PATH", "/no/such/library.so")
    with pytest.raises(DeviceError, match="回り込みと 雑音を 消す部品"):
        van.listen("murmur")


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
        ('driver = "mock"\necho = "on"', "line 12: devices.sound.echo: must be true or false"),
        ('driver = "mock"\nechoes = true', "line 12: devices.sound.echoes: "),
    ],
)
def test_a_mistake_in_the_settings_of_sound_is_told_with_its_line(van: Van, sound: str, line: str) -> None:
    config = van.config(sound)
    with pytest.raises(BadFile) as wrong:
        ear_plan(read_end_settings(config), config)
    assert line in str(wrong.value)


def test_what_is_done_with_the_sound_stands_in_the_settings_and_is_no_option_of_the_keeper(van: Van) -> None:
    config = van.config('driver = "mock"\necho = false\ngain = false')
    plan = ear_plan(read_end_settings(config), config)
    assert plan.treatment == Treatment(echo=False, noise=True, gain=False)
    assert not plan.options


@pytest.mark.parametrize(("sound", "key"), [("", "echo"), ("echo = false", "noise")])
def test_a_missing_library_is_found_before_anything_opens(
    van: Van, monkeypatch: pytest.MonkeyPatch, sound: str, key: str
) -> None:
    monkeypatch.setattr("kiosk.app.sounds.is_installed", lambda: False)
    config = van.config(f'driver = "mock"\n{sound}')
    with pytest.raises(BadFile, match=f"devices.sound.{key}: needs the package livekit"):
        ear_plan(read_end_settings(config), config)
