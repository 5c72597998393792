"""A call over paper: the sheet large at the left, the clerk and the keys at the right."""

from PySide6.QtCore import QRect

from ui.presenters.call import CallPaperView
from ui.screens.resident.paper_pane import PaperPane
from ui.screens.resident.people import OwnFace
from ui.screens.screen import Screen
from ui.theme.measures import EDGE_PX, GAP_PX
from ui.widgets.key_face import PLAIN, SMALL
from ui.widgets.surfaces import Card
from ui.widgets.video import VideoSurface
from ui.widgets.words import Style, Words

_PANE_PX = 1188
_LOW_PX = 330
"""Below this height of the clerk's card, a face above its name would lose hair and chin."""
_INSET_PX = 12


class CallPaperScreen(Screen[CallPaperView]):
    """Own sheet, the clerk's sheet, or both side by side."""

    def build(self) -> None:
        slots = self.stage.slots
        self._own_paper = PaperPane(self, self.theme, slots.own_paper)
        self._own_paper.surface.setObjectName("video.own_paper")
        self._their_paper = PaperPane(self, self.theme, slots.their_paper)
        self._their_paper.surface.setObjectName("video.their_paper")
        for pane in (self._own_paper, self._their_paper):
            pane.layer.asked.connect(self._emit)
        self._tools = [self.key(PLAIN) for _ in range(3)]
        self._person = Card(self, self.theme)
        self._clerk = VideoSurface(self._person, self.theme, slots.their_face)
        self._clerk.setObjectName("video.their_face")
        self._clerk.radius = 18
        self._section = Words(self._person, self.theme, Style("helping", "state", bold=True, line=1.3))
        self._name = Words(self._person, self.theme, Style("card", bold=True, line=1.3))
        self._own = OwnFace(self, self.stage, self.theme)
        self._keys = [self.key(PLAIN), self.key(SMALL), self.key(SMALL)]

    def fill(self, view: CallPaperView) -> None:
        for pane, shown in ((self._own_paper, view.own_paper), (self._their_paper, view.their_paper)):
            if shown is not None:
                pane.show_view(shown)
            pane.setVisible(shown is not None)
        self._clerk.say(view.clerk.no_picture, view.clerk.hidden)
        self._section.say(view.clerk.section)
        self._name.say(view.clerk.name)
        self._own.show_view(view.own, view.face_lamp)
        for key, key_view in zip(self._keys, view.keys, strict=True):
            key.show_view(key_view)
        for index, tool in enumerate(self._tools):
            tool.show_view(view.tools[index] if view.tools else None)

    def arrange(self) -> None:
        area = QRect(EDGE_PX, 16, _PANE_PX, self.height() - 32)
        side = QRect(area.right() + 1 + GAP_PX, 16, self.width() - EDGE_PX - area.right() - 1 - GAP_PX, area.height())
        area.setBottom(area.bottom() - self._arrange_tools(area))
        panes = [pane for pane in (self._own_paper, self._their_paper) if not pane.isHidden()]
        width = (area.width() - GAP_PX * (len(panes) - 1)) // max(len(panes), 1)
        for index, pane in enumerate(panes):
            pane.setGeometry(area.left() + index * (width + GAP_PX), area.top(), width, area.height())
            pane.arrange()
        self._arrange_side(side)

    def _arrange_tools(self, area: QRect) -> int:
        """The tools in a row at the foot of `area`, as wide as their words ask for; gives the height that they take."""
        tools = [tool for tool in self._tools if not tool.isHidden()]
        if not tools:
            return 0
        room = area.width() - GAP_PX * (len(tools) - 1)
        asked = [tool.natural_width() for tool in tools]
        widths = [room * width // sum(asked) for width in asked]
        height = max(tool.heightForWidth(width) for tool, width in zip(tools, widths, strict=True))
        left = area.left()
        for tool, width in zip(tools, widths, strict=True):
            tool.setGeometry(left, area.bottom() + 1 - height, width, height)
            left += width + GAP_PX
        return height + GAP_PX

    def _arrange_side(self, side: QRect) -> None:
        half = (side.width() - GAP_PX) // 2
        paper, louder, face = self._keys
        row_1 = max(paper.heightForWidth(side.width()), 100)
        row_2 = max(louder.heightForWidth(half), face.heightForWidth(half), 108)
        bottom = side.bottom() + 1
        louder.setGeometry(side.left(), bottom - row_2, half, row_2)
        face.setGeometry(side.left() + half + GAP_PX, bottom - row_2, half, row_2)
        bottom -= row_2 + GAP_PX
        paper.setGeometry(side.left(), bottom - row_1, side.width(), row_1)
        bottom -= row_1 + GAP_PX
        room = bottom - side.top()
        roomy = room >= 420
        own = 128 if roomy else self._own.lamp.height_for(side.width())
        self._own.setGeometry(side.left(), bottom - own, side.width(), own)
        self._own.arrange_row(220 if roomy else 0)
        self._arrange_person(QRect(side.left(), side.top(), side.width(), room - own - 16))

    def _arrange_person(self, place: QRect) -> None:
        self._person.setGeometry(place)
        if place.height() >= _LOW_PX or not self._arrange_beside(place):
            self._arrange_above(place)

    def _arrange_beside(self, place: QRect) -> bool:
        """In a low place the whole face stands at the left of its name, if name and section have room there."""
        height = place.height() - 2 * _INSET_PX
        left = _INSET_PX + height * 4 // 3 + 24
        room = place.width() - left - _INSET_PX
        if max(self._section.width_for_one_line(), self._name.width_for_one_line()) > room or height < 100:
            return False
        self._clerk.corners, self._clerk.ground = (True, True), "card"
        self._clerk.setVisible(True)
        self._clerk.setGeometry(_INSET_PX, _INSET_PX, height * 4 // 3, height)
        section, name = self._section.height_for(room), self._name.height_for(room)
        top = (place.height() - section - name) // 2
        self._section.setGeometry(left, top, room, section)
        self._name.setGeometry(left, top + section, room, name)
        return True

    def _arrange_above(self, place: QRect) -> None:
        self._clerk.corners, self._clerk.ground = (True, False), "ground"
        section = self._section.width_for_one_line() + 2
        name = self._name.width_for_one_line() + 2
        inner = place.width() - 60
        one_row = section + 24 + name <= inner
        heights = self._section.height_for(inner), self._name.height_for(inner)
        plate = max(heights) + 20 if one_row else sum(heights) + 16
        face = place.height() - plate
        self._clerk.setVisible(face >= 100)
        self._clerk.setGeometry(2, 2, place.width() - 4, max(face - 2, 0))
        top = face if face >= 100 else 4
        if one_row:
            middle = top + plate // 2
            self._section.setGeometry(30, middle - heights[0] // 2 + 4, section, heights[0])
            self._name.setGeometry(30 + section + 24, middle - heights[1] // 2, name, heights[1])
        else:
            self._section.setGeometry(30, top + 6, inner, heights[0])
            self._name.setGeometry(30, top + 6 + heights[0], inner, heights[1])
