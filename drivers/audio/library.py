"""PortAudio itself. Its list of devices is as old as its start, so it is started anew for each look."""

import contextlib
import os
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import get_args

import msgspec

from drivers.api.errors import DeviceBusy, DeviceMissing
from drivers.api.seen import SeenSound
from drivers.audio.options import Host, Name

_ALSA_PLACE = re.compile(r" \(hw:\d+,\d+\)$")
"""Where PortAudio tells a card's number, which another plug or the next start may change."""
_IN_USE = threading.Lock()


@dataclass(frozen=True)
class Listed:
    """`number` is the device's until PortAudio is started anew."""

    number: int
    seen: SeenSound


def start() -> ModuleType:
    """PortAudio with a new list, for one user in this process. Raises DeviceMissing or DeviceBusy."""
    if not _IN_USE.acquire(blocking=False):
        raise DeviceBusy("sound: another part of this program uses it")
    try:
        return _started()
    except BaseException:
        _IN_USE.release()
        raise


def stop(library: ModuleType) -> None:
    """After `start`: lets go of everything."""
    try:
        _end(library)
    finally:
        _IN_USE.release()


def listed(library: ModuleType) -> list[Listed]:
    """All that settings may name, in PortAudio's order."""
    return [
        Listed(device["index"], seen)
        for device in library.query_devices()
        if (seen := _seen(device, library)) is not None
    ]


def seen_sounds() -> list[SeenSound]:
    """The sound devices of this machine, opened by nobody so far. Raises DeviceMissing or DeviceBusy."""
    library = start()
    try:
        return [device.seen for device in listed(library)]
    finally:
        stop(library)


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keeps the libraries below from writing to standard error whatever they fail at."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _started() -> ModuleType:
    os.environ.setdefault("PA_ALSA_PLUGHW", "1")  # ALSA itself resamples for cards that have other rates
    try:
        import sounddevice
    except OSError:
        raise DeviceMissing("sound: PortAudio is not installed; on Debian it is libportaudio2") from None
    _end(sounddevice)
    sounddevice._initialize()
    started: ModuleType = sounddevice
    return started


def _end(library: ModuleType) -> None:
    while library._initialized:
        library._terminate()


def _seen(device: dict[str, object], library: ModuleType) -> SeenSound | None:
    host = library.query_hostapis(device["hostapi"])["name"]
    name = _ALSA_PLACE.sub("", str(device["name"]))
    if host not in get_args(Host) or not _may_be_named(name):
        return None
    pinned = host != "ALSA" or name != device["name"]
    return SeenSound(name, host, bool(device["max_input_channels"]), bool(device["max_output_channels"]), pinned)


def _may_be_named(name: str) -> bool:
    with contextlib.suppress(msgspec.ValidationError):
        msgspec.convert(name, Name)
        return True
    return False
