"""The resident's paper for those who sit with them: large, in a frame that says that it is shown outside."""

import dataclasses

from ui.presenters.outside import OutsideView
from ui.screens.screen import Screen
from ui.widgets.mark import Mark
from ui.widgets.mark_layer import MarkLayer
from ui.widgets.plain import Plain
from ui.widgets.surfaces import Drawing
from ui.widgets.video import Fit, VideoSurface
from ui.widgets.words import Style, Words

_FRAME_PX = 24
_HEAD_PX = 116
_TAG_PX = 40
"""Names at marks: as large as the other words here they would hide what is marked."""


class OutsideScreen(Screen[OutsideView]):
    """Both papers have a surface; the one that is not shown asks for no pictures."""

    def build(self) -> None:
        slots = self.stage.slots
        self._frame = Plain(self, self.theme, "main")
        self._people = Drawing(self._frame, self.theme, "on_main")
        self._people.show_drawing("people")
        self._title = Words(self._frame, self.theme, Style("body", "on_main", bold=True, line=1.2))
        self._title.centre_vertically()
        self._mark = Mark(self._frame, self.theme, 36)
        self._surfaces = {
            side: VideoSurface(self, self.theme, slot, Fit.FIT)
            for side, slot in (("van", slots.own_paper), ("office", slots.their_paper))
        }
        for side, surface in self._surfaces.items():
            surface.setObjectName(f"video.outside.{side}")
            surface.corners = (False, False)
        self._layers = {side: MarkLayer(surface) for side, surface in self._surfaces.items()}
        letters = dataclasses.replace(self.theme.letters, least=_TAG_PX)
        for layer in self._layers.values():
            layer.dress(dataclasses.replace(self.theme, letters=letters))

    def fill(self, view: OutsideView) -> None:
        self._title.say(view.title)
        self._mark.show_mark(view.mark, view.mark_words.replace(" ", "\n"))
        for side, surface in self._surfaces.items():
            surface.say(view.no_picture)
            surface.show_only(view.only)
            surface.setVisible(side == view.paper)
            self._layers[side].show_marks(view.marks if side == view.paper else None)

    def arrange(self) -> None:
        width, height = self.width(), self.height()
        self._frame.setGeometry(self.rect())
        self._people.setGeometry(_FRAME_PX, 16, 84, 84)
        mark = 220 if not self._mark.isHidden() else 0
        self._mark.setGeometry(width - _FRAME_PX - mark, 10, mark, 96)
        left = _FRAME_PX + 84 + 32
        self._title.setGeometry(left, 8, width - left - mark - 2 * _FRAME_PX, _HEAD_PX - 16)
        for surface in self._surfaces.values():
            surface.setGeometry(_FRAME_PX, _HEAD_PX, width - 2 * _FRAME_PX, height - _HEAD_PX - _FRAME_PX)
