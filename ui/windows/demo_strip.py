"""The strip above a demo's windows: one line that says what to touch next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.fonts import font

_GROUND, _WORDS, _MARK = QColor("#1A1A1A"), QColor("#FFFFFF"), QColor("#FFD43D")
_SIZE_PX = 24


class DemoStrip(QWidget):
    """Shows `mark` at the left and the hint beside it. `closed` when it is closed."""

    closed = Signal()

    def __init__(self, mark: str) -> None:
        super().__init__()
        self._mark = mark
        self._hint = ""
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(mark)

    def say(self, hint: str) -> None:
        """Another hint."""
        if hint != self._hint:
            self._hint = hint
            self.setAccessibleName(hint)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), _GROUND)
        painter.setFont(font(_SIZE_PX, True))
        painter.setPen(_MARK)
        room = self.rect().adjusted(20, 0, -20, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._mark)
        painter.setPen(_WORDS)
        after = painter.fontMetrics().horizontalAdvance(self._mark) + 32
        painter.drawText(
            room.adjusted(after, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._hint
        )
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
