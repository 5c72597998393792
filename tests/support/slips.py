"""Slips as they come out of visits, and what can be read on their paper."""

import dataclasses
from functools import cache

import pypdfium2

from kiosk.app.places import assets
from kiosk.domain.call import CallState
from kiosk.domain.guide import Guides
from kiosk.domain.slip import Slip, booking_slip, call_back_slip, visit_slip
from kiosk.domain.slip_sheet import SlipSheet
from kiosk.domain.snapshot import KioskSnapshot, Look
from kiosk.records.slip_pdf import make_slip
from kiosk.records.typefaces import Typefaces
from tests.support.guide_scenes import FULL
from tests.support.scenes import CALL, FINISH, WAITING, kiosk_scenes
from tests.support.texts import catalogues
from ui.presenters.slip import present_slip

ENDED = dataclasses.replace(FINISH, call=dataclasses.replace(CALL, state=CallState.ENDED))


def read_guide() -> KioskSnapshot:
    """The end of a visit in which a guide was read as far as the things to bring, one of them ticked."""
    return dataclasses.replace(ENDED, guides=FULL, guiding=kiosk_scenes()["guide_bring"].guiding)


def slip_of(now: KioskSnapshot = ENDED, language: str = "ja") -> Slip:
    return visit_slip(dataclasses.replace(now, look=Look(language=language)))


def call_back(language: str = "ja") -> Slip:
    return call_back_slip(dataclasses.replace(WAITING, look=Look(language=language)))


@cache
def typefaces() -> Typefaces:
    """Read once a process."""
    return Typefaces(assets() / "fonts")


def booking(language: str = "ja") -> Slip:
    """Of the slot that is chosen in the scene."""
    slip = booking_slip(dataclasses.replace(kiosk_scenes()["booking_ways"], look=Look(language=language)))
    assert slip is not None
    return slip


def worded(slip: Slip, guides: Guides = FULL) -> SlipSheet:
    return present_slip(slip, guides, catalogues())


def made(sheet: SlipSheet) -> bytes:
    return make_slip(sheet, typefaces())


def pages(pdf: bytes) -> list[str]:
    """The text of each page, as a reader of PDF finds it, without its spaces and ends of lines."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def letter_sizes_pt(pdf: bytes) -> set[float]:
    """The sizes of all letters on the paper, by PDFium."""
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(pdf)
    try:
        found: set[float] = set()
        for page in document:
            text = page.get_textpage()
            drawn = [i for i in range(text.count_chars()) if not raw.FPDFText_IsGenerated(text.raw, i)]
            found |= {round(raw.FPDFText_GetFontSize(text.raw, i), 1) for i in drawn}
        return found
    finally:
        document.close()
