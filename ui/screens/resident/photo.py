"""The photo check: the resident as in a mirror with a line for the head, beside it what to do."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.domain.photo import LEAST_HEAD, MIDDLE_Y, MOST_HEAD
from ui.presenters.photo import PhotoView
from ui.screens.screen import Screen
from ui.theme.measures import EDGE_PX, GAP_PX
from ui.theme.theme import Theme
from ui.widgets.key_face import LARGE
from ui.widgets.painted import Painted
from ui.widgets.stacking import Item, stack
from ui.widgets.surfaces import Card, Lamp
from ui.widgets.video import VideoSurface
from ui.widgets.words import BODY, HELPING, Style, Words

_INSET_PX = 36
_LEAST_KEY_PX = 116
_PICTURE_SHARE = 0.58
_WIDTH_OF_HEAD = 0.74
_BELOW_EYES = 0.135
"""The middle between eyes and mouth lies so much of a head below the eyes, which are in its middle."""
_FIRST = Style("heading", bold=True, line=1.3)


class HeadLine(Painted):
    """Where the head goes; white with a dark edge, so that it is seen on any picture."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        high = self.height() * (LEAST_HEAD + MOST_HEAD) / 2
        wide = high * _WIDTH_OF_HEAD
        middle_y = self.height() * MIDDLE_Y - high * _BELOW_EYES
        place = QRectF(self.width() / 2 - wide / 2, middle_y - high / 2, wide, high)
        painter = self.painter()
        for colour, thick in ((QColor("#000000"), 9.0), (QColor("#FFFFFF"), 5.0)):
            painter.setPen(QPen(colour, thick))
            painter.drawEllipse(place)
        painter.end()


class PhotoScreen(Screen[PhotoView]):
    """The picture at the left as large as it can be, words and the way back at the right."""

    def build(self) -> None:
        self._picture = VideoSurface(self, self.theme, self.stage.slots.own_face)
        self._picture.mirrored = True
        self._picture.setObjectName("video.photo")
        self._line = HeadLine(self, self.theme)
        self._lamp = Lamp(self, self.theme)
        self._card = Card(self, self.theme)
        self._title = Words(self._card, self.theme, HELPING)
        self._first = Words(self._card, self.theme, _FIRST)
        self._others = [Words(self._card, self.theme, BODY) for _ in range(2)]
        self._judge = Words(self._card, self.theme, HELPING)
        self._note = Words(self._card, self.theme, HELPING)
        self._back = self.key(LARGE)

    def fill(self, view: PhotoView) -> None:
        self._picture.say(view.no_picture, "")
        self._title.say(view.title)
        self._first.say(view.first, "state" if view.fine else "ink")
        for index, words in enumerate(self._others):
            words.say(view.others[index] if index < len(view.others) else "")
        self._judge.say(view.judge if view.fine else "")
        self._note.say(view.note)
        self._lamp.show_view(view.lamp)
        self._back.show_view(view.back)

    def arrange(self) -> None:
        room = round((self.width() - 2 * EDGE_PX) * _PICTURE_SHARE)
        lamp = self._lamp.height_for(room)
        high = min(self.height() - 3 * GAP_PX - lamp, room * 9 // 16)
        wide = min(room, high * 16 // 9)
        self._picture.setGeometry(EDGE_PX, GAP_PX, wide, high)
        self._line.setGeometry(EDGE_PX, GAP_PX, wide, high)
        self._lamp.setGeometry(EDGE_PX, 2 * GAP_PX + high, wide, lamp)
        left = EDGE_PX + wide + GAP_PX
        words = self.width() - EDGE_PX - left
        key = max(_LEAST_KEY_PX, self._back.natural_height(words))
        key_y = self.height() - GAP_PX - key
        self._back.setGeometry(left, key_y, words, key)
        self._card.setGeometry(left, GAP_PX, words, key_y - 2 * GAP_PX)
        inner = QRect(_INSET_PX, 20, words - 2 * _INSET_PX, self._card.height() - 40)
        others = [Item(one, gap=14, drop=1 + index) for index, one in enumerate(self._others)]
        rest = [Item(self._judge, gap=18), Item(self._note, gap=18)]
        stack(inner, [Item(self._title, drop=3), Item(self._first, gap=8), *others, *rest])
