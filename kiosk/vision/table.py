"""The table as the installer calibrated it: its scale, and what it looks like when nothing lies on it."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.geometry import Floats, Gray

Colours = NDArray[np.uint8]
_RING = 0.08
"""The lamp is judged by the outer part of the picture, this share of it at each side: sheets lie in the middle."""
_DARK = 8.0
MATCHES = 14
"""Grey levels by which a place may differ from the empty table, in each colour, and still be the table."""
_NOT_EMPTY_PX = 3
_JOIN_MM = 5.0
_SPECK_MM2 = 9.0


@dataclass(frozen=True)
class Table:
    """`px_per_mm` in the full picture; `empty` is the (height, width, 3) picture of the empty table, None where there
    was no calibration; `plane` takes the table's millimetres, from any origin on it, to pixels of the full picture,
    None until a whole sheet was seen on it."""

    px_per_mm: float
    empty: Colours | None = None
    plane: Floats | None = None

    def sized(self, shape: tuple[int, ...]) -> "Table":
        """The same table, whose picture needs no resizing beside one of that shape."""
        if self.empty is None or self.empty.shape[:2] == shape[:2]:
            return self
        return replace(self, empty=_sized(self.empty, shape))

    def difference(self, gray: Gray) -> Gray:
        """How a picture differs from the empty table, grey on 128, after the lamp's brightness is evened out. Without
        a picture of the empty table everything differs."""
        if self.empty is None:
            return np.zeros_like(gray)
        empty = cv2.cvtColor(_sized(self.empty, gray.shape), cv2.COLOR_BGR2GRAY)
        gain = _gain(gray, np.asarray(empty, np.uint8))
        return np.asarray(cv2.addWeighted(gray, 1.0, empty, -gain, 128.0 + _DARK * (1 - gain)), np.uint8)

    def is_empty(self, look: Colours) -> NDArray[np.bool_]:
        """Where a (height, width, 3) picture shows the table itself."""
        if self.empty is None:
            return np.zeros(look.shape[:2], bool)
        empty = _sized(self.empty, look.shape)
        gain = _gain(look, empty)
        evened = cv2.convertScaleAbs(empty, alpha=gain, beta=_DARK * (gain - 1))
        apart = cv2.absdiff(cv2.blur(look, (3, 3)), cv2.blur(evened, (3, 3)))
        return np.asarray(cv2.inRange(apart, (0, 0, 0), (MATCHES,) * 3), np.uint8) > 0


@dataclass(frozen=True)
class Lying:
    """What lies on the table, as (height, width) masks of 0 and 255: each pixel that is not the table, and the same
    outlined without dents, because a white sheet on a white table is its print alone."""

    seen: Gray
    outlined: Gray


class Things:
    """Looks for whatever is not the table."""

    def __init__(self, table: Table, look_px_per_mm: float) -> None:
        self._table = table
        across = 2 * round(_JOIN_MM * look_px_per_mm / 2) + 1
        self._join = cv2.getStructuringElement(cv2.MORPH_RECT, (across, across))
        self._speck_px = _SPECK_MM2 * look_px_per_mm**2

    def look(self, look: Colours) -> Lying:
        """In a (height, width, 3) picture of the size that was told."""
        self._table = self._table.sized(look.shape)
        seen = (~self._table.is_empty(look)).astype(np.uint8) * np.uint8(255)
        grown = cv2.dilate(seen, np.ones((_NOT_EMPTY_PX, _NOT_EMPTY_PX), np.uint8))
        joined = cv2.morphologyEx(grown, cv2.MORPH_CLOSE, self._join)
        filled = np.asarray(joined, np.uint8).copy()
        for outline in cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]:
            if cv2.contourArea(outline) >= self._speck_px:
                cv2.fillConvexPoly(filled, cv2.convexHull(outline), 255)
        return Lying(seen, filled)


def _sized(empty: Colours, shape: tuple[int, ...]) -> Colours:
    if empty.shape[:2] == shape[:2]:
        return empty
    return np.asarray(cv2.resize(empty, (shape[1], shape[0]), interpolation=cv2.INTER_AREA), np.uint8)


def _gain(look: NDArray[np.uint8], empty: NDArray[np.uint8]) -> float:
    now, before = (_blocks(picture) for picture in (look, empty))
    return float(np.clip(np.median((now + _DARK) / (before + _DARK)), 0.3, 3.0))


def _blocks(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Means of the outer ring's blocks."""
    small = np.asarray(cv2.resize(picture, (48, 27), interpolation=cv2.INTER_AREA), np.float32)
    ring = np.ones(small.shape[:2], bool)
    high, wide = round(27 * _RING), round(48 * _RING)
    ring[high:-high, wide:-wide] = False
    return small[ring]
