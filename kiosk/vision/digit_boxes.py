"""Rows of equal boxes, side by side: a number or a PIN belongs there, whatever is written in them."""

import math
from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.digit_segments import AROUND, HIGH
from kiosk.vision.geometry import Floats, Gray

_PX_PER_MM = 5.0
_SIDE_MM = (3.5, 14.5)
_SLIMMEST = 0.5
_WHOLE = 0.75
_ALIKE = 0.2
_OFF_LINE = 0.25
_GAP = 6.5
"""Sides between the middles of two boxes of one row: a finger may hide some, digits that touch the frame break some."""
_LEAST_SEEN = 6
_LEAST_ROOM = 8
_LEAST_SHARE = 0.5
"""Boxes that must be seen, that the row must have room for, and the seen part of those."""
_USUAL = 12
_FOUR, _EVEN_FOUR, _NEAR_FOUR = 4, 1.2, 1.7
"""Boxes of a PIN; their longest step in shortest ones, and in sides of a box."""
_RULE = 60
_FENCE, _LEAST_STEP, _MOST_STEP = 0.4, 0.4, 2.5
"""Widest upright rule, least and most distance of two, in heights of the line."""
_EVEN, _MOSTLY = 0.13, 0.6
_LEVELS = (12, 20, 32, 50, 75)
"""Grey levels from which a pixel is frame: low ones find pale frames, high ones part frames from digits beside them."""
_SOFT_MM = 0.35
_SHADED_MM = 3.0


def box_rows(page: Gray, px_per_mm: float) -> list[Floats]:
    """(4, 2) corners in millimetres around each row that could hold ten digits, or a PIN's four; a row of which some
    boxes at an end may have been missed is made longer."""
    depth = _depth(page, px_per_mm)
    boxes = np.concatenate([_boxes((depth > level).astype(np.uint8)) for level in _LEVELS])
    return [quad / _PX_PER_MM for quad in _rows(_unlike(boxes))]


def _depth(page: Gray, px_per_mm: float) -> Gray:
    """How much darker than the paper, at _PX_PER_MM, sharpened."""
    factor = _PX_PER_MM / px_per_mm
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    level = cv2.resize(page, None, fx=factor, fy=factor, interpolation=way)
    soft = cv2.GaussianBlur(level, (0, 0), _SOFT_MM * _PX_PER_MM)
    window = round(_SHADED_MM * _PX_PER_MM) | 1
    sharp = cv2.addWeighted(level, 2.5, soft, -1.5, 0)
    return np.asarray(cv2.morphologyEx(sharp, cv2.MORPH_BLACKHAT, np.ones((window, window), np.uint8)), np.uint8)


def _unlike(boxes: Floats) -> Floats:
    """Each box once, though two thresholds find it."""
    places = np.round(boxes[:, :2] / (_SIDE_MM[0] * _PX_PER_MM / 2)).astype(np.intp)
    return boxes[np.unique(places, axis=0, return_index=True)[1]]


def _boxes(frames: Gray) -> Floats:
    """(n, 5) middle x and y, two sides and the turn in degrees of what lines enclose."""
    outlines, tree = cv2.findContours(frames, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for outline, row in zip(outlines, () if tree is None else tree[0], strict=True):
        if row[3] < 0:
            continue
        (x, y), (width, height), angle = cv2.minAreaRect(outline)
        short, long = min(width, height), max(width, height)
        if short < _SIDE_MM[0] * _PX_PER_MM * _WHOLE or long > _SIDE_MM[1] * _PX_PER_MM or short < _SLIMMEST * long:
            continue
        if cv2.contourArea(cv2.convexHull(outline)) > _WHOLE * width * height:
            found.append((x, y, width, height, angle))
    return np.array(found, np.float64).reshape(-1, 5)


def _rows(boxes: Floats) -> Iterator[Floats]:
    used = np.zeros(len(boxes), bool)
    for first in range(len(boxes)):
        if used[first]:
            continue
        turn = math.radians(boxes[first, 4])
        for along in (np.array([math.cos(turn), math.sin(turn)]), np.array([-math.sin(turn), math.cos(turn)])):
            row = _row(boxes, first, along)
            if len(row) < _LEAST_SEEN:
                if _is_four(boxes[row], along):
                    used[row] = True
                    yield _around(boxes[row], along, 0.0)
                continue
            steps = np.diff(np.sort(boxes[row, :2] @ along))
            steps = steps[steps > _SLIMMEST * boxes[first, 2:4].max()]
            pitch = float(np.percentile(steps, 25)) if len(steps) else 1.0
            room = int(np.round(steps / pitch).sum()) + 1
            if room >= _LEAST_ROOM and len(steps) + 1 >= max(_LEAST_SEEN, _LEAST_SHARE * room):
                used[row] = True
                missed = max(0, _USUAL - room)
                yield _around(boxes[row], along, (missed + 0.5 * (missed > 0)) * pitch)


def _is_four(boxes: Floats, along: Floats) -> bool:
    """Whether they are four side by side and no more: a PIN belongs there."""
    steps = np.diff(np.sort(boxes[:, :2] @ along))
    return len(boxes) == _FOUR and steps.max() < min(_EVEN_FOUR * steps.min(), _NEAR_FOUR * boxes[:, 2:4].max())


def _row(boxes: Floats, first: int, along: Floats) -> NDArray[np.intp]:
    """The boxes of the first one's size on its line, as far as no gap is too wide."""
    across = np.array([-along[1], along[0]])
    from_first = boxes[:, :2] - boxes[first, :2]
    side = boxes[first, 2:4].max()
    alike = np.abs(np.sort(boxes[:, 2:4]) - np.sort(boxes[first, 2:4])).max(axis=1) < _ALIKE * side
    away = from_first @ along
    on_line = np.flatnonzero(alike & (np.abs(from_first @ across) < _OFF_LINE * side + 0.02 * np.abs(away)))
    order = on_line[np.argsort(away[on_line])]
    parts = np.split(order, np.flatnonzero(np.diff(away[order]) > _GAP * side) + 1)
    return np.asarray(next(part for part in parts if first in part), np.intp)


def _around(boxes: Floats, along: Floats, longer: float) -> Floats:
    across = np.array([-along[1], along[0]])
    reach = boxes[:, 2:4].max() * 0.6
    at, off = boxes[:, :2] @ along, boxes[:, :2] @ across
    start, end = at.min() - reach - longer, at.max() + reach + longer
    low, high = off.min() - reach, off.max() + reach
    return np.array([a * along + b * across for a, b in ((start, low), (end, low), (end, high), (start, high))])


def fenced_parts(level: Gray) -> Iterator[Floats]:
    """(4, 2) corners in a straightened line of what upright rules at even steps part: boxes whose digits touch the
    frame so much that nothing is enclosed. Rules that go on above and below are those of a table."""
    core = level[round((AROUND + 0.05) * HIGH) : round((AROUND + 0.95) * HIGH)]
    longer = level[[1, -2]].min(axis=0) > _RULE
    edges = np.diff(((core.min(axis=0) > _RULE) & ~longer).astype(np.int8), prepend=0, append=0)
    start, end = np.flatnonzero(edges > 0), np.flatnonzero(edges < 0)
    rules = ((start + end) / 2)[end - start < _FENCE * HIGH]
    steps = np.diff(rules)
    steps = steps[steps > _LEAST_STEP * HIGH]
    if len(steps) < _LEAST_SEEN:
        return
    pitch = float(np.median(steps))
    even = np.abs(steps / pitch - 1) < _EVEN
    if even.sum() >= max(_LEAST_SEEN, _MOSTLY * len(steps)) and pitch < _MOST_STEP * HIGH:
        left, right = float(rules.min()) - pitch, float(rules.max()) + pitch
        top, low = (AROUND - 0.2) * HIGH, (AROUND + 1.2) * HIGH
        yield np.array([(left, top), (right, top), (right, low), (left, low)])
