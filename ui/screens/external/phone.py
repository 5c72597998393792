"""A class: the trainer's telephone large for all who stand there, and beside it the step that everybody does."""

from PySide6.QtCore import QRect

from ui.presenters.phone import PhoneOutsideView
from ui.screens.external.frame import OutsideFrame
from ui.screens.screen import Screen
from ui.theme.theme import hall_theme
from ui.widgets.stacking import Item, stack
from ui.widgets.surfaces import Card
from ui.widgets.video import Fit, VideoSurface
from ui.widgets.words import Style, Words

_MOST_LINES = 4
_PICTURE_SHARE = 0.5
_INSET_PX = 56


class PhoneOutsideScreen(Screen[PhoneOutsideView]):
    """It paints from the slot of the resident's screen."""

    def build(self) -> None:
        self._frame = OutsideFrame(self, self.theme)
        self._picture = VideoSurface(self, self.theme, self.stage.slots.own_paper, Fit.FIT)
        self._picture.setObjectName("video.outside.phone")
        self._picture.corners = (False, False)
        self._card = Card(self, self.theme)
        near = hall_theme(self.theme.icons)
        self._title = Words(self._card, near, Style("body", bold=True, line=1.3))
        self._lines = [Words(self._card, near, Style("body", line=1.5)) for _ in range(_MOST_LINES)]

    def fill(self, view: PhoneOutsideView) -> None:
        self._frame.show_head(view.heading, view.mark, view.mark_words)
        self._picture.say(view.no_picture, view.hidden)
        self._title.say(view.title)
        for index, words in enumerate(self._lines):
            words.say(view.lines[index] if index < len(view.lines) else "")

    def arrange(self) -> None:
        place = self._frame.arrange(self.rect())
        wide = round(place.width() * _PICTURE_SHARE)
        self._picture.setGeometry(place.left(), place.top(), wide, place.height())
        self._card.setGeometry(place.left() + wide, place.top(), place.width() - wide, place.height())
        inner = QRect(_INSET_PX, 40, place.width() - wide - 2 * _INSET_PX, place.height() - 80)
        lines = [Item(words, gap=28, drop=1 + index) for index, words in enumerate(self._lines)]
        stack(inner, [Item(self._title), *lines])
