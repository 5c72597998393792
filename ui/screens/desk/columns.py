"""The three columns of the clerk's window: who waits, the papers, the resident."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ui.presenters.desk import DeskView, PaperView, VanRow, WaitingRow
from ui.presenters.parts import KeyView
from ui.screens.screen import Emit
from ui.stage import Slots, Stage
from ui.theme.fonts import font
from ui.theme.theme import Theme
from ui.widgets.key import Key
from ui.widgets.key_face import DESK, DESK_NARROW
from ui.widgets.mark_layer import MarkLayer
from ui.widgets.painted import Painted, rounded
from ui.widgets.rows import Tag
from ui.widgets.surfaces import Lamp
from ui.widgets.video import Fit, VideoSurface
from ui.widgets.words import Style, Words

TITLE = Style("least", "ink_2", bold=True, line=1.6)
TEXT = Style("body", line=1.45)
STRONG = Style("second", bold=True, line=1.4)
MOST_ROWS = 6
TOOLS = 7
_QUEUE_PX = 224
_SIDE_PX = 332


class Panel(Painted):
    """A white column."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        painter.fillRect(self.rect(), self.colour("card"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self.colour("hairline"))
        painter.end()


class WaitingCard(Key):
    """A ticket of the queue; a touch answers it."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme, DESK)
        self._row: WaitingRow | None = None
        self.setFixedHeight(66)

    def show_row(self, row: WaitingRow | None) -> None:
        """Another ticket, or none."""
        self._row = row
        self.show_view(row.key if row else None)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_QUEUE_PX - 24, 66)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 66)

    def overflow(self) -> str:
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._row is None:
            return
        painter = self.painter()
        painter.setPen(QPen(self.colour("quiet_edge"), 1.4))
        painter.setBrush(self.colour("quiet_pressed" if self._down else "card"))
        painter.drawPath(rounded(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8))
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        middle = Qt.AlignmentFlag.AlignVCenter
        inner = QRectF(self.rect()).adjusted(12, 8, -12, -8)
        half = QRectF(inner.left(), inner.top(), inner.width(), inner.height() / 2)
        painter.setFont(font(self.theme.letters.second, True))
        painter.setPen(self.colour("ink"))
        painter.drawText(half, left | middle, self._row.title)
        painter.setFont(font(self.theme.letters.least, False))
        painter.drawText(half.translated(0, half.height()), left | middle, self._row.topic)
        painter.setPen(self.colour("ink_2"))
        painter.drawText(half, right | middle, self._row.waited)
        painter.end()


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
        self.setFixedHeight(28)

    def show_row(self, row: VanRow | None) -> None:
        """Another van, or none."""
        self._row = row
        self.setVisible(row is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._row is None:
            return
        painter = self.painter()
        middle = Qt.AlignmentFlag.AlignVCenter
        letters = font(self.theme.letters.body, True)
        state = f"{'●' if self._row.online else '○'} {self._row.state}"
        metrics = QFontMetricsF(letters)
        room = self.width() - metrics.horizontalAdvance(state) - 12
        painter.setFont(letters)
        painter.setPen(self.colour("ink"))
        name = metrics.elidedText(self._row.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | middle, name)
        painter.setPen(self.colour("state" if self._row.online else "attention_edge"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignRight | middle, state)
        painter.end()


class QueueColumn(Panel):
    """Left: the call, the queue, the vans."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme)
        self.setFixedWidth(_QUEUE_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 12, 12)
        column.setSpacing(8)
        self._talking_title = Words(self, theme, TITLE)
        self._talking = TalkingCard(self, theme)
        self._queue_title = Words(self, theme, TITLE)
        self._empty = Words(self, theme, TEXT)
        self._rows = [WaitingCard(self, theme) for _ in range(MOST_ROWS)]
        self._vans_title = Words(self, theme, TITLE)
        self._vans = [VanLine(self, theme) for _ in range(MOST_ROWS)]
        for widget in (self._talking_title, self._talking, self._queue_title, self._empty, *self._rows):
            column.addWidget(widget)
        for row in self._rows:
            row.touched.connect(emit)
        column.addStretch(1)
        column.addWidget(self._vans_title)
        for van in self._vans:
            column.addWidget(van)

    def show_view(self, view: DeskView) -> None:
        """Other rows."""
        self._talking_title.say(view.talking_title)
        self._talking_title.setVisible(view.talking is not None)
        self._talking.show_call(view.talking)
        self._queue_title.say(view.queue_title)
        self._empty.say(view.queue_empty)
        self._empty.setVisible(bool(view.queue_empty))
        for index, card in enumerate(self._rows):
            card.show_row(view.queue[index] if index < len(view.queue) else None)
        self._vans_title.say(view.vans_title)
        for index, line in enumerate(self._vans):
            line.show_row(view.vans[index] if index < len(view.vans) else None)


class StateLine(Painted):
    """The line above a page: green while it is live."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._words, self._live = "", False
        self.setFixedHeight(36)

    def say(self, words: str, live: bool) -> None:
        """Other words."""
        self._words, self._live = words, live
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        painter.fillRect(self.rect(), self.colour("state" if self._live else "bar"))
        painter.setPen(self.colour("on_state" if self._live else "ink"))
        painter.setFont(font(self.theme.letters.least, True))
        sign = "● " if self._live else ""
        painter.drawText(self.rect().adjusted(14, 0, -14, 0), Qt.AlignmentFlag.AlignVCenter, sign + self._words)
        painter.end()


class PaperPage(QWidget):
    """One tab: the state line and the page."""

    def __init__(self, parent: QWidget, theme: Theme, slots: Slots, own: bool) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._line = StateLine(self, theme)
        self.surface = VideoSurface(self, theme, slots.own_paper if own else slots.their_paper, Fit.FIT)
        self.surface.setObjectName("video.own_paper" if own else "video.their_paper")
        self.surface.corners = (False, False)
        column.addWidget(self._line)
        column.addWidget(self.surface, 1)
        self.layer = MarkLayer(self.surface, points=True)

    def show_view(self, view: PaperView) -> None:
        """Other words and marks."""
        self._line.say(view.line, view.live)
        self.surface.say(view.no_picture, view.hidden)
        self.layer.show_marks(view.marks)


class ToolRow(Panel):
    """Below the papers, while one is open: what the clerk draws with."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(6)
        self._keys = [Key(self, theme, DESK_NARROW) for _ in range(TOOLS)]
        for key in self._keys:
            key.touched.connect(emit)
            row.addWidget(key)
        row.addStretch(1)

    def show_tools(self, tools: tuple[KeyView, ...]) -> None:
        """Other keys, or none."""
        for index, key in enumerate(self._keys):
            key.show_view(tools[index] if tools else None)
        self.setVisible(bool(tools))


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
        self.own.radius = 8
        self.own.corners = (False, False)
        self._stop = Tag(self, theme)
        self.setFixedSize(_SIDE_PX, 200)
        self.their.setGeometry(0, 0, _SIDE_PX, 200)
        self.own.setGeometry(_SIDE_PX - 104, 132, 96, 60)

    def show_view(self, view: DeskView) -> None:
        """Other words."""
        self.their.say(*view.their_face)
        self.own.say(*view.own_face)
        self.own.setVisible(view.talking is not None)
        self._stop.say(view.stop)
        self._stop.setVisible(bool(view.stop))
        self._stop.resize(self._stop.sizeHint())
        self._stop.move(8, 8)


class ResidentColumn(Panel):
    """Right: faces, the lamp, the mirror of the resident's screen, the outcome."""

    def __init__(self, parent: QWidget, stage: Stage, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme)
        self.setFixedWidth(_SIDE_PX)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(8)
        self.faces = FaceBox(self, stage, theme)
        column.addWidget(self.faces)
        self._lamp = Lamp(self, theme)
        self._mirror_title = Words(self, theme, TITLE)
        self._mirror = Words(self, theme, TEXT)
        self._alert = Words(self, theme, Style("body", "attention_word", bold=True, line=1.45))
        self._left = Key(self, theme, DESK)
        self._outcome_title = Words(self, theme, TITLE)
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 4, 14, 0)
        inner.setSpacing(8)
        column.addLayout(inner, 1)
        for widget in (self._lamp, self._mirror_title, self._mirror, self._alert, self._left):
            inner.addWidget(widget)
        inner.addStretch(1)
        inner.addWidget(self._outcome_title)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        inner.addLayout(self._grid)
        self._outcomes: list[Key] = []
        self._theme, self._emit = theme, emit
        self._left.touched.connect(emit)

    def show_view(self, view: DeskView) -> None:
        """Other words and keys."""
        self.faces.show_view(view)
        self._lamp.show_view(view.face_lamp)
        self._mirror_title.say(view.mirror_title)
        self._mirror.say(view.mirror)
        self._alert.say(view.mirror_alert)
        self._alert.setVisible(bool(view.mirror_alert))
        self._left.show_view(view.left)
        self._outcome_title.say(view.outcome_title, "attention_word" if view.outcome_urgent else "ink_2")
        self._show_outcomes(view.outcomes)

    def _show_outcomes(self, outcomes: tuple[KeyView, ...]) -> None:
        while len(self._outcomes) < len(outcomes):
            key = Key(self, self._theme, DESK_NARROW)
            key.touched.connect(self._emit)
            row, column = divmod(len(self._outcomes), 2)
            self._grid.addWidget(key, row, column)
            self._outcomes.append(key)
        for index, key in enumerate(self._outcomes):
            key.show_view(outcomes[index] if index < len(outcomes) else None)


class PaperColumn(QWidget):
    """Middle: two tabs. Which one is in front is the clerk's to choose, until a paper of the other kind is opened."""

    def __init__(self, parent: QWidget, stage: Stage, theme: Theme, emit: Emit) -> None:
        super().__init__(parent)
        self.their = PaperPage(self, theme, stage.slots, own=False)
        self.own = PaperPage(self, theme, stage.slots, own=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._pages = QStackedLayout()
        column.addLayout(self._pages, 1)
        for page in (self.their, self.own):
            self._pages.addWidget(page)
            page.layer.asked.connect(emit)
        self._tools = ToolRow(self, theme, emit)
        column.addWidget(self._tools)

    @property
    def front(self) -> int:
        """0 for the resident's paper, 1 for the clerk's own."""
        return self._pages.currentIndex()

    def bring(self, index: int) -> None:
        """Brings one tab to the front."""
        self._pages.setCurrentIndex(index)

    def show_view(self, view: DeskView) -> None:
        """Other words, marks and tools."""
        self.their.show_view(view.their_paper)
        self.own.show_view(view.own_paper)
        self._tools.show_tools(view.tools)
