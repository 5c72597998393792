"""Whether anything moves under the camera: small pictures compared, brightness changes of the whole scene left out."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.geometry import Gray

_SMALL = (240, 135)
_BLOCK = 5
_STEP = 7.0
"""Grey levels by which one block may differ between two looks and still be called the same."""
_LOOK_BACK_S = 0.13
"""Two looks lie so far apart, so that a slow hand is seen, too."""
_STILL_AFTER_S = 0.12


@dataclass(frozen=True)
class Stillness:
    """`moving` as it is now; `still_s` since when nothing moved."""

    moving: bool
    still_s: float


class QuietWatch:
    """Looks at each picture once; times are those of the pictures."""

    def __init__(self) -> None:
        self._looks: list[tuple[float, NDArray[np.float32]]] = []
        self._moved_s = -math.inf
        self._since_s = 0.0

    def step(self, gray: Gray, at_s: float) -> Stillness:
        """What the newest picture tells. After the first one nothing moves, but nothing was still yet."""
        look = _blocks(gray)
        before = [old for old_s, old in self._looks if at_s - old_s >= _LOOK_BACK_S]
        compared = before[-1:] or [old for _, old in self._looks[:1]]
        self._looks = [(s, old) for s, old in self._looks if at_s - s < 2 * _LOOK_BACK_S][-8:]
        self._looks.append((at_s, look))
        if not compared:
            self._since_s = at_s
        elif _differ(look, compared[0]):
            self._moved_s = self._since_s = at_s
        return Stillness(moving=at_s - self._moved_s < _STILL_AFTER_S, still_s=at_s - self._since_s)


def _blocks(gray: Gray) -> NDArray[np.float32]:
    small = cv2.resize(gray, _SMALL, interpolation=cv2.INTER_AREA)
    means = cv2.resize(small, (_SMALL[0] // _BLOCK, _SMALL[1] // _BLOCK), interpolation=cv2.INTER_AREA)
    return np.asarray(means, np.float32)


def _differ(now: NDArray[np.float32], before: NDArray[np.float32]) -> bool:
    """The lamp may have changed: the brightness that most blocks agree on is taken out first."""
    gain = float(np.median((now + 8.0) / (before + 8.0)))
    return bool(np.abs(now - ((before + 8.0) * gain - 8.0)).max() > _STEP)
