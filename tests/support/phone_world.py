"""Telephones for the pretended table: light, dark, dim, cracked, in a case, face down; with pages that change."""

from dataclasses import replace
from typing import Literal

import cv2
import numpy as np

from tests.support.paper_world import TEXTURE_PX_PER_MM, Pixels, Thing, rounded_cover

PhoneLook = Literal["light", "dark", "dim", "cracked", "white", "video", "off", "face_down", "flip", "notice"]
BODY_MM = (71.5, 147.0)
GLASS_MM = (3.0, 4.0, 68.0, 140.0)
"""Left, top, right and bottom of the glass in the body; the rim is not the same all round."""
_CORNER_MM = 9.0
_BARS = ((150, 80, 10), (70, 140, 20), (40, 40, 190))


def telephone(look: PhoneLook, page: int = 0) -> Thing:
    """A telephone of BODY_MM that shows a page."""
    body = _body(look)
    left, top, right, bottom = (round(value * TEXTURE_PX_PER_MM) for value in GLASS_MM)
    if look not in ("off", "face_down"):
        body[top:bottom, left:right] = _glass(look, page, (bottom - top, right - left))
    thing = Thing(np.dstack([body, rounded_cover(body.shape[0], body.shape[1], _CORNER_MM)]), shadow=0.2)
    return _in_flip_case(thing) if look == "flip" else thing


def tablet() -> Thing:
    """190 by 260 mm."""
    width, height = round(190 * TEXTURE_PX_PER_MM), round(260 * TEXTURE_PX_PER_MM)
    body = np.full((height, width, 3), 18, np.uint8)
    body[40:-40, 40:-40] = _glass("light", 1, (height - 80, width - 80))
    return Thing(np.dstack([body, rounded_cover(height, width, _CORNER_MM)]), shadow=0.2)


def _body(look: PhoneLook) -> Pixels:
    width, height = (round(side * TEXTURE_PX_PER_MM) for side in BODY_MM)
    body = np.full((height, width, 3), 18, np.uint8)
    if look == "face_down":
        body[:] = (206, 210, 214)
        cv2.circle(body, (round(18 * TEXTURE_PX_PER_MM), round(18 * TEXTURE_PX_PER_MM)), 46, (60, 60, 60), -1)
    return body


def _glass(look: PhoneLook, page: int, shape: tuple[int, int]) -> Pixels:
    height, width = shape
    dark = look == "dark"
    glass = np.full((height, width, 3), 14 if dark else 244, np.uint8)
    if look == "white":
        return glass
    if look == "video":
        small = np.random.default_rng(page).uniform(20, 235, (24, 11, 3)).astype(np.float32)
        return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC).clip(0, 255), np.uint8)
    scale = TEXTURE_PX_PER_MM
    if not dark:
        glass[round(10 * scale) : round(24 * scale)] = _BARS[page % 3]
    ink = (200, 204, 206) if dark else (60, 60, 60)
    for row in range(7):
        y = round((32 + 14 * row) * scale)
        cv2.rectangle(glass, (30, y), (width - 30, y + round(11 * scale)), (70, 70, 70) if dark else (215, 222, 220), 2)
        words = f"{(page * 7 + row) * 7919 % 999983:06d}"
        cv2.putText(glass, words, (45, y + round(8 * scale)), cv2.FONT_HERSHEY_SIMPLEX, 1.4, ink, 3)
    if look == "notice":
        cv2.rectangle(glass, (12, 20), (width - 12, round(18 * scale)), (250, 250, 250), -1)
        cv2.putText(glass, "From 090", (40, round(12 * scale)), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (30, 30, 30), 3)
    if look == "cracked":
        for end in ((20, height), (width, height // 2), (width // 2, height), (width, 60)):
            cv2.line(glass, (width // 3, height // 4), end, (40, 40, 40), 3, cv2.LINE_AA)
    return np.asarray(glass * 0.45, np.uint8) if look == "dim" else glass


def _in_flip_case(phone: Thing) -> Thing:
    """Open: its cover lies at the left of the telephone."""
    height, width = phone.texture.shape[:2]
    case = np.zeros((height + 36, 2 * width + 60, 4), np.uint8)
    case[:] = (60, 70, 120, 255)
    case[18 : 18 + height, width + 42 : 2 * width + 42] = phone.texture
    case[..., 3] = 255
    return replace(phone, texture=case)
