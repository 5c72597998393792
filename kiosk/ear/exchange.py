"""The one place where sound leaves an ear or enters it: block for block, and only while the line is open."""

import numpy as np

from drivers.api.sound import BLOCK
from kiosk.ear.rings import BLOCK_BYTES, PLAYOUT_CUSHION, PLAYOUT_KEEP, EarRings
from kiosk.ear.tones import Samples, make_tones

GAINS = (0.25, 0.5, 1.0, 1.41, 2.0)
"""Volume 1 to 5 of the other end's voice: -12, -6, 0, 3, 6 dB. Tones keep their level."""


class Exchange:
    """Belongs to the child; one thread."""

    def __init__(self, rings: EarRings) -> None:
        self._rings = rings
        self._tones = make_tones()
        self._tones_begun = 0
        self._tone: Samples = np.zeros(0, np.float32)
        self._opening = 0
        self._flowing = False

    def turn(self, captured: bytes) -> bytes:
        """Takes one captured block, and gives the block that is to be played now."""
        mixed = self._next_of_tone()
        if self._line_open():
            self._rings.captured.write(captured)
            mixed += self._next_of_voice()
        block: bytes = np.clip(mixed, -32768, 32767).astype(np.int16).tobytes()
        return block

    def _line_open(self) -> bool:
        """Whether voice may pass; not yet for a block that began before the line was opened."""
        opening = self._rings.control.opening()
        if opening == self._opening:
            return opening != 0
        self._opening = opening
        self._flowing = False
        self._rings.played.skip()
        self._rings.wipe()
        return False

    def _next_of_voice(self) -> Samples:
        if not self._flowing and self._rings.played.waiting < PLAYOUT_CUSHION:
            return np.zeros(BLOCK, np.float32)
        voice = self._rings.played.read(BLOCK_BYTES, PLAYOUT_KEEP)
        self._flowing = bool(voice)
        samples = np.frombuffer(voice or bytes(BLOCK_BYTES), np.int16).astype(np.float32)
        return samples * np.float32(GAINS[self._rings.control.volume() - 1])

    def _next_of_tone(self) -> Samples:
        count, name = self._rings.control.tone()
        if count != self._tones_begun:
            self._tones_begun = count
            self._tone = self._tones[name]
        block = np.zeros(BLOCK, np.float32)
        part, self._tone = self._tone[:BLOCK], self._tone[BLOCK:]
        block[: len(part)] = part
        return block
