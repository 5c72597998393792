"""Microphone and loudspeaker of the pretend world: a murmur comes in, and what goes out is measured."""

import time
from collections import deque
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from drivers.api.errors import DeviceLost
from drivers.api.sound import BLOCK, RATE_HZ, SoundHealth
from drivers.mock_room import Heard, Place, Room, RoomLink, connect

_BLOCK_S = BLOCK / RATE_HZ
_LATE_BLOCKS = 20
"""A microphone keeps so many blocks for a late reader, a loudspeaker takes so many ahead."""
_MEASURED_BLOCKS = 20
"""What is told covers so many; it is told so often, and at once when something begins to sound."""
_AUDIBLE = 164
"""A peak of −46 dB of full scale."""
_MURMUR_S = 4
_PITCH_HZ: dict[Place, float] = {"van": 130.0, "office": 210.0}
_TONE_HZ: dict[Place, float] = {"van": 440.0, "office": 660.0}


class MockSoundOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`signal` is what the microphone hears; `room` the address of the pretend world."""

    place: Place = "van"
    signal: Literal["murmur", "tone", "silence"] = "murmur"
    room: str = ""


class MockSound:
    """Paced by the clock like a sound card. `room` stands in for an address in unit tests."""

    mock = True

    def __init__(self, options: MockSoundOptions, room: Room | None = None) -> None:
        self._options = options
        self._room = room or options.room
        self._signal = _signal(options)
        self._link: RoomLink | None = None
        self._opened_s = 0.0
        self._captured = 0
        self._played = 0
        self._buffer_empty_s = 0.0
        self._overruns = 0
        self._underruns = 0
        self._recent: deque[bytes] = deque(maxlen=_MEASURED_BLOCKS)
        self._sounding = False

    def open(self) -> None:
        """Enters the room."""
        if self._link is None:
            self._link = connect(self._room, self._options.place, "sound")
            self._opened_s = time.monotonic()
            self._captured = self._played = self._overruns = self._underruns = 0
            self._buffer_empty_s = 0.0
            self._recent.clear()
            self._sounding = False

    def close(self) -> None:
        """Leaves the room."""
        if self._link is not None:
            self._link.close()
            self._link = None

    def capture(self, timeout_s: float) -> bytes | None:
        """A reader that is too late finds a gap, and the overrun counted."""
        link = self._opened()
        now_s = time.monotonic()
        behind = int((now_s - self._opened_s) / _BLOCK_S) - self._captured
        if behind > _LATE_BLOCKS:
            self._captured += behind
            self._overruns += 1
        due_s = self._opened_s + (self._captured + 1) * _BLOCK_S
        link.wait_until(min(due_s, now_s + timeout_s))
        if due_s > now_s + timeout_s:
            return None
        block = self._signal[self._captured % len(self._signal)]
        self._captured += 1
        return block

    def play(self, block: bytes) -> None:
        """Waits while the loudspeaker has enough; counts when it ran dry."""
        link = self._opened()
        now_s = time.monotonic()
        if self._buffer_empty_s < now_s:
            self._underruns += self._played > 0
            self._buffer_empty_s = now_s
        link.wait_until(self._buffer_empty_s - _LATE_BLOCKS * _BLOCK_S)
        self._buffer_empty_s += _BLOCK_S
        self._played += 1
        self._recent.append(block)
        was, self._sounding = self._sounding, is_audible(block)
        if self._played % _MEASURED_BLOCKS == 0 or (self._sounding and not was):
            link.tell_heard(measure(b"".join(self._recent), self._played, self._sounding))

    def health(self) -> SoundHealth:
        """As promised."""
        if self._link is None:
            return SoundHealth(False)
        ahead_s = max(0.0, self._buffer_empty_s - time.monotonic())
        delay_ms = round(1000 * (ahead_s + _BLOCK_S))
        return SoundHealth(True, self._underruns, self._overruns, "pretended", delay_ms)

    def _opened(self) -> RoomLink:
        if self._link is None:
            raise DeviceLost("mock sound: not open")
        return self._link


def is_audible(block: bytes) -> bool:
    """Of signed 16 bit sound."""
    return int(np.abs(np.frombuffer(block, np.int16).astype(np.int32)).max(initial=0)) > _AUDIBLE


def measure(sound: bytes, blocks: int, sounding: bool) -> Heard:
    """Effective value and strongest frequency of signed 16 bit sound."""
    samples = np.frombuffer(sound, np.int16) / 32768
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    hz = float(np.argmax(spectrum) * RATE_HZ / len(samples))
    return Heard(blocks, float(np.sqrt(np.mean(samples**2))), hz, sounding)


def _signal(options: MockSoundOptions) -> list[bytes]:
    """Blocks that can be repeated without a click."""
    times = np.arange(_MURMUR_S * RATE_HZ) / RATE_HZ
    if options.signal == "silence":
        wave: NDArray[np.float64] = np.zeros_like(times)
    elif options.signal == "tone":
        wave = 0.3 * np.sin(2 * np.pi * _TONE_HZ[options.place] * times)
    else:
        wave = _murmur(_PITCH_HZ[options.place], times)
    sound = (wave * 32767).astype(np.int16).tobytes()
    return [sound[at : at + 2 * BLOCK] for at in range(0, len(sound), 2 * BLOCK)]


def _murmur(pitch_hz: float, times: NDArray[np.float64]) -> NDArray[np.float64]:
    """A voice without words: harmonics that fall off, in syllables, with a little breath."""
    voice = sum(np.sin(2 * np.pi * pitch_hz * harmonic * times) / harmonic**1.5 for harmonic in range(1, 12))
    syllables = np.clip(np.sin(2 * np.pi * 3.25 * times), 0, 1) * (np.sin(2 * np.pi * 0.5 * times) > -0.4)
    breath = np.random.default_rng(11).normal(0, 0.004, len(times))
    murmur: NDArray[np.float64] = 0.12 * np.asarray(voice) * syllables + breath
    return murmur
