"""The own telephone at the left, as large as it can be; beside it the step, and what can be done."""

from PySide6.QtCore import QRect

from ui.presenters.phone import PhoneView
from ui.screens.screen import Screen
from ui.theme.measures import EDGE_PX, GAP_PX
from ui.widgets.key_face import LARGE, PLAIN
from ui.widgets.stacking import Item, stack
from ui.widgets.surfaces import Card, Lamp
from ui.widgets.video import Fit, VideoSurface
from ui.widgets.words import BODY, HELPING, SECOND, Style, Words

_MOST_LINES = 4
_INSET_PX = 36
_PICTURE_SHARE = 0.44
_LEAST_KEY_PX = 92


class PhoneScreen(Screen[PhoneView]):
    """Nothing of it leaves this screen but by the key that says so."""

    def build(self) -> None:
        self._picture = VideoSurface(self, self.theme, self.stage.slots.own_paper, Fit.FIT)
        self._picture.setObjectName("video.phone")
        self._lamp = Lamp(self, self.theme)
        self._card = Card(self, self.theme)
        self._title = Words(self._card, self.theme, SECOND)
        self._lines = [Words(self._card, self.theme, BODY) for _ in range(_MOST_LINES)]
        self._words = Words(self._card, self.theme, Style("card", "state", bold=True, line=1.35))
        self._note = Words(self._card, self.theme, HELPING)
        self._keys = [self.key(PLAIN), self.key(PLAIN), self.key(LARGE), self.key(PLAIN)]

    def fill(self, view: PhoneView) -> None:
        self._picture.say(view.no_picture, view.hidden)
        self._lamp.show_view(view.lamp)
        self._title.say(view.title)
        for index, words in enumerate(self._lines):
            words.say(view.lines[index] if index < len(view.lines) else "")
        self._words.say(view.words)
        self._note.say(view.note)
        for key, shown in zip(self._keys, (view.secret, view.outside, view.onward, view.close), strict=True):
            key.show_view(shown)

    def arrange(self) -> None:
        room = round((self.width() - 2 * EDGE_PX) * _PICTURE_SHARE)
        lamp = self._lamp.height_for(room)
        self._picture.setGeometry(EDGE_PX, GAP_PX, room, self.height() - 3 * GAP_PX - lamp)
        self._lamp.setGeometry(EDGE_PX, self.height() - GAP_PX - lamp, room, lamp)
        left = EDGE_PX + room + GAP_PX
        side = QRect(left, GAP_PX, self.width() - EDGE_PX - left, self.height() - 2 * GAP_PX)
        top = self._arrange_keys(side)
        self._card.setGeometry(side.left(), side.top(), side.width(), top - GAP_PX - side.top())
        inner = QRect(_INSET_PX, 20, side.width() - 2 * _INSET_PX, self._card.height() - 40)
        lines = [Item(words, gap=10, drop=1 + index) for index, words in enumerate(self._lines)]
        stack(inner, [Item(self._title), *lines, Item(self._words, gap=18), Item(self._note, gap=12, drop=8)])

    def _arrange_keys(self, side: QRect) -> int:
        """Two beside each other where their words let them; gives the top of all."""
        shown = [key for key in self._keys if key.view is not None]
        half = (side.width() - GAP_PX) // 2
        bottom = side.bottom() + 1
        while shown:
            pair = shown[-2:]
            wide = half if len(pair) == 2 else side.width()
            if len(pair) == 2 and max(key.natural_width() for key in pair) > half:
                pair, wide = shown[-1:], side.width()
            high = max(_LEAST_KEY_PX, *(key.natural_height(wide) for key in pair))
            for index, key in enumerate(pair):
                key.setGeometry(side.left() + index * (half + GAP_PX), bottom - high, wide, high)
            bottom -= high + GAP_PX
            shown = shown[: -len(pair)]
        return bottom + GAP_PX
