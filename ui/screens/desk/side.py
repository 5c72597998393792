"""The right column of the clerk's window: faces, the resident's screen, 筆談, notes, outcome."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kiosk.domain.intents import WriteNotes
from ui.presenters.desk_call import NotesView, SideView
from ui.screens.desk.fields import NotesField
from ui.screens.desk.parts import ALERT, TEXT, TITLE, DeskKey, Panel, show_keys
from ui.screens.desk.say import SayBox
from ui.screens.screen import Emit
from ui.stage import Stage
from ui.theme.growth import grown
from ui.theme.theme import Theme
from ui.widgets.painted import Painted
from ui.widgets.rows import Tag
from ui.widgets.surfaces import Lamp
from ui.widgets.video import VideoSurface
from ui.widgets.words import Words

WIDTH_PX = 332
_FACE_PX = (132, 187)
"""The face is at least and at most so high; 16:9 needs the latter."""
_OWN_PX = (96, 60)
_INSET_PX = 8
_NOTES_PX = 46
_LAMP_PX = 32
_OUTCOMES = 9


class FaceBox(Painted):
    """The resident's face with the clerk's own preview in its corner."""

    def __init__(self, parent: QWidget, stage: Stage, theme: Theme) -> None:
        super().__init__(parent, theme)
        self.their = VideoSurface(self, theme, stage.slots.their_face)
        self.their.setObjectName("video.their_face")
        self.their.corners = (False, False)
        self.own = VideoSurface(self, theme, stage.slots.own_face)
        self.own.setObjectName("video.own_face")
        self.own.mirrored = True
        self.own.corners = (False, False)
        self._stop = Tag(self, theme)
        self._fix()

    def dress(self, theme: Theme) -> None:
        super().dress(theme)
        self._stop.dress(theme)
        self._fix()
        self._arrange()

    def _fix(self) -> None:
        self.setMinimumHeight(grown(self.theme, _FACE_PX[0]))
        self.setMaximumHeight(grown(self.theme, _FACE_PX[1]))

    def sizeHint(self) -> QSize:
        return QSize(grown(self.theme, WIDTH_PX), self.maximumHeight())

    def show_view(self, view: SideView) -> None:
        """Other words."""
        self.their.say(*view.their_face)
        self.own.say(*view.own_face)
        self.own.setVisible(view.in_call)
        self._stop.say(view.stop)
        self._stop.setVisible(bool(view.stop))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        """The preview keeps clear of the words that stand in the middle of a face that is not seen."""
        width, height = grown(self.theme, _OWN_PX[0]), grown(self.theme, _OWN_PX[1])
        top = _INSET_PX if self.their.covered else self.height() - height - _INSET_PX
        self.their.setGeometry(self.rect())
        self.own.setGeometry(self.width() - width - _INSET_PX, top, width, height)
        self._stop.resize(self._stop.sizeHint())
        self._stop.move(_INSET_PX, _INSET_PX)


class NotesBox(QWidget):
    """メモ with its title."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit) -> None:
        super().__init__(parent)
        self._emit = emit
        self._title = Words(self, theme, TITLE)
        self.field = NotesField(self, theme)
        self.field.textChanged.connect(self._written)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self.field, 1)
        self.dress(theme)

    def dress(self, theme: Theme) -> None:
        """The field grows with the window."""
        self.field.dress(theme)
        self.field.setMinimumHeight(grown(theme, _NOTES_PX))

    def show_view(self, view: NotesView) -> None:
        """Other notes; without a call it takes none."""
        self._title.say(view.title)
        self.field.setEnabled(view.open)
        self.field.setPlaceholderText(view.prompt)
        self.field.hold(view.notes)

    def _written(self) -> None:
        self._emit(WriteNotes(self.field.toPlainText()))


class SideColumn(Panel):
    """Right: what belongs to the resident of the moment."""

    def __init__(self, parent: QWidget, stage: Stage, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme)
        self.faces = FaceBox(self, stage, theme)
        self._lamp = Lamp(self, theme)
        self._mirror_title = Words(self, theme, TITLE)
        self._mirror = Words(self, theme, TEXT)
        self._alerts = Words(self, theme, ALERT)
        self.say = SayBox(self, theme, emit)
        self.notes = NotesBox(self, theme, emit)
        self._outcome_title = Words(self, theme, TITLE)
        self._outcomes = [DeskKey(self, theme, emit) for _ in range(_OUTCOMES)]
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(6)
        for index, key in enumerate(self._outcomes):
            grid.addWidget(key, *divmod(index, 2))
        inner = QVBoxLayout()
        inner.setContentsMargins(12, 6, 12, 8)
        inner.setSpacing(5)
        for widget in (self._lamp, self._mirror_title, self._mirror, self._alerts):
            inner.addWidget(widget)
        inner.addWidget(self.say, 1)
        inner.addWidget(self.notes, 1)
        inner.addWidget(self._outcome_title)
        inner.addLayout(grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.faces)
        column.addLayout(inner, 1)
        self._fix()

    def _fix(self) -> None:
        self.setFixedWidth(grown(self.theme, WIDTH_PX))
        self._lamp.setFixedHeight(grown(self.theme, _LAMP_PX))

    def dress(self, theme: Theme) -> None:
        super().dress(theme)
        self._fix()
        self.say.dress(theme)
        self.notes.dress(theme)

    def show_view(self, view: SideView) -> None:
        """Other words and keys."""
        self.faces.show_view(view)
        self._lamp.show_view(view.lamp)
        self._mirror_title.say(view.mirror_title)
        self._mirror.say(view.mirror)
        self._alerts.say("\n".join(view.alerts))
        self._alerts.setVisible(bool(view.alerts))
        self.say.show_view(view.say)
        self.notes.show_view(view.notes)
        self._outcome_title.say(view.outcome_title, "attention_word" if view.outcome_urgent else "ink_2")
        show_keys(self._outcomes, view.outcomes)
