"""The clerk's one screen: a top line, three columns, hints, a bar where every key shows its shortcut."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kiosk.domain.sheet_intents import FillScreen, LookBeside
from ui.presenters.desk import DeskView
from ui.screens.desk.bars import CallBar, HintLine, TopLine
from ui.screens.desk.lending import LendingPanel
from ui.screens.desk.promise import PromisePanel
from ui.screens.desk.queue import QueueColumn
from ui.screens.desk.say import PhraseList
from ui.screens.desk.sheets import SheetColumn
from ui.screens.desk.shortcuts import Shortcuts
from ui.screens.desk.side import SideColumn
from ui.screens.desk.sound import SoundPanel
from ui.screens.screen import Screen

_ARROWS = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}


class DeskScreen(Screen[DeskView]):
    """Keyboard first; the window may have any size from 1366 × 768 up.

    A click beside the text fields takes the keyboard from them, so that letters are tools again.
    """

    def build(self) -> None:
        theme = self.theme
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.top = TopLine(self, self.stage, theme, self._emit)
        self.queue = QueueColumn(self, theme, self._emit)
        self.sheets = SheetColumn(self, self.stage, theme, self._emit)
        self.hint = HintLine(self, theme)
        self.side = SideColumn(self, self.stage, theme, self._emit)
        self.phrases = PhraseList(self, theme, self._emit)
        self.lending = LendingPanel(self, theme, self._emit)
        self.promise = PromisePanel(self, theme, self._emit)
        self.bar = CallBar(self, theme, self._emit)
        self.sound = SoundPanel(self, self.stage, theme, self._emit)
        self._shortcuts = Shortcuts(self)
        self._shortcuts.on("F6", self._type)
        self._shortcuts.on("Esc", self._escape)
        for keys, (right, down) in _ARROWS.items():
            self._shortcuts.on(keys, partial(self._move, right, down), repeats=True)
        self._lay_out()

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.sheets, 1)
        middle.addWidget(self.hint)
        columns = QHBoxLayout()
        columns.setSpacing(0)
        columns.addWidget(self.queue)
        columns.addLayout(middle, 1)
        columns.addWidget(self.side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top)
        whole.addLayout(columns, 1)
        whole.addWidget(self.bar)

    def fill(self, view: DeskView) -> None:
        self.top.show_view(view)
        self.queue.show_view(view.queue)
        self.sheets.show_view(view.sheets, view.side.lamp if view.full else None)
        self.hint.say(view.hint)
        self.side.show_view(view.side)
        self.bar.show_view(view.bar)
        self.queue.setVisible(not view.full)
        self.side.setVisible(not view.full)
        self.phrases.show_view(view.side.say)
        self.lending.show_view(None if view.full else view.lending)
        self.promise.show_view(None if view.full else view.promise)
        self.sound.show_view(view.sound)
        self._shortcuts.bind()

    def arrange(self) -> None:
        """Layouts do it, but for the list and the panels over the sheets."""
        layout = self.layout()
        over = (self.phrases, self.sound, self.lending, self.promise)
        if layout is not None and not all(panel.isHidden() for panel in over):
            layout.activate()
        for panel in (self.lending, self.promise):
            if not panel.isHidden():
                panel.arrange(QPoint(self.queue.width(), self.bar.y()))
        if not self.sound.isHidden():
            self.sound.arrange(QPoint(self.width(), self.top.height()))
        if not self.phrases.isHidden():
            corner = self.sheets.mapTo(self, QPoint(self.sheets.width(), self.sheets.page_bottom_px))
            self.phrases.arrange(corner.x(), corner.y())

    def _type(self) -> None:
        if self._shown is not None and self._shown.full:
            self._emit(FillScreen(on=False))
        self.side.say.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _escape(self) -> None:
        """Out of a text field first; then what the view says."""
        focus = self.focusWidget() or self
        if self.lending.isAncestorOf(focus) and self._shown is not None and self._shown.lending is not None:
            self._emit(self._shown.lending.close.wish)
        elif self.side.isAncestorOf(focus):
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self._shown is not None and self._shown.escape is not None:
            self._emit(self._shown.escape)

    def _move(self, right: int, down: int) -> None:
        if self._shown is not None and self._shown.moved is not None:
            self._emit(LookBeside(self._shown.moved, right, down))
