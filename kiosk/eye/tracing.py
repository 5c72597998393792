"""What the paper's eye says of each picture, as values for a line of JSON; and strokes that it carries along."""

import itertools
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.eye.trace_plan import TracePlan
from kiosk.vision.errands import Errand, Finding
from kiosk.vision.geometry import Floats, corners, project
from kiosk.vision.paper import LEAST_THERE, PaperEye, Sight
from kiosk.vision.screen import Screen
from kiosk.vision.sheet import Sheet
from kiosk.vision.tracker import LOOK


class Slow(Protocol):
    """Who does the slow work. Milliseconds that it took are told once: as soon as they are known."""

    def begin(self, errand: Errand, frame: int) -> float:
        """At picture `frame`."""

    def done(self, frame: int) -> tuple[Finding, float] | None:
        """What is there by picture `frame`; None for nothing new."""


class AsIfBeside:
    """For a clip: slow work is done when it is asked for, and its result comes as many pictures later as it took, as if
    a second thread had done it."""

    def __init__(self, fps: float) -> None:
        self._fps = fps
        self._late: tuple[int, Finding] | None = None

    def begin(self, errand: Errand, frame: int) -> float:
        """See Slow."""
        finding, took_ms = _timed(errand)
        self._late = frame + 1 + int(took_ms / 1000 * self._fps), finding
        return took_ms

    def done(self, frame: int) -> tuple[Finding, float] | None:
        """See Slow."""
        if self._late is None or frame < self._late[0]:
            return None
        (_, finding), self._late = self._late, None
        return finding, 0.0


class Beside:
    """For a camera, which does not wait: in a thread of its own."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="paper")
        self._work: Future[tuple[Finding, float]] | None = None

    def begin(self, errand: Errand, frame: int) -> float:
        """See Slow."""
        self._work = self._pool.submit(_timed, errand)
        return 0.0

    def done(self, frame: int) -> tuple[Finding, float] | None:
        """See Slow."""
        if self._work is None or not self._work.done():
            return None
        found, self._work = self._work.result(), None
        return found

    def close(self) -> None:
        """Waits for what is being done."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def _timed(errand: Errand) -> tuple[Finding, float]:
    begun_s = time.perf_counter()
    return errand.run(), (time.perf_counter() - begun_s) * 1000


@dataclass
class _Drawn:
    """A stroke on its sheet, in millimetres; while no sheet is held it waits for the one that is found to lie there."""

    frame: int
    drawn_at: Floats
    sheet: Sheet | None = None
    screen: int = 0
    points: Floats = field(default_factory=lambda: np.zeros((0, 2)))


class Tracing:
    """One eye over one source of pictures, of which `fps` come in a second."""

    def __init__(self, eye: PaperEye, plan: TracePlan, fps: float, slow: Slow) -> None:
        self._eye = eye
        self._release_all = plan.release == "all"
        self._fps = fps
        self._slow = slow
        self._frame = -1
        self._drawn = [_Drawn(stroke.frame, np.array(stroke.points, np.float64)) for stroke in plan.strokes]
        self._moved: list[int] = []

    def see(self, picture: NDArray[np.uint8], at_s: float | None = None) -> dict[str, Any]:
        """One full (height, width, 3) picture more, taken at `at_s`, or as many parts of a second after the one before
        as come in it."""
        self._frame += 1
        slow_ms = self._take()
        begun_s = time.perf_counter()
        sight = self._eye.see(picture, self._frame / self._fps if at_s is None else at_s)
        ms = (time.perf_counter() - begun_s) * 1000
        if sight.stillness.moving:
            self._moved.append(self._frame)
        errand = self._eye.errand()
        if errand is not None:
            slow_ms += self._slow.begin(errand, self._frame)
        self._draw(sight)
        return {**self._said(sight), "ms": round(ms, 2), "slow_ms": round(slow_ms, 1)}

    def _take(self) -> float:
        done = self._slow.done(self._frame)
        if done is None:
            return 0.0
        self._eye.take(done[0])
        if self._release_all:
            for sheet in self._eye.sheets:
                self._eye.release(sheet)
        return done[1]

    def _draw(self, sight: Sight) -> None:
        """A stroke belongs to the sheet that is held while it is drawn, or to the next one found without a movement."""
        sheet, plane = sight.sheet, sight.plane
        if sight.screen is not None:
            self._draw_on_screen(sight.screen)
        if sheet is None or plane is None:
            return
        for drawn in self._drawn:
            begun = drawn.frame
            if drawn.sheet is None and begun == self._frame:
                drawn.sheet, drawn.points = sheet, project(np.linalg.inv(plane), drawn.drawn_at)
            elif drawn.sheet is None and begun < self._frame and self._still_between(begun, sheet.taken_s):
                drawn.sheet = sheet
                drawn.points = project(np.linalg.inv(sheet.anchor.plane), drawn.drawn_at)
            elif drawn.sheet is not None and drawn.sheet is not sheet and drawn.sheet.number == sheet.number:
                if sheet.from_before is not None:
                    drawn.points = project(sheet.from_before, drawn.points)
                drawn.sheet = sheet

    def _draw_on_screen(self, screen: Screen) -> None:
        for drawn in self._drawn:
            found_late = drawn.frame < self._frame and self._still_between(drawn.frame, self._frame / self._fps)
            if drawn.sheet is None and drawn.screen == 0 and (drawn.frame == self._frame or found_late):
                drawn.screen = screen.number
                drawn.points = project(np.linalg.inv(screen.plane), drawn.drawn_at)

    def _still_between(self, frame: int, at_s: float) -> bool:
        """Whether nothing moved from a picture to the one of a sheet's first look, or the other way round."""
        other = round(at_s * self._fps)
        return not any(min(frame, other) < moved <= max(frame, other) for moved in self._moved)

    def _said(self, sight: Sight) -> dict[str, Any]:
        sheet, plane = sight.sheet, sight.plane
        strokes = {}
        for number, drawn in enumerate(self._drawn):
            waiting = drawn.sheet is None and drawn.screen == 0 and drawn.frame <= self._frame
            if waiting and self._still_between(drawn.frame, self._frame / self._fps):
                strokes[str(number)] = _rounded(drawn.drawn_at)
            elif sheet is not None and plane is not None and drawn.sheet is sheet:
                strokes[str(number)] = _rounded(project(plane, drawn.points))
            elif sight.screen is not None and drawn.screen == sight.screen.number:
                strokes[str(number)] = _rounded(project(sight.screen.plane, drawn.points))
        return {
            "frame": self._frame,
            **_shape(sight),
            "template": None if sheet is None or sheet.form is None else sheet.form.form.id,
            "state": "none" if sight.there < LEAST_THERE else "moving" if sight.stillness.moving else "still",
            "strokes": strokes,
            "masks": _outlines(sight.filled),
            "blocked": bool((sight.filled > 0).all()),
            "empty_fields": None if sheet is None or sight.stillness.moving else _empty(sheet),
        }


def _shape(sight: Sight) -> dict[str, Any]:
    if sight.sheet is not None and sight.plane is not None:
        return {"quad": _rounded(project(sight.plane, corners(sight.sheet.size))), "kind": sight.sheet.kind}
    if sight.screen is not None:
        return {"quad": _rounded(sight.screen.quad), "kind": "phone"}
    return {"quad": None, "kind": None}


def _empty(sheet: Sheet) -> list[str] | None:
    return None if sheet.empty_fields is None else list(sheet.empty_fields)


def _rounded(points: Floats) -> list[list[float]]:
    return [[round(float(x), 2), round(float(y), 2)] for x, y in points]


def _outlines(filled: NDArray[np.uint8]) -> list[list[list[float]]]:
    """What is filled as polygons of the full picture; none of them has a hole, an open sheet within is cut out."""
    polygons = []
    for part in _without_holes(filled):
        for outline in cv2.findContours(part, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]:
            polygons.append([[x / LOOK, y / LOOK] for x, y in outline.reshape(-1, 2).tolist()])
    return polygons


def _without_holes(filled: NDArray[np.uint8]) -> Iterator[NDArray[np.uint8]]:
    """The picture in two halves through each hole would be enough; rows of 4 pixels are, for any."""
    outlines, tree = cv2.findContours(filled, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if tree is None:
        return
    holes = [outline for outline, row in zip(outlines, tree[0], strict=True) if row[3] >= 0]
    cuts = sorted({int(outline[:, 0, 1].mean()) for outline in holes} | {0, filled.shape[0]})
    for top, bottom in itertools.pairwise(cuts):
        part = np.zeros_like(filled)
        part[top : bottom + 1] = filled[top : bottom + 1]  # a row in common: polygons end in the middle of their pixels
        yield part
