"""The clerk is away for a moment; cameras rest, the ring turns."""

from PySide6.QtCore import QRect, Qt

from ui.presenters.call import HoldView
from ui.screens.screen import Screen
from ui.theme.measures import EDGE_PX
from ui.widgets.ring import Ring
from ui.widgets.stacking import Item, stack
from ui.widgets.surfaces import Card, Lamp, NamePlate
from ui.widgets.words import Style, Words

_CENTRE = Qt.AlignmentFlag.AlignHCenter


class HoldScreen(Screen[HoldView]):
    """One card; the name stays, so that nobody wonders who will come back."""

    def build(self) -> None:
        self._card = Card(self, self.theme)
        self._ring = Ring(self._card, self.theme)
        self._heading = Words(self._card, self.theme, Style("heading", bold=True, line=1.3, align=_CENTRE))
        self._body = Words(self._card, self.theme, Style("body", line=1.5, align=_CENTRE))
        self._plate = NamePlate(self._card, self.theme)
        self._lamp = Lamp(self._card, self.theme)

    def fill(self, view: HoldView) -> None:
        self._heading.say(view.heading)
        self._body.say(view.body)
        self._plate.show_name(view.section, view.name)
        self._lamp.show_view(view.face_lamp)

    def arrange(self) -> None:
        self._card.setGeometry(EDGE_PX, 24, self.width() - 2 * EDGE_PX, self.height() - 40)
        inner = self._card.rect()
        plate = self._plate.size_within(inner.width() // 2)
        low = inner.height() - 32
        self._plate.setGeometry(36, low - plate.height(), plate.width(), plate.height())
        lamp = min(self._lamp.natural_width(), inner.width() // 2 - 60)
        height = self._lamp.height_for(lamp)
        self._lamp.setGeometry(inner.width() - 36 - lamp, low - height, lamp, height)
        items = [Item(self._ring, height=160, drop=1), Item(self._heading, gap=32), Item(self._body, gap=8)]
        area = QRect(EDGE_PX, 0, inner.width() - 2 * EDGE_PX, self._plate.y() - 16)
        used = stack(area, items)
        stack(area.adjusted(0, max((area.bottom() - used) // 2, 0), 0, 0), items)
