"""A telephone of the pretend world with pages of its own, as bright as a lit screen is under a camera."""

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.mock_room.state import PhonePage

Pixels = NDArray[np.uint8]
Colour = tuple[int, int, int]

PHONE_MM = (71.5, 147.0)
CORNER_MM = 9.0
_GLASS = (3.5, 4.5, 68.0, 142.5)
"""Left, top, right and bottom of its glass."""
GLOWS = 1.9
"""So much brighter than paper beside it is a lit glass: as bright as can be where a camera is set for paper."""
_FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
_BODY: Colour = (22, 20, 20)
_OFF: Colour = (26, 24, 22)
_PAGE: Colour = (252, 252, 252)
_INK: Colour = (36, 32, 30)
_GREY: Colour = (120, 116, 112)
_LINE: Colour = (226, 224, 222)
_NIGHT: Colour = (18, 16, 14)
_SIGNS: tuple[Colour, ...] = ((168, 96, 30), (40, 150, 214), (168, 70, 128), (96, 140, 40), (70, 70, 210))
_ROWS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "settings": (
        "設定",
        (
            ("ネットワーク", "無線・機内モード"),
            ("画面と 文字", "文字の大きさ・明るさ"),
            ("音", "着信音・音の大きさ"),
            ("安全", "画面ロック"),
            ("アプリ", "入っているアプリ"),
        ),
    ),
    "letters": (
        "画面と 文字",
        (("文字の大きさ", "ふつう"), ("太い 文字", "切"), ("明るさ", "自動"), ("消えるまで", "30秒")),
    ),
}
_APPS = ("電話", "カメラ", "写真", "設定", "地図", "メール", "時計", "天気", "計算")
_TALK = (
    ("きょうは 何時に 来ますか", False),
    ("3時ごろ 行きます", True),
    ("写真を 送ります", False),
    ("ありがとう", True),
)
NOTICE = "知人より：暗証は4321です"
"""What drops in over a page; nobody else may read it."""


def phone(page: PhonePage, px_per_mm: int) -> Pixels:
    """(height, width, 3) of the whole telephone; its glass as it is, not as bright as a camera sees it."""
    width, height = (round(side * px_per_mm) for side in PHONE_MM)
    body = np.empty((height, width, 3), np.uint8)
    body[:] = _BODY
    left, top, right, bottom = (round(value * px_per_mm) for value in _GLASS)
    body[top:bottom, left:right] = _glass(page, (right - left, bottom - top), px_per_mm)
    return body


def glass(page: PhonePage, px_per_mm: int, across: bool = False) -> Pixels:
    """(height, width, 3) of what the telephone shows alone; `across`, as when it is held so: what is too long for it
    is not seen."""
    left, top, right, bottom = _GLASS
    size = (round((right - left) * px_per_mm), round((bottom - top) * px_per_mm))
    return _glass(page, size[::-1] if across else size, px_per_mm)


def glass_cover(px_per_mm: int) -> NDArray[np.bool_]:
    """(height, width): where the glass is."""
    width, height = (round(side * px_per_mm) for side in PHONE_MM)
    cover = np.zeros((height, width), bool)
    left, top, right, bottom = (round(value * px_per_mm) for value in _GLASS)
    cover[top:bottom, left:right] = True
    return cover


def _glass(page: PhonePage, size: tuple[int, int], scale: int) -> Pixels:
    glass = np.empty((size[1], size[0], 3), np.uint8)
    if page == "off":
        glass[:] = _OFF
        return glass
    write = _Writer(glass, scale, night=page == "night")
    shown, _, notice = page.partition(".")
    match shown:
        case "home":
            _home(write)
        case "talk":
            _talk(write)
        case _:
            _list(write, *_ROWS["letters" if shown == "letters" else "settings"])
    if notice:
        write.box((2, 3, 60.5, 19), (240, 240, 240))
        write.words(NOTICE, (5, 13.5), 4.2)
    return glass


class _Writer:
    """Writes and draws in millimetres."""

    def __init__(self, glass: Pixels, scale: int, night: bool) -> None:
        self._glass = glass
        self._scale = scale
        self.night = night
        self._regular, self._bold = (
            cv2.FontFace(str(_FONTS / f"BIZUDPGothic_{name}.ttf")) for name in ("400Regular", "700Bold")
        )
        glass[:] = _NIGHT if night else _PAGE
        self.words("10:52", (5, 7), 3.6)
        self.words("78%", (51, 7), 3.6)

    def words(self, words: str, at_mm: tuple[float, float], size_mm: float, colour: Colour | None = None) -> None:
        """From the left end of their foot."""
        ink = colour or ((214, 218, 220) if self.night else _INK)
        at = (round(at_mm[0] * self._scale), round(at_mm[1] * self._scale))
        face = self._bold if size_mm > 5 else self._regular
        cv2.putText(self._glass, words, at, ink, face, round(size_mm * self._scale))

    def box(self, place_mm: tuple[float, float, float, float], colour: Colour) -> None:
        """From its left upper to its right lower corner."""
        left, top, right, bottom = (round(value * self._scale) for value in place_mm)
        cv2.rectangle(self._glass, (left, top), (right, bottom), colour, -1)


def _list(write: _Writer, title: str, rows: tuple[tuple[str, str], ...]) -> None:
    write.words(title, (6, 20), 7.4)
    for index, (name, below) in enumerate(rows):
        top = 26 + 19 * index
        write.box((4, top, 60.5, top + 0.4), (60, 56, 54) if write.night else _LINE)
        write.box((6, top + 4.5, 15, top + 13.5), _SIGNS[index % len(_SIGNS)])
        write.words(name, (19, top + 9.4), 5.2)
        write.words(below, (19, top + 15.2), 3.2, None if write.night else _GREY)


def _home(write: _Writer) -> None:
    for index, name in enumerate(_APPS):
        left, top = 5 + 19.5 * (index % 3), 22 + 30 * (index // 3)
        write.box((left + 1, top, left + 15, top + 14), _SIGNS[index % len(_SIGNS)])
        write.words(name, (left + 8 - 2.0 * len(name), top + 20), 4.0)


def _talk(write: _Writer) -> None:
    write.words("みどり会", (6, 20), 6.0)
    for index, (said, own) in enumerate(_TALK):
        top, wide = 28 + 20 * index, 3.6 * len(said) + 6
        left = 60 - wide if own else 5
        write.box((left, top, left + wide, top + 12), (196, 236, 196) if own else (234, 232, 230))
        write.words(said, (left + 3, top + 8), 3.6)
