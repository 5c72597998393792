"""A microphone and a loudspeaker of this machine, driven by PortAudio: each by its name, and no other in its place."""

import threading
import time
from types import ModuleType
from typing import Any, Literal

from drivers.api.errors import DeviceBusy, DeviceLost, DeviceMissing
from drivers.api.sound import BLOCK, RATE_HZ, SoundHealth
from drivers.audio import library as portaudio
from drivers.audio.buffers import Captured, Playout
from drivers.audio.library import Listed, quiet
from drivers.audio.options import PortAudioOptions

OPENS_WITHIN_S = 5.0
"""A microphone behind a sound server may take 2 s until its first block."""
FLOWING_BLOCKS = 30
"""So many must have moved: a loudspeaker takes its first ones at once, and may then wait before it begins."""
SILENT_S = 0.6
"""A device that is open and moves no block for so long is lost."""
LOOK_EVERY_S = 0.4
"""How often it is asked whether a device behind a sound server is still there: a server that loses a device moves its
sound to another one and tells nobody."""

Direction = Literal["input", "output"]
_WORDS: dict[Direction, str] = {"input": "microphone", "output": "loudspeaker"}


class PortAudioSound:
    """Two streams, because many machines have them on two devices. One such keeper is open at a time in a process."""

    mock = False

    def __init__(self, options: PortAudioOptions) -> None:
        self._options = options
        self._streams: _Streams | None = None

    def open(self) -> None:
        """Returns when sound flows in both directions. Raises DeviceMissing or DeviceBusy."""
        if self._streams is None:
            library = portaudio.start()
            try:
                self._streams = _Streams(library, self._options)
            except BaseException:
                portaudio.stop(library)
                raise

    def close(self) -> None:
        """As promised."""
        if self._streams is not None:
            streams, self._streams = self._streams, None
            streams.close()
            portaudio.stop(streams.library)

    def capture(self, timeout_s: float) -> bytes | None:
        """As promised."""
        streams = self._opened()
        block = streams.captured.take(min(timeout_s, SILENT_S))
        streams.check()
        return block

    def play(self, block: bytes) -> None:
        """Waits while the loudspeaker has enough."""
        streams = self._opened()
        if not streams.playout.give(block, SILENT_S):
            raise DeviceLost(f"{_name('output', self._options)}: takes no more sound")
        streams.check()

    def health(self) -> SoundHealth:
        """As promised; counts are those since opening."""
        if self._streams is None:
            return SoundHealth(False)
        streams = self._streams
        return SoundHealth(
            True,
            streams.playout.underruns + streams.card_underruns,
            streams.captured.overruns + streams.card_overruns,
            self._options.host,
            streams.delay_ms(),
        )

    def _opened(self) -> "_Streams":
        if self._streams is None:
            raise DeviceLost("sound: not open")
        return self._streams


class _Streams:
    """Both directions, open and running. PortAudio calls `_hear` and `_sound` on threads of its own."""

    def __init__(self, library: ModuleType, options: PortAudioOptions) -> None:
        self.library = library
        self.captured = Captured()
        self.playout = Playout()
        self.card_underruns = self.card_overruns = 0
        self._options = options
        self._ended: set[Direction] = set()
        self._moved_s: dict[Direction, float] = {}
        self._moved: dict[Direction, int] = {"input": 0, "output": 0}
        self._both_flow = threading.Event()
        self._look_s = 0.0
        self._may_move: set[Direction] = set()
        self._devices: dict[Direction, Listed] = {}
        self._open: list[Any] = []
        try:
            self._devices = {direction: _find(library, options, direction) for direction in _WORDS}
            self._may_move = {way for way, device in self._devices.items() if not device.seen.pinned}
            self._open.append(self._stream("input", self._hear))
            self._open.append(self._stream("output", self._sound))
            self._start()
        except BaseException:
            self.close()
            raise

    def check(self) -> None:
        """Raises DeviceLost as soon as one direction is known to be gone."""
        now_s = time.monotonic()
        for direction, moved_s in self._moved_s.items():
            if direction in self._ended or now_s - moved_s > SILENT_S:
                raise DeviceLost(f"{_name(direction, self._options)}: is gone")
        if now_s > self._look_s:
            self._look()
            self._look_s = time.monotonic() + LOOK_EVERY_S

    def delay_ms(self) -> int:
        """What waits on this side of the sound card in both directions, and what it tells of its own side."""
        waiting_s = (self.captured.waiting + self.playout.waiting) * BLOCK / RATE_HZ
        card_s: float = sum(stream.latency for stream in self._open)
        return round(1000 * (waiting_s + card_s))

    def close(self) -> None:
        """At once: what was not played yet stays silent."""
        with quiet():
            for stream in self._open:
                stream.abort(ignore_errors=True)
                stream.close(ignore_errors=True)

    def _start(self) -> None:
        with quiet():
            for stream in self._open:
                try:
                    stream.start()
                except self.library.PortAudioError:
                    raise DeviceMissing("sound: does not start") from None
        if not self._both_flow.wait(OPENS_WITHIN_S):
            slower = min(self._moved, key=self._moved.__getitem__)
            raise DeviceMissing(f"{_name(slower, self._options)}: is there, and moves no sound")
        self.check()

    def _look(self) -> None:
        for direction in sorted(self._may_move):
            try:
                self._stream(direction, None).close()
            except DeviceBusy:  # ours alone: there is no server between
                self._may_move.discard(direction)
            except DeviceMissing:
                raise DeviceLost(f"{_name(direction, self._options)}: is gone") from None

    def _stream(self, direction: Direction, callback: Any) -> Any:
        kind = self.library.RawInputStream if direction == "input" else self.library.RawOutputStream
        try:
            with quiet():
                return kind(
                    device=self._devices[direction].number,
                    samplerate=RATE_HZ,
                    blocksize=BLOCK,
                    channels=1,
                    dtype="int16",
                    latency=self._options.latency_ms / 1000,
                    extra_settings=_extra(self.library, self._options),
                    callback=callback,
                    finished_callback=(lambda: self._ended.add(direction)) if callback else None,
                )
        except self.library.PortAudioError as error:
            wrong = _name(direction, self._options)
            if _code(error) == _DEVICE_UNAVAILABLE:
                raise DeviceBusy(f"{wrong}: another program uses it") from None
            if _code(error) == _INVALID_SAMPLE_RATE:
                rate = f"{RATE_HZ // 1000} kHz"
                raise DeviceMissing(f"{wrong}: does not work at {rate}; use its name in a sound server") from None
            raise DeviceMissing(f"{wrong}: is listed, and does not open") from None

    # --- on PortAudio's threads -------------------------------------------------------------------

    def _hear(self, block: Any, samples: int, times: Any, status: Any) -> None:
        if self._both_flow.is_set():
            self.captured.put(bytes(block))
            self.card_overruns += status.input_overflow
        self._count("input")

    def _sound(self, block: Any, samples: int, times: Any, status: Any) -> None:
        block[:] = self.playout.take()
        if self._both_flow.is_set():
            self.card_underruns += status.output_underflow
        self._count("output")

    def _count(self, direction: Direction) -> None:
        self._moved_s[direction] = time.monotonic()
        self._moved[direction] += 1
        if min(self._moved.values()) == FLOWING_BLOCKS:
            self._both_flow.set()


_DEVICE_UNAVAILABLE = -9985
"""paDeviceUnavailable in portaudio.h."""
_INVALID_SAMPLE_RATE = -9997
"""paInvalidSampleRate in portaudio.h: a device that knows 44.1 kHz only, say."""


def _code(error: Exception) -> int:
    return int(error.args[1]) if len(error.args) > 1 else 0


def _extra(library: ModuleType, options: PortAudioOptions) -> Any:
    """UNVERIFIED on a real machine: lets Windows resample for devices that have other rates."""
    return library.WasapiSettings(auto_convert=True) if options.host == "Windows WASAPI" else None


def _name(direction: Direction, options: PortAudioOptions) -> str:
    return f"{_WORDS[direction]} {getattr(options, direction)!r}"


def _find(library: ModuleType, options: PortAudioOptions, direction: Direction) -> Listed:
    there = [device for device in portaudio.listed(library) if device.seen.host == options.host]
    fit = [device for device in there if (device.seen.hears if direction == "input" else device.seen.sounds)]
    found = [device for device in fit if device.seen.name == getattr(options, direction)]
    if len(found) > 1:
        raise DeviceMissing(f"{_name(direction, options)}: there are {len(found)} of this name")
    if not found:
        names = ", ".join(repr(device.seen.name) for device in fit) or "none at all"
        raise DeviceMissing(f"{_name(direction, options)}: there is no such device; there are {names}")
    return found[0]
