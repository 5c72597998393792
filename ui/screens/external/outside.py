"""The resident's paper for those who sit with them: large, in a frame that says that it is shown outside."""

import dataclasses

from ui.presenters.outside import OutsideView
from ui.screens.external.frame import OutsideFrame
from ui.screens.screen import Screen
from ui.widgets.mark_layer import MarkLayer
from ui.widgets.video import Fit, VideoSurface

_TAG_PX = 40
"""Names at marks: as large as the other words here they would hide what is marked."""


class OutsideScreen(Screen[OutsideView]):
    """Both papers have a surface; the one that is not shown asks for no pictures."""

    def build(self) -> None:
        slots = self.stage.slots
        self._frame = OutsideFrame(self, self.theme)
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
        self._frame.show_head(view.title, view.mark, view.mark_words)
        for side, surface in self._surfaces.items():
            surface.say(view.no_picture)
            surface.show_only(view.only)
            surface.setVisible(side == view.paper)
            self._layers[side].show_marks(view.marks if side == view.paper else None)

    def arrange(self) -> None:
        place = self._frame.arrange(self.rect())
        for surface in self._surfaces.values():
            surface.setGeometry(place)
