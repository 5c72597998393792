"""What was done, the slip to take home, and what comes next; the opinion is optional and fenced off from the end."""

from dataclasses import dataclass

from PySide6.QtCore import QRect

from ui.presenters.finish import FinishView
from ui.screens.screen import Screen
from ui.theme.measures import EDGE_PX, GAP_PX
from ui.widgets.key_face import FACE, LARGE
from ui.widgets.rows import LineRow
from ui.widgets.slip_view import LOWER, UPPER, SlipView
from ui.widgets.stacking import Item, is_silent, stack
from ui.widgets.surfaces import Card, Rule
from ui.widgets.words import BODY, HEADING, HELPING, STRONG, Style, Words

_FACE_PX = 252
_PREVIEW_PX = 620
_KEY_PX = 116
_BETWEEN_PX = 20


@dataclass(frozen=True)
class _Room:
    """What has a place beside what was done and comes next: the paper, the question for an opinion, the faces, the
    heading."""

    preview_px: int = 0
    question: bool = True
    faces: bool = True
    heading: bool = True


_ROOMS = (
    _Room(_PREVIEW_PX),
    _Room(_PREVIEW_PX, question=False, faces=False),
    _Room(),
    _Room(question=False),
    _Room(question=False, faces=False),
    _Room(question=False, faces=False, heading=False),
)
"""As letters grow, the first one in which all words fit."""


class FinishScreen(Screen[FinishView]):
    """The paper at the left, a card to read, keys for the paper, then one row of keys. The slip can be seen large."""

    def build(self) -> None:
        self._preview = SlipView(self, self.theme, self.stage.slots.slip)
        self._card = Card(self, self.theme)
        self._heading = Words(self._card, self.theme, HEADING)
        self._done = LineRow(self._card, self.theme, "state", Style("card", bold=True, line=1.4))
        self._done.icon_px = 64
        self._rule = Rule(self._card, self.theme)
        self._next = [LineRow(self._card, self.theme, style=BODY) for _ in range(6)]
        self._said = Words(self, self.theme, STRONG)
        self._slip_keys = [self.key(LARGE) for _ in range(3)]
        self._rate = Words(self, self.theme, STRONG)
        self._optional = Words(self, self.theme, HELPING)
        self._faces = [self.key(FACE) for _ in range(3)]
        self._fence = Rule(self, self.theme)
        self._finish = self.key(LARGE)
        self._halves = [SlipView(self, self.theme, self.stage.slots.slip, part) for part in (UPPER, LOWER)]
        self._close, self._turn = self.key(LARGE), self.key(LARGE)

    def fill(self, view: FinishView) -> None:
        slip = view.slip
        self._preview.show_side(slip.side, slip.missing)
        for half in self._halves:
            half.show_side(slip.large, slip.missing)
        self._close.show_view(slip.close)
        self._turn.show_view(slip.turn)
        self._said.say(slip.said)
        for index, key in enumerate(self._slip_keys):
            key.show_view(slip.keys[index] if index < len(slip.keys) else None)
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
        large = self._shown is not None and bool(self._shown.slip.large)
        usual = [self._preview, self._card, self._said, self._rate, self._optional, self._fence, self._finish]
        for widget in (*usual, *self._faces, *self._slip_keys):
            widget.setVisible(not large)
        for widget in (*self._halves, self._close, self._turn):
            widget.setVisible(large)
        if large:
            self._arrange_large()
        else:
            next(filter(self._arrange_with, filter(self._suits, _ROOMS)), None)

    def _suits(self, room: _Room) -> bool:
        """The paper has a place only if there is one, and is worth more than the faces only while it is printed."""
        if self._shown is None or not room.preview_px:
            return True
        slip = self._shown.slip
        return bool(slip.side or slip.missing) and (room.faces or bool(slip.said))

    def _arrange_large(self) -> None:
        """The upper half of the paper beside the lower one: so it is half as large again as on paper."""
        key_y = self.height() - 24 - _KEY_PX
        wide = (self.width() - 2 * EDGE_PX - GAP_PX) // 2
        for index, half in enumerate(self._halves):
            half.setGeometry(EDGE_PX + index * (wide + GAP_PX), 20, wide, key_y - 40)
        self._turn.setVisible(self._turn.view is not None)
        self._turn.setGeometry(EDGE_PX, key_y, wide, _KEY_PX)
        left = EDGE_PX + wide + GAP_PX if self._turn.view is not None else EDGE_PX
        self._close.setGeometry(left, key_y, self.width() - EDGE_PX - left, _KEY_PX)

    def _arrange_with(self, room: _Room) -> bool:
        """False if the words need more."""
        left = EDGE_PX + (room.preview_px + GAP_PX if room.preview_px else 0)
        self._preview.setVisible(bool(room.preview_px))
        self._preview.setGeometry(EDGE_PX, 24, max(room.preview_px, 1), self.height() - 48)
        keys_y = self._arrange_faces(left) if room.faces else self._arrange_end(left)
        for widget in (*self._faces, self._fence):
            widget.setVisible(room.faces)
        rate_y = self._arrange_question(left, keys_y) if room.question else keys_y + _BETWEEN_PX - GAP_PX
        for words in (self._rate, self._optional):
            words.setVisible(room.question and (words is self._rate or words.isVisibleTo(self)))
        bottom = self._arrange_slip(left, rate_y)
        self._card.setGeometry(left, 24, self.width() - EDGE_PX - left, bottom - 24 - _BETWEEN_PX)
        inner = self._card.rect().adjusted(44, 24, -44, -20)
        rows = [Item(row, gap=14, drop=index) for index, row in enumerate(self._next)]
        rule = Item(self._rule, height=2, gap=24, drop=3)
        items = [Item(self._done, gap=14), rule, *rows]
        items = [Item(self._heading), *items] if room.heading else items
        stack(inner, items)
        self._heading.setVisible(room.heading)
        needed = [item for item in items if not is_silent(item) and item.drop == 0]
        high = sum(item.needs(inner.width()) + item.gap for item in needed)
        return high <= inner.height() and self._keys_fit()

    def _keys_fit(self) -> bool:
        keys = (*self._faces, self._finish, *self._slip_keys)
        return not any(key.overflow() for key in keys if key.view is not None)

    def _arrange_faces(self, left: int) -> int:
        """Returns the y of their upper edge."""
        narrow = self.width() - left < 1400
        wide = _FACE_PX if narrow else 264
        face = max(key.natural_height(wide) for key in self._faces) + 12
        face = max(face, 204) if self.height() > 800 else face
        keys_y = self.height() - 24 - face
        for index, key in enumerate(self._faces):
            key.setGeometry(left + index * (wide + GAP_PX), keys_y, wide, face)
        fence = left + 3 * (wide + GAP_PX) + (0 if narrow else 28)
        self._fence.setGeometry(fence, keys_y, 2, face)
        end = fence + 2 + (GAP_PX if narrow else 56)
        self._finish.setGeometry(end, keys_y, self.width() - EDGE_PX - end, face)
        return keys_y

    def _arrange_end(self, left: int) -> int:
        """おわる alone; returns the y of its upper edge."""
        wide = self.width() - EDGE_PX - left
        high = max(_KEY_PX, self._finish.natural_height(wide))
        self._finish.setGeometry(left, self.height() - 24 - high, wide, high)
        return self.height() - 24 - high

    def _arrange_slip(self, left: int, bottom: int) -> int:
        """How the printing goes, above the keys for it; returns the y of the upper edge."""
        wide = self.width() - EDGE_PX - left
        shown = [key for key in self._slip_keys if key.view is not None]
        for key in self._slip_keys:
            key.setVisible(key in shown)
        top = bottom - _BETWEEN_PX
        if shown:
            share = (wide - GAP_PX * (len(shown) - 1)) // len(shown)
            high = max([_KEY_PX, *(key.natural_height(share) for key in shown)])
            top -= high
            for index, key in enumerate(shown):
                key.setGeometry(left + index * (share + GAP_PX), top, share, high)
        self._said.setVisible(bool(self._said.text))
        if self._said.text:
            high = self._said.height_for(wide)
            top -= high + 12
            self._said.setGeometry(left, top, wide, high)
        return top

    def _arrange_question(self, left: int, keys_y: int) -> int:
        wide = self._rate.width_for_one_line() + 2
        height = self._rate.height_for(wide)
        top = keys_y - 16 - height
        self._rate.setGeometry(left, top, wide, height)
        beside = QRect(left + wide + 20, top, self._optional.width_for_one_line() + 2, height)
        self._optional.setGeometry(beside)
        self._optional.centre_vertically()
        self._optional.setVisible(beside.right() < self.width() - EDGE_PX)
        return top
