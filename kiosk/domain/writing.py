"""筆談: what both ends type in a call and the white pages it stands on, the same at both ends in any order."""

import dataclasses
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from kiosk.domain.ids import Side

MAX_CHARACTERS: Final = 120
"""Of one line: what an 80-year-old reads at a glance, and two rows of the caption strip at most letters."""
MAX_LINES: Final = 300
"""Of one author in one call."""
MAX_BOARDS: Final = 9
CAPTION_ONLY: Final = 0
"""The board of a line that was said while no white page lay open."""
ROW_CELLS: Final = 40
"""Half-width characters in a row of a white page."""
ROW_MM: Final = 25.0
LETTER_MM: Final = 17.0


class RefusedLine(Exception):
    """A line that nobody takes. `code` is a word for the log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class LineId(NamedTuple):
    """Lamport time and author: unique, and its order is the order of the conversation."""

    clock: int
    author: Side


@dataclass(frozen=True)
class Line:
    """Something typed. With a `phrase` (a catalogue's word) its reader sees it in his own language."""

    id: LineId
    text: str
    phrase: str = ""
    board: int = CAPTION_ONLY

    @property
    def author(self) -> Side:
        """Who typed it."""
        return self.id.author


@dataclass(frozen=True)
class Writing:
    """All lines of a call. Lines only come, so the order of arrival does not matter."""

    lines: Mapping[LineId, Line] = field(default_factory=dict)

    @property
    def clock(self) -> int:
        """The highest clock heard of; a new line takes the next one."""
        return max((line_id.clock for line_id in self.lines), default=0)

    def of(self, author: Side) -> tuple[Line, ...]:
        """One author's lines, oldest first."""
        return tuple(self.lines[i] for i in sorted(self.lines) if i.author == author)

    def on(self, board: int) -> tuple[Line, ...]:
        """What stands on a white page, oldest first."""
        return tuple(line for i in sorted(self.lines) if (line := self.lines[i]).board == board)

    def merged(self, line: Line) -> "Writing":
        """With one more line; the same object if it is known. Raises RefusedLine."""
        if line.id in self.lines:
            return self
        if not line.text or len(line.text) > MAX_CHARACTERS or line.text != clean(line.text):
            raise RefusedLine("bad_text")
        if not CAPTION_ONLY <= line.board <= MAX_BOARDS:
            raise RefusedLine("unknown_board")
        if len(self.of(line.author)) >= MAX_LINES:
            raise RefusedLine("too_many_lines")
        return dataclasses.replace(self, lines={**self.lines, line.id: line})


@dataclass(frozen=True)
class Board:
    """The white pages: whether one lies open, how many there are, which one both ends see.

    Of two states the later one holds, at both ends alike; pages only get more.
    """

    clock: int = 0
    by: Side = "van"
    open: bool = False
    pages: int = 1
    shown: int = 1

    def turned(self, by: Side, open_: bool, shown: int) -> "Board":
        """What an end makes of it. A page after the last one is a new one, up to MAX_BOARDS."""
        shown = min(max(shown, 1), self.pages + 1, MAX_BOARDS)
        return Board(self.clock + 1, by, open_, max(self.pages, shown), shown)

    def merged(self, other: "Board") -> "Board":
        """The later of two; of two at the same time the van's."""
        latest = max(self, other, key=lambda board: (board.clock, board.by))
        return dataclasses.replace(latest, pages=max(self.pages, other.pages))


def clean(text: str) -> str:
    """One row of printable characters: composed, without control and direction marks, spaces joined."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(" " if c.isspace() else c for c in composed if c.isspace() or unicodedata.category(c)[0] != "C")
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def cells(text: str) -> int:
    """The width of a text in half-width characters."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def rows(text: str) -> tuple[str, ...]:
    """A line cut to rows of a white page, the same at both ends whatever their fonts; at spaces where it can."""
    done, row = [], ""
    for word in _words(text):
        if cells(row) + cells(word.rstrip()) > ROW_CELLS and row:
            done.append(row.rstrip())
            row = ""
        row += word
    return (*done, row.rstrip()) if row.strip() else tuple(done)


def fits(writing: Writing, board: int, text: str, height_mm: float) -> bool:
    """Whether a line has room below those that stand on a white page."""
    standing = sum(len(rows(line.text)) for line in writing.on(board))
    return (standing + len(rows(text))) * ROW_MM <= height_mm


def _words(text: str) -> list[str]:
    """Words with the space behind them; one that is longer than a row is cut into characters."""
    found: list[str] = []
    for word in text.split(" "):
        found.extend([f"{word} "] if cells(word) <= ROW_CELLS else [*word, " "])
    return found
