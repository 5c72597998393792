"""Where everything stands on a drawn telephone, in units of a hundredth of its width; it is 204 high."""

from typing import Final

from PySide6.QtCore import QRectF

from kiosk.domain.phone_page import Layout, PhonePage

BODY: Final = QRectF(0, 0, 100, 204)
GLASS: Final = QRectF(4, 5, 92, 194)
STATUS_FOOT: Final = 17.0
_FOOT: Final = 194.0
_TALLEST: Final[dict[Layout, float]] = {"list": 21, "home": 40, "talk": 26, "question": 22, "call": 26, "photo": 20}
_LARGE_TILES: Final = 30.0
PICTURE: Final = QRectF(4, 32, 92, 110)
"""What a page with a picture shows."""


def title_place(page: PhonePage) -> QRectF:
    """Of the page's heading; a question stands in the middle of the glass."""
    if page.layout == "question":
        return QRectF(14, 66, 72, 22)
    if page.layout == "call":
        return QRectF(8, 90, 84, 18)
    return QRectF(8, STATUS_FOOT + 1, 84, 20 if page.of == "android" else 16)


def row_places(page: PhonePage) -> list[QRectF]:
    """Of each row, in their order: what is touched, and what a ring is drawn round."""
    count = len(page.rows)
    match page.layout:
        case "home":
            return _grid(page, count)
        case "talk":
            return [_bubble(page, index, count) for index in range(count)]
        case "question":
            return _column(QRectF(14, 92, 72, 90), count, _TALLEST["question"], 4)
        case "call":
            wide = 84 / max(count, 1)
            return [QRectF(8 + wide * index + 3, 150, wide - 6, 32) for index in range(count)]
        case "photo":
            keys = _column(QRectF(14, 148, 72, _FOOT - 148), count - 1, _TALLEST["photo"], 3)
            return [PICTURE, *keys][:count]
        case "list":
            top = _list_top(page)
            high = _LARGE_TILES if page.of == "easy" else _TALLEST["list"]
            return _column(QRectF(8, top, 84, _FOOT - top), count, high, 3 if page.of == "easy" else 0)


def _list_top(page: PhonePage) -> float:
    return title_place(page).bottom() + 4 if page.title else STATUS_FOOT + 6


def _column(area: QRectF, count: int, tallest: float, gap: float) -> list[QRectF]:
    high = min(tallest, (area.height() - gap * (count - 1)) / max(count, 1))
    return [QRectF(area.left(), area.top() + index * (high + gap), area.width(), high) for index in range(count)]


def _grid(page: PhonePage, count: int) -> list[QRectF]:
    columns = 2 if page.of == "easy" else 3
    rows = -(-count // columns)
    top = _list_top(page)
    high = min(_TALLEST["home"], (_FOOT - top) / max(rows, 1))
    wide = 84 / columns
    return [
        QRectF(8 + wide * (index % columns), top + high * (index // columns), wide, high).adjusted(1.5, 1, -1.5, -1)
        for index in range(count)
    ]


def _bubble(page: PhonePage, index: int, count: int) -> QRectF:
    """What others said stands at the left, the own words at the right."""
    top = _list_top(page)
    high = min(_TALLEST["talk"], (_FOOT - top) / max(count, 1))
    left = 22 if index % 2 else 8
    return QRectF(left, top + index * high + 2, 70, high - 6)
