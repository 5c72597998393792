"""Writing without a keyboard: keys of 72 px for letters, the line that is being typed above them."""

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.presenters.kana import KanaView
from ui.theme.measures import CARD_RADIUS_PX
from ui.theme.theme import Theme
from ui.widgets.key import Key
from ui.widgets.key_face import KANA
from ui.widgets.painted import Painted, rounded

HASTY_MS = 150
"""Typed letters may follow each other faster than other touches: しし is two letters, not one touch."""
GAP_PX = 10
_KEY_PX = 72
_LINE_PX = 88
_SIDE_PX = 340
_ROWS, _COLUMNS = 5, 13
_WIDEST_KEY_PX = 150


class KanaBoard(Painted):
    """Emits `asked(intent)`."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._view: KanaView | None = None
        self._letters = [[self._key() for _ in range(_COLUMNS)] for _ in range(_ROWS)]
        self._planes = [self._key() for _ in range(4)]
        self._deeds = [self._key() for _ in range(4)]
        self.hide()

    @staticmethod
    def height_px() -> int:
        """The height that it needs."""
        return _LINE_PX + _ROWS * (_KEY_PX + GAP_PX)

    def _key(self) -> Key:
        key = Key(self, self.theme, KANA)
        key.one_tap_ms = HASTY_MS
        key.touched.connect(self.asked)
        return key

    def show_view(self, view: KanaView | None) -> None:
        """Other letters, another line, or none."""
        self._view = view
        self.setVisible(view is not None)
        for number, keys in enumerate(self._letters):
            row = view.rows[number] if view is not None else ()
            for place, key in enumerate(keys):
                key.show_view(row[place] if place < len(row) else None)
        for number, key in enumerate(self._planes):
            key.show_view(view.planes[number] if view is not None else None)
        deeds = (view.send, view.space, view.erase, view.close) if view is not None else (None,) * 4
        for key, shown in zip(self._deeds, deeds, strict=True):
            key.show_view(shown)
        self.setAccessibleName(view.draft if view else "")
        self.update()

    def forget(self) -> None:
        self.show_view(None)

    def arrange(self) -> None:
        """Places letters at the left, the other planes at the right, what is done with the line above and below."""
        if self._view is None:
            return
        columns = max(len(row) for row in self._view.rows)
        width = min((self.width() - _SIDE_PX) // columns - GAP_PX, _WIDEST_KEY_PX)
        for number, keys in enumerate(self._letters):
            for place, key in enumerate(keys):
                key.setGeometry(place * (width + GAP_PX), self._top(number), width, _KEY_PX)
        left, half = self.width() - _SIDE_PX, (_SIDE_PX - GAP_PX) // 2
        for number, key in enumerate(self._planes):
            key.setGeometry(left + (number % 2) * (half + GAP_PX), self._top(number // 2), half, _KEY_PX)
        send, *others = self._deeds
        send.setGeometry(left, 0, _SIDE_PX, _LINE_PX - GAP_PX)
        for number, key in enumerate(others, start=2):
            key.setGeometry(left, self._top(number), _SIDE_PX, _KEY_PX)

    def _top(self, row: int) -> int:
        return _LINE_PX + row * (_KEY_PX + GAP_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._view is None:
            return
        painter = self.painter()
        line = QRectF(QRect(0, 0, self.width() - _SIDE_PX - GAP_PX, _LINE_PX - GAP_PX))
        painter.setPen(QPen(self.colour("ink"), 3))
        painter.setBrush(self.colour("card"))
        painter.drawPath(rounded(line.adjusted(1.5, 1.5, -1.5, -1.5), CARD_RADIUS_PX))
        inner, draft = line.adjusted(24, 4, -24, -4), self._view.draft
        painter.setFont(self.theme.font(self.theme.letters.body if draft else self.theme.letters.helping, bool(draft)))
        painter.setPen(self.colour("ink" if draft else "ink_2"))
        # the end of a long line is what one is typing
        words = painter.fontMetrics().elidedText(f"{draft}｜", Qt.TextElideMode.ElideLeft, round(inner.width()))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, middle, words if draft else self._view.empty)
        painter.end()
