"""The paper's eye over a clip, picture by picture, as in a running program: what it says goes into lines of JSON.

Causal: a picture is judged by it and those before it. Slow work is done when it is asked for, and its result comes as
many pictures later as it took, as if a second thread had done it.
"""

import itertools
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.eye.known_forms import decoded, template_of
from kiosk.eye.trace_plan import Calibration, TracePlan
from kiosk.vision.errands import Finding
from kiosk.vision.finder import find_sheet
from kiosk.vision.geometry import Floats, Size, corners, project
from kiosk.vision.paper import LEAST_THERE, PaperEye, Sight
from kiosk.vision.recogniser import Recogniser
from kiosk.vision.screen import Screen
from kiosk.vision.sheet import Sheet
from kiosk.vision.table import Table
from kiosk.vision.tracker import LOOK

_LOOKED_AT_S = 2.0
"""A single picture is looked at so long, as if a camera stood over it."""


@dataclass
class _Drawn:
    """A stroke on its sheet, in millimetres; while no sheet is held it waits for the one that is found to lie there."""

    frame: int
    drawn_at: Floats
    sheet: Sheet | None = None
    screen: int = 0
    points: Floats = field(default_factory=lambda: np.zeros((0, 2)))


def trace(clip: Path, plan: TracePlan) -> Iterator[str]:
    """One JSON line a picture. Raises OSError if the clip cannot be opened, NoPicture."""
    table = _table(plan.calibration)
    recogniser = Recogniser([template_of(printed) for printed in plan.forms])
    capture = cv2.VideoCapture(str(clip))
    if not capture.isOpened():
        raise OSError(f"{clip}: not a clip that can be read")
    fps = capture.get(cv2.CAP_PROP_FPS) or 15.0
    tracing: _Tracing | None = None
    try:
        while True:
            there, picture = capture.read()
            if not there:
                return
            pixels = np.asarray(picture, np.uint8)
            tracing = tracing or _Tracing(
                PaperEye(table or _guessed(pixels, plan.sizes), plan.sizes, recogniser), plan, fps
            )
            said = tracing.see(pixels)
            if capture.get(cv2.CAP_PROP_FRAME_COUNT) <= 1:
                said = {**[tracing.see(pixels) for _ in range(round(_LOOKED_AT_S * fps))][-1], "frame": 0}
            yield json.dumps(said, ensure_ascii=False)
    finally:
        capture.release()


def _table(calibration: Calibration | None) -> Table | None:
    if calibration is None:
        return None
    return Table(calibration.px_per_mm, decoded(calibration.empty, cv2.IMREAD_COLOR, "empty table"))


def _guessed(picture: NDArray[np.uint8], sizes: Sequence[Size]) -> Table:
    """Without a calibration: the scale at which the largest of the sizes is found as large as can be."""
    gray = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
    largest = max(sizes, key=lambda size: size[0] * size[1])
    for share in np.geomspace(1.0, 0.3, 12):
        table = Table(float(share) * min(gray.shape) / min(largest))
        if find_sheet(gray, table, [largest]) is not None:
            return table
    return Table(min(gray.shape) / max(largest))


class _Tracing:
    def __init__(self, eye: PaperEye, plan: TracePlan, fps: float) -> None:
        self._eye = eye
        self._release_all = plan.release == "all"
        self._fps = fps
        self._frame = -1
        self._late: tuple[int, Finding] | None = None
        self._drawn = [_Drawn(stroke.frame, np.array(stroke.points, np.float64)) for stroke in plan.strokes]
        self._moved: list[int] = []

    def see(self, picture: NDArray[np.uint8]) -> dict[str, Any]:
        self._frame += 1
        self._take()
        begun_s = time.perf_counter()
        sight = self._eye.see(picture, self._frame / self._fps)
        ms = (time.perf_counter() - begun_s) * 1000
        if sight.stillness.moving:
            self._moved.append(self._frame)
        slow_ms = self._run_errand()
        self._draw(sight)
        return {**self._said(sight), "ms": round(ms, 2), "slow_ms": round(slow_ms, 1)}

    def _take(self) -> None:
        if self._late is not None and self._frame >= self._late[0]:
            self._eye.take(self._late[1])
            self._late = None
            if self._release_all:
                for sheet in self._eye.sheets:
                    self._eye.release(sheet)

    def _run_errand(self) -> float:
        errand = self._eye.errand()
        if errand is None:
            return 0.0
        begun_s = time.perf_counter()
        finding = errand.run()
        took_s = time.perf_counter() - begun_s
        self._late = (self._frame + 1 + int(took_s * self._fps), finding)
        return took_s * 1000

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
