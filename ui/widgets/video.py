"""Paints what a slot has to show, video or a still, and asks for video of exactly the size that will be painted."""

import math
from collections.abc import Callable
from dataclasses import replace
from enum import Enum

from PySide6.QtCore import QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtCore import Slot as QtSlot
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPainterPath, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.page import Page, PageId, is_tray
from kiosk.domain.picture import Picture, Slot
from kiosk.domain.pose import Pose, whole
from kiosk.domain.reading import Reading
from ui.theme.measures import CARD_RADIUS_PX
from ui.theme.theme import Theme
from ui.widgets.painted import rounded
from ui.widgets.placing import PageSurface, place_of
from ui.widgets.still import Fade, SmallCopy
from ui.widgets.words import Style, draw_lines, set_lines

_STYLE = Style("body", bold=True, line=1.5, align=Qt.AlignmentFlag.AlignHCenter)
_SMALL = Style("helping", bold=True, line=1.3, align=Qt.AlignmentFlag.AlignHCenter)
_SMALL_PX = 500
_NEAR_PX = 2
_TREMBLES = 0.004
"""Share of a picture by which a sheet that rests is measured elsewhere in the next one, at most."""


class Fit(Enum):
    """COVER fills the surface and cuts the edges off (faces); FIT shows all of it, on the grey of the mask (papers)."""

    COVER = "cover"
    FIT = "fit"


class VideoSurface(PageSurface):
    """A picture, or flat words when there is none. `painted` callbacks get each Picture after it was painted.

    A picture that stands still is held at the size of its source, so that it can be enlarged. A still of a sheet comes
    over the video and fades in; it leaves at once.
    """

    _changed = Signal()

    def __init__(self, parent: QWidget | None, theme: Theme, slot: Slot, fit: Fit = Fit.COVER) -> None:
        super().__init__(parent, theme)
        self._slot = slot
        self._fit = fit
        self._words = ""
        self._icon = ""
        self._pending = False
        self._only: PageId | None = None
        self._centre = self._asked_centre = (0.5, 0.5)
        self._asked: tuple[int, int] | None = None
        self.mirrored = False
        self.corners: tuple[bool, bool] = (True, True)
        self.radius = float(CARD_RADIUS_PX)
        self.ground = "ground"
        self.painted: list[Callable[[Picture], None]] = []
        self.copy = SmallCopy()
        self.fade = Fade(self)
        self.fade.beat.connect(self.update)
        self._changed.connect(self._picture_changed, Qt.ConnectionType.QueuedConnection)
        slot.listen(self._tell_gui)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def slot(self) -> Slot:
        """Where its pictures come from."""
        return self._slot

    def say(self, waiting: str, hidden: str = "") -> None:
        """`waiting` stands here while there is no picture; with `hidden` no picture is painted at all."""
        words, icon = (hidden, "eye_off") if hidden else (waiting, "")
        if (words, icon) != (self._words, self._icon):
            self._words, self._icon = words, icon
            self.update()

    def show_only(self, page: PageId | None) -> None:
        """No picture but those in which that page lies is painted from now on; None lifts that. Pictures come sooner
        than what is told about them."""
        if page != self._only:
            self._only = page
            self.update()

    @property
    def covered(self) -> bool:
        """Whether words stand where a picture would be seen."""
        return bool(self._icon)

    @property
    def _style(self) -> Style:
        return _SMALL if self.width() < _SMALL_PX else _STYLE

    def look(self, reading: Reading) -> None:
        if reading.frozen != self.reading.frozen:
            newest = self._slot.newest()
            self._slot.hold(_enough_px(newest) if newest and reading.frozen else None)
        super().look(reading)
        self._ask_for_size()

    def forget(self) -> None:
        self.look(Reading())
        self._drop_stills()

    def _drop_stills(self) -> None:
        self.copy.drop()
        self.fade.stop()

    def pose_of(self, page: Page) -> Pose | None:
        """A tray is the whole picture of its camera by its nature, so that a pose that was lost on the way costs
        nothing; a still shows a sheet alone."""
        picture = self._slot.newest()
        if picture is not None and picture.pose is not None and picture.pose.page == page.id:
            return picture.pose
        still = picture is not None and picture.sharp
        return whole(page) if is_tray(page.id) and not still else None

    def picture_rect(self) -> QRectF | None:
        picture = self._to_be_seen()
        return None if picture is None else QRectF(self._place(picture))

    def _to_be_seen(self) -> Picture | None:
        return self._if_allowed(self._slot.newest())

    def _if_allowed(self, picture: Picture | None) -> Picture | None:
        if picture is None or self.covered:
            return None
        allowed = self._only is None or (picture.pose is not None and picture.pose.page == self._only)
        return picture if allowed else None

    def overflow(self) -> str:
        setting = set_lines(self._words, self._style, self.theme, self.width() - 24)
        seen = self.covered or self._slot.newest() is None
        return "" if setting.height_px <= self.height() or not seen else self._words

    def _tell_gui(self) -> None:
        """Any thread. One repaint stands for all pictures that came before it."""
        if not self._pending:
            self._pending = True
            self._changed.emit()

    @QtSlot()
    def _picture_changed(self) -> None:
        self._pending = False
        self.copy.keep_only(self._slot.newest())
        if self.isVisible():
            self.update()

    def showEvent(self, event: QShowEvent) -> None:
        self._ask_for_size()

    def hideEvent(self, event: QHideEvent) -> None:
        self._asked = None
        self._slot.want(None, self)
        self._drop_stills()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self.isVisible():
            self._ask_for_size()

    def _ask_for_size(self) -> None:
        """Only the video is made to measure; it is asked for under a still, too, so that it is there at once."""
        wanted = self._drawn_size(self._slot.video())
        if wanted != self._asked:
            self._asked = wanted
            self._slot.want(wanted, self)

    def _drawn_size(self, picture: Picture | None) -> tuple[int, int]:
        """Device pixels of the whole picture when it covers or fits the surface; even numbers."""
        ratio = self.devicePixelRatioF()
        box = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if picture is None or not picture.source_width or not picture.source_height:
            return box.width(), box.height()
        mode = Qt.AspectRatioMode.KeepAspectRatioByExpanding
        if self._fit is Fit.FIT:
            mode = Qt.AspectRatioMode.KeepAspectRatio
        drawn = QSize(picture.source_width, picture.source_height).scaled(box, mode)
        if self._looks_closer and not drawn.width() > picture.source_width:
            drawn = QSize(picture.source_width, picture.source_height)
        return drawn.width() + drawn.width() % 2, drawn.height() + drawn.height() % 2

    @property
    def _looks_closer(self) -> bool:
        return self.reading.step > 0 or self.reading.quarters % 2 == 1 or self.reading.frozen

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        picture = self._to_be_seen()
        paper = picture is not None and self._fit is Fit.FIT
        painter.fillRect(self.rect(), self.colour("masked" if paper else "screen_off"))
        self._paint_pictures(painter, picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if picture is None:
            self._paint_words(painter)
        self._paint_corners(painter)
        painter.end()
        if picture is not None:
            for callback in self.painted:
                callback(picture)

    def _paint_pictures(self, painter: QPainter, picture: Picture | None) -> None:
        """A still that is coming lies over the video of this moment; nothing else has anything below it."""
        self.copy.keep_only(picture)
        opacity = self.fade.opacity_of(picture)
        below = self._if_allowed(self._slot.video()) if opacity < 1 else None
        if below is not None:
            self._paint_picture(painter, below)
        if picture is not None:
            painter.setOpacity(opacity)
            self._paint_picture(painter, picture)
            painter.setOpacity(1)

    def _paint_picture(self, painter: QPainter, picture: Picture) -> None:
        self._ask_for_size()
        image = QImage(picture.data, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32)
        if self.mirrored:
            image = image.flipped(Qt.Orientation.Horizontal)
        place = self._place(picture)
        if picture.sharp and not self.reading.step:
            image = self.copy.of(picture, image, self._device_pixels(place))
        if self.reading.quarters or self.reading.step:
            self._paint_closer(painter, image, QRectF(place))
        elif self._needs_no_scaling(picture) and not self._looks_closer:
            image.setDevicePixelRatio(self.devicePixelRatioF())
            painter.drawImage(place.topLeft(), image)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, image)

    def _device_pixels(self, place: QRect) -> QSize:
        """Of a picture that is drawn there, before it is turned."""
        size = place.size() * self.devicePixelRatioF()
        return size.transposed() if self.reading.quarters % 2 else size

    def _paint_closer(self, painter: QPainter, image: QImage, place: QRectF) -> None:
        size = place.size().transposed() if self.reading.quarters % 2 else place.size()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(place.center())
        painter.rotate(90 * self.reading.quarters)
        painter.drawImage(QRectF(-size.width() / 2, -size.height() / 2, size.width(), size.height()), image)
        painter.restore()

    def _place(self, picture: Picture) -> QRect:
        if self._looks_closer:
            source = QSizeF(picture.source_width or picture.width, picture.source_height or picture.height)
            return place_of(QSizeF(self.size()), source, self._reading_of(picture)).toRect()
        ratio = self.devicePixelRatioF()
        size = (picture.width, picture.height) if self._needs_no_scaling(picture) else self._drawn_size(picture)
        width, height = size[0] / ratio, size[1] / ratio
        left, top = (self.width() - width) / 2, (self.height() - height) / 2
        return QRect(round(left), round(top), round(width), round(height))

    def _reading_of(self, picture: Picture) -> Reading:
        """One looks at a part of the page, which lies somewhere in the picture, and a little elsewhere in the next one:
        for that alone what is looked at must not tremble."""
        page, pose = self.page, picture.pose
        if not self.reading.step or page is None or pose is None or pose.page != page.id:
            return self.reading
        x, y = self.reading.centre
        right, down = pose.to_share((x * page.width_mm, y * page.height_mm))
        if not (math.isfinite(right) and math.isfinite(down)):
            return self.reading
        moved = max(abs(right - self._centre[0]), abs(down - self._centre[1])) > _TREMBLES
        if moved or self._asked_centre != self.reading.centre:
            self._asked_centre = self.reading.centre
            self._centre = min(max(right, 0.0), 1.0), min(max(down, 0.0), 1.0)
        return replace(self.reading, centre=self._centre)

    def _needs_no_scaling(self, picture: Picture) -> bool:
        width, height = self._drawn_size(picture)
        return abs(width - picture.width) <= _NEAR_PX and abs(height - picture.height) <= _NEAR_PX

    def _paint_words(self, painter: QPainter) -> None:
        setting = set_lines(self._words, self._style, self.theme, self.width() - 24)
        icon = 72.0 if self._icon and self.height() >= setting.height_px + 100 else 0.0
        top = (self.height() - setting.height_px - icon - (12 if icon else 0)) / 2
        if icon:
            self.draw_icon(
                painter, self._icon, QRectF((self.width() - icon) / 2, top, icon, icon), self.theme.colour("ink")
            )
            top += icon + 12
        painter.setFont(self.theme.font(self.theme.size_px(self._style.size), True))
        painter.setPen(self.colour("ink"))
        draw_lines(painter, setting, QRectF(12, top, self.width() - 24, setting.height_px), self._style.align)

    def _paint_corners(self, painter: QPainter) -> None:
        """Cheaper than clipping each picture."""
        if not any(self.corners):
            return
        outside = QPainterPath()
        outside.addRect(QRectF(self.rect()))
        inside = rounded(QRectF(self.rect()), self.radius)
        if not self.corners[0]:
            inside.addRect(QRectF(0, 0, self.width(), self.radius))
        if not self.corners[1]:
            inside.addRect(QRectF(0, self.height() - self.radius, self.width(), self.radius))
        inside.setFillRule(Qt.FillRule.WindingFill)
        painter.fillPath(outside.subtracted(inside), self.colour(self.ground))


def _enough_px(picture: Picture) -> int:
    """How wide a picture must be to be held: as its camera gives it, while a still is as large as it gets."""
    return 0 if picture.sharp else picture.source_width
