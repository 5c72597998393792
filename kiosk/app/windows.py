"""The windows of one end: made from assets, placed on their monitors, and shown one snapshot at a time."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from kiosk.app.places import assets
from kiosk.app.settings import Windows
from kiosk.app.wiring import End
from kiosk.content.texts import read_texts
from kiosk.domain.snapshot import DeskSnapshot, Ends, KioskSnapshot
from ui.bridge import Bridge
from ui.stage import Slots, Stage
from ui.theme.fonts import register_fonts
from ui.theme.icons import Icons
from ui.windows.desk import DeskWindow
from ui.windows.embedded import EmbeddedWindow
from ui.windows.external import ExternalWindow

log = logging.getLogger(__name__)


class EndWindows(QObject):
    """Shows the newest snapshot at most once a turn of the loop, however often it changed."""

    closed = Signal()

    def __init__(self, end: End) -> None:
        super().__init__()
        self._end = end
        self._pending = False
        self.bridge = Bridge()
        self.bridge.intent.connect(end.flows.do)
        self.after_show: list[Callable[[], None]] = []
        self.all: dict[str, QWidget] = self._make(_stage(end))
        end.flows.store.listen(self._changed)

    def _make(self, stage: Stage) -> dict[str, QWidget]:
        if self._end.origin.role == "desk":
            desk = DeskWindow(stage, self.bridge.emit_intent)
            desk.closed.connect(self.closed)
            return {"desk": desk}
        embedded = EmbeddedWindow(stage, self.bridge.emit_intent)
        embedded.closed.connect(self.closed)
        windows: dict[str, QWidget] = {"embedded": embedded}
        placing = self._end.origin.settings.windows
        if placing.external or placing.external_monitor:
            external = ExternalWindow(stage)
            external.closed.connect(self.closed)
            windows["external"] = external
        return windows

    def open(self) -> None:
        """Shows the first snapshot and puts each window in its place."""
        self.show_now()
        placing = self._end.origin.settings.windows
        for name, window in self.all.items():
            place_window(window, name, placing)

    def show_now(self) -> None:
        """The newest snapshot into every window."""
        self._pending = False
        snapshot = self._end.flows.store.snapshot
        for window in self.all.values():
            _show(window, snapshot)
        for call in self.after_show:
            call()

    def _changed(self, _snapshot: object) -> None:
        if not self._pending:
            self._pending = True
            QTimer.singleShot(0, self.show_now)


def _show(window: QWidget, snapshot: Ends) -> None:
    if isinstance(snapshot, DeskSnapshot):
        if isinstance(window, DeskWindow):
            window.show_snapshot(snapshot)
    elif isinstance(snapshot, KioskSnapshot) and isinstance(window, EmbeddedWindow | ExternalWindow):
        window.show_snapshot(snapshot)


def place_window(window: QWidget, name: str, placing: Windows) -> None:
    """Full screen on the monitor that settings name (or the first one), or where settings place it."""
    place = {"embedded": placing.embedded, "external": placing.external, "desk": placing.desk}[name]
    if place is not None:
        window.setGeometry(QRect(*place))
        window.show()
        return
    if name == "desk" or placing.mode == "placed":
        window.show()
        return
    wanted = placing.embedded_monitor if name == "embedded" else placing.external_monitor
    for screen in QGuiApplication.screens():
        if screen.name() == wanted:
            window.setGeometry(screen.geometry())
            break
    else:
        if wanted is not None:
            log.error("the monitor named for %s is not there", name)
        if name == "external":
            return  # never on the resident's own monitor
    window.showFullScreen()


def _stage(end: End) -> Stage:
    folder = assets()
    register_fonts(folder / "fonts")
    eyes = end.senses.eyes
    slots = Slots(
        own_face=eyes["face"].paint,
        own_paper=eyes["document"].paint,
        their_face=end.far_slots["face"],
        their_paper=end.far_slots["document"],
    )
    return Stage(Icons(folder / "icons", folder / "pictures"), read_texts(folder / "locale", "ja"), slots)
