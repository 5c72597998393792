"""The left column of the clerk's window: the call, everybody who waits, the vans."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.presenters.desk_queue import QueueView, VanRow, WaitingRow
from ui.screens.desk.parts import STRONG, TEXT, TITLE, DeskKey, Panel, show_keys
from ui.screens.desk.scroll_column import ScrollColumn
from ui.screens.screen import Emit
from ui.theme.fonts import font
from ui.theme.growth import grown
from ui.theme.theme import Theme
from ui.widgets.painted import Painted, rounded
from ui.widgets.words import Words

WIDTH_PX = 230
_CARD_PX = 64
_VAN_PX = 26
_CARDS_APART_PX = 8
_MOST_VANS = 6
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _draw_cut(painter: QPainter, place: QRectF, words: str, letters: QFont) -> None:
    """Words at the left, cut where the room ends."""
    painter.setFont(letters)
    painter.drawText(place, _LEFT, QFontMetricsF(letters).elidedText(words, Qt.TextElideMode.ElideRight, place.width()))


class WaitingCard(DeskKey):
    """A ticket of the queue; a touch answers it."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme, emit)
        self._row: WaitingRow | None = None

    def show_row(self, row: WaitingRow | None) -> None:
        """Another ticket, or none."""
        if row != self._row:
            self._row = row
            self.show_view(row.key if row else None)
            self.setAccessibleName(f"{row.title} {row.topic}" if row else "")
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(grown(self.theme, 120), grown(self.theme, _CARD_PX))

    def overflow(self) -> str:
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._row is None:
            return
        painter = self.painter()
        painter.setPen(QPen(self.colour("quiet_edge"), 1.4))
        painter.setBrush(self.colour("quiet_pressed" if self._down else "card"))
        painter.drawPath(rounded(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8))
        edge = grown(self.theme, 8)
        inner = QRectF(self.rect()).adjusted(edge, edge / 2, -edge, -edge / 2)
        first = QRectF(inner.left(), inner.top(), inner.width(), inner.height() / 2)
        self._paint_pair(painter, first, (self._row.title, self._row.waited), font(self.theme.letters.second, True))
        second = first.translated(0, first.height())
        self._paint_pair(painter, second, (self._row.topic, self._row.place), font(self.theme.letters.least, False))
        painter.end()

    def _paint_pair(self, painter: QPainter, place: QRectF, words: tuple[str, str], letters: QFont) -> None:
        """Words at the left, and smaller ones at the right that are never cut."""
        least = font(self.theme.letters.least, False)
        painter.setFont(least)
        painter.setPen(self.colour("ink_2"))
        painter.drawText(place, _RIGHT, words[1])
        used = QFontMetricsF(least).horizontalAdvance(words[1]) + grown(self.theme, 6)
        painter.setPen(self.colour("ink"))
        _draw_cut(painter, place.adjusted(0, 0, -used, 0), words[0], letters)


class TalkingCard(Painted):
    """The resident of the moment."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(2)
        self._title = Words(self, theme, STRONG)
        self._state = Words(self, theme, TEXT)
        column.addWidget(self._title)
        column.addWidget(self._state)

    def show_call(self, call: tuple[str, str] | None) -> None:
        """Title and state, or nobody."""
        if call is not None:
            self._title.say(call[0])
            self._state.say(call[1])
        self.setVisible(call is not None)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        painter.setPen(QPen(self.colour("main"), 2))
        painter.setBrush(self.colour("main_tint"))
        painter.drawPath(rounded(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8))
        painter.end()


class VanLine(Painted):
    """A van and its state; a device's long name is cut, never the place before it."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._row: VanRow | None = None
        self.setFixedHeight(grown(theme, _VAN_PX))

    def dress(self, theme: Theme) -> None:
        super().dress(theme)
        self.setFixedHeight(grown(theme, _VAN_PX))

    def show_row(self, row: VanRow | None) -> None:
        """Another van, or none."""
        self._row = row
        self.setVisible(row is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._row is None:
            return
        painter = self.painter()
        letters = font(self.theme.letters.body, True)
        painter.setFont(letters)
        painter.setPen(self.colour("state" if self._row.online else "attention_edge"))
        state = f"{'●' if self._row.online else '○'} {self._row.state}"
        painter.drawText(QRectF(self.rect()), _RIGHT, state)
        painter.setPen(self.colour("ink"))
        used = QFontMetricsF(letters).horizontalAdvance(state) + grown(self.theme, 12)
        _draw_cut(painter, QRectF(self.rect()).adjusted(0, 0, -used, 0), self._row.name, letters)
        painter.end()


class QueueColumn(Panel):
    """Left: the call, what the resident came with and is promised, the queue, the vans, two keys."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme)
        self.setFixedWidth(grown(theme, WIDTH_PX))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        self._talking_title = Words(self, theme, TITLE)
        self._talking = TalkingCard(self, theme)
        self._slot = Words(self, theme, TEXT)
        self._slot_keys = [DeskKey(self, theme, emit) for _ in range(2)]
        self._promises = [Words(self, theme, TEXT) for _ in range(2)]
        self._queue_title = Words(self, theme, TITLE)
        self._empty = Words(self, theme, TEXT)
        self.waiting = ScrollColumn(self, theme, lambda parent, worn: WaitingCard(parent, worn, emit), _CARDS_APART_PX)
        self.waiting.hold(1)
        self._vans_title = Words(self, theme, TITLE)
        self._vans = [VanLine(self, theme) for _ in range(_MOST_VANS)]
        self._panel_keys = [DeskKey(self, theme, emit) for _ in range(2)]
        for widget in (self._talking_title, self._talking, self._slot, *self._slot_keys, *self._promises):
            column.addWidget(widget)
        for words in (self._queue_title, self._empty):
            column.addWidget(words)
        column.addWidget(self.waiting, 1)
        for below in (self._vans_title, *self._vans, *self._panel_keys):
            column.addWidget(below)

    def dress(self, theme: Theme) -> None:
        super().dress(theme)
        self.setFixedWidth(grown(theme, WIDTH_PX))
        self.waiting.dress(theme)

    def show_view(self, view: QueueView) -> None:
        """Other rows."""
        self._talking_title.say(view.talking_title)
        self._talking_title.setVisible(view.talking is not None)
        self._talking.show_call(view.talking)
        self._slot.say(view.slot.words if view.slot is not None else "")
        self._slot.setVisible(view.slot is not None)
        show_keys(self._slot_keys, view.slot.keys if view.slot is not None else ())
        for words, said in zip(self._promises, (view.lent, view.promised), strict=True):
            words.say(said)
            words.setVisible(bool(said))
        show_keys(self._panel_keys, view.keys)
        self._queue_title.say(view.title)
        self._empty.say(view.empty)
        self._empty.setVisible(bool(view.empty))
        for index, card in enumerate(self.waiting.hold(len(view.rows))):
            card.show_row(view.rows[index] if index < len(view.rows) else None)
        self._vans_title.say(view.vans_title)
        for index, line in enumerate(self._vans):
            line.show_row(view.vans[index] if index < len(view.vans) else None)
