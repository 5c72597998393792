"""Rows under each other, as many as are asked for; those that find no room are scrolled to."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.screens.desk.fields import scroll_bar_style
from ui.theme.theme import Theme
from ui.widgets.plain import Plain

W = TypeVar("W", bound=QWidget)


class ScrollColumn(QScrollArea, Generic[W]):
    """Rows are made when they are first needed, in the theme of that moment, and stay."""

    def __init__(self, parent: QWidget, theme: Theme, make: Callable[[QWidget, Theme], W], spacing_px: int = 6) -> None:
        super().__init__(parent)
        self._theme, self._make = theme, make
        self.rows: list[W] = []
        self._inner = Plain(self, theme, "card")
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(spacing_px)
        self._column.addStretch(1)
        self._sought: QWidget | None = None
        self._beside_px = 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._seek)
        self.setWidget(self._inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(scroll_bar_style(theme))

    def dress(self, theme: Theme) -> None:
        """Rows that come later wear it, too."""
        self._theme = theme

    def hold(self, count: int) -> list[W]:
        """At least so many rows; new ones stand behind the last one, in the order of the Tab key, too."""
        while len(self.rows) < count:
            row = self._make(self._inner, self._theme)
            if self.rows:
                QWidget.setTabOrder(self.rows[-1], row)
            self._column.insertWidget(len(self.rows), row)
            self.rows.append(row)
        return self.rows

    def bring_into_sight(self, row: QWidget | None, beside_px: int) -> None:
        """After the layout, which knows by then where the rows are."""
        self._sought, self._beside_px = row, beside_px
        self._soon.start()

    def _seek(self) -> None:
        if self._sought is not None:
            self.ensureWidgetVisible(self._sought, 0, self._beside_px)
