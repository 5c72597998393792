"""Words while everything of the visit is overwritten."""

from PySide6.QtCore import QRect, Qt

from ui.presenters.wiping import WipingView
from ui.screens.screen import Screen
from ui.theme.measures import EDGE_PX
from ui.widgets.stacking import Item, stack
from ui.widgets.surfaces import Drawing
from ui.widgets.words import Style, Words

_CENTRE = Qt.AlignmentFlag.AlignHCenter


class WipingScreen(Screen[WipingView]):
    """Two seconds at most."""

    def build(self) -> None:
        self._van = Drawing(self, self.theme)
        self._van.show_drawing("van_scene")
        self._heading = Words(self, self.theme, Style("phone", bold=True, line=1.3, align=_CENTRE))
        self._body = Words(self, self.theme, Style("body", line=1.5, align=_CENTRE))

    def fill(self, view: WipingView) -> None:
        self._heading.say(view.heading)
        self._body.say(view.body)

    def arrange(self) -> None:
        middle = self.height() // 2
        van = not self.theme.high_contrast
        self._van.setVisible(van)
        self._van.setGeometry((self.width() - 800) // 2, middle - 260, 800, 220)
        top = middle if van else middle - 120
        area = QRect(EDGE_PX, top, self.width() - 2 * EDGE_PX, self.height() - top - 16)
        stack(area, [Item(self._heading), Item(self._body, gap=20)])
