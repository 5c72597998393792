"""An HTML circular for all who are in the hall: from the block with which the resident's screen begins."""

from PySide6.QtCore import QRect

from ui.presenters.circular_outside import CircularTextOutsideView
from ui.screens.external.frame import OutsideFrame
from ui.screens.screen import Screen
from ui.theme.theme import hall_theme
from ui.widgets.block_flow import BlockFlow, screenful_of, screenfuls
from ui.widgets.hall_text import HALL_TITLE, MORE_PX, hall_place, hall_room, title_px
from ui.widgets.surfaces import Card
from ui.widgets.words import Style, Words

_INSET_PX = (56, 36)


class CircularTextOutsideScreen(Screen[CircularTextOutsideView]):
    """It may show more than the resident's screen, never less: that one turns the page where this one does, and the
    voice takes both along. What has no room is said to follow."""

    def build(self) -> None:
        theme = hall_theme(self.theme.icons)
        self._frame = OutsideFrame(self, self.theme)
        self._card = Card(self, self.theme)
        self._title = Words(self._card, theme, HALL_TITLE)
        self._flow = BlockFlow(self._card, theme)
        self._more = Words(self._card, theme, Style("body", "state", bold=True, line=1.3))
        self._view: CircularTextOutsideView | None = None

    def fill(self, view: CircularTextOutsideView) -> None:
        self._view = view
        self._frame.show_head(view.heading, view.mark, view.mark_words)
        self._title.say(view.title)

    def forget(self) -> None:
        super().forget()
        self._view = None

    def arrange(self) -> None:
        view, icons = self._view, self.theme.icons
        if view is None:
            return
        self._card.setGeometry(self._frame.arrange(self.rect()))
        place = hall_place(icons, view.title)
        self._title.setGeometry(*_INSET_PX, place.width(), title_px(icons, view.title))
        blocks = view.blocks[view.first :]
        starts = screenfuls(blocks, [hall_room(icons, view.title)])
        here = screenful_of(starts, max(view.read - view.first, 0))
        end = starts[here + 1] if here + 1 < len(starts) else len(blocks)
        area = place.translated(*_INSET_PX)
        self._flow.show(blocks[starts[here] : end], view.read - view.first - starts[here], area)
        self._more.say(view.more if end < len(blocks) else "")
        self._more.setGeometry(QRect(area.left(), area.bottom() + 1, area.width(), MORE_PX))
