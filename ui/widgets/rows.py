"""Rows of a list, and small tags on pictures."""

from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.domain.readings import plain
from ui.presenters.parts import Line
from ui.theme.theme import Theme
from ui.widgets.painted import Painted, rounded
from ui.widgets.words import STRONG, Setting, Style, draw_lines, set_lines


class LineRow(Painted):
    """A drawing in a tile, a disc or bare, and words beside it. Without a line it takes no room."""

    def __init__(self, parent: QWidget | None, theme: Theme, tile: str = "", style: Style = STRONG) -> None:
        super().__init__(parent, theme)
        self._tile = tile
        self._style = style
        self._line: Line | None = None
        self._colour = ""
        self.icon_px = 80 if tile else 48
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_line(self, line: Line | None, colour: str = "") -> None:
        """Another line, if wished in another colour role than its style's."""
        if (line, colour) != (self._line, self._colour):
            self._line, self._colour = line, colour
            self.setAccessibleName(plain(line.words) if line else "")
            self.update()

    @property
    def empty(self) -> bool:
        """Whether nothing stands here."""
        return self._line is None

    def heightForWidth(self, width: int) -> int:
        return max(self.icon_px, self._setting(width).height_px)

    def _setting(self, width_px: int) -> Setting:
        words = self._line.words if self._line else ""
        return set_lines(words, self._style, self.theme, width_px - self.icon_px - 24)

    def overflow(self) -> str:
        setting = self._setting(self.width())
        fits = setting.height_px <= self.height() + 1 and setting.widest_px <= self.width() - self.icon_px - 23
        return "" if fits or self._line is None else self._line.words

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._line is None:
            return
        painter = self.painter()
        setting = self._setting(self.width())
        first = min(self.height() / 2, max(self.icon_px / 2, setting.line_px / 2))
        middle = self.height() / 2 if len(setting.lines) < 3 else first
        place = QRectF(0, middle - self.icon_px / 2, self.icon_px, self.icon_px)
        inset = 0.0
        colour = words_colour = self._colour or self._style.colour
        if self._tile:
            painter.setPen(QPen(self.colour("main"), 3) if self.theme.high_contrast else Qt.PenStyle.NoPen)
            painter.setBrush(self.colour(self._tile))
            radius = self.icon_px / 2 if self._tile == "state" else 22.0
            painter.drawPath(rounded(place.adjusted(1.5, 1.5, -1.5, -1.5), radius))
            inset = self.icon_px * 0.22
            colour = {"state": "on_state", "state_tint": "state"}.get(self._tile, "ink")
        self.draw_icon(
            painter, self._line.icon, place.adjusted(inset, inset, -inset, -inset), self.theme.colour(colour)
        )
        painter.setFont(self.theme.font(self.theme.size_px(self._style.size), self._style.bold))
        painter.setPen(self.colour(words_colour))
        words = QRectF(self.icon_px + 24, 0, self.width() - self.icon_px - 24, self.height())
        draw_lines(painter, setting, words, self._style.align)
        painter.end()


class Tag(Painted):
    """A short word on a white corner of a picture."""

    _STYLE = Style("least", bold=True, line=1.3, align=Qt.AlignmentFlag.AlignHCenter)

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._word = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def say(self, word: str) -> None:
        """Another word."""
        if word != self._word:
            self._word = word
            self.update()

    def sizeHint(self) -> QSize:
        setting = set_lines(self._word, self._STYLE, self.theme, 1e6)
        return QSize(ceil(setting.widest_px) + 36, setting.height_px + 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        area = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour("card"))
        painter.drawPath(rounded(area, 12))
        painter.setFont(self.theme.font(self.theme.size_px("least"), True))
        painter.setPen(self.colour("ink"))
        draw_lines(painter, set_lines(self._word, self._STYLE, self.theme, 1e6), area, self._STYLE.align)
        painter.end()
