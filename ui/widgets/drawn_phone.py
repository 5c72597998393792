"""A telephone of our own drawing beside a step of a guide, or before somebody who tries it with the finger."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.languages import JAPANESE
from kiosk.domain.phone_page import PhonePage
from ui.theme.fonts import font
from ui.theme.theme import Theme
from ui.widgets.painted import Painted
from ui.widgets.phone_paint import PhonePainter
from ui.widgets.phone_places import BODY

ASPECT = BODY.width() / BODY.height()


class DrawnPhone(Painted):
    """As large as it can be within its place, at the left of it. What stands on it is Japanese in every language: so
    does the telephone."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._page: PhonePage | None = None

    @property
    def page(self) -> PhonePage | None:
        """What is drawn."""
        return self._page

    def show_page(self, page: PhonePage | None) -> None:
        """Another one."""
        if page != self._page:
            self._page = page
            self.update()

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
        PhonePainter(painter, self._page, _letters).paint()
        painter.end()


def _letters(size_px: int, bold: bool) -> QFont:
    return font(size_px, bold, JAPANESE)
