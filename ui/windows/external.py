"""The window on the external monitor: what anybody passing by may read, and what the resident sent there."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent, QResizeEvent

from kiosk.domain.intents import Intent
from kiosk.domain.monitors import Placement, Showing
from kiosk.domain.snapshot import KioskSnapshot
from ui.presenters.circular_outside import is_text, present_circular_outside, present_circular_text_outside
from ui.presenters.notice import present_screen_lost, present_setting_up
from ui.presenters.outside import present_outside
from ui.presenters.phone import present_phone_outside
from ui.presenters.signage import present_signage
from ui.screens.external.circular import CircularOutsideScreen
from ui.screens.external.circular_text import CircularTextOutsideScreen
from ui.screens.external.notice import NoticeScreen
from ui.screens.external.outside import OutsideScreen
from ui.screens.external.phone import PhoneOutsideScreen
from ui.screens.external.signage import SignageScreen
from ui.screens.screen import Screen
from ui.stage import Stage
from ui.theme.measures import HEIGHT_PX, WIDTH_PX
from ui.theme.theme import signage_theme
from ui.windows.confined import ConfinedWindow


def _nothing(_intent: Intent) -> None:
    """Nobody can ask for anything here."""


class ExternalWindow(ConfinedWindow):
    """A fixed canvas, centred; it never takes the keyboard from the resident's window. `closed` when it is closed."""

    closed = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._theme = theme = signage_theme(stage.icons)
        self.setWindowTitle(stage.text("window.external"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        self._signage = SignageScreen(self, stage, theme, _nothing)
        self._outside = OutsideScreen(self, stage, theme, _nothing)
        self._circular = CircularOutsideScreen(self, stage, theme, _nothing)
        self._circular_text = CircularTextOutsideScreen(self, stage, theme, _nothing)
        self._notice = NoticeScreen(self, stage, theme, _nothing)
        self._phone = PhoneOutsideScreen(self, stage, theme, _nothing)
        shared = (self._outside, self._circular, self._circular_text, self._phone)
        self._screens: tuple[Screen[Any], ...] = (self._signage, *shared, self._notice)
        for screen in self._screens:
            screen.resize(WIDTH_PX, HEIGHT_PX)
            screen.hide()
        self.resize(WIDTH_PX, HEIGHT_PX)

    def show_snapshot(self, snapshot: KioskSnapshot, placement: Placement) -> None:
        """Shows of the truth what may be shown where this window stands."""
        text, theirs = self._stage.text, self._stage.texts[snapshot.look.language]
        shown: Screen[Any] | None = None
        if placement.showing is Showing.PAPER and snapshot.outside is not None:
            shown = self._outside
            self._outside.show_view(present_outside(snapshot, snapshot.outside, theirs))
        elif placement.showing is Showing.CIRCULAR and is_text(snapshot):
            shown = self._circular_text
            self._circular_text.show_view(present_circular_text_outside(snapshot, theirs))
        elif placement.showing is Showing.CIRCULAR:
            shown = self._circular
            self._circular.show_view(present_circular_outside(snapshot, theirs))
        elif placement.showing is Showing.PHONE:
            shown = self._phone
            self._phone.show_view(present_phone_outside(snapshot, theirs))
        elif placement.showing is Showing.TROUBLE:
            shown = self._notice
            self._notice.show_view(present_screen_lost(snapshot, theirs))
        elif placement.showing is Showing.SETTING_UP and placement.monitor is not None:
            shown = self._notice
            self._notice.show_view(present_setting_up(snapshot, placement.monitor.identity, text))
        elif placement.showing is Showing.SIGNAGE:
            shown = self._signage
            self._signage.show_view(present_signage(snapshot, text))
        self._bring(shown)

    def _bring(self, shown: Screen[Any] | None) -> None:
        for screen in self._screens:
            if screen is not shown and not screen.isHidden():
                screen.hide()
                screen.forget()
        if shown is not None:
            shown.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        for screen in self._screens:
            screen.move((self.width() - WIDTH_PX) // 2, (self.height() - HEIGHT_PX) // 2)
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.colours.ground))
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
