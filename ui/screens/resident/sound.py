"""The panel of the sound, for the attendant: a bar that moves with the voice, a sound to hear, keys for how loud."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.presenters.sound import SoundView
from ui.screens.screen import Emit
from ui.stage import Stage
from ui.theme.measures import GAP_PX
from ui.theme.theme import Theme
from ui.widgets.key import Key
from ui.widgets.key_face import PLAIN
from ui.widgets.level_meter import LevelMeter
from ui.widgets.painted import Painted
from ui.widgets.stacking import Item, stack
from ui.widgets.surfaces import Card
from ui.widgets.words import HELPING, Style, Words, set_lines

_PANEL_PX = 1480
_INSET_PX = 56
_METER_PX = 56
_LEAST_KEY_PX = 108
_HEARD = Style("card", bold=True, line=1.3)


class SoundPanel(Painted):
    """A veil, a card; microphone above, loudspeaker below. The bar below stays free: もどる closes it."""

    def __init__(self, parent: QWidget, stage: Stage, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme)
        self._card = Card(self, theme, edge="ink")
        self._card.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)  # it holds keys
        self._title = Words(self._card, theme, Style("second", bold=True, line=1.35))
        self._state = Words(self._card, theme, Style("body", line=1.4))
        self._microphone = Words(self._card, theme, Style("body", bold=True, line=1.4))
        self._heard = Words(self._card, theme, _HEARD)
        self._loudspeaker = Words(self._card, theme, Style("body", bold=True, line=1.4))
        self._volume = Words(self._card, theme, Style("body", line=1.4))
        self._credit = Words(self._card, theme, HELPING)
        self._meter = LevelMeter(self._card, theme, stage.levels)
        self._meter.heard = self._heard.say
        self._may_say: tuple[str, ...] = ()
        self._urgent = False
        self._keys = [Key(self._card, theme, PLAIN) for _ in range(4)]
        for key in self._keys:
            key.touched.connect(emit)
        self.hide()

    def show_view(self, view: SoundView | None) -> None:
        """Shows, or goes away; hidden, it looks at no level."""
        keys = (view.trial, view.quieter, view.louder, view.close) if view else (None,) * 4
        for key, key_view in zip(self._keys, keys, strict=True):
            key.show_view(key_view)
        self.setVisible(view is not None)
        if view is not None:
            self._title.say(view.title)
            self._state.say(view.state, "ink" if view.well else "attention_word")
            self._microphone.say(view.microphone)
            self._loudspeaker.say(view.loudspeaker)
            self._volume.say(view.volume)
            self._credit.say(view.credit)
            self._meter.say(view.meter)
            self._may_say = view.meter.all
            self._urgent = not view.well
            self.arrange()

    def _most_said(self, width: int) -> int:
        """Room for the longest of what is said of a voice, so that keys do not jump while one speaks."""
        return max((set_lines(words, _HEARD, self.theme, width).height_px for words in self._may_say), default=0)

    def arrange(self) -> None:
        """As high as its words need; when room is short, title and good news leave."""
        inner = _PANEL_PX - 2 * _INSET_PX
        width = (inner - 3 * GAP_PX) // 4
        keys = max(_LEAST_KEY_PX, *(key.heightForWidth(width) for key in self._keys))
        rows = [
            Item(self._title, drop=1),
            Item(self._state, gap=4, drop=0 if self._urgent else 2),
            Item(self._microphone, gap=8),
            Item(self._meter, height=_METER_PX, gap=4),
            Item(self._heard, height=self._most_said(inner), gap=8),
            Item(self._loudspeaker, gap=8),
            Item(self._volume, gap=4),
            Item(self._credit, gap=8, drop=3),
        ]
        words = min(sum(row.needs(inner) + row.gap for row in rows), self.height() - keys - 96)
        y = stack(QRect(_INSET_PX, 32, inner, words), rows) + 20
        height = y + keys + 44
        self._card.setGeometry(
            (self.width() - _PANEL_PX) // 2, max((self.height() - height) // 2, 0), _PANEL_PX, height
        )
        self._card.paint_as("card", "ink", 4)
        for index, key in enumerate(self._keys):
            key.setGeometry(_INSET_PX + index * (width + GAP_PX), y, width, keys)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        veil = QColor("#3D3222")
        veil.setAlphaF(0.55)
        painter.fillRect(self.rect(), veil)
        painter.end()
