"""How a still is drawn: made smaller so that print stays legible, and faded in over what was seen before it."""

import weakref

from PySide6.QtCore import QElapsedTimer, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from kiosk.domain.page import PageId
from kiosk.domain.picture import Picture

FADE_MS = 150
_BEAT_MS = 16


class SmallCopy:
    """A picture at the size at which it is drawn, each pixel the mean of those it stands for: a painter looks at four
    of them however many there are. Made once for each picture and size."""

    def __init__(self) -> None:
        self.image: QImage | None = None
        self._of: weakref.ref[Picture] | None = None

    def of(self, picture: Picture, whole: QImage, size: QSize) -> QImage:
        """`whole`, the pixels of `picture`, at `size` in device pixels; itself where it is no larger than that."""
        if size.isEmpty() or size.width() >= whole.width() or size.height() >= whole.height():
            self.drop()
            return whole
        self.keep_only(picture)
        if self.image is None or self.image.size() != size:
            mean = Qt.TransformationMode.SmoothTransformation
            self.image = whole.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mean)
            self._of = weakref.ref(picture)
        return self.image

    def keep_only(self, picture: Picture | None) -> None:
        """Drops the copy of any other picture."""
        if picture is None or self._of is None or self._of() is not picture:
            self.drop()

    def drop(self) -> None:
        """Keeps no pixel."""
        self.image = self._of = None


class Fade(QObject):
    """How far a still has come since something else was seen: the video, or another page. `beat` asks for the next
    painting; what lies below is looked up anew for each, so that nothing is kept here."""

    beat = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._seen: tuple[bool, PageId | None] | None = None
        self._since = QElapsedTimer()
        self._timer = QTimer(self, interval=_BEAT_MS)
        self._timer.timeout.connect(self._beat)

    @property
    def runs(self) -> bool:
        """Whether a still is coming."""
        return self._timer.isActive()

    def opacity_of(self, picture: Picture | None) -> float:
        """From 0 to 1, for the picture that is about to be painted; None is told, too. Only a still ever fades in, and
        not where nothing was seen before it."""
        before, self._seen = self._seen, _kind_of(picture)
        if picture is None or not picture.sharp:
            self._timer.stop()
        elif before is not None and before != self._seen:
            self._since.start()
            self._timer.start()
            return 0.0
        return min(self._since.elapsed() / FADE_MS, 1.0) if self.runs else 1.0

    def stop(self) -> None:
        """What comes next was preceded by nothing."""
        self._seen = None
        self._timer.stop()

    def _beat(self) -> None:
        if self._since.hasExpired(FADE_MS):
            self._timer.stop()
        self.beat.emit()


def _kind_of(picture: Picture | None) -> tuple[bool, PageId | None] | None:
    """All pictures of a video are one, and all stills of a page, however sharp."""
    if picture is None or not picture.sharp:
        return None if picture is None else (False, None)
    return True, picture.pose.page if picture.pose is not None else None
