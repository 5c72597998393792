"""Straight edges in a picture: segments found by OpenCV's detector, those of one edge joined into one line."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from kiosk.vision.geometry import Floats, Gray

_JOIN_ANGLE = math.radians(1.5)
_JOIN_PX = 2.0
_MOST = 80


@dataclass(frozen=True)
class Lines:
    """n lines, longest first: `normal` (n, 2) unit vectors, `offset` (n,) with normal · point = offset, `length` (n,)
    the pixels of edge that lie on each, `angle` (n,) of the normal in [0, pi)."""

    normal: Floats
    offset: Floats
    length: Floats
    angle: Floats


def straight_edges(picture: Gray, least_px: float) -> Lines:
    """All edges made of segments of at least `least_px`, at most 80 of them."""
    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_STD).detect(picture)[0]
    segments = np.zeros((0, 4)) if found is None else np.asarray(found, np.float64).reshape(-1, 4)
    direction = segments[:, 2:] - segments[:, :2]
    length = np.hypot(direction[:, 0], direction[:, 1])
    keep = length >= least_px
    segments, direction, length = segments[keep], direction[keep], length[keep]
    angle = (np.arctan2(direction[:, 1], direction[:, 0]) + math.pi / 2) % math.pi
    return _joined(segments, angle, length)


def _joined(segments: Floats, angle: Floats, length: Floats) -> Lines:
    """Each segment goes to the longest line it lies on, and adds its length there."""
    order = np.argsort(-length)
    middle = (segments[:, :2] + segments[:, 2:]) / 2
    taken = np.zeros(len(length), bool)
    rows: list[tuple[float, float, float, float, float]] = []
    for first in order:
        if taken[first]:
            continue
        normal = np.array([math.cos(angle[first]), math.sin(angle[first])])
        turn = np.abs((angle - angle[first] + math.pi / 2) % math.pi - math.pi / 2)
        away = np.abs((middle - middle[first]) @ normal)
        mates = ~taken & (turn < _JOIN_ANGLE) & (away < _JOIN_PX)
        mates[first] = True
        taken |= mates
        offset = float(np.average(middle[mates] @ normal, weights=length[mates]))
        rows.append((normal[0], normal[1], offset, float(length[mates].sum()), float(angle[first])))
    table = np.array(sorted(rows, key=lambda row: -row[3])[:_MOST]).reshape(-1, 5)
    return Lines(table[:, :2], table[:, 2], table[:, 3], table[:, 4])
