"""How a rectangle moved, told by points along its sides: each may slide along its own side, and many may be hidden."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.geometry import Floats, Gray, project
from kiosk.vision.rigid import fit_shift

REACH_MM = 9.0
_SAMPLES = 60
_ENDS = 0.08
_STEP_GRAY = 14.0
_WITHIN_MM = 0.8
_LEAST_SEEN = 0.3
"""Share of the samples along all four sides that must be seen."""
_LEAST_AGREEING = 0.6
"""Of these, the share that must lie on the new place."""


@dataclass(frozen=True)
class SideSamples:
    """Points (n, 2) on the sides of a rectangle, in millimetres of its page, where their edge is seen now, and the
    inward normal of each one's side; `wanted` is how many there would be if nothing was hidden."""

    before: Floats
    after: Floats
    normals: Floats
    wanted: int


@dataclass(frozen=True)
class Look:
    """How sides are looked for: in pictures of `px_per_mm`, where it `rises` from without to within, or grows darker,
    how far from where they were, and by how many grey levels at least."""

    px_per_mm: float
    rises: bool = True
    reach_mm: float = REACH_MM
    least: float = _STEP_GRAY


def edges_along(gray: Gray, plane: Floats, outline: Floats, look: Look) -> SideSamples:
    """What is seen of the sides of (4, 2) corners, clockwise, of the page that lies at `plane`."""
    before, after, normals = [], [], []
    for side in range(4):
        start, end = outline[side], outline[(side + 1) % 4]
        along = (end - start) / np.linalg.norm(end - start)
        inward = np.array([-along[1], along[0]])
        places = start + np.linspace(_ENDS, 1 - _ENDS, _SAMPLES)[:, None] * (end - start)
        there, found = _edges(gray, plane, places, inward, look)
        before.append(places[found])
        after.append(there[found])
        normals.append(np.tile(inward, (int(found.sum()), 1)))
    return SideSamples(np.concatenate(before), np.concatenate(after), np.concatenate(normals), 4 * _SAMPLES)


def _edges(gray: Gray, plane: Floats, places: Floats, inward: Floats, look: Look) -> tuple[Floats, NDArray[np.bool_]]:
    """For places on a side: where, along the normal, brightness changes most from without to within."""
    sign = 1.0 if look.rises else -1.0
    steps = np.arange(-look.reach_mm, look.reach_mm, 1 / look.px_per_mm)
    grid = places[:, None] + steps[None, :, None] * inward
    at = project(plane, grid.reshape(-1, 2)).astype(np.float32).reshape(*grid.shape)
    profile = np.asarray(cv2.remap(gray, at[..., 0], at[..., 1], cv2.INTER_LINEAR), np.float32)
    smooth = cv2.blur(profile, (3, 1))
    rise = np.asarray(sign * (smooth[:, 2:] - smooth[:, :-2]), np.float32)
    strong = rise > np.maximum(look.least, 0.6 * rise.max(axis=1, keepdims=True))
    first = strong.argmax(axis=1)  # the outermost: what it shows has edges, too
    top = _top_near(rise, first)
    there = places + (np.interp(top + 1, np.arange(len(steps)), steps))[:, None] * inward
    return there, np.asarray(strong.any(axis=1), np.bool_)


def _top_near(rise: NDArray[np.float32], first: NDArray[np.intp]) -> Floats:
    """The top of each slope that begins at `first`, to a part of a step."""
    rows = np.arange(len(rise))
    last = rise.shape[1] - 1
    top = first
    for _ in range(3):
        onward = np.minimum(top + 1, last)
        top = np.where(rise[rows, onward] > rise[rows, top], onward, top)
    left, peak, right = rise[rows, np.maximum(top - 1, 0)], rise[rows, top], rise[rows, np.minimum(top + 1, last)]
    with np.errstate(invalid="ignore", divide="ignore"):
        finer = np.nan_to_num(0.5 * (left - right) / (left - 2 * peak + right), posinf=0.0, neginf=0.0)
    return np.asarray(top + np.clip(finer, -0.5, 0.5), np.float64)


def fitted_motion(samples: list[SideSamples]) -> Floats | None:
    """The motion in the plane that brings the sides there, as a (3, 3) array; None where too little of them is seen."""
    if not any(len(one.before) >= _LEAST_SEEN * one.wanted for one in samples):
        return None
    before, after, normals = (
        np.concatenate([getattr(one, part) for one in samples]) for part in ("before", "after", "normals")
    )
    fit = fit_shift(before, after, 2.0)
    if fit is None:
        return None
    motion = fit.shift.matrix()
    for _ in range(4):
        away = _away(motion, before, after, normals)
        good = np.abs(away) < max(_WITHIN_MM, 2 * float(np.median(np.abs(away))))
        if good.sum() < 12:
            return None
        motion = motion @ _small_motion(before[good], normals[good], away[good])
    near = np.abs(_away(motion, before, after, normals)) < _WITHIN_MM
    least = _LEAST_SEEN * _LEAST_AGREEING * min(one.wanted for one in samples)
    return motion if near.sum() >= least else None


def _away(motion: Floats, before: Floats, after: Floats, normals: Floats) -> Floats:
    """How far each point is from its side, inwards, as the sides lie after the motion."""
    now = project(np.linalg.inv(motion), after)
    return np.asarray(((now - before) * normals).sum(axis=1), np.float64)


def _small_motion(points: Floats, normals: Floats, away: Floats) -> Floats:
    """The least-squares motion (x, y, angle) that moves a page so that its sides meet the points."""
    nx, ny = normals.T
    lever = points[:, 0] * ny - points[:, 1] * nx
    x, y, angle = np.linalg.lstsq(np.column_stack([nx, ny, lever]), away, rcond=None)[0]
    c, s = math.cos(angle), math.sin(angle)
    return np.array([[c, -s, x], [s, c, y], [0, 0, 1]])
