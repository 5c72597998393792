"""Points of one picture found in another, there and back again: optical flow, believed only where it agrees."""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.geometry import Gray

Points = NDArray[np.float32]
_BACK_AGAIN_PX = 0.8


def followed(before: Gray, now: Gray, points: Points, window_px: int, levels: int) -> tuple[Points, Points]:
    """(n, 2) pixels before and now of those of the (m, 2) `points` that are found again."""
    if len(points) == 0:
        return points, points
    size = (window_px, window_px)
    there, found, _ = cv2.calcOpticalFlowPyrLK(before, now, points, points.copy(), winSize=size, maxLevel=levels)
    back, again, _ = cv2.calcOpticalFlowPyrLK(
        now, before, there, np.asarray(there).copy(), winSize=size, maxLevel=levels
    )
    apart = np.linalg.norm(np.asarray(back) - points, axis=1)
    keep = (apart < _BACK_AGAIN_PX) & (np.asarray(found).ravel() == 1) & (np.asarray(again).ravel() == 1)
    return points[keep], np.asarray(there, np.float32)[keep]
