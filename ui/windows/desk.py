"""The clerk's window: a normal window that follows desktop habits, and shows nothing of anybody while it is locked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.intents import Touched
from kiosk.domain.snapshot import DeskSnapshot
from ui.presenters.desk import present_desk, present_lock
from ui.screens.desk.desk import DeskScreen
from ui.screens.desk.lock import LockScreen
from ui.screens.screen import Emit
from ui.stage import Stage
from ui.theme.growth import grown_theme, growth_of
from ui.widgets.focus_ring import FocusRing
from ui.widgets.key import Key
from ui.windows.uncaptured import leave_out_of_captures

_SIZE_PX = (1440, 900)
_LEAST_PX = (1366, 768)


class DeskWindow(QWidget):
    """`closed` when it is closed."""

    closed = Signal()

    def __init__(self, stage: Stage, emit: Emit) -> None:
        super().__init__()
        self._stage = stage
        self._emit = emit
        self._growth = growth_of(*_SIZE_PX)
        self._theme = theme = grown_theme(stage.icons, self._growth)
        self.setWindowTitle(stage.text("window.desk"))
        self.desk = DeskScreen(self, stage, theme, emit)
        self.lock = LockScreen(self, stage, theme, emit)
        self.lock.hide()
        self._focus = FocusRing(self, theme)
        self._focus.hide()
        self.setMinimumSize(*_LEAST_PX)
        self.resize(*_SIZE_PX)
        self.desk.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_snapshot(self, snapshot: DeskSnapshot) -> None:
        """Shows the truth of the moment. What is hidden behind the lock forgets what is over, too."""
        self.desk.show_view(present_desk(snapshot, self._stage.text))
        self.lock.show_view(present_lock(snapshot, self._stage.text))
        if snapshot.locked != self.lock.isVisibleTo(self):
            self._cover(snapshot.locked)

    def _cover(self, locked: bool) -> None:
        self.desk.setVisible(not locked)
        self.lock.setVisible(locked)
        (self.lock if locked else self.desk).setFocus(Qt.FocusReason.OtherFocusReason)

    def key(self, name: str) -> Key | None:
        """The visible key of that name, if there is one; for tests and the demo."""
        return next((key for key in self.findChildren(Key, name) if key.isVisibleTo(self)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Every press that no field takes comes up to here: somebody is at the desk."""
        self._emit(Touched())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._emit(Touched())

    def resizeEvent(self, event: QResizeEvent) -> None:
        growth = growth_of(self.width(), self.height())
        if growth != self._growth:
            self._growth = growth
            self._theme = grown_theme(self._stage.icons, growth)
            self.desk.dress(self._theme)
            self.lock.dress(self._theme)
        self.desk.setGeometry(self.rect())
        self.lock.setGeometry(self.rect())

    def showEvent(self, event: QShowEvent) -> None:
        leave_out_of_captures(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.colours.ground))
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
