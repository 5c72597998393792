"""What a mock document camera sees: a table, a tray with a page in true millimetres, and things that are private."""

import math
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.camera.mock_things import Drawing, drawing_of, put_over
from drivers.mock_room.pages import page_files
from drivers.mock_room.state import Paper, Place, Point, Thing

Pixels = NDArray[np.uint8]
Colour = tuple[int, int, int]

VIEW_HEIGHT_MM = 330.0
"""The camera hangs so that the height of its picture shows so much of the table."""
TRAY = (0.25, 0.03, 0.5, 0.94)
"""The tray in the picture: left, top, width and height as fractions; the opening that settings give for this camera."""
CANARY: Colour = (255, 0, 255)
"""The colour, BGR, of the private card beside the tray; nothing else comes near it."""

_TABLES: dict[Place, Colour] = {"van": (84, 112, 142), "office": (150, 152, 150)}
_TRAYS: dict[Place, Colour] = {"van": (92, 84, 76), "office": (104, 92, 70)}
_INK: Colour = (110, 40, 30)
_LAMP: Colour = (90, 200, 60)
_SHADE, _REACH_MM = 0.3, 2.4
"""A paper's shadow: how dark, from 0 to 1, and how wide. A darker one would look like the paper's own side."""
_VARIANTS = 4
FOR_A_SCREEN = 0.52
"""Exposure for a lit screen, beside that for paper."""


class TrayView:
    """One table, drawn at one size. A scene is drawn anew only when something moved; noise and lamp always change."""

    def __init__(self, place: Place, size: tuple[int, int], variants: int = _VARIANTS) -> None:
        """The noise of a moment is one of so many."""
        self._size = size
        self._px_per_mm = size[1] / VIEW_HEIGHT_MM
        self._table = _table(place, size)
        self._noise = _noise(size, variants)
        self._paper: Paper | None = None
        self._with_paper = self._table
        self._things: tuple[Thing, ...] = ()
        self._drawings: dict[tuple[object, ...], Drawing] = {}
        self._exposure = 1.0
        self._page: tuple[tuple[object, ...], Drawing] | None = None
        """The page that was drawn last, by what stands on it: one that is pushed is the same page."""
        self._scene = self._table
        self._count = 0

    def draw(self, at_s: float, paper: Paper | None, things: tuple[Thing, ...] = (), exposure: float = 1.0) -> Pixels:
        """The picture at this moment, as a new (height, width, 3) array; `things` from below to above."""
        if (paper, things, exposure) != (self._paper, self._things, self._exposure):
            self._exposure = exposure
            if paper != self._paper:
                self._with_paper = self._table if paper is None else self._laid(paper)
            self._scene = self._covered(things)
            self._paper, self._things = paper, things
        self._count += 1
        brighter, darker = self._noise[self._count % len(self._noise)]
        picture = np.asarray(cv2.subtract(cv2.add(self._scene, brighter), darker), np.uint8)
        self._draw_lamp(picture, at_s)
        return picture

    def _draw_lamp(self, picture: Pixels, at_s: float) -> None:
        """The tray's lamp breathes, which tells a live picture from a frozen one."""
        bright = 0.6 + 0.4 * math.sin(at_s * 2 * math.pi / 1.6)
        colour = tuple(int(part * bright) for part in _LAMP)
        middle = (int((TRAY[0] + TRAY[2] - 0.012) * self._size[0]), int((TRAY[1] + 0.022) * self._size[1]))
        cv2.circle(picture, middle, max(3, self._size[1] // 120), colour, -1, cv2.LINE_AA)

    def _laid(self, paper: Paper) -> Pixels:
        written = (paper.name, paper.strokes)
        if self._page is None or self._page[0] != written:
            self._page = written, self._page_drawing(paper)
        scene = self._table.copy()
        put_over(scene, self._page[1], self._pixel(paper.x_mm, paper.y_mm), paper.turn_deg)
        return scene

    def _page_drawing(self, paper: Paper) -> Drawing:
        sharp, px_per_mm = _page(paper)
        shrink = self._px_per_mm / px_per_mm
        page = np.asarray(cv2.resize(sharp, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA), np.uint8)
        height, width = page.shape[:2]
        whole = np.full((height, width), 255, np.uint8)
        return Drawing(page, whole, (width / 2, height / 2), _SHADE, _REACH_MM * self._px_per_mm)

    def _covered(self, things: tuple[Thing, ...]) -> Pixels:
        exposure = self._exposure
        if not things and exposure == 1.0:
            return self._with_paper
        scene = np.asarray(cv2.convertScaleAbs(self._with_paper, alpha=exposure), np.uint8)
        for thing in things:
            drawn = (thing.kind, thing.page, exposure)
            if drawn not in self._drawings:
                self._drawings[drawn] = drawing_of(thing, self._px_per_mm, exposure)
            put_over(scene, self._drawings[drawn], self._pixel(thing.x_mm, thing.y_mm), thing.turn_deg)
        return scene

    def _pixel(self, x_mm: float, y_mm: float) -> Point:
        """Where a point lies that is so far from the middle of the tray."""
        middle = ((TRAY[0] + TRAY[2] / 2) * self._size[0], (TRAY[1] + TRAY[3] / 2) * self._size[1])
        return middle[0] + x_mm * self._px_per_mm, middle[1] + y_mm * self._px_per_mm


def _noise(size: tuple[int, int], variants: int) -> list[tuple[Pixels, Pixels]]:
    """What each moment adds to a picture, and what it takes away."""
    found = []
    for seed in range(variants):
        one = np.random.default_rng((7, seed)).integers(-3, 4, (size[1], size[0], 1), np.int8).repeat(3, axis=2)
        found.append((np.maximum(one, 0).astype(np.uint8), np.maximum(-one, 0).astype(np.uint8)))
    return found


def _page(paper: Paper) -> tuple[Pixels, float]:
    """The page with what was written on it, and its pixels a millimetre."""
    file, px_per_mm = page_files()[paper.name]
    picture = cv2.imread(str(file), cv2.IMREAD_COLOR)
    if picture is None:
        raise FileNotFoundError(file)
    for stroke in paper.strokes:
        points = np.round(np.array(stroke) * px_per_mm).astype(np.int32)
        cv2.polylines(picture, [points], False, _INK, round(px_per_mm * 2 / 3), cv2.LINE_AA)
    return cast(Pixels, picture), px_per_mm


def _table(place: Place, size: tuple[int, int]) -> Pixels:
    width, height = size
    rows = np.arange(height)[:, None]
    columns = np.arange(width)[None, :]
    grain = 9 * np.sin(rows * 320 / height / 9 + 1.5 * np.sin(columns * 6 / width)) * (place == "van")
    table: Pixels = np.clip(np.array(_TABLES[place]) + grain[:, :, None], 0, 255).astype(np.uint8)
    left, top = int(TRAY[0] * width), int(TRAY[1] * height)
    right, bottom = int((TRAY[0] + TRAY[2]) * width), int((TRAY[1] + TRAY[3]) * height)
    cv2.rectangle(table, (left, top), (right, bottom), _TRAYS[place], -1)
    _draw_private_things(table)
    return table


def _draw_private_things(table: Pixels) -> None:
    """A card with an unmistakable pattern to the right of the tray, a note pad and a cup to the left."""
    height, width = table.shape[:2]
    left, top, cell = int(0.79 * width), int(0.2 * height), max(2, height // 60)
    for row in range(8):
        for column in range(12):
            at = (left + column * cell, top + row * cell)
            colour = CANARY if (row + column) % 2 else (20, 20, 20)
            cv2.rectangle(table, at, (at[0] + cell - 1, at[1] + cell - 1), colour, -1)
    cv2.rectangle(
        table, (int(0.04 * width), int(0.5 * height)), (int(0.2 * width), int(0.9 * height)), (205, 228, 236), -1
    )
    cv2.circle(table, (int(0.12 * width), int(0.24 * height)), int(0.09 * height), (235, 235, 230), -1, cv2.LINE_AA)
    cv2.circle(table, (int(0.12 * width), int(0.24 * height)), int(0.07 * height), (60, 120, 110), -1, cv2.LINE_AA)
