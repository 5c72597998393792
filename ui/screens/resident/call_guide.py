"""A guide in a call: the step large at the left, the clerk, the words and the keys at the right."""

from PySide6.QtCore import QRect

from ui.presenters.guide import CallGuideView
from ui.screens.resident.clerk_card import ClerkCard
from ui.screens.resident.guide_pane import GuidePane
from ui.screens.resident.people import OwnFace
from ui.screens.screen import Screen
from ui.theme.measures import EDGE_PX, GAP_PX
from ui.widgets.caption import BELOW_PX, Caption
from ui.widgets.key_face import PLAIN, SMALL
from ui.widgets.surfaces import Lamp

_PANE_PX = 1240
_LEAST_PERSON_PX = 100


class CallGuideScreen(Screen[CallGuideView]):
    """The lamps of the own face and of a paper that is open behind the guide are never absent."""

    def build(self) -> None:
        self._pane = GuidePane(self, self.theme, self._emit, narrow=True)
        self._person = ClerkCard(self, self.stage, self.theme)
        self._caption = Caption(self, self.theme)
        self._own = OwnFace(self, self.stage, self.theme)
        self._paper_lamp = Lamp(self, self.theme)
        self._hide_paper = self.key(PLAIN)
        self._keys = [self.key(SMALL) for _ in range(2)]

    def fill(self, view: CallGuideView) -> None:
        self._pane.show_view(view.guide)
        self._person.show_person(view.clerk)
        self._own.show_view(view.own, view.face_lamp)
        self._caption.show_view(view.caption)
        self._paper_lamp.setVisible(view.paper_lamp is not None)
        if view.paper_lamp is not None:
            self._paper_lamp.show_view(view.paper_lamp)
        self._hide_paper.show_view(view.hide_paper)
        for key, shown in zip(self._keys, view.keys, strict=True):
            key.show_view(shown)

    def arrange(self) -> None:
        whole = QRect(EDGE_PX, 16, self.width() - 2 * EDGE_PX, self.height() - 32)
        self._pane.arrange(QRect(whole.left(), whole.top(), _PANE_PX, whole.height()))
        left = whole.left() + _PANE_PX + GAP_PX
        self._arrange_side(QRect(left, whole.top(), whole.right() + 1 - left, whole.height()))

    def _arrange_side(self, side: QRect) -> None:
        half = (side.width() - GAP_PX) // 2
        height = max(*(key.heightForWidth(half) for key in self._keys), 108)
        bottom = side.bottom() + 1 - height
        for index, key in enumerate(self._keys):
            key.setGeometry(side.left() + index * (half + GAP_PX), bottom, half, height)
        bottom -= GAP_PX
        bottom -= self._arrange_paper(side, bottom)
        roomy = bottom - side.top() >= 420
        own = 128 if roomy else self._own.lamp.height_for(side.width())
        self._own.setGeometry(side.left(), bottom - own, side.width(), own)
        self._own.arrange_row(200 if roomy else 0)
        bottom -= own + BELOW_PX
        bottom -= self._caption.settle(QRect(side.left(), side.top(), side.width(), bottom - side.top()))
        self._person.setVisible(bottom - side.top() >= _LEAST_PERSON_PX)
        self._person.arrange(QRect(side.left(), side.top(), side.width(), bottom - side.top()))

    def _arrange_paper(self, side: QRect, bottom: int) -> int:
        """The paper's lamp, and below it the key that hides it; gives the height that they take."""
        used = 0
        if self._hide_paper.view is not None:
            high = max(self._hide_paper.heightForWidth(side.width()), 88)
            self._hide_paper.setGeometry(side.left(), bottom - high, side.width(), high)
            used += high + BELOW_PX
        if not self._paper_lamp.isHidden():
            high = self._paper_lamp.height_for(side.width())
            self._paper_lamp.setGeometry(side.left(), bottom - used - high, side.width(), high)
            used += high + BELOW_PX
        return used
