"""What can be laid over a mock tray: a card, a memo, a hand, each drawn once and then put into scenes at any turn."""

from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.camera.mock_hand import TIP_MM, hand_colours, hand_cover
from drivers.camera.mock_phone import CORNER_MM, GLOWS, PHONE_MM, glass_cover, phone
from drivers.mock_room.state import Point, Thing, ThingKind

Pixels = NDArray[np.uint8]
Colour = tuple[int, int, int]

CARD_MM = (85.6, 54.0)
MEMO_MM = (90.0, 90.0)
_FINE = 6
"""Pixels to the millimetre at which a thing is drawn before it is made as small as the camera sees it."""
_FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
_SHADOWS: dict[ThingKind, tuple[float, float]] = {
    "card": (0.28, 1.5), "memo": (0.22, 1.2), "phone": (0.3, 3.0), "hand": (0.34, 5.0),
}  # fmt: skip
"""How dark, from 0 to 1, and how many millimetres wide: things lie flat, a hand is above them."""
_CARD: Colour = (238, 244, 240)
_STRIPE: Colour = (150, 132, 52)
_PRINT: Colour = (52, 46, 44)
_NUMBER = "1234 5678 9012"
_CORNER_MM = 3.2
_NOTE: Colour = (172, 238, 250)
_PEN: Colour = (96, 44, 34)
_PEN_MM = 1.1
_PIN: tuple[tuple[tuple[Point, ...], ...], ...] = (
    (((0.58, 0.0), (0.36, 0.34), (0.05, 0.64), (0.98, 0.6)), ((0.74, 0.3), (0.71, 0.66), (0.64, 1.02))),
    (
        (
            (0.56, 0.03), (0.24, 0.14), (0.08, 0.5), (0.2, 0.88), (0.5, 0.99), (0.82, 0.8), (0.92, 0.44), (0.76, 0.1),
            (0.5, 0.02),
        ),
    ),
    (((0.06, 0.07), (0.48, 0.05), (0.94, 0.02), (0.66, 0.4), (0.48, 0.72), (0.4, 1.03)),),
    (((0.1, 0.28), (0.2, 0.08), (0.5, 0.0), (0.78, 0.14), (0.74, 0.42), (0.42, 0.74), (0.06, 0.98), (0.96, 0.96)),),
)  # fmt: skip
"""Strokes of four digits by pen, each digit within a box of 1 by 1."""


class Drawing(NamedTuple):
    """A thing as the camera sees it, unturned: `colours` (height, width, 3), `cover` (height, width) of 0 to 255, the
    pixel `pin` by which it is placed; its shadow's depth from 0 to 1 and width in pixels."""

    colours: Pixels
    cover: Pixels
    pin: Point
    shade: float
    reach_px: float


def drawing_of(thing: Thing, px_per_mm: float, exposure: float = 1.0) -> Drawing:
    """The thing at this scale, as bright as a camera of that exposure sees it: 1 is one that is set for paper."""
    kind, lights = thing.kind, exposure
    match kind:
        case "card":
            colours, cover, pin = _card(), _rounded(CARD_MM, _CORNER_MM), (CARD_MM[0] / 2, CARD_MM[1] / 2)
        case "memo":
            colours, cover, pin = _memo(), _rounded(MEMO_MM, 0.0), (MEMO_MM[0] / 2, MEMO_MM[1] / 2)
        case "phone":
            colours, cover, pin = (
                _phone(thing, exposure),
                _rounded(PHONE_MM, CORNER_MM),
                (PHONE_MM[0] / 2, PHONE_MM[1] / 2),
            )
            lights = 1.0
        case "hand":
            cover, pin = hand_cover(_FINE), TIP_MM
            colours = hand_colours(cover, _FINE)
    shrink = px_per_mm / _FINE
    small, mask = (
        cv2.resize(part, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA) for part in (colours, cover)
    )
    if lights != 1.0:
        small = cv2.convertScaleAbs(small, alpha=lights)
    shade, reach_mm = _SHADOWS[kind]
    at = (pin[0] * px_per_mm, pin[1] * px_per_mm)
    return Drawing(np.asarray(small, np.uint8), np.asarray(mask, np.uint8), at, shade, reach_mm * px_per_mm)


def put_over(scene: Pixels, drawing: Drawing, at: Point, turn_deg: float) -> None:
    """Draws a thing with its shadow into a (height, width, 3) scene, with its pin at a pixel, turned to the right."""
    placed = np.asarray(cv2.getRotationMatrix2D(drawing.pin, -turn_deg, 1.0), np.float64)
    placed[:, 2] += np.array(at) - drawing.pin
    height, width = drawing.cover.shape
    ends = np.array([[0, 0, 1], [width, 0, 1], [width, height, 1], [0, height, 1]]) @ placed.T
    most = scene.shape[1::-1]
    low = np.clip(ends.min(axis=0) - 2 * drawing.reach_px, 0, most).astype(int)
    high = np.clip(ends.max(axis=0) + 3 * drawing.reach_px, 0, most).astype(int)
    if (low >= high).any():
        return
    placed[:, 2] -= low
    size = (int(high[0] - low[0]), int(high[1] - low[1]))
    part = scene[low[1] : high[1], low[0] : high[0]]
    cover = cv2.warpAffine(drawing.cover, placed, size)
    colours = cv2.warpAffine(drawing.colours, placed, size, borderMode=cv2.BORDER_REPLICATE)
    share = cover * np.float32(1 / 255)
    cv2.blendLinear(_shaded(part, drawing, placed), np.asarray(colours, np.uint8), 1 - share, share, dst=part)


def _shaded(part: Pixels, drawing: Drawing, placed: NDArray[np.float64]) -> Pixels:
    """The part of a scene in the shadow of a thing. A shadow has no edges: it is drawn at half the size."""
    height, width = part.shape[:2]
    away = placed + np.array([[0, 0, 0.5], [0, 0, 0.5]]) * drawing.reach_px
    half = ((width + 1) // 2, (height + 1) // 2)
    shadow = cv2.warpAffine(drawing.cover, away / 2, half)
    shadow = cv2.GaussianBlur(shadow, (0, 0), 0.25 * drawing.reach_px)
    light = cv2.convertScaleAbs(shadow, alpha=-drawing.shade, beta=255)
    light = cv2.resize(light, (2 * half[0], 2 * half[1]), interpolation=cv2.INTER_LINEAR)[:height, :width]
    return np.asarray(cv2.multiply(part, cv2.merge((light,) * 3), scale=1 / 255), np.uint8)


def _rounded(size_mm: tuple[float, float], corner_mm: float) -> Pixels:
    width, height = (round(side * _FINE) for side in size_mm)
    cover = np.full((height, width), 255, np.uint8)
    radius = round(corner_mm * _FINE)
    if radius:
        cover[:] = 0
        cv2.rectangle(cover, (radius, radius), (width - 1 - radius, height - 1 - radius), 255, -1)
        cover = np.asarray(
            cv2.dilate(cover, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1,) * 2)), np.uint8
        )
    return cover


def _card() -> Pixels:
    """The back of a card with a number that cannot be: its last digit does not check."""
    width, height = (round(side * _FINE) for side in CARD_MM)
    card = np.empty((height, width, 3), np.uint8)
    card[:] = _CARD
    cv2.rectangle(card, (0, 0), (width, 11 * _FINE), _STRIPE, -1)
    regular, bold = (cv2.FontFace(str(_FONTS / f"BIZUDPGothic_{name}.ttf")) for name in ("400Regular", "700Bold"))
    _words(card, "あおぞら市", (5, 7.6), (4.6, _CARD), bold)
    _words(card, "個人番号", (5, 19.5), (3.0, _PRINT), regular)
    _words(card, _NUMBER, (20, 20.3), (5.6, _PRINT), regular)
    _words(card, "氏名　見本 花子", (5, 29), (3.0, _PRINT), regular)
    _words(card, "この面は 人に 見せないで ください", (5, 48), (2.6, _PRINT), regular)
    return card


def _phone(thing: Thing, exposure: float) -> Pixels:
    """What shines is clipped where the camera is set for paper."""
    drawn, glows = phone(thing.page, _FINE), glass_cover(_FINE) & (thing.page != "off")
    light = np.where(glows, GLOWS, 1.0)[..., None] * exposure
    return np.asarray(np.minimum(drawn * light, 255), np.uint8)


def _memo() -> Pixels:
    side = round(MEMO_MM[0] * _FINE)
    memo = np.empty((side, side, 3), np.uint8)
    memo[:] = _NOTE
    memo[: 14 * _FINE] = np.array(_NOTE) * 0.97
    for place, digit in enumerate(_PIN):
        corner = np.array([9.0 + 19.0 * place, 34.0 + 1.5 * (place % 2)])
        for stroke in digit:
            points = _smooth(corner + np.array(stroke) * (14.0, 24.0))
            cv2.polylines(
                memo,
                [np.rint(points * _FINE * 16).astype(np.int32)],
                False,
                _PEN,
                round(_PEN_MM * _FINE),
                cv2.LINE_AA,
                4,
            )
    return memo


def _words(picture: Pixels, words: str, at_mm: Point, size: tuple[float, Colour], face: cv2.FontFace) -> None:
    """A line of text from the left end of its foot; `size` is its height in millimetres, and its colour."""
    at = (round(at_mm[0] * _FINE), round(at_mm[1] * _FINE))
    cv2.putText(picture, words, at, size[1], face, round(size[0] * _FINE))


def _smooth(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n, 2) points with each corner cut three times."""
    for _ in range(3):
        near, far = 0.75 * points[:-1] + 0.25 * points[1:], 0.25 * points[:-1] + 0.75 * points[1:]
        points = np.concatenate([points[:1], np.stack([near, far], 1).reshape(-1, 2), points[-1:]])
    return points
