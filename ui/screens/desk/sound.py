"""The clerk's own sound: a small bar that is always seen, and a panel with a sound to hear and keys for how loud."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.presenters.sound import SoundView
from ui.screens.desk.parts import STRONG, TEXT, DeskKey, Panel, show_keys
from ui.screens.screen import Emit
from ui.stage import Stage
from ui.theme.growth import grown
from ui.theme.theme import Theme
from ui.widgets.level_meter import LevelMeter
from ui.widgets.words import Words

SMALL_PX = (60, 18)
_PANEL_PX = 430
_METER_PX = 26


class SmallMeter(LevelMeter):
    """Without words, beside the key that opens the panel; a screen reader hears them."""

    def __init__(self, parent: QWidget, stage: Stage, theme: Theme) -> None:
        super().__init__(parent, theme, stage.levels, ("on_band", "band"))
        self.setObjectName("meter.microphone")
        self._fix()

    def dress(self, theme: Theme) -> None:
        super().dress(theme)
        self._fix()

    def _fix(self) -> None:
        self.setFixedSize(*(grown(self.theme, length) for length in SMALL_PX))


class SoundPanel(Panel):
    """Over the right column, below the top line."""

    def __init__(self, parent: QWidget, stage: Stage, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme)
        self._title = Words(self, theme, STRONG)
        self._microphone = Words(self, theme, TEXT)
        self._state = Words(self, theme, TEXT)
        self._meter = LevelMeter(self, theme, stage.levels)
        self._heard = Words(self, theme, STRONG)
        self._meter.heard = self._heard.say
        self._loudspeaker = Words(self, theme, TEXT)
        self._volume = Words(self, theme, TEXT)
        self._keys = [DeskKey(self, theme, emit) for _ in range(4)]
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        rows = QHBoxLayout(), QHBoxLayout()
        for index, key in enumerate(self._keys):
            rows[index // 2].addWidget(key, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(6)
        microphone = (self._microphone, self._meter, self._heard)
        for widget in (self._title, self._state, *microphone, self._loudspeaker, self._volume):
            column.addWidget(widget)
        for row in rows:
            row.setSpacing(8)
            column.addLayout(row)

    def show_view(self, view: SoundView | None) -> None:
        """Shows, or goes away; hidden, it looks at no level."""
        self.setVisible(view is not None)
        if view is None:
            show_keys(self._keys, ())
            return
        self._title.say(view.title)
        self._microphone.say(view.microphone)
        self._loudspeaker.say(view.loudspeaker)
        self._state.say(view.state, "ink" if view.well else "attention_word")
        self._meter.say(view.meter)
        self._volume.say(view.volume)
        show_keys(self._keys, (view.trial, view.close, view.quieter, view.louder))

    def arrange(self, corner: QPoint) -> None:
        """`corner`: where its right upper edge stands."""
        width = grown(self.theme, _PANEL_PX)
        self._meter.setFixedHeight(grown(self.theme, _METER_PX))
        self._heard.setMinimumHeight(round(self.theme.letters.second * STRONG.line) + 2)
        layout = self.layout()
        height = layout.totalHeightForWidth(width) if layout is not None else 0
        self.setGeometry(corner.x() - width, corner.y(), width, height)
        self.raise_()
