"""A key: what has a lip can be touched. Acts on release, forgives a slipping finger, counts hasty taps once."""

from PySide6.QtCore import QElapsedTimer, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.readings import plain
from ui.presenters.parts import KeyView
from ui.theme.measures import ONE_TAP_MS, SLIP_PX
from ui.theme.theme import Theme
from ui.widgets.key_face import BAR, KeyFace, face_height, face_overflows, face_width, paint_face
from ui.widgets.painted import Painted
from ui.widgets.ring import RingClock


class Key(Painted):
    """Emits `touched(intent)` with the intent of its view."""

    touched = Signal(object)

    def __init__(self, parent: QWidget | None, theme: Theme, face: KeyFace = BAR) -> None:
        super().__init__(parent, theme)
        self._face = face
        self._view: KeyView | None = None
        self.by_keyboard = False
        self._down = False
        self.one_tap_ms = ONE_TAP_MS
        self._since_tap = QElapsedTimer()
        self._clock = RingClock(self)
        self._clock.tick.connect(self.update)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()

    @property
    def view(self) -> KeyView | None:
        """What the key shows now; None while it is away."""
        return self._view

    def show_view(self, view: KeyView | None) -> None:
        """Becomes this key, or goes away."""
        if view != self._view:
            self._view = view
            self.setObjectName(view.name if view else "")
            self.setAccessibleName(plain(view.words) if view else "")
            self.updateGeometry()
            self.update()
        self.setVisible(view is not None)
        self._clock.run(view is not None and view.busy and self.isVisible())

    def reface(self, face: KeyFace) -> None:
        """Another build from now on."""
        self._face = face
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.by_keyboard = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)

    def click(self) -> None:
        """Acts as if touched, without looking at earlier taps."""
        if self._view is not None and not self._view.busy:
            self._since_tap.start()
            self.touched.emit(self._view.wish)

    def natural_width(self) -> int:
        """The width that the key's word and drawing ask for."""
        return face_width(self._view, self._face, self.theme) if self._view else 0

    def natural_height(self, width_px: int) -> int:
        """The height that the key needs at this width."""
        return face_height(self._view, self._face, self.theme, width_px) if self._view else 0

    def hasHeightForWidth(self) -> bool:
        return self._face.least_height > 40

    def heightForWidth(self, width: int) -> int:
        return max(self.natural_height(width), self._face.least_height)

    def sizeHint(self) -> QSize:
        width = self.natural_width()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def overflow(self) -> str:
        if self._view is None:
            return ""
        cut = face_overflows(self._view, self._face, self.theme, (self.width(), self.height()))
        return self._view.words if cut else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._down = True
            self.update()
        event.ignore()  # the window hears of every press: it restarts the idle clock

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._down:
            return
        self._down = False
        self.update()
        slip = QRectF(self.rect()).adjusted(-SLIP_PX, -SLIP_PX, SLIP_PX, SLIP_PX)
        hasty = self._since_tap.isValid() and self._since_tap.elapsed() < self.one_tap_ms
        if slip.contains(event.position()) and not hasty:
            self.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._down = True
            self.update()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self._down and not event.isAutoRepeat():
            self._down = False
            self.update()
            self.click()
        else:
            super().keyReleaseEvent(event)

    def hideEvent(self, event: QEvent) -> None:
        """Qt would hand the focus on as if the tabulator had been pressed: that is done for who did press it alone."""
        if self.hasFocus() and not self.by_keyboard:
            self.clearFocus()
        self._down = False
        self._clock.run(False)

    def showEvent(self, event: QEvent) -> None:
        self._clock.run(self._view is not None and self._view.busy)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._view is None:
            return
        painter: QPainter = self.painter()
        paint_face(painter, self, self._view, self._face, self._down)
        painter.end()

    @property
    def turn(self) -> float:
        """How far the busy ring has turned, 0 to 1."""
        return self._clock.turn
