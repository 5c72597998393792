"""An HTML circular in the letters of the look: as many of its blocks as there is room for, and the keys below."""

from dataclasses import replace

from PySide6.QtCore import QRect

from kiosk.domain.circular_intents import ReadFrom
from ui.presenters.circulars import CircularTextView
from ui.screens.screen import Screen
from ui.theme.measures import EDGE_PX, GAP_PX
from ui.widgets.block_flow import BlockFlow, Room, screenful_of, screenfuls
from ui.widgets.hall_text import hall_room
from ui.widgets.key import Key
from ui.widgets.key_face import LARGE, PLAIN
from ui.widgets.key_rows import key_rows
from ui.widgets.surfaces import Card
from ui.widgets.words import SECOND, Style, Words

_PADDING_PX = 40


class CircularTextScreen(Screen[CircularTextView]):
    """Screenfuls are counted from the first block on, so that back leads to what was seen before. While it is seen on
    the large screen, too, none is longer than one there: who turns the page leaves nothing out for the others."""

    def build(self) -> None:
        self._card = Card(self, self.theme)
        self._title = Words(self._card, self.theme, SECOND)
        self._about = Words(self._card, self.theme, Style("helping", "ink_2", line=1.3))
        self._seen = Words(self._card, self.theme, Style("helping", bold=True, line=1.3))
        self._flow = BlockFlow(self._card, self.theme)
        self._back, self._outside, self._less = (self.key(PLAIN) for _ in range(3))
        self._more = self.key(LARGE)
        self._view: CircularTextView | None = None

    def fill(self, view: CircularTextView) -> None:
        self._view = view
        self._title.say(view.title)
        self._about.say(view.about)
        self._seen.say(view.seen)

    def forget(self) -> None:
        super().forget()
        self._view = None

    def arrange(self) -> None:
        view = self._view
        if view is None:
            return
        whole = QRect(EDGE_PX, GAP_PX, self.width() - 2 * EDGE_PX, self.height() - 2 * GAP_PX)
        self._back.show_view(view.back)
        self._outside.show_view(view.outside)
        self._less.show_view(view.less)
        self._more.show_view(view.more)
        used = key_rows([key for key in self._keys() if key.view is not None], whole)
        self._card.setGeometry(whole.adjusted(0, 0, 0, -used - GAP_PX))
        inner = self._arrange_head(self._card.rect().adjusted(_PADDING_PX, 20, -_PADDING_PX, -20))
        rooms = [Room(self.theme, inner.width(), inner.height())]
        if view.is_outside:
            rooms.append(hall_room(self.theme.icons, view.title))
        starts = screenfuls(view.blocks, rooms)
        here = screenful_of(starts, max(view.first, view.read))
        self._show_keys(view, starts, here)
        end = starts[here + 1] if here + 1 < len(starts) else len(view.blocks)
        self._flow.show(view.blocks[starts[here] : end], view.read - starts[here], inner)

    def _arrange_head(self, inner: QRect) -> QRect:
        """The title, its day, and who sees it; gives the place below them."""
        y = inner.top()
        for words in (self._title, self._about, self._seen):
            high = words.height_for(inner.width()) if words.text else 0
            words.setGeometry(inner.left(), y, inner.width(), high)
            y += high
        return QRect(inner.left(), y, inner.width(), inner.bottom() + 1 - y)

    def _keys(self) -> tuple[Key, ...]:
        return self._back, self._outside, self._less, self._more

    def _show_keys(self, view: CircularTextView, starts: list[int], here: int) -> None:
        """The way on keeps its place on the last screenful: there is none then, and the others stay where they were."""
        before, then = here > 0, here + 1 < len(starts)
        self._less.show_view(replace(view.less, wish=ReadFrom(starts[here - 1])) if before else None)
        self._more.show_view(replace(view.more, wish=ReadFrom(starts[here + 1])) if then else None)
        for key in self._keys():
            key.setVisible(key.view is not None)
