"""A pretended table under a document camera, in perspective: sheets, hands, cards and memos on it, drawn from a seed.

What it does not have: glossy lamination, folded paper, autofocus, rolling light, real skin. Figures on it are an upper
bound of those on a real table.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.geometry import Floats, Size, corners, project

Pixels = NDArray[np.uint8]
TableKind = Literal["wood", "dark", "white", "grey"]
TEXTURE_PX_PER_MM = 6.0
_GROUND: dict[TableKind, tuple[int, int, int]] = {
    "wood": (78, 128, 178), "dark": (38, 34, 34), "white": (222, 224, 226), "grey": (128, 132, 130),
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Thing:
    """Something flat: (height, width, 4) colours and cover at TEXTURE_PX_PER_MM; its own top left corner lies at `x`,
    `y` millimetres of the table, turned by `angle` radians about it. `shadow` is how dark it makes the table beside
    it."""

    texture: Pixels
    x: float = 0.0
    y: float = 0.0
    angle: float = 0.0
    shadow: float = 0.12

    @property
    def size(self) -> Size:
        """Millimetres."""
        height, width = self.texture.shape[:2]
        return width / TEXTURE_PX_PER_MM, height / TEXTURE_PX_PER_MM

    @property
    def motion(self) -> Floats:
        """From its millimetres to those of the table."""
        c, s = math.cos(self.angle), math.sin(self.angle)
        return np.array([[c, -s, self.x], [s, c, self.y], [0, 0, 1]])

    def at(self, x: float, y: float, degrees: float = 0.0) -> "Thing":
        """The same with its middle at x, y, turned by `degrees` about it."""
        angle = math.radians(degrees)
        c, s = math.cos(angle), math.sin(angle)
        half_w, half_h = self.size[0] / 2, self.size[1] / 2
        return replace(self, x=x - (c * half_w - s * half_h), y=y - (s * half_w + c * half_h), angle=angle)


class World:
    """One table under one camera, which looks a little from the side."""

    def __init__(
        self, kind: TableKind, seed: int, px_per_mm: float = 3.25, size: tuple[int, int] = (1920, 1080)
    ) -> None:
        rng = np.random.default_rng(seed)
        self._rng = rng
        self.px_per_mm = px_per_mm
        self._size = size
        self.width_mm, self.height_mm = size[0] / px_per_mm, size[1] / px_per_mm
        tilt = rng.uniform(-6e-5, 6e-5, 2)
        turn = rng.uniform(-0.01, 0.01)
        c, s = math.cos(turn) * px_per_mm, math.sin(turn) * px_per_mm
        self.plane: Floats = np.array([[c, -s, 2.0], [s, c, -2.0], [tilt[0], tilt[1], 1.0]])
        self._ground = _ground(kind, rng, size)
        self._light = _light(rng, size)
        self._grain = rng.normal(0, 1.6, (size[1], size[0], 3)).astype(np.float32) - np.float32(0.5)
        self._noise_begins = rng.bit_generator.state
        self._softened: dict[int, tuple[Pixels, NDArray[np.float32]]] = {}
        self.lamp = 1.0
        self.moved_mm = 0.0

    def begin_again(self) -> None:
        """The noise is the same again from here on: what a test sees must not depend on those that ran before it."""
        self._rng.bit_generator.state = self._noise_begins

    @property
    def empty(self) -> Pixels:
        """What calibration saw: the table alone."""
        return self.picture(())

    def picture(self, things: Sequence[Thing]) -> Pixels:
        """(height, width, 3) with the things on the table, later ones above."""
        canvas = self._ground.copy()
        for thing in things:
            self._lay(canvas, thing)
        grain = np.roll(self._grain, tuple(self._rng.integers(0, 500, 2)), (0, 1))
        canvas *= self._light if self.lamp == 1.0 else self._light * np.float32(self.lamp)
        lit = cv2.add(canvas, grain, dtype=cv2.CV_8U)
        jpeg = cv2.imencode(".jpg", lit, [cv2.IMWRITE_JPEG_QUALITY, 88])[1]
        return np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR), np.uint8)

    def _lay(self, canvas: NDArray[np.float32], thing: Thing) -> None:
        """Draws it, and its shadow, into the part of the canvas that they reach."""
        left, top, right, bottom = self._reach(thing)
        if left >= right or top >= bottom:
            return
        shift = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1]], np.float64)
        to_camera = shift @ self.place(thing) @ np.diag([1 / TEXTURE_PX_PER_MM, 1 / TEXTURE_PX_PER_MM, 1.0])
        part = canvas[top:bottom, left:right]
        seen = cv2.warpPerspective(self._soft(thing.texture), to_camera, part.shape[1::-1], flags=cv2.INTER_LINEAR)
        cover = seen[..., 3] / np.float32(255)
        if thing.shadow:
            shade = 1 - thing.shadow * _spread(cover, self.px_per_mm) * (1 - cover)
            part *= cv2.merge([shade] * 3)
        part += (cv2.cvtColor(seen, cv2.COLOR_BGRA2BGR) - part) * cv2.merge([cover] * 3)

    def _reach(self, thing: Thing) -> tuple[int, int, int, int]:
        """Left, top, right and bottom in multiples of four pixels, the shadow's edge included, inside the picture."""
        quad, edge = self.quad(thing), 4 + 10 * self.px_per_mm
        low = np.maximum((quad.min(axis=0) - edge) // 4 * 4, 0)
        high = np.minimum(-(-(quad.max(axis=0) + edge) // 4) * 4, self._size)
        return int(low[0]), int(low[1]), int(high[0]), int(high[1])

    def _soft(self, texture: Pixels) -> NDArray[np.float32]:
        """What the camera's pixels average; kept, because a thing lies there in many pictures."""
        kept = self._softened.get(id(texture))
        if kept is None or kept[0] is not texture:
            sigma = 0.5 * TEXTURE_PX_PER_MM / self.px_per_mm
            kept = texture, np.asarray(cv2.GaussianBlur(texture.astype(np.float32), (0, 0), sigma), np.float32)
            self._softened[id(texture)] = kept
        return kept[1]

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width of its pictures."""
        return self._size[1], self._size[0]

    def cover(self, thing: Thing) -> Pixels:
        """(height, width) how much the thing covers of each pixel, 0 to 255."""
        to_camera = self.place(thing) @ np.diag([1 / TEXTURE_PX_PER_MM, 1 / TEXTURE_PX_PER_MM, 1.0])
        return np.asarray(
            cv2.warpPerspective(np.ascontiguousarray(thing.texture[..., 3]), to_camera, self._size), np.uint8
        )

    def place(self, thing: Thing) -> Floats:
        """From the thing's millimetres to pixels."""
        moved = np.array([[1, 0, self.moved_mm], [0, 1, self.moved_mm], [0, 0, 1]], np.float64)
        return np.asarray(self.plane @ moved @ thing.motion, np.float64)

    def quad(self, thing: Thing) -> Floats:
        """Its (4, 2) corners in the picture."""
        return project(self.place(thing), corners(thing.size))


def sheet(page: Pixels, tint: tuple[int, int, int] = (236, 240, 240)) -> Thing:
    """A printed page: (height, width) grey at TEXTURE_PX_PER_MM on slightly tinted paper."""
    colours = (page[..., None] / 255.0 * np.array(tint)).astype(np.uint8)
    return Thing(np.dstack([colours, np.full(page.shape, 255, np.uint8)]))


def blank_page(size: Size = (210.0, 297.0)) -> Pixels:
    """A white page at TEXTURE_PX_PER_MM."""
    return np.full((round(size[1] * TEXTURE_PX_PER_MM), round(size[0] * TEXTURE_PX_PER_MM)), 255, np.uint8)


def write(page: Pixels, area: tuple[float, float, float, float], seed: int, ink: int = 40) -> None:
    """Scribbles like a name into x, y, width, height millimetres of a page, in place."""
    rng = np.random.default_rng(seed)
    x, y, width, height = (value * TEXTURE_PX_PER_MM for value in area)
    high = min(height * 0.55, 6.5 * TEXTURE_PX_PER_MM)
    count = max(2, min(8, int(width / high / 1.1)))
    for index in range(count):
        left, top = x + width * 0.06 + index * high * 1.12, y + height * 0.3
        for _ in range(int(rng.integers(3, 6))):
            points = np.array([left, top]) + rng.uniform(0, high, (3, 2))
            cv2.polylines(page, [points.round().astype(np.int32)], False, ink, 2, cv2.LINE_AA)


def write_digits(
    page: Pixels, digits: str, at_mm: tuple[float, float], height_mm: float, font: int, pen_seed: int | None = None
) -> Floats:
    """Digits (spaces are gaps) from a left lower corner on, printed evenly or by a trembling pen; in place. The
    corners of what they cover, in millimetres."""
    rng = np.random.default_rng(pen_seed or 0)
    scale = height_mm * TEXTURE_PX_PER_MM / cv2.getTextSize("0", font, 1.0, 2)[0][1]
    x, y = at_mm[0] * TEXTURE_PX_PER_MM, at_mm[1] * TEXTURE_PX_PER_MM
    begun = x
    for digit in digits:
        if digit == " ":
            x += 0.6 * height_mm * TEXTURE_PX_PER_MM
            continue
        shift = rng.normal(0, 0.06, 2) * height_mm * TEXTURE_PX_PER_MM if pen_seed is not None else (0, 0)
        size = scale * (rng.uniform(0.88, 1.12) if pen_seed is not None else 1.0)
        thick = max(1, round(0.09 * height_mm * TEXTURE_PX_PER_MM))
        cv2.putText(page, digit, (round(x + shift[0]), round(y + shift[1])), font, size, 30, thick, cv2.LINE_AA)
        x += cv2.getTextSize(digit, font, size, thick)[0][0] * 1.08
    left, right, low, top = begun, x, y, y - height_mm * TEXTURE_PX_PER_MM
    return np.array([[left, top], [right, top], [right, low], [left, low]]) / TEXTURE_PX_PER_MM


def hand(seed: int, skin: tuple[int, int, int] = (118, 156, 205)) -> Thing:
    """A hand from below with a sleeve: fingers up, 110 by 220 mm."""
    rng = np.random.default_rng(seed)
    texture = np.zeros((round(220 * TEXTURE_PX_PER_MM), round(110 * TEXTURE_PX_PER_MM), 4), np.uint8)
    grain = cv2.resize(rng.normal(0, 7, (110, 55, 3)), texture.shape[1::-1])
    cover = np.zeros(texture.shape[:2], np.uint8)
    scale = TEXTURE_PX_PER_MM
    for x, length, lean in ((24, 58, -0.16), (42, 70, -0.05), (60, 74, 0.03), (78, 62, 0.12)):
        tip = (round((x + lean * length) * scale), round((92 - length * rng.uniform(0.92, 1.05)) * scale))
        cv2.line(cover, (round(x * scale), round(98 * scale)), tip, 255, round(16 * scale), cv2.LINE_AA)
    cv2.line(
        cover, (round(84 * scale), round(120 * scale)), (round(104 * scale), round(88 * scale)), 255, round(17 * scale)
    )
    cv2.ellipse(
        cover, (round(52 * scale), round(115 * scale)), (round(42 * scale), round(40 * scale)), 0, 0, 360, 255, -1
    )
    cv2.rectangle(cover, (round(26 * scale), round(130 * scale)), (round(78 * scale), round(172 * scale)), 255, -1)
    texture[..., :3] = np.clip(np.array(skin) + grain, 0, 255).astype(np.uint8)
    top = round(170 * scale)
    texture[top:, :, :3] = (70, 62, 58)
    cover[top:, round(18 * scale) : round(88 * scale)] = 255
    texture[..., 3] = cover
    return Thing(texture, shadow=0.25)


def finger_hand(seed: int) -> Thing:
    """A hand that points: one finger, so that little is covered."""
    whole = hand(seed)
    texture = whole.texture.copy()
    scale = TEXTURE_PX_PER_MM
    texture[: round(72 * scale), : round(33 * scale), 3] = 0
    texture[: round(72 * scale), round(52 * scale) :, 3] = 0
    return replace(whole, texture=texture)


def card(seed: int, digits: str = "1234 5678 9018") -> Thing:
    """The back of a card with a number, rounded at its corners."""
    rng = np.random.default_rng(seed)
    page = np.full((round(53.98 * TEXTURE_PX_PER_MM), round(85.6 * TEXTURE_PX_PER_MM)), 235, np.uint8)
    write_digits(page, digits, (21.0, 14.0), 4.2, cv2.FONT_HERSHEY_SIMPLEX)
    colours = np.dstack([page] * 3).astype(np.float32) * np.array([1.0, 0.97, 0.9])
    colours += cv2.resize(rng.normal(0, 9, (14, 22, 3)), page.shape[::-1])
    cover = rounded_cover(*page.shape, 3)
    return Thing(np.dstack([np.clip(colours, 0, 255).astype(np.uint8), cover]))


def memo(seed: int, words: str = "1234") -> Thing:
    """A white note of 75 by 50 mm with four large digits by pen."""
    page = blank_page((75.0, 50.0))
    write_digits(page, words, (18.0, 32.0), 11.0, cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, pen_seed=seed)
    return sheet(page, (238, 242, 242))


def rounded_cover(height: int, width: int, radius_mm: float) -> Pixels:
    """(height, width) of a flat thing with round corners: 255 where it is."""
    cover = np.zeros((height, width), np.uint8)
    radius = round(radius_mm * TEXTURE_PX_PER_MM)
    cv2.rectangle(cover, (radius, 0), (width - radius, height), 255, -1)
    cv2.rectangle(cover, (0, radius), (width, height - radius), 255, -1)
    for x in (radius, width - radius):
        for y in (radius, height - radius):
            cv2.circle(cover, (x, y), radius, 255, -1)
    return cover


def _ground(kind: TableKind, rng: np.random.Generator, size: tuple[int, int]) -> NDArray[np.float32]:
    width, height = size
    colour = np.array(_GROUND[kind], np.float32)
    rough = cv2.resize(rng.normal(0, 3.0, (height // 16, width // 16)).astype(np.float32), size)
    ground = colour + rough[..., None]
    if kind == "wood":
        waves = rng.normal(0, 1.0, (height // 6, 12)).astype(np.float32)
        grain = cv2.GaussianBlur(cv2.resize(waves, size, interpolation=cv2.INTER_CUBIC), (0, 0), 2)
        ground += grain[..., None] * np.array([9, 13, 16], np.float32)
    return np.asarray(np.clip(ground, 0, 255).astype(np.uint8), np.float32)


def _light(rng: np.random.Generator, size: tuple[int, int]) -> NDArray[np.float32]:
    x, y = np.meshgrid(np.linspace(-1, 1, size[0]), np.linspace(-1, 1, size[1]))
    a, b = rng.uniform(-0.07, 0.07, 2)
    return np.asarray(np.dstack([1 + a * x + b * y - 0.05 * (x * x + y * y)] * 3), np.float32)


def _spread(cover: NDArray[np.floating[Any]], px_per_mm: float) -> NDArray[np.float32]:
    """A shadow's soft edge, 2 mm wide."""
    small = cv2.resize(cover, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), 0.5 * px_per_mm)
    return np.asarray(cv2.resize(soft, cover.shape[1::-1], interpolation=cv2.INTER_LINEAR), np.float32)
