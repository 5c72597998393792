"""A guide, read alone or while waiting: the steps at the left, the present one large."""

from dataclasses import replace

from PySide6.QtCore import QRect

from ui.presenters.booking import MOST_OFFERED
from ui.presenters.card_days import MOST_CHOICES
from ui.presenters.guide import GuideView
from ui.screens.resident.guide_pane import MOST_KEYS, GuidePane
from ui.screens.screen import Screen
from ui.theme.measures import EDGE_PX, GAP_PX
from ui.widgets.steps import DISC_PX, Steps
from ui.widgets.surfaces import Card
from ui.widgets.words import Style, Words

_LIST_PX = 560
_LIST_INSET_PX = 20


class GuideScreen(Screen[GuideView]):
    """With large letters, and where words carry readings, the list becomes a row of numbers. How far the queue is
    stands in the place of the guide's title, which somebody who waits has read."""

    most_keys = MOST_KEYS

    def build(self) -> None:
        self._list = Card(self, self.theme)
        self._guide = Words(self, self.theme, Style("helping", "ink_2", bold=True, line=1.3))
        self._about = False
        self._steps = Steps(self, self.theme)
        self._pane = GuidePane(self, self.theme, self._emit, keys=self.most_keys)

    def fill(self, view: GuideView) -> None:
        self._about = bool(view.about)
        self._guide.say(view.about or view.guide, "state" if view.about else "ink_2")
        self._steps.show_stages(view.stages)
        self._pane.show_view(replace(view, about=""))

    def arrange(self) -> None:
        whole = QRect(EDGE_PX, 16, self.width() - 2 * EDGE_PX, self.height() - 32)
        listed = self._list_fits(whole)
        self._steps.named = listed
        self._list.setVisible(listed)
        self._steps.setVisible(not self._steps.empty)
        self._pane.arrange(self._beside_list(whole) if listed else self._below_row(whole))

    def _list_fits(self, whole: QRect) -> bool:
        if self._steps.empty or self.theme.step > 1 or self.theme.readings:
            return False
        width = _LIST_PX - 2 * _LIST_INSET_PX
        head = self._guide.height_for(width - 2 * _LIST_INSET_PX)
        return head + self._steps.list_height(width) + 3 * _LIST_INSET_PX <= whole.height()

    def _beside_list(self, whole: QRect) -> QRect:
        self._list.setGeometry(whole.left(), whole.top(), _LIST_PX, whole.height())
        width = _LIST_PX - 2 * _LIST_INSET_PX
        left = whole.left() + _LIST_INSET_PX
        head = self._guide.height_for(width - 2 * _LIST_INSET_PX)
        top = whole.top() + _LIST_INSET_PX
        self._guide.setGeometry(left + _LIST_INSET_PX, top, width - 2 * _LIST_INSET_PX, head)
        steps = top + head + _LIST_INSET_PX
        self._steps.setGeometry(left, steps, width, whole.bottom() + 1 - steps - _LIST_INSET_PX)
        self._guide.raise_()
        self._steps.raise_()
        return whole.adjusted(_LIST_PX + GAP_PX, 0, 0, 0)

    def _below_row(self, whole: QRect) -> QRect:
        """Numbers at the left, the guide's title at the right of them; the title leaves where there is no room. What
        has to be known about it stays, in two lines."""
        row = 0 if self._steps.empty else self._steps.row_width()
        room = whole.width() - row - (2 * GAP_PX if row else 0)
        title = self._guide.width_for_one_line() + 2
        title = min(title, room) if self._about else title
        high = max(DISC_PX if row else 0, self._guide.height_for(title))
        self._steps.setGeometry(whole.left(), whole.top(), row, high)
        self._guide.setVisible(title <= room)
        self._guide.setGeometry(whole.right() + 1 - title, whole.top(), title, self._guide.height_for(title))
        return whole.adjusted(0, high + 12, 0, 0)


class BookingScreen(GuideScreen):
    """The days and times of a health check look like a step of a guide with more to choose from."""

    most_keys = MOST_OFFERED


class CardDaysScreen(GuideScreen):
    """So do the questions for the days of a card."""

    most_keys = MOST_CHOICES
