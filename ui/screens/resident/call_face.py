"""A call without paper: the clerk near life size, four keys at the side."""

from PySide6.QtCore import QRect

from ui.presenters.call import CallFaceView
from ui.screens.resident.people import OwnFace
from ui.screens.screen import Screen
from ui.theme.measures import EDGE_PX, GAP_PX
from ui.widgets.caption import Caption
from ui.widgets.key_face import PLAIN
from ui.widgets.stacking import Item, stack
from ui.widgets.surfaces import Card, Lamp, NamePlate
from ui.widgets.video import VideoSurface
from ui.widgets.words import STRONG, Words

_SIDE_PX = 372
_WIDER_PX = 500
"""With five keys: at the largest letters most of their words stand in one row then."""
_MOST_KEYS = 5
_OWN_PX = 264


class CallFaceScreen(Screen[CallFaceView]):
    """The name plate stands lower left, clear of the face."""

    def build(self) -> None:
        self._clerk = VideoSurface(self, self.theme, self.stage.slots.their_face)
        self._clerk.setObjectName("video.their_face")
        self._plate = NamePlate(self, self.theme)
        self._asked_card = Card(self, self.theme, "here_fill", "ink")
        self._asked = Words(self._asked_card, self.theme, STRONG)
        self._asked.centre_vertically()
        self._caption = Caption(self, self.theme)
        self._own = OwnFace(self, self.stage, self.theme)
        self._paper_lamp = Lamp(self, self.theme)
        self._keys = [self.key(PLAIN) for _ in range(_MOST_KEYS)]

    def fill(self, view: CallFaceView) -> None:
        self._clerk.say(view.clerk.no_picture, view.clerk.hidden)
        self._plate.show_name(view.clerk.section, view.clerk.name)
        self._asked.say(view.asked)
        self._caption.show_view(view.caption)
        self._own.show_view(view.own, view.face_lamp)
        self._paper_lamp.setVisible(view.paper_lamp is not None)
        if view.paper_lamp is not None:
            self._paper_lamp.show_view(view.paper_lamp)
        for index, key in enumerate(self._keys):
            key.show_view(view.keys[index] if index < len(view.keys) else None)

    def arrange(self) -> None:
        height = self.height() - 40
        five = sum(key.view is not None for key in self._keys) == _MOST_KEYS
        wide = _WIDER_PX if five else _SIDE_PX
        video = QRect(EDGE_PX, 24, self.width() - 2 * EDGE_PX - GAP_PX - wide, height)
        self._clerk.setGeometry(video)
        plate = self._plate.size_within(video.width() // 2)
        self._plate.setGeometry(video.left() + 36, video.bottom() - 36 - plate.height(), plate.width(), plate.height())
        self._arrange_words(video, self._arrange_asked(video))
        self._arrange_side(QRect(video.right() + 1 + GAP_PX, 24, wide, height))

    def _arrange_words(self, video: QRect, below: int) -> None:
        """The clerk's words over the foot of the picture, at the right of the name."""
        if self._caption.isHidden():
            return
        left = self._plate.geometry().right() + GAP_PX
        width = video.right() - 36 - left
        height = self._caption.height_for(width, video.height() // 3)
        self._caption.setGeometry(left, below - height, width, height)
        self._caption.arrange()

    def _arrange_asked(self, video: QRect) -> int:
        """Where the space above it ends."""
        self._asked_card.setVisible(bool(self._asked.text))
        self._asked_card.paint_as("here_fill", "ink", 4)
        left = self._plate.geometry().right() + GAP_PX
        width = video.right() - 36 - left
        height = self._asked.height_for(width - 72) + 40
        bottom = self._plate.geometry().bottom()
        self._asked_card.setGeometry(left, bottom - height, width, height)
        self._asked.setGeometry(36, 16, width - 72, height - 32)
        return bottom - height - 16 if self._asked.text else bottom + 1

    def _arrange_side(self, side: QRect) -> None:
        shown = [key for key in self._keys if key.view is not None]
        heights = [max(key.heightForWidth(side.width()), 132 if index == 0 else 108) for index, key in enumerate(shown)]
        gaps = (len(heights) - 1) * GAP_PX
        if sum(heights) + gaps + GAP_PX + 220 > side.height():
            heights = [key.heightForWidth(side.width()) for key in shown]
        keys = sum(heights) + gaps
        extra = self._paper_lamp.height_for(side.width()) + 16 if not self._paper_lamp.isHidden() else 0
        lamp = self._own.lamp.height_for(side.width())
        room = side.height() - keys - GAP_PX - extra - lamp - 16
        self._own.setGeometry(side.left(), side.top(), side.width(), max(room, 0) + 16 + lamp)
        used = self._own.arrange_column(min(room, _OWN_PX) if room >= 72 else 0)
        self._paper_lamp.setGeometry(side.left(), side.top() + used + 16, side.width(), max(extra - 16, 0))
        top = side.bottom() + 1 - keys
        items = [Item(key, height=h, gap=GAP_PX) for key, h in zip(shown, heights, strict=True)]
        stack(QRect(side.left(), top, side.width(), keys), items)
