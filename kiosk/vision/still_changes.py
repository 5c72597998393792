"""What of a page has changed since it was sent, by tiles: ink that came or went, and other colours.

A sheet that was nudged is measured anew, and every edge of its print lies a little beside where it lay; it must not be
sent anew for that. So ink is compared with half a millimetre of tolerance.
"""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.domain.still import Area
from kiosk.vision.geometry import Size

Pixels = NDArray[np.uint8]
Mask = NDArray[np.bool_]

TILE_PX = 96
_COMPARED_PX_PER_MM = 4.0
_SHADE_MM = 10.0
_INK, _PALE = 15, 7
"""Grey levels below the paper around: what is ink, and what may be ink in the next picture."""
_REACH_MM = 0.6
_LEAST_INK_MM2 = 0.25
_COLOUR_STEP = 30.0
_DARK = 8.0
_MASK_TREMBLES_MM = 2


@dataclass(frozen=True)
class Known:
    """How a page looks, at two scales that are enough to compare: `ink` and `pale` (height, width) at 4 pixels a
    millimetre, `colours` (height, width, 3) at 1, and `covered` (height, width), where nothing may be seen, at 1.
    `page_px` is the (width, height) in which it is sent."""

    page_px: tuple[int, int]
    ink: Mask
    pale: Mask
    colours: NDArray[np.float32]
    covered: Mask


def known(page: Pixels, covered: Pixels, size: Size) -> Known:
    """Of a (height, width, 3) page of `size` millimetres, and its mask (of any size), not 0 where it is covered."""
    small = _at_scale(page, size, _COMPARED_PX_PER_MM)
    darkest = np.minimum(np.minimum(small[..., 0], small[..., 1]), small[..., 2])  # red stamps and blue pens, too
    window = 2 * round(_SHADE_MM * _COMPARED_PX_PER_MM / 2) + 1
    depth = cv2.blur(darkest, (window, window)).astype(np.int16) - darkest
    colours = _at_scale(page, size, 1.0).astype(np.float32)
    page_px = (page.shape[1], page.shape[0])
    return Known(page_px, depth > _INK, depth > _PALE, colours, _at_scale(covered, size, 1.0) > 0)


def changed_tiles(before: Known, now: Known) -> Mask:
    """(rows, columns) of the tiles that show something else, or may not be seen any more."""
    reach = 2 * round(_REACH_MM * _COMPARED_PX_PER_MM) + 1
    around = np.ones((reach, reach), np.uint8)
    came = now.ink & ~(cv2.dilate(before.pale.astype(np.uint8), around) > 0)
    went = before.ink & ~(cv2.dilate(now.pale.astype(np.uint8), around) > 0)
    apart = np.abs(now.colours + _DARK - _lamp(before, now) * (before.colours + _DARK)).max(axis=2) > _COLOUR_STEP
    other = cv2.morphologyEx(apart.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)) > 0
    trembles = np.ones((2 * _MASK_TREMBLES_MM + 1,) * 2, np.uint8)
    covered = now.covered & ~(cv2.dilate(before.covered.astype(np.uint8), trembles) > 0)
    return _tiles_with(_without_specks(came | went), now.page_px) | _tiles_with(other | covered, now.page_px)


def taken_over(before: Known, now: Known, tiles: Mask) -> Known:
    """What the other end has once those tiles of `now` are there: changes too small to be sent must not add up
    unseen."""
    fine = _over(tiles, now.ink.shape, now.page_px)
    coarse = _over(tiles, now.covered.shape, now.page_px)
    return Known(
        now.page_px,
        np.where(fine, now.ink, before.ink),
        np.where(fine, now.pale, before.pale),
        np.where(coarse[..., None], now.colours, before.colours),
        np.where(coarse, now.covered, before.covered),
    )


def rectangles(tiles: Mask, page_px: tuple[int, int]) -> list[Area]:
    """Few rectangles that hold exactly these tiles, from above to below."""
    found: list[list[int]] = []  # left, top, right, bottom in tiles
    for row in range(tiles.shape[0]):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], tiles[row].astype(np.int8), [0]))))
        for left, right in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            above = next((one for one in found if [one[0], one[2], one[3]] == [left, right, row]), None)
            if above is not None:
                above[3] = row + 1
            else:
                found.append([left, row, right, row + 1])
    width, height = page_px
    return [
        (left * TILE_PX, top * TILE_PX, min(right * TILE_PX, width), min(bottom * TILE_PX, height))
        for left, top, right, bottom in found
    ]


def _lamp(before: Known, now: Known) -> float:
    """How much lighter it has become where the page could be seen, and can."""
    seen = ~(before.covered | now.covered)
    return float(np.median((now.colours[seen] + _DARK) / (before.colours[seen] + _DARK))) if seen.any() else 1.0


def _at_scale(page: Pixels, size: Size, px_per_mm: float) -> Pixels:
    shape = max(1, round(size[0] * px_per_mm)), max(1, round(size[1] * px_per_mm))
    return np.asarray(cv2.resize(page, shape, interpolation=cv2.INTER_AREA), np.uint8)


def _without_specks(ink: Mask) -> Mask:
    labels, stats = cv2.connectedComponentsWithStats(ink.astype(np.uint8))[1:3]
    large = stats[:, cv2.CC_STAT_AREA] >= _LEAST_INK_MM2 * _COMPARED_PX_PER_MM**2
    large[0] = False
    return np.asarray(large[labels], np.bool_)


def _tiles_with(mask: Mask, page_px: tuple[int, int]) -> Mask:
    """Tiles that hold any of a mask of whatever scale; what lies at the rim of a tile takes its neighbour with it."""
    tiles = np.zeros((math.ceil(page_px[1] / TILE_PX), math.ceil(page_px[0] / TILE_PX)), np.bool_)
    near = cv2.dilate(mask.astype(np.uint8), np.ones((3, 3), np.uint8))
    at = np.argwhere(near > 0)
    tiles[_tile_of(at[:, 0], mask.shape[0], page_px[1]), _tile_of(at[:, 1], mask.shape[1], page_px[0])] = True
    return tiles


def _over(tiles: Mask, shape: tuple[int, ...], page_px: tuple[int, int]) -> Mask:
    """A mask of `shape` over the page, set where the tiles are."""
    rows = _tile_of(np.arange(shape[0]), shape[0], page_px[1])
    columns = _tile_of(np.arange(shape[1]), shape[1], page_px[0])
    return np.asarray(tiles[np.ix_(rows, columns)], np.bool_)


def _tile_of(index: NDArray[np.int64], length: int, length_px: int) -> NDArray[np.int64]:
    """In which tile a pixel lies of a page that is `length` pixels long, and `length_px` as it is sent."""
    return np.asarray((index + 0.5) * length_px / length // TILE_PX, np.int64)
