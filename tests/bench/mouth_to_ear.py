"""How long a voice is on its way, from what a microphone of the van hears to what a loudspeaker of the office plays.

Both are PulseAudio null sinks, reached through PortAudio; between them lie two ears, the codec and a call of set B. Two
recordings are made with equal buffers, so that what recording itself costs falls out of the difference.
"""

import os
import shutil
import subprocess
import threading
import time
from dataclasses import dataclass, field, replace
from typing import IO

import numpy as np
from numpy.typing import NDArray

from kiosk.app.demo_files import Sounds
from tests.bench.events import in_call, named
from tests.bench.programs import programs
from tests.bench.rows import Skipped
from tests.bench.three_processes import SETS, TALKS_WITHIN_S

RATE_HZ = 48_000
BEEPS = 12
BEEP_S = 0.08
PERIOD_S = 1.37
BEEP_HZ = 1_500
WARM_S = 10.0
"""A report of ten seconds that comes so late holds nothing of the call's beginning."""
_HOP = RATE_HZ // 500
"""Samples of 2 ms: the precision of an onset."""
_CHUNK = 960
Sound = NDArray[np.int16]


def need_sound() -> None:
    """Raises Skipped where there is no sound server to be had."""
    os.environ["SOUND"] = "1"
    from tests.support.virtual_sound import why_silent

    if (reason := why_silent()) or shutil.which("pacat") is None:
        raise Skipped(reason or "pacat is not installed")


def measure(quick: bool = True) -> dict[str, float]:
    """Milliseconds: median and slowest of the beeps that arrived, and how many did."""
    need_sound()
    from tests.support.virtual_sound import virtual_sound

    devices = replace(SETS["B"], kiosk_sounds=Sounds("voice", "phone"), desk_sounds=Sounds("voice", "hall"))
    with virtual_sound(), programs(devices) as started:
        until = ["--exit-after", "120"]
        started.start_ends(
            {"kiosk": [*until, "--auto-call", "soudan"], "desk": [*until, "--auto-answer"]},
        )
        talking = started.events["kiosk"].wait(named("talking"), TALKS_WITHIN_S, "a call")
        for tail in started.events.values():  # programs start, load and warm up
            tail.wait(in_call("far_face"), TALKS_WITHIN_S, "a report of the call", talking["monotonic_s"] + WARM_S)
        with Recording("booth") as mouth, Recording("hall") as ear:
            _beep("booth")
        delays = delays_ms(mouth.onsets_s(), ear.onsets_s())
    if len(delays) < BEEPS // 2:
        raise RuntimeError(f"only {len(delays)} of {BEEPS} beeps came through")
    return {"median_ms": float(np.median(delays)), "slowest_ms": max(delays), "heard": float(len(delays))}


def delays_ms(spoken_s: list[float], heard_s: list[float]) -> list[float]:
    """Each spoken onset with the first heard one after it, if that came before the next was spoken."""
    found = []
    for spoken, following in zip(spoken_s, [*spoken_s[1:], float("inf")], strict=True):
        heard = next((at_s for at_s in heard_s if spoken < at_s < min(following, spoken + 1.0)), None)
        if heard is not None:
            found.append(round((heard - spoken) * 1000, 1))
    return found


def onsets_s(samples: Sound, begun_s: float) -> list[float]:
    """When a tone of BEEP_HZ begins, whatever else sounds: seconds on the clock of `begun_s`."""
    hops = len(samples) // _HOP
    wave = np.exp(-2j * np.pi * BEEP_HZ * np.arange(hops * _HOP) / RATE_HZ)
    level = np.abs((samples[: hops * _HOP] * wave).reshape(hops, _HOP).mean(axis=1))
    # 2 ms are too short to tell tones apart: means over 10 ms
    level = np.convolve(level, np.ones(5) / 5)[:hops]
    loud = level > 0.3 * level.max(initial=1.0)
    starts = np.flatnonzero(loud[1:] & ~loud[:-1]) + 1
    apart = int(BEEP_S * 2 * RATE_HZ / _HOP)
    kept = [start for n, start in enumerate(starts) if n == 0 or start - starts[n - 1] > apart]
    return [begun_s + float(start) * _HOP / RATE_HZ for start in kept]


@dataclass
class Recording:
    """What a sink plays, on this machine's monotonic clock."""

    sink: str
    _pieces: list[bytes] = field(default_factory=list)
    _begun_s: float = float("inf")

    def __enter__(self) -> "Recording":
        line = ["parec", "--raw", f"--device={self.sink}.monitor", "--format=s16le", f"--rate={RATE_HZ}"]
        self._process = subprocess.Popen([*line, "--channels=1", "--latency-msec=10"], stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        self._thread = threading.Thread(target=self._read, args=(self._process.stdout,), name="recording")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._thread.join()
        self._process.wait()

    def onsets_s(self) -> list[float]:
        """Of the beeps in it."""
        return onsets_s(np.frombuffer(b"".join(self._pieces), np.int16), self._begun_s)

    def _read(self, stream: IO[bytes]) -> None:
        count = 0
        while piece := stream.read(2 * _CHUNK):
            # The reading that came with the least delay tells when the first sample was played.
            self._begun_s = min(self._begun_s, time.monotonic() - (count + len(piece) // 2) / RATE_HZ)
            count += len(piece) // 2
            self._pieces.append(piece)
        stream.close()


def _beep(sink: str) -> None:
    period = np.zeros(round(PERIOD_S * RATE_HZ), np.int16)
    times = np.arange(round(BEEP_S * RATE_HZ)) / RATE_HZ
    period[-len(times) :] = 12_000 * np.sin(2 * np.pi * BEEP_HZ * times)
    line = ["pacat", "--raw", f"--device={sink}", "--format=s16le", f"--rate={RATE_HZ}", "--channels=1"]
    subprocess.run(line, input=period.tobytes() * BEEPS + bytes(RATE_HZ), check=True, timeout=60)
