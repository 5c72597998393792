"""A telephone on the table: found by its lit glass or its body, held by their sides, and hidden once it is dark.

What it shows changes, so nothing on it is held on to. Its page has the millimetres of its body, or of its glass where
nothing of a body is seen, upright as it was found; it stays that page until it was away or dark for a moment.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.again import Again
from kiosk.vision.geometry import Floats, Gray, Size, corners, plane_of, project, rectified
from kiosk.vision.screen import as_it_lies, brightness, find_screen
from kiosk.vision.side_fit import REACH_MM, Look, SideSamples, edges_along, fitted_motion
from kiosk.vision.sides import fitted_sides
from kiosk.vision.table import Table, Things

NEAR_MM = 25.0
"""So far from where it was lost, it is another one at once."""
NEAR_REACH_MM = 3.2
_LEAST_STEP = 5.0
_SAME_SIZE_MM = 4.0
_LOOK = 0.25
_WIDE_MM = (56.0, 92.0)
_LONG_MM = (115.0, 184.0)
_ASPECT = (1.6, 2.5)
_FULL = 0.9
_RIM_MM = (0.8, 14.0)
"""How far the glass may lie within the body."""
_INNER = 0.1
"""Share of the body at each side that is left out when it is asked whether it shines: its rim."""
_LOOKS_PX_PER_MM = 2.0
_FINE_MM = 2.6
_STEP = 26
_LEAST_DRAWN = 0.004
"""Share of the glass with bright strokes on it, thinner than a finger."""
_LEAST_SHINE = 70
_SURE_AFTER = 2
"""So many pictures that show the same one."""


@dataclass(frozen=True)
class Phone:
    """`quad` (4, 2): the corners of its page in the full picture, clockwise from the one that is its top left; `size`
    of it in millimetres. `glass` are the corners of its glass in these, None where that was not lit when it was found;
    `step` how many grey levels its body is brighter than the table beside it. `number` counts those that
    were found and lit, 0 before the first."""

    quad: Floats
    size: Size
    glass: Floats | None
    step: float
    number: int = 0
    lit: bool = True

    @property
    def plane(self) -> Floats:
        """From its millimetres to pixels."""
        return plane_of(self.size, self.quad)


class PhoneWatch:
    """Finds a telephone and holds it; one call a picture."""

    def __init__(self, table: Table) -> None:
        self._px_per_mm = table.px_per_mm
        self._things = Things(table, table.px_per_mm * _LOOK)
        self._last: Phone | None = None
        self._holds = False
        self._met = 0
        self.again = Again()

    def step(self, picture: NDArray[np.uint8], at_s: float) -> Phone | None:
        """The telephone in this full (height, width, 3) picture, lit or not; None while none is surely there."""
        gray = brightness(picture)
        held = self._moved(gray) if self._holds else None
        if held is None:
            held = self._found(picture, gray)
        held = replace(held, lit=_is_lit(gray, held)) if held is not None else None
        self.again.look(held is not None and held.lit, at_s)
        self._holds = held is not None
        if held is not None:
            held = self._last = replace(held, number=self.again.number)
        return held

    def forget(self) -> None:
        """Nothing is looked at any more; what lies there next is another one."""
        self._last, self._holds, self._met = None, False, 0
        self.again.forget()

    def _moved(self, gray: Gray) -> Phone | None:
        assert self._last is not None
        return moved(gray, self._last, self._px_per_mm)

    def _found(self, picture: NDArray[np.uint8], gray: Gray) -> Phone | None:
        found = find_phone(picture, gray, self._things, self._px_per_mm)
        before, self._last = self._last, found
        if found is None:
            self._last, self._met = before, 0
            return None
        if before is not None and _is_again(before, found, self._px_per_mm):
            self._met += 1
            if before.number and not self._holds:
                found = _turned(found, before)
        else:
            self._met = 1
            self.again.forget()
        known = before is not None and before.number == self.again.number > 0
        return found if self._met >= _SURE_AFTER or known else None


def find_phone(picture: NDArray[np.uint8], gray: Gray, things: Things, px_per_mm: float) -> Phone | None:
    """A free telephone in a full picture: its body with the lit glass within, or one of both."""
    lit = find_screen(gray, px_per_mm)
    look = np.asarray(cv2.resize(picture, None, fx=_LOOK, fy=_LOOK, interpolation=cv2.INTER_AREA), np.uint8)
    luminance = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
    for outline in cv2.findContours(things.look(look).seen, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0]:
        quad = _body_quad(np.asarray(outline, np.int32), px_per_mm * _LOOK)
        if quad is None:
            continue
        fitted = fitted_sides(luminance, as_it_lies(quad), np.ones(4, bool), px_per_mm)
        if fitted is None:
            continue
        size = _size(fitted, px_per_mm)
        glass = None
        if lit is not None:
            glass = project(np.linalg.inv(plane_of(size, fitted)), _turned_like(lit.quad, fitted))
            if not _lies_within(glass, size):
                continue
        return Phone(fitted, size, glass, _step(gray, fitted, size))
    if lit is None:
        return None
    return Phone(lit.quad, lit.size, corners(lit.size), step=0.0)


def _body_quad(outline: NDArray[np.int32], scale: float) -> Floats | None:
    box = cv2.minAreaRect(outline)
    wide, long = sorted(side / scale for side in box[1])
    if not (_WIDE_MM[0] <= wide <= _WIDE_MM[1] and _LONG_MM[0] <= long <= _LONG_MM[1]):
        return None
    full = cv2.contourArea(cv2.convexHull(outline)) > _FULL * wide * long * scale**2
    if not full or not _ASPECT[0] <= long / wide <= _ASPECT[1]:
        return None
    return np.asarray((np.asarray(cv2.boxPoints(box), np.float64) + 0.5) / _LOOK - 0.5, np.float64)


def moved(gray: Gray, before: Phone, px_per_mm: float) -> Phone | None:
    """Where the telephone of before is, told by those parts of its sides, and of its glass's, that are seen: close by
    first, because further away there is more that could be taken for them."""
    for reach_mm in (NEAR_REACH_MM, REACH_MM):
        motion = fitted_motion(_samples(gray, before, px_per_mm, reach_mm))
        if motion is not None:
            return replace(before, quad=project(before.plane @ motion, corners(before.size)))
    return None


def _samples(gray: Gray, before: Phone, px_per_mm: float, reach_mm: float) -> list[SideSamples]:
    outline, found = corners(before.size), []
    if before.glass is None or not np.allclose(before.glass, outline, atol=0.1):
        look = Look(px_per_mm, before.step > 0, reach_mm, max(_LEAST_STEP, min(14.0, 0.4 * abs(before.step))))
        found.append(edges_along(gray, before.plane, outline, look))
    if before.glass is not None:
        found.append(edges_along(gray, before.plane, before.glass, Look(px_per_mm, reach_mm=reach_mm)))
    return found


def _is_lit(gray: Gray, phone: Phone) -> bool:
    """Whether it shines, or something is written on it in light: on a dark glass there are mirrored lamps and fingers,
    but no bright strokes."""
    page = rectified(gray, phone.plane, phone.size, _LOOKS_PX_PER_MM)
    high, wide = page.shape
    rim = round(_INNER * wide)
    inner = page[rim : high - rim, rim : wide - rim]
    if phone.glass is not None and float(np.median(inner)) > _LEAST_SHINE and _has_rim(page):
        return True
    across = 2 * round(_FINE_MM * _LOOKS_PX_PER_MM / 2) + 1
    strokes = cv2.morphologyEx(inner, cv2.MORPH_TOPHAT, np.ones((across, across), np.uint8))
    return float((strokes > _STEP).mean()) > _LEAST_DRAWN


def _has_rim(page: Gray) -> bool:
    """Whether it is darker along its sides than within: what shines has a frame."""
    inner = float(np.median(page[page.shape[0] // 8 : -page.shape[0] // 8, page.shape[1] // 8 : -page.shape[1] // 8]))
    rim = np.concatenate([page[10:-10, :5].min(axis=1), page[10:-10, -5:].min(axis=1)])
    return float(np.median(rim)) < 0.75 * inner


def _step(gray: Gray, quad: Floats, size: Size) -> float:
    """How much brighter the body is than what is around it."""
    across = np.array([[size[0] * share, size[1] * along] for along in (0.2, 0.35, 0.5, 0.65, 0.8) for share in (0, 1)])
    inward = np.array([[1.6, 0], [-1.6, 0]] * 5)
    within, outside = (project(plane_of(size, quad), across + sign * inward) for sign in (1, -1))
    return float(np.median(_at(gray, within).astype(np.float64) - _at(gray, outside)))


def _at(gray: Gray, points: Floats) -> NDArray[np.uint8]:
    columns = np.clip(points[:, 0].round().astype(int), 0, gray.shape[1] - 1)
    rows = np.clip(points[:, 1].round().astype(int), 0, gray.shape[0] - 1)
    return np.asarray(gray[rows, columns], np.uint8)


def _lies_within(glass: Floats, size: Size) -> bool:
    left, top = glass.min(axis=0)
    right, bottom = size[0] - glass[:, 0].max(), size[1] - glass[:, 1].max()
    least, most = _RIM_MM
    return bool(min(left, top, right, bottom) > least and max(left, right) < most / 2 and max(top, bottom) < most * 1.6)


def _is_again(before: Phone, found: Phone, px_per_mm: float) -> bool:
    apart = np.linalg.norm(before.quad.mean(axis=0) - found.quad.mean(axis=0)) / px_per_mm
    sizes = np.abs(np.subtract(sorted(before.size), sorted(found.size)))
    return bool(apart < NEAR_MM and sizes.max() < _SAME_SIZE_MM)


def _turned(found: Phone, before: Phone) -> Phone:
    """The same place, with the corner first that was first before: a telephone that lies upside down was turned so."""
    quad = _turned_like(found.quad, before.quad)
    if found.glass is None:
        return replace(found, quad=quad)
    glass = project(np.linalg.inv(plane_of(found.size, quad)) @ found.plane, found.glass)
    return replace(found, quad=quad, glass=_turned_like(glass, corners(found.size)))


def _turned_like(quad: Floats, other: Floats) -> Floats:
    """The same corners, counted from the one that lies nearest to the other's first, of four that go round alike."""
    turns = [np.roll(quad, -turn, axis=0) for turn in range(4)]
    return min(turns, key=lambda turn: float(np.linalg.norm(turn - other, axis=1).sum()))


def _size(quad: Floats, px_per_mm: float) -> Size:
    sides = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1) / px_per_mm
    return float((sides[0] + sides[2]) / 2), float((sides[1] + sides[3]) / 2)
