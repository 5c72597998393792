"""The panel 貸出・返却 over the sheets: what is handed over in a call, and what comes back at any time."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.intents import Touched
from kiosk.domain.lending import MAX_ITEMS
from kiosk.domain.lending_desk import TakeBack
from ui.presenters.desk_lending import LendingView
from ui.screens.desk.fields import NumberField
from ui.screens.desk.over_sheets import OverSheets
from ui.screens.desk.parts import STRONG, TEXT, TITLE, DeskKey, show_keys
from ui.screens.screen import Emit
from ui.theme.theme import Theme
from ui.widgets.words import Words


class LendingPanel(OverSheets):
    """Opens with the keyboard where one begins. What was typed goes once it was taken, or with the panel."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme)
        self._emit = emit
        self._title = Words(self, theme, STRONG)
        self._late = Words(self, theme, TEXT)
        self._close = DeskKey(self, theme, emit)
        self._hand_title = Words(self, theme, TITLE)
        self._hand_how = Words(self, theme, TEXT)
        self._items = [DeskKey(self, theme, emit) for _ in range(MAX_ITEMS)]
        self._hand = DeskKey(self, theme, emit)
        self._back_title = Words(self, theme, TITLE)
        self.field = NumberField(self, theme)
        self._back = DeskKey(self, theme, self._given_back)
        self._said = Words(self, theme, STRONG)
        self.field.returnPressed.connect(self._back.click)
        self.field.textEdited.connect(self._touched)
        self._done = False
        self._lay_out()

    def _lay_out(self) -> None:
        head, back = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        back.setSpacing(8)
        back.addWidget(self.field, 1)
        back.addWidget(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._late)
        column.addWidget(self._hand_title)
        column.addWidget(self._hand_how)
        for key in (*self._items, self._hand):
            column.addWidget(key)
        column.addWidget(self._back_title)
        column.addLayout(back)
        column.addWidget(self._said)

    def dress(self, theme: Theme) -> None:
        super().dress(theme)
        self.field.dress(theme)

    def show_view(self, view: LendingView | None) -> None:
        """Shows, or goes away and forgets what was typed."""
        if view is None:
            self.field.setText("")
            show_keys([self._close, self._hand, self._back, *self._items], ())
        else:
            self._fill(view)
        self.appear(view is not None, self._items[0] if self._items[0].view is not None else self.field)

    def _fill(self, view: LendingView) -> None:
        self._title.say(view.title)
        self._late.say(view.late)
        self._close.show_view(view.close)
        self._hand_title.say(view.hand_title)
        self._hand_how.say(view.hand_how)
        show_keys(self._items, view.items)
        self._hand.show_view(view.hand)
        self._back_title.say(view.back_title)
        self.field.setPlaceholderText(view.prompt)
        self._back.show_view(view.back)
        self._said.say(view.said, "ink" if view.well else "attention_word")
        if view.taken and not self._done:
            self.field.setText("")
        self._done = view.taken

    def _given_back(self, _wish: object) -> None:
        self._emit(TakeBack(self.field.text()))

    def _touched(self, _text: str) -> None:
        self._emit(Touched())
