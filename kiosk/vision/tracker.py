"""Holds a sheet: where it lies in each picture, measured against the picture in which it was found, never chained.

The sheet moves within the plane of the table (three unknowns). Points of the anchor are looked for in the new picture,
seen through the last pose; most of them may be covered. What is found is believed only if the sheet's own texture is
there: forms share boxes and words, and a look-alike must not take over the marks of the one before.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.flow import Points, followed
from kiosk.vision.geometry import Floats, Gray, Shift, Size, project, rectified, scaled
from kiosk.vision.rigid import fit_shift

PX_PER_MM = 2.0
"""At which scale a page is compared."""
LOOK = 0.5
"""Pictures are looked at in half their size."""
_SHADE = 21
"""Pixels of the window whose mean is taken out: shadows and the lamp do not count."""
_POINTS_ALONG = 24
"""Points along the longer side of a sheet, at most one in each cell."""
_WINDOW_PX = 15
_WITHIN_MM = 0.5
_LEAST_POINTS = 10
_LEAST_SHARE = 0.08
_CELL_PX = 20
_TEXTURE = 6.0
_AGREE = 0.55
HELD_SHARE = 0.30
"""So much of the sheet's texture must be seen to go on holding it: two hands may lie on the rest."""
FOUND_SHARE = 0.45
"""And so much to find it again."""
LET_GO_AFTER = 4
"""Pictures after which a lost sheet is no longer looked for here: in a longer time another copy of the same form may
have taken its place, and telling them apart takes a closer look (`sheet.is_again`)."""


@dataclass(frozen=True)
class Pose:
    """Where the sheet lies: `plane` takes its millimetres to pixels of the full picture; `seen` is the share of its
    texture that is there."""

    plane: Floats
    shift: Shift
    seen: float


class Anchor:
    """A sheet as it was when it was found."""

    def __init__(self, gray: Gray, plane: Floats, size: Size) -> None:
        """`gray` is the full picture in which the sheet of `size` lies at `plane`."""
        self.plane = plane
        self.size = size
        self.page = flattened(rectified(gray, plane, size, PX_PER_MM))
        self.points = _points(self.page)
        self.texture = _texture(self.page)
        self._orb = cv2.ORB.create(900)
        self._at, self._words = self._orb.detectAndCompute(self.page, None)

    @property
    def trackable(self) -> bool:
        """Whether there is anything on it to hold it by; a white sheet has its sides alone."""
        return len(self.points) >= _LEAST_POINTS

    def look_for(self, look: Gray) -> Shift | None:
        """Finds the sheet anywhere in a half-size picture by its texture; to be verified by `Tracker`."""
        at, words = self._orb.detectAndCompute(look, None)
        if words is None or self._words is None or len(at) < _LEAST_POINTS:
            return None
        pairs = cv2.BFMatcher(cv2.NORM_HAMMING, crossCheck=True).match(self._words, words)
        if len(pairs) < _LEAST_POINTS:
            return None
        page = np.array([self._at[pair.queryIdx].pt for pair in pairs], np.float64) / PX_PER_MM
        seen = np.array([at[pair.trainIdx].pt for pair in pairs], np.float64)
        fit = fit_shift(page, project(np.linalg.inv(scaled(self.plane, LOOK)), seen), 2.0)
        return None if fit is None or fit.inliers.sum() < _LEAST_POINTS else fit.shift


class Tracker:
    """Follows one anchor; one call a picture."""

    def __init__(self, anchor: Anchor) -> None:
        self.anchor = anchor
        self._last: Floats | None = np.eye(3)
        self._step: Floats = np.eye(3)
        self._lost = 0

    def begin(self, plane: Floats) -> None:
        """The sheet was found again, and lies at `plane` in the full picture."""
        motion = np.linalg.inv(self.anchor.plane) @ plane
        motion /= motion[2, 2]
        self._last, self._step, self._lost = _shift(motion).matrix(), np.eye(3), 0

    def step(self, look: Gray) -> Pose | None:
        """The pose in this half-size picture; None while the sheet is not there, or not surely. Once let go, a sheet is
        held again only by a new tracker."""
        if self._last is not None:
            for guess in (self._last @ self._step, self._last):
                pose = self._from(look, guess, HELD_SHARE)
                if pose is not None:
                    return self._found(pose)
        self._last = None
        self._lost += 1
        if self._lost > LET_GO_AFTER:
            return None
        shift = self.anchor.look_for(look)
        pose = self._from(look, shift.matrix(), FOUND_SHARE) if shift is not None else None
        return None if pose is None else self._found(pose)

    def _found(self, pose: Pose) -> Pose:
        motion = pose.shift.matrix()
        self._step = np.linalg.inv(self._last) @ motion if self._last is not None else np.eye(3)
        self._last = motion
        self._lost = 0
        return pose

    def _from(self, look: Gray, guess: Floats, share: float) -> Pose | None:
        anchor = self.anchor
        plane = scaled(anchor.plane, LOOK)
        now = flattened(rectified(look, plane @ guess, anchor.size, PX_PER_MM))
        before, after = (
            points.astype(np.float64) / PX_PER_MM for points in followed(anchor.page, now, anchor.points, _WINDOW_PX, 3)
        )
        if len(before) < max(_LEAST_POINTS, _LEAST_SHARE * len(anchor.points)):
            return None
        fit = fit_shift(before, after, _WITHIN_MM)
        if fit is None or fit.inliers.sum() < max(_LEAST_POINTS, _LEAST_SHARE * len(anchor.points)):
            return None
        motion = guess @ fit.shift.matrix()
        seen = agreement(
            anchor.page, flattened(rectified(look, plane @ motion, anchor.size, PX_PER_MM)), anchor.texture
        )
        if seen < share:
            return None
        shift = _shift(motion)
        return Pose(anchor.plane @ shift.matrix(), shift, seen)


def _shift(motion: Floats) -> Shift:
    return Shift(motion[0, 2], motion[1, 2], float(np.arctan2(motion[1, 0], motion[0, 0])))


def flattened(page: Gray, px_per_mm: float = PX_PER_MM) -> Gray:
    """Light and shadow taken out: what is left is ink, grey on 128."""
    across = round(_SHADE * px_per_mm / PX_PER_MM)
    shade = cv2.blur(page, (across, across))
    return np.asarray(cv2.addWeighted(page, 1.0, shade, -1.0, 128.0), np.uint8)


def agreement(before: Gray, now: Gray, texture: NDArray[np.bool_]) -> float:
    """The share of textured cells of two flattened pages that show the same thing."""
    if not texture.any():
        return 0.0
    return float(same_cells(before, now)[texture].mean())


def same_cells(before: Gray, now: Gray) -> NDArray[np.bool_]:
    """Which cells of two flattened pages correlate."""
    a, b = before.astype(np.float32) - 128, now.astype(np.float32) - 128
    ab, aa, bb = (_cell_means(product) for product in (a * b, a * a, b * b))
    return np.asarray(ab > _AGREE * np.sqrt(aa * bb) + 1e-3, np.bool_)


def _cell_means(values: NDArray[np.float32]) -> NDArray[np.float32]:
    height, width = values.shape
    cells = (max(1, width // _CELL_PX), max(1, height // _CELL_PX))
    return np.asarray(cv2.resize(values, cells, interpolation=cv2.INTER_AREA), np.float32)


def _texture(page: Gray) -> NDArray[np.bool_]:
    ink = page.astype(np.float32) - 128
    return np.asarray(_cell_means(ink * ink) > _TEXTURE**2, np.bool_)


def _points(page: Gray) -> Points:
    """Corners of print, spread over the page: the best of each cell."""
    strength = cv2.cornerMinEigenVal(page, 5)
    step = max(_WINDOW_PX, max(page.shape) // _POINTS_ALONG)
    border = _WINDOW_PX // 2 + 1
    found: list[tuple[float, float]] = []
    floor = max(float(strength.max()) * 0.01, 1e-4)
    for top in range(border, page.shape[0] - border, step):
        for left in range(border, page.shape[1] - border, step):
            cell = strength[
                top : min(top + step, page.shape[0] - border), left : min(left + step, page.shape[1] - border)
            ]
            y, x = np.unravel_index(int(cell.argmax()), cell.shape)
            if cell[y, x] > floor:
                found.append((left + float(x), top + float(y)))
    return np.array(found, np.float32).reshape(-1, 2)
