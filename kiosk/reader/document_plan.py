"""What a reader of documents and its child agree on: circulars come from offices and printers of all kinds, so they are
strangers' files, too."""

from typing import Final, Literal

import msgspec

from kiosk.domain.circular import Block, Kind
from kiosk.reader.plan import Idle, Outfit, Reading

READS_WITHIN_S: Final = 6.0
"""The heaviest page that a district printed takes a tenth of that on a quiet machine."""
MOST_PX: Final = 6_000_000
"""Of one page; A4 at the width of the screen has 4.8 million."""
LEAST_PX: Final = 40
"""A page that is narrower when it is as wide or as high as it may be is none."""
MOST_LETTERS: Final = 4_000
"""Of one page that are read aloud."""
MOST_PIECES: Final = 4_000
"""Pieces of a page's text that are asked for their face."""

Why = Literal["not_pdf", "locked", "pages", "broken", "shape", "not_html", "large", "long", "deep", "empty"]
"""What is wrong with a document: no PDF, or cut off; behind a password; more pages than MAX_PAGES; a page that cannot
be drawn; a page that is a line; letters that are neither UTF-8 nor Shift_JIS; more bytes, more text, or deeper than an
HTML circular may have; nothing to read in it."""


class BadDocument(Exception):
    """Nothing that would be shown."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Why = why


class DocumentJob(msgspec.Struct, frozen=True):
    """A document of `length` bytes lies in the shared memory; of a PDF `page`, counted from 0, is wanted `width` pixels
    wide."""

    ticket: int
    length: int
    kind: Kind
    page: int
    width: int


class PageHead(msgspec.Struct, frozen=True, tag="page"):
    """How many pages there are; of the one that was asked for its size in pixels, its text, whether letters are
    `missing` from its picture, and then its rows."""

    ticket: int
    pages: int
    width: int
    height: int
    text: str
    missing: bool = False


class Rows(msgspec.Struct, frozen=True, tag="rows"):
    """The next rows, BGRA, from the top."""

    ticket: int
    pixels: bytes


class Tree(msgspec.Struct, frozen=True, tag="tree"):
    """All of an HTML document."""

    ticket: int
    blocks: tuple[Block, ...]


class Whole(msgspec.Struct, frozen=True, tag="whole"):
    """All was told, and nothing of the document is kept."""

    ticket: int


class NotShown(msgspec.Struct, frozen=True, tag="not_shown"):
    """There will be nothing; nothing of the document is kept."""

    ticket: int
    why: Why


DocumentReport = Idle | Reading | PageHead | Rows | Tree | Whole | NotShown
encode = msgspec.msgpack.Encoder().encode
decode_document_report = msgspec.msgpack.Decoder(DocumentReport).decode
decode_document_job = msgspec.msgpack.Decoder(DocumentJob).decode
decode_outfit = msgspec.msgpack.Decoder(Outfit).decode
