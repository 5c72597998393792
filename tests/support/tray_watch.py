"""The pretended tray before the paper's eye: what it makes of papers and things there, and where they truly lie."""

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.camera.mock_tray import TRAY, VIEW_HEIGHT_MM, TrayView
from drivers.mock_room.state import Paper, Place, Thing
from kiosk.content.forms import read_forms
from kiosk.eye.known_forms import template_of
from kiosk.eye.printed import printed_form
from kiosk.vision.errands import Finding
from kiosk.vision.geometry import Floats, Size, corners, project
from kiosk.vision.paper import PaperEye, Sight
from kiosk.vision.recogniser import Recogniser
from kiosk.vision.table import Table
from tests.support.packaging import ROOT

FPS = 15.0
A4_MM = (210.0, 297.0)
CARD_MM = (85.6, 54.0)
MEMO_MM = (90.0, 90.0)
_SIZES = (A4_MM, (85.6, 53.98))
_SLOW_PICTURES = 4
_EMPTY_PICTURES = 4

Mask = NDArray[np.bool_]


@cache
def shipped_forms() -> Recogniser:
    """Knows the six forms that the product brings."""
    forms = read_forms(ROOT / "assets" / "forms")
    return Recogniser([template_of(printed_form(known.form, known.blank)) for known in forms])


class TrayWatch:
    """One tray under one eye that saw the empty table at its calibration; slow work takes twice a quarter second."""

    def __init__(self, place: Place = "van", size: tuple[int, int] = (1920, 1080)) -> None:
        self._view = TrayView(place, size)
        self._size = size
        self._px_per_mm = size[1] / VIEW_HEIGHT_MM
        self.picture = self._view.draw(0.0, None)
        self.eye = PaperEye(Table(self._px_per_mm, self.picture), _SIZES, shipped_forms())
        self._late: tuple[int, Finding] | None = None
        self._pictures = 0
        for _ in range(_EMPTY_PICTURES):
            self.see(None)

    def see(self, paper: Paper | None, *things: Thing) -> Sight:
        """What the eye says of the next picture, which shows the paper with the things on it."""
        self._pictures += 1
        at_s = self._pictures / FPS
        self.picture = self._view.draw(at_s, paper, things)
        if self._late is not None and self._pictures >= self._late[0]:
            self.eye.take(self._late[1])
            self._late = None
        sight = self.eye.see(self.picture, at_s)
        errand = self.eye.errand()
        if errand is not None:
            self._late = self._pictures + 1 + _SLOW_PICTURES, errand.run()
        self._filled = cv2.resize(sight.filled, self._size, interpolation=cv2.INTER_NEAREST) > 0
        return sight

    def lies_still(self, paper: Paper) -> Sight:
        """The paper lies there for two seconds."""
        for _ in range(round(2 * FPS) - 1):
            self.see(paper)
        return self.see(paper)

    def filled(self, where: Mask) -> float:
        """The share of these pixels of the last picture that nobody may see."""
        assert where.any()
        return float(self._filled[where].mean())

    def error_mm(self, sight: Sight, paper: Paper) -> float:
        """How far the farthest corner of the sheet is from where the paper lies."""
        assert sight.sheet is not None and sight.plane is not None
        told = project(sight.plane, corners(sight.sheet.size))
        truth = self._pixels(paper, A4_MM, corners(A4_MM))
        return float(np.linalg.norm(told - truth, axis=1).max()) / self._px_per_mm

    def area(self, lying: Paper | Thing, size_mm: Size, box: tuple[float, float, float, float] | None = None) -> Mask:
        """(height, width) where something of this size lies, or only a box of it: left, top, width, height in
        millimetres."""
        left, top, width, height = box or (0.0, 0.0, *size_mm)
        ends = corners((width, height)) + np.array([left, top])
        mask = np.zeros(self._size[::-1], np.uint8)
        cv2.fillConvexPoly(mask, np.rint(self._pixels(lying, size_mm, ends)).astype(np.int32), 1)
        return mask > 0

    def skin_over(self, paper: Paper) -> Mask:
        """(height, width) where the last picture shows skin over the paper, which is white and grey."""
        blue, green, red = np.moveaxis(self.picture.astype(np.int16), 2, 0)
        skin = (10 * red > 12 * green) & (10 * green > 12 * blue)
        return np.asarray(skin & self.area(paper, A4_MM), np.bool_)

    def _pixels(self, lying: Paper | Thing, size_mm: Size, points_mm: Floats) -> Floats:
        angle = np.radians(lying.turn_deg)
        turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        at = (points_mm - np.array(size_mm) / 2) @ turn + (lying.x_mm, lying.y_mm)
        middle = np.array([(TRAY[0] + TRAY[2] / 2) * self._size[0], (TRAY[1] + TRAY[3] / 2) * self._size[1]])
        return np.asarray(middle + at * self._px_per_mm, np.float64)
