"""What stands round every resident screen: the strip for reading above, the bar of keys below."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.presenters.frame import StripView
from ui.presenters.parts import KeyView
from ui.screens.screen import Emit
from ui.theme.measures import EDGE_PX, GAP_PX, bar_height, bar_key_height
from ui.theme.theme import Theme
from ui.widgets.key import Key
from ui.widgets.key_face import BAR, BAR_SNUG, BAR_TALL
from ui.widgets.mark import Mark
from ui.widgets.painted import Painted
from ui.widgets.surfaces import Drawing, Rule
from ui.widgets.words import Style, Words

_PLACES = 3
_FACES = {1: BAR, 2: BAR_SNUG, 3: BAR_TALL}


class TopStrip(Painted):
    """City, stop, time, line, and beside it two short rows to the attendant. When room is short the stop leaves."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._van = Drawing(self, theme, "on_state", tile="state")
        self._van.show_drawing("van")
        self._mark = Mark(self, theme)
        self._kind = ""
        self._name = Words(self, theme, Style("strip_name", bold=True, line=1.3))
        self._rules = (Rule(self, theme), Rule(self, theme))
        self._stop = Words(self, theme, Style("strip", line=1.4))
        self._clock = Words(self, theme, Style("strip", line=1.4))
        self._sign = Drawing(self, theme)
        self._line = Words(self, theme, Style("strip", bold=True, line=1.4))
        self._unkept = Words(self, theme, Style("strip", "attention_word", bold=True, line=1.15))
        for words in (self._name, self._stop, self._clock, self._line, self._unkept):
            words.centre_vertically()

    def show_view(self, view: StripView) -> None:
        """Other words."""
        self._name.say(view.name)
        self._stop.say(view.stop)
        self._clock.say(view.clock)
        colour = "state" if view.line.well else "attention_edge"
        self._line.say(view.line.words, colour)
        self._sign.show_drawing(view.line.icon, colour)
        self._unkept.say(view.unkept)
        self._kind = view.mark
        self._mark.show_mark(view.mark, view.mark_words.replace(" ", "\n"))
        self._van.setVisible(not view.mark)
        self.arrange()

    def arrange(self) -> None:
        """Places everything by width."""
        line = self._line.width_for_one_line() + 2
        x_line = self.width() - EDGE_PX - line
        self._line.setGeometry(x_line, 8, line, 64)
        self._sign.setGeometry(x_line - 56, 17, 44, 44)
        self._van.setGeometry(EDGE_PX, 14, 52, 52)
        mark = 124 if self._kind == "demo" else 176
        self._mark.setGeometry(EDGE_PX - 16, 6, mark, 68)
        x = EDGE_PX + 68 if self._mark.isHidden() else EDGE_PX + mark
        end = x_line - 60
        if self._unkept.text:
            unkept = self._unkept.width_for_one_line() + 2
            end -= GAP_PX + unkept
            self._unkept.setGeometry(end, 2, unkept, 76)
        self._unkept.setVisible(bool(self._unkept.text))
        room = end - x
        widths = [words.width_for_one_line() + 2 for words in (self._name, self._stop, self._clock)]
        with_stop = bool(self._stop.text) and sum(widths) + 4 * GAP_PX + 20 <= room
        self._stop.setVisible(with_stop)
        self._rules[1].setVisible(with_stop)
        places = [(self._name, widths[0]), (self._stop, widths[1]), (self._clock, widths[2])]
        for index, (words, width) in enumerate(p for p in places if p[0] is not self._stop or with_stop):
            if index:
                self._rules[index - 1].setGeometry(x + GAP_PX, 20, 2, 40)
                x += 2 * GAP_PX
            words.setGeometry(x, 8, min(width, max(end - x, 0)), 64)
            x += width

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        painter.fillRect(self.rect(), self.colour("card"))
        painter.fillRect(0, self.height() - 2, self.width(), 2, self.colour("hairline"))
        painter.end()


class BottomBar(Painted):
    """Keys in an order that never changes; places at the left stay where they are when one is away."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme)
        self._left = [Key(self, theme, BAR) for _ in range(_PLACES)]
        self._right = [Key(self, theme, BAR) for _ in range(_PLACES)]
        self._widest_words: tuple[str, ...] = ()
        for key in (*self._left, *self._right):
            key.touched.connect(emit)

    def reserve(self, words: tuple[str, ...]) -> None:
        """Words of the places at the left, so that an empty place keeps its width."""
        self._widest_words = words

    def show_keys(self, left: tuple[KeyView | None, ...], right: tuple[KeyView, ...]) -> None:
        """Other keys."""
        for index, key in enumerate(self._left):
            key.show_view(left[index] if index < len(left) else None)
        for index, key in enumerate(self._right):
            key.show_view(right[index] if index < len(right) else None)
        self.arrange()

    def arrange(self) -> None:
        """Places the keys; at the largest letters words take two lines and keys grow narrow."""
        step = self.theme.step
        height = bar_key_height(step)
        for key in (*self._left, *self._right):
            key.reface(_FACES[step])
        y = (bar_height(step) - height) // 2 + 1
        x = EDGE_PX
        for key, words in zip(self._left, self._widest_words, strict=True):
            width = self._width_of(words)
            key.setGeometry(x, y, width, height)
            x += width + GAP_PX
        x = self.width() - EDGE_PX
        for key in reversed(self._right):
            if key.view is not None:
                width = self._width_of(key.view.words)
                key.setGeometry(x - width, y, width, height)
                x -= width + GAP_PX

    def _width_of(self, words: str) -> int:
        """One line, or at step 3 the longest phrase."""
        parts = words.split() if self.theme.step == 3 else [words]
        probe = Words(None, self.theme, BAR.style)
        widest = 0
        for part in parts:
            probe.say(part)
            widest = max(widest, probe.width_for_one_line())
        return max(widest + 2 * _FACES[self.theme.step].padding + 6, 186)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        painter.fillRect(self.rect(), self.colour("bar"))
        painter.fillRect(0, 0, self.width(), 2, self.colour("hairline"))
        painter.end()
