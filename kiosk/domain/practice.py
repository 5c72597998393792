"""Trying a gesture with the own finger on a drawn telephone: what counts, with room for hands that shake."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from typing import NamedTuple

from kiosk.domain.guide import At
from kiosk.domain.phone_page import Gesture

STILL_PX = 30.0
TAP_S = 1.5
LONG_S = 0.6
SWIPE_PX = 90.0
SPREAD_PX = 50.0


class Touched(NamedTuple):
    """Where a finger was, in pixels, and when, in seconds."""

    x: float
    y: float
    at_s: float


@dataclass(frozen=True)
class TriedGesture:
    """A finger has left the drawn telephone of that step; whether it did what is to be done."""

    at: At
    right: bool


@dataclass(frozen=True)
class Practice:
    """How it went at a step: `done` once it was right, and how often it was not before."""

    at: At
    done: bool = False
    misses: int = 0

    def tried(self, right: bool) -> "Practice":
        """Once done it stays done: whoever tries again has nothing to lose."""
        return Practice(self.at, True, self.misses) if right or self.done else Practice(self.at, False, self.misses + 1)


def is_right(wanted: Gesture, way: Sequence[Touched], begun_on_it: bool) -> bool:
    """Whether a finger's way is that gesture; a short or a long touch has to begin on what is to be touched. One finger
    that draws outwards counts as two that spread."""
    if not way:
        return False
    right, down = way[-1].x - way[0].x, way[-1].y - way[0].y
    took_s = way[-1].at_s - way[0].at_s
    strayed = max(hypot(one.x - way[0].x, one.y - way[0].y) for one in way)
    match wanted:
        case "tap":
            return begun_on_it and strayed <= STILL_PX and took_s <= TAP_S
        case "long":
            return begun_on_it and strayed <= STILL_PX and took_s >= LONG_S
        case "swipe_up":
            return -down >= SWIPE_PX and abs(right) <= -down
        case "swipe_left":
            return -right >= SWIPE_PX and abs(down) <= -right
        case "spread":
            return hypot(right, down) >= SPREAD_PX
