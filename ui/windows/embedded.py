"""The resident's window on the embedded touch monitor."""

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.intents import Touched
from kiosk.domain.snapshot import KioskSnapshot, Look
from kiosk.domain.visit import VisitState
from ui.navigator import Navigator
from ui.presenters.frame import FrameView, present_frame
from ui.presenters.localised import localised
from ui.screens.resident.attendant import AttendantPanelCard
from ui.screens.resident.frame import BottomBar, TopStrip
from ui.screens.resident.languages import LanguagePanel
from ui.screens.resident.notices import AttendantStrip, HintStrip, QuestionPanel
from ui.screens.resident.sound import SoundPanel
from ui.screens.screen import Emit
from ui.stage import Stage
from ui.theme.measures import EDGE_PX, HEIGHT_PX, ONE_TAP_MS, STRIP_PX, WIDTH_PX, bar_height
from ui.theme.theme import resident_theme
from ui.widgets.focus_ring import FocusRing
from ui.widgets.key import Key
from ui.widgets.painted import dress_tree
from ui.windows.confined import ConfinedWindow

_HINT_IN_CALL_Y = 324
"""Lower edge of a hint in a call: over the picture, below the lamp."""


class Canvas(QWidget):
    """The 1920 × 1080 ground of everything."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.ground = QColor()
        self.resize(WIDTH_PX, HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.ground)
        painter.end()


class EmbeddedWindow(ConfinedWindow):
    """A fixed canvas, centred; on a monitor of another shape the rest is ground. `closed` when it is closed."""

    closed = Signal()

    def __init__(self, stage: Stage, emit: Emit) -> None:
        super().__init__()
        self._stage = stage
        self._emit = emit
        self._snapshot: KioskSnapshot | None = None
        self._frame: FrameView | None = None
        self._theme = theme = resident_theme(Look(), stage.icons)
        self.setWindowTitle(stage.text("window.embedded"))
        self.canvas = Canvas(self)
        self.navigator = Navigator(self.canvas, stage, theme, emit)
        self._strip = TopStrip(self.canvas, theme)
        self._bar = BottomBar(self.canvas, theme, emit)
        self._attendant = AttendantStrip(self.canvas, theme, emit)
        self._hint = HintStrip(self.canvas, theme)
        self._languages = LanguagePanel(self.canvas, theme, emit)
        self._sound = SoundPanel(self.canvas, stage, theme, emit)
        self._panel = AttendantPanelCard(self.canvas, theme, emit)
        self._question = QuestionPanel(self.canvas, theme, emit)
        self._focus = FocusRing(self.canvas, theme)
        self._focus.hide()
        self._deaf = QTimer(self, interval=ONE_TAP_MS, singleShot=True)
        self._deaf.timeout.connect(self._hear_again)
        self._apply_ground()
        self.resize(WIDTH_PX, HEIGHT_PX)

    def show_snapshot(self, snapshot: KioskSnapshot) -> None:
        """Shows the truth of the moment; what has not changed is not touched."""
        if snapshot is self._snapshot:
            return
        before, self._snapshot = self._snapshot, snapshot
        if before is None or before.look != snapshot.look:
            self._dress(snapshot)
        text = self._stage.texts[snapshot.look.language]
        told = localised(snapshot)
        frame = present_frame(told, text)
        if frame != self._frame:
            self._frame = frame
            self._show_frame(frame, snapshot)
        changed = self.navigator.show(told, text, self._screen_area())
        if changed or (before is not None and before.choosing_language and not snapshot.choosing_language):
            self._screen_changed(first=before is None)

    def key(self, name: str) -> Key | None:
        """The visible key of that name, if there is one; for tests and the demo."""
        return next((key for key in self.canvas.findChildren(Key, name) if key.isVisibleTo(self)), None)

    def _dress(self, snapshot: KioskSnapshot) -> None:
        self._theme = resident_theme(snapshot.look, self._stage.icons)
        self.navigator.dress(self._theme)
        panels = (self._languages, self._sound, self._panel, self._question)
        for part in (self._strip, self._bar, self._attendant, self._hint, *panels, self._focus):
            part.dress(self._theme)
            dress_tree(part, self._theme)
        text = self._stage.texts[snapshot.look.language]
        self._bar.reserve((text("bar.attendant"), text("bar.back"), text("bar.home")))
        self._focus.hide()
        self._apply_ground()
        self._frame = None

    def _apply_ground(self) -> None:
        self.canvas.ground = QColor(self._theme.colours.ground)
        self.update()
        self.canvas.update()

    def _show_frame(self, frame: FrameView, snapshot: KioskSnapshot) -> None:
        bar = bar_height(self._theme.tall_bar)
        self._strip.setGeometry(0, 0, WIDTH_PX, STRIP_PX)
        self._bar.setGeometry(0, HEIGHT_PX - bar, WIDTH_PX, bar)
        self._attendant.setGeometry(0, HEIGHT_PX - bar - AttendantStrip.HEIGHT_PX, WIDTH_PX, AttendantStrip.HEIGHT_PX)
        self._strip.show_view(frame.strip)
        self._bar.show_keys(frame.left, frame.right)
        self._attendant.show_view(frame.attendant)
        self._hint.show_hint(frame.hint)
        area = self._screen_area()
        in_call = snapshot.visit is VisitState.TALKING
        self._hint.arrange(
            QRect(EDGE_PX, 0, WIDTH_PX - 2 * EDGE_PX, _HINT_IN_CALL_Y if in_call else area.bottom() - 172)
        )
        self._hint.raise_()
        self._sound.setGeometry(area)
        self._sound.show_view(frame.sound)
        self._panel.setGeometry(area)
        self._panel.show_view(frame.panel)
        self._languages.setGeometry(area)
        self._languages.show_view(frame.languages)
        self._question.setGeometry(area)
        self._question.show_view(frame.question)
        self._raise_panels()

    def _screen_area(self) -> QRect:
        """Between the strip and the bar, or the attendant's row."""
        called = self._frame is not None and self._frame.attendant is not None
        bottom = HEIGHT_PX - bar_height(self._theme.tall_bar) - (AttendantStrip.HEIGHT_PX if called else 0)
        return QRect(0, STRIP_PX, WIDTH_PX, bottom - STRIP_PX)

    def _screen_changed(self, first: bool) -> None:
        """A second, hasty tap must not fall through onto a key of the new screen."""
        self._hint.raise_()
        self._raise_panels()
        if not first:
            self.canvas.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)
            self._deaf.start()

    def _raise_panels(self) -> None:
        """The languages over the attendant's panel, which leads to them; a question over all."""
        for panel in (self._sound, self._panel, self._languages, self._question):
            panel.raise_()

    def _hear_again(self) -> None:
        self.canvas.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Every press comes up to here, also those that a key takes."""
        self._emit(Touched())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.canvas.move((self.width() - WIDTH_PX) // 2, (self.height() - HEIGHT_PX) // 2)
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.colours.ground))
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
