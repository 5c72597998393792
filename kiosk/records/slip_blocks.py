"""The blocks of which a slip's page is built, from top to bottom: each knows its height and how it is drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from kiosk.domain.slip_sheet import LEAST_PT, Box, Part, SlipPage
from kiosk.records.slip_lines import READING, Line, Setter, Style, line_height
from kiosk.records.typefaces import width

WIDTH_PT: Final = 595.28 - 2 * 45.0
"""Between the margins of A4."""
LEFT_PT: Final = 45.0
_BOX_PT: Final = 20.0
_INDENT: Final = 34.0
_NAME_PT: Final = 90.0
_QR_PT: Final = 74.0
_FOOT: Final = 0.22
"""How far letters reach below their base line, of their size."""

Canvas = Any
"""ReportLab's, which has no types."""
Draw = Callable[[Canvas, float], None]


@dataclass(frozen=True)
class Block:
    """`height` in points with what is free above it; `draw(canvas, top)` has its upper edge. `keep`: not the last one
    of a page. `thing`: may be left out where there is no room, `line` after the last of those."""

    height: float
    draw: Draw
    keep: bool = False
    thing: bool = False
    line: bool = False


@dataclass(frozen=True)
class Spacing:
    """Body letters and the room between blocks, in points."""

    body: float
    strong: float
    gap: float
    leading: float


ROOMY: Final = Spacing(20.0, 24.0, 14.0, 1.34)
SNUG: Final = Spacing(LEAST_PT, 20.0, 6.0, 1.18)


class Blocks:
    """Makes the blocks of one page's words."""

    def __init__(self, page: SlipPage, setter: Setter, spacing: Spacing) -> None:
        self._page = page
        self._set = setter
        self._gap = spacing.gap
        self._body = Style(spacing.body, leading=spacing.leading)
        self._least = Style(LEAST_PT, leading=spacing.leading)
        self._strong = Style(spacing.strong, bold=True, leading=spacing.leading)
        self._bold = Style(spacing.body, bold=True, leading=spacing.leading)

    def body(self) -> list[Block]:
        """Everything that flows from the top."""
        page = self._page
        rows = [self._row(name, said) for name, said in page.rows]
        parts = [block for part in page.parts for block in self._part(part)]
        return [self._head(), *rows, *(self._blank(words) for words in page.blanks), *parts]

    def foot(self) -> list[Block]:
        """What stands at the lower edge of the last page."""
        page = self._page
        framed = [self._warning()] if page.warning else []
        return [*framed, self._phone(), *(self.note(words) for words in page.notes)]

    def note(self, words: str) -> Block:
        """A line of small print, which is not small."""
        return self._text(words, self._least)

    def _head(self) -> Block:
        page, title = self._page, Style(30.0, bold=True, leading=1.2)
        number = self._set.lines(page.number, title, WIDTH_PT)[0]
        name = self._set.lines(page.number_title, self._least, WIDTH_PT)[0]
        room = WIDTH_PT - max(number.wide, name.wide) - 18.0
        city = self._set.lines(page.city, self._least, room)
        heading = self._set.lines(page.heading, title, room)
        above = sum(line_height(line, self._least) for line in city)
        left = above + sum(line_height(line, title) for line in heading)
        right = line_height(name, self._least) + line_height(number, title) if page.number else 0.0

        def draw(canvas: Canvas, top: float) -> None:
            put(canvas, city, self._least, (LEFT_PT, top))
            put(canvas, heading, title, (LEFT_PT, top - above))
            if page.number:
                put(canvas, [name], self._least, (LEFT_PT + WIDTH_PT - name.wide, top))
                below = top - line_height(name, self._least)
                put(canvas, [number], title, (LEFT_PT + WIDTH_PT - number.wide, below))

        return Block(max(left, right) + self._gap, draw)

    def _row(self, name: str, said: str) -> Block:
        pad = self._gap * 0.45
        names = self._set.lines(name, Style(LEAST_PT, True, self._body.leading), _NAME_PT - 14)
        lines = self._set.lines(said, self._least, WIDTH_PT - _NAME_PT - 18)
        style = Style(LEAST_PT, True, self._body.leading)
        high = max(_sum(names, style), _sum(lines, self._least)) + 2 * pad

        def draw(canvas: Canvas, top: float) -> None:
            canvas.setFillGray(0.93)
            canvas.rect(LEFT_PT, top - high, _NAME_PT, high, stroke=0, fill=1)
            canvas.setFillGray(0.0)
            canvas.setLineWidth(1.2)
            canvas.rect(LEFT_PT, top - high, WIDTH_PT, high)
            canvas.line(LEFT_PT + _NAME_PT, top, LEFT_PT + _NAME_PT, top - high)
            put(canvas, names, style, (LEFT_PT + 8, top - (high - _sum(names, style)) / 2))
            put(canvas, lines, self._least, (LEFT_PT + _NAME_PT + 10, top - (high - _sum(lines, self._least)) / 2))

        return Block(high, draw)

    def _part(self, part: Part) -> list[Block]:
        strong = [self._text(words, self._strong) for words in part.strong]
        lines = [self._text(words, self._body) for words in part.lines]
        return [self._heading(part.heading), *(self._box(box) for box in part.boxes), *strong, *lines]

    def _heading(self, words: str) -> Block:
        lines = self._set.lines(words, self._strong, WIDTH_PT)
        high = _sum(lines, self._strong)

        def draw(canvas: Canvas, top: float) -> None:
            put(canvas, lines, self._strong, (LEFT_PT, top - self._gap))
            rule = top - self._gap - high - 2
            canvas.setLineWidth(2.0)
            canvas.line(LEFT_PT, rule, LEFT_PT + WIDTH_PT, rule)

        return Block(self._gap + high + 6.0, draw, keep=True)

    def _box(self, box: Box) -> Block:
        lines = self._set.lines(box.words, self._body, WIDTH_PT - _INDENT)
        above = self._gap * 0.35

        def draw(canvas: Canvas, top: float) -> None:
            first = line_height(lines[0], self._body)
            middle = top - above - first + self._body.size * self._body.leading / 2
            _draw_box(canvas, (LEFT_PT + 2, middle - _BOX_PT / 2), box.ticked)
            put(canvas, lines, self._body, (LEFT_PT + _INDENT, top - above))

        return Block(above + max(_sum(lines, self._body), _BOX_PT + 4), draw, thing=True)

    def _text(self, words: str, style: Style) -> Block:
        lines = self._set.lines(words, style, WIDTH_PT)
        above = self._gap * 0.3

        def draw(canvas: Canvas, top: float) -> None:
            put(canvas, lines, style, (LEFT_PT, top - above))

        return Block(above + _sum(lines, style), draw, line=True)

    def _blank(self, words: str) -> Block:
        """A name for what is written by hand, and a line to write on, high enough for a trembling hand."""
        lines = self._set.lines(words, self._bold, WIDTH_PT)
        high = self._gap + _sum(lines, self._bold)

        def draw(canvas: Canvas, top: float) -> None:
            put(canvas, lines, self._bold, (LEFT_PT, top - self._gap))
            canvas.setLineWidth(1.2)
            canvas.line(LEFT_PT, top - high - 46, LEFT_PT + WIDTH_PT, top - high - 46)

        return Block(high + 50, draw)

    def _warning(self) -> Block:
        room = WIDTH_PT - 36
        said = [
            (self._set.lines(words, self._least if index else self._bold, room), self._least if index else self._bold)
            for index, words in enumerate(self._page.warning)
        ]
        inside = sum(_sum(lines, style) for lines, style in said)
        high = inside + 20

        def draw(canvas: Canvas, top: float) -> None:
            canvas.setLineWidth(2.0)
            canvas.roundRect(LEFT_PT, top - self._gap - high, WIDTH_PT, high, 7)
            y = top - self._gap - 10
            for lines, style in said:
                put(canvas, lines, style, (LEFT_PT + 18, y))
                y -= _sum(lines, style)

        return Block(self._gap + high, draw)

    def _phone(self) -> Block:
        """The number to call and its hours; beside it the city's address to be photographed."""
        page, called = self._page, Style(34.0, bold=True, leading=1.15)
        side = self._set.lines(page.web_words, self._least, WIDTH_PT * 0.3) if page.web else []
        beside = max([_QR_PT, *(line.wide for line in side)]) if page.web else 0.0
        room = WIDTH_PT - beside - 18.0
        rows = [(page.phone_title, self._least), (page.phone, called), (page.phone_hours, self._least)]
        said = [(self._set.lines(words, style, room), style) for words, style in rows if words]
        left = sum(_sum(lines, style) for lines, style in said)
        right = _sum(side, self._least) + _QR_PT + 4 if page.web else 0.0

        def draw(canvas: Canvas, top: float) -> None:
            y = top - self._gap
            for lines, style in said:
                put(canvas, lines, style, (LEFT_PT, y))
                y -= _sum(lines, style)
            if page.web:
                x, under = LEFT_PT + WIDTH_PT - beside, top - self._gap - _sum(side, self._least)
                put(canvas, side, self._least, (x, top - self._gap))
                _draw_qr(canvas, page.web, (x + (beside - _QR_PT) / 2, under - _QR_PT))

        return Block(self._gap + max(left, right), draw)


def put(canvas: Canvas, lines: list[Line], style: Style, at: tuple[float, float]) -> None:
    """Lines below each other; `at` is the upper left corner in points."""
    x, y = at
    canvas.setFillGray(0.0)
    for line in lines:
        y -= line_height(line, style)
        base = y + style.size * ((style.leading - 1) / 2 + _FOOT)
        for piece in line.pieces:
            _put_runs(canvas, piece.runs, style.size, (x + piece.x + _spare(piece.wide, piece.runs, style.size), base))
            small = style.size * READING
            left = x + piece.x + _spare(piece.wide, piece.reading, small)
            _put_runs(canvas, piece.reading, small, (left, base + style.size * 0.92))


def _spare(wide: float, runs: Any, size: float) -> float:
    return float(wide - sum(width(run, size) for run in runs)) / 2


def _put_runs(canvas: Canvas, runs: Any, size: float, at: tuple[float, float]) -> None:
    x, y = at
    for run in runs:
        canvas.setFont(run.face, size)
        canvas.drawString(x, y, run.text)
        x += width(run, size)


def _sum(lines: list[Line], style: Style) -> float:
    return sum(line_height(line, style) for line in lines)


def _draw_box(canvas: Canvas, at: tuple[float, float], ticked: bool) -> None:
    """`at` is the lower left corner. Drawn, because no face of ours has ☑."""
    x, y = at
    canvas.setLineWidth(1.5)
    canvas.roundRect(x, y, _BOX_PT, _BOX_PT, 2.5)
    if ticked:
        canvas.setLineWidth(2.6)
        canvas.setLineCap(1)
        canvas.line(x + 4, y + 10, x + 8.5, y + 5)
        canvas.line(x + 8.5, y + 5, x + 16, y + 15)
        canvas.setLineCap(0)


def _draw_qr(canvas: Canvas, address: str, at: tuple[float, float]) -> None:
    import segno

    code = segno.make_qr(address, error="m")
    rows = list(code.matrix_iter(border=0))
    module = _QR_PT / len(rows)
    for down, row in enumerate(rows):
        for right, dark in enumerate(row):
            if dark:
                y = at[1] + _QR_PT - (down + 1) * module
                canvas.rect(at[0] + right * module, y, module * 1.02, module * 1.02, stroke=0, fill=1)
