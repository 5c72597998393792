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
    """The title leaves first where letters grow; which page it is does not. Who sees it, or that letters are missing,
    stands below an enlarged page, too."""

    def build(self) -> None:
        self._page = SlipView(self, self.theme, (self.stage.slots.circular,))
        self._card = Card(self, self.theme)
        self._title = Words(self._card, self.theme, SECOND)
        self._where = Words(self._card, self.theme, BODY)
        self._seen = Words(self._card, self.theme, SECOND)
        self._seen_below = Words(self, self.theme, SECOND)
        self._less, self._size, self._outside, self._back = (self.key(PLAIN) for _ in range(4))
        self._more = self.key(LARGE)
        self._large = False

    def fill(self, view: CircularPageView) -> None:
        self._large = view.large
        self._page.show_part(view.part)
        self._page.show_side(0 if view.words else 1, view.words)
        self._title.say(view.title)
        self._where.say(view.where)
        for words in (self._seen, self._seen_below):
            words.say(view.seen)
        shown_keys = view.more, view.size, view.less, view.outside, view.back
        for key, shown in zip(self._keys(), shown_keys, strict=True):
            key.show_view(shown)

    def _keys(self) -> tuple[Key, ...]:
        return self._more, self._size, self._less, self._outside, self._back

    def arrange(self) -> None:
        whole = QRect(EDGE_PX, GAP_PX, self.width() - 2 * EDGE_PX, self.height() - 2 * GAP_PX)
        self._card.setVisible(not self._large)
        self._seen_below.setVisible(self._large and bool(self._seen_below.text))
        if self._large:
            self._below(whole)
        else:
            self._beside(whole)

    def _rows(self) -> list[list[Key]]:
        """Below each other; two in a row where the words need the room above them that say who sees it."""
        more, size, less, outside, back = self._keys()
        rows = (
            ((more,), (size,), (less,), (back,)) if outside.view is None else ((less, more), (outside,), (back, size))
        )
        shown = [[key for key in row if key.view is not None] for row in rows]
        return [row for row in shown if row]

    def _below(self, whole: QRect) -> None:
        more, size, less, outside, back = self._keys()
        used = key_rows([key for key in (back, outside, less, size, more) if key.view is not None], whole)
        page = whole.adjusted(0, 0, 0, -used - GAP_PX)
        if not self._seen_below.isHidden():
            high = self._seen_below.height_for(whole.width())
            self._seen_below.setGeometry(whole.left(), page.bottom() + 1 - high, whole.width(), high)
            page.adjust(0, 0, 0, -high - GAP_PX // 2)
        self._page.setGeometry(page)

    def _beside(self, whole: QRect) -> None:
        column = QRect(whole.right() + 1 - _BESIDE_PX, whole.top(), _BESIDE_PX, whole.height())
        self._page.setGeometry(whole.adjusted(0, 0, -_BESIDE_PX - GAP_PX, 0))
        y = column.bottom() + 1
        for row in reversed(self._rows()):
            each = (_BESIDE_PX - GAP_PX * (len(row) - 1)) // len(row)
            high = max([_LEAST_KEY_PX, *(key.heightForWidth(each) for key in row)])
            y -= high
            for index, key in enumerate(row):
                key.setGeometry(column.left() + index * (each + GAP_PX), y, each, high)
            y -= GAP_PX
        self._card.setGeometry(column.left(), column.top(), _BESIDE_PX, max(y - column.top(), 0))
        inner = QRect(32, 20, _BESIDE_PX - 64, self._card.height() - 40)
        stack(inner, [Item(self._title, drop=1), Item(self._where, gap=16), Item(self._seen, gap=16)])
