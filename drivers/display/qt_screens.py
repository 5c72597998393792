"""The monitors as the window system tells Qt about them."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from drivers.api.display import Screen
from drivers.api.errors import DeviceMissing


class QtScreensOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """There is nothing to choose."""


class _Watch(QObject):
    """Hears of every screen as long as it lives; a screen that goes takes its connections with it."""

    changed = Signal()

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__()
        app.screenAdded.connect(self._added)
        app.screenRemoved.connect(self.changed)
        for screen in app.screens():
            screen.geometryChanged.connect(self.changed)

    def _added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self.changed)
        self.changed.emit()


class QtScreens:
    """Keeps no QScreen: they die when a cable is pulled. Needs a QGuiApplication."""

    mock = False

    def __init__(self, options: QtScreensOptions) -> None:
        self._watch: _Watch | None = None

    def open(self, changed: Callable[[], None]) -> None:
        """Qt tells of a screen that went before it moves the windows that stood there."""
        app = QGuiApplication.instance()
        if not isinstance(app, QGuiApplication):
            raise DeviceMissing("qt_screens: this program shows no windows")
        if self._watch is None:
            self._watch = _Watch(app)
            self._watch.changed.connect(changed)

    def close(self) -> None:
        """As promised."""
        if self._watch is not None:
            self._watch.changed.disconnect()
            self._watch.deleteLater()
            self._watch = None

    def screens(self) -> tuple[Screen, ...]:
        """Asked of Qt each time."""
        return tuple(map(_told, QGuiApplication.screens())) if self._watch is not None else ()


def _told(screen: QScreen) -> Screen:
    place = screen.geometry()
    return Screen(
        name=screen.name(),
        maker=screen.manufacturer(),
        model=screen.model(),
        serial=screen.serialNumber(),
        x=place.x(),
        y=place.y(),
        width=place.width(),
        height=place.height(),
    )
