"""An HTML circular in the letters of the look: as many of its blocks as there is room for, and the keys below."""

from dataclasses import replace

from PySide6.QtCore import QRect

from kiosk.domain.circular import Block
from kiosk.domain.circular_intents import ReadFrom
from ui.presenters.circulars import CircularTextView
from ui.screens.screen import Screen
from ui.theme.measures import EDGE_PX, GAP_PX
from ui.widgets.key_face import LARGE, PLAIN
from ui.widgets.key_rows import key_rows
from ui.widgets.sentence import LitWords
from ui.widgets.surfaces import Card
from ui.widgets.words import BODY, SECOND, STRONG, Style, Words

_MOST_BLOCKS = 16
"""On one screen, at the smallest letters."""
_PADDING_PX = 40
_BETWEEN_PX = 16
_BEFORE_HEADING_PX = 28
_STYLES: dict[str, Style] = {"heading": STRONG, "paragraph": BODY, "item": BODY, "row": BODY}


class CircularTextScreen(Screen[CircularTextView]):
    """Screenfuls are counted from the first block on, so that back leads to what was seen before. A heading does not
    stand alone at the foot."""

    def build(self) -> None:
        self._card = Card(self, self.theme)
        self._title = Words(self._card, self.theme, SECOND)
        self._about = Words(self._card, self.theme, Style("helping", "ink_2", line=1.3))
        pools = {kind: [LitWords(self._card, self.theme, style) for _ in range(_MOST_BLOCKS)] for kind, style in _KINDS}
        self._pools = pools
        self._back, self._less = self.key(PLAIN), self.key(PLAIN)
        self._more = self.key(LARGE)
        self._view: CircularTextView | None = None

    def fill(self, view: CircularTextView) -> None:
        self._view = view
        self._title.say(view.title)
        self._about.say(view.about)

    def forget(self) -> None:
        super().forget()
        self._view = None

    def arrange(self) -> None:
        view = self._view
        if view is None:
            return
        whole = QRect(EDGE_PX, GAP_PX, self.width() - 2 * EDGE_PX, self.height() - 2 * GAP_PX)
        self._back.show_view(view.back)
        self._less.show_view(view.less)
        self._more.show_view(view.more)
        used = key_rows([self._back, self._less, self._more], whole)
        self._card.setGeometry(whole.adjusted(0, 0, 0, -used - GAP_PX))
        inner = self._card.rect().adjusted(_PADDING_PX, 20, -_PADDING_PX, -20)
        starts = self._starts(view.blocks, inner)
        here = max(index for index, start in enumerate(starts) if start <= max(view.first, view.read))
        self._show_keys(view, starts, here, whole)
        end = starts[here + 1] if here + 1 < len(starts) else len(view.blocks)
        self._show_blocks(view, starts[here], end, inner)

    def _show_keys(self, view: CircularTextView, starts: list[int], here: int, whole: QRect) -> None:
        """The way on keeps its place on the last screenful: there is none then, and the others stay where they were."""
        before, then = here > 0, here + 1 < len(starts)
        self._less.show_view(replace(view.less, wish=ReadFrom(starts[here - 1])) if before else None)
        self._more.show_view(replace(view.more, wish=ReadFrom(starts[here + 1])) if then else None)
        for key in (self._back, self._less, self._more):
            key.setVisible(key.view is not None)

    def _starts(self, blocks: tuple[Block, ...], inner: QRect) -> list[int]:
        """The first block of each screenful."""
        starts, y, count = [0], self._head(inner.width()), 0
        for index, block in enumerate(blocks):
            high = self._height(block, inner.width())
            if count and (y + high > inner.height() or count >= _MOST_BLOCKS):
                first = index - 1 if blocks[index - 1].kind == "heading" and index - 1 > starts[-1] else index
                starts.append(first)
                y = self._head(inner.width()) + sum(self._height(one, inner.width()) for one in blocks[first:index])
                count = index - first
            y += high
            count += 1
        return starts

    def _head(self, width: int) -> int:
        return self._title.height_for(width) + self._about.height_for(width)

    def _height(self, block: Block, width: int) -> int:
        """With the space above it."""
        gap = _BEFORE_HEADING_PX if block.kind == "heading" else _BETWEEN_PX
        return self._measure(block, width) + gap

    def _measure(self, block: Block, width: int) -> int:
        words = self._pools[block.kind][0]
        words.say(block.text)
        return words.height_for(width)

    def _show_blocks(self, view: CircularTextView, first: int, end: int, inner: QRect) -> None:
        title = self._title.height_for(inner.width())
        self._title.setGeometry(inner.left(), inner.top(), inner.width(), title)
        about = self._about.height_for(inner.width())
        self._about.setGeometry(inner.left(), inner.top() + title, inner.width(), about)
        y = inner.top() + title + about
        left = {kind: list(pool) for kind, pool in self._pools.items()}
        for index in range(first, end):
            block = view.blocks[index]
            words = left[block.kind].pop()
            high = self._height(block, inner.width())
            words.say(block.text)
            words.light(index == view.read)
            own = words.height_for(inner.width())
            words.setGeometry(inner.left(), y + high - own, inner.width(), own)
            words.show()
            y += high
        for words in (one for pool in left.values() for one in pool):
            words.say("")
            words.hide()


_KINDS = tuple(_STYLES.items())
