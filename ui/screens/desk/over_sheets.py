"""A panel that lies over the sheets of the clerk's window, at their lower left."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.screens.desk.parts import Panel
from ui.theme.growth import grown
from ui.theme.theme import Theme

_WIDTH_PX = 460
_BESIDE_PX = 8


class OverSheets(Panel):
    """Takes the keyboard when it opens and gives it back when it closes."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._before: QWidget | None = None
        self.hide()

    def appear(self, on: bool, first: QWidget) -> None:
        """Opens with the keyboard at `first`, or goes away."""
        opens, closes = on and self.isHidden(), not on and not self.isHidden()
        self.setVisible(on)
        if opens:
            self._before = self.window().focusWidget()
            first.setFocus(Qt.FocusReason.PopupFocusReason)
        elif closes and self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
            self._before = None

    def arrange(self, corner: QPoint) -> None:
        """`corner`: where its left lower edge stands."""
        width, layout = grown(self.theme, _WIDTH_PX), self.layout()
        if layout is not None:
            layout.invalidate()  # keys came or went since it was last asked
        height = layout.totalHeightForWidth(width) if layout is not None else 0
        self.setGeometry(corner.x() + _BESIDE_PX, corner.y() - height - _BESIDE_PX, width, height)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        painter.fillRect(self.rect(), self.colour("main"))
        painter.fillRect(self.rect().adjusted(2, 2, -2, -2), self.colour("card"))
        painter.end()
