"""Where a line of writing could run through the marks of a page, at any turn."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.digit_ink import PX_PER_MM, Marks
from kiosk.vision.geometry import Floats

_NEIGHBOURS = 8
_REACH = 3.6
_ALIKE = 1.9
_OFF_LINE = 0.22
_LEAST_SUPPORT = 3
"""Marks near two that lie on their line, those two counted."""
_LONG = 2.4
"""A mark so much longer than high is perhaps a whole line that touches."""
_GAP = 8.0
"""Heights of nothing that end a line; a finger may lie between two halves of a number."""
_ENOUGH_LINES = 1
_REACHES = (6.0, 45.0)
"""Heights to each side within which marks are fitted: first a few, then all of the line."""
_HIGHEST_MM = 8.5
_LOWEST_MM = 0.8


@dataclass(frozen=True)
class Line:
    """From `start` along the unit vector `along` for `length` pixels; what stands on it is about `height` high, half to
    each side."""

    start: Floats
    along: Floats
    length: float
    height: float


@dataclass(frozen=True)
class _Guess:
    """Two neighbours (or one long mark), and how many marks near them lie on their line."""

    first: int
    second: int
    along: Floats
    height: float


def lines_of(marks: Marks) -> Iterator[Line]:
    """The likeliest first; marks that two lines explain make no more of them."""
    taken = np.zeros((len(marks.size), len(marks.size)), bool)
    explained = np.zeros(len(marks.size), np.intp)
    for guess in _guesses(marks):
        known = min(explained[guess.first], explained[guess.second]) >= _ENOUGH_LINES
        if known or taken[guess.first, guess.second]:
            continue
        line, members = _line_through(marks, guess)
        taken[guess.first, guess.second] = True
        taken[np.ix_(members, members)] = True
        if line is not None:
            explained[members] += 1
            yield line


def _guesses(marks: Marks) -> Iterator[_Guess]:
    yield from _long_marks(marks)
    count = min(_NEIGHBOURS + 1, len(marks.size))
    if count < 3:
        return
    centre = marks.centre.astype(np.float32)
    away, near = cv2.batchDistance(centre, centre, cv2.CV_32F, K=count)
    near, away = np.asarray(near, dtype=np.intp)[:, 1:], away[:, 1:]
    size = np.minimum(marks.size[:, None], marks.size[near])
    ratio = np.maximum(marks.size[:, None], marks.size[near]) / size
    good = (away < _REACH * size) & (ratio < _ALIKE) & (away > 1)
    step = marks.centre[near] - marks.centre[:, None]
    unit = step / np.maximum(away, 1)[..., None]
    support = np.zeros(near.shape, np.intp)
    for other in range(near.shape[1]):
        of_first = np.broadcast_to(near[:, other : other + 1], near.shape)
        support += _on_line(marks, of_first, unit, size) + _on_line(marks, near[near, other], unit, size)
    first, slot = np.nonzero(good & (support >= _LEAST_SUPPORT))
    for index in np.lexsort((away[first, slot] / size[first, slot], -support[first, slot])):
        one, k = int(first[index]), int(slot[index])
        yield _Guess(one, int(near[one, k]), unit[one, k], float(marks.size[one]))


def _on_line(marks: Marks, others: NDArray[np.intp], unit: Floats, size: Floats) -> NDArray[np.intp]:
    """Which (n, k) others lie on the line through the first in direction (n, k, 2)."""
    step = marks.centre[others] - marks.centre[:, None]
    off = np.abs(step[..., 0] * unit[..., 1] - step[..., 1] * unit[..., 0])
    return np.asarray(off < _OFF_LINE * size, np.intp)


def _long_marks(marks: Marks) -> Iterator[_Guess]:
    for index, hull in enumerate(marks.hull):
        (_, _), (width, height), angle = cv2.minAreaRect(hull.astype(np.float32))
        if max(width, height) > _LONG * min(width, height):
            turn = math.radians(angle if width > height else angle + 90)
            yield _Guess(index, index, np.array([math.cos(turn), math.sin(turn)]), float(min(width, height)))


def _line_through(marks: Marks, guess: _Guess) -> tuple[Line | None, list[int]]:
    """Fitted to more and more marks along it."""
    origin, along, height = marks.centre[guess.first], guess.along, guess.height
    members: NDArray[np.intp] = np.array([guess.first, guess.second])
    for reach in _REACHES:
        across = np.array([-along[1], along[0]])
        near = np.flatnonzero(np.abs((marks.centre - origin) @ across) < 0.35 * height)
        near = near[np.abs((marks.centre[near] - origin) @ along) < reach * height]
        hulls = marks.hull[near] @ across
        high = hulls.max(axis=1) - hulls.min(axis=1)
        members = near[(high > 0.5 * height) & (high < 1.6 * height)]
        if len(members) == 0:
            return None, []
        if len(members) > 2:
            at, off = (marks.centre[members] - origin) @ along, (marks.centre[members] - origin) @ across
            middle = at.mean()
            slope = float((at - middle) @ off / max(1e-6, float((at - middle) @ (at - middle))))
            shift = off.mean() - slope * middle
            origin = origin + shift * across
            along = (along + slope * across) / math.hypot(1, slope)
        across = np.array([-along[1], along[0]])
        hulls = marks.hull[members] @ across
        height = _middle(hulls.max(axis=1) - hulls.min(axis=1))
    return _line(marks, members, (origin, along, height), guess.first)


def _line(
    marks: Marks, members: NDArray[np.intp], frame: tuple[Floats, Floats, float], first: int
) -> tuple[Line | None, list[int]]:
    """The unbroken part around the first mark."""
    origin, along, height = frame
    reach = (marks.hull[members] - origin) @ along
    order = np.argsort(reach.min(axis=1))
    start, end = reach.min(axis=1)[order], np.maximum.accumulate(reach.max(axis=1)[order])
    at = np.flatnonzero(members[order] == first)
    if not len(at):
        return None, []
    breaks = np.flatnonzero(start[1:] - end[:-1] > _GAP * height) + 1
    after = int(np.searchsorted(breaks, at[0], side="right"))
    left = int(breaks[after - 1]) if after else 0
    right = int(breaks[after]) if after < len(breaks) else len(order)
    chosen = members[order[left:right]]
    length = float(end[right - 1] - start[left])
    if not _LOWEST_MM * PX_PER_MM <= height <= _HIGHEST_MM * PX_PER_MM or length < 4.0 * height:
        return None, chosen.tolist()
    across = np.array([-along[1], along[0]])
    middle = _middle(((marks.hull[chosen] - origin) @ across).reshape(-1))
    return Line(origin + start[left] * along + middle * across, along, length, height), chosen.tolist()


def _middle(values: Floats) -> float:
    """The median, or the next greater one; quick for the few marks of a line."""
    return float(np.sort(values)[len(values) // 2])
