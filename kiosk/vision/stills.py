"""Sharp pictures of a sheet that rests: the whole page once, to a size in bytes, afterwards only what has changed."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.domain.still import LEAST_FIRST_BYTES, WHOLE_BYTES, Area, StillPiece
from kiosk.vision.geometry import Floats, Size, px_per_mm, scaled
from kiosk.vision.still_changes import TILE_PX, Known, changed_tiles, known, rectangles, taken_over
from kiosk.vision.webp import EFFORT_QUICK, EFFORT_SMALL, webp

Pixels = NDArray[np.uint8]

MOST_PX_PER_MM = 8.0
"""More does not help: complex characters of 6 points are readable from 6 pixels a millimetre on."""
MOST_PAGE_PX = 6_000_000
_GROUP_PX = 4 * TILE_PX
_CHANGE_BYTES = 9_000
_CHANGE_QUALITIES = (45.0, 68.0)
"""A name that was written is as sharp as it can be within _CHANGE_BYTES; of more than that, all is well readable."""
_SAMPLE_QUALITY = 30.0
_LEAST_QUALITY, _MOST_QUALITY = 8.0, 88.0
_GROWTH = 0.02
"""How WebP grows with a step of quality, as an exponent: 0.015 to 0.025 on forms and letters."""
_NEAR = (0.85, 1.18)
"""A first picture is encoded once more where its size is farther from what was wanted: that takes 0.1 s, as long as a
fifth more bytes take on their way."""
_WORTH_STEPS = 6
"""Steps of quality below which sharpening is not worth its bytes."""
_SAMPLES = 5
_EDGE, _PRINTED_SHARE = 12, 0.002
_MASK_PX_PER_MM = 2.0


@dataclass(frozen=True)
class Lying:
    """A sheet of `size` millimetres that lies at `plane` in a masked (height, width, 3) picture; `filled` is the mask,
    of any size, not 0 where nothing may be seen."""

    picture: Pixels
    filled: Pixels
    plane: Floats
    size: Size


@dataclass(frozen=True)
class Whole:
    """How a whole page was encoded."""

    quality: float
    length: int


@dataclass(frozen=True)
class Told:
    """How a page looks to whoever has all its pieces; `rough` as long as its print was not sent sharper."""

    known: Known
    rough: Whole | None = None


@dataclass(frozen=True)
class StillMade:
    """Needed pieces in the order in which they should go, without the number of their sheet, and what is told with
    them. `sharpen` makes those that sharpen the page, which may take a while; None where it is as sharp as it gets."""

    pieces: tuple[StillPiece, ...]
    told: Told
    sharpen: Callable[[], tuple[StillPiece, ...]] | None = None


def make_still(sheet: Lying, first_bytes: int, before: Told | None) -> StillMade:
    """What is to be sent of a sheet; no pieces if it looks as `before`."""
    page_px = before.known.page_px if before is not None else _page_px(sheet.plane, sheet.size)
    page = page_at(sheet.picture, sheet.plane, sheet.size, page_px)
    mask_plane = scaled(sheet.plane, sheet.filled.shape[1] / sheet.picture.shape[1])
    mask_px = round(sheet.size[0] * _MASK_PX_PER_MM), round(sheet.size[1] * _MASK_PX_PER_MM)
    now = known(page, page_at(sheet.filled, mask_plane, sheet.size, mask_px), sheet.size)
    if before is None:
        first, rough = _whole(page, first_bytes)
        return StillMade((first,), Told(now, rough), partial(_sharper, page, rough))
    tiles = changed_tiles(before.known, now)
    pieces = tuple(_changed(page, rectangles(tiles, before.known.page_px), first_bytes)) if tiles.any() else ()
    told = Told(taken_over(before.known, now, tiles), before.rough)
    return StillMade(pieces, told, partial(_sharper, page, before.rough) if before.rough is not None else None)


def page_at(picture: Pixels, plane: Floats, size: Size, page_px: tuple[int, int]) -> Pixels:
    """The sheet from straight above, as (height, width, …) of `page_px`: its corners are those of the picture."""
    pixel_middles = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1.0]])
    onto = plane @ np.diag([size[0] / page_px[0], size[1] / page_px[1], 1.0]) @ pixel_middles
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    return np.asarray(
        cv2.warpPerspective(picture, onto, page_px, flags=flags, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )


def _page_px(plane: Floats, size: Size) -> tuple[int, int]:
    """As many pixels as the camera has for the page, within what is of use."""
    scale = min(px_per_mm(plane, size), MOST_PX_PER_MM, math.sqrt(MOST_PAGE_PX / (size[0] * size[1])))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _whole(page: Pixels, first_bytes: int) -> tuple[StillPiece, Whole]:
    """The whole page within about `first_bytes`."""
    page_px = (page.shape[1], page.shape[0])
    stripes = _stripes(page_px)
    stripes_px = sum(map(_pixels, stripes))
    quality = _quality(_bytes(page, stripes, EFFORT_QUICK) * page_px[0] * page_px[1] / stripes_px, first_bytes)
    first = _webp(_fewer(page, quality), quality, EFFORT_QUICK)
    if not _NEAR[0] < len(first) / first_bytes < _NEAR[1]:
        quality = min(quality + math.log(first_bytes / len(first)) / _GROWTH, _MOST_QUALITY)
        first = _webp(_fewer(page, quality), quality, EFFORT_QUICK)
    return StillPiece(0, page_px, (0, 0, *page_px), first), Whole(quality, len(first))


def _sharper(page: Pixels, rough: Whole) -> tuple[StillPiece, ...]:
    """Its print, so sharp that it takes WHOLE_BYTES together with the `rough` page."""
    printed = list(_printed(page))
    room = WHOLE_BYTES - rough.length
    if not printed or room < LEAST_FIRST_BYTES // 2:
        return ()
    sample = printed[:: max(1, len(printed) // _SAMPLES)]
    expected = _bytes(page, sample) * sum(map(_pixels, printed)) / sum(map(_pixels, sample))
    quality = _quality(expected, room)
    if quality - rough.quality < _WORTH_STEPS:
        return ()
    page_px = (page.shape[1], page.shape[0])
    return tuple(StillPiece(0, page_px, area, _webp(_cut(page, area), quality), needed=False) for area in printed)


def _changed(page: Pixels, areas: Sequence[Area], most_bytes: int) -> Iterator[StillPiece]:
    """Changed rectangles, all needed; many at once are encoded more coarsely."""
    least, best = _CHANGE_QUALITIES
    webps = [_webp(_cut(page, area), best) for area in areas]
    together = sum(map(len, webps))
    if together > _CHANGE_BYTES:
        wanted = best + math.log(_CHANGE_BYTES / together) / _GROWTH
        possible = best + math.log(most_bytes / together) / _GROWTH
        webps = [_webp(_cut(page, area), min(max(wanted, least), possible)) for area in areas]
    page_px = (page.shape[1], page.shape[0])
    yield from (StillPiece(0, page_px, area, webp) for area, webp in zip(areas, webps, strict=True))


def _quality(sample_bytes: float, wanted_bytes: int) -> float:
    """The quality for `wanted_bytes` of what takes `sample_bytes` at _SAMPLE_QUALITY; below _LEAST_QUALITY where even
    that takes more."""
    return min(_SAMPLE_QUALITY + math.log(wanted_bytes / max(1.0, sample_bytes)) / _GROWTH, _MOST_QUALITY)


def _fewer(page: Pixels, quality: float) -> Pixels:
    """For too few bytes, fewer pixels look better than fewer steps."""
    if quality >= _LEAST_QUALITY:
        return page
    factor = max(0.4, math.exp(_GROWTH / 2 * (quality - _LEAST_QUALITY)))
    return np.asarray(cv2.resize(page, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)


def _bytes(page: Pixels, areas: Sequence[Area], effort: int = EFFORT_SMALL) -> int:
    return sum(len(_webp(_cut(page, area), _SAMPLE_QUALITY, effort)) for area in areas)


def _webp(pixels: Pixels, quality: float, effort: int = EFFORT_SMALL) -> bytes:
    return webp(pixels, round(min(max(quality, _LEAST_QUALITY), _MOST_QUALITY)), effort)


def _cut(page: Pixels, area: Area) -> Pixels:
    left, top, right, bottom = area
    return np.ascontiguousarray(page[top:bottom, left:right])


def _pixels(area: Area) -> int:
    return (area[2] - area[0]) * (area[3] - area[1])


def _stripes(page_px: tuple[int, int]) -> list[Area]:
    """A quarter of the page, in stripes across it."""
    width, height = page_px
    apart, each = max(1, height // _SAMPLES), max(1, height // (4 * _SAMPLES))
    return [(0, top, width, top + each) for top in range((apart - each) // 2, height - each + 1, apart)]


def _printed(page: Pixels) -> Iterator[Area]:
    """Groups of tiles in which there is more than paper, from above to below."""
    height, width = page.shape[:2]
    gray = cv2.cvtColor(cv2.resize(page, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
    edges = np.abs(cv2.Laplacian(gray, cv2.CV_16S)) > _EDGE
    for top in range(0, height, _GROUP_PX):
        for left in range(0, width, _GROUP_PX):
            right, bottom = min(left + _GROUP_PX, width), min(top + _GROUP_PX, height)
            if float(edges[top // 2 : (bottom + 1) // 2, left // 2 : (right + 1) // 2].mean()) > _PRINTED_SHARE:
                yield left, top, right, bottom
