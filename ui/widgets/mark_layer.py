"""The transparent layer over a shared page: shows the marks of both ends, and draws with finger, pen or mouse."""

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QEventPoint, QHideEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QTouchEvent, QWheelEvent

from kiosk.domain import intents
from kiosk.domain import sheet_intents as asks
from kiosk.domain.annotation import Aid, Stroke, StrokeId
from kiosk.domain.page import Point
from kiosk.domain.reading import Reading
from ui.presenters.marks import MarksView, MarkWords
from ui.theme.measures import SLIP_PX
from ui.theme.theme import Theme
from ui.widgets.mark_paint import MarkBrush, NameTags, newest_of_each
from ui.widgets.painted import Painted
from ui.widgets.placing import PageSurface, Sheet
from ui.widgets.sample_paint import draw_sample

POINTED_EVERY_MS = 40
PALM_PX = 90
"""25 mm: a finger is never so broad, the ball of a hand is. Not every glass tells."""
_MOUSE = -1
"""Stands for the id of a finger while the mouse draws."""


class Settled:
    """A picture of the strokes that do not change any more; it only ever gets more, or is begun again."""

    def __init__(self, brush: MarkBrush, ratio: float) -> None:
        place = brush.sheet.seen
        self.brush = brush
        self.tags = NameTags()
        self._ratio = ratio
        self._strokes: dict[StrokeId, Stroke] = {}
        self._pixmap = QPixmap((place.size() * ratio).toSize())
        self._pixmap.setDevicePixelRatio(ratio)
        self._pixmap.fill(Qt.GlobalColor.transparent)

    def fits(self, sheet: Sheet, words: MarkWords, ratio: float) -> bool:
        """Whether the picture still has the right size and says the right names."""
        return (self.brush.sheet, self.brush.words, self._ratio) == (sheet, words, ratio)

    def take(self, strokes: tuple[Stroke, ...]) -> tuple[Stroke, ...] | None:
        """Paints what has settled; gives the strokes that are still live, None if a painted one changed or went."""
        live_ids = newest_of_each(strokes)
        fresh: list[Stroke] = []
        live: list[Stroke] = []
        unchanged = 0
        for stroke in strokes:
            painted = self._strokes.get(stroke.id)
            if painted is stroke:
                unchanged += 1
            elif painted is not None:
                return None
            else:
                (live if stroke.id in live_ids else fresh).append(stroke)
        if unchanged != len(self._strokes):
            return None
        if fresh:
            self._paint(fresh)
        return tuple(live)

    def show_on(self, painter: QPainter) -> None:
        """Copies the picture."""
        painter.drawPixmap(self.brush.sheet.seen.topLeft(), self._pixmap)

    def _paint(self, fresh: list[Stroke]) -> None:
        painter = smooth(QPainter(self._pixmap))
        painter.translate(-self.brush.sheet.seen.topLeft())
        for stroke in fresh:
            self.brush.draw_stroke(painter, stroke)
            self.tags.draw(painter, self.brush, stroke)
            self._strokes[stroke.id] = stroke
        painter.end()


class MarkLayer(Painted):
    """Lies over a surface, wherever that goes. Emits `asked(intent)`; `painted` callbacks get what was painted.

    Without a tool touches go through to what lies below; a layer that `points` then tells where the mouse is.
    """

    asked = Signal(object)

    def __init__(self, surface: PageSurface, points: bool = False) -> None:
        super().__init__(surface.parentWidget(), surface.theme)
        self._surface = surface
        self._points = points
        self._view: MarksView | None = None
        self._settled: Settled | None = None
        self._finger: int | None = None
        self._pointed: Point | None = None
        self._grabbed: Point | None = None
        self._tapped: QPointF | None = None
        self._seen: Sheet | None = None
        self._untold = False
        self.painted: list[Callable[[MarksView], None]] = []
        self._pause = QTimer(self, interval=POINTED_EVERY_MS, singleShot=True)
        self._pause.timeout.connect(self._tell_pointer)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setMouseTracking(points)
        surface.installEventFilter(self)
        self.setGeometry(surface.geometry())
        self.hide()

    @property
    def surface(self) -> PageSurface:
        """What it lies over."""
        return self._surface

    def show_marks(self, view: MarksView | None) -> None:
        """Other marks or another tool; None while the page is not open."""
        self._view = view
        if view is None:
            self._settled = None
        self._surface.page = view.page if view is not None else None
        self._surface.look(view.reading if view is not None else Reading())
        self.setVisible(view is not None)
        through = not self._points and (view is None or (view.tool is None and not view.fields))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, through)
        self.update()

    def forget(self) -> None:
        self.show_marks(None)

    def dress(self, theme: Theme) -> None:
        self._settled = None
        super().dress(theme)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.setGeometry(self._surface.geometry())
            self.raise_()
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        self._finger = None

    # --- drawing ---

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent) and self._touched(event):
            event.accept()
            return True
        return super().event(event)

    def _touched(self, event: QTouchEvent) -> bool:
        """Whether the touch is for this layer: one finger draws, others that come meanwhile do nothing."""
        if event.type() is QEvent.Type.TouchBegin and self._finger is None:
            first = event.points()[0]
            if is_palm(first.ellipseDiameters()):
                return True
            if not self._begin(first.id(), first.position()):
                return False
            self.asked.emit(intents.Touched())
        elif event.type() is QEvent.Type.TouchCancel:
            self._end(self._finger)
        else:
            for point in event.points():
                self._follow(point)
        return True

    def _follow(self, point: QEventPoint) -> None:
        if point.id() != self._finger:
            return
        if point.state() in (QEventPoint.State.Updated, QEventPoint.State.Released):
            self._extend(point.position())
        if point.state() is QEventPoint.State.Released:
            self._end(self._finger)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        free = event.button() is Qt.MouseButton.LeftButton and self._finger is None
        if free and not self._begin(_MOUSE, event.position()):
            self._tapped = event.position()
            self._grab(event.position())
        event.ignore()  # the window hears of every press: it restarts the idle clock

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._finger == _MOUSE:
            self._extend(event.position())
        elif self._grabbed is not None:
            self._pull(self._grabbed, event.position())
        elif self._points and self._finger is None:
            self._point(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._grabbed = None
            self._end(_MOUSE)
            self._tap(event.position())

    def _tap(self, at: QPointF) -> None:
        """A finger that went down and up in about the same place, without a tool, touched a field."""
        tapped, self._tapped = self._tapped, None
        sheet, view = self._sheet(), self._view
        if tapped is None or sheet is None or view is None or not view.fields or view.tool is not None:
            return
        moved = at - tapped
        if math.hypot(moved.x(), moved.y()) <= SLIP_PX and view.surface != "board" and sheet.seen.contains(tapped):
            self.asked.emit(asks.TouchField(view.surface, *sheet.to_mm(tapped)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The desk's habit; the resident has keys."""
        turned = event.angleDelta().y()
        if self._points and self._view is not None and turned:
            self.asked.emit(asks.Zoom(self._view.surface, 1 if turned > 0 else -1))

    def _grab(self, at: QPointF) -> None:
        """An enlarged page is pulled with the mouse where nobody draws."""
        sheet = self._sheet()
        if self._points and sheet is not None and self._view is not None and self._view.reading.step:
            self._stop_pointing()
            self._grabbed = sheet.to_page_share(at)

    def _pull(self, grabbed: Point, at: QPointF) -> None:
        sheet, view = self._sheet(), self._view
        if sheet is not None and view is not None:
            here, centre = sheet.to_page_share(at), view.reading.centre
            self.asked.emit(
                asks.LookAt(view.surface, centre[0] + grabbed[0] - here[0], centre[1] + grabbed[1] - here[1])
            )

    def _begin(self, finger: int, at: QPointF) -> bool:
        sheet = self._sheet()
        if sheet is None or self._view is None or self._view.tool is None:
            return False
        self._finger = finger
        self._stop_pointing()
        surface, hand = self._view.surface, self._view.tool
        if hand is Aid.POINTER:
            self._point_to(sheet, at)
        elif hand is Aid.ERASER:
            self.asked.emit(asks.EraseAt(surface, *sheet.to_mm(at)))
        else:
            self.asked.emit(asks.BeginStroke(surface, hand, *sheet.to_mm(at)))
        return True

    def _extend(self, at: QPointF) -> None:
        sheet = self._sheet()
        if sheet is None or self._view is None:
            return
        if self._view.tool is Aid.POINTER:
            self._point_to(sheet, at)
        elif self._view.tool is Aid.ERASER:
            self.asked.emit(asks.EraseAt(self._view.surface, *sheet.to_mm(at)))
        else:
            self.asked.emit(asks.ExtendStroke((sheet.to_mm(at),)))

    def _end(self, finger: int | None) -> None:
        if finger is not None and finger == self._finger:
            self._finger = None
            self._stop_pointing()
            self.asked.emit(asks.EndStroke())

    # --- pointing ---

    def _point(self, at: QPointF) -> None:
        sheet, free = self._sheet(), self._view is not None and self._view.tool in (None, Aid.POINTER)
        if free and sheet is not None and sheet.seen.contains(at):
            self._point_to(sheet, at)
        else:
            self._stop_pointing()

    def _point_to(self, sheet: Sheet, at: QPointF) -> None:
        self._pointed, self._untold = sheet.to_mm(at), True
        if not self._pause.isActive():
            self._tell_pointer()

    def _tell_pointer(self) -> None:
        if self._untold and self._pointed is not None and self._view is not None:
            self._untold = False
            self.asked.emit(asks.PointAt(self._view.surface, *self._pointed))
            self._pause.start()

    def _stop_pointing(self) -> None:
        if self._pointed is not None:
            self._pointed = None
            self.asked.emit(asks.StopPointing())

    def leaveEvent(self, event: QEvent) -> None:
        self._stop_pointing()

    # --- painting ---

    def _sheet(self) -> Sheet | None:
        place = self._surface.picture_rect()
        pose = self._surface.pose_of(self._view.page) if self._view is not None else None
        if self._view is None or place is None or pose is None:
            self._seen = None
            return None
        sheet = Sheet(self._view.page, pose, place, self._surface.quarters, QRectF(self.rect()))
        if not sheet.drawable:
            self._seen = None
        elif self._seen is None or not sheet.lies_as(self._seen):
            self._seen = sheet
        return self._seen

    def paintEvent(self, event: QPaintEvent) -> None:
        sheet, view = self._sheet(), self._view
        if sheet is None or view is None:
            return
        settled, live = self._settle(sheet, view)
        painter = smooth(QPainter(self))
        if view.lit is not None:
            settled.brush.draw_lit(painter, view.lit)
        if view.sample:
            draw_sample(painter, sheet, view.sample)
        for box in view.missing:
            settled.brush.draw_missing(painter, box)
        settled.show_on(painter)
        for stroke in live:
            settled.brush.draw_stroke(painter, stroke)
        tags = NameTags(settled.tags)
        for stroke in live:
            tags.draw(painter, settled.brush, stroke)
        for pointer in view.pointers:
            settled.brush.draw_pointer(painter, pointer)
        painter.end()
        for callback in self.painted:
            callback(view)

    def _settle(self, sheet: Sheet, view: MarksView) -> tuple[Settled, tuple[Stroke, ...]]:
        settled = self._settled
        if settled is not None and settled.fits(sheet, view.words, self.devicePixelRatioF()):
            live = settled.take(view.strokes)
            if live is not None:
                return settled, live
        brush = MarkBrush(sheet, view.words, self.theme.font(self.theme.letters.least, True))
        self._settled = settled = Settled(brush, self.devicePixelRatioF())
        return settled, settled.take(view.strokes) or ()


def is_palm(diameters: QSizeF) -> bool:
    """Whether a touch is too broad for a finger; false where the glass does not tell."""
    return max(diameters.width(), diameters.height()) > PALM_PX


def smooth(painter: QPainter) -> QPainter:
    """The painter with smooth edges."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter
