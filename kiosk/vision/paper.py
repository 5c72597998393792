"""The eye's understanding of the paper: where the sheet lies, what it is, and what must not be seen of each picture.

Two hands work here. The quick one looks at every picture: stillness, pose, what lies on the sheet, the mask. The slow
one (`Errand`, run by whoever owns a second thread) finds sheets, recognises forms and searches for numbers; nothing
opens before it is done. Everything else in the picture than the empty table and an open sheet is filled.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.cover import GRID_PX_PER_MM, Page
from kiosk.vision.edge import reached_over
from kiosk.vision.errands import Errand, Find, Finding, LookWhatIsFilled, ReadInk, Whole
from kiosk.vision.geometry import Floats, Gray, Size, corners, project, scaled
from kiosk.vision.quiet import QuietWatch, Stillness
from kiosk.vision.recogniser import Recogniser
from kiosk.vision.screen import Screen, ScreenWatch
from kiosk.vision.sheet import SAME_SHARE, Sheet, seen_from_above
from kiosk.vision.table import Table, Things
from kiosk.vision.tracker import LOOK, Pose

QUIET_AFTER_S = 0.25
AGAIN_AFTER_S = 0.5
OTHER_AFTER_S = 0.5
"""A sheet that shows other print for so long, with nothing that comes in over its edges, is another one: two forms of
one office share boxes and words enough to be held by."""
RESTS_AFTER_S = 0.5
"""So long after the last movement on it, a sheet rests."""
REMEMBERED = 24
"""So many sheets are known again when they are put back; each costs memory, and time when one is compared with all."""
LEAST_THERE = 0.004
"""Share of the picture that a card covers at least."""
WRITTEN_PX = 40
"""At the tracker's scale; less is no writing."""
Colours = NDArray[np.uint8]


@dataclass(frozen=True)
class Sight:
    """What one picture shows: `sheet` and `plane` (millimetres of the sheet to pixels of the full picture) while one is
    held; `filled` (height, width) at half size, 255 where nothing may be seen; `there` is the share of the picture
    that is not the empty table; `screen` is a lit telephone's, while no sheet is held; `rests_s` is since when nothing
    has moved on the sheet; `drying` whether something was written on it that may not be seen yet."""

    stillness: Stillness
    sheet: Sheet | None
    plane: Floats | None
    filled: NDArray[np.uint8]
    there: float
    screen: Screen | None = None
    rests_s: float = 0.0
    drying: bool = False


@dataclass(frozen=True)
class _Taken:
    """A picture that is looked at, larger if somebody asks, and when it was taken."""

    picture: Colours
    whole: Whole | None
    at_s: float


class PaperEye:
    """One camera over one table; one thread."""

    def __init__(self, table: Table, sizes: Sequence[Size], recogniser: Recogniser) -> None:
        self._table = table
        self._sizes = tuple(sizes)
        self._recogniser = recogniser
        self._quiet = QuietWatch()
        self._things = Things(table, table.px_per_mm * LOOK)
        self._screen = ScreenWatch(table.px_per_mm)
        self._sheets: list[Sheet] = []
        self._held: Sheet | None = None
        self._numbered = 0
        self._asked_s = -1e9
        self._asked_in_quiet = False
        self._errand: Errand | None = None
        self._busy = False
        self._covered = self._looked_into = self._drying = False

    @property
    def sheets(self) -> Sequence[Sheet]:
        """All of this visit, in the order in which they were found."""
        return tuple(self._sheets)

    def see(self, picture: Colours, at_s: float, whole: Whole | None = None) -> Sight:
        """Looks at one full (height, width, 3) picture; `at_s` is when it was taken. `whole` gives it with more pixels,
        where sharp pictures show more of a sheet than this one."""
        look = np.asarray(cv2.resize(picture, None, fx=LOOK, fy=LOOK, interpolation=cv2.INTER_AREA), np.uint8)
        gray = np.asarray(cv2.cvtColor(look, cv2.COLOR_BGR2GRAY), np.uint8)
        stillness = self._quiet.step(gray, at_s)
        pose = self._held.tracker.step(gray) if self._held is not None else None
        lying = self._things.look(look)
        filled = lying.outlined.copy()
        rests_s = self._rests_s(pose, stillness, (picture.shape[1], picture.shape[0]))
        if pose is not None and rests_s >= QUIET_AFTER_S and self._is_another(look, gray, pose):
            if rests_s >= OTHER_AFTER_S:
                self._held = pose = None
            rests_s = 0.0
        if self._held is not None and pose is not None and self._held.open:
            page = seen_from_above(look, gray, pose.plane, self._held.size)
            self._open(filled, self._held, pose, page, at_s)
            fresh = self._held.ink.to_search()
            if fresh.any() and self._errand is None and not self._busy:
                self._errand = ReadInk(self._held, picture.copy(), pose.plane, fresh, whole)
            reached = reached_over(lying.seen, look, scaled(pose.plane, LOOK), self._held.size)
            np.bitwise_or(filled, reached, out=filled)
        screen = self._screen.step(picture) if pose is None else None
        self._look_into(picture, pose, rests_s)
        if screen is None:
            self._want(_Taken(picture, whole, at_s), lying.outlined, pose, stillness)
        held = self._held if pose is not None else None
        plane = pose.plane if pose is not None else None
        drying = held is not None and held.open and self._drying
        return Sight(stillness, held, plane, filled, float((lying.outlined > 0).mean()), screen, rests_s, drying)

    def _rests_s(self, pose: Pose | None, stillness: Stillness, size: tuple[int, int]) -> float:
        """Since when nothing has moved on the sheet, in pictures of `size`."""
        if pose is None or self._held is None:
            return 0.0
        return stillness.still_within_s(project(pose.plane, corners(self._held.size)), size)

    def _look_into(self, picture: Colours, pose: Pose | None, rests_s: float) -> None:
        """Once the sheet rests, and nothing lies on it, its fields are looked at."""
        sheet = self._held
        if pose is None or sheet is None or rests_s < RESTS_AFTER_S or self._covered:
            self._looked_into = False
        elif not self._looked_into and sheet.form is not None and self._errand is None and not self._busy:
            self._looked_into = True
            self._errand = LookWhatIsFilled(sheet, picture.copy(), pose.plane)

    def _is_another(self, look: Colours, gray: Gray, pose: Pose) -> bool:
        """Whether what lies there shows other print than the sheet that is held, and nothing reaches over it."""
        if self._held is None or pose.seen >= SAME_SHARE:
            return False
        return self._held.covers.look(seen_from_above(look, gray, pose.plane, self._held.size)).within

    def errand(self) -> Errand | None:
        """Slow work that is wanted now; it may run in another thread, and its result goes to `take`."""
        errand, self._errand = self._errand, None
        self._busy = self._busy or errand is not None
        return errand

    def take(self, finding: Finding) -> None:
        """What an errand found out."""
        self._busy = False
        if finding.table is not None:
            self._table = finding.table
        if finding.read is not None:
            sheet, ink, areas = finding.read
            sheet.ink.searched(ink)
            sheet.closed_areas.extend(areas)
        if finding.filled is not None:
            finding.filled[0].filled_fields = finding.filled[1]
        if finding.searched is not None:
            sheet, areas = finding.searched
            sheet.closed_areas.extend(areas)
            sheet.searched = True
        if finding.then is not None:
            self._errand = finding.then
        if finding.sheet is not None:
            if finding.sheet not in self._sheets:
                self._number(finding.sheet)
                self._sheets.append(finding.sheet)
            if finding.instead_of is not None and finding.instead_of in self._sheets:
                self._sheets.remove(finding.instead_of)
            del self._sheets[: max(0, len(self._sheets) - REMEMBERED)]
            if finding.lies is not None:
                finding.sheet.tracker.begin(finding.lies)
            self._held = finding.sheet

    def _number(self, sheet: Sheet) -> None:
        """A better look at a sheet has its number already."""
        if not sheet.number:
            self._numbered += 1
            sheet.number = self._numbered

    def release(self, sheet: Sheet) -> None:
        """The resident lets this one sheet be seen, but for its closed areas."""
        sheet.released = True

    def _open(self, filled: NDArray[np.uint8], sheet: Sheet, pose: Pose, page: Page, at_s: float) -> None:
        """Shows the sheet in the mask, but for what lies on it and what is closed of it."""
        covers = sheet.covers.look(page)
        self._covered = bool((covers.fill | covers.hand).any())
        sheet.ink.look(covers, at_s)
        self._drying = int(np.count_nonzero(sheet.ink.closed(covers.ink))) >= WRITTEN_PX
        closed = sheet.closed(covers.fill, covers.ink)
        plane = scaled(pose.plane, LOOK)
        outline = np.rint(project(plane, corners(sheet.size)) * 16).astype(np.int32)
        cv2.fillConvexPoly(filled, outline, 0, shift=4)
        to_grid = plane @ np.diag([1 / GRID_PX_PER_MM, 1 / GRID_PX_PER_MM, 1.0])
        over = cv2.warpPerspective(
            closed.astype(np.uint8) * 255, to_grid, filled.shape[::-1], flags=cv2.INTER_LINEAR, borderValue=0
        )
        np.bitwise_or(filled, ((over > 0) * np.uint8(255)), out=filled)

    def _want(self, taken: _Taken, filled: NDArray[np.uint8], pose: Pose | None, stillness: Stillness) -> None:
        """Asks for a search while something lies there and no sheet is held, and again for a better look once all is
        quiet, as long as the held sheet was never seen freely."""
        quiet = stillness.still_s >= QUIET_AFTER_S
        soon = quiet and not self._asked_in_quiet
        if self._busy or self._errand is not None or (taken.at_s - self._asked_s < AGAIN_AFTER_S and not soon):
            return
        if pose is None or self._held is None:
            wanted = float((filled > 0).mean()) > LEAST_THERE
        else:
            wanted = quiet and not self._held.free
        if wanted:
            held = None if pose is None or self._held is None else (self._held, pose.plane)
            self._asked_s, self._asked_in_quiet = taken.at_s, quiet
            self._errand = Find(
                taken.picture.copy(),
                self._table,
                self._sizes,
                self._recogniser,
                tuple(self._sheets),
                held,
                quiet,
                taken.at_s,
                taken.whole,
            )
