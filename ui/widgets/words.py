"""Text on a screen: wrapped at phrases, measured before it is placed, never elided."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.readings import has_readings, plain
from ui.theme.theme import Theme
from ui.widgets.painted import Painted
from ui.widgets.phrases import Measure, wrap_phrases
from ui.widgets.ruby import draw_line, rule


@dataclass(frozen=True)
class Style:
    """How words look: letter size role, colour role, weight, line height as a factor, side."""

    size: str
    colour: str = "ink"
    bold: bool = False
    line: float = 1.45
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft


HEADING = Style("heading", bold=True, line=1.3)
SECOND = Style("second", bold=True, line=1.35)
CARD = Style("card", bold=True, line=1.4)
BODY = Style("body", line=1.5)
STRONG = Style("body", bold=True, line=1.45)
HELPING = Style("helping", "ink_2", line=1.5)


@dataclass(frozen=True)
class Setting:
    """Lines of one style at one width. `ruby_px` is the size of the readings above them, 0 if they carry none."""

    lines: tuple[str, ...]
    line_px: float
    widest_px: float
    ruby_px: int = 0

    @property
    def height_px(self) -> int:
        """What the lines need."""
        return ceil(self.line_px * len(self.lines))


def measure_of(text: str, style: Style, theme: Theme) -> Measure:
    """How wide pieces of `text` are, in pixels."""
    size = theme.size_px(style.size)
    if has_readings(text):
        return rule(size, style.bold, theme.letters.ruby).width
    return QFontMetricsF(theme.font(size, style.bold)).horizontalAdvance


def set_lines(text: str, style: Style, theme: Theme, width_px: float) -> Setting:
    """Wraps `text` for a width. Readings fill half of the space that lines keep between them anyway."""
    size = theme.size_px(style.size)
    measure = measure_of(text, style, theme)
    lines = tuple(wrap_phrases(text, width_px, measure)) if text else ()
    widest = max(map(measure, lines), default=0.0)
    if not has_readings(text):
        return Setting(lines, size * style.line, widest)
    ruby = theme.letters.ruby
    return Setting(lines, rule(size, style.bold, ruby).block_px + size * (style.line - 1) / 2, widest, ruby)


def draw_lines(painter: QPainter, setting: Setting, place: QRectF, align: Qt.AlignmentFlag) -> None:
    """Draws lines centred vertically in `place`, with the font and pen that the painter has."""
    letters = painter.font()
    top = place.top() + (place.height() - setting.line_px * len(setting.lines)) / 2
    for line in setting.lines:
        row = QRectF(place.left(), top, place.width(), setting.line_px)
        if setting.ruby_px:
            draw_line(painter, line, row, rule(letters.pixelSize(), letters.bold(), setting.ruby_px), align)
        else:
            painter.drawText(row, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, line)
        top += setting.line_px


class Words(Painted):
    """One text."""

    def __init__(self, parent: QWidget | None, theme: Theme, style: Style, text: str = "") -> None:
        super().__init__(parent, theme)
        self._style = style
        self._text = text
        self._top = True
        self.setAccessibleName(plain(text))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def text(self) -> str:
        """What is said."""
        return self._text

    def say(self, text: str, colour: str = "") -> None:
        """Says something else, if wished in another colour role."""
        style = Style(
            self._style.size, colour or self._style.colour, self._style.bold, self._style.line, self._style.align
        )
        if (text, style) != (self._text, self._style):
            self._text, self._style = text, style
            self.setAccessibleName(plain(text))
            self.updateGeometry()
            self.update()

    def centre_vertically(self) -> None:
        """From now on the lines stand in the middle of the widget's height."""
        self._top = False

    def height_for(self, width_px: int) -> int:
        """The height that the text needs at this width."""
        return set_lines(self._text, self._style, self.theme, width_px).height_px

    def width_for_one_line(self) -> int:
        """The width that the longest line of the text needs when nothing but its own newlines breaks it."""
        return ceil(set_lines(self._text, self._style, self.theme, 1e6).widest_px)

    def overflow(self) -> str:
        setting = set_lines(self._text, self._style, self.theme, self.width())
        fits = setting.height_px <= self.height() + 1 and setting.widest_px <= self.width() + 1
        return "" if fits else self._text

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.height_for(width)

    def sizeHint(self) -> QSize:
        width = self.width_for_one_line()
        return QSize(width, self.height_for(width + 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.theme.size_px(self._style.size))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._text:
            return
        painter = self.painter()
        style = self._style
        painter.setFont(self.theme.font(self.theme.size_px(style.size), style.bold))
        painter.setPen(self.colour(style.colour))
        setting = set_lines(self._text, style, self.theme, self.width())
        height = setting.height_px if self._top else self.height()
        draw_lines(painter, setting, QRectF(0, 0, self.width(), height), style.align)
        painter.end()
