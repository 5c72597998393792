"""The double ring round the key that the keyboard has reached, painted above everything."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme.theme import Theme
from ui.widgets.key import Key
from ui.widgets.painted import Painted, rounded


class FocusRing(Painted):
    """A transparent layer over its parent. Keys take focus from the keyboard only, so a finger never shows it."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._focused: QWidget | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._stand)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._focused = now
        self._soon.start()

    def _stand(self) -> None:
        """After the key has been told why it got the focus."""
        key, parent = self._focused, self.parentWidget()
        self._focused = None
        wanted = isinstance(key, Key) and key.by_keyboard and parent is not None and parent.isAncestorOf(key)
        if wanted and isinstance(key, Key) and parent is not None:
            around = QRect(key.mapTo(parent, QPoint(0, 0)), key.size())
            self.setGeometry(around.adjusted(-11, -11, 11, 11))
            self.raise_()
        self.setVisible(wanted)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        area = QRectF(self.rect())
        painter.setPen(QPen(self.colour("ink"), 4))
        painter.drawPath(rounded(area.adjusted(2, 2, -2, -2), 24))
        painter.setPen(QPen(self.colour("here"), 6))
        painter.drawPath(rounded(area.adjusted(7, 7, -7, -7), 20))
        painter.end()
