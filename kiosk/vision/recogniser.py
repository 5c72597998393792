"""Which form a sheet is. It is a known one only if its print is that form's, label for label, and nothing else is
printed.

A form opens what is not private on it, so a look-alike is dangerous: another edition with a row more must be unknown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.domain.form import Box
from kiosk.vision.flow import followed
from kiosk.vision.form_template import FormTemplate
from kiosk.vision.geometry import Floats, Gray, Size
from kiosk.vision.tracker import flattened

PX_PER_MM = 3.0
_COARSE = 0.25
_TRIED = 2
_BLOCK_MM = 8.0
_KNOWN = 0.5
"""The 20th percentile of the blocks' correlation: 0.78 and more for the right form, 0.08 and less for any other
(facts measured on synthetic sheets)."""
_LEAST = 0.4
_LEAST_OF_TYPICAL = 0.62
"""No block and no label may agree much less than is typical for this picture of this sheet: in another edition of the
same form 0.48 of it was the least, in the right one 0.82."""
_LABEL_INK_MM2 = 1.5
_SLACK_MM = 0.8
_BORDER_MM = 0.8
"""A label's frame is no print of it."""
_LEAST_POINTS = 12
_INK = 24
"""Grey levels below the paper's that are print or writing."""
_PAINTED_OVER_MM = (2 / 3, 10 / 3)
"""So far around print, with what is usual so far around that."""
_STRANGE_MM = (20.0, 10.0)
"""A printed block of this size that the form does not have makes it another form."""


@dataclass(frozen=True)
class Recognised:
    """The form, how often the sheet has to be turned by 90 degrees clockwise to be read, and where the form's
    millimetres lie on the turned sheet (a homography near the identity)."""

    form: FormTemplate
    quarters: int
    fit: Floats


class Recogniser:
    """Knows some forms; keeps what it needs of each."""

    def __init__(self, forms: Sequence[FormTemplate]) -> None:
        self._forms = [_Known(form) for form in forms]

    def recognise(self, page: Gray, size: Size) -> Recognised | None:
        """`page` is the sheet of `size` as it lies, (height, width) at PX_PER_MM, with nothing on it."""
        tried = sorted(self._directions(page, size), key=lambda row: -row[0])
        for _, known, quarters in tried[:_TRIED]:
            fit = known.explains(np.ascontiguousarray(np.rot90(page, -quarters)))
            if fit is not None:
                return Recognised(known.form, quarters, fit)
        return None

    def _directions(self, page: Gray, size: Size) -> "Iterator[tuple[float, _Known, int]]":
        for known in self._forms:
            for quarters in range(4):
                if _same_size(known.form.size, size if quarters % 2 == 0 else size[::-1]):
                    yield known.likeness(np.rot90(page, -quarters)), known, quarters


class _Known:
    def __init__(self, form: FormTemplate) -> None:
        self.form = form
        shape = (round(form.size[0] * PX_PER_MM), round(form.size[1] * PX_PER_MM))
        self._blank = np.asarray(cv2.resize(form.blank, shape, interpolation=cv2.INTER_AREA), np.uint8)
        self._flat = flattened(self._blank)
        self._coarse = _coarse(self._flat)
        self._fields = np.zeros(self._blank.shape, bool)
        for field in form.fields:
            self._fields[field.area.grown(1.0).in_pixels(PX_PER_MM, self._blank.shape)] = True
        self._print = _ink(self._flat)
        strength = cv2.cornerMinEigenVal(np.where(self._fields, 128, self._flat).astype(np.uint8), 5)
        points = cv2.goodFeaturesToTrack(strength, 250, 0.02, 12)
        self._points = np.zeros((0, 2), np.float32) if points is None else np.asarray(points, np.float32).reshape(-1, 2)

    def likeness(self, page: Gray) -> float:
        """How well a sheet agrees at a glance, -1 to 1."""
        here = _coarse(flattened(np.ascontiguousarray(page)))
        if here.shape != self._coarse.shape:
            here = np.asarray(cv2.resize(here, self._coarse.shape[::-1]), np.float32)
        return float(cv2.matchTemplate(here, self._coarse, cv2.TM_CCOEFF_NORMED)[0, 0])

    def explains(self, page: Gray) -> Floats | None:
        """Where this form lies on the sheet, if it is this form without a doubt."""
        if page.shape != self._blank.shape:  # sizes are told to the millimetre, and forms are cut with less care
            page = np.asarray(cv2.resize(page, self._blank.shape[::-1]), np.uint8)
        fit = self._aligned(page)
        if fit is None:
            return None
        height, width = self._blank.shape
        seen = cv2.warpPerspective(
            page, fit, (width, height), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE
        )
        flat = flattened(np.asarray(seen, np.uint8))
        blocks = np.array(list(self._block_likeness(flat)))
        if len(blocks) == 0 or np.percentile(blocks, 20) < _KNOWN:
            return None
        least = max(_LEAST, _LEAST_OF_TYPICAL * float(np.median(blocks)))
        labels = [_best_likeness(flat, self._flat, label) for label in self._labels()]
        if min([*blocks, *labels]) < least or self._strange(flat):
            return None
        return np.diag([1 / PX_PER_MM, 1 / PX_PER_MM, 1]) @ fit @ np.diag([PX_PER_MM, PX_PER_MM, 1])

    def _aligned(self, page: Gray) -> Floats | None:
        """From the blank's pixels to the sheet's: corners of a found sheet are true to about half a millimetre."""
        before, after = followed(self._flat, flattened(page), self._points, 21, 2)
        if len(before) < _LEAST_POINTS:
            return None
        fit, inliers = cv2.findHomography(before, after, cv2.RANSAC, 1.5)
        if fit is None or inliers.sum() < max(_LEAST_POINTS, 0.3 * len(before)):
            return None
        near = cv2.perspectiveTransform(_outline(self._blank), fit) - _outline(self._blank)
        return np.asarray(fit, np.float64) if np.abs(near).max() < 4 * PX_PER_MM else None

    def _block_likeness(self, flat: Gray) -> Iterator[float]:
        for area in _blocks(self.form.size):
            at = area.in_pixels(PX_PER_MM, flat.shape)
            if self._fields[at].mean() < 0.5 and self._print[at].sum() > 3 * PX_PER_MM**2:
                yield _best_likeness(flat, self._flat, area)

    def _labels(self) -> Iterator[Box]:
        """Where the names of private fields stand: a form that has other names there hides other things."""
        for field in self.form.fields:
            at = field.label.grown(-_BORDER_MM).in_pixels(PX_PER_MM, self._blank.shape)
            if field.private and self._print[at].sum() > _LABEL_INK_MM2 * PX_PER_MM**2:
                yield field.label

    def _strange(self, flat: Gray) -> bool:
        """Whether something is printed that the form does not have: writing beside the fields is smaller."""
        slack = 2 * round(1.2 * PX_PER_MM) + 1
        explained = cv2.dilate(self._print.astype(np.uint8), np.ones((slack, slack), np.uint8)) > 0
        extra = (_ink(flat) & ~explained & ~self._fields).astype(np.uint8)
        border = round(4 * PX_PER_MM)
        extra[:border], extra[-border:], extra[:, :border], extra[:, -border:] = 0, 0, 0, 0
        reach = 2 * round(2.0 * PX_PER_MM) + 1
        joined = cv2.morphologyEx(extra, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
        for _, _, width, height, pixels in cv2.connectedComponentsWithStats(joined)[2][1:]:
            large = (
                min(width, height) >= _STRANGE_MM[1] * PX_PER_MM and max(width, height) >= _STRANGE_MM[0] * PX_PER_MM
            )
            if large and pixels > 0.2 * width * height:
                return True
        return False


def beyond_print(page: Gray, px_per_mm: float, recognised: Recognised) -> Gray:
    """The upright sheet at `px_per_mm` with the form's own print painted over: what people wrote is left."""
    form = recognised.form
    shape = (round(form.size[0] * PX_PER_MM), round(form.size[1] * PX_PER_MM))
    printed = _ink(flattened(np.asarray(cv2.resize(form.blank, shape, interpolation=cv2.INTER_AREA), np.uint8)))
    onto = np.diag([px_per_mm, px_per_mm, 1.0]) @ recognised.fit @ np.diag([1 / PX_PER_MM, 1 / PX_PER_MM, 1.0])
    there = cv2.warpPerspective(
        printed.astype(np.uint8),
        onto,
        page.shape[::-1],
        flags=cv2.INTER_LINEAR,
    )
    around, window = (2 * round(mm * px_per_mm) + 1 for mm in _PAINTED_OVER_MM)
    near = cv2.dilate(there, np.ones((around, around), np.uint8)) > 0
    return np.where(near, cv2.medianBlur(page, window), page).astype(np.uint8)


def _same_size(form: Size, sheet: Size) -> bool:
    return abs(form[0] - sheet[0]) < 3 and abs(form[1] - sheet[1]) < 3


def _coarse(flat: Gray) -> NDArray[np.float32]:
    soft = cv2.GaussianBlur(flat, (0, 0), 2.0)
    return np.asarray(cv2.resize(soft, None, fx=_COARSE, fy=_COARSE, interpolation=cv2.INTER_AREA), np.float32)


def _ink(flat: Gray) -> NDArray[np.bool_]:
    return flat < 128 - _INK


def _outline(page: Gray) -> Floats:
    height, width = page.shape
    return np.array([[[0, 0], [width, 0], [width, height], [0, height]]], np.float64)


def _blocks(size: Size) -> Iterator[Box]:
    for top in np.arange(0, size[1] - _BLOCK_MM / 2, _BLOCK_MM):
        for left in np.arange(0, size[0] - _BLOCK_MM / 2, _BLOCK_MM):
            yield Box(float(left), float(top), _BLOCK_MM, _BLOCK_MM)


def _best_likeness(flat: Gray, blank: Gray, area: Box) -> float:
    """Correlation of one area of the blank with the same place of the sheet, or a place very near."""
    part = blank[area.in_pixels(PX_PER_MM, blank.shape)]
    around = flat[area.grown(_SLACK_MM).in_pixels(PX_PER_MM, flat.shape)]
    if part.size == 0 or around.shape[0] < part.shape[0] or around.shape[1] < part.shape[1]:
        return 0.0
    return float(cv2.matchTemplate(around, part, cv2.TM_CCOEFF_NORMED).max())
