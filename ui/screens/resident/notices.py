"""What comes over or between: a question, a hint, and the line that an attendant is being called."""

from dataclasses import replace

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.presenters.frame import AttendantView, QuestionView
from ui.presenters.parts import KeyView
from ui.screens.screen import Emit
from ui.theme.measures import EDGE_PX, GAP_PX
from ui.theme.theme import Theme
from ui.widgets.key import Key
from ui.widgets.key_face import LARGE, PLAIN
from ui.widgets.painted import Painted
from ui.widgets.stacking import Item, stack
from ui.widgets.surfaces import Card, Drawing
from ui.widgets.words import Style, Words

_CENTRE = Qt.AlignmentFlag.AlignHCenter
_PANEL_PX = 1360
_KEY_PX = 128
_APART_PX = 112


class QuestionPanel(Painted):
    """A veil over the screen, a card, two keys. The bar below stays free: 係の人をよぶ always works."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme)
        self._card = Card(self, theme, edge="ink")
        self._card.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)  # it holds keys
        self._title = Words(self._card, theme, Style("heading", bold=True, line=1.3, align=_CENTRE))
        self._body = Words(self._card, theme, Style("body", line=1.45, align=_CENTRE))
        self._leave = Key(self._card, theme, LARGE)
        self._stay = Key(self._card, theme, LARGE)
        self._leave.touched.connect(emit)
        self._stay.touched.connect(emit)

    def show_view(self, view: QuestionView | None) -> None:
        """Asks, or goes away."""
        if view is not None:
            self._title.say(view.title)
            self._body.say(view.body)
        self._leave.show_view(view.leave if view else None)
        self._stay.show_view(view.stay if view else None)
        self.setVisible(view is not None)
        if view is not None:
            self.arrange()

    def arrange(self) -> None:
        """The card in the lower middle, keys far apart."""
        inner = _PANEL_PX - 112
        words = self._title.height_for(inner) + self._body.height_for(inner) + 8
        height = words + 48 + _KEY_PX + 96
        y = (
            max(self.height() - height - 40, 8)
            if height < self.height() - 80
            else max((self.height() - height) // 2, 0)
        )
        y = min(y, max((self.height() - height) // 2 + 40, 0))
        self._card.setGeometry((self.width() - _PANEL_PX) // 2, y, _PANEL_PX, height)
        self._card.paint_as("card", "ink", 4)
        bottom = stack(QRect(56, 44, inner, words), [Item(self._title), Item(self._body, gap=8)])
        half = (inner - _APART_PX) // 2
        self._leave.setGeometry(56, bottom + 48, half, _KEY_PX)
        self._stay.setGeometry(56 + half + _APART_PX, bottom + 48, half, _KEY_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        veil = QColor("#3D3222")
        veil.setAlphaF(0.55)
        painter.fillRect(self.rect(), veil)
        painter.end()


class AttendantStrip(Painted):
    """係の人を よんでいます, とりけす, うかがいました: a row between screen and bar that covers nothing."""

    HEIGHT_PX = 132

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme)
        self._sign = Drawing(self, theme, "attention_edge")
        self._sign.show_drawing("bell")
        self._words = Words(self, theme, Style("card", "attention_word", bold=True, line=1.2))
        self._words.centre_vertically()
        self._keys = [Key(self, theme, PLAIN) for _ in range(4)]
        """From the right."""
        self._views: tuple[KeyView | None, ...] = (None,) * 4
        for key in self._keys:
            key.touched.connect(emit)

    def show_view(self, view: AttendantView | None) -> None:
        """Words, cancel key, the attendant's keys; or nothing."""
        self._words.say(view.words if view else "")
        self._views = (view.came, view.panel, view.sound, view.cancel) if view else (None,) * 4
        self.setVisible(view is not None)
        self.arrange()

    def arrange(self) -> None:
        """Words left, keys right. Where room is short the drawings leave, the bell last: every key has its word."""
        self._sign.show()
        for drawn in (True, False):
            self._show_keys(drawn)
            left = self._place_keys()
            if self._place_words(EDGE_PX + 96, left):
                return
        self._sign.hide()
        self._place_words(EDGE_PX, left)

    def _show_keys(self, drawn: bool) -> None:
        for key, view in zip(self._keys, self._views, strict=True):
            key.show_view(view if drawn or view is None else replace(view, icon=""))

    def _place_keys(self) -> int:
        """Where the keys begin."""
        x = self.width() - EDGE_PX
        for key in self._keys:
            width = key.natural_width() + 4
            key.setGeometry(x - width, 18, width, self.height() - 36)
            x -= width + GAP_PX
        return x

    def _place_words(self, left: int, right: int) -> bool:
        """Whether they have room."""
        self._sign.setGeometry(EDGE_PX + 16, (self.height() - 56) // 2, 56, 56)
        self._words.setGeometry(left, 4, right - left, self.height() - 8)
        return not self._words.overflow()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        painter.fillRect(self.rect(), self.colour("attention_fill"))
        painter.fillRect(0, 0, self.width(), 3, self.colour("attention_edge"))
        painter.end()


class HintStrip(Card):
    """Says what is missing after a key was pressed too early. Lies over what is only to be read."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme, "attention_fill", "attention_edge")
        self._sign = Drawing(self, theme, "attention_edge")
        self._sign.show_drawing("alert")
        self._words = Words(self, theme, Style("body", "attention_word", bold=True, line=1.35))

    def show_hint(self, words: str) -> None:
        """Says it, or goes away."""
        self._words.say(words)
        self.setVisible(bool(words))

    def arrange(self, area: QRect) -> None:
        """At the bottom of `area`, in the middle, as wide as its words need."""
        wide = min(self._words.width_for_one_line() + 2, area.width() - 152)
        height = self._words.height_for(wide) + 40
        self.paint_as("attention_fill", "attention_edge", 4)
        self.setGeometry(area.left() + (area.width() - wide - 152) // 2, area.bottom() - height, wide + 152, height)
        self._sign.setGeometry(32, (height - 52) // 2, 52, 52)
        self._words.setGeometry(112, 20, wide, height - 40)
