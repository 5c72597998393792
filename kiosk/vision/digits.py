"""Runs of ten and more marks that could be the digits of a number: filled whether or not anybody could read them.

Any line through neighbouring marks is made level and cut into pieces; each piece that is level with the others counts
for or against a number by where its strokes run, and the stretch with the greatest sum is a run if it holds enough
digits. Nothing has to be legible: no piece decides alone, and what is hidden or joined counts as what it could be. Rows
of boxes are runs, whatever is in them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiosk.vision.digit_boxes import box_rows, fenced_parts
from kiosk.vision.digit_ink import PX_PER_MM, ink_of, marks_of
from kiosk.vision.digit_likeness import digit_odds
from kiosk.vision.digit_lines import lines_of
from kiosk.vision.digit_segments import HIGH, Segments, Straight, segments_of, straightened, strokes_of, upside_down
from kiosk.vision.geometry import Floats, Gray

LEAST_RUN = 8
"""Digits that must be seen of a number of ten to fourteen: a fifth may be covered."""
_LEVEL = 0.56
"""Shared part of two pieces' heights, of what both take up, from which they are level."""
_THINNEST = 0.07
_JOINED = (1.12, 3.0)
_OF_JOINED = 0.8
_SMALL = 0.5
"""Heights of the line: the least width of a digit, of some that touch, of each of these; a hyphen's height."""
_BENEFIT = 1.4
"""Added to the odds of each piece: in doubt it is a digit."""
_AT_MOST, _AT_LEAST = 2.0, -3.0
"""No single piece decides."""
_OTHER, _HIDDEN, _SEPARATOR = -3.0, -1.0, -0.4
_LEAST_SUM = 4.8
_TOUCHING = 0.3
_FREE_GAP, _OF_GAP, _MOST_OF_GAP = 1.6, 1.0, 3.0
"""Heights of empty room that cost nothing; the cost of each one more, and at most."""
_TALL, _FENCE = 1.3, 0.4
_MARGIN = 0.25
_TRIED_LEVELS = 3
_MOST_RUNS = 4
_SHARED = 0.5
_MOST_WIDER = 6


@dataclass(frozen=True)
class _Judged:
    """The n pieces of a line against one of them: `score` (n,) each one's part of the sum, `digits` (n,) how many it
    counts for."""

    score: Floats
    digits: Floats


def digit_runs(page: Gray, px_per_mm: float) -> list[Floats]:
    """(4, 2) corners in millimetres of each run on a rectified (height, width) grey page."""
    ink = ink_of(page, px_per_mm)
    found = box_rows(page, px_per_mm)
    for line in lines_of(marks_of(ink)):
        straight = straightened(ink, line)
        found += [straight.on_page(box) / PX_PER_MM for box in _runs(straight)]
    return found


def _runs(straight: Straight) -> Iterator[Floats]:
    """(4, 2) corners in the straightened line."""
    yield from fenced_parts(straight.level)
    segments = segments_of(straight.level)
    levels = _levels(segments)
    if not levels:
        return
    strokes = strokes_of(straight.level, segments)
    both_ways = [np.clip(digit_odds(way) + _BENEFIT, _AT_LEAST, _AT_MOST) for way in (strokes, upside_down(strokes))]
    for one, alike in levels:
        for odds in both_ways:
            judged = _judged(segments, one, alike, odds)
            for part in _best_parts(judged, _gaps(segments, one)):
                run = _widened(segments, part, one, odds)
                if judged.digits[run].sum() >= LEAST_RUN:
                    yield _around(segments, run)


def _levels(segments: Segments) -> list[tuple[int, NDArray[np.bool_]]]:
    """Pieces that many others are level with, and which those are: a number may stand among larger letters."""
    height = segments.height[:, None]
    shared = np.minimum(segments.low[:, None], segments.low) - np.maximum(segments.top[:, None], segments.top)
    alike = shared / (height + segments.height - shared)
    near = alike > _LEVEL
    near &= (height > 0.6 * HIGH) & (height < 1.45 * HIGH)
    count = np.clip(np.round(segments.width / (_OF_JOINED * segments.height)), 1, 4)
    chosen: list[tuple[int, NDArray[np.bool_]]] = []
    left = np.ones(len(near), bool)
    for _ in range(_TRIED_LEVELS):
        support = (near & left) * count
        if support.sum(axis=1).max(initial=0.0) < LEAST_RUN:
            break
        one = int((support * alike).sum(axis=1).argmax())
        chosen.append((one, near[one]))
        left &= ~near[one]
    return chosen


def _judged(segments: Segments, one: int, alike: NDArray[np.bool_], odds: Floats) -> _Judged:
    height = float(segments.height[one])
    width, high = segments.width / height, segments.height / height
    single = alike & (width < _JOINED[0]) & (width > _THINNEST) & ~segments.hidden
    joined = alike & (width >= _JOINED[0]) & (width < _JOINED[1]) & ~segments.hidden
    cut = _beside(segments, height)
    fence = (high > _TALL) & (width < _FENCE)
    small = (high < _SMALL) & (width < 1.0)
    kinds = [segments.hidden, cut & (odds < 0), single, joined, fence, small]
    worth = [np.full(len(odds), _HIDDEN), np.zeros(len(odds)), odds]
    worth += [np.full(len(odds), value) for value in (0.0, 0.0, _SEPARATOR)]
    score = np.select(kinds, worth, _OTHER)
    several = np.clip(np.round(width / _OF_JOINED), 1, 4)
    return _Judged(score, np.select([segments.hidden | joined, cut | single], [several, np.ones(len(odds))], 0.0))


def _beside(segments: Segments, height: float) -> NDArray[np.bool_]:
    """Pieces that touch what hides the line: halves of digits."""
    empty = segments.left[1:] - segments.right[:-1]
    near, wide = empty < _TOUCHING * height, empty > _FREE_GAP * height
    beside = np.zeros(len(segments.left), bool)
    beside[1:] |= (near & segments.hidden[:-1]) | wide
    beside[:-1] |= (near & segments.hidden[1:]) | wide
    return beside


def _gaps(segments: Segments, one: int) -> Floats:
    """What the room before each piece takes from the sum."""
    empty = np.zeros(len(segments.left))
    empty[1:] = (segments.left[1:] - segments.right[:-1]) / segments.height[one]
    return np.clip((empty - _FREE_GAP) * _OF_GAP, 0, _MOST_OF_GAP)


def _best_parts(judged: _Judged, gaps: Floats) -> Iterator[slice]:
    """The parts with the greatest sums, best first."""
    score = np.column_stack([-gaps, judged.score]).reshape(-1)
    for _ in range(_MOST_RUNS):
        sums = np.concatenate([[0.0], np.cumsum(score)])
        lowest = np.minimum.accumulate(sums)
        end = int((sums - lowest).argmax())
        begin = int(np.flatnonzero(sums[: end + 1] == lowest[end])[-1])
        first, last = begin // 2, (end - 1) // 2
        if sums[end] - lowest[end] < _LEAST_SUM:
            return
        yield slice(first, last + 1)
        score[2 * first : 2 * last + 2] = _OTHER * LEAST_RUN


def _widened(segments: Segments, run: slice, one: int, odds: Floats) -> slice:
    """With pieces at its ends that are less level or less like digits, and the next at each end whatever it is like: a
    long number must not lose its ends."""
    top, low, height = float(segments.top[one]), float(segments.low[one]), float(segments.height[one])
    shared = np.minimum(segments.low, low) - np.maximum(segments.top, top)
    level = (shared > _SHARED * np.maximum(height, segments.height)) & (segments.width < _JOINED[1] * height)
    fits = level & (odds > _AT_LEAST / 2)
    fits |= segments.hidden | _beside(segments, height) | (segments.height < _SMALL * height)
    close = np.append(segments.left[1:] - segments.right[:-1] < _FREE_GAP * height, False)
    first, last = run.start, run.stop - 1
    for allowed in (level | fits, *[fits] * _MOST_WIDER):
        if first > 0 and allowed[first - 1] and close[first - 1]:
            first -= 1
        if close[last] and allowed[last + 1]:
            last += 1
    return slice(first, last + 1)


def _around(segments: Segments, run: slice) -> Floats:
    inside = np.arange(run.start, run.stop)[~segments.hidden[run]]
    top, low = float(segments.top[inside].min()), float(segments.low[inside].max())
    margin = _MARGIN * (low - top)
    left, right = segments.left[run.start] - margin, segments.right[run.stop - 1] + margin
    return np.array([(left, top - margin), (right, top - margin), (right, low + margin), (left, low + margin)])
