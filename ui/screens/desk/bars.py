"""The clerk's window above and below its columns: who and when, what is missing, and the keys of a call."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.presenters.desk import DeskView
from ui.presenters.desk_bar import BarView
from ui.screens.desk.parts import DeskKey, show_keys
from ui.screens.desk.sound import SmallMeter
from ui.screens.screen import Emit
from ui.stage import Stage
from ui.theme.growth import grown
from ui.theme.theme import Theme
from ui.widgets.key_face import DESK
from ui.widgets.mark import Mark
from ui.widgets.plain import Plain
from ui.widgets.rows import Tag
from ui.widgets.surfaces import Drawing
from ui.widgets.words import Style, Words

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ON_BAND = Style("body", "on_band", line=1.4)
_MARK_PX = (112, 32)
_SIGN_PX = 24
_BAR_KEYS = 6


class TopLine(Plain):
    """The counter, the clerk, the hub, the time, duty and lock."""

    def __init__(self, parent: QWidget, stage: Stage, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme, "band")
        self._mark = Mark(self, theme, 13)
        self._mark.setFixedSize(*_MARK_PX)
        self._title = Words(self, theme, Style("strip", "on_band", bold=True, line=1.4))
        self._who = Words(self, theme, _ON_BAND)
        self._unkept = Tag(self, theme)
        self._hub = Words(self, theme, _ON_BAND)
        self._clock = Words(self, theme, _ON_BAND)
        self._meter = SmallMeter(self, stage, theme)
        self._sound = DeskKey(self, theme, emit)
        self._duty = DeskKey(self, theme, emit)
        self._lock = DeskKey(self, theme, emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(12)
        at_left: tuple[QWidget, ...] = (self._mark, self._title, self._who)
        for widget in at_left:
            row.addWidget(widget, 0, _MIDDLE)
        row.addStretch(1)
        sound = (self._meter, self._sound)
        at_right: tuple[QWidget, ...] = (self._unkept, self._hub, self._clock, *sound, self._duty, self._lock)
        for widget in at_right:
            row.addWidget(widget, 0, _MIDDLE)

    def show_view(self, view: DeskView) -> None:
        """Other words."""
        self._mark.show_mark(view.mark, view.mark_words)
        self._title.say(view.title)
        self._who.say(view.who)
        self._unkept.say(view.unkept)
        self._unkept.setVisible(bool(view.unkept))
        self._hub.say(view.hub)
        self._hub.setVisible(bool(view.hub))
        self._clock.say(view.clock)
        self._meter.say(view.meter)
        self._sound.show_view(view.sound_key)
        self._duty.show_view(view.duty)
        self._lock.show_view(view.lock)


class HintLine(Plain):
    """What is missing, for a while."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme, "attention_fill")
        self._words = Words(self, theme, Style("second", "attention_word", bold=True, line=1.5))
        sign = Drawing(self, theme, "attention_edge")
        sign.show_drawing("alert")
        sign.setFixedSize(_SIGN_PX, _SIGN_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.addWidget(sign)
        row.addWidget(self._words, 1)

    def say(self, hint: str) -> None:
        """Other words, or none."""
        self._words.say(hint)
        self.setVisible(bool(hint))


class CallBar(Plain):
    """Every key shows its shortcut; the line stands before 終了."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme, "bar")
        self._keys = [DeskKey(self, theme, emit) for _ in range(_BAR_KEYS)]
        self._sign = Drawing(self, theme)
        self._line = Words(self, theme, Style("least", line=1.25))
        self._end = DeskKey(self, theme, emit, DESK)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        for key in self._keys:
            row.addWidget(key)
        row.addStretch(1)
        at_right: tuple[QWidget, ...] = (self._sign, self._line, self._end)
        for widget in at_right:
            row.addWidget(widget, 0, _MIDDLE)
        self._fix()

    def dress(self, theme: Theme) -> None:
        super().dress(theme)
        self._fix()

    def _fix(self) -> None:
        self._sign.setFixedSize(grown(self.theme, _SIGN_PX), grown(self.theme, _SIGN_PX))

    def show_view(self, view: BarView) -> None:
        """Other keys and figures."""
        show_keys(self._keys, view.keys)
        self._line.say(view.line, "ink" if view.line_well else "attention_word")
        self._sign.show_drawing(view.line_icon, "state" if view.line_well else "attention_edge")
        self._end.show_view(view.end)
