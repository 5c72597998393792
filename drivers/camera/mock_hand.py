"""A hand with its forearm from above, drawn from measures of a grown-up's: fingers up, the thumb at the left."""

from itertools import pairwise
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float64]

HAND_MM = (150.0, 530.0)
"""Of the picture. So long an arm leaves the camera's view at its lower edge wherever in it the fingers are."""
TIP_MM = (75.0, 2.0)
"""The tip of the middle finger in the picture; all places below are counted from there."""


class _Joint(NamedTuple):
    x: float
    y: float
    radius: float


_FINGERS = (
    (_Joint(-22, 98, 11.0), _Joint(-24, 57, 9.6), _Joint(-26, 33, 8.4), _Joint(-26.5, 18, 7.4)),
    (_Joint(1, 97, 10.2), _Joint(0.5, 47, 9.4), _Joint(0, 23, 8.6), _Joint(0, 7.6, 7.6)),
    (_Joint(22, 100, 9.8), _Joint(25, 55, 9.0), _Joint(26.5, 32, 8.2), _Joint(27.5, 17, 7.2)),
    (_Joint(40, 109, 8.8), _Joint(46, 76, 7.8), _Joint(49, 59, 7.2), _Joint(51, 46, 6.4)),
    (_Joint(-27, 152, 15.0), _Joint(-46, 128, 11.5), _Joint(-58, 108, 9.8), _Joint(-64, 96, 8.8)),
)
_WAIST = 0.9
"""So much thinner than at its joints is a finger between them."""
_PALM = (
    (-33, 100), (-21, 91), (1, 88), (22, 91), (40, 101), (49, 110), (50, 132), (45, 158), (35, 182), (-28, 184),
    (-37, 166), (-41, 145), (-37, 118),
)  # fmt: skip
_ARM = (
    (174, -34, 40), (186, -29, 33), (200, -28, 31), (220, -30, 32), (240, -35, 36), (262, -42, 42), (285, -47.5, 46.5),
    (310, -50, 48.5), (340, -50.5, 48.5), (375, -48.5, 46.5), (410, -45, 43.5), (450, -42.5, 41), (490, -42, 40.5),
    (530, -43, 41),
)  # fmt: skip
"""How far it reaches to the left and to the right at these heights: no straight side, as an arm has none."""
_FINGERS_MM = 180.0
"""From the top of the picture to below all fingers."""
_SKIN = (116.0, 154.0, 206.0)
_NAIL = (150.0, 178.0, 222.0)
_ROUND_MM = 1.4
_SHADE, _SHADE_MM = 0.3, 3.5
"""How dark its outline is, and how far in from there it is still darker: a hand is round."""


def hand_cover(px_per_mm: int) -> Pixels:
    """(height, width) of a picture of HAND_MM, 255 where the hand is."""
    cover = np.zeros((round(HAND_MM[1] * px_per_mm), round(HAND_MM[0] * px_per_mm)), np.uint8)
    for finger in _FINGERS:
        for one, other in pairwise(finger):
            waist = _Joint((one.x + other.x) / 2, (one.y + other.y) / 2, _WAIST * (one.radius + other.radius) / 2)
            for half in ((one, waist), (waist, other)):
                both = np.concatenate([_circle(joint) for joint in half]).astype(np.float32)
                cv2.fillConvexPoly(cover, _points(cv2.convexHull(both).reshape(-1, 2), px_per_mm), 255)
    heights = np.arange(_ARM[0][0], _ARM[-1][0] + 1.0)
    left, right = (np.interp(heights, [row[0] for row in _ARM], [row[side] for row in _ARM]) for side in (1, 2))
    arm = np.concatenate([np.stack([left, heights], 1), np.stack([right, heights], 1)[::-1]])
    for outline in (np.array(_PALM, np.float64), arm):
        cv2.fillPoly(cover, [_points(outline, px_per_mm)], 255)
    soft = cv2.GaussianBlur(cover, (0, 0), _ROUND_MM * px_per_mm, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.threshold(soft, 127, 255, cv2.THRESH_BINARY)[1], np.uint8)


def hand_colours(cover: Pixels, px_per_mm: int) -> Pixels:
    """(height, width, 3) colours for this cover, beyond its outline, too."""
    inside_mm = cv2.distanceTransform(cover, cv2.DIST_L2, 5) / px_per_mm
    mottled = np.random.default_rng(11).normal(1, 0.02, (cover.shape[0] // 40, cover.shape[1] // 40))
    light = cv2.resize(mottled.astype(np.float32), cover.shape[::-1]) - _SHADE * np.exp(-inside_mm / _SHADE_MM)
    fingers = round(_FINGERS_MM * px_per_mm)  # below there is nothing but skin
    light[:fingers] *= 1 - _creases(light[:fingers].shape, px_per_mm)
    nails = _nails(light[:fingers].shape, px_per_mm)
    colours = np.empty((*cover.shape, 3), np.uint8)
    for channel, (skin, nail) in enumerate(zip(_SKIN, _NAIL, strict=True)):
        colours[..., channel] = skin * light
        colours[:fingers, :, channel] = (skin + (nail - skin) * nails) * light[:fingers]
    return colours


def _creases(shape: tuple[int, ...], px_per_mm: int) -> NDArray[np.float32]:
    """How much darker the folds over the fingers' joints are, 0 to 1."""
    dark = np.zeros(shape, np.float32)
    for joint, last in (pair for finger in _FINGERS for pair in pairwise(finger[1:])):
        angle = _angle(joint, last)
        for along_mm in (-1.8, 0.0, 1.8):
            middle = np.array([joint.x, joint.y]) + along_mm * np.array([np.cos(angle), np.sin(angle)])
            axes = (round(1.2 * px_per_mm), round(0.55 * joint.radius * px_per_mm))
            at = _points(middle[None], px_per_mm)[0]
            cv2.ellipse(dark, at.tolist(), axes, np.degrees(angle), -80, 80, 0.12, px_per_mm // 2, cv2.LINE_AA)
    return np.asarray(cv2.GaussianBlur(dark, (0, 0), 0.3 * px_per_mm), np.float32)


def _nails(shape: tuple[int, ...], px_per_mm: int) -> NDArray[np.float32]:
    """How much of a nail's colour there is, 0 to 1."""
    share = np.zeros(shape, np.float32)
    for finger in _FINGERS:
        tip = finger[-1]
        at = _points(np.array([[tip.x, tip.y]]), px_per_mm)[0]
        axes = (round(0.85 * tip.radius * px_per_mm), round(0.62 * tip.radius * px_per_mm))
        cv2.ellipse(share, at.tolist(), axes, np.degrees(_angle(finger[-2], tip)), 0, 360, 0.8, -1, cv2.LINE_AA)
    return np.asarray(cv2.GaussianBlur(share, (0, 0), 0.25 * px_per_mm), np.float32)


def _angle(one: _Joint, other: _Joint) -> float:
    return float(np.arctan2(other.y - one.y, other.x - one.x))


def _circle(joint: _Joint) -> Floats:
    turns = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    return np.stack([joint.x + joint.radius * np.cos(turns), joint.y + joint.radius * np.sin(turns)], 1)


def _points(from_tip_mm: NDArray[Any], px_per_mm: int) -> NDArray[np.int32]:
    return np.asarray(np.rint((from_tip_mm + np.array(TIP_MM)) * px_per_mm), np.int32)
