"""Faces on the resident's screens: the clerk's with a name, the resident's own, mirrored, with its lamp."""

from PySide6.QtWidgets import QWidget

from ui.presenters.call import PersonView
from ui.presenters.parts import LampView
from ui.stage import Stage
from ui.theme.theme import Theme
from ui.widgets.painted import Painted
from ui.widgets.rows import Tag
from ui.widgets.surfaces import Lamp
from ui.widgets.video import VideoSurface


class OwnFace(Painted):
    """What the other end sees of the resident, as in a mirror; beside or above it the lamp."""

    def __init__(self, parent: QWidget, stage: Stage, theme: Theme) -> None:
        super().__init__(parent, theme)
        self.picture = VideoSurface(self, theme, stage.slots.own_face)
        self.picture.mirrored = True
        self.picture.setObjectName("video.own_face")
        self._tag = Tag(self, theme)
        self._named = False
        self.lamp = Lamp(self, theme)

    def show_view(self, own: PersonView, lamp: LampView) -> None:
        """Other words."""
        self.picture.say(own.no_picture, own.hidden)
        self._tag.say(own.name)
        self._named = bool(own.name)
        self.lamp.show_view(lamp)

    def arrange_column(self, picture_px: int) -> int:
        """Picture above, lamp below; returns the height that was used. 0 leaves the picture out."""
        self._place_picture(0, 0, self.width(), picture_px)
        y = picture_px + 16 if picture_px else 0
        height = self.lamp.height_for(self.width())
        self.lamp.setGeometry(0, y, self.width(), height)
        return y + height

    def arrange_row(self, picture_px: int) -> None:
        """Picture at the left, `picture_px` wide; lamp at the right in the middle."""
        self._place_picture(0, 0, picture_px, self.height())
        left = picture_px + 20 if picture_px else 0
        height = self.lamp.height_for(self.width() - left)
        self.lamp.setGeometry(left, (self.height() - height) // 2, self.width() - left, height)

    def _place_picture(self, x: int, y: int, width: int, height: int) -> None:
        seen = width > 0 and height > 0
        self.picture.setVisible(seen)
        self.picture.setGeometry(x, y, width, height)
        size = self._tag.sizeHint()
        free = self._named and not self.picture.covered
        self._tag.setVisible(seen and free and height > 2 * size.height())
        self._tag.setGeometry(x, y + height - size.height(), size.width(), size.height())
