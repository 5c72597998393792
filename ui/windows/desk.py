"""The clerk's window: a normal window that follows desktop habits."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.snapshot import DeskSnapshot
from ui.presenters.desk import present_desk
from ui.screens.desk.desk import DeskScreen
from ui.screens.screen import Emit
from ui.stage import Stage
from ui.theme.theme import desk_theme
from ui.widgets.focus_ring import FocusRing
from ui.widgets.key import Key

_SIZE_PX = (1440, 900)
_LEAST_PX = (1366, 768)


class DeskWindow(QWidget):
    """`closed` when it is closed."""

    closed = Signal()

    def __init__(self, stage: Stage, emit: Emit) -> None:
        super().__init__()
        self._stage = stage
        self._theme = desk_theme(stage.icons)
        self.setWindowTitle(stage.text("window.desk"))
        self.desk = DeskScreen(self, stage, self._theme, emit)
        self._focus = FocusRing(self, self._theme)
        self._focus.hide()
        self.setMinimumSize(*_LEAST_PX)
        self.resize(*_SIZE_PX)

    def show_snapshot(self, snapshot: DeskSnapshot) -> None:
        """Shows the truth of the moment."""
        self.desk.show_view(present_desk(snapshot, self._stage.text))

    def key(self, name: str) -> Key | None:
        """The visible key of that name, if there is one; for tests and the demo."""
        return next((key for key in self.findChildren(Key, name) if key.isVisibleTo(self)), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.desk.setGeometry(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.colours.ground))
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
