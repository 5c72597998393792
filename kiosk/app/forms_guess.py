"""Guesses the fields of a printed page: boxes that people write in, and the boxes beside them that name them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.content.pdf import PdfPage
from kiosk.domain.form import Box, FieldKind

_BESIDE_MM = 1.5
"""Two boxes with a rule between them are no further apart."""
_SAME_MM = 0.5
_CELL_MM = 14.0
"""A box for a single digit is narrower."""
_LEAST_CELLS = 4
_UNITS = ("通", "枚", "円", "人", "年度", "様")
_DATE = re.compile("年 +月 +日")
"""Room for digits between the words; 生年月日 is a name."""
_NO_LABEL = Box(0, 0, 0, 0)


@dataclass(frozen=True)
class Proposed:
    """A field as far as a page tells: an empty name, and a label without a size, are for a person to fill in. `cells`:
    in how many boxes of a digit it is divided, 0 if it is not."""

    box: Box
    kind: FieldKind
    name: str = ""
    label: Box = _NO_LABEL
    cells: int = 0


@dataclass(frozen=True)
class _Ruled:
    box: Box
    words: str
    ticks: int = 0
    cells: int = 0

    @property
    def kind(self) -> FieldKind:
        if self.cells:
            return "digits"
        if _DATE.search(self.words):
            return "date"
        return "check" if self.ticks or any(sign in self.words for sign in "□☐") else "text"

    @property
    def is_open(self) -> bool:
        """Whether people seem to write here: its print, if any, is no name."""
        return not self.words or self.words in _UNITS or self.kind in ("date", "check")


def proposed_fields(page: PdfPage, boxes: Sequence[tuple[Box, int]]) -> list[Proposed]:
    """Fields among the ruled `boxes` of a page, row by row; each comes with its number of squares for ticks.

    A box with words that names no other stands for itself: where its name is printed, a person says.
    """
    ruled = _cells_joined([_Ruled(box, _words_in(box, page), ticks) for box, ticks in boxes])
    fields = {id(one): _label_of(one, ruled) for one in ruled if one.is_open}
    naming = [label for label in fields.values() if label is not None]
    proposed = []
    for one in ruled:
        label = fields.get(id(one))
        if label is not None:
            proposed.append(Proposed(one.box, one.kind, _name(label.words), label.box, one.cells))
        elif one not in naming:
            proposed.append(Proposed(one.box, one.kind, "" if one.is_open else _name(one.words), cells=one.cells))
    return proposed


def _label_of(one: _Ruled, ruled: Sequence[_Ruled]) -> _Ruled | None:
    """The box that names this one: at its left or above it, across the open boxes of its column or of its row."""
    left, above = _beside(one, ruled), _above(one, ruled)
    for near in (left, above):
        if near is not None and not near.is_open:
            return near
    in_column = above is not None and abs(above.box.width - one.box.width) < _SAME_MM
    for near in (above, left) if in_column else (left, above):
        if near is not None:
            return _label_of(near, ruled)
    return None


def _beside(one: _Ruled, ruled: Iterable[_Ruled]) -> _Ruled | None:
    """The box at its left whose rows it shares."""
    touching = (other for other in ruled if _touch(other.box.right, one.box.x))
    return next((other for other in touching if _share_rows(other.box, one.box)), None)


def _above(one: _Ruled, ruled: Iterable[_Ruled]) -> _Ruled | None:
    """The box above it whose columns it shares."""
    touching = (other for other in ruled if _touch(other.box.bottom, one.box.y))
    return next((other for other in touching if _share_columns(other.box, one.box)), None)


def _touch(end: float, begin: float) -> bool:
    return -_SAME_MM <= begin - end <= _BESIDE_MM


def _share_rows(label: Box, field: Box) -> bool:
    return min(label.bottom, field.bottom) - max(label.y, field.y) > field.height / 2


def _share_columns(label: Box, field: Box) -> bool:
    return min(label.right, field.right) - max(label.x, field.x) > field.width / 2


def _words_in(box: Box, page: PdfPage) -> str:
    """What is printed in a box, line after line."""
    within = [words for words in page.words if words.box.lies_in(box, _BESIDE_MM)]
    return " ".join(words.text for words in sorted(within, key=lambda words: (round(words.box.y), words.box.x)))


def _name(words: str) -> str:
    """Japanese has no spaces between the lines of a name."""
    return words if words.isascii() else words.replace(" ", "")


def _cells_joined(ruled: Sequence[_Ruled]) -> list[_Ruled]:
    """Rows of equal narrow boxes become one field of digits."""
    rows: list[list[_Ruled]] = []
    for one in ruled:
        if rows and _next_cell(rows[-1][-1], one):
            rows[-1].append(one)
        else:
            rows.append([one])
    return [joined for row in rows for joined in (_joined(row) if len(row) >= _LEAST_CELLS else row)]


def _next_cell(before: _Ruled, one: _Ruled) -> bool:
    return (
        max(before.box.width, one.box.width) < _CELL_MM
        and abs(before.box.width - one.box.width) < _SAME_MM
        and abs(before.box.y - one.box.y) < _SAME_MM
        and abs(before.box.height - one.box.height) < _SAME_MM
        and _touch(before.box.right, one.box.x)
        and not before.words + one.words
    )


def _joined(row: Sequence[_Ruled]) -> list[_Ruled]:
    first, last = row[0].box, row[-1].box
    return [_Ruled(Box(first.x, first.y, last.right - first.x, first.height), "", cells=len(row))]
