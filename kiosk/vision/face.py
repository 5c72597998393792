"""Finds faces with MediaPipe's short-range model (BlazeFace): a box and six points each, in pixels of the picture.

Source of the model and of its layout (896 anchors, shares of 128 pixels): npm @mediapipe/face_detection 0.4.1657300184,
Apache-2.0.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Numbers = NDArray[np.float32]

SIDE_PX: Final = 128
LEAST_SCORE: Final = 0.6
"""Below, things are found that are no faces; drawn ones begin at 0.85, photographed ones at 0.9."""
_SAME: Final = 0.3
"""Boxes that share so much of both are the same face."""
_LAYERS: Final = ((16, 2), (8, 6))
"""Cells a side, and anchors in each."""
_POINTS: Final = 6
_MIDDLES: Final = (1.0, 0.6)
"""Shares of the picture's height, of the squares in which a small face is looked for."""
_SURE_SCORE: Final = 0.8
"""Enlarged, more things look like faces than in the whole picture."""
_AROUND: Final = 2.0
"""The second look sees so many times the box: the model was made for faces with their surroundings."""


class NoFaceFinder(Exception):
    """The model or what runs it does not load on this machine."""


@dataclass(frozen=True)
class Face:
    """`box` is left, top, right, bottom. The eyes are those at the left and at the right of the picture. Pixels."""

    score: float
    box: tuple[float, float, float, float]
    left_eye: tuple[float, float]
    right_eye: tuple[float, float]
    nose: tuple[float, float]
    mouth: tuple[float, float]

    @property
    def width(self) -> float:
        """Of its box."""
        return self.box[2] - self.box[0]

    def moved(self, right: float, down: float) -> "Face":
        """The same in a picture whose corner lies so far off."""
        points = ((x + right, y + down) for x, y in (self.left_eye, self.right_eye, self.nose, self.mouth))
        box = (self.box[0] + right, self.box[1] + down, self.box[2] + right, self.box[3] + down)
        return Face(self.score, box, *points)


class FaceFinder:
    """One thread. Loads when it is made; raises NoFaceFinder."""

    def __init__(self, model: Path) -> None:
        try:
            from ai_edge_litert.interpreter import Interpreter, OpResolverType

            plain = OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES  # the others say so on stderr, and gain 1 ms
            self._net: Any = Interpreter(str(model), num_threads=1, experimental_op_resolver_type=plain)
            self._net.allocate_tensors()
        except (ImportError, OSError, ValueError, RuntimeError) as error:
            raise NoFaceFinder(f"{model}: {type(error).__name__}") from None
        self._input = int(self._net.get_input_details()[0]["index"])
        self._outputs = [int(output["index"]) for output in self._net.get_output_details()]
        self._anchors = _anchors()

    def find(self, picture: Pixels) -> list[Face]:
        """All faces of a BGR picture, the largest first. Each is looked at once more by itself: in the whole picture a
        face is 20 pixels wide for the model, and its eyes are known to a tenth of their distance only. One that sits
        too far away to be seen in the whole picture is looked for in its middle."""
        faces = [self._closer(picture, face) for face in self._find(picture)] or self._in_the_middle(picture)
        return sorted(faces, key=lambda face: -face.width)

    def _in_the_middle(self, picture: Pixels) -> list[Face]:
        height, width = picture.shape[:2]
        for share in _MIDDLES:
            side = max(2, round(share * height))
            left, top = max(0, (width - side) // 2), (height - side) // 2
            part = picture[top : top + side, left : left + side]
            if found := [face for face in self._find(part) if face.score >= _SURE_SCORE]:
                return [self._closer(picture, face.moved(left, top)) for face in found]
        return []

    def _closer(self, picture: Pixels, face: Face) -> Face:
        reach = _AROUND * face.width / 2
        x, y = (face.box[0] + face.box[2]) / 2, (face.box[1] + face.box[3]) / 2
        left, top = max(0, round(x - reach)), max(0, round(y - reach))
        part = picture[top : round(y + reach) + 1, left : round(x + reach) + 1]
        found = self._find(part) if min(part.shape[:2]) > 1 else []
        return found[0].moved(left, top) if found else face

    def _find(self, picture: Pixels) -> list[Face]:
        square, scale, left, top = _squared(picture)
        self._net.set_tensor(self._input, (square[..., ::-1].astype(np.float32) / 127.5 - 1)[None])
        self._net.invoke()
        told, scores = (cast(Numbers, self._net.get_tensor(output))[0] for output in self._outputs)
        likely = 1 / (1 + np.exp(-np.clip(scores[:, 0], -80, 80)))
        faces: list[Face] = []
        for index in np.argsort(-likely):
            if likely[index] < LEAST_SCORE:
                break
            places = told[index] / SIDE_PX
            places[:2] += self._anchors[index]
            places[4:] = (places[4:].reshape(_POINTS, 2) + self._anchors[index]).ravel()
            face = _placed(float(likely[index]), places * SIDE_PX, (scale, left, top))
            if not any(_shared(face, other) > _SAME for other in faces):
                faces.append(face)
        return faces


def _anchors() -> Numbers:
    """Middles of all anchors, in shares of the square."""
    middles = [
        ((column + 0.5) / cells, (row + 0.5) / cells)
        for cells, each in _LAYERS
        for row in range(cells)
        for column in range(cells)
        for _ in range(each)
    ]
    return np.array(middles, np.float32)


def _squared(picture: Pixels) -> tuple[Pixels, float, int, int]:
    """The whole picture in the middle of the model's square, its scale, and where its corner lies there."""
    height, width = picture.shape[:2]
    scale = SIDE_PX / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    left, top = (SIDE_PX - size[0]) // 2, (SIDE_PX - size[1]) // 2
    square = np.zeros((SIDE_PX, SIDE_PX, 3), np.uint8)
    square[top : top + size[1], left : left + size[0]] = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return square, scale, left, top


def _placed(score: float, places: Numbers, square: tuple[float, int, int]) -> Face:
    """`places` in pixels of the square: middle, size, and the points."""
    scale, left, top = square

    def there(x: float, y: float) -> tuple[float, float]:
        return (float(x) - left) / scale, (float(y) - top) / scale

    x, y = there(places[0], places[1])
    half_width, half_height = float(places[2]) / scale / 2, float(places[3]) / scale / 2
    points = [there(places[at], places[at + 1]) for at in range(4, 4 + 2 * _POINTS, 2)]
    eyes = sorted(points[:2])
    return Face(
        score,
        (x - half_width, y - half_height, x + half_width, y + half_height),
        eyes[0],
        eyes[1],
        points[2],
        points[3],
    )


def _shared(one: Face, other: Face) -> float:
    """What two boxes share, of what both take together."""
    width = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    height = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    if width <= 0 or height <= 0:
        return 0.0
    areas = [(face.box[2] - face.box[0]) * (face.box[3] - face.box[1]) for face in (one, other)]
    return width * height / (sum(areas) - width * height)
