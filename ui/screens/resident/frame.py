"""What stands round every resident screen: the strip for reading above, the bar of keys below."""

from dataclasses import replace
from math import ceil

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.readings import has_readings
from ui.presenters.frame import StripView
from ui.presenters.parts import KeyView
from ui.screens.screen import Emit
from ui.theme.measures import EDGE_PX, GAP_PX, bar_height, bar_key_height
from ui.theme.theme import Theme
from ui.widgets.key import Key
from ui.widgets.key_face import BAR, BAR_SNUG, BAR_TALL, KeyFace
from ui.widgets.mark import Mark
from ui.widgets.painted import Painted
from ui.widgets.surfaces import Drawing, Rule
from ui.widgets.words import Style, Words, measure_of

_PLACES = 3
_MOST_RIGHT = 4
_FACES = {1: BAR, 2: BAR_SNUG}
_LEAST_PX = 160
_GLOBE_PX = 104
_LANGUAGE_KEY = "key.language"


class TopStrip(Painted):
    """City, stop, time, line, and beside it two short rows to the attendant. When room is short the stop leaves."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._van = Drawing(self, theme, "on_state", tile="state")
        self._van.show_drawing("van")
        self._mark = Mark(self, theme)
        self._kind = ""
        self._times = ("", "")
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
        self._times = (view.clock, view.hour)
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
        self._line.setGeometry(x_line, 4, line, 72)
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
        self._clock.say(self._times[0])
        if self._name.width_for_one_line() + self._clock.width_for_one_line() + 2 * GAP_PX + 8 > room:
            self._clock.say(self._times[1])
        widths = [words.width_for_one_line() + 2 for words in (self._name, self._stop, self._clock)]
        with_stop = bool(self._stop.text) and sum(widths) + 4 * GAP_PX + 20 <= room
        self._stop.setVisible(with_stop)
        self._rules[1].setVisible(with_stop)
        places = [(self._name, widths[0]), (self._stop, widths[1]), (self._clock, widths[2])]
        for index, (words, width) in enumerate(p for p in places if p[0] is not self._stop or with_stop):
            if index:
                self._rules[index - 1].setGeometry(x + GAP_PX, 20, 2, 40)
                x += 2 * GAP_PX
            words.setGeometry(x, 4, min(width, max(end - x, 0)), 72)
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
        self._right = [Key(self, theme, BAR) for _ in range(_MOST_RIGHT)]
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
        """Places the keys; in a tall bar words take two lines, or carry readings, and keys grow narrow."""
        tall = self.theme.tall_bar
        face = BAR_TALL if tall else _FACES[self.theme.step]
        height = bar_key_height(tall)
        y = (bar_height(tall) - height) // 2 + 1
        left = [self._width_of(words, face) for words in self._widest_words]
        shown = [key for key in self._right if key.view is not None]
        taken = left[: 1 + max((at for at, key in enumerate(self._left) if key.view is not None), default=-1)]
        room = self.width() - 2 * EDGE_PX - sum(taken) - GAP_PX * len(taken)
        right = self._right_widths(shown, face, room)
        x = EDGE_PX
        for key, width in zip(self._left, left, strict=True):
            key.reface(face)
            key.setGeometry(x, y, width, height)
            x += width + GAP_PX
        x = self.width() - EDGE_PX - sum(right) - GAP_PX * (len(shown) - 1)
        for key, width in zip(shown, right, strict=True):
            key.setGeometry(x, y, width, height)
            x += width + GAP_PX

    def _right_widths(self, shown: list[Key], face: KeyFace, room: int) -> list[int]:
        """Where room is short, the globe of the language key stands without its word: it is known everywhere."""
        widths = [self._width_of(key.view.words if key.view else "", face) for key in shown]
        short = sum(widths) + GAP_PX * (len(shown) - 1) > room
        for index, key in enumerate(shown):
            wordless = short and key.objectName() == _LANGUAGE_KEY
            key.reface(replace(face, wordless=True) if wordless else face)
            widths[index] = _GLOBE_PX if wordless else widths[index]
        return widths

    def _width_of(self, words: str, face: KeyFace) -> int:
        """One line, or in a tall bar without readings two, broken where they are shortest."""
        parts = words.split() if self.theme.tall_bar and not has_readings(words) else [words]
        pairs = [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts))] or [(words, "")]
        measure = measure_of(words, face.style, self.theme)
        return max(ceil(min(max(map(measure, pair)) for pair in pairs)) + 2 * face.padding + 6, _LEAST_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        painter.fillRect(self.rect(), self.colour("bar"))
        painter.fillRect(0, 0, self.width(), 2, self.colour("hairline"))
        painter.end()
