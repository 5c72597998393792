"""A guide in a call: the step large at the left, the clerk, the words and the keys at the right."""

from PySide6.QtCore import QRect

from ui.presenters.guide import CallGuideView
from ui.screens.resident.clerk_card import ClerkCard
from ui.screens.resident.guide_pane import GuidePane
from ui.screens.resident.people import OwnFace
from ui.screens.screen import Screen
from ui.theme.measures import EDGE_PX, GAP_PX
from ui.widgets.caption import Caption
from ui.widgets.key_face import SMALL

_PANE_PX = 1240
_LEAST_PERSON_PX = 100


class CallGuideScreen(Screen[CallGuideView]):
    """The lamp of the own face is never absent."""

    def build(self) -> None:
        self._pane = GuidePane(self, self.theme, self._emit, narrow=True)
        self._person = ClerkCard(self, self.stage, self.theme)
        self._caption = Caption(self, self.theme)
        self._own = OwnFace(self, self.stage, self.theme)
        self._keys = [self.key(SMALL) for _ in range(2)]

    def fill(self, view: CallGuideView) -> None:
        self._pane.show_view(view.guide)
        self._person.show_person(view.clerk)
        self._own.show_view(view.own, view.face_lamp)
        self._caption.show_view(view.caption)
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
        roomy = bottom - side.top() >= 420
        own = 128 if roomy else self._own.lamp.height_for(side.width())
        self._own.setGeometry(side.left(), bottom - own, side.width(), own)
        self._own.arrange_row(200 if roomy else 0)
        bottom -= own + 16
        room = bottom - side.top()
        words = self._caption.height_for(side.width(), room // 2) if self._caption.told else 0
        self._caption.setVisible(0 < words <= room)
        if words:
            self._caption.setGeometry(side.left(), bottom - words, side.width(), words)
            self._caption.arrange()
            bottom -= words + 16
        self._person.setVisible(bottom - side.top() >= _LEAST_PERSON_PX)
        self._person.arrange(QRect(side.left(), side.top(), side.width(), bottom - side.top()))
