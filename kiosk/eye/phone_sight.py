"""The telephone in an eye's child: what may be seen of it, and how it is turned upright."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.domain.lying import Lying
from kiosk.domain.phone_help import PhoneHelp
from kiosk.eye.plan import PHONES_FROM
from kiosk.vision.geometry import Floats, Size, corners, project, scaled, turned
from kiosk.vision.phone import GONE_AFTER_S, Phone, PhoneWatch
from kiosk.vision.table import Table
from kiosk.vision.tracker import LOOK

STRIP_MM = 24.0
"""So far down from its upper end messages of others drop in."""
_TURNS_OVER = math.radians(60)
_HIGH, _WIDE = 0.95, 0.9
"""Shares of the picture that an upright telephone takes at most."""
_BESIDE = 0.36
"""Where its middle is across the picture: what is said about it stands beside it."""
_ROUND_MM, _WITHIN_MM = 8.0, 0.7

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class PhoneLook:
    """What one picture shows: `filled` (height, width) at half size, 255 where nothing may be seen; the telephone's
    number, 0 while nothing of it is seen, its `size` in millimetres and the `plane` from these to pixels of the full
    picture; how many `quarters` it is turned to the right as somebody sees it who sits there."""

    filled: Pixels
    number: int = 0
    size: Size = (0.0, 0.0)
    plane: Floats | None = None
    quarters: int = 0


class PhoneSight:
    """One thread; `lying` is what is told of it."""

    def __init__(self, table: Table) -> None:
        self._watch = PhoneWatch(table)
        self._there: Phone | None = None
        self._quarters = 0
        self.lying = Lying(phone=True)

    def see(self, picture: Pixels, at_s: float, asked: PhoneHelp, shows: Callable[[int], bool]) -> PhoneLook:
        """Looks at one full (height, width, 3) picture; `shows` says which numbers may be seen."""
        phone = self._watch.step(picture, at_s)
        filled = np.full((round(picture.shape[0] * LOOK), round(picture.shape[1] * LOOK)), 255, np.uint8)
        lit = phone is not None and phone.lit and phone.number > 0
        if phone is not None and lit:
            if self._there is None or self._there.number != phone.number:
                self._quarters = round(_angle(phone.plane) / (math.pi / 2))
            self._there = phone
            self._quarters = quarters_of(phone.plane, self._quarters)
        elif self._watch.missed_for_s(at_s) > GONE_AFTER_S:
            self._there = None
        self.lying = self._told(phone, asked, shows)
        if phone is None or not lit or asked.typing or not shows(PHONES_FROM + phone.number):
            return PhoneLook(filled)
        _clear(filled, phone, asked)
        return PhoneLook(filled, PHONES_FROM + phone.number, phone.size, phone.plane, self._quarters)

    def rest(self) -> None:
        """Nothing is looked at: what lies there next is another one."""
        self._watch.forget()
        self._there = None
        self.lying = Lying(phone=True)

    def _told(self, phone: Phone | None, asked: PhoneHelp, shows: Callable[[int], bool]) -> Lying:
        there = self._there
        if there is None:
            last = self.lying
            dark = phone is not None
            return Lying(last.number, last.width_mm, last.height_mm, unknown=not dark, phone=True, dark=dark)
        number = PHONES_FROM + there.number
        width_mm, height_mm = there.size
        return Lying(number, width_mm, height_mm, held=True, open=shows(number), phone=True, veiled=asked.typing)


def _clear(filled: Pixels, phone: Phone, asked: PhoneHelp) -> None:
    """Takes the cover from the telephone, but for its upper end if that is to stay covered."""
    outline = corners(phone.size)
    if asked.strip:
        outline[:2, 1] = STRIP_MM
    quad = np.rint(project(scaled(phone.plane, LOOK), outline) * 16).astype(np.int32)
    cv2.fillConvexPoly(filled, quad, 0, shift=4)


def quarters_of(plane: Floats, before: int) -> int:
    """How many right angles it is turned to the right; it takes more than a half of one to be another number."""
    angle = _angle(plane) - before * math.pi / 2
    angle = math.atan2(math.sin(angle), math.cos(angle))
    if abs(angle) < _TURNS_OVER:
        return before % 4
    return (before + (1 if angle > 0 else -1)) % 4


def _angle(plane: Floats) -> float:
    here, right = project(plane, np.array([[0.0, 0.0], [10.0, 0.0]]))
    return math.atan2(right[1] - here[1], right[0] - here[0])


def rounded(size: Size) -> Floats:
    """(n, 2) points of a telephone's outline in millimetres, a little within it and round at its corners: the table
    beside it is not shown."""
    width, height = size
    middles = ((_ROUND_MM, _ROUND_MM), (width - _ROUND_MM, _ROUND_MM), (width - _ROUND_MM, height - _ROUND_MM))
    found = []
    for nth, middle in enumerate((*middles, (_ROUND_MM, height - _ROUND_MM))):
        turns = np.linspace(math.pi * (1 + nth / 2), math.pi * (1.5 + nth / 2), 9)
        found.append(np.array(middle) + (_ROUND_MM - _WITHIN_MM) * np.column_stack([np.cos(turns), np.sin(turns)]))
    return np.concatenate(found)


def upright(size: Size, quarters: int, shown: tuple[int, int]) -> Floats:
    """From a telephone's millimetres to the pixels of a picture of `shown` (width, height), in which it stands as
    somebody sees it who sits there, as large as it can be."""
    back = np.linalg.inv(turned(size, quarters))
    wide, high = size if quarters % 2 == 0 else size[::-1]
    scale = min(_HIGH * shown[1] / high, _WIDE * shown[0] / wide)
    across = max(_BESIDE * shown[0], scale * wide / 2 + 0.02 * shown[0]) if wide < high else shown[0] / 2
    moved = np.array([[scale, 0, across - scale * wide / 2], [0, scale, (shown[1] - scale * high) / 2], [0, 0, 1.0]])
    return np.asarray(moved @ back, np.float64)
