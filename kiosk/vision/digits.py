"""Runs of ten and more marks that could be the digits of a number: filled whether or not anybody could read them.

A number is told by its shape alone: marks of one height, narrower than high, on one line, at nearly even steps, with or
without gaps after each four, printed or by pen, at any turn; or a row of ten and more equal boxes. Rows of text that
look so are filled, too.
"""

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.geometry import Floats, Gray

_HEIGHT_MM = (1.3, 6.6)
_BOX_MM = (3.5, 11.0)
LEAST_RUN = 8
"""Marks that must be seen of a run of ten to fourteen: a fifth may be covered, two may touch."""
_LEAST_BOXES = 9
_ALIKE = 0.3
_ON_LINE = 0.22
_WIDEST = 0.95
_TYPICAL_WIDTH = (0.28, 0.8)
_LONGEST_GAP = 3.4
_MOST_OTHERS = 0.2
"""Marks of another shape between those of a run, a mark of it: in text there are many."""
_MARGIN = 0.45
_MOST_MARKS = 2500
_NEIGHBOURS = 4
_HULL = 24


@dataclass(frozen=True)
class _Marks:
    """n components: their centres (n, 2), (n, k, 2) points of their outlines, and how long each is at most, (n,)."""

    centre: Floats
    hull: Floats
    size: Floats


def digit_runs(page: Gray, px_per_mm: float) -> list[Floats]:
    """(4, 2) corners in millimetres of each run on a rectified (height, width) grey page."""
    ink = _ink(page, px_per_mm)
    marks = _marks(ink, px_per_mm)
    found = [*_runs(marks, px_per_mm), *_box_rows(ink, px_per_mm)]
    return [quad / px_per_mm for quad in found]


def _ink(page: Gray, px_per_mm: float) -> NDArray[np.uint8]:
    """What is darker than its surroundings: 1 where ink is."""
    window = 2 * round(4.0 * px_per_mm) + 1
    shade = cv2.medianBlur(page, min(window, 255)) if window <= 51 else cv2.blur(page, (window, window))
    depth = cv2.subtract(shade, page)
    level = max(12.0, 0.45 * float(np.percentile(depth, 99.5)))
    return np.asarray(depth > level, np.uint8)


def _marks(ink: NDArray[np.uint8], px_per_mm: float) -> _Marks:
    outlines, tree = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    outer = [] if tree is None else [outline for outline, row in zip(outlines, tree[0], strict=True) if row[3] < 0]
    contours = [
        outline
        for outline in outer
        if _HEIGHT_MM[0] * px_per_mm * 0.8 <= max(cv2.boundingRect(outline)[2:]) <= _HEIGHT_MM[1] * px_per_mm * 1.5
    ][:_MOST_MARKS]
    hulls = np.array([_some(cv2.convexHull(outline).reshape(-1, 2)) for outline in contours]).reshape(-1, _HULL, 2)
    low, high = hulls.min(axis=1), hulls.max(axis=1)
    return _Marks((low + high) / 2, hulls, (high - low).max(axis=1) if len(hulls) else np.zeros(0))


def _some(points: NDArray[Any]) -> Floats:
    """_HULL of them, evenly chosen."""
    return np.asarray(points[np.linspace(0, len(points) - 1, _HULL).round().astype(int)], np.float64)


def _runs(marks: _Marks, px_per_mm: float) -> Iterator[Floats]:
    """Each line through two neighbours that enough alike marks lie on."""
    if len(marks.centre) < LEAST_RUN:
        return
    away = np.linalg.norm(marks.centre[:, None] - marks.centre[None], axis=2)
    alike = np.abs(np.log(marks.size[:, None] / marks.size[None])) < math.log(1.6)
    far = (away > _LONGEST_GAP * marks.size[:, None]) | (away < 1) | ~alike
    near = np.argsort(np.where(far, np.inf, away), axis=1)[:, :_NEIGHBOURS]
    seen: set[tuple[int, int]] = set()
    for first in range(len(marks.centre)):
        for second in near[first]:
            if far[first, second] or (first, int(second)) in seen:
                continue
            members, quad = _run_through(marks, first, int(second), px_per_mm)
            seen.update((int(a), int(b)) for a, b in itertools.pairwise(members))
            seen.update((int(b), int(a)) for a, b in itertools.pairwise(members))
            if quad is not None:
                yield quad


def _run_through(marks: _Marks, first: int, second: int, px_per_mm: float) -> tuple[NDArray[np.intp], Floats | None]:
    """The marks of the line through two of them, and the corners around those if they are a run."""
    along = marks.centre[second] - marks.centre[first]
    along = along / np.linalg.norm(along)
    across = np.array([-along[1], along[0]])
    offset = (marks.centre - marks.centre[first]) @ across
    near = np.flatnonzero(np.abs(offset) < _HEIGHT_MM[1] * px_per_mm / 2)
    down, right = marks.hull[near] @ across, marks.hull[near] @ along
    low, high, start, end = down.min(axis=1), down.max(axis=1), right.min(axis=1), right.max(axis=1)
    height, middle, width = high - low, (low + high) / 2, end - start
    mine = int(np.flatnonzero(near == first)[0])
    own = float(height[mine])
    if not _HEIGHT_MM[0] <= own / px_per_mm <= _HEIGHT_MM[1]:
        return near[:0], None
    on_line = np.abs(middle - middle[mine]) < 0.5 * own
    good = (
        (np.abs(height / own - 1) < _ALIKE) & (np.abs(middle - middle[mine]) < _ON_LINE * own) & (width < _WIDEST * own)
    )
    order = np.argsort(start)
    order = order[good[order]]
    part = (
        order[_unbroken(start[order], end[order], own, int(np.flatnonzero(order == mine)[0]))]
        if good[mine]
        else order[:0]
    )
    members = near[part]
    if len(part) < LEAST_RUN or not _TYPICAL_WIDTH[0] <= float(np.median(width[part])) / own <= _TYPICAL_WIDTH[1]:
        return members, None
    between = on_line & ~good & (start > start[part[0]]) & (end < end[part].max()) & (height > 0.25 * own)
    if between.sum() > _MOST_OTHERS * len(part):
        return members, None
    margin = _MARGIN * own
    extent = start[part].min() - margin, end[part].max() + margin, low[part].min() - margin, high[part].max() + margin
    return members, _box(extent, along, across)


def _unbroken(start: Floats, end: Floats, height: float, first: int) -> NDArray[np.intp]:
    """The stretch around one mark of a line without a gap that a number does not have."""
    breaks = np.flatnonzero(start[1:] - np.maximum.accumulate(end)[:-1] > _LONGEST_GAP * height)
    for part in np.split(np.arange(len(start)), breaks + 1):
        if first in part:
            return np.asarray(part, np.intp)
    return np.zeros(0, np.intp)


def _box(extent: tuple[float, float, float, float], along: Floats, across: Floats) -> Floats:
    start, end, low, high = extent
    return np.array([a * along + b * across for a, b in ((start, low), (end, low), (end, high), (start, high))])


def _box_rows(ink: NDArray[np.uint8], px_per_mm: float) -> Iterator[Floats]:
    """Rows of equal boxes, side by side: the holes that lines leave."""
    outlines, tree = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if tree is None:
        return
    holes = []
    for outline, (_, _, _, parent) in zip(outlines, tree[0], strict=True):
        (x, y), (width, height), angle = cv2.minAreaRect(outline)
        if (
            parent >= 0
            and _BOX_MM[0] * px_per_mm <= min(width, height)
            and max(width, height) <= _BOX_MM[1] * px_per_mm
        ) and cv2.contourArea(outline) > 0.75 * width * height:
            holes.append((x, y, width, height, angle))
    boxes = np.array(holes, np.float64).reshape(-1, 5)
    used = np.zeros(len(boxes), bool)
    for first in range(len(boxes)):
        if used[first]:
            continue
        turn = math.radians(boxes[first, 4])
        for along in (np.array([math.cos(turn), math.sin(turn)]), np.array([-math.sin(turn), math.cos(turn)])):
            row = _row(boxes, first, along)
            if len(row) >= _LEAST_BOXES:
                used[row] = True
                yield _around(boxes[row], along)


def _row(boxes: Floats, first: int, along: Floats) -> NDArray[np.intp]:
    across = np.array([-along[1], along[0]])
    from_first = boxes[:, :2] - boxes[first, :2]
    size = boxes[first, 2:4].max()
    alike = np.abs(np.sort(boxes[:, 2:4]) - np.sort(boxes[first, 2:4])).max(axis=1) < 0.25 * size
    on_line = np.flatnonzero(alike & (np.abs(from_first @ across) < 0.25 * size))
    at = from_first[on_line] @ along
    order = np.argsort(at)
    steps = np.diff(at[order])
    breaks = np.flatnonzero(steps > 2.6 * size)
    for part in np.split(order, breaks + 1):
        if first in on_line[part]:
            return np.asarray(on_line[part], np.intp)
    return np.zeros(0, np.intp)


def _around(boxes: Floats, along: Floats) -> Floats:
    across = np.array([-along[1], along[0]])
    reach = boxes[:, 2:4].max() / 2 * 1.15
    at, off = boxes[:, :2] @ along, boxes[:, :2] @ across
    return _box((at.min() - reach, at.max() + reach, off.min() - reach, off.max() + reach), along, across)
