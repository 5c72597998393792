"""A telephone's own picture through a cable, in an eye's child: hidden, and asked about, like one on the table."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from kiosk.domain.lying import Lying
from kiosk.domain.phone_help import PhoneHelp
from kiosk.eye.plan import CABLES_FROM
from kiosk.eye.upright import PhoneLook, Upright, all_filled, clear
from kiosk.vision.again import GONE_AFTER_S, Again
from kiosk.vision.mirrored import SIDE_MM, Mirrored, part, plane

Pixels = NDArray[np.uint8]


class CableSight:
    """One thread; `lying` is what is told of it."""

    def __init__(self) -> None:
        self._mirrored = Mirrored()
        self._again = Again()
        self.lying = Lying(phone=True, cable=True)

    def see(self, picture: Pixels, at_s: float, asked: PhoneHelp, shows: Callable[[int], bool]) -> PhoneLook:
        """Looks at one full (height, width, 3) picture; `shows` says which numbers may be seen."""
        filled = all_filled(picture)
        lit = self._mirrored.step(picture, at_s)
        self._again.look(lit, at_s)
        number = CABLES_FROM + self._again.number if self._again.number else 0
        there = lit or (number > 0 and self._again.missed_for_s(at_s) <= GONE_AFTER_S)
        seen = there and shows(number)
        self.lying = Lying(
            number, SIDE_MM, SIDE_MM, held=there, open=seen, phone=True, dark=not there, cable=True, veiled=asked.typing
        )
        if not lit or asked.typing or not seen:
            return PhoneLook(filled)
        corner, size = part(self._mirrored.across)
        where = plane(self._mirrored.across, (picture.shape[1], picture.shape[0]))
        shown = Upright(size, corner=corner)
        clear(filled, where, shown, asked)
        return PhoneLook(filled, number, (SIDE_MM, SIDE_MM), where, shown)

    def rest(self, unplugged: bool = False) -> None:
        """Nothing is looked at: what comes next is another one. `unplugged`: there is nothing to look at."""
        self._mirrored.forget()
        self._again.forget()
        self.lying = Lying(phone=True, cable=True, unplugged=unplugged)
