"""The window on the external monitor: only what anybody passing by may read."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.intents import Intent
from kiosk.domain.snapshot import KioskSnapshot
from ui.presenters.signage import present_signage
from ui.screens.external.signage import SignageScreen
from ui.stage import Stage
from ui.theme.measures import HEIGHT_PX, WIDTH_PX
from ui.theme.theme import signage_theme


def _nothing(_intent: Intent) -> None:
    """Nobody can ask for anything here."""


class ExternalWindow(QWidget):
    """A fixed canvas, centred. `closed` when it is closed."""

    closed = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._theme = signage_theme(stage.icons)
        self.setWindowTitle(stage.text("window.external"))
        self._signage = SignageScreen(self, stage, self._theme, _nothing)
        self._signage.resize(WIDTH_PX, HEIGHT_PX)
        self.resize(WIDTH_PX, HEIGHT_PX)

    def show_snapshot(self, snapshot: KioskSnapshot) -> None:
        """Shows the public part of the truth."""
        self._signage.show_view(present_signage(snapshot, self._stage.text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._signage.move((self.width() - WIDTH_PX) // 2, (self.height() - HEIGHT_PX) // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.colours.ground))
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
