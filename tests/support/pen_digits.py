"""Digits as people write them: strokes that no two times are the same."""

import cv2
import numpy as np

from kiosk.vision.geometry import Floats
from tests.support.paper_world import Pixels

Stroke = tuple[tuple[float, float], ...]
_STROKES: dict[str, tuple[tuple[Stroke, ...], ...]] = {
    "0": ((((0.3, 0.0), (0.05, 0.2), (0.0, 0.6), (0.2, 1.0), (0.5, 0.85), (0.58, 0.4), (0.45, 0.06), (0.25, 0.02)),),),
    "1": (
        (((0.3, 0.0), (0.29, 0.5), (0.28, 1.0)),),
        (((0.12, 0.22), (0.32, 0.0), (0.31, 0.5), (0.3, 1.0)),),
    ),
    "2": ((((0.05, 0.22), (0.25, 0.0), (0.52, 0.2), (0.4, 0.55), (0.02, 0.98), (0.3, 0.95), (0.6, 0.97)),),),
    "3": (
        (
            (
                (0.05, 0.1), (0.35, 0.0), (0.5, 0.22), (0.22, 0.46), (0.52, 0.65), (0.45, 0.93), (0.2, 1.0),
                (0.0, 0.86),
            ),
        ),
    ),
    "4": (
        (((0.3, 0.0), (0.0, 0.62), (0.3, 0.64), (0.62, 0.6)), ((0.46, 0.3), (0.44, 0.65), (0.43, 1.0))),
        (((0.06, 0.05), (0.04, 0.5), (0.3, 0.52), (0.6, 0.48)), ((0.5, 0.02), (0.48, 0.5), (0.46, 1.0))),
    ),
    "5": (
        (
            ((0.1, 0.04), (0.08, 0.25), (0.06, 0.45), (0.4, 0.42), (0.55, 0.68), (0.4, 0.95), (0.02, 0.95)),
            ((0.1, 0.04), (0.35, 0.03), (0.55, 0.02)),
        ),
    ),
    "6": ((((0.42, 0.0), (0.12, 0.3), (0.03, 0.75), (0.25, 1.0), (0.52, 0.82), (0.4, 0.55), (0.08, 0.65)),),),
    "7": (
        (((0.02, 0.05), (0.3, 0.03), (0.57, 0.04), (0.38, 0.45), (0.24, 1.0)),),
        (((0.03, 0.3), (0.04, 0.06), (0.3, 0.03), (0.57, 0.04), (0.4, 0.45), (0.3, 1.0)),),
    ),
    "8": (
        (
            (
                (0.45, 0.08), (0.22, 0.0), (0.06, 0.2), (0.28, 0.45), (0.54, 0.72), (0.34, 1.0), (0.05, 0.82),
                (0.25, 0.5), (0.5, 0.22), (0.42, 0.06),
            ),
        ),
    ),
    "9": (
        (((0.52, 0.18), (0.28, 0.0), (0.03, 0.22), (0.2, 0.48), (0.5, 0.3), (0.52, 0.12), (0.48, 0.55), (0.4, 1.0)),),
    ),
}  # fmt: skip


def pen_digit(digit: str, height: float, rng: np.random.Generator) -> Pixels:
    """One of `height` pixels, 255 on 0, cut out along its ink."""
    variants = _STROKES[digit]
    strokes = variants[int(rng.integers(len(variants)))]
    slant, wide = float(rng.uniform(-0.1, 0.25)), float(rng.uniform(0.85, 1.15))
    canvas = np.zeros((round(height * 1.6), round(height * 2.0)), np.uint8)
    thick = max(1, round(float(np.clip(rng.normal(0.09, 0.02), 0.05, 0.14)) * height))
    for stroke in strokes:
        points = np.array(stroke) + rng.normal(0, 0.03, (len(stroke), 2))
        smooth = _smooth(points) * (wide, 1.0)
        smooth[:, 0] += slant * (1 - smooth[:, 1])
        pixels = (smooth * height * 0.94 + height * 0.3).round().astype(np.int32)
        cv2.polylines(canvas, [pixels.reshape(-1, 1, 2)], False, 255, thick, cv2.LINE_AA)
    x, y, width, tall = cv2.boundingRect(canvas)
    return canvas[y : y + tall, x : x + width]


def _smooth(points: Floats) -> Floats:
    """A curve near the points: corners cut off three times."""
    for _ in range(3):
        start, end = points[:-1], points[1:]
        cut = np.stack([0.75 * start + 0.25 * end, 0.25 * start + 0.75 * end], axis=1).reshape(-1, 2)
        points = np.vstack([points[:1], cut, points[-1:]])
    return points
