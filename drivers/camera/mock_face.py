"""The face that a mock camera sees: a drawn person whose swaying tells a live picture from a frozen one."""

import math
from pathlib import Path
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.mock_room.state import Place

Pixels = NDArray[np.uint8]
FACES = Path(__file__).resolve().parents[2] / "assets" / "demo" / "faces"
_DRAWN_WIDTH, _DRAWN_HEIGHT = 1280, 720
_HEAD_LEFT, _HEAD_TOP = 400, 20
"""Where the head's picture lies in the drawing, as assets/demo/make_layers.py cuts it."""
_BLINK_EVERY_S, _BLINK_S = 3.7, 0.18
_PHRASE_S, _SPEAKING_S, _SYLLABLE_S = 5.0, 3.6, 0.24


class FaceView:
    """One person in one room, drawn at one size."""

    def __init__(self, place: Place, size: tuple[int, int]) -> None:
        self._scale = (size[0] / _DRAWN_WIDTH, size[1] / _DRAWN_HEIGHT)
        self._room = cv2.resize(_read(f"{place}_room", cv2.IMREAD_COLOR), size, interpolation=cv2.INTER_AREA)
        self._heads = {
            (eyes, mouth): self._head(f"{place}_head_{eyes}_{mouth}")
            for eyes in ("open", "blink")
            for mouth in ("rest", "talk")
        }

    def draw(self, at_s: float) -> Pixels:
        """The picture at this moment, as a new (height, width, 3) array."""
        eyes = "blink" if at_s % _BLINK_EVERY_S < _BLINK_S else "open"
        speaking = at_s % _PHRASE_S < _SPEAKING_S and at_s % _SYLLABLE_S < _SYLLABLE_S / 2
        head = self._swayed(self._heads[eyes, "talk" if speaking else "rest"], at_s)
        picture = self._room.copy()
        left, top = round(_HEAD_LEFT * self._scale[0]), round(_HEAD_TOP * self._scale[1])
        part = picture[top : top + head.shape[0], left : left + head.shape[1]]
        behind = cv2.cvtColor(255 - head[:, :, 3], cv2.COLOR_GRAY2BGR)
        cv2.multiply(part, behind, dst=part, scale=1 / 255)
        cv2.add(part, head[:, :, :3], dst=part)
        return cast(Pixels, picture)

    def _head(self, name: str) -> Pixels:
        """BGR with alpha, colours already multiplied by alpha."""
        head = _read(name, cv2.IMREAD_UNCHANGED)
        alpha = head[:, :, 3:].astype(np.uint16)
        head[:, :, :3] = (head[:, :, :3] * alpha + 127) // 255
        return cast(Pixels, cv2.resize(head, None, fx=self._scale[0], fy=self._scale[1], interpolation=cv2.INTER_AREA))

    def _swayed(self, head: Pixels, at_s: float) -> Pixels:
        height, width = head.shape[:2]
        neck = (width / 2, float(height))
        turn = cv2.getRotationMatrix2D(neck, 1.6 * math.sin(at_s * 1.9), 1.0)
        turn[0, 2] += width * 0.014 * math.sin(at_s * 1.2)
        turn[1, 2] += height * 0.006 * math.sin(at_s * 2.7)
        return cast(Pixels, cv2.warpAffine(head, turn, (width, height)))


def _read(name: str, how: int) -> Pixels:
    path = FACES / f"{name}.png"
    picture = cv2.imread(str(path), how)
    if picture is None:
        raise FileNotFoundError(path)
    return cast(Pixels, picture)
