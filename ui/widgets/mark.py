"""The permanent mark of a program that is not at real work."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.painted import Painted, rounded


class Mark(Painted):
    """DEMO or MEASURE, two lines, permanent; stripes say at once that nothing here is real."""

    def __init__(self, parent: QWidget, theme: Theme, letters_px: int = 28) -> None:
        super().__init__(parent, theme)
        self._kind = self._words = ""
        self._letters_px = letters_px
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_mark(self, kind: str, words: str) -> None:
        """Another mark; an empty kind shows nothing."""
        self._kind, self._words = kind, words
        self.setVisible(bool(kind))
        self.update()

    def overflow(self) -> str:
        if not self._words:
            return ""
        metrics = QFontMetrics(self.theme.font(self._letters_px, True))
        needed = metrics.size(0, self._words)
        return "" if needed.width() <= self.width() and 2 * self._letters_px <= self.height() else self._words

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        area = QRectF(self.rect())
        painter.setClipPath(rounded(area, 12))
        painter.fillRect(area, QColor("#1A1A1A"))
        if self._kind == "measure":
            painter.setPen(Qt.PenStyle.NoPen)
            for x in range(-self.height(), self.width(), 24):
                painter.save()
                painter.translate(x, 0)
                painter.shear(-0.5, 0)
                painter.fillRect(QRectF(self.height() / 2, 0, 12, self.height()), QColor("#4D4D4D"))
                painter.restore()
        painter.setFont(self.theme.font(self._letters_px, True))
        painter.setPen(QColor("#FFD43D"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._words)
        painter.end()
