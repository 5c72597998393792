"""The line above what is shared: whether the other end sees it now, and the keys that belong to it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.presenters.parts import KeyView
from ui.screens.desk.parts import DeskKey, show_keys
from ui.screens.screen import Emit
from ui.theme.fonts import font
from ui.theme.growth import grown
from ui.theme.theme import Theme
from ui.widgets.painted import Painted

_LINE_PX = 38
_EDGE_PX = 14
_LINE_KEYS = 3


class StateLine(Painted):
    """The line above a page: green while it is live, with keys at its right."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme)
        self._words, self._live = "", False
        self.setFixedHeight(grown(theme, _LINE_PX))
        self._keys = [DeskKey(self, theme, emit) for _ in range(_LINE_KEYS)]
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(8, 1, 8, 1)
        self.row.setSpacing(8)
        self.row.addStretch(1)
        for key in self._keys:
            self.row.addWidget(key)

    def dress(self, theme: Theme) -> None:
        super().dress(theme)
        self.setFixedHeight(grown(theme, _LINE_PX))

    def say(self, words: str, live: bool) -> None:
        """Other words."""
        self._words, self._live = words, live
        self.setAccessibleName(words)
        self.update()

    def show_keys(self, keys: tuple[KeyView, ...]) -> None:
        """Other keys, or none."""
        show_keys(self._keys, keys)

    def overflow(self) -> str:
        """Words that keys would stand on."""
        shown = [key for key in self._keys if not key.isHidden()]
        room = min((key.x() for key in shown), default=self.width()) - _EDGE_PX
        needed = QFontMetricsF(font(self.theme.letters.least, True)).horizontalAdvance(self._said) + _EDGE_PX
        return self._words if needed > room else ""

    @property
    def _said(self) -> str:
        return f"● {self._words}" if self._live else self._words

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        painter.fillRect(self.rect(), self.colour("state" if self._live else "bar"))
        painter.setPen(self.colour("on_state" if self._live else "ink"))
        painter.setFont(font(self.theme.letters.least, True))
        place = self.rect().adjusted(_EDGE_PX, 0, -_EDGE_PX, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._said)
        painter.end()
