"""The clerk beside a page or a guide: the face, the section, the name, as large as the place allows."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from ui.presenters.call import PersonView
from ui.stage import Stage
from ui.theme.theme import Theme
from ui.widgets.surfaces import Card
from ui.widgets.video import VideoSurface
from ui.widgets.words import Style, Words

_LOW_PX = 330
"""Below this height of the card, a face above its name would lose hair and chin."""
_INSET_PX = 12


class ClerkCard(Card):
    """Gives the face what the words leave; where even they have no room it goes."""

    def __init__(self, parent: QWidget, stage: Stage, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._face = VideoSurface(self, theme, stage.slots.their_face)
        self._face.setObjectName("video.their_face")
        self._face.radius = 18
        self._section = Words(self, theme, Style("helping", "state", bold=True, line=1.3))
        self._name = Words(self, theme, Style("card", bold=True, line=1.3))

    def show_person(self, view: PersonView) -> None:
        """Somebody, or words in place of the picture."""
        self._face.say(view.no_picture, view.hidden)
        self._section.say(view.section)
        self._name.say(view.name)

    def arrange(self, place: QRect) -> None:
        """Fills a place of the parent."""
        self.setGeometry(place)
        if place.height() >= _LOW_PX or not self._arrange_beside(place):
            self._arrange_above(place)

    def _arrange_beside(self, place: QRect) -> bool:
        """In a low place the whole face stands at the left of its name, if name and section have room there."""
        height = place.height() - 2 * _INSET_PX
        left = _INSET_PX + height * 4 // 3 + 24
        room = place.width() - left - _INSET_PX
        if max(self._section.width_for_one_line(), self._name.width_for_one_line()) > room or height < 100:
            return False
        self._face.corners, self._face.ground = (True, True), "card"
        self._face.setVisible(True)
        self._face.setGeometry(_INSET_PX, _INSET_PX, height * 4 // 3, height)
        section, name = self._section.height_for(room), self._name.height_for(room)
        if section + name > place.height():
            return False
        top = (place.height() - section - name) // 2
        self._section.setGeometry(left, top, room, section)
        self._name.setGeometry(left, top + section, room, name)
        return True

    def _arrange_above(self, place: QRect) -> None:
        self._face.corners, self._face.ground = (True, False), "ground"
        section = self._section.width_for_one_line() + 2
        name = self._name.width_for_one_line() + 2
        inner = place.width() - 60
        one_row = section + 24 + name <= inner
        heights = self._section.height_for(inner), self._name.height_for(inner)
        plate = max(heights) + 20 if one_row else sum(heights) + 16
        if plate > place.height():  # below three rows of keys; who it is was read before they came
            self.setVisible(False)
            return
        face = place.height() - plate
        self._face.setVisible(face >= 100)
        self._face.setGeometry(2, 2, place.width() - 4, max(face - 2, 0))
        top = face if face >= 100 else 4
        if one_row:
            middle = top + plate // 2
            self._section.setGeometry(30, middle - heights[0] // 2 + 4, section, heights[0])
            self._name.setGeometry(30 + section + 24, middle - heights[1] // 2, name, heights[1])
        else:
            self._section.setGeometry(30, top + 6, inner, heights[0])
            self._name.setGeometry(30, top + 6 + heights[0], inner, heights[1])
