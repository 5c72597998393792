"""順番が 来ました: a name, and one large key."""

from PySide6.QtCore import QRect

from ui.presenters.called import CalledView
from ui.screens.screen import Screen
from ui.theme.measures import EDGE_PX, GAP_PX
from ui.widgets.key_face import LARGE
from ui.widgets.stacking import Item, stack
from ui.widgets.surfaces import Card, Drawing
from ui.widgets.words import BODY, HEADING, HELPING, Style, Words

_KEY_PX = 152


class CalledScreen(Screen[CalledView]):
    """Nothing is sent yet; the screen says so."""

    def build(self) -> None:
        self._heading = Words(self, self.theme, HEADING)
        self._body = Words(self, self.theme, BODY)
        self._card = Card(self, self.theme, edge="state")
        self._tile = Drawing(self._card, self.theme, "state", tile="state_tint")
        self._tile.show_drawing("clerk")
        self._section = Words(self._card, self.theme, Style("second", "state", bold=True, line=1.3))
        self._name = Words(self._card, self.theme, Style("phone", bold=True, line=1.25))
        self._camera = Words(self._card, self.theme, HELPING)
        self._leave = self.key(LARGE)
        self._start = self.key(LARGE)

    def fill(self, view: CalledView) -> None:
        self._heading.say(view.heading)
        self._body.say(view.body)
        self._section.say(view.section)
        self._name.say(view.name)
        self._camera.say(view.camera)
        self._leave.show_view(view.leave)
        self._start.show_view(view.start)

    def arrange(self) -> None:
        wide = self.width() - 2 * EDGE_PX
        key_y = self.height() - _KEY_PX - 24
        bottom = stack(QRect(EDGE_PX, 16, wide, 200), [Item(self._heading), Item(self._body, drop=1)])
        self._card.setGeometry(EDGE_PX, bottom + 20, wide, key_y - 28 - bottom - 20)
        self._card.paint_as("card", "state", 4)
        side = min(280, self._card.height() - 64)
        self._tile.setGeometry(56, (self._card.height() - side) // 2, side, side)
        self._tile.setVisible(side >= 120)
        left = 56 + side + 56
        area = QRect(left, 20, wide - left - 40, self._card.height() - 40)
        items = [Item(self._section), Item(self._name), Item(self._camera, gap=12, drop=1)]
        end = stack(area, items)
        spare = (area.bottom() - end) // 2
        if spare > 0:
            stack(area.adjusted(0, spare, 0, 0), items)
        self._leave.setGeometry(EDGE_PX, key_y, max(440, self._leave.natural_width()), _KEY_PX)
        start_x = EDGE_PX + max(440, self._leave.natural_width()) + 8 * GAP_PX
        self._start.setGeometry(start_x, key_y, self.width() - EDGE_PX - start_x, _KEY_PX)
