"""The picture at the left of a calibration: what the camera sees now, or the empty table as it will be saved."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.theme.fonts import font
from ui.theme.theme import Theme
from ui.widgets.painted import Painted

_GROUND, _INK, _BARS = QColor("#202020"), QColor("#ffffff"), QColor("#000000")
_LINE, _LINE_GROUND = QColor("#FFD43D"), QColor("#1A1A1A")
_LINE_PX, _LINE_GROUND_PX = 4, 8
_MARGIN_PX, _WORDS_PX = 16, 100
_MARK = "（練習用）"
_MARK_PX = 40


@dataclass(frozen=True, eq=False)
class Shown:
    """(height, width, 3) BGR pixels or None, words below them, and an outline in pixels of a picture of the judged
    size."""

    pixels: NDArray[np.uint8] | None
    words: str
    outline: tuple[tuple[float, float], ...] = ()


class CalibratePicture(Painted):
    """Shows pictures as they are judged: whole, in a frame of `size` (width, height)."""

    def __init__(self, parent: QWidget, theme: Theme, size: tuple[int, int], mock: bool) -> None:
        super().__init__(parent, theme)
        self._judged = QSize(*size)
        self._mock = mock
        self._shown = Shown(None, "")

    def show_picture(self, shown: Shown) -> None:
        """From now on; nothing of the one before is kept."""
        before, self._shown = self._shown, shown
        if shown.pixels is not before.pixels or (shown.words, shown.outline) != (before.words, before.outline):
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's own name
        """The picture, the outline on it, the words below it."""
        painter = self.painter()
        painter.fillRect(self.rect(), _GROUND)
        room = self.rect().adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_WORDS_PX)
        place = _within(room, self._judged)
        if self._shown.pixels is not None:
            painter.fillRect(place, _BARS)
            self._paint_pixels(painter, place, self._shown.pixels)
            self._paint_outline(painter, place)
        self._paint_words(painter, room)
        painter.end()

    def _paint_pixels(self, painter: QPainter, place: QRect, pixels: NDArray[np.uint8]) -> None:
        height, width = pixels.shape[:2]
        image = QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_BGR888)
        painter.drawImage(_within(place, image.size()), image)

    def _paint_outline(self, painter: QPainter, place: QRect) -> None:
        if not self._shown.outline:
            return
        scale = place.width() / self._judged.width()
        corners = [
            QPointF(place.left() + (x + 0.5) * scale, place.top() + (y + 0.5) * scale) for x, y in self._shown.outline
        ]
        for colour, width in ((_LINE_GROUND, _LINE_GROUND_PX), (_LINE, _LINE_PX)):
            painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPolygon(QPolygonF(corners))

    def _paint_words(self, painter: QPainter, room: QRect) -> None:
        size = self.theme.size_px("helping")
        painter.setPen(_INK)
        painter.setFont(font(size, False))
        below = QRectF(room.left(), room.bottom() + _MARGIN_PX, room.width(), _WORDS_PX - 2 * _MARGIN_PX)
        wrapped = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
        painter.drawText(below, int(wrapped), self._shown.words)
        if self._mock:
            painter.setFont(font(_MARK_PX, True))
            strip = painter.fontMetrics().boundingRect(_MARK).size()
            corner = QRect(room.topLeft(), strip + QSize(2 * _MARGIN_PX, _MARGIN_PX))
            painter.fillRect(corner, _LINE)
            painter.setPen(_LINE_GROUND)
            painter.drawText(corner, int(Qt.AlignmentFlag.AlignCenter), _MARK)


def _within(room: QRect, size: QSize) -> QRect:
    """The largest rectangle of that shape in the middle of a room."""
    place = QRect(room.topLeft(), size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio))
    place.moveCenter(room.center())
    return place
