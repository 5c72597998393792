"""Whose screen it was: the clerk's id, faintly over a shared surface, so that a photograph of it has an owner."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPixmap

from ui.theme.fonts import font
from ui.theme.theme import Theme
from ui.widgets.painted import Painted
from ui.widgets.placing import PageSurface

_STRENGTH = 0.07
_SLOPE_DEG = -18.0
_ROOM = 6
"""A word stands in a field so many times as high as its letters, so that it is read once or twice in each corner."""


class Watermark(Painted):
    """Lies over a surface, wherever that goes; touches go through it."""

    def __init__(self, surface: PageSurface) -> None:
        super().__init__(surface.parentWidget(), surface.theme)
        self._surface = surface
        self._word = ""
        self._tile: QPixmap | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        surface.installEventFilter(self)
        self.hide()

    def say(self, word: str) -> None:
        """Another id, or none."""
        if word != self._word:
            self._word, self._tile = word, None
            self.update()
        self.setVisible(bool(word))

    def dress(self, theme: Theme) -> None:
        self._tile = None
        super().dress(theme)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.setGeometry(self._surface.geometry())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._tile is None or self._tile.devicePixelRatio() != self.devicePixelRatioF():
            self._tile = self._paint_tile()
        painter = self.painter()
        painter.drawTiledPixmap(self.rect(), self._tile)
        painter.end()

    def _paint_tile(self) -> QPixmap:
        letters, ratio = font(self.theme.letters.second, True), self.devicePixelRatioF()
        width = QFontMetrics(letters).horizontalAdvance(self._word) + self.theme.letters.second * _ROOM
        height = self.theme.letters.second * _ROOM
        tile = QPixmap(round(width * ratio), round(height * ratio))
        tile.setDevicePixelRatio(ratio)
        tile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(tile)
        painter.setFont(letters)
        painter.setPen(self.colour("ink"))
        painter.setOpacity(_STRENGTH)
        painter.translate(width / 2, height / 2)
        painter.rotate(_SLOPE_DEG)
        painter.drawText(-width // 2, -height // 2, width, height, Qt.AlignmentFlag.AlignCenter, self._word)
        painter.end()
        return tile
