"""A page of a circular for all who are in the hall: large, in the frame of what a resident shows."""

from ui.presenters.circular_outside import CircularOutsideView
from ui.screens.external.frame import OutsideFrame
from ui.screens.screen import Screen
from ui.widgets.slip_view import SlipView


class CircularOutsideScreen(Screen[CircularOutsideView]):
    """The page lies in the slot that the resident's screen paints from."""

    def build(self) -> None:
        self._frame = OutsideFrame(self, self.theme)
        self._page = SlipView(self, self.theme, (self.stage.slots.circular,))

    def fill(self, view: CircularOutsideView) -> None:
        self._frame.show_head(view.title, view.mark, view.mark_words)
        self._page.show_part(view.part)
        self._page.show_side(0 if view.words else 1, view.words)

    def arrange(self) -> None:
        self._page.setGeometry(self._frame.arrange(self.rect()))
