"""For every sound keeper in the catalogue: something to hear, and a hand on its plug."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol

from drivers.api.sound import Sound
from drivers.catalogue import open_keeper
from drivers.mock_room import RoomServer
from tests.support.virtual_sound import CALM_MS, Plug, VirtualSound, virtual_sound


class SoundStage(Protocol):
    """A device with something to hear before its microphone."""

    def make(self, **options: Any) -> Sound:
        """A new keeper of the one device."""

    def unplug(self) -> None: ...
    def replug(self) -> None: ...


class _Mock:
    def __init__(self, server: RoomServer) -> None:
        self._server = server

    def make(self, **options: Any) -> Sound:
        return open_keeper("sound", "mock", {"room": self._server.address, "place": "van", **options})

    def unplug(self) -> None:
        self._server.room.unplug("van", "sound")

    def replug(self) -> None:
        self._server.room.replug("van", "sound")


class _Virtual:
    """PortAudio's, of which `plug` is pulled: the microphone's or the loudspeaker's."""

    def __init__(self, sound: VirtualSound, plug: Plug) -> None:
        self._sound = sound
        self._plug = plug

    def make(self, **options: Any) -> Sound:
        return open_keeper(
            "sound", "portaudio", {"input": "voice", "output": "phone", "latency_ms": CALM_MS, **options}
        )

    def unplug(self) -> None:
        self._sound.unplug(self._plug)

    def replug(self) -> None:
        self._sound.replug(self._plug)


@contextmanager
def _mock_stage(folder: Path) -> Iterator[SoundStage]:
    with RoomServer(folder / "room.sock") as server:
        yield _Mock(server)


@contextmanager
def _microphone_stage(_folder: Path) -> Iterator[SoundStage]:
    with virtual_sound() as sound:
        yield _Virtual(sound, "voice")


@contextmanager
def _loudspeaker_stage(_folder: Path) -> Iterator[SoundStage]:
    with virtual_sound(moves_streams=True) as sound:
        yield _Virtual(sound, "phone")


SOUND_STAGES: dict[str, Callable[[Path], AbstractContextManager[SoundStage]]] = {
    "mock": _mock_stage,
    "portaudio": _microphone_stage,
    "portaudio-loudspeaker": _loudspeaker_stage,
}
