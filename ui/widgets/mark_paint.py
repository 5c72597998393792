"""Paints strokes, their name tags and pointers on a page, from millimetres to pixels."""

import math
from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from kiosk.domain.annotation import Pointer, Stroke, StrokeId, Tool
from kiosk.domain.form import Box
from kiosk.domain.ids import Side
from kiosk.domain.mark_style import (
    CASING_MM,
    HEAD_MM,
    HEAD_RAD,
    HIGHLIGHTER_ALPHA,
    HIGHLIGHTER_MM,
    INK,
    LINE_MM,
    TAG,
    TAGS_APART_MM,
)
from kiosk.domain.page import Point
from ui.presenters.marks import MarkWords
from ui.widgets.placing import Sheet

_WHITE = QColor("#FFFFFF")
_SHADE = QColor(0x3D, 0x32, 0x22, round(0.13 * 255))
_FRAME, _FRAME_MM = QColor("#000000"), 2.4
_HERE, _HERE_MM = QColor("#FFDC2B"), 1.4
"""Yellow means one thing only: here, now."""
_MISSING, _MISSING_MM = QColor("#6D2700"), 1.2
_LEAST_OF_LETTER = 8
_TAG_GAP_PX = 6.0


class MarkBrush:
    """Draws on a sheet with the words and the letters of one window."""

    def __init__(self, sheet: Sheet, words: MarkWords, letters: QFont) -> None:
        self.sheet = sheet
        self.words = words
        self._letters = letters
        self._letters_px = letters.pixelSize()
        self._metrics = QFontMetricsF(self._letters)

    def draw_lit(self, painter: QPainter, box: Box) -> None:
        """The field that somebody touched: all of the page but it is a little darker, and it has a yellow frame."""
        width, height = self.sheet.page.width_mm, self.sheet.page.height_mm
        field, page = QPainterPath(), QPainterPath()
        page.addPolygon(self.sheet.line_px(((0.0, 0.0), (width, 0.0), (width, height), (0.0, height))))
        left, top, right, bottom = box.x, box.y, box.right, box.bottom
        field.addPolygon(self.sheet.line_px(((left, top), (right, top), (right, bottom), (left, bottom))))
        for path in (page, field):
            path.closeSubpath()
        painter.fillPath(page.subtracted(field), _SHADE)
        for colour, thick_mm in ((_FRAME, _FRAME_MM), (_HERE, _HERE_MM)):
            painter.strokePath(field, QPen(colour, self._width_px(thick_mm), j=Qt.PenJoinStyle.RoundJoin))

    def draw_missing(self, painter: QPainter, box: Box) -> None:
        """A field that is still to be filled: a dashed frame, with a word where it has room."""
        left, top, right, bottom = box.x, box.y, box.right, box.bottom
        frame = QPainterPath()
        frame.addPolygon(self.sheet.line_px(((left, top), (right, top), (right, bottom), (left, bottom))))
        frame.closeSubpath()
        width = self._width_px(_MISSING_MM)
        painter.strokePath(frame, QPen(_WHITE, 2 * width))
        dashed = QPen(_MISSING, width, Qt.PenStyle.CustomDashLine)
        dashed.setDashPattern([3.0, 1.5])
        painter.strokePath(frame, dashed)
        place, size = frame.boundingRect(), self._tag_size(self.words.missing)
        if self.words.missing and size.width() < 0.6 * place.width() and size.height() <= place.height():
            corner = QPointF(place.right() - size.width(), place.center().y() - size.height() / 2)
            self._draw_words(painter, QRectF(corner, size), self.words.missing, _MISSING)

    def draw_stroke(self, painter: QPainter, stroke: Stroke) -> None:
        """One stroke without its name; it has at least one point."""
        colour = QColor(INK[stroke.author])
        if stroke.tool is Tool.HERE:
            self._draw_here(painter, stroke)
        elif stroke.tool is Tool.HIGHLIGHTER:
            colour.setAlphaF(HIGHLIGHTER_ALPHA)
            self._draw_line(painter, self._path(stroke), colour, self._width_px(HIGHLIGHTER_MM))
        else:
            path, width = self._path(stroke), self._width_px(LINE_MM)
            self._draw_line(painter, path, _WHITE, width + 2 * self._casing_px)
            self._draw_line(painter, path, colour, width)

    def draw_name(self, painter: QPainter, stroke: Stroke, taken: list[QRectF]) -> QRectF | None:
        """The author's name above, below or beside the stroke, clear of what is taken; None if there is no room."""
        name = self.words.of(stroke.author)
        if not self._box(stroke).intersects(self.sheet.seen):
            return None
        for place in self._beside(stroke, self._tag_size(name)):
            if self.sheet.seen.contains(place) and not any(place.intersects(other) for other in taken):
                self._draw_tag(painter, place, name, stroke.author)
                return place
        return None

    def _beside(self, stroke: Stroke, size: QSizeF) -> tuple[QRectF, ...]:
        """Places for a tag, the best one first."""
        box, seen = self._box(stroke), self.sheet.seen
        left = max(min(box.left(), seen.right() - size.width()), seen.left())
        middle = box.center().y() - size.height() / 2
        corners = (
            (left, box.top() - _TAG_GAP_PX - size.height()),
            (left, box.bottom() + _TAG_GAP_PX),
            (box.right() + _TAG_GAP_PX, middle),
            (box.left() - _TAG_GAP_PX - size.width(), middle),
        )
        return tuple(QRectF(QPointF(*corner), size) for corner in corners)

    def _box(self, stroke: Stroke) -> QRectF:
        """What a stroke covers."""
        box = QRectF(*(self.sheet.to_px(corner) for corner in stroke.box)).normalized()
        if stroke.tool is Tool.HERE:
            box = box.united(self._here_box(stroke))
        half = self._width_px(LINE_MM) / 2 + self._casing_px
        return box.adjusted(-half, -half, half, half)

    def draw_pointer(self, painter: QPainter, pointer: Pointer) -> None:
        """A ring with a dot, as large as a letter."""
        at, radius = self.sheet.to_px((pointer.x_mm, pointer.y_mm)), self._letters_px * 0.7
        thick = self._letters_px / 6
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((_WHITE, 2.2 * thick), (QColor(INK[pointer.by]), thick)):
            painter.setPen(QPen(colour, width))
            painter.drawEllipse(at, radius, radius)
        painter.setPen(QPen(_WHITE, thick / 2))
        painter.setBrush(QColor(INK[pointer.by]))
        painter.drawEllipse(at, 1.2 * thick, 1.2 * thick)

    def _path(self, stroke: Stroke) -> QPainterPath:
        ends_count = stroke.tool in (Tool.CIRCLE, Tool.ARROW)
        shape = (stroke.points[0], stroke.points[-1]) if ends_count else stroke.points
        points = self.sheet.line_px(shape)
        first, last = points.first(), points.last()
        path = QPainterPath(first)
        if len(set(shape)) == 1:
            path.lineTo(first + QPointF(0.01, 0))
        elif stroke.tool is Tool.CIRCLE:
            path = QPainterPath()
            path.addEllipse(QRectF(first, last).normalized())
        elif stroke.tool is Tool.ARROW:
            path.lineTo(last)
            self._add_head(path, first, last)
        else:
            path = QPainterPath()
            path.addPolygon(points)
        return path

    def _add_head(self, path: QPainterPath, first: QPointF, last: QPointF) -> None:
        back = first - last
        length = math.hypot(back.x(), back.y())
        arm = min(HEAD_MM * self.sheet.px_per_mm, length)
        along = math.atan2(back.y(), back.x())
        for turn in (-HEAD_RAD, HEAD_RAD):
            path.moveTo(last)
            path.lineTo(last + QPointF(math.cos(along + turn), math.sin(along + turn)) * arm)

    def _width_px(self, width_mm: float) -> float:
        """On a small picture a line stays as bold as the letters beside it."""
        return max(width_mm * self.sheet.px_per_mm, self._letters_px / _LEAST_OF_LETTER)

    @property
    def _casing_px(self) -> float:
        return self._width_px(LINE_MM) * CASING_MM / LINE_MM

    def _draw_line(self, painter: QPainter, path: QPainterPath, colour: QColor, width_px: float) -> None:
        pen = QPen(colour, width_px)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)

    def _here_box(self, stroke: Stroke) -> QRectF:
        """Above the point, or below it near the upper edge; never beside the page."""
        at, place = self.sheet.to_px(stroke.points[0]), self.sheet.place
        size, tip = self._tag_size(self.words.here), self._letters_px * 0.6
        top = at.y() - tip - size.height()
        if top < place.top():
            top = at.y() + tip
        left = max(min(at.x() - size.width() / 2, place.right() - size.width()), place.left())
        return QRectF(QPointF(left, top), size)

    def _draw_here(self, painter: QPainter, stroke: Stroke) -> None:
        at, box = self.sheet.to_px(stroke.points[0]), self._here_box(stroke)
        half = self._letters_px * 0.35
        root = box.bottom() - 2 if box.top() < at.y() else box.top() + 2
        foot = max(min(at.x(), box.right() - 2 * half), box.left() + 2 * half)
        tip = QPainterPath()
        tip.addPolygon(QPolygonF([QPointF(foot - half, root), at, QPointF(foot + half, root)]))
        tip.closeSubpath()
        painter.strokePath(tip, QPen(_WHITE, 4))
        painter.fillPath(tip, QColor(TAG[stroke.author]))
        self._draw_tag(painter, box, self.words.here, stroke.author)
        painter.fillPath(tip, QColor(TAG[stroke.author]))

    def _tag_size(self, words: str) -> QSizeF:
        return QSizeF(self._metrics.horizontalAdvance(words) + self._letters_px, self._letters_px * 1.5)

    def _draw_tag(self, painter: QPainter, place: QRectF, words: str, author: Side) -> None:
        self._draw_words(painter, place, words, QColor(TAG[author]))

    def _draw_words(self, painter: QPainter, place: QRectF, words: str, colour: QColor) -> None:
        radius = self._letters_px * 0.25
        painter.setPen(QPen(_WHITE, 2))
        painter.setBrush(colour)
        painter.drawRoundedRect(place, radius, radius)
        painter.setFont(self._letters)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


class NameTags:
    """The names on a page: none near another of the same author, none over another of anybody."""

    def __init__(self, others: "NameTags | None" = None) -> None:
        self._begin: dict[Side, list[Point]] = {side: list(others._begin[side]) if others else [] for side in INK}
        self._places: list[QRectF] = list(others._places) if others else []

    def draw(self, painter: QPainter, brush: MarkBrush, stroke: Stroke) -> None:
        """Names the author of a stroke, if a name is missing there."""
        beginning, named = stroke.points[0], self._begin[stroke.author]
        if all(math.dist(beginning, other) >= TAGS_APART_MM for other in named):
            place = brush.draw_name(painter, stroke, self._places)
            if place is not None:
                named.append(beginning)
                self._places.append(place)


def newest_of_each(strokes: Iterable[Stroke]) -> frozenset[StrokeId]:
    """The last stroke of each author: the only ones that still change, but for pieces that come late."""
    return frozenset({stroke.author: stroke.id for stroke in strokes}.values())
