"""Guides at the desk, behind their own tab: titles, steps, and what the resident reads at this moment."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.presenters.desk_guide import DeskGuideView
from ui.presenters.parts import KeyKind, KeyView
from ui.screens.desk.fields import scroll_bar_style
from ui.screens.desk.parts import ALERT, STRONG, TITLE, DeskKey, Panel
from ui.screens.desk.state_line import StateLine
from ui.screens.screen import Emit
from ui.theme.growth import grown
from ui.theme.theme import Theme
from ui.widgets.plain import Plain
from ui.widgets.words import Words

_TITLES_PX = 236
_STEPS_PX = 200
_BESIDE_PX = 40


class KeyColumn(QScrollArea):
    """Keys under each other, as many as there are; those that find no room are scrolled to."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit) -> None:
        super().__init__(parent)
        self._theme, self._emit = theme, emit
        self._inner = Plain(self, theme, "card")
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(6)
        self._column.addStretch(1)
        self._keys: list[WrappedKey] = []
        self._chosen = ""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._bring_into_sight)
        self.setWidget(self._inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(scroll_bar_style(theme))

    def show_keys(self, views: tuple[KeyView, ...]) -> None:
        """Other keys."""
        while len(self._keys) < len(views):
            key = WrappedKey(self._inner, self._theme, self._emit)
            if self._keys:
                QWidget.setTabOrder(self._keys[-1], key)
            self._column.insertWidget(len(self._keys), key)
            self._keys.append(key)
        for index, key in enumerate(self._keys):
            key.show_view(views[index] if index < len(views) else None)
        chosen = next((view.name for view in views if view.kind is KeyKind.CHOSEN), "")
        if chosen != self._chosen:  # who scrolls on by himself is not called back
            self._chosen = chosen
            self._soon.start()

    def _bring_into_sight(self) -> None:
        """After the layout, which knows by then where the keys are."""
        for key in self._keys:
            if key.view is not None and key.view.name == self._chosen:
                self.ensureWidgetVisible(key, 0, _BESIDE_PX)


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
        self._fix()

    def dress(self, theme: Theme) -> None:
        super().dress(theme)
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
            return
        self.line.say(view.state, view.live)
        self.line.show_keys(view.keys)
        self._titles.show_keys(view.guides)
        self._steps.show_keys(view.steps)
        self._title.say(view.title)
        self._said.show_keys((*view.lines, *view.bring, *view.ways))
        self._facts.say(view.facts)
        self._doubt.say(view.doubt)
        self._doubt.setVisible(bool(view.doubt))
