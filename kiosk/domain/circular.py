"""A circular (回覧板) as a resident meets it: what the list says of it, whether it is shown, and how it is found."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NewType

from kiosk.domain.readings import plain, segments

CircularId = NewType("CircularId", str)
"""The name of its file in a folder; of one that the hub serves its digest, which is no name that a folder has."""
Kind = Literal["pdf", "html"]
MAX_BYTES: Final = 20_000_000
MAX_PAGES: Final = 200
MAX_CIRCULARS: Final = 200
"""In one list; a year of a busy district has fewer."""
_TO_HIRAGANA: Final = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


@dataclass(frozen=True)
class Circular:
    """`title` may carry readings; `reading` says in kana what they do not. Shown from `issued` to `until`, both
    included; without `until` it stays. `coming`: the list has it, and its document is still on its way."""

    id: CircularId
    title: str
    kind: Kind
    issued: date
    until: date | None = None
    reading: str = ""
    coming: bool = False

    def shown_on(self, day: date) -> bool:
        """Whether a resident sees it on that day."""
        return self.issued <= day and (self.until is None or day <= self.until)


BlockKind = Literal["heading", "paragraph", "item", "row"]
MAX_BLOCK: Final = 120
"""Letters of a block: as many as stand on a screen at the largest letters, with a title above."""


@dataclass(frozen=True)
class Block:
    """A piece of an HTML circular, plain text; a row of a table has its cells with 、 between."""

    kind: BlockKind
    text: str


def shown(circulars: Iterable[Circular], day: date, search: str = "") -> tuple[Circular, ...]:
    """Those of a day, the newest first, of one day as the list has them; with a search, those that it finds."""
    wanted = searched(search)
    found = (one for one in circulars if one.shown_on(day) and wanted in _found_by(one))
    return tuple(sorted(found, key=lambda one: one.issued, reverse=True))


def without_title(circular: Circular, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A first heading that says what the list says stands above them all already."""
    repeats = len(blocks) > 1 and blocks[0].kind == "heading"
    return blocks[1:] if repeats and searched(blocks[0].text) == searched(plain(circular.title)) else blocks


def searched(text: str) -> str:
    """A text as it is compared: hiragana for katakana, small letters for large ones, no spaces."""
    same = unicodedata.normalize("NFKC", text).casefold().translate(_TO_HIRAGANA)
    return "".join(same.split())


def _found_by(circular: Circular) -> str:
    """As it is written, and as it is said: a line break lies between, which no search has."""
    said = "".join(one.reading or one.base for one in segments(circular.title))
    return "\n".join(searched(one) for one in (plain(circular.title), said, circular.reading))
