"""A page of a circular for all who are in the hall: large, in the frame of what a resident shows."""

from ui.presenters.circular_outside import CircularOutsideView
from ui.screens.screen import Screen
from ui.widgets.mark import Mark
from ui.widgets.plain import Plain
from ui.widgets.slip_view import SlipView
from ui.widgets.surfaces import Drawing
from ui.widgets.words import Style, Words

_FRAME_PX = 24
_HEAD_PX = 116
_MARK_PX = 220


class CircularOutsideScreen(Screen[CircularOutsideView]):
    """The page lies in the slot that the resident's screen paints from."""

    def build(self) -> None:
        self._frame = Plain(self, self.theme, "main")
        self._people = Drawing(self._frame, self.theme, "on_main")
        self._people.show_drawing("people")
        self._title = Words(self._frame, self.theme, Style("body", "on_main", bold=True, line=1.2))
        self._title.centre_vertically()
        self._mark = Mark(self._frame, self.theme, 36)
        self._page = SlipView(self, self.theme, (self.stage.slots.circular,))

    def fill(self, view: CircularOutsideView) -> None:
        self._title.say(view.title)
        self._mark.show_mark(view.mark, view.mark_words.replace(" ", "\n"))
        self._page.show_part(view.part)
        self._page.show_side(0 if view.words else 1, view.words)

    def arrange(self) -> None:
        width, height = self.width(), self.height()
        self._frame.setGeometry(self.rect())
        self._people.setGeometry(_FRAME_PX, 16, 84, 84)
        mark = _MARK_PX if not self._mark.isHidden() else 0
        self._mark.setGeometry(width - _FRAME_PX - mark, 10, mark, 96)
        left = _FRAME_PX + 84 + 32
        self._title.setGeometry(left, 8, width - left - mark - 2 * _FRAME_PX, _HEAD_PX - 16)
        self._page.setGeometry(_FRAME_PX, _HEAD_PX, width - 2 * _FRAME_PX, height - _HEAD_PX - _FRAME_PX)
