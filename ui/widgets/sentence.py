"""A sentence of a guide; lit while it is read or pointed at, with a line under it: colour is not the only sign."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.phrases import widest_phrase
from ui.widgets.words import Style, Words, measure_of, set_lines

_STYLE = Style("body", line=1.5)
_BESIDE_PX = 10


class LitWords(Words):
    """Words that can be lit."""

    def __init__(self, parent: QWidget | None, theme: Theme, style: Style) -> None:
        super().__init__(parent, theme, style)
        self._lit = False

    @property
    def lit(self) -> bool:
        """Whether it is lit now."""
        return self._lit

    def light(self, lit: bool) -> None:
        """Here, now; or not."""
        if lit != self._lit:
            self._lit = lit
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._lit and self.text:
            painter = self.painter()
            setting = set_lines(self.text, self._style, self.theme, self.width())
            place = QRectF(0, 0, min(setting.widest_px + _BESIDE_PX, self.width()), setting.height_px)
            painter.fillRect(place, self.colour("here_fill"))
            painter.setPen(QPen(self.colour("ink"), 4))
            foot = place.bottom() - 3
            painter.drawLine(0, round(foot), round(place.right()), round(foot))
            painter.end()
        super().paintEvent(event)


class Sentence(LitWords):
    """One of the sentences below a title."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, theme, _STYLE)

    def least_width(self) -> float:
        """Below it a phrase would have to be cut, in pixels."""
        return widest_phrase(self.text, measure_of(self.text, _STYLE, self.theme)) if self.text else 0.0
