"""The paper's eye on pretended tables: found, held, recognised, hidden. `python -m tests.bench.paper [SEED]`.

Scenes are rendered from the seed (`tests/support/paper_scenes.py`), so each seed is another table, sheet, light and
hand. What is measured is what a program would have shown: slow work arrives four pictures late.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from statistics import mean

import cv2
import numpy as np

from tests.support.paper_scenes import FPS, Play, camera_pushed, form_names, nudged, slid_over, swapped
from tests.support.paper_watch import Noted, watch
from tests.support.paper_world import TableKind

TABLES: tuple[TableKind, ...] = ("wood", "dark", "white", "grey")
SEEN = 0.02
SLIDING = ("card", "memo", "card in the fingers")


def measure(quick: bool, seed: int = 1) -> dict[str, float]:
    """Figures of one seed; a quick run plays fewer scenes."""
    cv2.setNumThreads(1)
    names = form_names()
    turns = list(_turns(seed, names, 2 if quick else 7))
    swaps = [swapped(names[seed % 7], names[(seed + 1) % 7], TABLES[seed % 4], 1000 + seed)]
    slides = [slid_over("inkan", what, TABLES[(seed + n) % 4], 2000 + seed) for n, what in enumerate(SLIDING)]
    pushed = camera_pushed("mycard", TABLES[seed % 4], 3000 + seed)
    held = [watch(play) for play in turns]
    others = [watch(play) for play in swaps]
    slid = [watch(play) for play in slides]
    shaken = watch(pushed)
    unknown = [watch(_withheld(play), [name for name in names if name not in play.name.split()]) for play in turns]
    everything = [one for noted in [*held, *others, *slid] for one in noted]
    errors = [one.error_mm for noted in held for one in _once_open(noted) if one.error_mm is not None]
    return {
        "opened_share": mean(float(_opened_s(noted) <= 1.0) for noted in held),
        "opened_s": max(_opened_s(noted) for noted in held),
        "held_share": mean(float(one.number > 0) for noted in held for one in _once_open(noted)),
        "drift_mm": float(np.mean(errors)),
        "drift_p95_mm": float(np.percentile(errors, 95)),
        "drift_max_mm": max(errors),
        "wrong_sheet": float(sum(one.open for noted in others for one in noted if one.moment.sheet is None)),
        "known": mean(float(noted[-1].form in play.name.split()) for play, noted in zip(turns, held, strict=True)),
        "known_hand": mean(
            float(one.form in play.name.split())
            for play, noted in zip(turns, held, strict=True)
            for one in noted
            if one.moment.covered
        ),
        "opened_unknown": float(sum(one.open for noted in unknown for one in noted)),
        "uncovered": float(sum(_leaks(noted) for noted in [*held, *others, shaken])),
        "uncovered_sliding": float(max(_leaks(noted) for noted in slid)),
        "see_ms": mean(one.see_ms for one in everything),
        "see_p95_ms": float(np.percentile([one.see_ms for one in everything], 95)),
        "slow_ms": max(one.slow_ms for one in everything),
    }


def _turns(seed: int, names: Sequence[str], count: int) -> Iterator[Play]:
    for number in range(count):
        name = names[(seed + number) % len(names)]
        yield nudged(name, TABLES[(seed + number) % 4], 100 * seed + number, turn=(-1) ** number * 35.0)


def _withheld(play: Play) -> Play:
    """The quiet beginning alone."""
    return Play(play.name, play.kind, play.seed, play.moments[:14])


def _once_open(noted: list[Noted]) -> list[Noted]:
    opened = next((index for index, one in enumerate(noted) if one.open), len(noted))
    return noted[opened:]


def _opened_s(noted: list[Noted]) -> float:
    return next((index / FPS for index, one in enumerate(noted) if one.open), float("inf"))


def _leaks(noted: list[Noted]) -> int:
    return sum(one.uncovered > SEEN for one in noted)


def main() -> int:
    """Prints the figures of one seed."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    begun_s = time.monotonic()
    for key, value in measure(False, seed).items():
        sys.stdout.write(f"{key}: {value:.3g}\n")
    sys.stdout.write(f"took {time.monotonic() - begun_s:.0f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
