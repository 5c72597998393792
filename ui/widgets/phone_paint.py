"""Paints a telephone's page of our own drawing: it keeps its colours in every look, as telephones do."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from kiosk.domain.phone_page import Gesture, PhonePage
from ui.widgets.phone_places import BODY, GLASS, PICTURE, STATUS_FOOT, row_places, title_place
from ui.widgets.phone_signs import draw_picture, draw_slider, sign_of, slider_of, tint_of

MARK: Final = "#C24A00"
DONE: Final = "#0C6B3A"
_INK, _GREY, _LINE, _WHITE = "#1A1A1A", "#6B6B6B", "#D8D8DC", "#FFFFFF"
_GROUNDS: Final = {"iphone": "#F2F2F6", "android": "#FFFFFF", "easy": "#FFF8E8"}
_LETTERS: Final = 8.6
_LARGE_LETTERS: Final = 10.0
_LEAST: Final = 4.0
_RING: Final = 2.6
MakeFont = Callable[[int, bool], QFont]
DrawIcon = Callable[[QPainter, str, QRectF, str], None]
_FINE: Final = 10
"""Fonts are made so many times as large as they are drawn: their sizes are whole numbers."""


class PhonePainter:
    """Draws in units of a hundredth of the telephone's width; `tools` make letters of so many pixels and draw
    icons; `done`: it was touched as it should be."""

    def __init__(
        self, painter: QPainter, page: PhonePage, tools: tuple[MakeFont, DrawIcon], done: bool = False
    ) -> None:
        self._painter = painter
        self._page = page
        self._font, self._icon = tools
        self._done = done

    def paint(self) -> None:
        """Body, page, and how what is to be touched is touched."""
        self._fill(BODY, 11, "#202225")
        self._fill(GLASS, 8, _GROUNDS[self._page.of])
        self._status()
        if self._page.layout == "question":
            self._fill(QRectF(9, 60, 82, 128), 6, _WHITE, _LINE)
        if self._page.title:
            large = self._page.of == "android" and self._page.layout == "list"
            self._words(self._page.title, title_place(self._page), 11.0 if large else 9.6, bold=True, left=large)
        places = row_places(self._page)
        for index, (words, place) in enumerate(zip(self._page.rows, places, strict=True)):
            self._row(index, words, place)
        if self._page.press:
            self._ring(places[self._page.press - 1])

    def _row(self, index: int, words: str, place: QRectF) -> None:
        match self._page.layout:
            case "home":
                self._sign(index, words, place)
            case "talk":
                self._fill(place, 6, "#CDEBCB" if index % 2 else _WHITE, _LINE)
                self._words(words, place.adjusted(4, 0, -4, 0), self._letters)
            case "photo" if index == 0:
                self._scenery(words)
            case "list" if self._page.of != "easy":
                self._line(index, words, place)
            case _:
                self._fill(place.adjusted(0, 1, 0, -1), 5, _WHITE, "#8A8F98")
                self._words(words, place.adjusted(3, 0, -3, 0), self._letters, bold=True)

    @property
    def _letters(self) -> float:
        return _LARGE_LETTERS if self._page.of == "easy" else _LETTERS

    def _line(self, index: int, words: str, place: QRectF) -> None:
        """A row of a list, with a sign before it and a line below."""
        self._painter.fillRect(place, QColor(_WHITE))
        self._painter.fillRect(QRectF(place.left(), place.bottom() - 0.5, place.width(), 0.5), QColor(_LINE))
        side = min(9.0, place.height() - 4)
        square = QRectF(place.left() + 3, place.center().y() - side / 2, side, side)
        if self._slides(words, place):
            return
        self._signed(square, side / 2 if self._page.of == "android" else 2, words, tint_of(index))
        self._words(words, place.adjusted(side + 6, 0, -3, 0), self._letters, left=True)

    def _slides(self, words: str, place: QRectF) -> bool:
        """Whether it is a knob on a line; then it is drawn."""
        ends = slider_of(words)
        if ends is None:
            return False
        self._words(ends[0], place.adjusted(3, 0, 12 - place.width(), 0), self._letters)
        self._words(ends[1], place.adjusted(place.width() - 12, 0, -3, 0), self._letters)
        draw_slider(self._painter, place.adjusted(16, 0, -16, 0), 1.6)
        return True

    def _signed(self, square: QRectF, radius: float, words: str, colour: str) -> None:
        """A sign in its colour with what it stands for, where somebody has drawn that."""
        self._fill(square, radius, colour)
        inner = square.width() * 0.18
        if name := sign_of(words):
            self._icon(self._painter, name, square.adjusted(inner, inner, -inner, -inner), _WHITE)

    def _sign(self, index: int, words: str, place: QRectF) -> None:
        """A sign with its name below; on one with large keys, a tile that says it."""
        colour = tint_of(index)
        if self._page.of == "easy":
            self._fill(place, 4, _WHITE, colour, 1.4)
            self._words(words, place.adjusted(2, 0, -2, 0), _LARGE_LETTERS, bold=True)
            return
        side = min(place.width() - 6, place.height() - 12)
        square = QRectF(place.center().x() - side / 2, place.top() + 1, side, side)
        self._signed(square, side / 2 if self._page.of == "android" else side / 4, words, colour)
        name = QRectF(place.left() - 1, square.bottom(), place.width() + 2, place.bottom() - square.bottom())
        self._words(words, name, 6.4)

    def _scenery(self, words: str) -> None:
        """What the picture shows, and what that is in words."""
        draw_picture(self._painter, words, PICTURE)
        place = QRectF(20, PICTURE.bottom() - 19, 60, 15)
        self._fill(place, 5, _WHITE, _LINE)
        self._words(words, place.adjusted(2, 0, -2, 0), self._letters, bold=True)

    def _status(self) -> None:
        """Signs of strength and charge; no time, which would be wrong."""
        for index in range(4):
            high = 2.0 + index * 1.3
            bar = QRectF(10 + index * 3, STATUS_FOOT - 4 - high, 2, high)
            self._painter.fillRect(bar, QColor(_GREY))
        self._fill(QRectF(80, STATUS_FOOT - 9.5, 9, 5.5), 1.2, _GROUNDS[self._page.of], _GREY, 0.8)
        self._painter.fillRect(QRectF(81.2, STATUS_FOOT - 8.3, 5, 3.1), QColor(_GREY))

    def _ring(self, place: QRectF) -> None:
        """Round what is touched, on white so that it is seen on everything; and how, in lines."""
        around = place.adjusted(-1.5, -0.5, 1.5, 0.5)
        for colour, wide in ((_WHITE, _RING + 1.6), (DONE if self._done else MARK, _RING)):
            self._painter.setPen(QPen(QColor(colour), wide))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRoundedRect(around, 7, 7)
        if not self._done:
            draw_gesture(self._painter, self._page.gesture, place)

    def _fill(self, place: QRectF, radius: float, colour: str, edge: str = "", wide: float = 0.6) -> None:
        self._painter.setPen(QPen(QColor(edge), wide) if edge else Qt.PenStyle.NoPen)
        self._painter.setBrush(QBrush(QColor(colour)))
        self._painter.drawRoundedRect(place, radius, radius)

    def _words(self, words: str, place: QRectF, size: float, bold: bool = False, left: bool = False) -> None:
        """In one row, smaller where there is no room: never cut."""
        font = self._font(round(size * _FINE), bold)
        wide = QFontMetricsF(font).horizontalAdvance(words) / _FINE
        scale = max(_LEAST / size, min(1.0, place.width() / wide if wide else 1.0))
        self._painter.save()
        self._painter.setFont(font)
        self._painter.setPen(QColor(_INK))
        self._painter.translate(place.left(), place.center().y())
        self._painter.scale(scale / _FINE, scale / _FINE)
        room = QRectF(0, -size * _FINE, place.width() * _FINE / scale, 2 * size * _FINE)
        across = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignHCenter
        self._painter.drawText(room, across | Qt.AlignmentFlag.AlignVCenter, words)
        self._painter.restore()


def draw_gesture(painter: QPainter, gesture: Gesture, place: QRectF) -> None:
    """A fingertip, and the way that it goes."""
    at = place.bottomRight() - QPointF(6, 3)  # beside the words
    match gesture:
        case "tap":
            _fingertip(painter, at, 1)
        case "long":
            _fingertip(painter, at, 3)
        case "swipe_up":
            _arrow(painter, place.center() + QPointF(0, 30), place.center() - QPointF(0, 30))
        case "swipe_left":
            _arrow(painter, place.center() + QPointF(28, 0), place.center() - QPointF(28, 0))
        case "spread":
            _arrow(painter, place.center() + QPointF(6, 6), place.center() + QPointF(26, 26))
            _arrow(painter, place.center() - QPointF(6, 6), place.center() - QPointF(26, 26))


def _fingertip(painter: QPainter, at: QPointF, rings: int) -> None:
    """One ring for a short touch, three for one that stays."""
    for ring in range(rings, 0, -1):
        painter.setPen(QPen(QColor(MARK), 0.9))
        painter.setBrush(QColor(194, 74, 0, 50))
        painter.drawEllipse(at, 3.2 + 2.6 * ring, 3.2 + 2.6 * ring)
    painter.setPen(QPen(QColor("#8A5A33"), 0.8))
    painter.setBrush(QColor("#F2D0B0"))
    finger = QPainterPath()
    finger.addRoundedRect(QRectF(at.x() - 3.6, at.y() - 3.6, 7.2, 26), 3.6, 3.6)
    painter.save()
    painter.translate(at)
    painter.rotate(-24)
    painter.translate(-at)
    painter.drawPath(finger)
    painter.restore()


def _arrow(painter: QPainter, start: QPointF, end: QPointF) -> None:
    for colour, wide in ((_WHITE, 6.0), (MARK, 3.6)):
        pen = QPen(QColor(colour), wide)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(start, end)
        along = end - start
        length = (along.x() ** 2 + along.y() ** 2) ** 0.5
        along = along / length * 9
        for side in (1, -1):
            back = QPointF(-along.x() + side * along.y() * 0.7, -along.y() - side * along.x() * 0.7)
            painter.drawLine(end, end + back)
