"""見本を かさねる: what is to be written lies over the sheet at its true size, too pale to be taken for ink."""

import functools

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QTransform

from kiosk.domain.form import TICK, Box
from ui.theme.fonts import font
from ui.widgets.placing import Sheet

Sample = tuple[tuple[Box, str], ...]

_PALE = QColor(0x00, 0x31, 0xD8, round(0.5 * 255))
_DRAWN_PX = 100
"""Letters are drawn once at this size and made smaller: in millimetres no font has a size."""
_MOST_MM, _SHARE, _INSET_MM = 6.0, 0.62, 1.5
_TICK_MM, _PEN_MM = 5.0, 0.8


def draw_sample(painter: QPainter, sheet: Sheet, sample: Sample) -> None:
    """On the sheet where it lies now."""
    painter.fillPath(sheet.path_px(_outline(sample)), _PALE)


@functools.lru_cache(maxsize=4)
def _outline(sample: Sample) -> QPainterPath:
    """All of it, in millimetres of the page."""
    whole = QPainterPath()
    for box, words in sample:
        whole.addPath(_placed(words, box))
    return whole


def _placed(words: str, box: Box) -> QPainterPath:
    """As high as a hand writes there, and no wider than its box; a single letter in the middle."""
    if words == TICK:
        return _tick(box)
    letters = QPainterPath()
    letters.addText(QPointF(0, 0), font(_DRAWN_PX, False), words)
    drawn = letters.boundingRect()
    if drawn.isEmpty():
        return letters
    high = min(box.height * _SHARE, _MOST_MM)
    scale = min(high / _DRAWN_PX, max(box.width - 2 * _INSET_MM, box.width / 2) / drawn.width())
    place = QRectF(box.x, box.y, box.width, box.height)
    left = place.left() + _INSET_MM if len(words) > 1 else place.center().x() - drawn.width() * scale / 2
    top = place.center().y() - drawn.height() * scale / 2
    return QTransform(scale, 0, 0, scale, left - drawn.left() * scale, top - drawn.top() * scale).map(letters)


def _tick(box: Box) -> QPainterPath:
    """As a pen makes it: no font that the product brings has one."""
    size = min(box.width, box.height, _TICK_MM)
    left, top = box.x + (box.width - size) / 2, box.y + (box.height - size) / 2
    line = QPainterPath(QPointF(left + 0.1 * size, top + 0.5 * size))
    line.lineTo(left + 0.4 * size, top + 0.85 * size)
    line.lineTo(left + 0.95 * size, top + 0.1 * size)
    pen = QPainterPathStroker()
    pen.setWidth(_PEN_MM)
    return pen.createStroke(line)
