"""The slow work of the paper's eye, each piece with all it needs, so that it may run in another thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.blanks import BlankWatch
from kiosk.vision.codes import code_areas
from kiosk.vision.digit_ink import PX_PER_MM as DIGITS_PX_PER_MM
from kiosk.vision.digits import digit_runs
from kiosk.vision.finder import Found, find_sheet
from kiosk.vision.geometry import Floats, Gray, Size, plane_of, project, px_per_mm, rectified, same_view, scaled, turned
from kiosk.vision.recogniser import PX_PER_MM as READ_PX_PER_MM
from kiosk.vision.recogniser import Recognised, Recogniser, beyond_print
from kiosk.vision.sheet import Sheet, seen_from_above
from kiosk.vision.table import Table
from kiosk.vision.tracker import LOOK, Anchor, flattened

Whole = Callable[[], NDArray[np.uint8] | None]
"""The same picture with more pixels; None for a broken one. Called in another thread."""
_SAME_PLACE_MM = 10.0
_TELLING_MM2 = 20_000.0
"""A smaller sheet says too little about the plane of the table."""
FREE_SEEN = 0.9
"""So much of a sheet's sides is seen when no hand lies on it."""


@dataclass(frozen=True)
class Finding:
    """What an errand found: a sheet that is held from now on, perhaps instead of a worse look at the same one; the
    table, if its plane became known; where ink was searched for numbers, with those found; fields that are filled in.
    `lies` is where a sheet that came back lies, in the full picture. `searched` is a sheet whose print was searched,
    with what has to stay closed of it; `then` is what to do next, before anything of the sheet opens."""

    sheet: Sheet | None = None
    instead_of: Sheet | None = None
    table: Table | None = None
    lies: Floats | None = None
    read: tuple[Sheet, NDArray[np.bool_], list[Floats]] | None = None
    filled: tuple[Sheet, tuple[str, ...]] | None = None
    searched: tuple[Sheet, list[Floats]] | None = None
    then: "Errand | None" = None


class Errand(Protocol):
    """Something slow."""

    def run(self) -> Finding:
        """Does it; touches nothing that the quick hand uses."""


@dataclass(frozen=True)
class ReadInk:
    """Searches fresh ink for numbers: `ink` at the tracker's scale, on the sheet at `plane` in the picture; `whole` as
    in `Find`."""

    sheet: Sheet
    picture: NDArray[np.uint8]
    plane: Floats
    ink: NDArray[np.bool_]
    whole: Whole | None = None

    def run(self) -> Finding:
        """Only what is new on the page is looked at; print was searched when the sheet was found. In a broken picture
        nothing was searched, and the ink stays filled."""
        gray = np.asarray(cv2.cvtColor(self.picture, cv2.COLOR_BGR2GRAY), np.uint8)
        close = _closely(gray, self.whole)
        if close is None:
            return Finding()
        page, scale = _page_of(close, gray, self.plane, self.sheet.size)
        around = cv2.dilate(self.ink.astype(np.uint8), np.ones((5, 5), np.uint8))  # its edges tremble
        new = cv2.resize(around, page.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0
        runs = digit_runs(np.where(new, flattened(page, scale), 128).astype(np.uint8), scale)
        return Finding(read=(self.sheet, around > 0, runs))


@dataclass(frozen=True)
class LookWhatIsFilled:
    """Which fields of a known form are filled in, while it rests at `plane` in the picture and nothing lies on it."""

    sheet: Sheet
    picture: NDArray[np.uint8]
    plane: Floats

    def run(self) -> Finding:
        """Ids of fields; what stands in them is not read."""
        form = self.sheet.form
        if form is None:
            return Finding()
        gray = np.asarray(cv2.cvtColor(self.picture, cv2.COLOR_BGR2GRAY), np.uint8)
        page = rectified(gray, self.plane, self.sheet.size, READ_PX_PER_MM)
        return Finding(filled=(self.sheet, BlankWatch(form.form).filled(page, form.fit)))


@dataclass(frozen=True)
class Find:
    """Looks for a sheet in a picture and, if all is `quiet`, what it is; `held` is one that is held already, and
    where. `whole` gives the same picture with more pixels, if the camera has more, or None if it is broken."""

    picture: NDArray[np.uint8]
    table: Table
    sizes: Sequence[Size]
    recogniser: Recogniser
    known: Sequence[Sheet]
    held: tuple[Sheet, Floats] | None
    quiet: bool
    taken_s: float
    whole: Whole | None = None

    def run(self) -> Finding:
        """A new sheet, one that came back, or nothing."""
        gray = np.asarray(cv2.cvtColor(self.picture, cv2.COLOR_BGR2GRAY), np.uint8)
        found = find_sheet(gray, self.table, self.sizes)
        if found is None:
            return Finding()
        table = self._learned(found)
        again, lies = self._held_there(found), None
        if again is None:
            again, lies = self._again(found)
        if again is not None and (again.free or not self._is_free(found)):
            return Finding(sheet=again, table=table, lies=lies)
        sheet, then = self._new(gray, found, again)
        return Finding(sheet=sheet, instead_of=again, table=table, then=then)

    def _held_there(self, found: Found) -> Sheet | None:
        """The sheet that is held, if it is the one that was found."""
        if self.held is None:
            return None
        sheet, plane = self.held
        middle = np.array([sheet.size]) / 2
        apart = float(np.linalg.norm(project(plane, middle) - found.quad.mean(axis=0)))
        return sheet if apart < _SAME_PLACE_MM * self.table.px_per_mm else None

    def _learned(self, found: Found) -> Table | None:
        """A whole sheet tells the plane of the table, as long as nothing better does."""
        if self.table.plane is not None or not found.whole or found.size[0] * found.size[1] < _TELLING_MM2:
            return None
        return replace(self.table, plane=plane_of(found.size, found.quad))

    def _is_free(self, found: Found) -> bool:
        return self.quiet and found.whole and found.seen >= FREE_SEEN

    def _again(self, found: Found) -> tuple[Sheet | None, Floats | None]:
        """One of the visit's sheets that was put back, and where it lies now."""
        look = np.asarray(cv2.resize(self.picture, None, fx=LOOK, fy=LOOK, interpolation=cv2.INTER_AREA), np.uint8)
        gray = np.asarray(cv2.cvtColor(look, cv2.COLOR_BGR2GRAY), np.uint8)
        for quarters in range(4):
            size = found.size if quarters % 2 == 0 else (found.size[1], found.size[0])
            plane = plane_of(found.size, found.quad) @ turned(found.size, quarters)
            page = seen_from_above(look, gray, plane, size)
            for sheet in self.known:
                if sheet.is_again(page):
                    return sheet, plane
        return None, None

    def _new(self, gray: Gray, found: Found, before: Sheet | None) -> "tuple[Sheet, SearchPrint | None]":
        """It is held at once, and its print is searched by itself: whoever waits for the second hand waits less."""
        plane, size = plane_of(found.size, found.quad), found.size
        close = _closely(gray, self.whole) if self._is_free(found) else None
        free = close is not None  # a sheet that was not seen freely, and closely, does not open
        form = self.recogniser.recognise(rectified(gray, plane, size, READ_PX_PER_MM), size) if free else None
        if form is not None:
            plane = plane @ turned(size, form.quarters)
            size = form.form.size
        anchor = Anchor(gray, plane, size)
        look = np.asarray(cv2.resize(self.picture, None, fx=LOOK, fy=LOOK, interpolation=cv2.INTER_AREA), np.uint8)
        first = seen_from_above(look, np.asarray(cv2.cvtColor(look, cv2.COLOR_BGR2GRAY), np.uint8), plane, size)
        sheet = Sheet(anchor, first, form, [], free, self.taken_s)
        if form is not None:
            page = rectified(gray, plane, size, READ_PX_PER_MM)
            sheet.filled_fields = BlankWatch(form.form).filled(page, form.fit)
        if before is not None:
            sheet.number, sheet.released = before.number, before.released
            if self.held is not None and self.held[0] is before:
                sheet.from_before = np.linalg.inv(plane) @ self.held[1]
        return sheet, SearchPrint(sheet, *_page_of(close, gray, plane, size)) if close is not None else None


@dataclass(frozen=True)
class SearchPrint:
    """Searches a sheet's (height, width) `page`, at `scale` pixels per millimetre, for numbers and square codes."""

    sheet: Sheet
    page: Gray
    scale: float

    def run(self) -> Finding:
        """What has to stay closed of it."""
        return Finding(searched=(self.sheet, _telling(self.page, self.scale, self.sheet.form)))


def _closely(gray: Gray, whole: Whole | None) -> Gray | None:
    """The picture with all pixels that a sharp one may be made of; None if it is broken."""
    if whole is None:
        return gray
    picture = whole()
    if picture is None:
        return None
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8) if same_view(picture, gray) else gray


def _page_of(close: Gray, gray: Gray, plane: Floats, size: Size) -> tuple[Gray, float]:
    """The sheet at `plane` of the picture `gray`, as sharp as numbers are searched, and its pixels per millimetre:
    small ones are nothing but a grey line in fewer pixels."""
    onto = scaled(plane, close.shape[1] / gray.shape[1])
    scale = min(max(px_per_mm(onto, size), READ_PX_PER_MM), DIGITS_PX_PER_MM)
    return rectified(close, onto, size, scale), scale


def _telling(page: Gray, scale: float, form: Recognised | None) -> list[Floats]:
    """What may be numbers and square codes; of a known form, in what is beyond its print."""
    beyond = page if form is None else beyond_print(page, scale, form)
    return [*digit_runs(beyond, scale), *code_areas(beyond, scale)]
