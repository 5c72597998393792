"""Finds the sheet: a rectangle of one of the known sizes, on a table whose scale and empty picture are known.

The size in millimetres is the strongest cue, because a form is full of rectangles of other sizes. Two pairs of parallel
edges, or three sides where hands lie on the fourth, propose a rectangle; it is believed if enough of its sides are
edges and what lies outside them is the empty table.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.geometry import Floats, Gray, Size, project
from kiosk.vision.lines import Lines, straight_edges
from kiosk.vision.sides import fitted_sides
from kiosk.vision.table import MATCHES, Table

LOOK = 0.5
"""Edges are looked for in half the size, sides are fitted in the full one."""
_SIZE_WITHIN = 0.06
_SQUARE_WITHIN = math.radians(5)
_PARALLEL_WITHIN = math.radians(4)
_LEAST_EDGE_MM = 6.0
_ENDS = 0.07
"""Shares of a side at its ends that are left out: corners may be round or folded."""
_SAMPLES, _COARSE = 48, 4
_SIDE_SEEN = 0.35
_ALL_SEEN = 0.45
_PERHAPS_SEEN = 0.25
"""Of a few places of a quad, of which more may be seen than these few say."""
_MOST_EMPTY = 0.4
_OUTSIDE_MM = 2.5
_PROPOSED_WITHIN = _SIZE_WITHIN + 0.02
_LEAST_SLOPE = 1.2
_OVER_NOISE = 3.0
_TRIED = 8
_WRONG_SIZE = 3.0
"""So much of its sides a proposal loses for being of another size: 3 % for 1 %."""
Indices = NDArray[np.intp]


@dataclass(frozen=True)
class Found:
    """A sheet of `size` (the portrait way up or across, as it lies) with its (4, 2) corners in the full picture,
    clockwise as seen, beginning at the corner that is top left when the sheet is turned the least; `seen` is the
    share of its sides that are there, `whole` whether each of the four is."""

    size: Size
    quad: Floats
    seen: float
    whole: bool


def find_sheet(gray: Gray, table: Table, sizes: Sequence[Size]) -> Found | None:
    """The largest sheet of one of `sizes` in a full picture; None where none lies, or none surely."""
    for size in sorted(sizes, key=lambda size: -size[0] * size[1]):
        found = _find_size(gray, table, size)
        if found is not None:
            return found
    return None


def _find_size(gray: Gray, table: Table, size: Size) -> Found | None:
    look = np.asarray(cv2.resize(gray, None, fx=LOOK, fy=LOOK, interpolation=cv2.INTER_AREA), np.uint8)
    table, scale = table.sized(look.shape), table.px_per_mm * LOOK
    quads = np.concatenate([_proposals(lines, size, scale, look.shape) for lines in _line_sets(look, table, scale)])
    seen = _sides_seen(look, table, quads, scale)
    order = np.argsort(_WRONG_SIZE * _off_size(quads, size, scale) - seen.mean(axis=1), kind="stable")
    for best in order[:_TRIED]:
        there = seen[best] >= _SIDE_SEEN
        if seen[best].mean() < _ALL_SEEN or there.sum() < 3:
            continue
        quad = fitted_sides(gray, (quads[best] + 0.5) / LOOK - 0.5, there, table.px_per_mm)
        if quad is not None and _has_size(quad, size, table.px_per_mm):
            whole = bool(there.all())
            if not whole and _emptiness(look, table, quads[best]) > _MOST_EMPTY:
                continue
            if not whole and table.plane is not None:
                quad = _in_plane(quad, there, size, table.plane)
            return Found(*_as_it_lies(quad, size), float(seen[best].mean()), whole)
    return None


def _off_size(quads: Floats, size: Size, scale: float) -> Floats:
    """How far the sides of (n, 4, 2) quads are from those of a sheet, as shares of them."""
    sides = np.linalg.norm(np.roll(quads, -1, axis=1) - quads, axis=2) / scale
    pairs = np.stack([(sides[:, 0] + sides[:, 2]) / 2, (sides[:, 1] + sides[:, 3]) / 2], axis=1)
    upright, across = (np.abs(pairs / np.array(wanted) - 1).sum(axis=1) for wanted in (size, size[::-1]))
    return np.asarray(np.minimum(upright, across), np.float64)


def _emptiness(look: Gray, table: Table, quad: Floats) -> float:
    """The share of a proposed sheet that is the empty table: where a side is missing, hands and other sheets make
    rectangles, too."""
    inside = np.zeros(look.shape, np.uint8)
    cv2.fillConvexPoly(inside, np.rint(quad).astype(np.int32), 1)
    return float(_empty(look, table)[inside > 0].mean()) if table.empty is not None and inside.any() else 0.0


def _in_plane(quad: Floats, there: NDArray[np.bool_], size: Size, plane: Floats) -> Floats:
    """A quad with one hidden side, whose two true corners and the calibrated plane of the table tell the others."""
    hidden = int(np.argmin(there))
    good = [(hidden + 2) % 4, (hidden + 3) % 4]  # the ends of the opposite side
    at = project(np.linalg.inv(plane), quad)
    along = at[good[1]] - at[good[0]]
    length = float(np.linalg.norm(along))
    other = size[0] if abs(length - size[1]) < abs(length - size[0]) else size[1]
    inward = np.array([-along[1], along[0]]) / length * other
    at[(good[1] + 1) % 4], at[(good[0] - 1) % 4] = at[good[1]] + inward, at[good[0]] + inward
    return project(plane, at)


def _line_sets(look: Gray, table: Table, scale: float) -> Iterator[Lines]:
    """Edges of the picture, and edges of what differs from the empty table: grain of wood is in the first alone."""
    if table.empty is not None:
        yield straight_edges(table.difference(look), _LEAST_EDGE_MM * scale)
    yield straight_edges(look, _LEAST_EDGE_MM * scale)


def _proposals(lines: Lines, size: Size, scale: float, shape: tuple[int, ...]) -> Floats:
    """(n, 4, 2) quads of nearly the right size, in the half-size picture: from four lines, or from three and the
    size."""
    width, height = size[0] * scale, size[1] * scale
    count = len(lines.length)
    shifts = (0.0, width, -width, height, -height)
    normal = np.tile(lines.normal, (len(shifts), 1))
    offset = np.concatenate([lines.offset + shift for shift in shifts])
    pairs = {length: _pairs(lines, length) for length in (width, height)}
    moved = {
        length: _beside(count, [at for at, shift in enumerate(shifts) if abs(shift) == length]) for length in pairs
    }
    found = [np.zeros((0, 4, 2))]
    for across, along in ((width, height), (height, width)):
        found.append(_quads(lines.angle, normal, offset, pairs[across], np.concatenate([pairs[along], moved[along]])))
    quads = np.concatenate(found)
    inside = (quads > -0.1 * max(shape)) & (quads < 1.1 * np.array(shape[1::-1]))
    return quads[inside.all(axis=(1, 2))]


def _pairs(lines: Lines, distance: float) -> Indices:
    """(n, 2) lines that run side by side at about that distance."""
    a, b = np.triu_indices(len(lines.length), 1)
    turn = np.abs((lines.angle[a] - lines.angle[b] + math.pi / 2) % math.pi - math.pi / 2)
    way = np.sign(np.einsum("nk,nk->n", lines.normal[a], lines.normal[b]))
    apart = np.abs(lines.offset[a] - way * lines.offset[b])
    good = (turn < _PARALLEL_WITHIN) & (np.abs(apart / distance - 1) < _PROPOSED_WITHIN)
    return np.stack([a[good], b[good]], axis=1)


def _beside(count: int, shifts: Sequence[int]) -> Indices:
    """(n, 2) of each line and itself moved."""
    lines = np.arange(count)
    return np.concatenate([np.stack([lines, lines + shift * count], axis=1) for shift in shifts])


def _quads(angle: Floats, normal: Floats, offset: Floats, first: Indices, second: Indices) -> Floats:
    """The corners where pairs of one direction cross pairs of the other, clockwise."""
    i, j = (grid.ravel() for grid in np.meshgrid(np.arange(len(first)), np.arange(len(second)), indexing="ij"))
    turn = (angle[first[i, 0]] - angle[second[j, 0] % len(angle)]) % math.pi
    square = np.abs(turn - math.pi / 2) < _SQUARE_WITHIN
    (a, b), (c, d) = first[i[square]].T, second[j[square]].T
    quads = np.stack([_cross(normal, offset, *pair) for pair in ((a, c), (a, d), (b, d), (b, c))], axis=1)
    one, two = quads[:, 1] - quads[:, 0], quads[:, 2] - quads[:, 1]
    clockwise = one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0] > 0
    return np.where(clockwise[:, None, None], quads, quads[:, ::-1])


def _cross(normal: Floats, offset: Floats, a: Indices, b: Indices) -> Floats:
    determinant = normal[a, 0] * normal[b, 1] - normal[a, 1] * normal[b, 0]
    x = (offset[a] * normal[b, 1] - offset[b] * normal[a, 1]) / determinant
    y = (normal[a, 0] * offset[b] - normal[b, 0] * offset[a]) / determinant
    return np.stack([x, y], axis=1)


def _slopes(look: Gray) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """(height, width) brightness slopes a pixel to the right and down, a little smoothed."""
    soft = cv2.GaussianBlur(look, (3, 3), 0)
    right, down = (cv2.Sobel(soft, cv2.CV_32F, *way, scale=0.125) for way in ((1, 0), (0, 1)))
    return np.asarray(right, np.float32), np.asarray(down, np.float32)


def _sides_seen(look: Gray, table: Table, quads: Floats, scale: float) -> Floats:
    """(n, 4) shares of each side that are an edge with the empty table outside. Grain makes thousands of quads: most
    are told by a few places."""
    right, down = _slopes(look if table.empty is None else table.difference(look))
    some = np.abs(np.stack([slopes[::3, ::3] for slopes in (right, down)]))  # enough for a median
    least = max(_LEAST_SLOPE, _OVER_NOISE * float(np.median(some)))
    edges = _Edges(right, down, least, _empty(look, table), _OUTSIDE_MM * scale)
    shares = np.linspace(_ENDS, 1 - _ENDS, _SAMPLES)
    seen = edges.share(quads, shares[::_COARSE])
    near = seen.mean(axis=1) >= _PERHAPS_SEEN
    seen[near] = edges.share(quads[near], shares)
    return seen


@dataclass(frozen=True)
class _Edges:
    """(height, width) slopes of a picture, the `least` of them that is an edge, where the table is `empty`, and how far
    outside of a side it has to be."""

    right: NDArray[np.float32]
    down: NDArray[np.float32]
    least: float
    empty: NDArray[np.bool_]
    out: float

    def share(self, quads: Floats, shares: Floats) -> Floats:
        """(n, 4): of the places at these `shares` of each side, how many are its edge."""
        start, end = quads, np.roll(quads, -1, axis=1)
        along = end - start
        along /= np.linalg.norm(along, axis=2, keepdims=True)
        inward_x, inward_y = -along[..., 1, None], along[..., 0, None]
        x, y = (start[..., k, None] + shares * (end - start)[..., k, None] for k in (0, 1))
        outside = _pixel(x - self.out * inward_x, y - self.out * inward_y, self.empty.shape)
        across = np.zeros(outside.shape, bool)
        for step in (-1.0, 0.0, 1.0):
            at = _pixel(x + step * inward_x, y + step * inward_y, self.empty.shape)
            across |= np.abs(self.right.ravel()[at] * inward_x + self.down.ravel()[at] * inward_y) > self.least
        return np.asarray((self.empty.ravel()[outside] & across).mean(axis=2), np.float64)


def _empty(look: Gray, table: Table) -> NDArray[np.bool_]:
    """Where the empty table is seen; everywhere, if nobody knows what it looks like."""
    if table.empty is None:
        return np.ones(look.shape, bool)
    return np.asarray(cv2.absdiff(table.difference(look), np.full_like(look, 128)) <= MATCHES, np.bool_)


def _pixel(x: Floats, y: Floats, shape: tuple[int, ...]) -> Indices:
    """Where the nearest pixels lie in a picture that is one row; the picture's border where a place lies outside."""
    height, width = shape[:2]
    column = np.rint(x).clip(0, width - 1).astype(np.intp)
    row = np.rint(y).clip(0, height - 1).astype(np.intp)
    return np.asarray(row * width + column, np.intp)


def _has_size(quad: Floats, size: Size, px_per_mm: float) -> bool:
    sides = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1) / px_per_mm
    pairs = np.array([(sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2])
    wanted = np.array(size)
    near = min(np.abs(pairs / wanted - 1).max(), np.abs(pairs / wanted[::-1] - 1).max())
    return bool(near < _SIZE_WITHIN)


def _as_it_lies(quad: Floats, size: Size) -> tuple[Size, Floats]:
    """The first corner is the one that would be top left after the smallest turn; width is along the first side."""
    first = int(np.argmin([_turn(quad, k) for k in range(4)]))
    quad = np.roll(quad, -first, axis=0)
    sides = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    across = sides[0] + sides[2] > sides[1] + sides[3]
    return (max(size), min(size)) if across else (min(size), max(size)), quad


def _turn(quad: Floats, first: int) -> float:
    x, y = quad[(first + 1) % 4] - quad[first]
    return abs(math.atan2(y, x))
