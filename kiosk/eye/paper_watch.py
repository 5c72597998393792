"""The paper's eye in an eye's child: it sees each picture at once, and thinks about it beside."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.domain.lying import Lying
from kiosk.domain.phone_help import PhoneHelp
from kiosk.eye.cable_sight import CableSight
from kiosk.eye.control import EyeControl
from kiosk.eye.known_forms import decoded, template_of
from kiosk.eye.phone_sight import PhoneSight
from kiosk.eye.plan import NUMBERS_EACH, PaperPlan
from kiosk.eye.upright import Upright
from kiosk.vision.errands import Finding, Whole
from kiosk.vision.geometry import Floats, Size
from kiosk.vision.paper import LEAST_THERE, PaperEye, Sight
from kiosk.vision.recogniser import Recogniser
from kiosk.vision.sheet import Sheet
from kiosk.vision.table import Table

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Look:
    """What one picture shows: `filled` (height, width) at half size, 255 where nothing may be seen; the number of the
    sheet in it, 0 for none that may be drawn on, and its `size` in millimetres; `plane` from these to pixels of the
    full picture; since when nothing has moved on it; whether a private field of it is `disclosed`; whether what was
    written on it is `drying`: filled until it was searched. `upright`: how a telephone is shown; no still is made
    of it."""

    filled: Pixels
    sheet: int = 0
    plane: Floats | None = None
    size: Size = (0.0, 0.0)
    rests_s: float = 0.0
    disclosed: bool = False
    drying: bool = False
    upright: Upright | None = None


class PaperWatch:
    """Belongs to the child; its own thread, `slow`, does the slow work. Raises NoPicture for a broken plan."""

    def __init__(self, plan: PaperPlan) -> None:
        table = Table(plan.px_per_mm, decoded(plan.empty, cv2.IMREAD_COLOR, "empty table"))
        recogniser = Recogniser([template_of(printed) for printed in plan.forms])
        self._phone = PhoneSight(table)
        self._cable = CableSight()
        self._eye = PaperEye(table, plan.sizes, recogniser)
        self._control: EyeControl | None = None
        self._field_ids = plan.field_ids
        self._numbered_from = 0
        self.slow = ThreadPoolExecutor(1, thread_name_prefix="paper")
        self._errand: Future[Finding] | None = None
        self.lying = Lying()

    def begin(self, control: EyeControl, child: int) -> None:
        """It is this child's turn, the `child`-th of its eye."""
        self._control = control
        self._numbered_from = child * NUMBERS_EACH

    def see_phone(self, picture: Pixels, at_s: float, asked: PhoneHelp) -> Look:
        """Looks at one full (height, width, 3) picture of the table, or of the cable where that is asked."""
        self._take()
        sight, other = (self._cable, self._phone) if asked.cable else (self._phone, self._cable)
        other.rest()
        seen = sight.see(picture, at_s, asked, self._shows)
        self.lying = self._numbered(sight.lying)
        number = self._numbered_from + seen.number if seen.number else 0
        return Look(seen.filled, number, seen.plane, seen.size, upright=seen.upright)

    def unplugged(self) -> None:
        """There is nothing at the end of the cable."""
        self._cable.rest(unplugged=True)
        self.lying = self._numbered(self._cable.lying)

    def _numbered(self, lying: Lying) -> Lying:
        """A telephone's number as the other half of the eye knows it; 0 would say there that another child looks."""
        return replace(lying, number=self._numbered_from + lying.number if lying.number else self.lying.number)

    def see(self, picture: Pixels, at_s: float, whole: Whole | None = None) -> Look:
        """Looks at one full (height, width, 3) picture for paper, and leaves it as it is; `whole` gives it with more
        pixels."""
        self._take()
        self._rest_phones()
        for sheet in self._eye.sheets:
            sheet.released = self._shows(sheet.number)
            sheet.shown_field = self._shown_field(sheet)
        sight = self._eye.see(picture, at_s, whole)
        errand = self._eye.errand()
        if errand is not None:
            self._errand = self.slow.submit(errand.run)
        self.lying = self._told(sight)
        if sight.sheet is None or not sight.sheet.open or sight.plane is None:
            return Look(sight.filled)
        number = self._numbered_from + sight.sheet.number
        shown = bool(sight.sheet.shown)
        return Look(sight.filled, number, sight.plane, sight.sheet.size, sight.rests_s, shown, sight.drying)

    def _rest_phones(self) -> None:
        self._phone.rest()
        self._cable.rest()

    def _shows(self, number: int) -> bool:
        return self._control is not None and self._control.shows_sheet(number)

    def rest(self) -> None:
        """The gate is shut: nothing is looked at, so nothing is held."""
        self._rest_phones()
        self.lying = _gone(self.lying)

    def close(self) -> None:
        """Does not wait for slow work: the process ends."""
        self.slow.shutdown(wait=False, cancel_futures=True)

    def _take(self) -> None:
        if self._errand is not None and self._errand.done():
            finding, self._errand = self._errand.result(), None
            self._eye.take(finding)

    def _shown_field(self, sheet: Sheet) -> str:
        place = self._control.shown_field(sheet.number) if self._control is not None else 0
        return self._field_ids[place - 1] if place else ""

    def _told(self, sight: Sight) -> Lying:
        sheet = sight.sheet
        if sheet is not None and sheet.ready:
            return self._held(sheet)
        gone = Lying(self.lying.number) if self.lying.phone else _gone(self.lying)  # a telephone is no sheet
        there = sight.there >= LEAST_THERE
        return Lying(gone.number, gone.width_mm, gone.height_mm, gone.form, unknown=there)

    def _held(self, sheet: Sheet) -> Lying:
        width_mm, height_mm = sheet.size
        return Lying(
            number=self._numbered_from + sheet.number,
            width_mm=width_mm,
            height_mm=height_mm,
            form=sheet.form.form.id if sheet.form is not None else "",
            held=True,
            open=sheet.open,
            filled=sheet.filled_fields,
            shown=sheet.shown,
        )


def _gone(lying: Lying) -> Lying:
    return Lying(lying.number, lying.width_mm, lying.height_mm, lying.form, phone=lying.phone, cable=lying.cable)
