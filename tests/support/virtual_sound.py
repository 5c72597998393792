"""A sound server of the test's own, with devices that can be unplugged: no sound card, no service of the machine.

Real in these tests: PortAudio, ALSA, PulseAudio, and the devices' clocks and buffers. Not real: the devices. `voice` is
a microphone that hears VOICE_HZ; what is played into the loudspeaker `phone` is what the microphone `echo` hears; the
loudspeaker `hall` is where the server would send what has lost its device.
"""

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes.util import find_library
from pathlib import Path
from typing import IO, Literal

import numpy as np
import pytest

from drivers.api.sound import RATE_HZ

VOICE_HZ = 440.0
CALM_MS = 80
"""Latency for tests that do not ask about delay: after an underrun on a busy machine these devices pause for 2 s."""
READY_WITHIN_S = 20.0
Plug = Literal["voice", "phone"]
_MODULES: dict[str, tuple[tuple[str, ...], ...]] = {
    "hall": (("module-null-sink", "sink_name=hall"),),
    "voice": (("module-null-sink", "sink_name=booth"), ("module-sine", "sink=booth", f"frequency={VOICE_HZ:.0f}")),
    "phone": (("module-null-sink", "sink_name=phone", "rate=44100", "channels=2"),),
}
_ALSA = {"voice": "booth.monitor", "phone": "phone", "echo": "phone.monitor", "hall": "hall"}
"""Names for PortAudio, and what the server calls them."""
_GONE_WITH = {"voice": ("voice",), "phone": ("phone", "echo")}


class VirtualSound:
    """A server that runs; `unplug` and `replug` return when the server has done it."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._folder = folder
        self._environment = environment
        self._modules: dict[str, list[str]] = {}
        for name in _MODULES:
            self._load(name)
            self._pactl("set-default-sink", "hall")
        self._list_devices(set(_ALSA))

    def unplug(self, plug: Plug) -> None:
        """Gone for the server and from ALSA's list."""
        self._list_devices(set(_ALSA) - set(_GONE_WITH[plug]))
        for module in reversed(self._modules.pop(plug)):
            self._pactl("unload-module", module)

    def replug(self, plug: Plug) -> None:
        """There again, under its name."""
        if plug not in self._modules:
            self._load(plug)
            self._list_devices(set(_ALSA))

    @contextmanager
    def beside(self, sink: str) -> Iterator[IO[bytes]]:
        """Somebody who stands beside a loudspeaker: signed 16 bit, one channel, RATE_HZ, from now on."""
        line = ("parec", "--raw", f"--device={sink}.monitor", "--format=s16le", f"--rate={RATE_HZ}", "--channels=1")
        with subprocess.Popen((*line, "--latency-msec=20"), stdout=subprocess.PIPE, env=self._environment) as listener:
            assert listener.stdout is not None
            listener.stdout.read(2)
            try:
                yield listener.stdout
            finally:
                listener.terminate()

    def _load(self, name: str) -> None:
        self._modules[name] = [self._pactl("load-module", *module).strip() for module in _MODULES[name]]

    def _pactl(self, *words: str) -> str:
        return subprocess.run(
            ("pactl", *words), env=self._environment, check=True, capture_output=True, text=True, timeout=10
        ).stdout

    def _list_devices(self, names: set[str]) -> None:
        """In a new file each time: ALSA looks whether it is another one."""
        rows = (
            f'pcm.{name} {{ type pulse device {_ALSA[name]} hint {{ show on description "{name}" }} }}'
            for name in sorted(names)
        )
        fresh = self._folder / "fresh.conf"
        fresh.write_text("\n".join(["</usr/share/alsa/alsa.conf>", *rows, ""]), encoding="ascii")
        fresh.replace(self._folder / "alsa.conf")


def why_silent() -> str:
    """Why there is no sound server here; empty when there is."""
    if os.environ.get("SOUND") != "1":
        return "real sound has a part of its own: make test-sound"
    missing = [name for name in ("pulseaudio", "pactl", "parec") if shutil.which(name) is None]
    if find_library("portaudio") is None:
        missing.append("libportaudio2")
    return f"no sound server here: {', '.join(missing)} is not installed" if missing else ""


@contextmanager
def virtual_sound(*, moves_streams: bool = False) -> Iterator[VirtualSound]:
    """For as long as the block lasts, PortAudio sees these devices alone. `moves_streams`: as servers mostly do, what
    has lost its device is sent to another one."""
    if why_silent():
        pytest.skip(why_silent())
    with tempfile.TemporaryDirectory(prefix="sound-") as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        for key, value in _environment(folder).items():
            patch.setenv(key, value)
        (folder / "daemon.conf").write_text(f"rescue-streams = {'yes' if moves_streams else 'no'}\n", encoding="ascii")
        (folder / "begin.pa").write_text("load-module module-native-protocol-unix auth-anonymous=1\n", encoding="ascii")
        with _server(folder):
            yield VirtualSound(folder, dict(os.environ))


def _environment(folder: Path) -> dict[str, str]:
    return {
        "XDG_RUNTIME_DIR": str(folder),
        "PULSE_RUNTIME_PATH": str(folder / "pulse"),
        "PULSE_STATE_PATH": str(folder / "state"),
        "PULSE_COOKIE": str(folder / "cookie"),
        "PULSE_CONFIG": str(folder / "daemon.conf"),
        "PULSE_SERVER": f"unix:{folder}/pulse/native",
        "ALSA_CONFIG_PATH": str(folder / "alsa.conf"),
    }


@contextmanager
def _server(folder: Path) -> Iterator[None]:
    line = ("pulseaudio", "-n", "-F", str(folder / "begin.pa"), "--daemonize=no", "--use-pid-file=no")
    calm = ("--exit-idle-time=-1", "--realtime=yes", "--high-priority=yes", "--disable-shm=yes", "--log-level=error")
    with subprocess.Popen((*line, *calm), stderr=subprocess.DEVNULL) as server:
        try:
            _until_it_answers()
            yield
        finally:
            server.terminate()


def _until_it_answers() -> None:
    pause = threading.Event()
    for _ in range(round(READY_WITHIN_S / 0.05)):
        if subprocess.run(("pactl", "info"), check=False, capture_output=True).returncode == 0:
            return
        pause.wait(0.05)
    raise AssertionError(f"the sound server did not answer within {READY_WITHIN_S} s")


def hz_and_level(sound: bytes) -> tuple[float, float]:
    """Strongest frequency and effective value (0 to 1) of signed 16 bit sound."""
    samples = np.frombuffer(sound, np.int16) / 32768
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * RATE_HZ / len(samples)), float(np.sqrt(np.mean(samples**2)))


def tone(hz: float, length_s: float) -> bytes:
    """Signed 16 bit, a quarter of full scale."""
    times = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    return (8192 * np.sin(2 * np.pi * hz * times)).astype(np.int16).tobytes()
