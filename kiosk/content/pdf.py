"""One page of a PDF as a grey picture and its words, for making a form of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from kiosk.content.toml import BadFile
from kiosk.domain.form import BLANK_PX_PER_MM, Box

MAX_BYTES = 20_000_000
MAX_PAGES = 200
MAX_LETTERS = 20_000
_A3_MM = (297.0, 420.0)
_SLACK_MM = 1.0
_MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True)
class Words:
    """A run of text and where it stands, in millimetres of the page."""

    text: str
    box: Box


@dataclass(frozen=True)
class PdfPage:
    """`picture` is (height, width) grey at BLANK_PX_PER_MM, white paper; words of scanned pages are none."""

    size_mm: tuple[float, float]
    picture: NDArray[np.uint8]
    words: tuple[Words, ...]


def read_page(file: Path, number: int) -> PdfPage:
    """A page, counted from 1. Raises BadFile for what is no PDF, is locked, or is larger than a form can be."""
    content = _content(file)
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise BadFile(
            f"{file}: {'it is locked with a password' if locked else 'it is no PDF, or it is broken'}"
        ) from None
    try:
        return _page(document, file, number)
    except pypdfium2.PdfiumError:
        raise BadFile(f"{file}: page {number} is broken") from None
    finally:
        document.close()


def _content(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise BadFile(f"{file}: {size / 1e6:.0f} MB; a form has at most {MAX_BYTES // 1_000_000} MB")
        content = file.read_bytes()
    except OSError as error:
        raise BadFile(f"{file}: cannot be read ({type(error).__name__})") from None
    if not content:
        raise BadFile(f"{file}: the file is empty")
    return content


def _page(document: pypdfium2.PdfDocument, file: Path, number: int) -> PdfPage:
    count = len(document)
    if count > MAX_PAGES:
        raise BadFile(f"{file}: {count} pages; take out the one with the form, at most {MAX_PAGES} are looked through")
    if not 1 <= number <= count:
        raise BadFile(f"{file}: there is no page {number}, it has {count}")
    page = document[number - 1]
    width_mm, height_mm = (side * _MM_PER_POINT for side in page.get_size())
    sides = sorted((width_mm, height_mm))
    if any(side > most + _SLACK_MM for side, most in zip(sides, _A3_MM, strict=True)):
        raise BadFile(f"{file}: page {number} is {width_mm:.0f} × {height_mm:.0f} mm, larger than A3")
    bitmap = page.render(scale=BLANK_PX_PER_MM * _MM_PER_POINT, grayscale=True)
    size_mm = round(width_mm, 1), round(height_mm, 1)
    return PdfPage(size_mm, _fitted(bitmap.to_numpy(), size_mm), tuple(_words(page, bitmap)))


def _fitted(picture: NDArray[np.uint8], size_mm: tuple[float, float]) -> NDArray[np.uint8]:
    """PDFium rounds up; a blank page has exactly its size."""
    width, height = (round(side * BLANK_PX_PER_MM) for side in size_mm)
    page = np.full((height, width), 255, np.uint8)
    grey = picture[:height, :width].reshape(min(height, picture.shape[0]), -1)
    page[: grey.shape[0], : grey.shape[1]] = grey
    return page


def _words(page: pypdfium2.PdfPage, bitmap: pypdfium2.PdfBitmap) -> Iterator[Words]:
    """Runs of text; a page that is turned is read as it is shown."""
    run: list[Words] = []
    for letter in _letters(page, bitmap):
        if run and not _goes_on(run[-1].box, letter.box):
            yield _joined(run)
            run = []
        run.append(letter)
    if run:
        yield _joined(run)


def _letters(page: pypdfium2.PdfPage, bitmap: pypdfium2.PdfBitmap) -> Iterator[Words]:
    text, place = page.get_textpage(), bitmap.get_posconv(page)
    for index in range(min(text.count_chars(), MAX_LETTERS)):
        letter = text.get_text_range(index, 1)
        if letter.isspace() or not letter.isprintable():
            continue
        left, bottom, right, top = text.get_charbox(index, loose=True)
        (x1, y1), (x2, y2) = place.to_bitmap(left, top), place.to_bitmap(right, bottom)
        sides = (min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
        yield Words(letter, Box(*(side / BLANK_PX_PER_MM for side in sides)))


def _goes_on(before: Box, here: Box) -> bool:
    """Whether a letter stands where the next one of the same run would."""
    return abs(here.y - before.y) < here.height / 2 and -here.height < here.x - before.right < here.height / 2


def _joined(run: list[Words]) -> Words:
    left, top = min(letter.box.x for letter in run), min(letter.box.y for letter in run)
    right, bottom = max(letter.box.right for letter in run), max(letter.box.bottom for letter in run)
    return Words("".join(letter.text for letter in run), Box(left, top, right - left, bottom - top))
