"""A copy of a sheet on a side of its own: its picture as large as there is room, the marks as lines over it."""

import math
from io import BytesIO
from typing import Any, Final

from reportlab.lib.utils import ImageReader

from kiosk.domain.annotation import Stroke, Tool
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
)
from kiosk.domain.page import Point
from kiosk.domain.slip_sheet import LEAST_PT, MarkedSheet
from kiosk.records.slip_blocks import LEFT_PT, WIDTH_PT, put
from kiosk.records.slip_lines import Line, Setter, Style, line_height
from kiosk.records.typefaces import Typefaces

_HEADING: Final = Style(24.0, bold=True, leading=1.2)
_SMALL: Final = Style(LEAST_PT, leading=1.2)
_NAME: Final = Style(LEAST_PT, bold=True, leading=1.2)
_GAP_PT: Final = 8.0
_PAD_PT: Final = 5.0
_NAMES_APART_MM: Final = 80.0
"""On paper a name covers what stands there for good: colours tell the rest."""

Canvas = Any
"""ReportLab's, which has no types."""
_Box = tuple[float, float, float, float]


def draw_marked(canvas: Canvas, sheet: MarkedSheet, picture: bytes, typefaces: Typefaces, area: _Box) -> None:
    """Everything of one side; `area` is what can be printed on: left, bottom, right, top in points. Raises NoGlyph, and
    OSError for a picture that is none."""
    setter = Setter(typefaces, sheet.language)
    top, bottom = area[3], area[1]
    heading = setter.lines(sheet.heading, _HEADING, WIDTH_PT)
    put(canvas, heading, _HEADING, (LEFT_PT, top))
    top -= _high(heading, _HEADING) + _GAP_PT
    note = setter.lines(sheet.note, _SMALL, WIDTH_PT)
    bottom += _high(note, _SMALL)
    put(canvas, note, _SMALL, (LEFT_PT, bottom))
    _Copy(canvas, sheet, setter, (LEFT_PT, bottom + _GAP_PT, LEFT_PT + WIDTH_PT, top)).draw(picture)
    canvas.showPage()


def _high(lines: list[Line], style: Style) -> float:
    return sum(line_height(line, style) for line in lines)


class _Copy:
    """The sheet within a box of paper, in its own shape."""

    def __init__(self, canvas: Canvas, sheet: MarkedSheet, setter: Setter, room: _Box) -> None:
        self._canvas = canvas
        self._sheet = sheet
        self._setter = setter
        wide_mm, high_mm = sheet.page.width_mm, sheet.page.height_mm
        left, bottom, right, top = room
        self._pt = min((right - left) / wide_mm, (top - bottom) / high_mm)
        wide, high = wide_mm * self._pt, high_mm * self._pt
        self._left = left + (right - left - wide) / 2
        self._top = top
        self._box = (self._left, top - high, wide, high)

    def draw(self, picture: bytes) -> None:
        canvas, box = self._canvas, self._box
        canvas.saveState()
        clip = canvas.beginPath()
        clip.rect(*box)
        canvas.clipPath(clip, stroke=0, fill=0)
        canvas.drawImage(ImageReader(BytesIO(picture)), *box)
        for stroke in self._sheet.page.marks:
            if stroke.tool is not Tool.HERE:
                self._stroke(stroke)
        self._tags()
        canvas.restoreState()
        canvas.setStrokeGray(0.0)
        canvas.setLineWidth(1.2)
        canvas.rect(*box)

    def _at(self, point: Point) -> tuple[float, float]:
        return self._left + point[0] * self._pt, self._top - point[1] * self._pt

    def _stroke(self, stroke: Stroke) -> None:
        canvas = self._canvas
        canvas.saveState()
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        if stroke.tool is Tool.HIGHLIGHTER:
            self._line(stroke, INK[stroke.author], HIGHLIGHTER_MM, HIGHLIGHTER_ALPHA)
        else:
            self._line(stroke, "#FFFFFF", LINE_MM + 2 * CASING_MM)
            self._line(stroke, INK[stroke.author], LINE_MM)
        canvas.restoreState()

    def _line(self, stroke: Stroke, colour: str, wide_mm: float, alpha: float = 1.0) -> None:
        self._canvas.setStrokeColor(colour)
        self._canvas.setStrokeAlpha(alpha)  # a colour brings its own
        self._canvas.setLineWidth(wide_mm * self._pt)
        points = [self._at(point) for point in stroke.points]
        first, last = points[0], points[-1]
        if stroke.tool is Tool.CIRCLE and first != last:
            self._canvas.ellipse(*first, *last)
            return
        path = self._canvas.beginPath()
        path.moveTo(*first)
        for point in [last] if stroke.tool is Tool.ARROW else points[1:]:
            path.lineTo(*point)
        if first == last:
            path.lineTo(last[0] + 0.01, last[1])
        elif stroke.tool is Tool.ARROW:
            self._head(path, first, last)
        self._canvas.drawPath(path)

    def _head(self, path: Any, first: Point, last: Point) -> None:
        along = math.atan2(first[1] - last[1], first[0] - last[0])
        arm = min(HEAD_MM * self._pt, math.dist(first, last))
        for turn in (-HEAD_RAD, HEAD_RAD):
            path.moveTo(*last)
            path.lineTo(last[0] + math.cos(along + turn) * arm, last[1] + math.sin(along + turn) * arm)

    def _tags(self) -> None:
        """「ここ」 where it was put; and whose the other marks are, once where several lie together."""
        taken: list[_Box] = []
        named: dict[Side, list[Point]] = {"van": [], "office": []}
        strokes = self._sheet.page.marks
        for stroke in strokes:
            if stroke.tool is Tool.HERE:
                taken.append(self._tag(self._sheet.here, stroke.author, stroke.points[0], taken, always=True))
        for stroke in strokes:
            begins, near = stroke.points[0], named[stroke.author]
            if stroke.tool is Tool.HERE or any(math.dist(begins, other) < _NAMES_APART_MM for other in near):
                continue
            corner = (stroke.box[0][0], stroke.box[0][1] - LINE_MM)
            place = self._tag(self._sheet.names[stroke.author], stroke.author, corner, taken)
            if place[2] > place[0]:
                taken.append(place)
                near.append(begins)

    def _tag(self, words: str, author: Side, tip: Point, taken: list[_Box], always: bool = False) -> _Box:
        """Words in a frame above a point of the page, or below it near the upper edge, within the page; an empty box if
        something stands there already."""
        line = self._setter.lines(words, _NAME, WIDTH_PT)[0]
        wide, high = line.wide + 2 * _PAD_PT, line_height(line, _NAME) + _PAD_PT
        left, bottom, page_wide, page_high = self._box
        x, y = self._at(tip)
        x = min(max(x - wide / 2 if always else x, left), left + page_wide - wide)
        above = y + _GAP_PT
        y = above if above + high <= bottom + page_high else y - _GAP_PT - high
        place = x, y, x + wide, y + high
        if not always and any(_meet(place, other) for other in taken):
            return x, y, x, y
        canvas = self._canvas
        canvas.setFillColor("#FFFFFF")
        canvas.setStrokeColor(TAG[author])
        canvas.setLineWidth(2.0)
        if always:
            tip_x, tip_y = self._at(tip)
            canvas.line(x + wide / 2, y if y > tip_y else y + high, tip_x, tip_y)
        canvas.roundRect(x, y, wide, high, 4, fill=1)
        put(canvas, [line], _NAME, (x + _PAD_PT, y + high - _PAD_PT / 2))
        return place


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
