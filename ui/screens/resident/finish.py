"""What was done and what comes next; the opinion is optional and fenced off from the end."""

from PySide6.QtCore import QRect

from ui.presenters.finish import FinishView
from ui.screens.screen import Screen
from ui.theme.measures import EDGE_PX, GAP_PX
from ui.widgets.key_face import FACE, LARGE
from ui.widgets.rows import LineRow
from ui.widgets.stacking import Item, stack
from ui.widgets.surfaces import Card, Rule
from ui.widgets.words import BODY, HEADING, HELPING, STRONG, Style, Words

_FACE_PX = 264


class FinishScreen(Screen[FinishView]):
    """A card to read, then one row of keys."""

    def build(self) -> None:
        self._card = Card(self, self.theme)
        self._heading = Words(self._card, self.theme, HEADING)
        self._done = LineRow(self._card, self.theme, "state", Style("card", bold=True, line=1.4))
        self._done.icon_px = 64
        self._rule = Rule(self._card, self.theme)
        self._next = [LineRow(self._card, self.theme, style=BODY) for _ in range(2)]
        self._rate = Words(self, self.theme, STRONG)
        self._optional = Words(self, self.theme, HELPING)
        self._faces = [self.key(FACE) for _ in range(3)]
        self._fence = Rule(self, self.theme)
        self._finish = self.key(LARGE)

    def fill(self, view: FinishView) -> None:
        self._heading.say(view.heading)
        self._done.show_line(view.done[0] if view.done else None)
        for index, row in enumerate(self._next):
            row.show_line(view.next[index] if index < len(view.next) else None)
        self._rate.say(view.rate)
        self._optional.say(view.rate_helping)
        for key, shown in zip(self._faces, view.faces, strict=True):
            key.show_view(shown)
        self._finish.show_view(view.finish)

    def arrange(self) -> None:
        face = max(key.natural_height(_FACE_PX) for key in self._faces) + 12
        face = max(face, 204) if self.height() > 800 else face
        keys_y = self.height() - 24 - face
        for index, key in enumerate(self._faces):
            key.setGeometry(EDGE_PX + index * (_FACE_PX + GAP_PX), keys_y, _FACE_PX, face)
        fence = EDGE_PX + 3 * (_FACE_PX + GAP_PX) + 28
        self._fence.setGeometry(fence, keys_y, 2, face)
        left = fence + 2 + 56
        self._finish.setGeometry(left, keys_y, self.width() - EDGE_PX - left, face)
        rate_y = self._arrange_question(keys_y)
        self._card.setGeometry(EDGE_PX, 24, self.width() - 2 * EDGE_PX, rate_y - 24 - 20)
        inner = self._card.rect().adjusted(44, 24, -44, -20)
        rows = [Item(row, gap=14, drop=2 - index if index else 0) for index, row in enumerate(self._next)]
        stack(
            inner,
            [
                Item(self._heading),
                Item(self._done, gap=14),
                Item(self._rule, height=2, gap=24, drop=3),
                rows[0],
                rows[1],
            ],
        )

    def _arrange_question(self, keys_y: int) -> int:
        wide = self._rate.width_for_one_line() + 2
        height = self._rate.height_for(wide)
        top = keys_y - 16 - height
        self._rate.setGeometry(EDGE_PX, top, wide, height)
        beside = QRect(EDGE_PX + wide + 20, top, self._optional.width_for_one_line() + 2, height)
        self._optional.setGeometry(beside)
        self._optional.centre_vertically()
        self._optional.setVisible(beside.right() < self.width() - EDGE_PX)
        return top
