"""An HTML circular as a list of blocks of plain text. Nothing else is taken from it: no picture, style, script, link,
and nothing from elsewhere."""

import re
from html.parser import HTMLParser
from typing import Final

from kiosk.domain.circular import MAX_BLOCK, Block, BlockKind
from kiosk.reader.document_plan import BadDocument

MOST_HTML_BYTES: Final = 2_000_000
MOST_TEXT: Final = 100_000
MOST_BLOCKS: Final = 1_000
MOST_DEEP: Final = 200
_DROPPED: Final = frozenset((
    "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "head", "title", "select",
    "textarea", "button", "audio", "video", "canvas", "rt", "rp", "map",
))  # fmt: skip
_EMPTY: Final = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
))  # fmt: skip
_OPEN_ENDED: Final = frozenset((
    "p", "li", "tr", "td", "th", "dt", "dd", "thead", "tbody", "tfoot", "option", "rt", "rp",
))  # fmt: skip
"""What many pages never close: the next one does."""
_INLINE: Final = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "u",
    "label", "mark", "q", "ruby", "rb", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "var",
    "wbr", "img", "input", "rt", "rp",
))  # fmt: skip
_KINDS: Final[dict[str, BlockKind]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "dt"), "heading"),
    "li": "item",
    "tr": "row",
}
_MARK: Final = re.compile(r"<[A-Za-z]")
_CELL: Final = frozenset(("td", "th"))
_CELL_ENDS: Final = "\x1f"
_BETWEEN_CELLS: Final = "、"
"""As it is read aloud."""
_ENDS: Final = ("。", "．", ". ", "、", "，", ", ", " ")


def blocks_of(document: bytes) -> tuple[Block, ...]:
    """What there is to read, in order. Raises BadDocument."""
    if len(document) > MOST_HTML_BYTES:
        raise BadDocument("large")
    builder = _Builder()
    builder.feed(_letters(document))
    builder.close()
    builder.end_block()
    if not builder.blocks:
        raise BadDocument("empty")
    return tuple(builder.blocks)


def _letters(document: bytes) -> str:
    for codec in ("utf-8-sig", "cp932"):
        try:
            text = document.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and _MARK.search(text):
            return text
    raise BadDocument("not_html")


class _Builder(HTMLParser):
    """Keeps names of open elements, and the text of the block that is being read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._open: list[str] = []
        self._dropped = 0
        self._kind: BlockKind = "paragraph"
        self._text: list[str] = []
        self._letters = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block ends where another begins; what is in a row stays one line."""
        if tag not in _EMPTY:
            self._close_before(tag)
            if len(self._open) >= MOST_DEEP:
                raise BadDocument("deep")
            self._open.append(tag)
            self._dropped += tag in _DROPPED
        if self._dropped:
            return
        if self._in_row() and tag != "tr":
            self._text.append(_CELL_ENDS if tag in _CELL else " ")
        elif tag not in _INLINE:
            self.end_block()
            self._kind = _KINDS.get(tag, self._kind_here())

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """HTML knows none: <div/> is <div>."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """An end without a beginning is nothing."""
        if tag not in self._open:
            return
        was_dropped = bool(self._dropped)
        while self._open:
            closed = self._open.pop()
            self._dropped -= closed in _DROPPED
            if closed == tag:
                break
        if not was_dropped and tag not in _INLINE and not self._in_row():
            self.end_block()
            self._kind = self._kind_here()

    def handle_data(self, data: str) -> None:
        if self._dropped:
            return
        self._letters += len(data)
        if self._letters > MOST_TEXT:
            raise BadDocument("long")
        self._text.append(data)

    def end_block(self) -> None:
        """What was read so far is one block, or several where it is long; cells without words leave no gap."""
        text = "".join(self._text)
        self._text.clear()
        cells = (" ".join(_printable(cell).split()) for cell in text.split(_CELL_ENDS))
        line = _BETWEEN_CELLS.join(cell for cell in cells if cell)
        for piece in _pieces(line):
            if len(self.blocks) >= MOST_BLOCKS:
                raise BadDocument("long")
            self.blocks.append(Block(self._kind, piece))

    def _close_before(self, tag: str) -> None:
        """<li> after an <li> that was never closed, unless a list, table or part of the page began since."""
        if tag not in _OPEN_ENDED:
            return
        for name in reversed(self._open):
            if name == tag:
                self.handle_endtag(tag)
                return
            if name not in _OPEN_ENDED and name not in _INLINE:
                return

    def _in_row(self) -> bool:
        return "tr" in self._open

    def _kind_here(self) -> BlockKind:
        """A paragraph in an item of a list is part of that item."""
        return next((_KINDS[tag] for tag in reversed(self._open) if tag in _KINDS), "paragraph")


def _printable(text: str) -> str:
    """Neither marks of readings nor of direction, nor anything else that is not seen."""
    return "".join(letter if letter.isprintable() else " " if letter.isspace() else "" for letter in text)


def _pieces(line: str) -> list[str]:
    """The line in pieces of at most MAX_BLOCK letters, each as far as a sentence goes, or a phrase, or a word."""
    pieces: list[str] = []
    while len(line) > MAX_BLOCK:
        ends = (line.rfind(end, 1, MAX_BLOCK - 1) + len(end) for end in _ENDS if end in line[1 : MAX_BLOCK - 1])
        cut = next((end for end in ends if end > MAX_BLOCK // 3), MAX_BLOCK)
        pieces.append(line[:cut].strip())
        line = line[cut:].strip()
    return [*pieces, line] if line else pieces
