"""Where a page lies in a widget for somebody who looks at it in his own way: enlarged, turned, a part of it."""

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform
from PySide6.QtWidgets import QWidget

from kiosk.domain.page import Page, Point
from kiosk.domain.pose import Pose, whole
from kiosk.domain.reading import Reading, share_of
from ui.theme.theme import Theme
from ui.widgets.painted import Painted

_QUARTER = QTransform(0, 1, -1, 0, 1, 0)
"""A quarter clockwise of the unit square: what lay at (right, down) lies at (1 - down, right)."""


_ALIKE_PX = 0.6
_LEAST_AWAY, _MOST_SHARE = 0.05, 10.0
"""A corner is at most twenty times as far from the camera as another, and ten pictures beside this one."""


def turned(share: Point, quarters: int) -> Point:
    """A share of a page's width and height after quarter turns clockwise."""
    for _ in range(quarters % 4):
        share = 1 - share[1], share[0]
    return share


def place_of(box: QSizeF, source: QSizeF, reading: Reading) -> QRectF:
    """Where the whole page lies, in pixels of a widget of the size `box`; parts of it may lie outside.

    `source` is the size of the page before it is turned, in any unit. An enlarged page leaves no gap where it could
    fill one: what is looked at lies in the middle, but at the page's edges.
    """
    shape = source.transposed() if reading.quarters % 2 else source
    scale = reading.zoom * min(box.width() / shape.width(), box.height() / shape.height())
    size = shape * scale
    right, down = turned(reading.centre, reading.quarters)
    return QRectF(
        _start(box.width(), size.width(), right), _start(box.height(), size.height(), down), size.width(), size.height()
    )


def _start(room: float, length: float, share: float) -> float:
    if length <= room:
        return (room - length) / 2
    return min(max(room / 2 - share * length, room - length), 0.0)


@dataclass(frozen=True)
class Sheet:
    """Where a page lies in a widget: its picture fills `place` (in pixels), turned `quarters` times clockwise and seen
    through `window`; `pose` says where the page lies in that picture."""

    page: Page
    pose: Pose
    place: QRectF
    quarters: int = 0
    window: QRectF | None = None

    @property
    def seen(self) -> QRectF:
        """The part of `place` that is on the screen."""
        return self.place if self.window is None else self.place.intersected(self.window)

    @property
    def drawable(self) -> bool:
        """Whether the whole page lies before the camera and not too far beside the picture: the other end says where,
        and nobody draws lines of a million pixels for it."""
        g, h = self.pose.matrix[6:]
        return all(
            g * x + h * y + 1 > _LEAST_AWAY and max(map(abs, self.pose.to_share((x, y)))) < _MOST_SHARE
            for x, y in self._corners
        )

    @property
    def _corners(self) -> tuple[Point, ...]:
        width, height = self.page.width_mm, self.page.height_mm
        return (0.0, 0.0), (width, 0.0), (width, height), (0.0, height)

    def lies_as(self, other: "Sheet") -> bool:
        """Whether nobody could tell the two apart: a sheet that lies still is measured a little differently in each
        picture, and its marks must not be painted anew for that."""
        same = (self.page, self.place, self.quarters, self.window) == (
            other.page,
            other.place,
            other.quarters,
            other.window,
        )
        return same and all(
            (self.to_px(corner) - other.to_px(corner)).manhattanLength() < _ALIKE_PX for corner in self._corners
        )

    @functools.cached_property
    def px_per_mm(self) -> float:
        """For line widths."""
        middle = self.page.width_mm / 2, self.page.height_mm / 2
        here, beside = self.to_px(middle), self.to_px((middle[0] + 1, middle[1] + 1))
        away = beside - here
        return math.hypot(away.x(), away.y()) / math.sqrt(2)

    def to_px(self, point: Point) -> QPointF:
        """A point of the page in the widget."""
        return self._onto_screen.map(QPointF(*point))

    def line_px(self, points: Sequence[Point]) -> QPolygonF:
        """Many points at once, which costs a tenth."""
        return self._onto_screen.map(QPolygonF([QPointF(x, y) for x, y in points]))

    def path_px(self, path: QPainterPath) -> QPainterPath:
        """An outline in millimetres of the page, as it is seen in the widget."""
        return self._onto_screen.map(path)

    @functools.cached_property
    def _onto_screen(self) -> QTransform:
        """From millimetres of the page by the pose into the picture, turned, and onto the screen."""
        a, b, c, d, e, f, g, h = self.pose.matrix
        steps = QTransform(a, d, g, b, e, h, c, f, 1.0)
        for _ in range(self.quarters % 4):
            steps *= _QUARTER
        place = self.place
        return steps * QTransform(place.width(), 0, 0, place.height(), place.left(), place.top())

    def to_mm(self, at: QPointF) -> Point:
        """A point of the widget on the page; one beside the page is moved to its edge."""
        return self.page.clamped(self.pose.to_mm(self.to_share(at)))

    def to_page_share(self, at: QPointF) -> Point:
        """A point of the widget as a share of the page, also beside it."""
        return share_of(self.page, self.pose.to_mm(self.to_share(at)))

    def to_share(self, at: QPointF) -> Point:
        """A point of the widget as a share of the picture's width and height."""
        share = (
            (at.x() - self.place.left()) / self.place.width(),
            (at.y() - self.place.top()) / self.place.height(),
        )
        return turned(share, -self.quarters)


class PageSurface(Painted):
    """A widget on which a page can lie: a picture of it, or a white one."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, theme)
        self.reading = Reading()
        self.page: Page | None = None
        """The page that is looked at, where one is known."""

    @property
    def quarters(self) -> int:
        """Quarter turns clockwise at which the page is shown now."""
        return self.reading.quarters

    def look(self, reading: Reading) -> None:
        """Shows the page in another way."""
        if reading != self.reading:
            self.reading = reading
            self.update()

    def pose_of(self, page: Page) -> Pose | None:
        """Where a page lies in what is shown now; None while that is not known."""
        return whole(page)

    def picture_rect(self) -> QRectF | None:
        """Where the whole page lies, in this widget's pixels; None while none is to be seen."""
        raise NotImplementedError
