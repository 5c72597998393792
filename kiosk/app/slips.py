"""Slips out of this installation's fonts and texts: as a PDF, and as pictures of its sides."""

from collections.abc import Mapping
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
from ui.presenters.parts import Text
from ui.presenters.slip import present_slip

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

PICTURE_PX_PER_PT: Final = 2.4
"""A side is 2020 pixels high: nothing is lost where it is shown large on a monitor of 1080."""


def slip_maker() -> SlipMaker:
    """Reads texts and fonts when the first slip is made. Raises nothing."""
    found: list[tuple[Mapping[str, Text], object]] = []

    def pdf(slip: Slip, guides: Guides) -> bytes:
        from kiosk.records.slip_pdf import make_slip  # ReportLab: not before the first slip
        from kiosk.records.typefaces import Typefaces

        if not found:
            found.append((read_catalogues(assets() / "locale"), Typefaces(assets() / "fonts")))
        texts, typefaces = found[0]
        assert isinstance(typefaces, Typefaces)
        return make_slip(present_slip(slip, guides, texts), typefaces)

    return SlipMaker(pdf, pictures)


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
