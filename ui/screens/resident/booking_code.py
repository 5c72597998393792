"""The city's own booking for the resident's phone: a large code at the right, what to do with it at the left."""

from PySide6.QtCore import QRect

from ui.presenters.booking import BookingCodeView
from ui.screens.screen import Screen
from ui.theme.measures import EDGE_PX, GAP_PX
from ui.widgets.key_face import LARGE
from ui.widgets.qr_code import QrCode
from ui.widgets.stacking import Item, stack
from ui.widgets.surfaces import Card
from ui.widgets.words import BODY, SECOND, STRONG, Words

_INSET_PX = 44
_LEAST_KEY_PX = 116


class BookingCodeScreen(Screen[BookingCodeView]):
    """The code is square; a phone reads it from an arm's length."""

    def build(self) -> None:
        self._card = Card(self, self.theme)
        self._title = Words(self._card, self.theme, SECOND)
        self._lines = [Words(self._card, self.theme, BODY) for _ in range(2)]
        self._number = Words(self._card, self.theme, STRONG)
        self._code = QrCode(self, self.theme)
        self._back = self.key(LARGE)

    def fill(self, view: BookingCodeView) -> None:
        self._title.say(view.title)
        for words, line in zip(self._lines, view.lines, strict=True):
            words.say(line)
        self._number.say(view.number)
        self._code.show_address(view.address, view.title)
        self._back.show_view(view.back)

    def arrange(self) -> None:
        side = min(self.height() - 2 * GAP_PX, self.width() * 2 // 5)
        self._code.setGeometry(self.width() - EDGE_PX - side, GAP_PX, side, side)
        wide = self.width() - 2 * EDGE_PX - side - GAP_PX
        high = max(_LEAST_KEY_PX, self._back.natural_height(wide))
        key_y = self.height() - GAP_PX - high
        self._back.setGeometry(EDGE_PX, key_y, wide, high)
        self._card.setGeometry(EDGE_PX, GAP_PX, wide, key_y - 2 * GAP_PX)
        inner = QRect(_INSET_PX, 24, wide - 2 * _INSET_PX, self._card.height() - 48)
        lines = [Item(words, gap=16) for words in self._lines]
        stack(inner, [Item(self._title), *lines, Item(self._number, gap=24)])
