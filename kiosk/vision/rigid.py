"""A motion within the table's plane from pairs of points, most of which may be wrong (hands, shadows, look-alikes)."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiosk.vision.geometry import Floats, Shift

_TRIES = 160
_LEAST_APART = 0.15
"""Share of the points' spread by which two points of a try lie apart: a short base gives a wild angle."""
MOST_SCALE = 0.03
"""A sheet that seems so much larger or smaller is not on the table, or is another one."""


@dataclass(frozen=True)
class Fit:
    """The motion, and which pairs agree with it."""

    shift: Shift
    inliers: NDArray[np.bool_]


def fit_shift(before: Floats, after: Floats, within_mm: float, seed: int = 0) -> Fit | None:
    """The motion that takes most of the (n, 2) points `before` to within `within_mm` of `after`; None without one."""
    if len(before) < 3:
        return None
    first, second = _tries(before, seed)
    if len(first) == 0:
        return None
    base, moved = before[second] - before[first], after[second] - after[first]
    turn = np.arctan2(moved[:, 1], moved[:, 0]) - np.arctan2(base[:, 1], base[:, 0])
    c, s = np.cos(turn), np.sin(turn)
    x = after[first, 0] - (c * before[first, 0] - s * before[first, 1])
    y = after[first, 1] - (s * before[first, 0] + c * before[first, 1])
    error_x = np.outer(c, before[:, 0]) - np.outer(s, before[:, 1]) + x[:, None] - after[:, 0]
    error_y = np.outer(s, before[:, 0]) + np.outer(c, before[:, 1]) + y[:, None] - after[:, 1]
    agree = error_x**2 + error_y**2 < within_mm**2
    inliers = agree[int(agree.sum(axis=1).argmax())]
    return _refined(before, after, inliers, within_mm)


def _tries(points: Floats, seed: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    drawn = np.random.default_rng(seed).integers(0, len(points), (2, _TRIES))
    apart = np.linalg.norm(points[drawn[0]] - points[drawn[1]], axis=1)
    good = apart > _LEAST_APART * np.linalg.norm(np.ptp(points, axis=0))
    return drawn[0][good], drawn[1][good]


def _refined(before: Floats, after: Floats, inliers: NDArray[np.bool_], within_mm: float) -> Fit | None:
    """Least squares over those that agree, twice, because a better motion has other supporters."""
    shift = Shift()
    for _ in range(2):
        if inliers.sum() < 3:
            return None
        a, b = before[inliers], after[inliers]
        centre_a, centre_b = a.mean(axis=0), b.mean(axis=0)
        a, b = a - centre_a, b - centre_b
        dot, cross = float((a * b).sum()), float((a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]).sum())
        spread = float((a * a).sum())
        if spread == 0 or abs(math.hypot(dot, cross) / spread - 1) > MOST_SCALE:
            return None
        angle = math.atan2(cross, dot)
        c, s = math.cos(angle), math.sin(angle)
        shift = Shift(
            centre_b[0] - (c * centre_a[0] - s * centre_a[1]), centre_b[1] - (s * centre_a[0] + c * centre_a[1]), angle
        )
        at = before @ shift.matrix()[:2, :2].T + shift.matrix()[:2, 2]
        inliers = ((at - after) ** 2).sum(axis=1) < within_mm**2
    return Fit(shift, inliers)
