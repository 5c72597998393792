"""Measures and draws lines whose words carry their readings; Qt has no ruby of its own."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from kiosk.domain.readings import Segment, segments
from ui.theme.fonts import font

_CLEAR_PX = 2
"""Between a word and its reading."""
_APART_PX = 6
"""Between the readings of two words side by side: they are never read as one."""
_MIDDLE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip


@dataclass(frozen=True)
class Rule:
    """The letters of a line and of the readings above it."""

    base: QFont
    ruby: QFont
    base_metrics: QFontMetricsF
    ruby_metrics: QFontMetricsF

    def width(self, text: str) -> float:
        """What a line takes: each word the wider of itself and its reading."""
        return sum(self.width_of(segment) for segment in segments(text))

    def width_of(self, segment: Segment) -> float:
        """What a piece takes."""
        base = self.base_metrics.horizontalAdvance(segment.base)
        if not segment.reading:
            return base
        return max(base, self.ruby_metrics.horizontalAdvance(segment.reading) + _APART_PX)

    @property
    def block_px(self) -> int:
        """Height of a reading and its word together."""
        return self.ruby.pixelSize() + _CLEAR_PX + self.base.pixelSize()


@lru_cache(maxsize=128)
def rule(size_px: int, bold: bool, ruby_px: int) -> Rule:
    """The rule for letters of a size with readings of another."""
    base, ruby = font(size_px, bold), font(ruby_px, False)
    return Rule(base, ruby, QFontMetricsF(base), QFontMetricsF(ruby))


def draw_line(painter: QPainter, text: str, row: QRectF, used: Rule, align: Qt.AlignmentFlag) -> None:
    """Draws one line with its readings into `row`, in the middle of its height, with the painter's pen."""
    spare = row.width() - used.width(text)
    share = {Qt.AlignmentFlag.AlignHCenter: 0.5, Qt.AlignmentFlag.AlignRight: 1.0}.get(align, 0.0)
    left, top = row.left() + spare * share, row.center().y() - used.block_px / 2
    ruby_px, base_px = used.ruby.pixelSize(), used.base.pixelSize()
    for segment in segments(text):
        width = used.width_of(segment)
        word = QRectF(left, top + ruby_px + _CLEAR_PX, width, base_px)
        painter.setFont(used.base)
        if segment.reading:
            _draw_spread(painter, segment.base, word, used.base_metrics)
            painter.setFont(used.ruby)
            _draw_spread(painter, segment.reading, QRectF(left, top, width, ruby_px), used.ruby_metrics)
        else:
            painter.drawText(word, _MIDDLE, segment.base)
        left += width


def _draw_spread(painter: QPainter, letters: str, place: QRectF, metrics: QFontMetricsF) -> None:
    """Spreads letters evenly over a width, half a gap at each end."""
    widths = [metrics.horizontalAdvance(letter) for letter in letters]
    gap = max(place.width() - sum(widths), 0.0) / len(letters)
    left = place.left() + gap / 2
    for letter, width in zip(letters, widths, strict=True):
        painter.drawText(QRectF(left, place.top(), width, place.height()), _MIDDLE, letter)
        left += width + gap
