"""Whether anything moves under the camera: small pictures compared, brightness changes of the whole scene left out."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.geometry import Floats, Gray

_SMALL = (240, 135)
_BLOCK = 5
_STEP = 7.0
"""Grey levels by which one block may differ between two looks and still be called the same."""
_LOOK_BACK_S = 0.13
"""Two looks lie so far apart, so that a slow hand is seen, too."""
_STILL_AFTER_S = 0.12


@dataclass(frozen=True, eq=False)
class Stillness:
    """`moving` as it is now; `still_s` since when nothing moved; `blocks_s` is the same for parts of the picture."""

    moving: bool
    still_s: float
    blocks_s: NDArray[np.float64]

    def still_within_s(self, quad: Floats, size: tuple[int, int]) -> float:
        """Since when nothing moved within the (4, 2) corners of a quad, in pixels of a picture of `size`. What moves
        beside it does not count: a lamp, a passer-by's shadow, a hand before it reaches in."""
        rows, columns = self.blocks_s.shape
        at = quad * np.array([columns / size[0], rows / size[1]]) - 0.5
        inside = np.zeros((rows, columns), np.uint8)
        cv2.fillConvexPoly(inside, np.rint(at * 16).astype(np.int32), 1, shift=4)
        return float(self.blocks_s[inside > 0].min(initial=math.inf))


class QuietWatch:
    """Looks at each picture once; times are those of the pictures."""

    def __init__(self) -> None:
        self._looks: list[tuple[float, NDArray[np.float32]]] = []
        self._moved_s = -math.inf
        self._since_s = np.zeros((1, 1))

    def step(self, gray: Gray, at_s: float) -> Stillness:
        """What the newest picture tells. After the first one nothing moves, but nothing was still yet."""
        look = _blocks(gray)
        before = [seen for seen in self._looks if at_s - seen[0] >= _LOOK_BACK_S]
        compared = before[-1:] or self._looks[:1]
        self._looks = [(s, old) for s, old in self._looks if at_s - s < 2 * _LOOK_BACK_S][-8:]
        self._looks.append((at_s, look))
        if not compared:
            self._since_s = np.full(look.shape, at_s)
        else:
            then_s, then = compared[0]
            moved = _differences(look, then)
            self._since_s = np.where(moved, at_s, np.minimum(self._since_s, then_s))
            self._moved_s = at_s if moved.any() else self._moved_s
        still_s = at_s - self._since_s
        return Stillness(at_s - self._moved_s < _STILL_AFTER_S, float(still_s.min()), still_s)


def _blocks(gray: Gray) -> NDArray[np.float32]:
    small = cv2.resize(gray, _SMALL, interpolation=cv2.INTER_AREA)
    means = cv2.resize(small, (_SMALL[0] // _BLOCK, _SMALL[1] // _BLOCK), interpolation=cv2.INTER_AREA)
    return np.asarray(means, np.float32)


def _differences(now: NDArray[np.float32], before: NDArray[np.float32]) -> NDArray[np.bool_]:
    """The lamp may have changed: the brightness that most blocks agree on is taken out first."""
    gain = float(np.median((now + 8.0) / (before + 8.0)))
    return np.abs(now - ((before + 8.0) * gain - 8.0)) > _STEP
