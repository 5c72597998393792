"""A window that paints nothing outside the monitor that it belongs to."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QMoveEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

NOWHERE = QRect()
EVERYWHERE = QRect(-100_000, -100_000, 200_000, 200_000)


class Curtain(QWidget):
    """Lies over everything else in its window; a plain ground wherever the window is not where it belongs."""

    def __init__(self, window: "ConfinedWindow") -> None:
        super().__init__(window)
        self._window = window
        self.ground = QColor("#000000")

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._window.inside:
            painter = QPainter(self)
            painter.fillRect(event.rect(), self.ground)
            painter.end()


class ConfinedWindow(QWidget):
    """Begins confined to nowhere. `strayed` when it is to be seen outside its area.

    The curtain is asked at each painting of any part, because Qt paints what lies over a part together with it: no
    picture, clock or key reaches the glass without it. What is on the glass already can be moved by the window system
    before this program hears of it (a cable pulled, a monitor rearranged): those pixels stay for the few milliseconds
    until the event is here, and are then painted over at once. A program cannot close that gap.
    """

    strayed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._area = NOWHERE
        self._curtain = Curtain(self)

    @property
    def inside(self) -> bool:
        """Whether the whole window lies in the area that it is confined to."""
        return self._area.contains(self.geometry())

    def confine(self, area: QRect) -> None:
        """The only part of the desktop, in pixels as windows are placed in it, where this window paints."""
        if area != self._area:
            self._area = area
            self._check()

    def _check(self) -> None:
        """Also a touch must not reach what is not seen."""
        self._curtain.setGeometry(self.rect())
        self._curtain.raise_()
        self._curtain.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, self.inside)
        if self.isVisible():
            self.repaint()
            if not self.inside:
                self.strayed.emit()

    def moveEvent(self, event: QMoveEvent) -> None:
        self._check()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._check()

    def showEvent(self, event: QShowEvent) -> None:
        self._check()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ScreenChangeInternal:
            self._check()
        return super().event(event)
