"""The first screen: what the counter can do, as cards."""

from PySide6.QtCore import QRect

from ui.presenters.home import MOST_TOPICS, HomeView
from ui.screens.screen import Screen
from ui.theme.measures import EDGE_PX, GAP_PX
from ui.widgets.stacking import Item, stack
from ui.widgets.surfaces import Drawing
from ui.widgets.topic_card import TopicCard
from ui.widgets.words import Style, Words

_VAN_PX = (760, 208)


class HomeScreen(Screen[HomeView]):
    """Two rows of cards under a heading; the drawing leaves when letters grow."""

    def build(self) -> None:
        self._greeting = Words(self, self.theme, Style("body", "state", bold=True, line=1.35))
        self._heading = Words(self, self.theme, Style("home_heading", bold=True, line=1.3))
        self._how = Words(self, self.theme, Style("body", line=1.35))
        self._van = Drawing(self, self.theme)
        self._van.show_drawing("van_scene")
        self._cards = [TopicCard(self, self.theme) for _ in range(MOST_TOPICS)]
        for card in self._cards:
            card.touched.connect(self._emit)

    def fill(self, view: HomeView) -> None:
        self._greeting.say(view.greeting)
        self._heading.say(view.heading)
        self._how.say(view.how)
        crowded = len(view.cards) > 6
        for index, card in enumerate(self._cards):
            key, hint = view.cards[index] if index < len(view.cards) else (None, "")
            card.crowded = crowded
            card.show_hint(hint)
            card.show_view(key)

    def arrange(self) -> None:
        short = self.height() < 760
        van = not short and self.theme.step == 1 and not self.theme.high_contrast
        width = self.width() - 2 * EDGE_PX - (_VAN_PX[0] + GAP_PX if van else 0)
        head = QRect(EDGE_PX, 28, width, 100 if short else 236)
        bottom = stack(
            head,
            [Item(self._greeting, drop=2), Item(self._heading), Item(self._how, drop=1)],
        )
        self._van.setGeometry(self.width() - EDGE_PX - _VAN_PX[0], 48, *_VAN_PX)
        self._van.setVisible(van)
        self._place_cards(bottom + 16 if short else 280)

    def _place_cards(self, top: int) -> None:
        shown = [card for card in self._cards if card.view is not None]
        columns = 4 if len(shown) > 6 else 3
        width = (self.width() - 2 * EDGE_PX - (columns - 1) * GAP_PX) // columns
        height = (self.height() - top - 28 - GAP_PX) // 2
        for index, card in enumerate(shown):
            row, column = divmod(index, columns)
            x = EDGE_PX + column * (width + GAP_PX)
            card.setGeometry(x, top + row * (height + GAP_PX), width, height)
        limit = min((card.largest_tile() for card in shown), default=0)
        for card in shown:
            card.tile_limit_px = limit
            card.update()
