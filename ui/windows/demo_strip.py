"""The strip above a demo's windows: what to touch next, and what a trainer's own hands can do in the pretend van."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme.fonts import font

_GROUND, _WORDS, _MARK = QColor("#1A1A1A"), QColor("#FFFFFF"), QColor("#FFD43D")
_SIZE_PX = 24
_KEY_PX = 18
_EDGE_PX = 8
_KEY_LOOK = """
QPushButton { color: #FFFFFF; background: #3A3A3A; border: 2px solid #8A8A8A; border-radius: 8px; padding: 0 14px; }
QPushButton:pressed { border-color: #FFD43D; }
"""


class DemoStrip(QWidget):
    """Shows `mark` at the left, the hint beside it, and at the right a key for each of `keys`: its words, what it does.
    `closed` when it is closed."""

    closed = Signal()

    def __init__(self, mark: str, keys: Sequence[tuple[str, Callable[[], None]]] = ()) -> None:
        super().__init__()
        self._keys = [QPushButton(words, self) for words, _ in keys]
        for key, (_, act) in zip(self._keys, keys, strict=True):
            key.setFont(font(_KEY_PX, True))
            key.setStyleSheet(_KEY_LOOK)
            key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            key.clicked.connect(lambda _checked=False, act=act: act())
        self._mark = mark
        self._hint = ""
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(mark)

    def resizeEvent(self, event: QResizeEvent) -> None:
        right = self.width() - _EDGE_PX
        for key in reversed(self._keys):
            wide = key.sizeHint().width()
            key.setGeometry(right - wide, _EDGE_PX, wide, self.height() - 2 * _EDGE_PX)
            right -= wide + _EDGE_PX
        super().resizeEvent(event)

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
        keys = self.width() - self._keys[0].x() if self._keys else 0
        place = room.adjusted(after, 0, -keys, 0)
        hint = painter.fontMetrics().elidedText(self._hint, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, hint)
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
