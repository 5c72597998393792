"""Consent before the first ring."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from ui.presenters.confirm import ConfirmView
from ui.presenters.parts import Line
from ui.screens.screen import Screen
from ui.theme.measures import EDGE_PX, GAP_PX
from ui.theme.theme import Theme
from ui.widgets.key_face import LARGE
from ui.widgets.rows import LineRow
from ui.widgets.stacking import Item, stack
from ui.widgets.surfaces import Card, Drawing
from ui.widgets.words import BODY, CARD, HEADING, HELPING, Style, Words

_KEY_PX = 120
_TILE_PX = 208
_ROOMY = (24, 16, 20)
_TIGHT = (10, 8, 8)
"""Space above, between and below the rows of a card."""


class ListCard(Card):
    """A title, two lines with drawings, and a helping line that leaves first."""

    def __init__(self, parent: QWidget | None, theme: Theme, tile: str) -> None:
        super().__init__(parent, theme)
        self._title = Words(self, theme, CARD)
        self._rows = [LineRow(self, theme, tile) for _ in range(2)]
        self._helping = Words(self, theme, HELPING)
        self.tight = False

    def show_lines(self, title: str, lines: tuple[Line, ...], helping: str) -> None:
        """Other words."""
        self._title.say(title)
        for row, line in zip(self._rows, lines, strict=False):
            row.show_line(line)
        self._helping.say(helping)

    def arrange(self) -> None:
        """Places the rows inside."""
        top, gap, bottom = _TIGHT if self.tight else _ROOMY
        inner = self.rect().adjusted(EDGE_PX, top, -EDGE_PX, -bottom)
        rows = [Item(row, gap=gap) for row in self._rows]
        stack(inner, [Item(self._title), *rows, Item(self._helping, gap=18, drop=1)])

    def least_height(self, width_px: int) -> int:
        """The height that title and lines need, without the helping line."""
        inner = width_px - 2 * EDGE_PX
        top, gap, bottom = _TIGHT if self.tight else _ROOMY
        rows = sum(row.heightForWidth(inner) + gap for row in self._rows)
        return self._title.height_for(inner) + rows + top + bottom


class ConfirmScreen(Screen[ConfirmView]):
    """Who will appear; what is sent and what is not; つなぐ right, やめる left, far apart."""

    def build(self) -> None:
        self._tile = Drawing(self, self.theme, "main", tile="main_tint")
        self._tile.show_drawing("clerk")
        self._heading = Words(self, self.theme, HEADING)
        self._body = Words(self, self.theme, BODY)
        self._helping = Words(self, self.theme, HELPING)
        self._away = Words(self, self.theme, Style("body", "attention_word", bold=True, line=1.4))
        self._phone = Words(self, self.theme, Style("heading", bold=True, line=1.25))
        self._sent = ListCard(self, self.theme, "state_tint")
        self._not = ListCard(self, self.theme, "off_tile")
        self._ask = Words(self, self.theme, Style("helping", "ink_2", line=1.4, align=Qt.AlignmentFlag.AlignRight))
        self._cancel = self.key(LARGE)
        self._connect = self.key(LARGE)

    def fill(self, view: ConfirmView) -> None:
        self._heading.say(view.heading)
        self._body.say("" if view.away else view.body)
        self._helping.say("" if view.away else view.helping)
        self._away.say(view.away)
        self._phone.say(view.phone)
        self._sent.show_lines(view.sent_title, view.sent, view.sent_helping)
        self._not.show_lines(view.not_title, view.not_done, "")
        self._ask.say(view.ask)
        self._cancel.show_view(view.cancel)
        self._connect.show_view(view.connect)

    def arrange(self) -> None:
        half = (self.width() - 2 * EDGE_PX - GAP_PX) // 2
        short = self.height() < 800
        key_y = self.height() - _KEY_PX - (16 if short else 32)
        self._sent.tight = self._not.tight = self.theme.step == 3 and (short or bool(self._away.text))
        needed = max(self._sent.least_height(half), self._not.least_height(half))
        cards_y = min(284, key_y - (28 if short else 32) - needed)
        right_x = EDGE_PX + half + GAP_PX
        for card, x in ((self._sent, EDGE_PX), (self._not, right_x)):
            card.setGeometry(x, cards_y, half, key_y - (20 if short else 32) - cards_y)
            card.arrange()
        self._arrange_head(cards_y)
        self._cancel.setGeometry(EDGE_PX, key_y, max(440, self._cancel.natural_width()), _KEY_PX)
        self._connect.setGeometry(right_x, key_y, half, _KEY_PX)
        between = QRect(self._cancel.geometry().right() + GAP_PX, key_y, 0, _KEY_PX)
        between.setRight(right_x - GAP_PX)
        asked = self._ask.height_for(between.width())
        self._ask.setGeometry(between.x(), key_y + (_KEY_PX - asked) // 2, between.width(), asked)
        self._ask.setVisible(asked <= _KEY_PX)

    def _arrange_head(self, bottom: int) -> None:
        tile = bottom >= _TILE_PX + 48 and not self._away.text
        self._tile.setVisible(tile)
        self._tile.setGeometry(EDGE_PX, 32, _TILE_PX, _TILE_PX)
        left = EDGE_PX + (_TILE_PX + 48 if tile else 0)
        top = 8 if bottom < 240 else 24
        head = QRect(left, top, self.width() - EDGE_PX - left, bottom - top - 8)
        stack(
            head,
            [
                Item(self._heading, drop=1 if self._away.text else 0),
                Item(self._away),
                Item(self._phone),
                Item(self._body, gap=4, drop=2),
                Item(self._helping, drop=3),
            ],
        )
