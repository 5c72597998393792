"""PortAudio's keeper where PortAudio itself is pretended: names, and what is said when something does not go."""

import sys
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from drivers.api.errors import DeviceBusy, DeviceError, DeviceLost, DeviceMissing
from drivers.api.seen import SeenSound
from drivers.api.sound import BLOCK
from drivers.audio import portaudio
from drivers.audio.library import seen_sounds
from drivers.audio.options import PortAudioOptions
from drivers.audio.portaudio import PortAudioSound

ALSA, WASAPI, MME = 0, 1, 2
BOTH = (1, 1)
SILENCE = bytes(2 * BLOCK)


class PortAudioError(Exception):
    pass


@dataclass
class Pretended:
    """What takes the place of the module sounddevice. `refuses`: PortAudio's number for why a stream does not open;
    `flows`: whether sound moves at once when a stream is started; `alone`: whether a second stream finds it busy."""

    devices: list[tuple[str, int, tuple[int, int]]]
    refuses: int = 0
    starts: bool = True
    flows: bool = False
    alone: bool = False
    asked: list[dict[str, Any]] = field(default_factory=list)
    closed: int = 0
    _initialized: int = 1
    PortAudioError = PortAudioError

    def query_devices(self) -> list[dict[str, object]]:
        return [
            {
                "index": number,
                "name": name,
                "hostapi": host,
                "max_input_channels": ways[0],
                "max_output_channels": ways[1],
            }
            for number, (name, host, ways) in enumerate(self.devices)
        ]

    def query_hostapis(self, number: int) -> dict[str, str]:
        return {"name": ("ALSA", "Windows WASAPI", "MME")[number]}

    def WasapiSettings(self, auto_convert: bool) -> tuple[str, bool]:  # noqa: N802 - sounddevice's name
        return "wasapi", auto_convert

    def RawInputStream(self, **asked: Any) -> Any:  # noqa: N802
        if self.refuses:
            raise PortAudioError("words of the library", self.refuses)
        if self.alone and asked["callback"] is None:
            raise PortAudioError("words of the library", -9985)
        self.asked.append(asked)
        return SimpleNamespace(start=lambda: self._start(asked), abort=lambda ignore_errors: None, close=self._close)

    RawOutputStream = RawInputStream

    def _start(self, asked: dict[str, Any]) -> None:
        if not self.starts:
            raise PortAudioError("words of the library", -9999)
        for _ in range(portaudio.FLOWING_BLOCKS if self.flows else 0):
            asked["callback"](bytearray(2 * BLOCK), BLOCK, None, SimpleNamespace(input_overflow=0, output_underflow=0))

    def _close(self, ignore_errors: bool = True) -> None:
        self.closed += 1

    def _initialize(self) -> None:
        self._initialized += 1

    def _terminate(self) -> None:
        self._initialized -= 1


Pretend = Any


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch) -> Pretend:
    monkeypatch.setattr(portaudio, "OPENS_WITHIN_S", 0.05)

    def made(*devices: tuple[str, int, tuple[int, int]], **habits: Any) -> Pretended:
        library = Pretended(list(devices), **habits)
        monkeypatch.setitem(sys.modules, "sounddevice", library)
        return library

    return made


def wrong(options: PortAudioOptions) -> DeviceError:
    """What `open` says; nothing of PortAudio may stay open behind it."""
    with pytest.raises(DeviceError) as raised:
        PortAudioSound(options).open()
    assert sys.modules["sounddevice"]._initialized == 0
    assert "words of the library" not in str(raised.value)
    return raised.value


HEADSET = PortAudioOptions("Headset: USB Audio", "Headset: USB Audio", "ALSA")


def test_a_device_that_knows_another_rate_only_says_so_and_what_to_do(pretend: Pretend) -> None:
    pretend(("Headset: USB Audio", 0, (1, 2)), refuses=-9997)
    said = wrong(HEADSET)
    assert isinstance(said, DeviceMissing)
    assert "does not work at 48 kHz" in str(said)
    assert "sound server" in str(said)


def test_devices_are_listed_without_what_another_plug_may_change_and_without_what_follows_the_system(
    pretend: Pretend,
) -> None:
    library = pretend(
        ("Headset: USB Audio (hw:2,0)", ALSA, BOTH),
        ("room", ALSA, (0, 2)),
        ("default", ALSA, BOTH),
        ("Heads", MME, BOTH),
    )
    assert seen_sounds() == [
        SeenSound("Headset: USB Audio", "ALSA", hears=True, sounds=True, pinned=True),
        SeenSound("room", "ALSA", hears=False, sounds=True, pinned=False),
    ]
    assert library._initialized == 0


def test_a_card_is_found_under_whatever_number_it_has_now(pretend: Pretend) -> None:
    library = pretend(("Built-in (hw:0,0)", ALSA, BOTH), ("Headset: USB Audio (hw:7,0)", ALSA, BOTH))
    assert "moves no sound" in str(wrong(HEADSET))
    assert [asked["device"] for asked in library.asked] == [1, 1]
    assert library.closed == 2


def test_a_device_that_is_not_there_is_named_with_those_that_are(pretend: Pretend) -> None:
    pretend(("Built-in (hw:0,0)", ALSA, BOTH), ("Line (hw:1,0)", ALSA, (0, 2)))
    said = wrong(HEADSET)
    assert isinstance(said, DeviceMissing)
    assert str(said) == "microphone 'Headset: USB Audio': there is no such device; there are 'Built-in'"


def test_two_devices_of_one_name_are_not_guessed_between(pretend: Pretend) -> None:
    pretend(("Headset: USB Audio (hw:1,0)", ALSA, BOTH), ("Headset: USB Audio (hw:2,0)", ALSA, BOTH))
    assert str(wrong(HEADSET)) == "microphone 'Headset: USB Audio': there are 2 of this name"


def test_a_device_of_another_host_is_not_taken_instead(pretend: Pretend) -> None:
    pretend(("Headset: USB Audio", WASAPI, BOTH))
    assert str(wrong(HEADSET)).endswith("there are none at all")


@pytest.mark.parametrize(("refuses", "kind"), [(-9985, DeviceBusy), (-9999, DeviceMissing)])
def test_a_device_that_another_program_holds_is_told_from_one_that_does_not_open(
    pretend: Pretend, refuses: int, kind: type[DeviceError]
) -> None:
    pretend(("Headset: USB Audio (hw:1,0)", ALSA, BOTH), refuses=refuses)
    said = wrong(HEADSET)
    assert isinstance(said, kind)
    assert str(said).startswith("microphone 'Headset: USB Audio': ")


def test_a_device_that_opens_and_does_not_start_is_closed_again(pretend: Pretend) -> None:
    library = pretend(("Headset: USB Audio (hw:1,0)", ALSA, BOTH), starts=False)
    assert "does not start" in str(wrong(HEADSET))
    assert library.closed == 2


def test_behind_a_sound_server_it_is_asked_again_and_again_whether_the_device_is_still_there(
    pretend: Pretend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portaudio, "LOOK_EVERY_S", 0.0)
    library = pretend(("room", ALSA, BOTH), flows=True)
    sound = PortAudioSound(PortAudioOptions("room", "room", "ALSA"))
    sound.open()
    sound.play(SILENCE)
    assert len(library.asked) > 4
    library.refuses = -9999
    with pytest.raises(DeviceLost, match="'room': is gone"):
        sound.play(SILENCE)
    sound.close()
    assert library.closed == len(library.asked)


def test_a_device_that_is_the_keepers_alone_or_a_card_itself_is_not_asked_again(
    pretend: Pretend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portaudio, "LOOK_EVERY_S", 0.0)
    for name in ("room", "room (hw:1,0)"):
        library = pretend((name, ALSA, BOTH), flows=True)
        library.alone = True
        sound = PortAudioSound(PortAudioOptions("room", "room", "ALSA"))
        sound.open()
        library.refuses = -9999
        for _ in range(5):
            sound.play(SILENCE)
        sound.close()
        assert len(library.asked) == 2


def test_windows_is_asked_to_resample(pretend: Pretend) -> None:
    library = pretend(("Headset", WASAPI, BOTH))
    wrong(PortAudioOptions("Headset", "Headset", "Windows WASAPI"))
    assert {asked["extra_settings"] for asked in library.asked} == {("wasapi", True)}


def test_a_machine_without_portaudio_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    class _Missing:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "sounddevice":
                raise OSError("PortAudio library not found")

    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(sys, "meta_path", [_Missing(), *sys.meta_path])
    with pytest.raises(DeviceMissing, match="on Debian it is libportaudio2"):
        seen_sounds()
