"""Opens every circular of a folder as a kiosk does, before a resident does: what would be refused, and where letters
would be missing."""

import queue
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from kiosk.content.circulars import read_document
from kiosk.content.toml import BadFile
from kiosk.domain.circular import Circular
from kiosk.reader.document_plan import READS_WITHIN_S
from kiosk.reader.documents import Documents, Opened, Wanted

_WIDTH_PX: Final = 200
"""Nobody looks at it."""
_PATIENCE_S: Final = 4 * READS_WITHIN_S
"""With what a child takes to begin."""
_GIVEN_UP: Final = ("hung", "died")
"""Two hundred such pages would take an hour."""
_WHY: Final = {
    "not_pdf": "this is no PDF, or only a part of one",
    "locked": "it asks for a password; save it without one",
    "pages": "it has more pages than a kiosk opens",
    "shape": "one of its pages is too long or too narrow",
    "not_html": "its letters are neither UTF-8 nor Shift_JIS",
    "empty": "there is nothing to read in it",
}


def faults_inside(folder: Path, circulars: Iterable[Circular]) -> Iterator[str]:
    """One line a fault, with the file, the page and what to do."""
    heard: queue.SimpleQueue[Opened] = queue.SimpleQueue()
    documents = Documents(heard.put)
    documents.start()
    try:
        for circular in circulars:
            try:
                document = read_document(folder, circular.id)
            except BadFile as gone:
                yield str(gone)
            else:
                yield from _faults(_Opening(documents, heard, circular, document), f"{folder / circular.id}")
    finally:
        documents.stop()


class _Opening:
    """One circular, opened page by page."""

    def __init__(
        self, documents: Documents, heard: "queue.SimpleQueue[Opened]", circular: Circular, document: bytes
    ) -> None:
        self._documents = documents
        self._heard = heard
        self._circular = circular
        self._document = document

    def page(self, number: int) -> Opened:
        """What a kiosk would see of it, or why it would not."""
        ticket = number + 1
        self._documents.open(Wanted(ticket, self._document, self._circular.kind, number, _WIDTH_PX))
        try:
            while (opened := self._heard.get(timeout=_PATIENCE_S)).ticket != ticket:
                pass  # of a page that was given up
        except queue.Empty:
            return Opened(ticket, refused="hung")
        return opened


def _faults(opening: _Opening, file: str) -> Iterator[str]:
    first = opening.page(0)
    yield from _said(first, file, 1)
    for number in range(1, first.pages):
        opened = opening.page(number)
        yield from _said(opened, file, number + 1)
        if opened.refused in _GIVEN_UP:
            return


def _said(opened: Opened, file: str, page: int) -> Iterator[str]:
    if opened.refused:
        yield f"{file}, page {page}: {_WHY.get(opened.refused, 'it cannot be shown; save it anew')}"
    elif opened.missing:
        yield f"{file}, page {page}: letters are missing; save the PDF anew with its fonts embedded"
