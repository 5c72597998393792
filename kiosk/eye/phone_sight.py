"""The telephone on the table in an eye's child: what may be seen of it, and how it is turned upright."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from kiosk.domain.lying import Lying
from kiosk.domain.phone_help import PhoneHelp
from kiosk.eye.plan import PHONES_FROM
from kiosk.eye.upright import PhoneLook, Upright, all_filled, clear
from kiosk.vision.again import GONE_AFTER_S
from kiosk.vision.geometry import Floats, project
from kiosk.vision.phone import Phone, PhoneWatch
from kiosk.vision.table import Table

_TURNS_OVER = math.radians(60)

Pixels = NDArray[np.uint8]


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
        filled = all_filled(picture)
        lit = phone is not None and phone.lit and phone.number > 0
        if phone is not None and lit:
            if self._there is None or self._there.number != phone.number:
                self._quarters = round(_angle(phone.plane) / (math.pi / 2))
            self._there = phone
            self._quarters = quarters_of(phone.plane, self._quarters)
        elif self._watch.again.missed_for_s(at_s) > GONE_AFTER_S:
            self._there = None
        self.lying = self._told(phone, asked, shows)
        if phone is None or not lit or asked.typing or not shows(PHONES_FROM + phone.number):
            return PhoneLook(filled)
        shown = Upright(phone.size, self._quarters)
        clear(filled, phone.plane, shown, asked)
        return PhoneLook(filled, PHONES_FROM + phone.number, phone.size, phone.plane, shown)

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
