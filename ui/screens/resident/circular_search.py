"""Searching a circular: the kana board at the foot, above it what is asked and how many there are."""

from PySide6.QtCore import QRect

from ui.presenters.circulars import CircularSearchView
from ui.screens.screen import Screen
from ui.theme.measures import EDGE_PX, GAP_PX
from ui.widgets.kana_board import KanaBoard
from ui.widgets.stacking import Item, stack
from ui.widgets.words import SECOND, STRONG, Words


class CircularSearchScreen(Screen[CircularSearchView]):
    """The board keeps its size; the words above it share what is left."""

    def build(self) -> None:
        self._title = Words(self, self.theme, SECOND)
        self._found = Words(self, self.theme, STRONG)
        self._kana = KanaBoard(self, self.theme)
        self._kana.asked.connect(self._emit)

    def fill(self, view: CircularSearchView) -> None:
        self._title.say(view.title)
        self._found.say(view.found)
        self._kana.show_view(view.kana)

    def arrange(self) -> None:
        wide, high = self.width() - 2 * EDGE_PX, self._kana.height_px()
        top = self.height() - GAP_PX - high
        self._kana.setGeometry(EDGE_PX, top, wide, high)
        self._kana.arrange()
        above = QRect(EDGE_PX, GAP_PX, wide, top - 2 * GAP_PX)
        stack(above, [Item(self._title, drop=1), Item(self._found, gap=12)])
