"""The clerk's one screen: a top line, three columns, hints, a bar where every key shows its shortcut."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QMouseEvent, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.presenters.desk import DeskView
from ui.screens.desk.columns import PaperColumn, QueueColumn, ResidentColumn
from ui.screens.screen import Screen
from ui.theme.fonts import font
from ui.theme.theme import Theme
from ui.widgets.key import Key
from ui.widgets.key_face import DESK
from ui.widgets.mark import Mark
from ui.widgets.painted import Painted
from ui.widgets.plain import Plain
from ui.widgets.rows import Tag
from ui.widgets.surfaces import Drawing
from ui.widgets.words import Style, Words

_TABS = ("Ctrl+1", "Ctrl+2")


class Tab(Painted):
    """A tab with its shortcut; the chosen one is underlined."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget, theme: Theme, index: int) -> None:
        super().__init__(parent, theme)
        self._index, self._words, self._front = index, "", False
        self.setObjectName(f"tab.{index + 1}")
        self.setFixedSize(196, 44)

    def show_tab(self, words: str, front: bool) -> None:
        """Its words, and whether it is in front."""
        self._words, self._front = words, front
        self.setAccessibleName(words)
        self.update()

    def choose(self) -> None:
        """Asks to come to the front."""
        self.chosen.emit(self._index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.choose()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        role = "main" if self._front else "ink"
        icon = "document_add" if self._index else "document"
        self.draw_icon(painter, icon, QRectF(20, 11, 22, 22), self.theme.colour(role))
        painter.setFont(font(self.theme.letters.second, True))
        painter.setPen(self.colour(role))
        area = self.rect().adjusted(50, 0, -12, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._words)
        painter.setFont(font(self.theme.letters.least, False))
        painter.setPen(self.colour("ink_2"))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, _TABS[self._index])
        if self._front:
            painter.fillRect(8, self.height() - 4, self.width() - 16, 4, self.colour("main"))
        painter.end()


class DeskScreen(Screen[DeskView]):
    """Keyboard first; the window may have any size from 1366 × 768 up."""

    def build(self) -> None:
        theme = self.theme
        self._own_first = False
        self._shortcuts: set[str] = set()
        self._build_top()
        self.queue = QueueColumn(self, theme, self._emit)
        self.papers = PaperColumn(self, self.stage, theme, self._emit)
        self.resident = ResidentColumn(self, self.stage, theme, self._emit)
        self._tabs = [Tab(self, theme, index) for index in range(2)]
        for tab, keys in zip(self._tabs, _TABS, strict=True):
            tab.chosen.connect(self._bring)
            QShortcut(QKeySequence(keys), self).activated.connect(tab.choose)
        self._build_bar()
        self._lay_out()

    def _build_top(self) -> None:
        theme = self.theme
        self._top = Plain(self, theme, "band")
        self._mark = Mark(self._top, theme, 13)
        self._mark.setFixedSize(112, 34)
        self._title = Words(self._top, theme, Style("strip", "on_band", bold=True, line=1.4))
        self._who = Words(self._top, theme, Style("body", "on_band", line=1.4))
        self._unkept = Tag(self._top, theme)
        self._hub = Words(self._top, theme, Style("body", "on_band", line=1.4))
        self._clock = Words(self._top, theme, Style("body", "on_band", line=1.4))
        self._duty = Key(self._top, theme, DESK)
        self._duty.touched.connect(self._emit)
        row = QHBoxLayout(self._top)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(20)
        at_left: tuple[QWidget, ...] = (self._mark, self._title, self._who)
        for widget in at_left:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        at_right: tuple[QWidget, ...] = (self._unkept, self._hub, self._clock, self._duty)
        for at_end in at_right:
            row.addWidget(at_end, 0, Qt.AlignmentFlag.AlignVCenter)

    def _build_bar(self) -> None:
        theme = self.theme
        self._hint_line = Plain(self, theme, "attention_fill")
        self._hint = Words(self._hint_line, theme, Style("second", "attention_word", bold=True, line=1.5))
        hint = QHBoxLayout(self._hint_line)
        hint.setContentsMargins(16, 6, 16, 6)
        sign = Drawing(self._hint_line, theme, "attention_edge")
        sign.show_drawing("alert")
        sign.setFixedSize(24, 24)
        hint.addWidget(sign)
        hint.addWidget(self._hint, 1)
        self._bar = Plain(self, theme, "bar")
        self._keys = [Key(self._bar, theme, DESK) for _ in range(4)]
        self._end = Key(self._bar, theme, DESK)
        for key in (*self._keys, self._end):
            key.touched.connect(self._emit)
        self._sign = Drawing(self._bar, theme)
        self._sign.setFixedSize(24, 24)
        self._line = Words(self._bar, theme, Style("body", line=1.4))
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        for key in self._keys:
            row.addWidget(key)
        row.addStretch(1)
        for widget in (self._sign, self._line, self._end):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def _lay_out(self) -> None:
        tabs = QHBoxLayout()
        tabs.setContentsMargins(8, 0, 8, 0)
        tabs.setSpacing(0)
        for tab in self._tabs:
            tabs.addWidget(tab)
        tabs.addStretch(1)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(tabs)
        middle.addWidget(self.papers, 1)
        middle.addWidget(self._hint_line)
        columns = QHBoxLayout()
        columns.setSpacing(0)
        columns.addWidget(self.queue)
        columns.addLayout(middle, 1)
        columns.addWidget(self.resident)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._top)
        whole.addLayout(columns, 1)
        whole.addWidget(self._bar)

    def fill(self, view: DeskView) -> None:
        self._title.say(view.title)
        self._who.say(view.who)
        self._unkept.say(view.unkept)
        self._unkept.setVisible(bool(view.unkept))
        self._hub.say(view.hub)
        self._clock.say(view.clock)
        self._duty.show_view(view.duty)
        self._mark.show_mark(view.mark, view.mark_words)
        self.queue.show_view(view)
        self.papers.show_view(view)
        self.resident.show_view(view)
        if view.own_paper_first != self._own_first:
            self._own_first = view.own_paper_first
            self.papers.bring(1 if view.own_paper_first else 0)
        self._show_tabs(view)
        self._hint.say(view.hint)
        self._hint_line.setVisible(bool(view.hint))
        for key, shown in zip(self._keys, view.bar, strict=True):
            key.show_view(shown)
        self._end.show_view(view.end)
        self._line.say(view.line, "ink" if view.line_well else "attention_word")
        self._sign.show_drawing(view.line_icon, "state" if view.line_well else "attention_edge")
        self._bind()

    def _show_tabs(self, view: DeskView) -> None:
        for index, tab in enumerate(self._tabs):
            tab.show_tab(view.tabs[index], index == self.papers.front)

    def _bring(self, index: int) -> None:
        self.papers.bring(index)
        if self._shown is not None:
            self._show_tabs(self._shown)

    def _bind(self) -> None:
        """One shortcut for each key that shows one."""
        for key in self.findChildren(Key):
            if key.view is not None and key.view.shortcut and key.view.shortcut not in self._shortcuts:
                shortcut = QShortcut(QKeySequence(key.view.shortcut), self)
                shortcut.setAutoRepeat(False)
                shortcut.activated.connect(key.click)
                self._shortcuts.add(key.view.shortcut)

    def arrange(self) -> None:
        """Layouts do it."""
