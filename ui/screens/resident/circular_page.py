"""A page of a circular: whole at the left with its keys beside it, or enlarged to the width of the screen."""

from PySide6.QtCore import QRect

from ui.presenters.circulars import CircularPageView
from ui.screens.screen import Screen
from ui.theme.measures import EDGE_PX, GAP_PX
from ui.widgets.key import Key
from ui.widgets.key_face import LARGE, PLAIN
from ui.widgets.key_rows import key_rows
from ui.widgets.slip_view import SlipView
from ui.widgets.stacking import Item, stack
from ui.widgets.surfaces import Card
from ui.widgets.words import BODY, SECOND, Words

_BESIDE_PX = 760
_LEAST_KEY_PX = 96


class CircularPageScreen(Screen[CircularPageView]):
    """The title leaves first where letters grow; which page it is never does."""

    def build(self) -> None:
        self._page = SlipView(self, self.theme, (self.stage.slots.circular,))
        self._card = Card(self, self.theme)
        self._title = Words(self._card, self.theme, SECOND)
        self._where = Words(self._card, self.theme, BODY)
        self._less, self._size, self._back = (self.key(PLAIN) for _ in range(3))
        self._more = self.key(LARGE)
        self._large = False

    def fill(self, view: CircularPageView) -> None:
        self._large = view.large
        self._page.show_part(view.part)
        self._page.show_side(0 if view.words else 1, view.words)
        self._title.say(view.title)
        self._where.say(view.where)
        for key, shown in zip(self._keys(), (view.more, view.size, view.less, view.back), strict=True):
            key.show_view(shown)

    def _keys(self) -> tuple[Key, ...]:
        return self._more, self._size, self._less, self._back

    def arrange(self) -> None:
        whole = QRect(EDGE_PX, GAP_PX, self.width() - 2 * EDGE_PX, self.height() - 2 * GAP_PX)
        self._card.setVisible(not self._large)
        if self._large:
            self._below(whole)
        else:
            self._beside(whole)

    def _below(self, whole: QRect) -> None:
        more, size, less, back = self._keys()
        used = key_rows([key for key in (back, less, size, more) if key.view is not None], whole)
        self._page.setGeometry(whole.adjusted(0, 0, 0, -used - GAP_PX))

    def _beside(self, whole: QRect) -> None:
        column = QRect(whole.right() + 1 - _BESIDE_PX, whole.top(), _BESIDE_PX, whole.height())
        self._page.setGeometry(whole.adjusted(0, 0, -_BESIDE_PX - GAP_PX, 0))
        y = column.bottom() + 1
        for key in reversed([key for key in self._keys() if key.view is not None]):
            high = max(_LEAST_KEY_PX, key.heightForWidth(_BESIDE_PX))
            y -= high
            key.setGeometry(column.left(), y, _BESIDE_PX, high)
            y -= GAP_PX
        self._card.setGeometry(column.left(), column.top(), _BESIDE_PX, max(y - column.top(), 0))
        inner = QRect(32, 20, _BESIDE_PX - 64, self._card.height() - 40)
        stack(inner, [Item(self._title, drop=1), Item(self._where, gap=16)])
