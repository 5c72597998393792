"""The white page of 筆談: typed lines in large letters, at the same place on both ends' screens."""

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.mark_style import TAG
from kiosk.domain.page import Page
from kiosk.domain.writing import LETTER_MM, ROW_MM
from ui.presenters.writing import TypedRow
from ui.theme.fonts import font
from ui.theme.theme import Theme
from ui.widgets.placing import PageSurface, place_of

_MARGIN_MM = 12.0
_BAR_MM = 2.5
_WIDEST_SHARE = 0.94


class WhitePage(PageSurface):
    """White in every look: it stands for paper. More rows than have room stand closer together."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._page: Page | None = None
        self._rows: tuple[TypedRow, ...] = ()
        self._follows = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_page(self, page: Page | None, rows: tuple[TypedRow, ...]) -> None:
        """Another page, or other rows."""
        if (page, rows) != (self._page, self._rows):
            self._page, self._rows = page, rows
            self.setAccessibleName("\n".join(row.words for row in rows))
            self.update()

    def forget(self) -> None:
        self.show_page(None, ())

    def follow(self, on: bool) -> None:
        """As wide as its place, the newest row in sight: while somebody types below it."""
        if on is not self._follows:
            self._follows = on
            self.update()

    @property
    def quarters(self) -> int:
        return 0 if self._follows else self.reading.quarters

    def picture_rect(self) -> QRectF | None:
        if self._page is None:
            return None
        if self._follows:
            return self._followed(self._page)
        return place_of(QSizeF(self.size()), QSizeF(self._page.width_mm, self._page.height_mm), self.reading)

    def _followed(self, page: Page) -> QRectF:
        scale = self.width() / page.width_mm
        height, newest = page.height_mm * scale, len(self._rows) * self._row_mm(page) * scale
        top = min(max(self.height() - newest, self.height() - height), 0.0)
        return QRectF(0, top, self.width(), height)

    def _row_mm(self, page: Page) -> float:
        return min(ROW_MM, page.height_mm / max(len(self._rows), 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        painter.fillRect(self.rect(), self.colour("masked"))
        place = self.picture_rect()
        if place is not None and self._page is not None:
            painter.fillRect(place, QColor("#FFFFFF"))
            self._paint_rows(painter, place, self._page)
        painter.end()

    def _paint_rows(self, painter: QPainter, place: QRectF, page: Page) -> None:
        quarters = self.quarters
        size = place.size().transposed() if quarters % 2 else place.size()
        scale = size.width() / page.width_mm
        painter.translate(place.center())
        painter.rotate(90 * quarters)
        painter.translate(-size.width() / 2, -size.height() / 2)
        step = self._row_mm(page) * scale
        letters = font(max(round(LETTER_MM * scale), 1), True)
        painter.setFont(letters)
        left, room = _MARGIN_MM * scale, page.width_mm * scale * _WIDEST_SHARE
        for number, row in enumerate(self._rows):
            line = QRectF(left, number * step, room, step)
            bar = QRectF(left / 3, line.top() + step / 5, _BAR_MM * scale, step * 0.6)
            painter.fillRect(bar, QColor(TAG[row.author]))
            painter.setPen(QColor(TAG[row.author]))
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, row.words)
