"""Drawn stand-ins for what cameras would give."""

import dataclasses
from functools import cache
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from kiosk.domain.page import Page
from kiosk.domain.picture import Picture, Slot
from kiosk.domain.pose import whole
from kiosk.reader.document_child import page_of
from ui.stage import Slots

CIRCULAR = Path(__file__).parents[2] / "assets" / "circulars" / "matsuri.pdf"
FORMS = Path(__file__).parents[2] / "assets" / "forms"


def face_image(width: int, height: int, coat: str, hair: str) -> QImage:
    """A person before a wall."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#EBE5D6"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(QRectF(0.06 * width, 0.1 * height, 0.24 * width, 0.5 * height), QColor("#D9E8EF"))
    painter.fillRect(QRectF(0.72 * width, 0.15 * height, 0.22 * width, 0.5 * height), QColor("#CBBFA6"))
    side = height
    middle = width / 2
    painter.setBrush(QColor(coat))
    painter.drawEllipse(QRectF(middle - 0.42 * side, 0.78 * side, 0.84 * side, 0.8 * side))
    painter.setBrush(QColor(hair))
    painter.drawEllipse(QRectF(middle - 0.25 * side, 0.08 * side, 0.5 * side, 0.62 * side))
    painter.setBrush(QColor("#F2D0B0"))
    painter.drawEllipse(QRectF(middle - 0.2 * side, 0.2 * side, 0.4 * side, 0.55 * side))
    painter.setBrush(QColor("#1A1A1A"))
    for x in (-0.08, 0.08):
        painter.drawEllipse(QRectF(middle + (x - 0.018) * side, 0.42 * side, 0.036 * side, 0.04 * side))
    painter.setBrush(QColor("#B5534E"))
    painter.drawChord(QRectF(middle - 0.07 * side, 0.54 * side, 0.14 * side, 0.1 * side), 180 * 16, 180 * 16)
    painter.end()
    return image


def paper_image(width: int, height: int) -> QImage:
    """A form on a tray, cut out of a camera's picture of that size."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#808080"))
    painter = QPainter(image)
    painter.fillRect(QRectF(0.25 * width, 0.03 * height, 0.5 * width, 0.94 * height), QColor("#5C544C"))
    sheet = QRectF(0.32 * width, 0.07 * height, 0.36 * width, 0.86 * height)
    painter.fillRect(sheet, QColor("#FDFCF8"))
    painter.setPen(QColor("#333333"))
    for row in range(9):
        cell = QRectF(
            sheet.left() + 40, sheet.top() + 60 + row * sheet.height() / 10, sheet.width() - 80, sheet.height() / 10
        )
        painter.drawRect(cell)
        painter.drawLine(
            cell.topLeft() + (cell.topRight() - cell.topLeft()) * 0.3,
            cell.bottomLeft() + (cell.bottomRight() - cell.bottomLeft()) * 0.3,
        )
    painter.end()
    return image.copy(width // 4, round(0.03 * height), width // 2, round(0.94 * height))


def flat_image(colour: str, width: int, height: int) -> QImage:
    """One colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def picture_of(image: QImage, number: int = 1) -> Picture:
    """Its pixels as a Picture."""
    data = bytearray(bytes(image.constBits()))
    return Picture(
        data, image.width(), image.height(), image.bytesPerLine(), number, 0.0, image.width(), image.height()
    )


def still_of(image: QImage, page: Page, number: int = 1) -> Picture:
    """Its pixels as a still that shows that page and nothing else."""
    return dataclasses.replace(picture_of(image, number), pose=whole(page), sharp=True)


def form_image(form: str, px_per_mm: float) -> QImage:
    """The blank page of a known form, as a camera with that many pixels would see it from straight above."""
    blank = QImage(str(FORMS / form / "blank.png")).convertToFormat(QImage.Format.Format_RGB32)
    return blank.scaledToWidth(round(210 * px_per_mm), Qt.TransformationMode.SmoothTransformation)


def empty_slots() -> Slots:
    """Four places without pictures."""
    return Slots(Slot(), Slot(), Slot(), Slot())


def filled_slots() -> Slots:
    """A picture in each place that has one at some moment of a visit; only the slip's are empty."""
    slots = empty_slots()
    slots.own_face.put(picture_of(face_image(640, 360, "#7C8560", "#C9C9C9")))
    slots.their_face.put(picture_of(face_image(1280, 720, "#2F4A63", "#3F2F27")))
    slots.own_paper.put(picture_of(paper_image(1280, 720)))
    slots.their_paper.put(picture_of(paper_image(1280, 720)))
    slots.circular.put(circular_page())
    return slots


@cache
def circular_page() -> Picture:
    """The first page of the example among the circulars."""
    _, pixels, *_ = page_of(CIRCULAR.read_bytes(), 0, 1840)
    height, width = pixels.shape[:2]
    return Picture(pixels.tobytes(), width, height, 4 * width, 1, 0.0, width, height)
