"""A coloured area, by role or by a colour of the city."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.painted import Painted


class Plain(Painted):
    """A coloured area; `fill` is `#rrggbb` or a role."""

    def __init__(self, parent: QWidget, theme: Theme, fill: str) -> None:
        super().__init__(parent, theme)
        self.fill = fill

    def paint_with(self, fill: str) -> None:
        """Another colour."""
        if fill != self.fill:
            self.fill = fill
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        painter.setPen(Qt.PenStyle.NoPen)
        named = self.fill if self.fill.startswith("#") else self.theme.colour(self.fill)
        painter.fillRect(QRectF(self.rect()), named)
        painter.end()
