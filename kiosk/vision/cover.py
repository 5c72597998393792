"""What lies on a released sheet: a hand may be seen, anything else is filled in the same picture it is noticed.

The sheet as it was when it was found is compared with the sheet now. Places of another colour, places whose print is
gone, and new straight edges are something that lies there. A hand is of skin's colour all over, comes in over the
edge of the sheet, and has neither print nor a long straight side; whatever of it is not so is filled. Shadows only
darken. When in doubt, fill.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.geometry import Gray, Size
from kiosk.vision.lines import straight_edges
from kiosk.vision.tracker import PX_PER_MM, flattened

Colours = NDArray[np.uint8]
Mask = NDArray[np.bool_]
GRID_PX_PER_MM = 1.0
"""Colours are compared, and covers are told, at this scale of the page."""
INK = 22
"""Grey levels below the paper's that are ink, of a flattened page."""
_DARK = 8.0
_SHADOW = (0.45, 1.2)
_HUE_WITHIN = 0.11
_GONE = 0.4
_CELL_MM = 4
_LEAST_INK_PX = 5
_SPECK_PX = 4
_STRAIGHT_MM = 25.0
_CARD_SIDE_MM = 18.0
_LONG_SIDE_MM = 80.0
_SQUARE_WITHIN = math.radians(12)
_SMALLEST_MM2 = 12.0
_REACHES_MM = 3.0
_RIM_MM = 2.0
"""So near to the sheet's own side, a straight edge is that side, measured a little beside where it lay."""
_PRINT_SHARE = 0.05
_INSIDE_MM = 4.0
_MARGIN_MM = 3.5
_HAND_MARGIN_MM = 3.0
"""So near to a hand, print that is gone and edges are the hand's own."""
_INK_OF_IT_MM = 8.0
_ONE_THING_MM = 16.0
"""Parts of something odd that lie so near to each other are one thing, and what lies between them belongs to it."""
_THING_MM2 = 60.0
_PEN_MM = 1.6
"""No pen's line is so broad."""
_FAR_MM = 8.0
"""From here on, distances are quicker than a disc that is laid over every pixel."""
_HELD_MM = 30.0
"""So far from a thing its other parts may look out between fingers."""


@dataclass(frozen=True)
class Page:
    """A sheet from above: `colours` (height, width, 3) at GRID_PX_PER_MM, `flat` (height, width) at the tracker's
    scale."""

    colours: Colours
    flat: Gray


@dataclass(frozen=True)
class Cover:
    """At GRID_PX_PER_MM: `fill` is what must not be seen, `hand` what may. `ink` is what was written since the sheet
    was found, at the tracker's scale."""

    fill: Mask
    hand: Mask
    ink: Mask

    @property
    def within(self) -> bool:
        """Whether whatever there is lies within the sheet: nothing comes in over its edges."""
        border = max(1, round(_REACHES_MM * GRID_PX_PER_MM))
        rim = np.ones(self.fill.shape, bool)
        rim[border:-border, border:-border] = False
        return not ((self.fill | self.hand) & rim).any()

    def near(self, mm: float, shape: tuple[int, ...]) -> Mask:
        """Places so near to a hand or to something filled, in a mask of that shape."""
        return _enlarged(_grown(self.fill | self.hand, mm), shape)


class CoverWatch:
    """Compares with one anchor."""

    def __init__(self, anchor: Page, size: Size) -> None:
        self._size = size
        self._colours = _smooth(anchor.colours)
        self._paper = np.percentile(anchor.colours.reshape(-1, 3), 75, axis=0).astype(np.float32) + _DARK
        self._ink_depth = (128 - anchor.flat.astype(np.int16)).astype(np.int16)
        self._ink = self._ink_depth > INK
        reach = 2 * round(1.0 * PX_PER_MM) + 1
        pale = (self._ink_depth > INK // 2).astype(np.uint8)  # what is nearly ink here may be ink in the next picture
        self._near_ink = cv2.dilate(pale, np.ones((reach, reach), np.uint8)) > 0
        self._anchor_flat = anchor.flat
        rim = round(_RIM_MM * PX_PER_MM)
        self._rim = np.ones(anchor.flat.shape, np.bool_)
        self._rim[rim:-rim, rim:-rim] = False

    def look(self, page: Page) -> Cover:
        """What covers the sheet now."""
        other, gain = self._other_colour(page.colours)
        hand = self._hands(other & self._skin(page.colours, gain), page.flat)
        beside = ~_grown(hand, _HAND_MARGIN_MM)
        new_ink = (128 - page.flat.astype(np.int16) > INK) & ~self._near_ink
        written = new_ink & _enlarged(beside, new_ink.shape)
        gone, edges = self._gone(page.flat), self._new_edges(page.flat)
        odd = _opened(other & ~hand & ~self._pen(new_ink, other.shape), 2.5) | ((gone | edges) & beside)
        near = _enlarged(_grown(odd, _INK_OF_IT_MM), written.shape)
        odd |= _enlarged(written & near, odd.shape)
        things = _hulls(odd, _ONE_THING_MM)
        if things.any():  # what shows between the fingers that hold it belongs to it, and what lies between
            ink = cv2.resize(new_ink.astype(np.uint8), odd.shape[::-1], interpolation=cv2.INTER_AREA) > 0
            odd |= (other | gone | edges | ink) & ~hand & _grown(things, _HELD_MM)
            things |= _hulls((odd | things) & _grown(things, _HELD_MM), _HELD_MM)
        fill = _grown(odd | things, _MARGIN_MM)
        written &= ~_enlarged(fill, written.shape)
        return Cover(fill, hand & ~fill, _without_specks(written))

    def _pen(self, new_ink: Mask, shape: tuple[int, ...]) -> Mask:
        """Where the colour is another because a pen drew there: lines, however dense, nothing as broad as a thing."""
        broad = cv2.erode(new_ink.astype(np.uint8), _disc(_PEN_MM, PX_PER_MM))
        broad = cv2.dilate(broad, _disc(2 * _PEN_MM, PX_PER_MM))
        lines = new_ink & (np.asarray(broad, np.uint8) == 0)
        near = cv2.dilate(lines.astype(np.uint8), np.ones((3, 3), np.uint8))
        return np.asarray(cv2.resize(near, shape[::-1], interpolation=cv2.INTER_AREA) > 0, np.bool_)

    def _hands(self, skin: Mask, flat: Gray) -> Mask:
        """Of all that is of skin's colour, what may be a hand."""
        hands = np.zeros_like(skin)
        for blob in _components(_closed(skin, 3.0)):
            if self._is_hand(blob, flat):
                hands |= blob
        return hands

    def _other_colour(self, colours: Colours) -> tuple[Mask, float]:
        """Where the colour is not the anchor's, nor its shadow's; and how much brighter the lamp is."""
        ratio = (_smooth(colours) + _DARK) / (self._colours + _DARK)
        b, g, r = cv2.split(ratio)
        low, high = np.minimum(b, g), np.maximum(b, g)
        light = np.maximum(low, np.minimum(high, r))  # the one in the middle; numpy's median takes five times as long
        gain = float(np.clip(np.percentile(light, 70), 0.5, 2.0))
        hue = np.maximum(np.maximum(high, r) / light - 1, 1 - np.minimum(low, r) / light)
        light = light / gain
        other = (light < _SHADOW[0]) | (light > _SHADOW[1]) | (hue > _HUE_WITHIN)
        return _opened(np.asarray(other, np.bool_), 2.0), gain

    def _gone(self, flat: Gray) -> Mask:
        """Cells whose print is not there any more."""
        depth = 128 - cv2.erode(flat, np.ones((3, 3), np.uint8)).astype(np.int16)
        typical = float(np.median(depth[self._ink] / self._ink_depth[self._ink])) if self._ink.any() else 1.0
        gone = self._ink & (depth < _GONE * min(typical, 1.0) * self._ink_depth)  # in movement all print is paler
        cell = round(_CELL_MM * PX_PER_MM)
        ink, lost = _sums(self._ink, cell), _sums(gone, cell)
        cells = (ink >= _LEAST_INK_PX) & (lost > 0.6 * ink)
        return _enlarged(cells, self._grid)

    def _new_edges(self, flat: Gray) -> Mask:
        """Straight edges of 25 mm and more that the sheet does not have."""
        change = cv2.absdiff(flat, self._anchor_flat)
        change[self._near_ink] = 0
        change[self._rim] = 0
        edges = straight_edges(np.asarray(cv2.convertScaleAbs(change, alpha=3.0), np.uint8), 5.0 * PX_PER_MM)
        mask = np.zeros(flat.shape, np.uint8)
        for (a, b), offset, length in zip(edges.normal, edges.offset, edges.length, strict=True):
            if length >= 2 * _STRAIGHT_MM * PX_PER_MM:  # each line has two borders
                foot = np.array([a, b]) * offset
                along = np.array([-b, a]) * 2000
                cv2.line(mask, _point(foot - along), _point(foot + along), 255, 2)
        near = cv2.dilate((change > 8).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
        return _enlarged((mask > 0) & near, self._grid)

    def _skin(self, colours: Colours, gain: float) -> Mask:
        """Places that are redder than green and greener than blue, seen against the colour of this paper."""
        b, g, r = np.moveaxis((_smooth(colours) + _DARK) / (self._paper * gain), 2, 0)
        return np.asarray((r > 1.10 * g) & (g > 1.02 * b) & (r < 2.6 * g) & (r > 0.12), np.bool_)

    def _is_hand(self, blob: Mask, flat: Gray) -> bool:
        """Whether it comes in over the edge of the sheet, without print, and without the sides of a card."""
        border = round(_REACHES_MM * GRID_PX_PER_MM)
        edge = blob.copy()
        edge[border:-border, border:-border] = False
        inside = _eroded(blob, _INSIDE_MM)
        if not edge.any() or _has_card_sides(blob):
            return False
        ink = _sums(128 - flat.astype(np.int16) > INK, round(PX_PER_MM))[: inside.shape[0], : inside.shape[1]]
        return not inside.any() or float(ink[inside].mean()) <= _PRINT_SHARE * PX_PER_MM**2

    @property
    def _grid(self) -> tuple[int, int]:
        return round(self._size[1] * GRID_PX_PER_MM), round(self._size[0] * GRID_PX_PER_MM)


def page_of(colours: Colours, gray: Gray) -> Page:
    """A page from its rectified colours and its rectified grey, each at its scale."""
    return Page(colours, flattened(gray))


def _smooth(colours: Colours) -> NDArray[np.float32]:
    return np.asarray(cv2.blur(colours, (3, 3)), np.float32)


def _without_specks(ink: Mask) -> Mask:
    labels, stats = cv2.connectedComponentsWithStats(ink.astype(np.uint8))[1:3]
    large = stats[:, cv2.CC_STAT_AREA] >= _SPECK_PX
    large[0] = False
    return np.asarray(large[labels], np.bool_)


def _components(mask: Mask) -> Iterator[Mask]:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    for index in range(1, count):
        if stats[index, cv2.CC_STAT_AREA] >= _SMALLEST_MM2:
            yield np.asarray(labels == index, np.bool_)


def _has_card_sides(blob: Mask) -> bool:
    """Whether its outline has a corner between two straight sides, or one side longer than a finger: a card or an
    envelope between the fingers."""
    border = 2
    for outline in cv2.findContours(blob.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0]:
        points = cv2.approxPolyDP(outline, 0.9, True).reshape(-1, 2).astype(np.float64)
        inside = ((points > border) & (points < np.array(blob.shape[::-1]) - 1 - border)).all(axis=1)
        sides = np.roll(points, -1, axis=0) - points
        length = np.hypot(sides[:, 0], sides[:, 1]) / GRID_PX_PER_MM
        length[~(inside & np.roll(inside, -1))] = 0  # along the edge of the sheet it is the sheet that is straight
        if length.max(initial=0.0) > _LONG_SIDE_MM:
            return True
        angle = np.arctan2(sides[:, 1], sides[:, 0])
        turn = np.abs((np.roll(angle, -1) - angle + math.pi) % (2 * math.pi) - math.pi)
        long = (length > _CARD_SIDE_MM) & (np.roll(length, -1) > _CARD_SIDE_MM)
        if (long & (np.abs(turn - math.pi / 2) < _SQUARE_WITHIN)).any():
            return True
    return False


def _hulls(odd: Mask, within_mm: float) -> Mask:
    """What is odd, gathered into things whose parts lie so near to each other: a white note on white paper shows its
    edges and its print alone, and one under a hand shows those between the fingers."""
    filled = np.zeros(odd.shape, np.uint8)
    if not odd.any():
        return filled > 0
    away = cv2.distanceTransform((~odd).astype(np.uint8), cv2.DIST_L2, 3)
    for thing in _components(np.asarray(away <= 0.5 * within_mm * GRID_PX_PER_MM, np.bool_)):
        part = (thing & odd).astype(np.uint8)
        if int(part.sum()) >= _THING_MM2 * GRID_PX_PER_MM**2:
            outline = cv2.findContours(part, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]
            cv2.fillConvexPoly(filled, cv2.convexHull(np.concatenate(outline)), 1)
    return filled > 0


def _disc(mm: float, px_per_mm: float = GRID_PX_PER_MM) -> Gray:
    across = 2 * max(1, round(mm * px_per_mm / 2)) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (across, across)), np.uint8)


def _closed(mask: Mask, mm: float) -> Mask:
    return np.asarray(cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, _disc(mm)) > 0, np.bool_)


def _opened(mask: Mask, mm: float) -> Mask:
    return np.asarray(cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, _disc(mm)) > 0, np.bool_)


def _grown(mask: Mask, mm: float) -> Mask:
    if not mask.any():
        return np.zeros(mask.shape, np.bool_)
    if mm >= _FAR_MM:
        away = cv2.distanceTransform((~mask).astype(np.uint8), cv2.DIST_L2, 5)
        return np.asarray(away <= mm * GRID_PX_PER_MM + 0.5, np.bool_)
    return np.asarray(cv2.dilate(mask.astype(np.uint8), _disc(2 * mm)) > 0, np.bool_)


def _eroded(mask: Mask, mm: float) -> Mask:
    return np.asarray(cv2.erode(mask.astype(np.uint8), _disc(2 * mm)) > 0, np.bool_)


def _sums(mask: Mask, cell: int) -> NDArray[np.int32]:
    """How many pixels of each whole cell are set; a cell has at most 127."""
    height, width = mask.shape[0] // cell, mask.shape[1] // cell
    whole = mask[: height * cell, : width * cell].astype(np.uint8) * np.uint8(255)
    shares = cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(np.rint(shares * (cell * cell / 255)), np.int32)


def _enlarged(mask: Mask, shape: tuple[int, ...]) -> Mask:
    return np.asarray(cv2.resize(mask.astype(np.uint8), shape[1::-1], interpolation=cv2.INTER_NEAREST) > 0, np.bool_)


def _point(at: NDArray[np.float64]) -> tuple[int, int]:
    return round(float(at[0])), round(float(at[1]))
