"""Pages of a PDF on a printer of Qt: as pictures in memory, in their true size."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import pypdfium2
from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from drivers.api.printer import NotPrintable

MOST_DPI: Final = 300
"""A slip's smallest letters are 18 pt, and its copies of sheets are pictures: more is only slower."""
MOST_PAGES: Final = 40
_POINTS: Final = 72.0


def pages_of(pdf: bytes) -> list[QImage]:
    """Every page in MOST_DPI. Raises NotPrintable for what PDFium cannot read, and for no pages or too many. PDFium is
    for one thread at a time: for that of whoever makes slips, who asks for this, too."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        raise NotPrintable("this is no PDF that can be drawn") from None
    try:
        count = len(document)
        if not 0 < count <= MOST_PAGES:
            raise NotPrintable(f"the document has {count} pages; this printer takes 1 to {MOST_PAGES}")
        return [_image(document[number]) for number in range(count)]
    finally:
        document.close()


def printer_for(info: QPrinterInfo, title: str) -> QPrinter | None:
    """A4, from edge to edge. None where Qt would write a file instead, as it does for a printer that has just gone."""
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    native = printer.isValid() and printer.outputFormat() is QPrinter.OutputFormat.NativeFormat
    if not native or printer.printerName() != info.printerName():
        return None
    printer.setDocName(title)
    printer.setResolution(MOST_DPI)
    size = QPageSize(QPageSize.PageSizeId.A4)
    printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    printer.setFullPage(True)
    return printer


def draw(printer: QPrinter, pages: Sequence[QImage], given_up: Callable[[], bool]) -> bool:
    """Hands them over, in their own shape; a page is one of paper. False where the system does not take them, or it was
    `given_up` before the last: then what it has is called back."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    whole = True
    for number, page in enumerate(pages):
        if given_up() or (number and not printer.newPage()):
            printer.abort()
            whole = False
            break
        painter.drawImage(_place(page, printer.paperRect(QPrinter.Unit.DevicePixel)), page)
    return painter.end() and whole and printer.printerState() is not QPrinter.PrinterState.Error


def _image(page: pypdfium2.PdfPage) -> QImage:
    pixels = np.ascontiguousarray(page.render(scale=MOST_DPI / _POINTS).to_numpy())
    height, width = pixels.shape[:2]
    image = QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_BGR888)
    return image.copy()  # which owns its pixels


def _place(page: QImage, paper: QRectF) -> QRectF:
    scale = min(paper.width() / page.width(), paper.height() / page.height())
    width, height = page.width() * scale, page.height() * scale
    return QRectF((paper.width() - width) / 2, (paper.height() - height) / 2, width, height)
