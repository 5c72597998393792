"""Guides at the desk, behind their own tab: titles, steps, and what the resident reads at this moment."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.presenters.desk_guide import DeskGuideView
from ui.presenters.parts import KeyKind, KeyView
from ui.screens.desk.parts import ALERT, STRONG, TITLE, DeskKey, Panel, show_keys
from ui.screens.desk.scroll_column import ScrollColumn
from ui.screens.desk.state_line import StateLine
from ui.screens.screen import Emit
from ui.theme.growth import grown
from ui.theme.theme import Theme
from ui.widgets.words import Words

_TITLES_PX = 236
_STEPS_PX = 200
_BESIDE_PX = 40
_MOST_KEYS = 3


class WrappedKey(DeskKey):
    """As wide as its column; its words take as many lines as they need there."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme, emit)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._heights: dict[int, int] = {}

    def show_view(self, view: KeyView | None) -> None:
        if view != self.view:
            self._heights.clear()
        super().show_view(view)

    def dress(self, theme: Theme) -> None:
        self._heights.clear()
        super().dress(theme)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Kept, because a layout of forty keys asks for it a thousand times."""
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class KeyColumn(ScrollColumn[WrappedKey]):
    """Keys; the chosen one is brought into sight when it is another than before."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme, lambda inner, worn: WrappedKey(inner, worn, emit))
        self._chosen = ""

    def show_keys(self, views: tuple[KeyView, ...]) -> None:
        """Other keys."""
        for index, key in enumerate(self.hold(len(views))):
            key.show_view(views[index] if index < len(views) else None)
        chosen = next((view.name for view in views if view.kind is KeyKind.CHOSEN), "")
        if chosen != self._chosen:  # who scrolls on by himself is not called back
            self._chosen = chosen
            here = (key for key in self.rows if key.view is not None and key.view.name == chosen)
            self.bring_into_sight(next(here, None), _BESIDE_PX)


class GuidePage(Panel):
    """What is clicked is led to at both ends; the resident may go on by himself, and that is seen here."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme)
        self.line = StateLine(self, theme, emit)
        self._titles = KeyColumn(self, theme, emit)
        self._steps = KeyColumn(self, theme, emit)
        self._title = Words(self, theme, STRONG)
        self._said = KeyColumn(self, theme, emit)
        self._facts = Words(self, theme, TITLE)
        self._doubt = Words(self, theme, ALERT)
        self._keys = [DeskKey(self, theme, emit) for _ in range(_MOST_KEYS)]
        self._lay_out()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._title)
        right.addWidget(self._said, 1)
        right.addWidget(self._doubt)
        right.addWidget(self._facts)
        columns = QHBoxLayout()
        columns.setContentsMargins(10, 8, 10, 8)
        columns.setSpacing(12)
        columns.addWidget(self._titles)
        columns.addWidget(self._steps)
        columns.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.line)
        whole.addLayout(columns, 1)
        below = QHBoxLayout()
        below.setContentsMargins(10, 0, 10, 8)
        below.setSpacing(6)
        for key in self._keys:
            below.addWidget(key)
        below.addStretch(1)
        whole.addLayout(below)
        self._fix()

    def dress(self, theme: Theme) -> None:
        super().dress(theme)
        for column in (self._titles, self._steps, self._said):
            column.dress(theme)
        self._fix()

    def _fix(self) -> None:
        self._titles.setFixedWidth(grown(self.theme, _TITLES_PX))
        self._steps.setFixedWidth(grown(self.theme, _STEPS_PX))

    def show_view(self, view: DeskGuideView | None) -> None:
        """Another guide or step; without a view nothing of it stays."""
        if view is None:
            for column in (self._titles, self._steps, self._said):
                column.show_keys(())
            for words in (self._title, self._facts, self._doubt):
                words.say("")
            self.line.show_keys(())
            show_keys(self._keys, ())
            return
        self.line.say(view.state, view.live)
        self.line.show_keys((view.shown,) if view.shown is not None else ())
        show_keys(self._keys, view.keys)
        self._titles.show_keys(view.guides)
        self._steps.show_keys(view.steps)
        self._title.say(view.title)
        self._said.show_keys((*view.lines, *view.bring, *view.ways))
        self._facts.say(view.facts)
        self._doubt.say(view.doubt)
        self._doubt.setVisible(bool(view.doubt))
