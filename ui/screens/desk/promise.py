"""The panel 折り返し電話 over the sheets: a row of two keys for each day."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.promised_call import DAYS_OFFERED, PartOfDay
from ui.presenters.desk_promise import PromiseView
from ui.screens.desk.over_sheets import OverSheets
from ui.screens.desk.parts import STRONG, TEXT, DeskKey, show_keys
from ui.screens.screen import Emit
from ui.theme.theme import Theme
from ui.widgets.words import Words


class PromisePanel(OverSheets):
    """One click promises, the same once more takes it back."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme)
        self._title = Words(self, theme, STRONG)
        self._close = DeskKey(self, theme, emit)
        self._how = Words(self, theme, TEXT)
        self._days = [[DeskKey(self, theme, emit) for _ in PartOfDay] for _ in range(DAYS_OFFERED)]
        head, column = QHBoxLayout(), QVBoxLayout(self)
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._how)
        for keys in self._days:
            row = QHBoxLayout()
            row.setSpacing(6)
            for key in keys:
                row.addWidget(key, 1)
            column.addLayout(row)

    def show_view(self, view: PromiseView | None) -> None:
        """Shows, or goes away."""
        self._title.say(view.title if view is not None else "")
        self._how.say(view.how if view is not None else "")
        self._close.show_view(view.close if view is not None else None)
        days = view.days if view is not None else ()
        for index, keys in enumerate(self._days):
            show_keys(keys, days[index] if index < len(days) else ())
        self.appear(view is not None, self._days[0][0])
