"""Figures of the ear's processing: echo left, the near voice, gain, cost. `python -m tests.bench.echo`; n is the seeds.

Not real time and without a device: voices, room and noise are made by arithmetic.
"""

import os
import sys
import time
from collections.abc import Sequence
from statistics import median

import psutil

from kiosk.ear.plan import Treatment
from tests.support.echo_line import CLEAN, DOUBLE_S, PATH_MS, Line, both_speak, only_far, part, path_that_moves
from tests.support.speech import Wave, level, noise, speech

SEEDS = range(1, 11)
ECHO_ALONE = Treatment(noise=False, gain=False)
GAIN_ALONE = Treatment(echo=False, noise=False)


def main() -> None:
    """Prints one line for each figure."""
    _say(f"machine load {os.getloadavg()[0]:.1f}; way {PATH_MS} ms, room 80 ms; n = {len(SEEDS)} voices")
    _row("memory of the library and one line", "MB", [_memory_mb()])
    for words, treatment in (("echo and noise", CLEAN), ("echo alone", ECHO_ALONE)):
        for begin_s, end_s in ((0, 2), (2, 4), (4, 8), (8, 14)):
            _row(f"{words}: removed from {begin_s} to {end_s} s", "dB", _removed(treatment, begin_s, end_s))
    _row("near voice while both speak", "dB", [_near_change(seed) for seed in SEEDS])
    for later in (1, 2, -1):
        _row(f"removed 3 to 7 s after the way changed by {10 * later} ms", "dB", _moved(later))
    _row("gain of a voice at -40 dBFS after 5 s", "dB", [_gain(seed, -40) for seed in SEEDS])
    _row("gain of a voice at -12 dBFS after 5 s", "dB", [_gain(seed, -12) for seed in SEEDS])
    _row("gain moved in 10 s of the far voice alone", "dB", [_moves(*only_far(seed, 10)) for seed in SEEDS])
    _row("gain moved in 10 s of noise alone at -48 dBFS", "dB", [_moves_in_noise(seed) for seed in SEEDS])
    for words, treatment in (
        ("all", Treatment()),
        ("echo and noise", CLEAN),
        ("echo", ECHO_ALONE),
        ("gain", GAIN_ALONE),
    ):
        _row(f"CPU of {words}, per second of sound", "ms", [_cpu_ms(treatment)])


def _removed(treatment: Treatment, begin_s: float, end_s: float) -> list[float]:
    return [Line(treatment).passes(*only_far(seed)).removed_db(begin_s, end_s) for seed in SEEDS]


def _near_change(seed: int) -> float:
    played, captured, near = both_speak(seed)
    sent = Line(CLEAN).passes(played, captured).sent
    return level(part(sent, *DOUBLE_S)) - level(part(near, *DOUBLE_S))


def _moved(blocks_later: int) -> list[float]:
    return [Line(CLEAN).passes(*path_that_moves(seed, blocks_later)).removed_db(10, 14) for seed in SEEDS]


def _gain(seed: int, level_db: float) -> float:
    voice = speech(seed, 5, level_db) + noise(seed, 5, -68)
    return Line().passes(0 * voice, voice).gains_db[-1]


def _moves(played: Wave, captured: Wave) -> float:
    gains_db = Line().passes(played, captured).gains_db
    return max(gains_db) - min(gains_db)


def _moves_in_noise(seed: int) -> float:
    air = noise(seed, 10, -48)
    return _moves(0 * air, air)


def _memory_mb() -> float:
    """What the library and one line need. To be asked first: the library stays loaded."""
    process = psutil.Process()
    before = process.memory_full_info().uss
    Line().passes(*only_far(1, 1))
    more: float = process.memory_full_info().uss - before
    return more / 1e6


def _cpu_ms(treatment: Treatment) -> float:
    played, captured = only_far(1, 20)
    line = Line(treatment)
    begun_s = time.process_time()
    line.passes(played, captured)
    return 1000 * (time.process_time() - begun_s) / 20


def _row(words: str, unit: str, figures: Sequence[float]) -> None:
    spread = f" ({min(figures):.1f} to {max(figures):.1f})" if len(figures) > 1 else ""
    _say(f"{words:58s} {median(figures):6.1f} {unit}{spread}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
