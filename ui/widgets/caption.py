"""What the clerk typed, beside or below the picture: a bubble with the words of the moment and those before."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.presenters.writing import CaptionView
from ui.theme.measures import CARD_RADIUS_PX
from ui.theme.theme import Theme
from ui.widgets.painted import Painted, rounded
from ui.widgets.words import STRONG, Style, Words

_WHO = Style("helping", "state", bold=True, line=1.3)
_BEFORE = Style("helping", "ink_2", line=1.35)
_INSET_PX = 24
BELOW_PX = 16


class Caption(Painted):
    """Takes the height that its words need; where room is short the words before leave first, then whose they are."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._who = Words(self, theme, _WHO)
        self._before = Words(self, theme, _BEFORE)
        self._words = Words(self, theme, STRONG)
        self.hide()

    def show_view(self, view: CaptionView | None) -> None:
        """Other words, or none."""
        self.setVisible(view is not None)
        self._who.say(view.who if view else "")
        self._before.say(view.before if view else "")
        self._words.say(view.words if view else "")

    @property
    def told(self) -> bool:
        """Whether there are words."""
        return bool(self._words.text)

    def forget(self) -> None:
        self.show_view(None)

    def height_for(self, width_px: int, room_px: int = 10_000) -> int:
        """The height at a width, within `room_px` if the words before may be left out for it."""
        whole = self._height(width_px, with_before=True)
        return whole if whole <= room_px else self._height(width_px, with_before=False)

    def _height(self, width_px: int, with_before: bool, with_who: bool = True) -> int:
        inner = width_px - 2 * _INSET_PX
        before = self._before.height_for(inner) if with_before and self._before.text else 0
        who = self._who.height_for(inner) if with_who else 0
        return who + before + self._words.height_for(inner) + _INSET_PX + 8

    def settle(self, room: QRect) -> int:
        """Takes its place at the foot of `room` if its words have room there; gives the height that it takes from what
        is above."""
        words = self.height_for(room.width(), room.height() // 2) if self.told else 0
        if words > room.height():
            words = self._height(room.width(), with_before=False, with_who=False)
        self.setVisible(0 < words <= room.height())
        if self.isHidden():
            return 0
        self.setGeometry(room.left(), room.bottom() + 1 - words, room.width(), words)
        self.arrange()
        return words + BELOW_PX

    def arrange(self) -> None:
        """Places its words in the size that it has."""
        inner = self.width() - 2 * _INSET_PX
        roomy = bool(self._before.text) and self._height(self.width(), with_before=True) <= self.height()
        named = roomy or self._height(self.width(), with_before=False) <= self.height()
        top = _INSET_PX // 2
        self._before.setVisible(roomy)
        self._who.setVisible(named)
        for words in (self._who, self._before, self._words):
            if (words is self._before and not roomy) or (words is self._who and not named):
                continue
            height = words.height_for(inner)
            words.setGeometry(_INSET_PX, top, inner, height)
            top += height

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        painter.setPen(QPen(self.colour("ink"), 3))
        painter.setBrush(self.colour("card"))
        painter.drawPath(rounded(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), CARD_RADIUS_PX))
        painter.end()
