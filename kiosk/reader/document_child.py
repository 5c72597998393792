"""The child half of a reader of documents: the only place where circulars are opened. Started by name, imported by
nobody.

PDFium runs no script and loads nothing from elsewhere; what it may not do is taken from it all the same.
"""

import codecs
import math
from collections.abc import Iterator
from itertools import islice
from typing import Final

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from pypdfium2 import raw

from kiosk.domain.circular import MAX_PAGES
from kiosk.reader.confine import confine
from kiosk.reader.document_plan import (
    LEAST_PX,
    MOST_LETTERS,
    MOST_PIECES,
    MOST_PX,
    BadDocument,
    DocumentJob,
    DocumentReport,
    NotShown,
    PageHead,
    Rows,
    Tree,
    Whole,
    decode_document_job,
    decode_outfit,
    encode,
)
from kiosk.reader.html_tree import blocks_of
from kiosk.reader.plan import BAND_BYTES, IDLE_EVERY_S, Idle, Reading, Size
from kiosk.worker.child_line import ChildLine
from kiosk.worker.segment import Segment

SPARE_BYTES = 512 << 20
"""Enough for the largest circular, the picture of its page, and the pictures in it."""
_LATIN_TO: Final = 0x24F
"""PDFium has faces of its own up to there."""
_UNSEEN: Final = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
Pixels = NDArray[np.uint8]


def main(_plan: bytes, line: ChildLine) -> None:
    """Waits for its turn, then reads what it is told until it is ended."""
    _load_all()
    message = line.outfit()
    if message is None:
        return
    segment = Segment.attach(decode_outfit(message).picture)
    try:
        confine(SPARE_BYTES)
        _report(line, Idle())
        while not line.over:
            asked = line.asked(IDLE_EVERY_S)
            if asked is not None:
                _read(decode_document_job(asked), segment, line)
            elif not line.over:
                _report(line, Idle())
    finally:
        segment.close()


def _load_all() -> None:
    """What libraries load when they are first used could not be loaded any more."""
    for codec in ("cp932", "utf-8-sig", "utf-16-le"):  # the last one is PDFium's
        codecs.lookup(codec)
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(72, 72)
    page.render(scale=1, prefer_bgrx=True).to_numpy()
    page.get_textpage().get_text_range()
    document.close()


def _read(job: DocumentJob, segment: Segment, line: ChildLine) -> None:
    _report(line, Reading(job.ticket))
    with segment.bytes_at(0, job.length) as view:
        document = bytes(view)
    segment.zero()
    try:
        for report in reports_of(job, document):
            _report(line, report)
    except BadDocument as bad:
        _report(line, NotShown(job.ticket, bad.why))
    else:
        _report(line, Whole(job.ticket))


def reports_of(job: DocumentJob, document: bytes) -> Iterator[DocumentReport]:
    """What is told of a document. Raises BadDocument."""
    if job.kind == "html":
        yield Tree(job.ticket, blocks_of(document))
        return
    pages, pixels, text, missing = page_of(document, job.page, job.width)
    height, width = pixels.shape[:2]
    yield PageHead(job.ticket, pages, width, height, text, missing)
    rows = max(1, BAND_BYTES // (4 * width))
    for top in range(0, height, rows):
        yield Rows(job.ticket, pixels[top : top + rows].tobytes())


def page_of(document: bytes, number: int, width: int) -> tuple[int, Pixels, str, bool]:
    """How many pages there are, the page as (height, width, 4) BGRA, its text, and whether letters are missing from the
    picture. Raises BadDocument."""
    try:
        opened = pypdfium2.PdfDocument(document)
    except (pypdfium2.PdfiumError, MemoryError) as error:
        raise BadDocument("locked" if "password" in str(error).lower() else "not_pdf") from None
    try:
        count = len(opened)
        if count > MAX_PAGES:
            raise BadDocument("pages")
        if not 0 <= number < count:
            raise BadDocument("empty" if not count else "broken")
        page = opened[number]
        return count, _drawn(page, _scale(page.get_size(), width)), _text(page), _lacks_a_face(page)
    except (pypdfium2.PdfiumError, MemoryError, ValueError):
        raise BadDocument("broken") from None
    finally:
        opened.close()


def _scale(size_points: tuple[float, float], width: int) -> float:
    """Pixels a point: as wide as wanted, but not more pixels than may be. Raises BadDocument."""
    wide, high = size_points
    if not (wide > 0 and high > 0):
        raise BadDocument("shape")
    scale = min(width / wide, math.sqrt(MOST_PX / (wide * high)))
    if min(wide, high) * scale < LEAST_PX:
        raise BadDocument("shape")
    return scale


def _drawn(page: pypdfium2.PdfPage, scale: float) -> Pixels:
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    shape: Size = (bitmap.width, bitmap.height)
    pixels = np.array(bitmap.to_numpy(), np.uint8)
    bitmap.close()
    if pixels.shape != (shape[1], shape[0], 4):
        raise BadDocument("broken")
    pixels[:, :, 3] = 255
    return pixels


def _text(page: pypdfium2.PdfPage) -> str:
    """As far as it is read aloud. Marks of readings and of direction stay out of it."""
    found = page.get_textpage()
    text = found.get_text_range(0, min(found.count_chars(), MOST_LETTERS))
    return "".join(letter for letter in text if letter.isprintable() or letter == "\n")


def _lacks_a_face(page: pypdfium2.PdfPage) -> bool:
    """Whether letters beyond the Latin ones are drawn in a face that the file does not bring along: there is no other
    one here, and they leave gaps."""
    pieces = page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,), textpage=page.get_textpage())
    return any(_is_missing(piece) for piece in islice(pieces, MOST_PIECES))


def _is_missing(piece: pypdfium2.PdfTextObj) -> bool:
    if (
        raw.FPDFTextObj_GetTextRenderMode(piece.raw) in _UNSEEN
    ):  # what a copier has read in a scan lies over its picture
        return False
    try:
        return not piece.get_font().is_embedded and any(ord(letter) > _LATIN_TO for letter in piece.extract())
    except pypdfium2.PdfiumError:  # a piece without text, or a face that nothing is known of
        return False


def _report(line: ChildLine, report: DocumentReport) -> None:
    line.report(encode(report))
