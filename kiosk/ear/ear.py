"""The parent half of an ear: what the rest of the program knows of microphone and loudspeaker."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.domain.levels import Levels
from kiosk.domain.snapshot import Health
from kiosk.ear.plan import Broken, EarPlan, Lost, Sounding, ToneName, Trying, decode_report, encode
from kiosk.ear.rings import ALOUD_AHEAD, BLOCK_BYTES, CAPTURE_KEEP, CAPTURE_SLACK, PLAYOUT_KEEP, SAMPLE_BYTES, EarRings
from kiosk.ear.slack import Slack
from kiosk.worker.worker import Worker, WorkerPlan

_log = logging.getLogger(__name__)

__all__ = ["Ear", "EarPlan", "ReadAloudSink", "Report", "ToneName", "VoiceSink", "VoiceSource"]

SOUND_EVERY_S = 1.0
"""A device that is open and gives no sound for so long is taken to hang."""
OPENING_S = 20.0
FIRST_VOLUME = 3
_SLACK_READS = 100
"""Two seconds of an encoder that takes 20 ms at once."""


@dataclass(frozen=True)
class Report:
    """How the device does. Sent when it changes. `broken`: what the settings want done with its sound does not load;
    nothing is heard then, because there is no fallback."""

    health: Health
    mock: bool
    broken: bool = False


class Ear:
    """All methods may be called by any thread and return at once, but for `stop` (up to a second) and `renew`.

    The line stays as it was wanted when a child is replaced because it hung or died; `renew` and `start` close it.
    `on_report` is called on the watch thread and must return at once.
    """

    def __init__(self, plan: EarPlan, on_report: Callable[[Report], None]) -> None:
        self.source = VoiceSource(self._read, self._holds)
        self.sink = VoiceSink(self._write)
        self.aloud = ReadAloudSink(self._with_rings)
        self._on_report = on_report
        self._lock = threading.Lock()
        self._rings: EarRings | None = None
        self._slack = Slack(CAPTURE_SLACK, _SLACK_READS)
        self._openings = 0
        self._open = False
        self._volume = FIRST_VOLUME
        self._report = Report(Health.STARTING, mock=False)
        self._worker = Worker(WorkerPlan("ear", "kiosk.ear.child", encode(plan)), _Watched(self))

    def start(self) -> None:
        """Starts the child, which opens the device behind the closed line; starting twice does nothing."""
        if not self._worker.running:
            self.open_line(False)
        self._worker.start()

    def stop(self) -> None:
        """Ends everything and leaves no shared memory; stopping twice does nothing."""
        self.open_line(False)
        self._worker.stop()

    def open_line(self, on: bool) -> None:
        """Lets voice pass both ways, or neither. Closing holds from this moment on, whatever the child does."""
        with self._lock:
            if on is self._open:
                return
            self._open = on
            self._openings += on
            if self._rings is not None:
                self._rings.control.set_line(self._openings if on else 0)
                self._rings.captured.skip()
                self._rings.wipe()

    def set_volume(self, step: int) -> None:
        """How loud the other end's voice is, 1 to 5. Raises ValueError for any other step."""
        if not 1 <= step <= 5:
            raise ValueError("a volume is a step from 1 to 5")
        with self._lock:
            self._volume = step
            if self._rings is not None:
                self._rings.control.set_volume(step)

    def tone(self, name: ToneName) -> None:
        """Plays one of the counter's own tones, also while the line is closed."""
        with self._lock:
            if self._rings is not None:
                self._rings.control.ask_tone(name)

    def levels(self) -> Levels | None:
        """How loud it is now; None while there is nobody to tell. To be asked as often as one likes."""
        with self._lock:
            return self._rings.control.levels() if self._rings is not None else None

    def renew(self, within_s: float = 0.0) -> bool:
        """Closes the line, zeroes all sound, forgets the volume, and has the child replaced by a fresh one.

        Waits up to `within_s`; True once the old child and its shared memory are gone.
        """
        self.open_line(False)
        self.set_volume(FIRST_VOLUME)
        return self._worker.renew(within_s)

    # --- for source and sink ----------------------------------------------------------------------

    def _read(self, samples: int) -> bytes:
        length = samples * SAMPLE_BYTES
        with self._lock:
            heard = self._heard_next(self._rings, length) if self._open and self._rings is not None else b""
        return heard or bytes(length)

    def _holds(self, samples: int) -> bool:
        with self._lock:
            if not self._open or self._rings is None:
                return True
            return self._rings.captured.waiting >= samples * SAMPLE_BYTES

    def _heard_next(self, rings: EarRings, length: int) -> bytes:
        heard = rings.captured.read(length, CAPTURE_KEEP)
        if not heard:
            self._slack.forget()
        elif surplus := self._slack.surplus(rings.captured.waiting):
            rings.captured.drop(surplus // SAMPLE_BYTES * SAMPLE_BYTES)
        return heard

    def _write(self, pcm: bytes) -> None:
        with self._lock:
            if self._open and self._rings is not None:
                self._rings.played.write(pcm[-PLAYOUT_KEEP:])

    def _with_rings(self, use: Callable[[EarRings], int]) -> int | None:
        with self._lock:
            return use(self._rings) if self._rings is not None else None

    # --- on the watch thread ----------------------------------------------------------------------

    def _outfit(self) -> bytes:
        rings = EarRings.create()
        with self._lock:
            rings.control.set_volume(self._volume)
            rings.control.set_line(self._openings if self._open else 0)
            self._rings = rings
        return encode(rings.outfit())

    def _heard(self, message: bytes) -> float:
        match decode_report(message):
            case Trying(mock):
                self._tell(Report(self._report.health, mock))
                return OPENING_S
            case Sounding():
                self._tell(Report(Health.OK, self._report.mock))
            case Lost():
                if self._report.health is Health.OK:
                    _log.info("ear: a device is gone; another process waits for it")
                self._tell(Report(Health.LOST, self._report.mock))
            case Broken():
                if not self._report.broken:
                    _log.error("ear: what takes echo and noise out does not load")
                self._tell(Report(Health.LOST, self._report.mock, broken=True))
        return SOUND_EVERY_S

    def _retired(self, lost: bool) -> None:
        with self._lock:
            rings, self._rings = self._rings, None
        if rings is not None:
            rings.destroy()
        before = self._report
        self._tell(Report(Health.LOST if lost else Health.STARTING, before.mock, lost and before.broken))

    def _tell(self, report: Report) -> None:
        if report != self._report:
            self._report = report
            self._on_report(report)


class VoiceSource:
    """What the encoder takes sound from: signed 16 bit, one channel, 48 kHz."""

    def __init__(self, read: Callable[[int], bytes], holds: Callable[[int], bool]) -> None:
        self._read = read
        self._holds = holds

    def holds(self, samples: int) -> bool:
        """Whether so many samples wait, or none are to be waited for because the line is shut."""
        return self._holds(samples)

    def read(self, samples: int) -> bytes:
        """Exactly `samples` samples that waited at most 60 ms; silence while too few are there or the line is shut."""
        return self._read(samples)


class VoiceSink:
    """Where the voice of the other end goes: signed 16 bit, one channel, 48 kHz."""

    def __init__(self, write: Callable[[bytes], None]) -> None:
        self._write = write

    def write(self, pcm: bytes) -> None:
        """Any whole number of samples; what would wait longer than 200 ms is dropped, oldest first."""
        self._write(pcm)


class ReadAloudSink:
    """Where what is read aloud goes: signed 16 bit, one channel, 48 kHz. It is heard whether the line is open or not.

    Belongs to one writer. All is in samples, and None while there is no child that could play anything.
    """

    def __init__(self, with_rings: Callable[[Callable[[EarRings], int]], int | None]) -> None:
        self._with_rings = with_rings

    def write(self, pcm: bytes) -> int | None:
        """Takes as much of it as there is room for, in whole blocks but for the end; how much that was."""
        return self._with_rings(lambda rings: _write_aloud(rings, pcm))

    def waiting(self) -> int | None:
        """What was written and is not heard yet."""
        return self._with_rings(lambda rings: rings.aloud.waiting_from(rings.control.aloud_from()) // SAMPLE_BYTES)

    def hush(self) -> int | None:
        """What waits is overwritten and never heard; within one block it is silent. How much that was."""
        return self._with_rings(_hush)


def _write_aloud(rings: EarRings, pcm: bytes) -> int:
    room = ALOUD_AHEAD - rings.aloud.waiting_from(rings.control.aloud_from())
    taken = pcm[: max(0, room) // BLOCK_BYTES * BLOCK_BYTES]
    whole = taken + bytes(-len(taken) % BLOCK_BYTES)  # a part of a block would wait for ever
    rings.aloud.write(whole)
    return len(taken) // SAMPLE_BYTES


def _hush(rings: EarRings) -> int:
    waited = rings.aloud.waiting_from(rings.control.aloud_from())
    rings.control.set_aloud_from(rings.aloud.written)
    rings.aloud.wipe()
    return waited // SAMPLE_BYTES


class _Watched:
    """The ear as its worker sees it."""

    def __init__(self, ear: Ear) -> None:
        self._ear = ear

    def outfit(self) -> bytes:
        return self._ear._outfit()

    def heard(self, report: bytes) -> float:
        return self._ear._heard(report)

    def retired(self, lost: bool) -> None:
        self._ear._retired(lost)
