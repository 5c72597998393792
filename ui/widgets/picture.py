"""A drawing of a guide, which keeps its colours in every theme, as faces, pages and telephones do."""

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.painted import Painted

_PAPER: Final = "#FFFFFF"
"""What it was drawn for; the card below is black where contrast is high."""
_INK: Final = "#1A1A1A"
_EDGE_PX: Final = 8


class Picture(Painted):
    """A drawing that keeps its colours in every theme, on white."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._name = ""

    @property
    def name(self) -> str:
        """What is drawn; empty for nothing."""
        return self._name

    def show_picture(self, name: str) -> None:
        """Another one."""
        if name != self._name:
            self._name = name
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._name:
            return
        painter = self.painter()
        area = QRectF(self.rect())
        if self.theme.high_contrast:
            painter.fillRect(area, _PAPER)
        self.draw_icon(painter, self._name, area.adjusted(_EDGE_PX, _EDGE_PX, -_EDGE_PX, -_EDGE_PX), _INK)
        painter.end()
