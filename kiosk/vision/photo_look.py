"""Measures what matters of a photo for a card: where the face is, how it is held and lit, what is behind it."""

import math
from typing import Final, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.domain.photo import FaceSeen, PhotoSeen
from kiosk.vision.face import Face, Pixels

Grey = NDArray[np.uint8]

HEAD_OF_FACE: Final = 3.7
"""A head from crown to chin has so many times the height from the eyes to the mouth."""
EYES_OF_HEAD: Final = 0.27
_DARK_GLASS: Final = 0.45
"""Skin is so many times lighter than sunglasses at least; an eye is about as light as the skin around it."""
_WORKING_PX: Final = 180
"""Height at which light is measured: noise is gone there, and shadows are not."""


def look(picture: Pixels, faces: list[Face]) -> PhotoSeen:
    """A BGR picture and what FaceFinder found in it."""
    height, width = picture.shape[:2]
    scale = _WORKING_PX / height
    size = max(1, round(width * scale)), _WORKING_PX
    grey = cast(Grey, cv2.cvtColor(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY))
    seen = tuple(_face(face, grey, scale) for face in faces)
    return PhotoSeen(seen, _uneven(grey, faces[0], scale) if faces else 0.0)


def _face(face: Face, grey: Grey, scale: float) -> FaceSeen:
    height, width = grey.shape[0] / scale, grey.shape[1] / scale
    (left_x, left_y), (right_x, right_y) = face.left_eye, face.right_eye
    between = math.hypot(right_x - left_x, right_y - left_y) or 1.0
    middle = ((left_x + right_x) / 2, (left_y + right_y) / 2)
    down = math.hypot(face.mouth[0] - middle[0], face.mouth[1] - middle[1])
    along = (right_x - left_x) / between, (right_y - left_y) / between
    turn = ((face.nose[0] - middle[0]) * along[0] + (face.nose[1] - middle[1]) * along[1]) / between
    skin = _mean(grey, (middle[0], middle[1] + 0.55 * down), 0.3 * between, scale)
    eyes = [_mean(grey, eye, 0.22 * between, scale) for eye in (face.left_eye, face.right_eye)]
    light, sides = _light(face, grey, scale)
    return FaceSeen(
        x=(middle[0] - width / 2) / height,
        y=(middle[1] + face.mouth[1]) / 2 / height,
        head=HEAD_OF_FACE * down / height,
        tilt_deg=math.degrees(math.atan2(right_y - left_y, right_x - left_x)),
        turn=turn,
        eyes_covered=max(eyes) < _DARK_GLASS * skin,
        light=light,
        sides=sides,
    )


def _light(face: Face, grey: Grey, scale: float) -> tuple[float, float]:
    """Mean brightness of the cheeks, of full white, and how much lighter the picture's left one is."""
    (left_x, left_y), (right_x, right_y) = face.left_eye, face.right_eye
    between = math.hypot(right_x - left_x, right_y - left_y)
    lower = 0.5
    cheeks = [
        _mean(
            grey,
            (x + lower * (face.mouth[0] - (left_x + right_x) / 2), y + lower * (face.mouth[1] - y)),
            0.2 * between,
            scale,
        )
        for x, y in (face.left_eye, face.right_eye)
    ]
    return sum(cheeks) / 2 / 255, (cheeks[0] + 1) / (cheeks[1] + 1)


def _mean(grey: Grey, middle: tuple[float, float], radius: float, scale: float) -> float:
    """Brightness around a place of the picture."""
    x, y, r = middle[0] * scale, middle[1] * scale, max(radius * scale, 1.0)
    rows = slice(max(0, round(y - r)), max(0, round(y + r)) + 1)
    columns = slice(max(0, round(x - r)), max(0, round(x + r)) + 1)
    part = grey[rows, columns]
    return float(part.mean()) if part.size else 0.0


def _uneven(grey: Grey, face: Face, scale: float) -> float:
    """How much the wall beside and above the head differs in itself, of full white; 0 where none of it is seen."""
    eyes_y = (face.left_eye[1] + face.right_eye[1]) / 2
    head = HEAD_OF_FACE * abs(face.mouth[1] - eyes_y) * scale
    x, top = (face.left_eye[0] + face.right_eye[0]) / 2 * scale, eyes_y * scale - 0.5 * head
    chin = round(top + head)
    frame = grey[: max(chin, 1), max(0, round(x - 0.95 * head)) : round(x + 0.95 * head) + 1]
    middle = x - max(0, round(x - 0.95 * head))
    columns = np.abs(np.arange(frame.shape[1]) - middle)
    wall = frame[:, columns > 0.52 * head]
    return float(wall.std()) / 255 if wall.size else 0.0
