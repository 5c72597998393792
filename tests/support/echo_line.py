"""A line through the ear's processing without a clock: what is played, what the room makes of it, what is sent."""

from dataclasses import dataclass

import numpy as np

from drivers.api.sound import BLOCK, RATE_HZ
from kiosk.ear.plan import Treatment
from kiosk.ear.processing import Processing
from tests.support.speech import Wave, blocks, echo_of, level, noise, speech, wave_of

PATH_MS = 60
CLEAN = Treatment(gain=False)
AIR_DB = -65.0
DOUBLE_S = (14, 18)
"""When both speak in `both_speak`."""


@dataclass(frozen=True)
class Passed:
    """What was sent, and the gain at each of its blocks."""

    captured: Wave
    sent: Wave
    gains_db: list[float]

    def removed_db(self, begin_s: float, end_s: float) -> float:
        """How much quieter the sent sound is than the captured."""
        return level(part(self.captured, begin_s, end_s)) - level(part(self.sent, begin_s, end_s))


class Line:
    """One opening of a line, from its first block on."""

    def __init__(self, treatment: Treatment | None = None) -> None:
        self.processing = Processing(treatment or Treatment())

    def passes(self, played: Wave, captured: Wave) -> Passed:
        """Both of the same length, block for block as in an ear's child."""
        sent, gains_db = [], []
        for far, near in zip(blocks(played), blocks(captured), strict=True):
            sent.append(self.processing.near(near, PATH_MS))
            self.processing.far(far)
            gains_db.append(self.processing.gain_db)
        return Passed(captured, wave_of(sent), gains_db)


def only_far(seed: int, length_s: float = 14, path_ms: float = PATH_MS) -> tuple[Wave, Wave]:
    """What is played and captured while only the other end speaks."""
    played = speech(seed, length_s)
    return played, echo_of(played, seed, path_ms) + noise(seed, length_s, AIR_DB)


def both_speak(seed: int) -> tuple[Wave, Wave, Wave]:
    """Played, captured, and the near voice alone: 20 s of the far one, with the near one from 14 to 18."""
    played, captured = only_far(seed, 20)
    near = speech(seed + 50, 20)
    near[: DOUBLE_S[0] * RATE_HZ] = near[DOUBLE_S[1] * RATE_HZ :] = 0
    return played, captured + near, near


def path_that_moves(seed: int, blocks_later: int) -> tuple[Wave, Wave]:
    """As `only_far`; after 7 s the way gets longer by so many blocks at once, as after an underrun."""
    played, captured = only_far(seed)
    _, later = only_far(seed, path_ms=PATH_MS + 1000 * blocks_later * BLOCK / RATE_HZ)
    return played, np.concatenate([part(captured, 0, 7), part(later, 7, 14)])


def part(wave: Wave, begin_s: float, end_s: float) -> Wave:
    """Between two moments."""
    return wave[round(begin_s * RATE_HZ) : round(end_s * RATE_HZ)]
