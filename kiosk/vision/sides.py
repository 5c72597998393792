"""The sides of a sheet to a fraction of a pixel: where brightness changes most along them, and the lines through
that."""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.geometry import Floats, Gray

_SAMPLES = 120
_ENDS = 0.06
_REACH_MM = 2.0
_AGREE_PX = 1.2
_LEAST_AGREEING = 0.25
_FAINTER = 0.5


def fitted_sides(gray: Gray, quad: Floats, seen: NDArray[np.bool_], px_per_mm: float) -> Floats | None:
    """The (4, 2) corners of a quad whose sides are moved onto the edges beside them. Sides that are not `seen` keep
    their distance to the opposite side. None where a side that is seen has no edge."""
    first = _moved(gray, quad, seen, px_per_mm)
    # What was proposed may have been the outer edge of a shadow, with the sheet's own just out of reach.
    return _moved(gray, first, seen, px_per_mm) if first is not None else None


def _moved(gray: Gray, quad: Floats, seen: NDArray[np.bool_], px_per_mm: float) -> Floats | None:
    lines = [_fitted(gray, quad, side, px_per_mm) if seen[side] else None for side in range(4)]
    if any(line is None for side, line in enumerate(lines) if seen[side]):
        return None
    for side, line in enumerate(lines):
        if line is None:
            opposite = lines[(side + 2) % 4]
            if opposite is None:
                return None
            lines[side] = _opposite(quad, side, opposite)
    whole = [line for line in lines if line is not None]
    fitted = np.array([_cross(whole[side - 1], whole[side]) for side in range(4)])
    return fitted if bool(np.isfinite(fitted).all()) else None


def _fitted(gray: Gray, quad: Floats, side: int, px_per_mm: float) -> Floats | None:
    """The line a·x + b·y = c through the edge beside one side, or None."""
    start, end = quad[side], quad[(side + 1) % 4]
    along = (end - start) / np.linalg.norm(end - start)
    inward = np.array([-along[1], along[0]])
    places = start + np.linspace(_ENDS, 1 - _ENDS, _SAMPLES)[:, None] * (end - start)
    reach = round(_REACH_MM * px_per_mm)
    steps = np.arange(-reach, reach + 1)
    grid = (places[:, None] + steps[None, :, None] * inward).astype(np.float32)
    profiles = cv2.remap(gray, grid[..., 0], grid[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    slopes = np.gradient(cv2.GaussianBlur(np.asarray(profiles, np.float32), (3, 5), 0), axis=1)
    height = _of_the_sheet(slopes)
    top = height.argmax(axis=1)
    rows = np.arange(len(top))
    strong = height[rows, top] > max(1.0, 0.3 * float(np.median(height[rows, top])))
    left, peak, right = height[rows, top - 1], height[rows, top], height[rows, top + 1]
    with np.errstate(invalid="ignore", divide="ignore"):
        finer = np.nan_to_num(0.5 * (left - right) / (left - 2 * peak + right), posinf=0.0, neginf=0.0)
    edge = places + (steps[top] + np.clip(finer, -0.5, 0.5))[:, None] * inward
    return _line_through(edge[strong], inward)


def _of_the_sheet(slopes: NDArray[np.float32]) -> NDArray[np.float32]:
    """(samples, steps) slopes made positive where the sheet's own edge may be. Shadows lie outside: of an edge
    that brightens and one that darkens, the inner one is the sheet's unless it is much fainter."""
    inner = slopes[:, 1:-1]
    strength = {sign: float(np.median((sign * inner).max(axis=1))) for sign in (1.0, -1.0)}
    place = {sign: float(np.median((sign * inner).argmax(axis=1))) for sign in (1.0, -1.0)}
    first, second = sorted(strength, key=lambda sign: -place[sign])
    sign = first if strength[first] >= _FAINTER * strength[second] else second
    height = slopes * np.float32(sign)
    height[:, [0, -1]] = -np.inf
    return height


def _line_through(points: Floats, inward: Floats) -> Floats | None:
    """The line that most points agree on, then least squares through those."""
    if len(points) < _LEAST_AGREEING * _SAMPLES:
        return None
    drawn = np.random.default_rng(0).integers(0, len(points), (2, 80))
    base = points[drawn[1]] - points[drawn[0]]
    lengths = np.linalg.norm(base, axis=1)
    good = lengths > 0.2 * lengths.max()
    normals = np.stack([-base[good, 1], base[good, 0]], axis=1) / lengths[good, None]
    away = np.abs(np.einsum("tk,tnk->tn", normals, points[None] - points[drawn[0][good], None]))
    inliers = (away < _AGREE_PX)[int((away < _AGREE_PX).sum(axis=1).argmax())]
    if inliers.sum() < _LEAST_AGREEING * _SAMPLES:
        return None
    vx, vy, x, y = np.asarray(cv2.fitLine(points[inliers].astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01)).ravel()
    normal = np.array([-vy, vx], np.float64)
    normal *= np.sign(normal @ inward)
    return np.array([normal[0], normal[1], normal @ np.array([x, y])])


def _opposite(quad: Floats, side: int, line: Floats) -> Floats:
    """A hidden side: parallel to how it was proposed, moved as the opposite side was moved."""
    start, end = quad[side], quad[(side + 1) % 4]
    along = (end - start) / np.linalg.norm(end - start)
    normal = np.array([-along[1], along[0]])
    middle = (quad[(side + 2) % 4] + quad[(side + 3) % 4]) / 2
    moved = line[2] - line[:2] @ middle  # along that side's inward normal, which points towards this side
    return np.array([normal[0], normal[1], normal @ ((start + end) / 2) - moved])


def _cross(a: Floats, b: Floats) -> Floats:
    matrix = np.array([a[:2], b[:2]])
    if abs(np.linalg.det(matrix)) < 1e-6:
        return np.array([np.nan, np.nan])
    return np.asarray(np.linalg.solve(matrix, np.array([a[2], b[2]])), np.float64)
