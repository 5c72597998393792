"""Draws the forms of assets/forms from their own data, so that picture and boxes cannot disagree.

`PYTHONPATH=. python packaging/forms/draw_forms.py` writes blank.pdf, for printing, and blank.png, for the eye, into
each form's folder; with `--samples FOLDER` it also draws filled-in samples, to be looked at. What is printed besides
fields stands in the file of the form's name beside this one. The same data give the same bytes.
"""

import argparse
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from kiosk.content.forms import form_folders, parse_form
from kiosk.content.pdf import read_page
from kiosk.content.toml import read_toml
from kiosk.domain.form import TICK, Box, FieldId, Form, FormField
from kiosk.eye.known_forms import as_png

HERE = Path(__file__).resolve().parent
ASSETS = HERE.parents[1] / "assets"
REGULAR, BOLD = "BIZUDPGothic_400Regular", "BIZUDPGothic_700Bold"
MARGIN_MM = 15.0
TITLE_MM = 8.0
LABEL_MM = 4.4
WORD_MM = 4.1
SAMPLE_MM = 5.0
TINT = 0.93
INK = (0.0, 0.19, 0.85)
"""Blue, as people write."""
_LEADING = 1.3
_MIDDLE = 0.36
"""From a line's middle down to its baseline, as a share of the letters' size."""


@dataclass(frozen=True)
class Line:
    """Words on the page; `at` is where the middle of the line begins, in millimetres."""

    at: tuple[float, float]
    words: str
    size_mm: float
    bold: bool = False


@dataclass(frozen=True)
class Cell:
    """A box with words that belong to no single field; tinted where there are any."""

    box: Box
    words: str


@dataclass(frozen=True)
class Layout:
    """`labels`: words of a field's label where they are not its name. `inside`: small words in a field. `square_codes`:
    fields with a pattern that stands for a square code."""

    lines: tuple[Line, ...] = ()
    cells: tuple[Cell, ...] = ()
    labels: dict[FieldId, str] = field(default_factory=dict)
    inside: dict[FieldId, str] = field(default_factory=dict)
    square_codes: tuple[FieldId, ...] = ()


class Sheet:
    """One page; all lengths in millimetres from the top left corner."""

    def __init__(self, file: Path, size_mm: tuple[float, float], title: str) -> None:
        self._size_mm = size_mm
        self._canvas = Canvas(str(file), pagesize=(size_mm[0] * mm, size_mm[1] * mm), invariant=1)
        self._canvas.setTitle(title)

    def frame(self, box: Box, line_mm: float, fill: float | None = None) -> None:
        """A box, filled with a grey or not."""
        self._canvas.setLineWidth(line_mm * mm)
        self._canvas.setStrokeGray(0)
        if fill is not None:
            self._canvas.setFillGray(fill)
        x, y, width, height = box
        self._canvas.rect(
            x * mm, self._up(y + height), width * mm, height * mm, stroke=int(line_mm > 0), fill=fill is not None
        )
        self._canvas.setFillGray(0)

    def words(self, at: tuple[float, float], words: str, size_mm: float, bold: bool = False) -> None:
        """A line of text that begins at `at`, whose middle has that height."""
        self._canvas.setFont(BOLD if bold else REGULAR, size_mm * mm)
        self._canvas.drawString(at[0] * mm, self._up(at[1] + _MIDDLE * size_mm), words)

    def centred(self, box: Box, words: str, size_mm: float, bold: bool = False) -> None:
        """Lines of text in the middle of a box, smaller if they would not fit."""
        lines = words.split("\n")
        size_mm = min(size_mm, *((box.width - 2) / self._width(line, bold) for line in lines))
        top = box.y + box.height / 2 - _LEADING * size_mm * (len(lines) - 1) / 2
        for number, line in enumerate(lines):
            left = box.x + (box.width - self._width(line, bold) * size_mm) / 2
            self.words((left, top + number * _LEADING * size_mm), line, size_mm, bold)

    def tick(self, box: Box) -> None:
        """A tick as by pen."""
        self._canvas.setStrokeColorRGB(*INK)
        self._canvas.setLineWidth(0.7 * mm)
        x, y, width, height = box
        points = [
            (x + 0.15 * width, y + 0.5 * height),
            (x + 0.42 * width, y + 0.85 * height),
            (x + 1.05 * width, y - 0.1 * height),
        ]
        for (x1, y1), (x2, y2) in pairwise(points):
            self._canvas.line(x1 * mm, self._up(y1), x2 * mm, self._up(y2))

    def pen(self) -> None:
        """From now on words are written, not printed."""
        self._canvas.setFillColorRGB(*INK)

    def save(self) -> None:
        """Writes the file."""
        self._canvas.save()

    def _width(self, words: str, bold: bool) -> float:
        return float(pdfmetrics.stringWidth(words, BOLD if bold else REGULAR, 1.0))

    def _up(self, y_mm: float) -> float:
        return (self._size_mm[1] - y_mm) * mm


def draw_blank(form: Form, layout: Layout, file: Path) -> None:
    """The empty form as a PDF."""
    sheet = _printed(form, layout, file)
    sheet.save()


def draw_sample(form: Form, layout: Layout, file: Path) -> None:
    """The form with its sample written in."""
    sheet = _printed(form, layout, file)
    sheet.pen()
    for one in form.fields:
        for box, words in one.placed_sample():
            if words == TICK:
                sheet.tick(box)
            else:
                sheet.centred(box, words, min(SAMPLE_MM, 0.7 * box.height))
    sheet.save()


def read_layout(form: Form) -> Layout:
    """What is printed besides fields. Raises BadFile."""
    return read_toml(HERE / f"{form.id}.toml", Layout)


def use_fonts() -> None:
    """The counter's own letters."""
    for name in (REGULAR, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(ASSETS / "fonts" / f"{name}.ttf")))


def _printed(form: Form, layout: Layout, file: Path) -> Sheet:
    sheet = Sheet(file, form.page_mm, form.title)
    width = form.page_mm[0] - 2 * MARGIN_MM
    sheet.words((MARGIN_MM, 9.0), f"様式 {form.edition}", 3.4)
    sheet.centred(Box(MARGIN_MM, 15.0, width, 12.0), form.title, TITLE_MM, bold=True)
    for line in layout.lines:
        sheet.words(line.at, line.words, line.size_mm, line.bold)
    for cell in layout.cells:
        _draw_cell(sheet, cell)
    drawn = {cell.box for cell in layout.cells}
    for one in form.fields:
        if one.label not in drawn:
            _draw_cell(sheet, Cell(one.label, layout.labels.get(one.id, one.name)))
            drawn.add(one.label)
        _draw_field(sheet, one, layout)
    return sheet


def _draw_cell(sheet: Sheet, cell: Cell) -> None:
    sheet.frame(cell.box, 0.3, TINT if cell.words else None)
    if cell.words:
        sheet.centred(cell.box, cell.words, LABEL_MM, bold=True)


def _draw_field(sheet: Sheet, one: FormField, layout: Layout) -> None:
    for column in one.box.columns(one.rules.digits or 1):
        sheet.frame(column, 0.3)
    for spot in one.spots:
        if one.kind == "check":
            sheet.frame(spot.box, 0.35)
        sheet.words((spot.box.right + 1.2, spot.box.y + spot.box.height / 2), spot.word, WORD_MM)
    if one.id in layout.inside:
        sheet.centred(one.box, layout.inside[one.id], 3.6)
    if one.id in layout.square_codes:
        _draw_square_code(sheet, one.box)


def _draw_square_code(sheet: Sheet, box: Box) -> None:
    """Looks like a square code from afar, and says nothing to a reader."""
    modules, quiet = 25, 2
    side = min(box.width, box.height) / (modules + 2 * quiet)
    left = box.x + (box.width - side * modules) / 2
    top = box.y + (box.height - side * modules) / 2
    for row in range(modules):
        for column in range(modules):
            if _is_dark(row, column, modules):
                sheet.frame(Box(left + column * side, top + row * side, side, side), 0.0, 0.0)


def _is_dark(row: int, column: int, modules: int) -> bool:
    for corner_row, corner_column in ((3, 3), (3, modules - 4), (modules - 4, 3)):
        ring = max(abs(row - corner_row), abs(column - corner_column))
        if ring <= 4:
            return ring in (0, 1, 3)
    return (row * row * 7 + column * 11 + row * column * 5) % 13 < 6


def main() -> None:
    """Draws all forms."""
    parser = argparse.ArgumentParser(description="Draws the forms of assets/forms from their own data")
    parser.add_argument("--samples", type=Path, metavar="FOLDER", help="also draw filled-in samples there")
    samples: Path | None = parser.parse_args().samples
    use_fonts()
    for folder in form_folders(ASSETS / "forms"):
        form = parse_form((folder / "form.toml").read_text(encoding="utf-8"), str(folder / "form.toml"))
        layout = read_layout(form)
        draw_blank(form, layout, folder / "blank.pdf")
        (folder / form.blank).write_bytes(as_png(read_page(folder / "blank.pdf", 1).picture))
        if samples is not None:
            samples.mkdir(parents=True, exist_ok=True)
            draw_sample(form, layout, samples / f"{form.id}.pdf")
            (samples / f"{form.id}.png").write_bytes(as_png(read_page(samples / f"{form.id}.pdf", 1).picture))


if __name__ == "__main__":
    main()
