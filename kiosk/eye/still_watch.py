"""When a sheet rests, its sharp picture is made beside the pictures that go on, and only what has changed of it."""

from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.domain.still import FIRST_BYTES, StillPiece
from kiosk.eye.control import EyeControl
from kiosk.eye.paper_watch import Look
from kiosk.eye.plan import NUMBERS_EACH, Coming, EyePlan, EyeReport, Piece, Rests
from kiosk.vision.errands import Whole
from kiosk.vision.flat import fill_flat
from kiosk.vision.geometry import Floats, Size, corners, project, px_per_mm, same_view, scaled
from kiosk.vision.mask import Opening, mask_outside
from kiosk.vision.paper import RESTS_AFTER_S
from kiosk.vision.stills import Lying, StillMade, Told, make_still

Pixels = NDArray[np.uint8]

_KNOWN = 3
"""So many sheets are remembered as they were sent; of another one the whole page goes again."""
AHEAD_AFTER_S = 0.1
"""A picture is made, and the line cleared for it, as soon as nothing seems to move. If it moves again before its pieces
are made, they are thrown away."""
LEAVES_AFTER_S = 0.25
"""What has changed of a page is made so quickly that it would leave in each pause of somebody who writes."""
_TREMBLES_PX = 3
"""The edges of a mask of half size tremble by less than that."""
_ANEW_AFTER_S = 0.25
"""Ink opens bit by bit as it is searched; each look takes a while, and its pieces some bytes."""
_WAITS_FOR_INK_S = 0.75
_CLOSES_MM, _CLOSES_MM2 = 8.0, 40.0
"""What closes while the sheet rests, and is so long or so large, is more than ink that dries: a number was found, or
something lies there. It is a movement: what the other end has must not be read any longer."""


@dataclass(frozen=True)
class Sharp:
    """A picture that may become a sharp one: its (height, width, 3) `pixels`, masked, and `whole`, which gives it with
    more of them, unmasked, or None if it is broken."""

    pixels: Pixels
    whole: Whole | None
    taken_ns: int


@dataclass(frozen=True)
class _Job:
    """All that is needed of one picture; `run` may be called by another thread."""

    picture: Sharp
    opening: Opening | None
    look: Look
    first_bytes: int
    before: Told | None

    def run(self) -> StillMade | None:
        """The whole picture, masked as the smaller one was, and the sheet in it."""
        if self.look.plane is None:
            return None
        pixels, whole = self.picture.pixels, self.picture.whole
        full = whole() if whole is not None else None
        if full is None or not same_view(full, pixels):
            full = pixels.copy()
        fill_flat(full, self.look.filled)
        mask_outside(full, self.opening)
        plane = scaled(self.look.plane, full.shape[1] / pixels.shape[1])
        return make_still(Lying(full, self.look.filled, plane, self.look.size), self.first_bytes, self.before)


@dataclass(frozen=True)
class _AtWork:
    sheet: int
    taken_ns: int
    future: "Future[StillMade | None]"


@dataclass(frozen=True)
class _Sharpening:
    sheet: int
    taken_ns: int
    future: "Future[tuple[StillPiece, ...]]"


class StillWatch:
    """Belongs to the child; one thread. Says what is to be told of each picture."""

    def __init__(self, plan: EyePlan, control: EyeControl, slow: Executor) -> None:
        self._opening = plan.opening
        self._width = plan.width
        self._control = control
        self._slow = slow
        self._known: dict[int, Told] = {}
        self._job: _AtWork | None = None
        self._made: _AtWork | None = None
        """What was told, and not yet that the sheet rests as it shows."""
        self._sharpening: _Sharpening | None = None
        self._looked: Look | None = None
        self._looked_ns = 0
        self._told = self._waited = self._early = False
        self._closings = control.closings()
        self._anew = control.begun_again()[0]

    def see(self, picture: Sharp, look: Look) -> list[EyeReport]:
        """After the picture was masked, which stays as it is. The gate stands at SENT."""
        self._forget_what_is_void()
        self._forget_what_is_asked_anew()
        if self._moves(look):
            return self.moved(picture.taken_ns)
        if self._waited:
            self._drop()
        self._early = look.rests_s < LEAVES_AFTER_S and look.sheet in self._known
        reports = [] if self._early else self._finished()
        if look.rests_s >= RESTS_AFTER_S:
            reports += [*self._said_to_rest(), *self._sharpened()]
        if self._job is None and not self._waits_for_ink(look) and self._is_new(look, picture.taken_ns):
            reports += self._begin(picture, look)
        return reports

    def glance(self) -> list[EyeReport]:
        """Between two pictures, the gate at SENT: what is ready leaves at once."""
        self._forget_what_is_void()
        return [] if self._waited or self._early else self._finished()

    def wait(self, look: Look, taken_ns: int) -> list[EyeReport]:
        """The gate stands at LOCAL, because the line is lost: nothing is made, and what the other end has holds for as
        long as nothing moves."""
        self._forget_what_is_void()
        self._waited = True
        self._cancel()
        return self.moved(taken_ns) if self._moves(look) else []

    def forget(self) -> None:
        """What the other end has is void."""
        self._known.clear()
        self._drop()
        self._told = False

    def moved(self, taken_ns: int) -> list[EyeReport]:
        """The sheet does not rest, or nobody can see whether it does."""
        self._drop()
        told, self._told = self._told, False
        return [Rests(taken_ns, 0)] if told else []

    def _moves(self, look: Look) -> bool:
        return not look.sheet or look.rests_s < AHEAD_AFTER_S or self._closes(look)

    def _drop(self) -> None:
        """What was made, or is being made, shows what lay there before."""
        self._cancel()
        self._looked = None
        self._waited = False

    def _cancel(self) -> None:
        for work in (self._job, self._sharpening):
            if work is not None:
                work.future.cancel()
        self._job = self._sharpening = self._made = None

    def _closes(self, look: Look) -> bool:
        """Whether something may not be seen any more that the last picture of this sheet showed."""
        last, plane = self._looked, look.plane
        if last is None or plane is None or not _alike(last, look):
            return False
        scale = look.filled.shape[1] / self._width
        px = px_per_mm(plane, look.size) * scale
        closed = _solid((look.filled > 0) & (last.filled == 0), scaled(plane, scale), look.size)
        parts = cv2.connectedComponentsWithStats(closed)[2][1:]
        sides = np.hypot(parts[:, cv2.CC_STAT_WIDTH], parts[:, cv2.CC_STAT_HEIGHT]) / px
        return bool((sides >= _CLOSES_MM).any() or (parts[:, cv2.CC_STAT_AREA] >= _CLOSES_MM2 * px * px).any())

    def _is_new(self, look: Look, taken_ns: int) -> bool:
        """Whether this is not the look that a picture was made of already."""
        last, plane = self._looked, look.plane
        if last is None or plane is None or not _alike(last, look):
            return True
        if taken_ns < self._looked_ns + int(_ANEW_AFTER_S * 1e9):
            return False
        onto = scaled(plane, look.filled.shape[1] / self._width)
        return bool(_solid((last.filled > 0) != (look.filled > 0), onto, look.size).any())

    def _waits_for_ink(self, look: Look) -> bool:
        """What was written will be open in a moment, and a picture that is made now shows it filled; searching it would
        wait for that, too."""
        return look.drying and look.sheet in self._known and look.rests_s < _WAITS_FOR_INK_S

    def _begin(self, picture: Sharp, look: Look) -> list[EyeReport]:
        before = self._known.get(look.sheet)
        first_bytes = self._control.first_bytes() or FIRST_BYTES
        job = _Job(picture, self._opening, look, first_bytes, before)
        self._job = _AtWork(look.sheet, picture.taken_ns, self._slow.submit(job.run))
        self._looked, self._looked_ns = look, picture.taken_ns
        self._told = True
        return [Coming(picture.taken_ns, look.sheet)]

    def _finished(self) -> list[EyeReport]:
        """The needed pieces that a job brought. What is still being made to sharpen an older look at the page would
        undo this one."""
        job = self._job
        if job is None or not job.future.done():
            return []
        self._job = None
        made = job.future.result()
        if made is None:
            return []
        self._known.pop(job.sheet, None)
        self._known[job.sheet] = made.told
        for oldest in list(self._known)[:-_KNOWN]:
            del self._known[oldest]
        self._told, self._made = True, job
        if self._sharpening is not None:
            self._sharpening.future.cancel()
            self._sharpening = None
        if made.sharpen is not None:
            self._sharpening = _Sharpening(job.sheet, job.taken_ns, self._slow.submit(made.sharpen))
        return _pieces(job, made.pieces)

    def _said_to_rest(self) -> list[EyeReport]:
        """Behind the pieces that show it."""
        made, self._made = self._made, None
        return [Rests(made.taken_ns, made.sheet)] if made is not None else []

    def _sharpened(self) -> list[EyeReport]:
        """What makes the page sharper, as long as nothing moves."""
        work = self._sharpening
        if work is None or not work.future.done():
            return []
        self._sharpening = None
        self._known[work.sheet] = replace(self._known[work.sheet], rough=None)
        return _pieces(work, work.future.result())

    def _forget_what_is_void(self) -> None:
        closings = self._control.closings()
        if closings != self._closings:
            self._closings = closings
            self.forget()

    def _forget_what_is_asked_anew(self) -> None:
        count, sheet = self._control.begun_again()
        if count == self._anew:
            return
        missed = count - self._anew > 1  # of several words only the last one can be read
        self._anew = count
        for known in [known for known in self._known if missed or known % NUMBERS_EACH == sheet]:
            del self._known[known]
        self._drop()


def _alike(one: Look, other: Look) -> bool:
    return one.sheet == other.sheet and one.filled.shape == other.filled.shape


def _solid(mask: NDArray[np.bool_], plane: Floats, size: Size) -> Pixels:
    """What of a mask lies on the sheet at that plane, without what is as narrow as a trembling edge."""
    sheet = np.zeros(mask.shape, np.uint8)
    cv2.fillConvexPoly(sheet, np.rint(project(plane, corners(size)) * 16).astype(np.int32), 1, shift=4)
    square = np.ones((_TREMBLES_PX, _TREMBLES_PX), np.uint8)
    return np.asarray(cv2.morphologyEx(sheet & mask, cv2.MORPH_OPEN, square), np.uint8)


def _pieces(work: _AtWork | _Sharpening, made: tuple[StillPiece, ...]) -> list[EyeReport]:
    return [Piece(work.taken_ns, replace(piece, sheet=work.sheet)) for piece in made]
