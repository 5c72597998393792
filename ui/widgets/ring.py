"""The waiting ring: a third of a circle, one turn in 2.4 s, the only thing that moves by itself."""

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.painted import Painted

_TURN_MS = 2400
_BEAT_MS = 33


class RingClock(QObject):
    """Ticks 30 times a second while something turns."""

    tick = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=_BEAT_MS)
        self._timer.timeout.connect(self.tick)
        self._since = QElapsedTimer()
        self._since.start()

    def run(self, on: bool) -> None:
        """Starts or stops; the angle goes on from real time."""
        if on != self._timer.isActive():
            self._timer.start() if on else self._timer.stop()

    @property
    def turn(self) -> float:
        """0 to 1."""
        return (self._since.elapsed() % _TURN_MS) / _TURN_MS


def draw_ring(painter: QPainter, place: QRectF, colours: tuple[QColor, QColor], turn: float) -> None:
    """Track and arc, in (track, arc) colours, a twelfth of the diameter thick at most 18 px."""
    thick = min(place.width() / 9, 18.0)
    inner = place.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colours[0], thick))
    painter.drawEllipse(inner)
    painter.setPen(QPen(colours[1], thick, c=Qt.PenCapStyle.RoundCap))
    painter.drawArc(inner, round((90 - turn * 360) * 16), -120 * 16)


class Ring(Painted):
    """A ring as large as its widget; turns only while it is seen."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._clock = RingClock(self)
        self._clock.tick.connect(self.update)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def showEvent(self, event: QEvent) -> None:
        self._clock.run(True)

    def hideEvent(self, event: QEvent) -> None:
        self._clock.run(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        side = min(self.width(), self.height())
        place = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        track = self.colour("quiet_pressed") if self.theme.high_contrast else self.colour("hairline")
        draw_ring(painter, place, (track, self.colour("main")), self._clock.turn)
        painter.end()
