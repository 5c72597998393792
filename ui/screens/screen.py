"""The form of every screen: built once, shown again and again, a function of its view, its theme and its size."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.intents import Intent
from ui.stage import Stage
from ui.theme.theme import Theme
from ui.widgets.key import Key
from ui.widgets.key_face import PLAIN, KeyFace
from ui.widgets.painted import Painted, dress_tree

V = TypeVar("V")
Emit = Callable[[Intent], None]


class Screen(QWidget, Generic[V]):
    """Subclasses build widgets once, `fill` them from a view, and `arrange` them by size and letters."""

    def __init__(self, parent: QWidget | None, stage: Stage, theme: Theme, emit: Emit) -> None:
        super().__init__(parent)
        self.stage = stage
        self.theme = theme
        self._emit = emit
        self._shown: V | None = None
        self.build()

    def build(self) -> None:
        """Makes the widgets; called once."""
        raise NotImplementedError

    def fill(self, view: V) -> None:
        """Puts the view's words into the widgets."""
        raise NotImplementedError

    def arrange(self) -> None:
        """Places the widgets."""
        raise NotImplementedError

    def show_view(self, view: V) -> None:
        """Shows a view; the same view again costs nothing."""
        if view != self._shown:
            self._shown = view
            self.fill(view)
            self.arrange()

    def forget(self) -> None:
        """The screen has gone: nothing that it showed of a visit stays in it."""
        self._shown = None
        for widget in self.findChildren(Painted):
            widget.forget()

    def dress(self, theme: Theme) -> None:
        """Another look."""
        if theme != self.theme:
            self.theme = theme
            dress_tree(self, theme)
            if self._shown is not None:
                self.arrange()

    def key(self, face: KeyFace = PLAIN, parent: QWidget | None = None) -> Key:
        """A key whose intent goes to the flows."""
        made = Key(parent or self, self.theme, face)
        made.touched.connect(self._emit)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._shown is not None:
            self.arrange()
