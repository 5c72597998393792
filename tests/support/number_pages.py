"""Numbers of ten to fourteen digits in print and by pen on all kinds of paper, and Japanese text that has none: drawn
from a seed, to be found or left alone."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import cv2
import numpy as np

from kiosk.vision.geometry import Floats, Gray, rectified
from tests.support.paper_world import TEXTURE_PX_PER_MM, Pixels, TableKind, World, blank_page, sheet
from tests.support.pen_digits import pen_digit

Style = Literal["plain", "fours", "hyphens", "boxes", "pen in boxes", "pen"]
STYLES: tuple[Style, ...] = ("plain", "fours", "hyphens", "boxes", "pen in boxes", "pen")
FONTS: dict[str, str | int] = {
    "gothic": "BIZUDPGothic_400Regular.ttf",
    "gothic bold": "BIZUDPGothic_700Bold.ttf",
    "plotter": cv2.FONT_HERSHEY_SIMPLEX,
    "small": cv2.FONT_HERSHEY_PLAIN,
    "double": cv2.FONT_HERSHEY_DUPLEX,
    "serif": cv2.FONT_HERSHEY_TRIPLEX,
    "script": cv2.FONT_HERSHEY_SCRIPT_COMPLEX,
    "italic": cv2.FONT_HERSHEY_COMPLEX | cv2.FONT_ITALIC,
}
TURNS = (0.0, 0.0, 90.0, 180.0, 270.0, 3.0, -5.0, 30.0, -12.0)
_ROOT = Path(__file__).resolve().parents[2]
_FORMS = ("juminhyo", "zei", "koseki", "inkan", "idou")
_TINTS = ((236, 240, 240), (190, 232, 240), (215, 215, 245), (240, 225, 205), (205, 210, 212))
_LABELS = ("個人番号", "番号：", "お客様番号　")
_FINE = 24.0
"""Pixels to the millimetre at which a number is drawn before it is laid on its page."""
_KINDS: tuple[TableKind, ...] = ("dark", "wood", "white", "grey")
_PAD_MM = 4.0
_CAST = 160
"""Pixels of a zero that is ready to be made smaller."""
_HERSHEY_STROKE = 0.085


@dataclass(frozen=True)
class Group:
    """One number: how it was written, and the (n, 4, 2) millimetres of its page that may not be seen."""

    style: Style
    font: str
    height_mm: float
    turn: float
    covered: bool
    secret: Floats

    def left_open(self, quads: Sequence[Floats]) -> float:
        """The share of its digits' area that lies in none of the quads (millimetres)."""
        return 1.0 - share_within(self.secret, quads)


@dataclass(frozen=True)
class Written:
    """A page at TEXTURE_PX_PER_MM with numbers on it, and what becomes of it under the camera."""

    page: Pixels
    groups: Sequence[Group]
    ground: str
    seed: int

    def seen(self, px_per_mm: float) -> Gray:
        """As the eye rectifies it: at 3 pixels to the millimetre from a camera of 1080 lines, at more from 2160."""
        rng = np.random.default_rng(self.seed + 900)
        fine = px_per_mm > 3.25
        camera = 6.5 if fine else 3.25
        world = World(_KINDS[self.seed % 4], self.seed, camera, (3840, 2160) if fine else (1920, 1080))
        blur = float(rng.uniform(0.05, 0.16)) * TEXTURE_PX_PER_MM
        soft = np.asarray(cv2.GaussianBlur(self.page, (0, 0), blur), np.uint8)
        angle = float(rng.choice([0, 90, 180, rng.uniform(-8, 8)]))
        thing = sheet(soft, _TINTS[int(rng.integers(len(_TINTS)))]).at(world.width_mm / 2, world.height_mm / 2, angle)
        picture = np.asarray(cv2.cvtColor(world.picture([thing]), cv2.COLOR_BGR2GRAY), np.uint8)
        return rectified(picture, world.place(thing), thing.size, px_per_mm)


def written_page(seed: int, styles: Sequence[Style]) -> Written:
    """A page with a number of each of the styles; a quarter of them has something lying on a fifth of it."""
    rng = np.random.default_rng(seed)
    ground = ("white", "form", "white")[seed % 3]
    page = blank_page()
    if ground == "form":
        form = _ROOT / "tests" / "samples" / "forms" / f"{_FORMS[int(rng.integers(len(_FORMS)))]}.png"
        page = np.asarray(cv2.imread(str(form), cv2.IMREAD_GRAYSCALE), np.uint8)
    groups = [_laid(page, _Line(style, rng), rng) for style in styles]
    return Written(page, [group for group in groups if group is not None], ground, seed)


def share_within(areas: Floats, quads: Sequence[Floats]) -> float:
    """How much of (n, 4, 2) areas lies within quads, both in millimetres, 0 to 1."""
    scale = 8.0
    low = areas.reshape(-1, 2).min(axis=0) - 1.0
    size = np.ceil((areas.reshape(-1, 2).max(axis=0) + 1.0 - low) * scale).astype(int)
    wanted, filled = np.zeros((size[1], size[0]), np.uint8), np.zeros((size[1], size[0]), np.uint8)
    for canvas, some in ((wanted, areas), (filled, quads)):
        for quad in some:
            cv2.fillPoly(canvas, [np.round((quad - low) * scale).astype(np.int32)], 1)
    return float((wanted & filled).sum() / max(1, wanted.sum()))


class _Line:
    """A number on a canvas of its own at _FINE, level, with the boxes of its digits."""

    def __init__(self, style: Style, rng: np.random.Generator) -> None:
        self.style = style
        self.rng = rng
        self.pen = style.startswith("pen")
        self.font = str(rng.choice(list(FONTS)))
        self.height_mm = float(rng.uniform(3.0, 7.0) if self.pen else _print_height(rng))
        self.canvas = np.full((round((self.height_mm * 2.2 + 2 * _PAD_MM) * _FINE), round(190 * _FINE)), 255, np.uint8)
        self._ink = int(rng.integers(20, 120 if self.pen else 80))
        self._foot_mm = _PAD_MM + 1.6 * self.height_mm
        self._pitch = float(rng.uniform(1.0, 1.15) if rng.random() < 0.8 else rng.uniform(1.2, 1.7))
        self.boxes: list[tuple[float, float, float, float]] = []
        count = 12 if style != "plain" else int(rng.integers(10, 15))
        self._digits = "".join(str(rng.integers(10)) for _ in range(count))
        self.end_mm = self._boxed() if "boxes" in style else self._free()

    def _boxed(self) -> float:
        side = max(5.0, self.height_mm * float(self.rng.uniform(1.2, 1.6)))
        side = min(side, 13.5)
        x, top = _PAD_MM, self._foot_mm - (side + self.height_mm) / 2
        thick, shade = round(float(self.rng.uniform(0.15, 0.5)) * _FINE), int(self.rng.integers(60, 150))
        gap = float(self.rng.choice([0.0, 0.0, 2.0]))
        for index, digit in enumerate(self._digits):
            left = x + gap * (index // 4)
            box = [(round(a * _FINE), round(b * _FINE)) for a, b in ((left, top), (left + side, top + side))]
            cv2.rectangle(self.canvas, box[0], box[1], shade, thick)
            self._put(digit, left + side * float(self.rng.normal(0.5, 0.05 if self.pen else 0.01)))
            x += side
        return x + 2 * gap

    def _free(self) -> float:
        x = _PAD_MM
        if not self.pen and self.rng.random() < 0.35:
            x = self._labelled(x)
        gaps = self.style in ("fours", "hyphens") or (self.style == "pen" and self.rng.random() < 0.5)
        for index, digit in enumerate(self._digits):
            if gaps and index and index % 4 == 0:
                x += self._between(x)
            step = self._advance(digit)
            self._put(digit, x + step / 2)
            x += step
        return x

    def _labelled(self, x: float) -> float:
        size = round(self.height_mm / 0.74 * _FINE)
        label = str(self.rng.choice(_LABELS))
        at = (round(x * _FINE), round(self._foot_mm * _FINE))
        end = cv2.putText(self.canvas, label, at, (self._ink,), typeface(FONTS["gothic"]), size, 400)[0][0]
        return float(end) / _FINE + 0.4 * self.height_mm

    def _between(self, x: float) -> float:
        wide = (0.9 if self.style == "hyphens" else float(self.rng.uniform(0.5, 0.9))) * self.height_mm
        if self.style == "hyphens":
            y = round((self._foot_mm - 0.45 * self.height_mm) * _FINE)
            ends = [round((x + share * wide) * _FINE) for share in (0.25, 0.75)]
            cv2.line(self.canvas, (ends[0], y), (ends[1], y), self._ink, round(0.09 * self.height_mm * _FINE))
        return wide

    def _advance(self, digit: str) -> float:
        if self.pen:
            return self.height_mm * float(self.rng.uniform(0.62, 0.85)) * self._pitch
        return self.height_mm * print_digit(self.font, digit)[1] * self._pitch

    def _put(self, digit: str, middle_mm: float) -> None:
        tall = self.height_mm * (float(np.clip(self.rng.normal(1, 0.09), 0.8, 1.2)) if self.pen else 1.0)
        foot = self._foot_mm + (float(self.rng.normal(0, 0.06)) * self.height_mm if self.pen else 0.0)
        shape = pen_digit(digit, tall * _FINE, self.rng) if self.pen else sized_digit(self.font, digit, tall * _FINE)
        top, left = round(foot * _FINE) - shape.shape[0], round(middle_mm * _FINE) - shape.shape[1] // 2
        under = self.canvas[top : top + shape.shape[0], left : left + shape.shape[1]]
        under[:] = np.minimum(under, 255 - (shape / 255.0 * (255 - self._ink)).astype(np.uint8))
        self.boxes.append((left / _FINE, top / _FINE, shape.shape[1] / _FINE, shape.shape[0] / _FINE))

    def cover(self) -> None:
        """Lays something on a fifth of it; what it hides is no secret any more."""
        start, end = self.boxes[0][0], self.boxes[-1][0] + self.boxes[-1][2]
        left = start + float(self.rng.uniform(0, 0.8)) * (end - start)
        right = left + 0.2 * (end - start)
        top = (self._foot_mm - 1.7 * self.height_mm) * _FINE
        at = (
            (round(left * _FINE), round(top)),
            (round(right * _FINE), round((self._foot_mm + 0.6 * self.height_mm) * _FINE)),
        )
        cv2.rectangle(self.canvas, at[0], at[1], int(self.rng.integers(110, 200)), -1)
        parts = [(x, y, min(x + w, left) - x, h) for x, y, w, h in self.boxes]
        rest = [(max(x, right), y, x + w - max(x, right), h) for x, y, w, h in self.boxes]
        self.boxes = [box for box in [*parts, *rest] if box[2] > 0]


def _laid(page: Pixels, line: _Line, rng: np.random.Generator) -> Group | None:
    """The line on the page at a free place, turned, or nothing if there is none."""
    covered = bool(rng.random() < 0.25)
    if covered:
        line.cover()
    turn = float(rng.choice(TURNS))
    size = (line.end_mm + _PAD_MM, line.canvas.shape[0] / _FINE)
    onto = _free_place(page, size, math.radians(turn), rng)
    if onto is None:
        return None
    scale = np.diag([TEXTURE_PX_PER_MM, TEXTURE_PX_PER_MM, 1.0]) @ onto @ np.diag([1 / _FINE, 1 / _FINE, 1.0])
    soft = cv2.GaussianBlur(line.canvas[:, : round(size[0] * _FINE)], (0, 0), 0.3 * _FINE / TEXTURE_PX_PER_MM)
    drawn = cv2.warpAffine(soft, scale[:2], page.shape[::-1], flags=cv2.INTER_LINEAR, borderValue=255)
    np.minimum(page, drawn, out=page)
    boxes = np.array([[(x, y), (x + w, y), (x + w, y + h), (x, y + h)] for x, y, w, h in line.boxes])
    secret = boxes @ onto[:2, :2].T + onto[:2, 2]
    return Group(line.style, "pen" if line.pen else line.font, line.height_mm, turn, covered, secret)


def _free_place(page: Pixels, size: tuple[float, float], angle: float, rng: np.random.Generator) -> Floats | None:
    """Where something of `size` millimetres, turned, hides no ink: its motion to the page's millimetres."""
    c, s = math.cos(angle), math.sin(angle)
    turned = np.array([[c, -s], [s, c]])
    outline = np.array([(0, 0), (size[0], 0), size, (0, size[1])]) @ turned.T
    low = outline.min(axis=0)
    shape = np.zeros(np.ceil(outline.max(axis=0) - low).astype(int)[::-1] + 1, np.float32)
    cv2.fillPoly(shape, [np.round(outline - low).astype(np.int32)], 1.0)
    coarse = cv2.resize(
        255 - page, None, fx=1 / TEXTURE_PX_PER_MM, fy=1 / TEXTURE_PX_PER_MM, interpolation=cv2.INTER_AREA
    )
    ink = (coarse > 4).astype(np.float32)
    ink[:4], ink[-4:], ink[:, :4], ink[:, -4:] = 1, 1, 1, 1
    if (np.array(shape.shape) > np.array(ink.shape)).any():
        return None
    places = np.argwhere(cv2.matchTemplate(ink, shape, cv2.TM_CCORR) < 0.5)
    if len(places) == 0:
        return None
    y, x = places[int(rng.integers(len(places)))]
    motion = np.eye(3)
    motion[:2, :2], motion[:2, 2] = turned, np.array([x, y]) - low
    return motion


def _print_height(rng: np.random.Generator) -> float:
    """1.5 to 6 mm, small ones more often."""
    return float(np.exp(rng.uniform(math.log(1.5), math.log(6.0))))


@cache
def typeface(name: str) -> cv2.FontFace:
    """One of the fonts that the product brings."""
    return cv2.FontFace(str(_ROOT / "assets" / "fonts" / name))


@cache
def print_digit(font: str, digit: str) -> tuple[Pixels, float]:
    """A digit cut out along its ink, 255 on 0, beside whose zero of _CAST pixels it belongs; and how far the next one
    is from it, in a zero's height."""
    zero = cv2.boundingRect(_drawn(font, "0", 1.0)[0])[3]
    canvas, advance = _drawn(font, digit, _CAST / zero)
    x, y, width, height = cv2.boundingRect(canvas)
    return canvas[y : y + height, x : x + width], advance / _CAST


def _drawn(font: str, digit: str, factor: float) -> tuple[Pixels, float]:
    """In white on black, and how wide it is with the room beside it."""
    canvas = np.zeros((500, 500), np.uint8)
    face, at = FONTS[font], (100, 350)
    if isinstance(face, str):
        weight = 700 if "Bold" in face else 400
        end = cv2.putText(canvas, digit, at, (255,), typeface(face), round(_CAST * factor), weight)[0][0]
        return canvas, float(end - at[0])
    scale, thick = 6.0 * factor, round(_HERSHEY_STROKE * _CAST)
    cv2.putText(canvas, digit, at, face, scale, 255, thick, cv2.LINE_AA)
    return canvas, float(cv2.getTextSize(digit, face, scale, thick)[0][0])


def sized_digit(font: str, digit: str, height: float) -> Pixels:
    """A digit of a font whose zero is `height` pixels high."""
    shape = print_digit(font, digit)[0]
    factor = height / _CAST
    size = max(1, round(shape.shape[1] * factor)), max(1, round(shape.shape[0] * factor))
    return np.asarray(cv2.resize(shape, size, interpolation=cv2.INTER_AREA), np.uint8)
