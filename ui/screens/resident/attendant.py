"""The attendant's panel: words at the left, keys at the right; the pad for the number, and what it opens."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.presenters.attendant import PanelView
from ui.presenters.parts import KeyView
from ui.screens.screen import Emit
from ui.theme.measures import GAP_PX
from ui.theme.theme import Theme
from ui.widgets.key import Key
from ui.widgets.key_face import PLAIN
from ui.widgets.painted import Painted
from ui.widgets.rows import LineRow
from ui.widgets.stacking import Item, stack
from ui.widgets.surfaces import Card
from ui.widgets.words import Style, Words

_PANEL_PX = 1800
_INSET_PX = 40
_MOST_KEYS = 12
_MOST_FOOT = 2
_MOST_LINES = 7
_LEAST_KEY_PX = 96
_MOST_KEY_PX = 132
_WORDS_SHARE = 0.5
_BESIDE_WIDE_KEYS = 0.38
HASTY_MS = 150
"""The same digit twice is typed faster than other keys are touched twice."""


class AttendantPanelCard(Painted):
    """A veil and a card as large as it needs. The bar below stays free: もどる closes it."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme)
        self._columns, self._share = 1, _WORDS_SHARE
        self._card = Card(self, theme, edge="ink")
        self._card.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)  # it holds keys
        self._title = Words(self._card, theme, Style("second", bold=True, line=1.3))
        self._said = Words(self._card, theme, Style("body", line=1.4))
        self._dots = Words(self._card, theme, Style("second", bold=True, line=1.3))
        self._lines = [LineRow(self._card, theme, style=Style("body", line=1.25)) for _ in range(_MOST_LINES)]
        self._keys = [Key(self._card, theme, PLAIN) for _ in range(_MOST_KEYS)]
        self._foot = [Key(self._card, theme, PLAIN) for _ in range(_MOST_FOOT)]
        for key in (*self._keys, *self._foot):
            key.touched.connect(emit)
        self.hide()

    def show_view(self, view: PanelView | None) -> None:
        """Shows, or goes away; gone, it holds no word."""
        _show(self._keys, view.keys if view else ())
        _show(self._foot, view.foot if view else ())
        for key in self._keys:
            key.one_tap_ms = HASTY_MS if key.objectName().startswith("key.panel.digit") else key.one_tap_ms
        self._title.say(view.title if view else "")
        self._said.say(view.said if view else "")
        self._dots.say(view.dots if view else "")
        for index, row in enumerate(self._lines):
            line = view.lines[index] if view and index < len(view.lines) else None
            row.show_line(line.line if line else None, "" if line is None or line.well else "attention_word")
        self._columns = view.columns if view else 1
        self._share = _BESIDE_WIDE_KEYS if view and view.wide else _WORDS_SHARE
        self.setVisible(view is not None)
        if view is not None:
            self.arrange()

    def arrange(self) -> None:
        """Keys as high as the card has room for; words beside them."""
        inner = _PANEL_PX - 2 * _INSET_PX - 2 * GAP_PX
        left = round(inner * self._share)
        right = inner - left
        rows = [
            Item(self._title, drop=1),
            Item(self._dots, gap=16),
            Item(self._said, gap=16),
            *(Item(row, gap=6) for row in self._lines),
        ]
        shown = [row for row in rows if row.needs(left) and (not isinstance(row.widget, Words) or row.widget.text)]
        words = sum(row.needs(left) + row.gap for row in shown)
        keys = self._rows_of_keys()
        key = self._key_height(right, keys)
        height = min(max(words, len(keys) * (key + GAP_PX) - GAP_PX) + 2 * _INSET_PX, self.height())
        self._card.setGeometry((self.width() - _PANEL_PX) // 2, (self.height() - height) // 2, _PANEL_PX, height)
        self._card.paint_as("card", "ink", 4)
        stack(QRect(_INSET_PX, _INSET_PX, left, height - 2 * _INSET_PX), rows)
        self._place_keys(QRect(_INSET_PX + left + 2 * GAP_PX, _INSET_PX, right, height - 2 * _INSET_PX), keys, key)

    def _rows_of_keys(self) -> list[list[Key]]:
        keys, foot = _shown(self._keys), _shown(self._foot)
        return [keys[at : at + self._columns] for at in range(0, len(keys), self._columns)] + [foot]

    def _key_height(self, width: int, rows: list[list[Key]]) -> int:
        room = (self.height() - 2 * _INSET_PX - (len(rows) - 1) * GAP_PX) // len(rows)
        needed = max(key.natural_height(_width_in(row, width)) for row in rows for key in row)
        return min(max(_LEAST_KEY_PX, needed, min(room, _MOST_KEY_PX)), room)

    def _place_keys(self, area: QRect, rows: list[list[Key]], height: int) -> None:
        """The foot stands at the foot of the card, the rest from the top."""
        for number, row in enumerate(rows):
            below = number == len(rows) - 1
            y = area.bottom() + 1 - height if below else area.top() + number * (height + GAP_PX)
            width = _width_in(row, area.width())
            for index, key in enumerate(row):
                key.setGeometry(area.left() + index * (width + GAP_PX), y, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        veil = QColor("#3D3222")
        veil.setAlphaF(0.55)
        painter.fillRect(self.rect(), veil)
        painter.end()


def _show(keys: list[Key], views: tuple[KeyView, ...]) -> None:
    for index, key in enumerate(keys):
        key.show_view(views[index] if index < len(views) else None)


def _shown(keys: list[Key]) -> list[Key]:
    return [key for key in keys if key.view is not None]


def _width_in(row: list[Key], width: int) -> int:
    return (width - (len(row) - 1) * GAP_PX) // len(row)
