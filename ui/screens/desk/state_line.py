"""The line above what is shared: whether the other end sees it now, and the keys that belong to it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.presenters.parts import KeyView
from ui.screens.desk.parts import DeskKey, show_keys
from ui.screens.screen import Emit
from ui.theme.fonts import font
from ui.theme.growth import grown
from ui.theme.theme import Theme
from ui.widgets.painted import Painted

_LINE_PX = 38
_LINE_KEYS = 4


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

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        painter.fillRect(self.rect(), self.colour("state" if self._live else "bar"))
        painter.setPen(self.colour("on_state" if self._live else "ink"))
        painter.setFont(font(self.theme.letters.least, True))
        sign = "● " if self._live else ""
        painter.drawText(self.rect().adjusted(14, 0, -14, 0), Qt.AlignmentFlag.AlignVCenter, sign + self._words)
        painter.end()
