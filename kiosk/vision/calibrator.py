"""Calibrates a document camera: the light, what moves, the empty table without noise, and the scale of an A4 sheet."""

import math
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.errands import FREE_SEEN
from kiosk.vision.finder import Found, find_sheet
from kiosk.vision.geometry import Floats, Gray
from kiosk.vision.table import Colours, Table
from kiosk.vision.table_sight import A4_MM, EmptyTable, Fault, Light, SheetSeen, Sight

GATHERED = 10
"""So many pictures make one: their noise falls to a third."""
_BLOCKS = (48, 27)
_SAME_WITHIN = 4.0
_SPECKS = 3
"""So many blocks may differ by more grey levels: a lamp that blinks is no hand."""
_LOOK_BACK_S, _STILL_AFTER_S = 0.13, 0.12
"""As long as for a running eye."""
_DARK_BELOW = 0.1
_CLIPPED_FROM = 250
_MOST_CLIPPED = 0.05
"""Where more than this share of a picture is white beyond measure, white paper is not told from the table."""
_SAMPLED = 4
_SMALL_PX = 480
_LEAST_SHARE = 0.01
_JOIN = 0.03
"""Print on a sheet as white as its table is joined over this share of the picture's width."""
_CHANGED_SHARE = 0.5
_CHANGED_SIDES = 3
_SWEEP = tuple(float(share) for share in np.geomspace(1.0, 0.25, 14))
"""Scales for a sheet that is as white as its table, as shares of the one at which it would fill the picture: next to
each other within what the finder forgives."""
_SWEPT_AT_ONCE = 2
_LEAST_PX_PER_MM = 1.0
"""Below that nothing on a sheet can be read; a small thing of its shape is no far sheet."""
_MOST_BESIDE = 0.08
"""A sheet has a shadow and nothing else beside it."""
_MOSTLY, _SOME_BESIDE = 0.8, 0.3
"""So a sheet lies in a proposal that has lost a side."""
_ASPECT_WITHIN = 0.05
"""A camera that looks 18 degrees from the side makes a sheet so much shorter."""
_LEAST_DIFFERENT = 5.0
"""Grey levels by which a sheet differs from the empty table on average: what belongs to the table does not."""


class Onlooker:
    """Sees each picture once. Stricter than a running eye in how far a picture may differ, and milder in one thing: a
    lamp that blinks beside the table must not keep an installer from calibrating."""

    def __init__(self) -> None:
        self._looks: deque[tuple[float, NDArray[np.float32]]] = deque()
        self._moved_s, self._since_s = -math.inf, 0.0

    def see(self, pixels: Colours, taken_s: float) -> Sight:
        """(height, width, 3) pixels and when they were taken."""
        gray = _gray(pixels)
        look = _blocks(gray)
        while len(self._looks) > 1 and self._looks[1][0] <= taken_s - _LOOK_BACK_S:
            self._looks.popleft()
        if not self._looks:
            self._since_s = taken_s
        elif _differ(look, self._looks[0][1] * _gain(look, self._looks[0][1])):
            self._moved_s = self._since_s = taken_s
        self._looks.append((taken_s, look))
        return Sight(_light(gray), taken_s - self._moved_s < _STILL_AFTER_S, taken_s - self._since_s)


class Gathering:
    """The empty table without its noise: the mean of pictures of one size that show the same, each pixel's darkest and
    brightest value left out. What was there in one of them only must never be in the table."""

    def __init__(self) -> None:
        self._first: NDArray[np.float32] | None = None
        self._sum = np.zeros(0, np.float32)
        self._least = self._most = np.zeros(0, np.uint8)
        self._count = 0

    def add(self, pixels: Colours) -> EmptyTable | None:
        """The table, once GATHERED pictures in a row showed the same."""
        look = _blocks(_gray(pixels))
        if self._first is None or _differ(look, self._first):
            self._first, self._count = look, 0
            self._sum = np.zeros(pixels.shape, np.float32)
            self._least, self._most = pixels.copy(), pixels.copy()
        cv2.accumulate(pixels, self._sum)
        self._least, self._most = np.minimum(self._least, pixels), np.maximum(self._most, pixels)
        self._count += 1
        if self._count < GATHERED:
            return None
        mean = np.asarray(np.rint((self._sum - self._least - self._most) / (self._count - 2)), np.uint8)
        return EmptyTable(mean, bytes(cv2.imencode(".png", mean)[1]))


@dataclass(frozen=True, eq=False)
class _Thing:
    """The largest thing that is not the table: its convex `hull` in pixels of the full picture, how many borders of
    the picture it touches, and the share of the picture that is not the table. Areas are counted in a picture of
    `shape`, `shrink` times as large."""

    hull: NDArray[np.float32]
    borders: int
    share: float
    shape: tuple[int, int]
    shrink: float

    @property
    def sides(self) -> tuple[float, float]:
        """The shorter and the longer side of the rectangle around it."""
        one, two = cv2.minAreaRect(self.hull)[1]
        return min(one, two), max(one, two)

    def inside(self, quad: Floats) -> float:
        """How much of it lies in a quad, as a share of the quad."""
        filled = self._filled(quad)
        return float((self._filled(self.hull) & filled).sum() / max(1, filled.sum()))

    def beside(self, quad: Floats) -> float:
        """How much of it lies beside a quad, as a share of the quad."""
        filled = self._filled(quad)
        return float((self._filled(self.hull) & ~filled).sum() / max(1, filled.sum()))

    def _filled(self, outline: NDArray[np.floating[Any]]) -> NDArray[np.bool_]:
        mask = np.zeros(self.shape, np.uint8)
        cv2.fillConvexPoly(mask, np.rint(outline * self.shrink).astype(np.int32), 1)
        return mask > 0


class SheetSearch:
    """Looks for a whole A4 sheet without knowing the scale; each look takes up to a second."""

    def __init__(self, empty: EmptyTable) -> None:
        self._empty = empty.pixels
        self._next = 0

    def look(self, pixels: Colours) -> SheetSeen | Fault:
        """In (height, width, 3) pixels of the empty table's size."""
        gray = _gray(pixels)
        thing = self._largest_thing(pixels)
        near: list[Found] = []
        for scale in self._scales(gray, thing):
            found = self._found(gray, scale)
            if found is not None and _is_free(found, thing):
                # Once more at the very scale that it tells: so will a running eye look for it.
                found = self._found(gray, _scale_of(found))
                if found is not None and _is_free(found, thing) and _is_square(found):
                    return SheetSeen(tuple((float(x), float(y)) for x, y in found.quad), _scale_of(found))
            near += [found] if found is not None else []
        return _fault(thing, near)

    def _found(self, gray: Gray, px_per_mm: float) -> Found | None:
        if px_per_mm < _LEAST_PX_PER_MM:
            return None
        found = find_sheet(gray, Table(px_per_mm, self._empty), [A4_MM])
        return found if found is not None and self._is_new(gray, found) else None

    def _is_new(self, gray: Gray, found: Found) -> bool:
        """Whether it lies on the table: a rectangle that belongs to the table was there before."""
        inside = np.zeros(gray.shape, np.uint8)
        cv2.fillConvexPoly(inside, np.rint(found.quad).astype(np.int32), 1)
        apart = np.abs(Table(1.0, self._empty).difference(gray).astype(np.int16) - 128)
        return bool(inside.any() and apart[inside > 0].mean() >= _LEAST_DIFFERENT)

    def _scales(self, gray: Gray, thing: _Thing | None) -> Iterator[float]:
        """Pixels a millimetre: those that the thing's sides tell, then a part of the sweep."""
        if thing is not None:
            short, long = (side / length for side, length in zip(thing.sides, A4_MM, strict=True))
            yield from dict.fromkeys(round(scale, 2) for scale in ((short * long) ** 0.5, short, long))
        filling = min(gray.shape) / min(A4_MM)
        for _ in range(_SWEPT_AT_ONCE):
            yield _SWEEP[self._next] * filling
            self._next = (self._next + 1) % len(_SWEEP)

    def _largest_thing(self, pixels: Colours) -> _Thing | None:
        shrink = min(1.0, _SMALL_PX / pixels.shape[1])
        small = np.asarray(cv2.resize(pixels, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA), np.uint8)
        other = (~Table(1.0, self._empty).is_empty(small)).astype(np.uint8)
        other = np.asarray(cv2.morphologyEx(other, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), np.uint8)
        across = 2 * round(_JOIN * small.shape[1] / 2) + 1
        joined = cv2.morphologyEx(other, cv2.MORPH_CLOSE, np.ones((across, across), np.uint8))
        outlines = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]
        hull = max((cv2.convexHull(outline) for outline in outlines), key=cv2.contourArea, default=None)
        if hull is None or cv2.contourArea(hull) < _LEAST_SHARE * other.size:
            return None
        left, top, width, height = cv2.boundingRect(hull)
        right, bottom = left + width, top + height
        borders = sum((left <= 1, top <= 1, right >= small.shape[1] - 1, bottom >= small.shape[0] - 1))
        full = (hull / shrink).astype(np.float32)
        return _Thing(full, borders, float(other.mean()), (small.shape[0], small.shape[1]), shrink)


def _fault(thing: _Thing | None, near: Sequence[Found]) -> Fault:
    """`near` are those that were found and are not good enough."""
    if thing is None:
        return "covered" if near else "nothing"
    if thing.share > _CHANGED_SHARE and thing.borders >= _CHANGED_SIDES:
        return "changed"
    if thing.borders:
        return "cut"
    if any(_is_free(found, thing) for found in near):
        return "askew"
    lying = (thing.inside(found.quad) > _MOSTLY and thing.beside(found.quad) < _SOME_BESIDE for found in near)
    return "covered" if any(lying) else "unsure"


def _is_free(found: Found, thing: _Thing | None) -> bool:
    """Whether nothing lies on its sides: a side in part is enough to find a sheet, and not to measure it."""
    alone = thing is None or thing.beside(found.quad) < _MOST_BESIDE
    return found.whole and found.seen >= FREE_SEEN and alone


def _is_square(found: Found) -> bool:
    """Whether its sides are to each other as they should be."""
    sides = np.linalg.norm(np.roll(found.quad, -1, axis=0) - found.quad, axis=1)
    one, two = sides[0] + sides[2], sides[1] + sides[3]
    return bool(abs(max(one, two) / min(one, two) * A4_MM[0] / A4_MM[1] - 1) < _ASPECT_WITHIN)


def _scale_of(found: Found) -> float:
    """Its circumference in pixels by that in millimetres."""
    around_px = float(np.linalg.norm(np.roll(found.quad, -1, axis=0) - found.quad, axis=1).sum())
    return around_px / (2 * sum(A4_MM))


def _blocks(gray: Gray) -> NDArray[np.float32]:
    return np.asarray(cv2.resize(gray, _BLOCKS, interpolation=cv2.INTER_AREA), np.float32)


def _differ(look: NDArray[np.float32], other: NDArray[np.float32]) -> bool:
    return bool((np.abs(look - other) > _SAME_WITHIN).sum() > _SPECKS)


def _gain(look: NDArray[np.float32], before: NDArray[np.float32]) -> float:
    """How much brighter most of the picture became: a lamp that changes moves nothing."""
    return float(np.median((look + 1) / (before + 1)))


def _light(gray: Gray) -> Light:
    sampled = gray[::_SAMPLED, ::_SAMPLED]
    if np.median(sampled) < _DARK_BELOW * 255:
        return "dark"
    return "bright" if (sampled >= _CLIPPED_FROM).mean() > _MOST_CLIPPED else "good"


def _gray(pixels: Colours) -> Gray:
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)
