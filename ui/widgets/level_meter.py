"""Shows that the microphone hears: a row of fields that fill with the voice, and words that say the same."""

from collections.abc import Callable
from math import ceil, log10

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, QTimer
from PySide6.QtGui import QHideEvent, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.levels import Levels
from kiosk.domain.readings import plain
from ui.presenters.sound import MeterWords
from ui.theme.theme import Theme
from ui.widgets.painted import Painted, rounded

LOOK_MS = 100
FIELDS = 12
_FIELD_DB = 5.0
"""What one field stands for; the last ends at full scale."""
_HEARD_DB = -36.0
_LOUD_DB = -1.0
_REMEMBERED_MS = 2000
"""Words stay so long, because a speaker takes breath."""


class LevelMeter(Painted):
    """Looks ten times a second, and only while it is seen. Filled or empty, not a colour, is what tells.

    `colours` are those of a full and an empty field. `heard` is called with the words whenever they change.
    """

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        levels: Callable[[], Levels | None],
        colours: tuple[str, str] = ("state", "card"),
    ) -> None:
        super().__init__(parent, theme)
        self._full, self._empty = colours
        self.filled = 0
        self.words = ""
        self.heard: Callable[[str], None] = lambda words: None
        self._levels = levels
        self._says = MeterWords("", "", "", "")
        self._since_voice, self._since_loud = QElapsedTimer(), QElapsedTimer()
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.look)

    def say(self, words: MeterWords) -> None:
        """In another language."""
        if words != self._says:
            self._says = words
            self.look()

    def look(self) -> None:
        """At the level of this moment."""
        levels = None if self._says.lost else self._levels()
        db = 20 * log10(max(levels.peak, 1e-6)) if levels is not None else -120.0
        if db > _HEARD_DB:
            self._since_voice.start()
        if db > _LOUD_DB:
            self._since_loud.start()
        filled = max(0, min(FIELDS, FIELDS + ceil(db / _FIELD_DB)))
        words = self._says.away if levels is None else self._of_voice()
        if filled != self.filled:
            self.filled = filled
            self.update()
        if words != self.words:
            self.words = words
            self.setAccessibleName(plain(words))
            self.heard(words)

    def _of_voice(self) -> str:
        if self._since_loud.isValid() and not self._since_loud.hasExpired(_REMEMBERED_MS):
            return self._says.loud
        recently = self._since_voice.isValid() and not self._since_voice.hasExpired(_REMEMBERED_MS)
        return self._says.heard if recently else self._says.silent

    def forget(self) -> None:
        self._since_voice.invalidate()
        self._since_loud.invalidate()

    def sizeHint(self) -> QSize:
        return QSize(FIELDS * 24, 40)

    def showEvent(self, event: QShowEvent) -> None:
        self._look.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._look.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        width, gap = self.width() / FIELDS, max(2.0, self.width() / FIELDS / 5)
        for field in range(FIELDS):
            painter.setPen(QPen(self.colour(self._full), 1.5))
            painter.setBrush(self.colour(self._full if field < self.filled else self._empty))
            place = QRectF(field * width + gap / 2, 1, width - gap, self.height() - 2)
            painter.drawPath(rounded(place, min(4.0, gap)))
        painter.end()
