"""Breaks a text into lines of a width: at spaces first, as words are parted here, else between letters."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kiosk.domain.readings import Segment, atoms
from kiosk.records.coverage import Run
from kiosk.records.typefaces import Typefaces, width

READING: Final = 0.5
"""How large a reading is to its kanji."""
_NEVER_FIRST: Final = frozenset(
    "、。，．・：；？！）」』】〕〉》ー～〜々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ,.:;?!)]%"
)
_NEVER_LAST: Final = frozenset("（「『【〔〈《([")


@dataclass(frozen=True)
class Style:
    """Letters of a size in points."""

    size: float
    bold: bool = False
    leading: float = 1.3


@dataclass(frozen=True)
class Piece:
    """A letter, or a word with its reading, at `x` points from the line's beginning."""

    runs: tuple[Run, ...]
    reading: tuple[Run, ...]
    wide: float
    x: float = 0.0
    letter: str = ""


@dataclass(frozen=True)
class Line:
    """Pieces from left to right; `ruby`: some have readings."""

    pieces: tuple[Piece, ...]
    wide: float
    ruby: bool


@dataclass
class Setter:
    """Sets the texts of one language. `varied`: some letter was drawn in its plainer shape."""

    typefaces: Typefaces
    language: str
    varied: bool = field(default=False, init=False)

    def lines(self, text: str, style: Style, room: float) -> list[Line]:
        """At least one line, none wider than `room` points unless a single piece is. Raises NoGlyph."""
        made: list[Line] = []
        line: list[Piece] = []
        for word in self._words(text, style):
            wide = sum(piece.wide for piece in word)
            if wide <= room - _length(line):
                line += word
            elif wide <= room:
                made.append(_line(line))
                line = word
            else:
                full, line = _filled(line, word, room)
                made += full
        return [*made, _line(line)]

    def height(self, text: str, style: Style, room: float) -> float:
        """In points."""
        return sum(line_height(line, style) for line in self.lines(text, style, room))

    def _words(self, text: str, style: Style) -> Iterator[list[Piece]]:
        word: list[Piece] = []
        for atom in atoms(text):
            piece = self._piece(atom, style)
            if piece.letter.isspace():
                yield word
                yield [piece]
                word = []
            else:
                word.append(piece)
        yield word

    def _piece(self, atom: Segment, style: Style) -> Piece:
        base = self.typefaces.runs(atom.base, self.language, style.bold)
        above = self.typefaces.runs(atom.reading, self.language, style.bold)
        self.varied |= base.varied
        reading_wide = sum(width(run, style.size * READING) for run in above.runs)
        base_wide = sum(width(run, style.size) for run in base.runs)
        return Piece(base.runs, above.runs, max(base_wide, reading_wide), letter=atom.base)


def line_height(line: Line, style: Style) -> float:
    """Readings stand in a row of their own."""
    return style.size * (style.leading + (READING if line.ruby else 0.0))


def _length(line: list[Piece]) -> float:
    return sum(piece.wide for piece in line)


def _line(pieces: list[Piece]) -> Line:
    """Without the spaces at its ends."""
    first = next((i for i, piece in enumerate(pieces) if not piece.letter.isspace()), len(pieces))
    last = next((i for i in range(len(pieces), first, -1) if not pieces[i - 1].letter.isspace()), first)
    placed: list[Piece] = []
    x = 0.0
    for piece in pieces[first:last]:
        placed.append(Piece(piece.runs, piece.reading, piece.wide, x, piece.letter))
        x += piece.wide
    return Line(tuple(placed), x, any(piece.reading for piece in placed))


def _filled(line: list[Piece], word: list[Piece], room: float) -> tuple[list[Line], list[Piece]]:
    """A word wider than a line, letter by letter, beginning where the line before ends."""
    full: list[Line] = []
    for piece in word:
        if line and _length(line) + piece.wide > room and piece.letter not in _NEVER_FIRST:
            carried = [line.pop()] if len(line) > 1 and line[-1].letter in _NEVER_LAST else []
            full.append(_line(line))
            line = carried
        line = [*line, piece]
    return full, line
