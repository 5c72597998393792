"""One sheet of a visit: how it looked when it was found, what it is, and what of it may be seen."""

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.domain.form import Box
from kiosk.vision import cover
from kiosk.vision.cover import GRID_PX_PER_MM, CoverWatch, Page, page_of
from kiosk.vision.fresh_ink import FreshInk
from kiosk.vision.geometry import Floats, Gray, Size, project, rectified, scaled
from kiosk.vision.recogniser import Recognised
from kiosk.vision.tracker import LOOK, PX_PER_MM, Anchor, Tracker, agreement

CARD_MM = (85.6, 53.98)
PRIVATE_MARGIN_MM = 1.5
_BESIDE_FIELD_MM = 3.0
"""Digits are written over the edges of their box, and a row of them is closed with some margin."""
SAME_SHARE = 0.6
_INK_GONE_MM2 = 6.0


@dataclass(eq=False)
class Sheet:
    """`open` says whether anything of it may be seen: a known form, or one that the resident released. `closed_areas`
    are the (4, 2) corners in its millimetres that stay filled even so, besides private fields. `free` says whether it
    was looked at in quiet, with nothing on it; `taken_s` when; `searched` whether all its print was searched for
    numbers, before which nothing of it opens. `shown_field` is the private field that the resident
    lets be seen. `from_before` takes millimetres of a worse look at the same sheet to those of this one."""

    anchor: Anchor
    first: Page
    form: Recognised | None
    closed_areas: list[Floats]
    free: bool
    taken_s: float
    filled_fields: tuple[str, ...] | None = None
    released: bool = False
    shown_field: str = ""
    from_before: Floats | None = None
    number: int = 0
    searched: bool = False
    tracker: Tracker = field(init=False)
    covers: CoverWatch = field(init=False)
    ink: FreshInk = field(init=False)

    def __post_init__(self) -> None:
        self.tracker = Tracker(self.anchor)
        self.covers = CoverWatch(self.first, self.anchor.size)
        self.ink = FreshInk(self.first.flat.shape)

    @property
    def size(self) -> Size:
        """Width and height in millimetres, as it is read."""
        return self.anchor.size

    @property
    def kind(self) -> str:
        """card or paper."""
        return "card" if max(self.size) < 1.2 * max(CARD_MM) else "paper"

    @property
    def empty_fields(self) -> tuple[str, ...] | None:
        """Ids of required fields without writing; None where that is not known."""
        if self.form is None or self.filled_fields is None:
            return None
        filled = set(self.filled_fields)
        return tuple(one.id for one in self.form.form.fields if one.required and one.id not in filled)

    @property
    def open(self) -> bool:
        """Whether it may be seen at all."""
        return self.ready and (self.released or self.form is not None)

    @property
    def ready(self) -> bool:
        """Whether all is known that has to be known before it may open."""
        return self.free and self.searched

    @property
    def shown(self) -> str:
        """The private field of a known form that may be seen now; empty for none."""
        return self.shown_field if self.open and self._shown_area() is not None else ""

    def closed(self, covered: NDArray[np.bool_], ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """What of it must be filled now, at GRID_PX_PER_MM: what lies on it, its closed areas, and ink that is
        too fresh or that nobody has searched for numbers yet."""
        filled = covered.astype(np.uint8)
        for area in self._closed_areas():
            cv2.fillPoly(filled, [np.rint(_grown(area, PRIVATE_MARGIN_MM) * GRID_PX_PER_MM).astype(np.int32)], 1)
        unread = self.ink.closed(ink).astype(np.uint8)
        if unread.any():
            near = cv2.morphologyEx(unread, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
            near = cv2.dilate(near, np.ones((7, 7), np.uint8))
            filled |= np.asarray(cv2.resize(near, filled.shape[::-1], interpolation=cv2.INTER_AREA), np.uint8)
        return filled > 0

    def _closed_areas(self) -> list[Floats]:
        """A number that stands in a field that is shown is shown with it; one that goes on beyond it is not."""
        if self.form is None:
            return self.closed_areas
        shown = self._shown_area()
        runs = [area for area in self.closed_areas if shown is None or not self._lies_in(area, shown)]
        return [*private_areas(self.form, self.shown_field), *runs]

    def _shown_area(self) -> Box | None:
        fields = self.form.form.fields if self.form is not None else ()
        return next((one.area for one in fields if one.private and one.id == self.shown_field), None)

    def _lies_in(self, area: Floats, box: Box) -> bool:
        assert self.form is not None
        on_form = project(np.linalg.inv(self.form.fit), area)
        (left, top), (right, bottom) = on_form.min(axis=0), on_form.max(axis=0)
        return Box(left, top, right - left, bottom - top).lies_in(box, _BESIDE_FIELD_MM)

    def is_again(self, page: Page) -> bool:
        """Whether a page of this size and direction is this sheet: its texture is there, and no ink of it is gone, as
        on another copy of the same form."""
        if page.flat.shape != self.first.flat.shape:
            return False
        if agreement(self.anchor.page, page.flat, self.anchor.texture) < SAME_SHARE:
            return False
        before, now = self.first.flat < 128 - cover.INK, page.flat < 128 - cover.INK // 2
        gone = before & (cv2.dilate(now.astype(np.uint8), np.ones((5, 5), np.uint8)) == 0)
        solid = cv2.morphologyEx(gone.astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
        return float(solid.sum()) / PX_PER_MM**2 < _INK_GONE_MM2


def seen_from_above(look: NDArray[np.uint8], gray: Gray, plane: Floats, size: Size) -> Page:
    """The page at a pose in half-size pictures, in colours and in grey."""
    at = scaled(plane, LOOK)
    return page_of(rectified(look, at, size, GRID_PX_PER_MM), rectified(gray, at, size, PX_PER_MM))


def private_areas(form: Recognised, shown: str = "") -> list[Floats]:
    """Corners of the private fields in millimetres of the sheet, but for the one that the resident opened."""
    places = []
    for one in form.form.fields:
        if one.private and one.id != shown:
            left, top, right, bottom = one.area.x, one.area.y, one.area.right, one.area.bottom
            quad = np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
            places.append(project(form.fit, quad))
    return places


def _grown(quad: Floats, by: float) -> Floats:
    """A convex quad with each side moved outwards."""
    middle = quad.mean(axis=0)
    away = quad - middle
    if _level(quad):
        return np.asarray(quad + by * np.sign(away), np.float64)
    return np.asarray(middle + away * (1 + by / np.abs(away).min()), np.float64)


def _level(quad: Floats) -> bool:
    sides = np.abs(np.roll(quad, -1, axis=0) - quad)
    return bool((sides.min(axis=1) < 0.1 * sides.max(axis=1)).all())
