"""What makes of captured sound what the other end hears: without echo, without noise, and loud enough."""

import importlib
import importlib.util
from types import ModuleType
from typing import Any

import numpy as np

from drivers.api.sound import BLOCK, RATE_HZ
from kiosk.ear.leveller import Leveller
from kiosk.ear.plan import Treatment

LIBRARY = ("livekit.rtc.apm", "livekit.rtc.audio_frame")
"""Loaded by name and only where sound is processed: 28 MB that nobody else needs."""

LONGEST_DELAY_MS = 500
"""WebRTC takes no other; after a stall of the machine more may wait for a moment."""


class NoProcessing(Exception):
    """What the settings want of echo and noise cannot be had on this machine. There is no fallback."""


class Processing:
    """One line from its opening to its closing. Belongs to the child; one thread.

    Echo and noise go out by WebRTC's audio processing. Its own gain control would raise what is left of the echo, and
    cannot be held still; so the gain is a stage of its own behind it.
    """

    def __init__(self, treatment: Treatment) -> None:
        """Loads nothing that the treatment does not need. Raises NoProcessing."""
        self._treatment = treatment
        self._library = _Library() if treatment.echo or treatment.noise else None
        self.begin()

    def begin(self) -> None:
        """Forgets all that was heard: another line, perhaps another person."""
        treatment = self._treatment
        self._cleaner = self._library.cleaner(treatment) if self._library is not None else None
        self._leveller = Leveller() if treatment.gain else None

    @property
    def gain_db(self) -> float:
        """The gain of the moment; 0 without gain control."""
        return self._leveller.gain_db if self._leveller is not None else 0.0

    def near(self, captured: bytes, delay_ms: int) -> bytes:
        """What the encoder gets for a captured block of BLOCK samples.

        `delay_ms`: how long what is played needs to come back, as far as the sound card knows.
        """
        if self._cleaner is not None:
            captured = self._cleaner.near(captured, delay_ms)
        if self._leveller is None:
            return captured
        raised = self._leveller.raise_near(np.frombuffer(captured, np.int16).astype(np.float32))
        block: bytes = raised.astype(np.int16).tobytes()
        return block

    def far(self, played: bytes) -> None:
        """Exactly the block that is given to the loudspeaker now, after `near` of the same turn.

        Measured: in the other order twice as much echo is left in the first two seconds.
        """
        if self._cleaner is not None:
            self._cleaner.far(played)
        if self._leveller is not None:
            self._leveller.hear_far(np.frombuffer(played, np.int16).astype(np.float32))


def is_installed() -> bool:
    """Whether there is something to take echo and noise out; looks without loading it."""
    try:
        return importlib.util.find_spec("livekit.rtc") is not None
    except ModuleNotFoundError:
        return False


class _Library:
    def __init__(self) -> None:
        self._processing, self._frames = (_loaded(name) for name in LIBRARY)

    def cleaner(self, treatment: Treatment) -> "_Cleaner":
        try:
            module = self._processing.AudioProcessingModule(
                echo_cancellation=treatment.echo, noise_suppression=treatment.noise, high_pass_filter=treatment.noise
            )
        except (ImportError, OSError) as error:  # the compiled part is looked for only now
            raise NoProcessing(type(error).__name__) from error
        return _Cleaner(module, self._frames.AudioFrame, echo=treatment.echo)


def _loaded(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except (ImportError, OSError) as error:
        raise NoProcessing(type(error).__name__) from error


class _Cleaner:
    def __init__(self, module: Any, frame: Any, echo: bool) -> None:
        self._module = module
        self._frame = frame
        self._echo = echo

    def near(self, captured: bytes, delay_ms: int) -> bytes:
        if self._echo:
            self._module.set_stream_delay_ms(min(max(delay_ms, 0), LONGEST_DELAY_MS))
        frame = self._frame(bytearray(captured), RATE_HZ, 1, BLOCK)
        self._module.process_stream(frame)
        return bytes(frame.data)

    def far(self, played: bytes) -> None:
        if self._echo:
            self._module.process_reverse_stream(self._frame(bytearray(played), RATE_HZ, 1, BLOCK))
