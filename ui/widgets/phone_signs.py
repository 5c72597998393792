"""Neutral signs and pictures on a drawn telephone: our own drawings, no company's."""

import re
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

SIGNS: Final = (
    ("電話", "phone"),
    ("メール", "mail"),
    ("メッセージ", "mail"),
    ("LINE", "bubble"),
    ("トーク", "bubble"),
    ("カメラ", "camera"),
    ("写真", "hills"),
    ("フォト", "hills"),
    ("アルバム", "hills"),
    ("カード", "card"),
    ("マイナ", "card"),
    ("ストア", "bag"),
    ("Store", "bag"),
    ("通知", "bell"),
    ("サウンド", "speaker"),
    ("音", "speaker"),
    ("文字", "larger"),
    ("フォント", "larger"),
    ("Wi-Fi", "signal"),
    ("ネットワーク", "signal"),
    ("画面", "contrast"),
    ("ディスプレイ", "contrast"),
    ("明るさ", "contrast"),
    ("時計", "clock"),
    ("設定", "gear"),
    ("一般", "gear"),
    ("検索", "zoom_in"),
    ("家族", "people"),
    ("友だち", "people"),
    ("グループ", "people"),
)
_TINTS: Final = ("#2B6CB0", "#8A5A12", "#6B46A8", "#2F7D4F", "#B8342F", "#1F7A8C")
_SLIDER: Final = re.compile(r"^(\S*) *─+●─+ *(\S*)$")
_SKY, _HILL, _NEAR, _SUN = (QColor(one) for one in ("#CFE3F2", "#7FA58A", "#5C8A6B", "#F2D98B"))
_PAPER, _GREY, _DARK = QColor("#FFFFFF"), QColor("#9AA3AB"), QColor("#1A1A1A")


def sign_of(words: str) -> str:
    """The name of a drawing for a row; empty where there is none."""
    return next((name for said, name in SIGNS if said in words), "")


def tint_of(nth: int) -> str:
    """The colour behind the sign of a row, `#rrggbb`."""
    return _TINTS[nth % len(_TINTS)]


def slider_of(words: str) -> tuple[str, str] | None:
    """The words at both ends of a knob on a line, if a row is one."""
    found = _SLIDER.match(words)
    return (found[1], found[2]) if found else None


def draw_slider(painter: QPainter, line: QRectF, thick: float) -> None:
    """The knob stands in the middle."""
    middle = line.center()
    painter.setPen(QPen(_GREY, thick, c=Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(line.left(), middle.y()), QPointF(line.right(), middle.y()))
    painter.setPen(QPen(_DARK, thick * 0.6))
    painter.setBrush(_PAPER)
    painter.drawEllipse(middle, 3 * thick, 3 * thick)


def draw_picture(painter: QPainter, words: str, place: QRectF) -> None:
    """What a photo shows: a flower, a page, a square code; else hills."""
    painter.save()
    painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
    painter.setPen(Qt.PenStyle.NoPen)
    if "コード" in words:
        _draw_code(painter, place)
    elif "知らせ" in words or "手紙" in words:
        _draw_page(painter, place)
    else:
        _draw_hills(painter, place)
        if "花" in words:
            _draw_flower(painter, place)
    painter.restore()


def _draw_hills(painter: QPainter, place: QRectF) -> None:
    painter.fillRect(place, _SKY)
    high = place.height()
    painter.setBrush(_SUN)
    size = min(place.width(), high) * 0.12
    painter.drawEllipse(QPointF(place.left() + place.width() * 0.78, place.top() + high * 0.2), size, size)
    for colour, top, lean in ((_HILL, 0.62, 0.0), (_NEAR, 0.76, 0.5)):
        hill = QPainterPath(QPointF(place.left() - place.width() * lean, place.bottom()))
        peak = QPointF(place.left() + place.width() * (0.4 + lean * 0.6), place.top() + high * (top - 0.2))
        hill.quadTo(peak, QPointF(place.right() + place.width() * 0.4, place.bottom()))
        painter.fillPath(hill, colour)


def _draw_flower(painter: QPainter, place: QRectF) -> None:
    size = min(place.width(), place.height())
    middle = QPointF(place.center().x(), place.center().y() - size * 0.02)
    painter.setPen(QPen(QColor("#2E6B4F"), size * 0.035))
    painter.drawLine(middle, middle + QPointF(0, size * 0.45))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.save()
    painter.translate(middle)
    painter.setBrush(QColor("#C2577B"))
    for _ in range(6):
        painter.rotate(60)
        painter.drawEllipse(QPointF(0, -size * 0.15), size * 0.085, size * 0.12)
    painter.restore()
    painter.setBrush(_SUN)
    painter.drawEllipse(middle, size * 0.08, size * 0.08)


def _draw_page(painter: QPainter, place: QRectF) -> None:
    painter.fillRect(place, QColor("#C9C2B4"))
    wide = min(place.width() * 0.8, place.height() * 0.66)
    page = QRectF(0, 0, wide, wide * 1.4)
    page.moveCenter(place.center())
    painter.fillRect(page, _PAPER)
    for nth in range(9):
        line = wide * (0.5 if nth in (0, 8) else 0.8)
        high = wide * (0.05 if nth == 0 else 0.025)
        left = page.left() + wide * 0.1
        painter.fillRect(QRectF(left, page.top() + wide * (0.12 + 0.135 * nth), line, high), _GREY)


def _draw_code(painter: QPainter, place: QRectF) -> None:
    """Looks like a square code and says nothing."""
    painter.fillRect(place, QColor("#C9C2B4"))
    size = min(place.width(), place.height()) * 0.62
    code = QRectF(0, 0, size, size)
    code.moveCenter(place.center())
    painter.fillRect(code.adjusted(-size / 9, -size / 9, size / 9, size / 9), _PAPER)
    cell = size / 13
    corners = ((0, 0), (0, 9), (9, 0))
    for row in range(13):
        for column in range(13):
            if (row * 7 + column * 5 + row * column) % 3 == 0 and not _in_corner(row, column, corners):
                at = QPointF(code.left() + column * cell, code.top() + row * cell)
                painter.fillRect(QRectF(at.x(), at.y(), cell + 0.5, cell + 0.5), _DARK)
    for row, column in corners:
        for inset, colour in ((0.0, _DARK), (0.8, _PAPER), (1.3, _DARK)):
            corner = QRectF(code.left() + column * cell, code.top() + row * cell, 4 * cell, 4 * cell)
            painter.fillRect(corner.adjusted(inset * cell, inset * cell, -inset * cell, -inset * cell), colour)


def _in_corner(row: int, column: int, corners: tuple[tuple[int, int], ...]) -> bool:
    return any(top - 1 <= row < top + 5 and left - 1 <= column < left + 5 for top, left in corners)
