"""The whole page in small while it is enlarged: a frame shows the part that is seen, a touch brings another."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSizeF, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPaintEvent, QPen

from kiosk.domain.mark_style import INK
from kiosk.domain.page import Page
from kiosk.domain.pose import whole
from kiosk.domain.reading import Reading
from kiosk.domain.sheet_intents import LookAt
from ui.presenters.marks import MarksView
from ui.widgets.painted import Painted
from ui.widgets.placing import PageSurface, Sheet, turned

LONGEST_PX = 186
_INSET_PX = 16
_DOT_PX = 5.0


class PageMap(Painted):
    """Lies at the lower right over a surface. Emits `asked(LookAt)`. Marks show as dots in their author's colour."""

    asked = Signal(object)

    def __init__(self, surface: PageSurface, longest_px: int = LONGEST_PX) -> None:
        super().__init__(surface.parentWidget(), surface.theme)
        self._surface = surface
        self._longest_px = longest_px
        self._view: MarksView | None = None
        self.hide()

    def show_marks(self, view: MarksView | None) -> None:
        """Follows the view of its page; away while the whole page is seen."""
        self._view = view
        self.setVisible(view is not None and view.reading.step > 0)
        if not self.isHidden():
            self.arrange()
            self.raise_()
        self.update()

    def forget(self) -> None:
        self.show_marks(None)

    def arrange(self) -> None:
        """Takes its place over the surface."""
        if self._view is None:
            return
        page = self._shape(self._view.page, self._view.reading)
        scale = self._longest_px / max(page.width(), page.height())
        size = (page * scale).toSize()
        below = self._surface.geometry().bottomRight()
        at = below - QPoint(size.width() + _INSET_PX, size.height() + _INSET_PX)
        self.setGeometry(QRect(at, size))

    def _shape(self, page: Page, reading: Reading) -> QSizeF:
        size = QSizeF(page.width_mm, page.height_mm)
        return size.transposed() if reading.quarters % 2 else size

    def _seen(self, view: MarksView) -> QRectF:
        """The part that is on the screen, in pixels of the map."""
        place, pose = self._surface.picture_rect(), self._surface.pose_of(view.page)
        if place is None or pose is None:
            return QRectF()
        box = QRectF(self._surface.rect())
        sheet = Sheet(view.page, pose, place, view.reading.quarters, box)
        corners = (box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft())
        shares = [turned(sheet.to_page_share(corner), view.reading.quarters) for corner in corners]
        across, along = ([min(max(share[axis], 0.0), 1.0) for share in shares] for axis in (0, 1))
        left, top = min(across) * self.width(), min(along) * self.height()
        return QRectF(left, top, max(across) * self.width() - left, max(along) * self.height() - top)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._ask(event.position())
        event.ignore()  # the window hears of every press: it restarts the idle clock

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._ask(event.position())

    def _ask(self, at: QPointF) -> None:
        if self._view is not None and self.width() and self.height():
            share = turned((at.x() / self.width(), at.y() / self.height()), -self._view.reading.quarters)
            self.asked.emit(LookAt(self._view.surface, *share))

    def paintEvent(self, event: QPaintEvent) -> None:
        view = self._view
        if view is None:
            return
        painter = self.painter()
        painter.setPen(QPen(self.colour("ink"), 3))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))
        painter.fillRect(self._seen(view), self.colour("here_fill"))
        sheet = Sheet(view.page, whole(view.page), QRectF(self.rect()), view.reading.quarters)
        for stroke in view.strokes:
            painter.setPen(QPen(QColor(INK[stroke.author]), 0))
            painter.setBrush(QColor(INK[stroke.author]))
            painter.drawEllipse(sheet.to_px(stroke.points[0]), _DOT_PX, _DOT_PX)
        painter.setBrush(QColor(0, 0, 0, 0))
        painter.setPen(QPen(QColor("#000000"), 4))
        painter.drawRect(self._seen(view).adjusted(2, 2, -2, -2))
        painter.end()
