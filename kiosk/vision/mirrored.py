"""A telephone's own picture as an HDMI stick gives it: upright between black bars or across all of it; lit or dark.

Nothing of it is held on to. Its page is a square, so that it stays the same page when the telephone is turned.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.geometry import Floats, Gray, Size

SIDE_MM = 147.0
"""The page's sides; as long as a telephone, so that lines are as thick as on one that lies on the table."""
NARROW = 9 / 16
"""Width by height of the widest telephone that stands upright; those that are narrower have bars beside them."""
_LOOK = 0.5
_BLACK = 32
"""What a compressed black picture does not reach."""
_LEAST_BESIDE = 0.002
"""Share of what is beside the upright telephone that tells that it lies across."""
_BRIGHT = 48
_LEAST_BRIGHT = 0.0005
"""Share of a dark page that its clock takes."""
_UPRIGHT_AFTER_S = 3.0
"""A film may have a dark moment at its sides."""
_EVEN = 6.0
"""Grey levels by which a column of a test picture differs at most, compressed as it is."""


class Mirrored:
    """Looks at one picture after another; one thread."""

    def __init__(self) -> None:
        self.across = False
        self._beside_s: float | None = None
        """When something was last seen beside the upright telephone."""

    def step(self, picture: NDArray[np.uint8], at_s: float) -> bool:
        """Whether this (height, width, 3) picture is one of a telephone that is on; then `across` is true of it."""
        small = cv2.resize(picture, None, fx=_LOOK, fy=_LOOK, interpolation=cv2.INTER_AREA)
        gray = np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), np.uint8)
        if not _shines(gray):
            return False
        if _is_seen_beside(gray):
            self.across, self._beside_s = True, at_s
        elif self._beside_s is None or at_s - self._beside_s > _UPRIGHT_AFTER_S:
            self.across, self._beside_s = False, None
        return True

    def forget(self) -> None:
        """What comes next is another one."""
        self.across, self._beside_s = False, None


def _shines(gray: Gray) -> bool:
    """Whether anything is written in it; a stick without a signal gives black, one colour, or bars of colours."""
    return float(gray.std(axis=0).max()) > _EVEN and float((gray > _BRIGHT).mean()) > _LEAST_BRIGHT


def _is_seen_beside(gray: Gray) -> bool:
    height, width = gray.shape
    bar = max(0, round((width - height * NARROW) / 2) - 2)
    beside = np.concatenate([gray[:, :bar], gray[:, width - bar :]], axis=1) if bar else gray[:, :0]
    return bool(beside.size) and float((beside > _BLACK).mean()) > _LEAST_BESIDE


def part(across: bool) -> tuple[tuple[float, float], Size]:
    """Where on its page a telephone is seen: its left upper corner and its size in millimetres."""
    size = (SIDE_MM, SIDE_MM * NARROW) if across else (SIDE_MM * NARROW, SIDE_MM)
    return ((SIDE_MM - size[0]) / 2, (SIDE_MM - size[1]) / 2), size


def plane(across: bool, picture: tuple[int, int]) -> Floats:
    """From the page's millimetres to the pixels of a picture of that (width, height)."""
    width, height = picture
    scale = min(width, height / NARROW) / SIDE_MM if across else height / SIDE_MM
    left, top = width / 2 - scale * SIDE_MM / 2, height / 2 - scale * SIDE_MM / 2
    return np.array([[scale, 0, left - 0.5], [0, scale, top - 0.5], [0, 0, 1.0]])
