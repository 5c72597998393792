"""What stands on one straightened line: pieces between gaps, each perhaps one letter, and where their strokes run."""

import itertools
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.digit_lines import Line
from kiosk.vision.geometry import Floats, Gray

HIGH = 24
"""Pixels of a straightened line's height."""
AROUND = 0.7
ENDS = 6.0
"""Room above and below a line, and at its ends, in its heights."""
_INK = 120
_CORE = 0.12
_REACH = 0.25
"""How far above and below the line's edge ink makes a gap no gap, and how far a piece of writing may reach."""
_WIDEST = 0.95
_LEAST_PART = 0.25
_VALLEY, _SHALLOW = 0.5, 1.1
_SURELY_TWO = 1.15
"""A piece is cut at a column with so little of its usual ink; from a width on, at nearly any column."""
_COVERED = 55
_BEYOND = 0.4
"""Ink from which a pixel may be of something that lies there, and how far that goes beyond the line."""
_LEAST_COVER = 0.55
_CELLS = (6, 4)
_DIRECTIONS = 4
FEATURES = _DIRECTIONS * _CELLS[0] * _CELLS[1] + 1


@dataclass(frozen=True)
class Straight:
    """A line made level: (height, width) ink, and `motion` (2, 3) from its pixels to those of the page's ink."""

    level: Gray
    motion: Floats

    def on_page(self, points: Floats) -> Floats:
        """(n, 2) of its points."""
        return points @ self.motion[:, :2].T + self.motion[:, 2]


@dataclass(frozen=True)
class Segments:
    """n pieces from left to right: their edges in a straightened line, each (n,), and whether it only hides some."""

    left: Floats
    right: Floats
    top: Floats
    low: Floats
    hidden: NDArray[np.bool_]

    @property
    def width(self) -> Floats:
        """(n,)."""
        return self.right - self.left

    @property
    def height(self) -> Floats:
        """(n,)."""
        return self.low - self.top


def straightened(ink: Gray, line: Line) -> Straight:
    """The line HIGH pixels high, with room on all sides."""
    step = line.height / HIGH
    across = np.array([-line.along[1], line.along[0]])
    corner = line.start - ENDS * line.height * line.along - (0.5 + AROUND) * line.height * across
    size = round((line.length + 2 * ENDS * line.height) / step), round((1 + 2 * AROUND) * HIGH)
    motion = np.column_stack([line.along * step, across * step, corner])
    level = cv2.warpAffine(ink, motion, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    return Straight(np.asarray(level, np.uint8), motion)


def segments_of(level: Gray) -> Segments:
    """Cut where a column has no ink, around what covers the line, and at narrow places of what is too wide for a
    digit."""
    core = level[round((AROUND - _CORE) * HIGH) : round((AROUND + 1 + _CORE) * HIGH)]
    solid = _solid(level[round((AROUND - _BEYOND) * HIGH) : round((AROUND + 1 + _BEYOND) * HIGH)])
    inked = (core.max(axis=0) > _INK) | solid
    amount = core.mean(axis=0)
    top, foot = round((AROUND - _REACH) * HIGH), round((AROUND + 1 + _REACH) * HIGH)
    rows = []
    for start, end in _stretches(inked, solid):
        hidden = bool(solid[start])
        for left, right in [(start, end)] if hidden else _parts(amount, start, end):
            ink = np.flatnonzero(level[top:foot, left:right].max(axis=1) > _INK)
            if len(ink) or hidden:
                low, high = (0, foot - top) if hidden else (ink[0], ink[-1] + 1)
                rows.append((left, right, top + low, top + high, hidden))
    table = np.array(rows, np.float64).reshape(-1, 5)
    return Segments(table[:, 0], table[:, 1], table[:, 2], table[:, 3], table[:, 4] > 0)


def _solid(around: Gray) -> NDArray[np.bool_]:
    """Columns of something that lies on the line: dark beyond the line's edges, for longer than a stroke is wide."""
    dark = (around.min(axis=0) > _COVERED).astype(np.uint8)[None]
    wide = np.ones((1, round(_LEAST_COVER * HIGH)), np.uint8)
    opened = cv2.morphologyEx(dark, cv2.MORPH_OPEN, wide)
    return np.asarray(cv2.dilate(opened, np.ones((1, 5), np.uint8))[0] > 0)


def _stretches(inked: NDArray[np.bool_], solid: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Starts and ends of inked columns that are alike covered or not."""
    kind = np.pad(inked.astype(np.int8) + solid, 1)
    edges = np.flatnonzero(np.diff(kind))
    return [(int(a), int(b)) for a, b in itertools.pairwise(edges) if kind[a + 1] > 0]


def _parts(amount: Floats, left: int, right: int) -> list[tuple[int, int]]:
    """One piece, or more if it is too wide and has narrow places; very wide ones are cut at any rate."""
    width = right - left
    if width <= _WIDEST * HIGH:
        return [(left, right)]
    edge = round(_LEAST_PART * HIGH)
    cut = left + edge + int(amount[left + edge : right - edge].argmin())
    valley = _VALLEY if width < _SURELY_TWO * HIGH else _SHALLOW
    if amount[cut] > valley * amount[left:right].mean():
        return [(left, right)]
    return [*_parts(amount, left, cut), *_parts(amount, cut, right)]


def strokes_of(level: Gray, segments: Segments) -> Floats:
    """(n, FEATURES): how much edge of each of four directions is where, in 6 by 4 cells of a segment; and how wide it
    is.

    Turned by half a turn the cells come in opposite order."""
    count = len(segments.left)
    first = int(segments.top.min(initial=float(level.shape[0] - 1)))
    sums = _summed(level[first : int(segments.low.max(initial=1.0))])
    middle, span = (
        (segments.left + segments.right) / 2,
        np.maximum(segments.width, segments.height * _CELLS[1] / _CELLS[0]),
    )
    across = middle[:, None] + span[:, None] * np.linspace(-0.5, 0.5, _CELLS[1] + 1)
    across = np.clip(across, segments.left[:, None], segments.right[:, None]).round().astype(np.intp)
    down = segments.top[:, None] - first + segments.height[:, None] * np.linspace(0, 1, _CELLS[0] + 1)
    at = sums[:, down.round().astype(np.intp)[:, :, None], across[:, None, :]]
    cells = at[:, :, 1:, 1:] - at[:, :, :-1, 1:] - at[:, :, 1:, :-1] + at[:, :, :-1, :-1]
    flat = np.moveaxis(cells, 0, -1).reshape(count, -1)
    flat = flat / np.maximum(1e-6, np.linalg.norm(flat, axis=1, keepdims=True))
    return np.column_stack([flat, segments.width / np.maximum(1, segments.height)])


def upside_down(features: Floats) -> Floats:
    """The same segments looked at from the other side."""
    cells = features[:, :-1].reshape(len(features), -1, _DIRECTIONS)[:, ::-1]
    return np.column_stack([cells.reshape(len(features), -1), features[:, -1]])


def _summed(level: Gray) -> Floats:
    """(4, h + 1, w + 1) sums of edges from the corner on, each shared between the two nearest of four directions."""
    soft = cv2.GaussianBlur(level, (3, 3), 0.8)
    right, down = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    strength, turn = cv2.cartToPolar(right, down)
    turn *= np.float32(_DIRECTIONS / np.pi)
    # a line has no beginning and no end
    np.subtract(turn, np.float32(_DIRECTIONS), out=turn, where=turn >= _DIRECTIONS)
    shares = []
    for direction in range(_DIRECTIONS):
        away = np.abs(turn - np.float32(direction))
        if direction == 0:  # the only one that lies beside the last one, too
            np.minimum(away, np.float32(_DIRECTIONS) - turn, out=away)
        near = np.maximum(np.float32(1) - away, np.float32(0))
        shares.append(cv2.integral(strength * near, sdepth=cv2.CV_32F))
    return np.array(shares)
