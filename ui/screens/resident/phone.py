"""The own telephone at the left, as large as it can be; beside it the step, and what can be done."""

from PySide6.QtCore import QRect

from ui.presenters.phone import PhoneView
from ui.screens.screen import Screen
from ui.theme.measures import EDGE_PX, GAP_PX
from ui.widgets.key import Key
from ui.widgets.key_face import LARGE, PLAIN
from ui.widgets.stacking import Item, needed, stack
from ui.widgets.surfaces import Card, Lamp
from ui.widgets.video import Fit, VideoSurface
from ui.widgets.words import BODY, HELPING, SECOND, Style, Words

_MOST_LINES = 4
_INSET_PX = 28
_PADDING_PX = 14
_PICTURE_SHARE = 0.37
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
        self._words = Words(self._card, self.theme, Style("card", "state", bold=True, line=1.25))
        self._note = Words(self._card, self.theme, HELPING)
        self._below = Words(self, self.theme, Style("body", "state", bold=True, line=1.25))
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
        """What a step says comes first: where there is no room for all of it, the key goes that stands in the bar as
        well, then what is said about the telephone stands below its picture."""
        room = round((self.width() - 2 * EDGE_PX) * _PICTURE_SHARE)
        left = EDGE_PX + room + GAP_PX
        side = QRect(left, GAP_PX, self.width() - EDGE_PX - left, self.height() - 2 * GAP_PX)
        inner_px = side.width() - 2 * _INSET_PX
        lines = [Item(words, gap=6, drop=1 + index) for index, words in enumerate(self._lines)]
        step, words = [Item(self._title), *lines], Item(self._words, gap=12)
        shown = [key for key in self._keys if key.view is not None]
        top = self._arrange_keys(side, shown)
        if needed([*step, words], inner_px) > _room(side, top) and shown[-1] is self._keys[-1]:
            shown = shown[:-1]
            top = self._arrange_keys(side, shown)
        below = needed([*step, words], inner_px) > _room(side, top)
        self._below.say(self._words.text if below else "")
        for key in self._keys:
            key.setVisible(key in shown)
        self._card.setGeometry(side.left(), side.top(), side.width(), top - GAP_PX - side.top())
        said = [*step, Item(self._note, gap=10, drop=8)] if below else [*step, words, Item(self._note, gap=10, drop=8)]
        self._words.setVisible(not below)
        stack(QRect(_INSET_PX, _PADDING_PX, inner_px, self._card.height() - 2 * _PADDING_PX), said)
        self._arrange_picture(room)

    def _arrange_picture(self, room: int) -> None:
        lamp = self._lamp.height_for(room)
        said = self._below.height_for(room) + GAP_PX if self._below.text else 0
        bottom = self.height() - GAP_PX - lamp
        self._lamp.setGeometry(EDGE_PX, bottom, room, lamp)
        self._below.setGeometry(EDGE_PX, bottom - said, room, max(said - GAP_PX, 0))
        self._below.setVisible(bool(said))
        self._picture.setGeometry(EDGE_PX, GAP_PX, room, bottom - said - 2 * GAP_PX)

    def _arrange_keys(self, side: QRect, shown: list[Key]) -> int:
        """Two beside each other where their words let them; gives the top of all."""
        bottom = side.bottom() + 1
        while shown:
            pair = shown[-2:]
            wides = _beside(pair, side.width())
            pair = pair[-len(wides) :]
            high = max(_LEAST_KEY_PX, *(key.natural_height(wide) for key, wide in zip(pair, wides, strict=True)))
            at = side.left()
            for key, wide in zip(pair, wides, strict=True):
                key.setGeometry(at, bottom - high, wide, high)
                at += wide + GAP_PX
            bottom -= high + GAP_PX
            shown = shown[: -len(pair)]
        return bottom + GAP_PX


def _room(side: QRect, top: int) -> int:
    """Height for words above the keys, in pixels."""
    return top - GAP_PX - side.top() - 2 * _PADDING_PX


def _beside(pair: list[Key], width: int) -> tuple[int, ...]:
    """The widths of two keys, equal if that does; of the last alone, where both have no room in a row."""
    if len(pair) < 2:
        return (width,)
    asked = [key.natural_width() for key in pair]
    spare = width - GAP_PX - sum(asked)
    if spare < 0:
        return (width,)
    left = (width - GAP_PX) // 2
    if max(asked) > left:
        left = asked[0] + spare // 2
    return left, width - GAP_PX - left
