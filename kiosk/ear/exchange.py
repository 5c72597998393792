"""The one place where sound leaves an ear or enters it: block for block, and only while the line is open."""

import numpy as np

from drivers.api.sound import BLOCK
from kiosk.domain.levels import Levels
from kiosk.ear.meter import Meter
from kiosk.ear.processing import Processing
from kiosk.ear.rings import ALOUD_AHEAD, BLOCK_BYTES, PLAYOUT_CUSHION, PLAYOUT_KEEP, PLAYOUT_SLACK, EarRings
from kiosk.ear.slack import Slack
from kiosk.ear.tones import Samples, make_tones

GAINS = (0.25, 0.5, 1.0, 1.41, 2.0)
"""Volume 1 to 5 of the other end's voice: -12, -6, 0, 3, 6 dB. Tones keep their level, but
for the trial: it tells how loud that voice would be."""

ALOUD_GAIN = 0.6
"""Read-aloud speech reaches full scale; a clerk's voice does not. The volume holds for it, too."""

_SLACK_BLOCKS = 100
"""One second, after which what always waited is left out."""


class Exchange:
    """Belongs to the child; one thread."""

    def __init__(self, rings: EarRings, processing: Processing) -> None:
        self._rings = rings
        self._processing = processing
        self._meter = Meter()
        self._tones = make_tones()
        self._tones_begun = 0
        self._tone: Samples = np.zeros(0, np.float32)
        self._tone_gain = 1.0
        self._opening = 0
        self._flowing = False
        self._slack = Slack(PLAYOUT_SLACK, _SLACK_BLOCKS)

    def turn(self, captured: bytes, delay_ms: int) -> bytes:
        """Takes one captured block, and gives the block that is to be played now; `delay_ms` as in SoundHealth."""
        is_open = self._line_open()
        mixed, sent = self._next_of_tone() + self._next_aloud(), b""
        voice = np.zeros(BLOCK, np.float32)
        if is_open:
            sent = self._processing.near(captured, delay_ms)
            self._rings.captured.write(sent)
            voice = self._next_of_voice()
            mixed += voice
        played: bytes = np.clip(mixed, -32768, 32767).astype(np.int16).tobytes()
        if is_open:
            self._processing.far(played)
        self._rings.control.set_levels(self._meter.hear(captured, sent, played, voice))
        return played

    def rest(self) -> None:
        """There is no device now: nothing is heard, and a bar that shows it stands still at nothing."""
        self._rings.control.set_levels(Levels())

    def _line_open(self) -> bool:
        """Whether voice may pass; not yet for a block that began before the line was opened."""
        opening = self._rings.control.opening()
        if opening == self._opening:
            return opening != 0
        self._opening = opening
        self._flowing = False
        self._rings.played.skip()
        self._rings.wipe()
        self._processing.begin()
        return False

    def _next_of_voice(self) -> Samples:
        if not self._flowing and self._rings.played.waiting < PLAYOUT_CUSHION:
            return np.zeros(BLOCK, np.float32)
        voice = self._rings.played.read(BLOCK_BYTES, PLAYOUT_KEEP)
        self._flowing = bool(voice)
        if not self._flowing:
            self._slack.forget()
        elif surplus := self._slack.surplus(self._rings.played.waiting):
            self._rings.played.drop(surplus // BLOCK_BYTES * BLOCK_BYTES)
        samples = np.frombuffer(voice or bytes(BLOCK_BYTES), np.int16).astype(np.float32)
        return samples * np.float32(GAINS[self._rings.control.volume() - 1])

    def _next_aloud(self) -> Samples:
        """Whatever the line does: it is heard in the van alone, and the echo canceller knows it like all that plays."""
        ring = self._rings.aloud
        ring.skip_to(self._rings.control.aloud_from())
        spoken = ring.read(BLOCK_BYTES, ALOUD_AHEAD * 2)
        samples = np.frombuffer(spoken or bytes(BLOCK_BYTES), np.int16).astype(np.float32)
        return samples * np.float32(ALOUD_GAIN * GAINS[self._rings.control.volume() - 1])

    def _next_of_tone(self) -> Samples:
        count, name = self._rings.control.tone()
        if count != self._tones_begun:
            self._tones_begun = count
            self._tone = self._tones[name]
            self._tone_gain = GAINS[self._rings.control.volume() - 1] if name == "trial" else 1.0
        block = np.zeros(BLOCK, np.float32)
        part, self._tone = self._tone[:BLOCK], self._tone[BLOCK:]
        block[: len(part)] = part * np.float32(self._tone_gain)
        return block
