"""A telephone of our own drawing beside a step of a guide, or before somebody who tries it with the finger."""

from time import monotonic

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.guide import At
from kiosk.domain.languages import JAPANESE
from kiosk.domain.phone_page import PhonePage
from kiosk.domain.practice import Touched, TriedGesture, is_right
from ui.theme.fonts import font
from ui.theme.theme import Theme
from ui.widgets.painted import Painted
from ui.widgets.phone_paint import PhonePainter
from ui.widgets.phone_places import BODY, row_places

ASPECT = BODY.width() / BODY.height()
_AROUND_PX = 24


class DrawnPhone(Painted):
    """As large as it can be within its place, in its middle. What stands on it is Japanese in every language: so
    does the telephone."""

    tried = Signal(object)

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._page: PhonePage | None = None
        self._tries: At | None = None
        self._done = False
        self._way: list[Touched] = []

    @property
    def page(self) -> PhonePage | None:
        """What is drawn."""
        return self._page

    def show_page(self, page: PhonePage | None, tries: At | None = None, done: bool = False) -> None:
        """Another one. At the step `tries` it takes the finger and says how it went; `done`: it was right."""
        if (page, tries, done) != (self._page, self._tries, self._done):
            self._page, self._tries, self._done = page, tries, done
            self._way = []
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, tries is None)
            self.update()

    def forget(self) -> None:
        self._way = []

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._way = [self._touched(event)]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._way:
            self._way.append(self._touched(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        way, self._way = [*self._way, self._touched(event)], []
        if len(way) > 1 and self._tries is not None and self._page is not None:
            begun = self._place(self._page).contains(QPointF(way[0].x, way[0].y))
            self.tried.emit(TriedGesture(self._tries, is_right(self._page.gesture, way, begun)))

    def _touched(self, event: QMouseEvent) -> Touched:
        return Touched(event.position().x(), event.position().y(), monotonic())

    def _place(self, page: PhonePage) -> QRectF:
        """What is to be touched, in pixels, and a little around it."""
        body, scale = self.body(), self.body().width() / BODY.width()
        place = row_places(page)[max(page.press, 1) - 1]
        on = QRectF(place.left() * scale, place.top() * scale, place.width() * scale, place.height() * scale)
        return on.translated(body.topLeft()).adjusted(-_AROUND_PX, -_AROUND_PX, _AROUND_PX, _AROUND_PX)

    def body(self) -> QRectF:
        """Where the telephone is drawn, in pixels of the widget."""
        high = min(float(self.height()), self.width() / ASPECT)
        wide = high * ASPECT
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._page is None:
            return
        painter, body = self.painter(), self.body()
        painter.translate(body.topLeft())
        scale = body.width() / BODY.width()
        painter.scale(scale, scale)
        PhonePainter(painter, self._page, (_letters, self._sign), self._done).paint()
        painter.end()

    def _sign(self, painter: QPainter, name: str, place: QRectF, colour: str) -> None:
        """As sharp as the screen is, whatever the painter's scale."""
        on_screen = painter.worldTransform().mapRect(place)
        painter.save()
        painter.resetTransform()
        self.draw_icon(painter, name, on_screen, colour)
        painter.restore()


def _letters(size_px: int, bold: bool) -> QFont:
    return font(size_px, bold, JAPANESE)
