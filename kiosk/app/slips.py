"""Slips out of this installation's fonts and texts: as a PDF, and as pictures of its sides."""

import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

from drivers.api.printer import Printer
from drivers.catalogue import UnknownKeeper, WrongOption, open_keeper
from kiosk.app.places import assets
from kiosk.app.printing import SlipMaker
from kiosk.app.settings import EndSettings
from kiosk.content.texts import read_catalogues
from kiosk.content.toml import BadFile
from kiosk.domain.guide import Guides
from kiosk.domain.picture import Picture
from kiosk.domain.slip import Slip
from kiosk.domain.still import StillPiece
from kiosk.domain.taken_page import TakenPage
from ui.presenters.parts import Text
from ui.presenters.slip import present_marked, present_slip

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

PICTURE_PX_PER_PT: Final = 2.4
"""A side is 2020 pixels high: nothing is lost where it is shown large on a monitor of 1080."""


log = logging.getLogger(__name__)

KeptPieces = Callable[[int], Sequence[StillPiece]]
"""What is kept of the picture of a sheet, by its number."""


def slip_maker(kept: KeptPieces = lambda number: ()) -> SlipMaker:
    """Reads texts and fonts when the first slip is made. Raises nothing."""
    found: list[tuple[Mapping[str, Text], object]] = []

    def pdf(slip: Slip, guides: Guides) -> bytes:
        from kiosk.records.slip_pdf import make_slip  # ReportLab: not before the first slip
        from kiosk.records.typefaces import Typefaces

        if not found:
            found.append((read_catalogues(assets() / "locale"), Typefaces(assets() / "fonts")))
        texts, typefaces = found[0]
        assert isinstance(typefaces, Typefaces)
        copies = [
            (present_marked(page, slip.language, texts), picture)
            for page in slip.taken
            if (picture := _copied(page, kept)) is not None
        ]
        return make_slip(present_slip(slip, guides, texts, len(copies)), typefaces, copies)

    return SlipMaker(pdf, pictures)


def _copied(page: TakenPage, kept: KeptPieces) -> bytes | None:
    """The sheet's picture; None where there is none: the slip says so, and nothing else of it is missing."""
    from kiosk.records.page_picture import page_picture

    try:
        return page_picture(kept(page.number))
    except (OSError, ValueError) as error:
        log.warning("a sheet's picture is broken: %(kind)s", {"kind": type(error).__name__})
        return None


def pictures(pdf: bytes) -> list[Picture]:
    """Each side as a still, white paper, PICTURE_PX_PER_PT pixels a point. One thread alone: PDFium has no locks."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(pdf)
    try:
        return [_picture(page, number) for number, page in enumerate(document, start=1)]
    finally:
        document.close()


def _picture(page: "PdfPage", number: int) -> Picture:
    bitmap = page.render(scale=PICTURE_PX_PER_PT, prefer_bgrx=True)
    size = bitmap.width, bitmap.height
    return Picture(bytearray(bitmap.buffer), *size, bitmap.stride, number, monotonic(), *size, sharp=True)


def open_printer(settings: EndSettings, config: Path) -> Printer | None:
    """The keeper that settings name, still closed; None where they name none. Raises BadFile."""
    if settings.devices.printer is None:
        return None
    options: dict[str, object] = dict(settings.devices.printer)
    driver = str(options.pop("driver", ""))
    if driver == "mock":
        room = settings.mock_room.address if settings.mock_room is not None else ""
        options = {"room": room, **options}
    try:
        return open_keeper("printer", driver, options)
    except (UnknownKeeper, WrongOption) as error:
        raise BadFile(f"{config}: devices.printer: {error}") from None
