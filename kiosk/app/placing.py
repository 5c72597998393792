"""Keeps the kiosk's two windows on the monitors that they belong to, whatever is plugged in or out."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from drivers.api.display import Display
from kiosk.app.monitors import monitor_of
from kiosk.domain.monitors import Bindings, Monitor, Placement, decide, look
from kiosk.domain.outside import moment_of
from kiosk.flows.kiosk import KioskFlows
from ui.windows.confined import EVERYWHERE, NOWHERE, ConfinedWindow
from ui.windows.embedded import EmbeddedWindow
from ui.windows.external import ExternalWindow

PUT_BACK_AFTER_MS = 300
"""A window system that has just moved a window is let finish first; until then the window's curtain is down."""
_FILLING = (
    Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint | Qt.WindowType.BypassWindowManagerHint
)
"""A window manager may hear of a monitor later, and would move windows to where it still believes that one is."""


@dataclass(frozen=True)
class Counter:
    """The two windows of a kiosk."""

    embedded: EmbeddedWindow
    external: ExternalWindow


class Placing(QObject):
    """Decides anew at each snapshot and at each change of the monitors. GUI thread only."""

    _replugged = Signal()
    """Called directly when a keeper tells on the GUI thread: not for one turn of the loop may a window stay behind."""

    def __init__(self, display: Display, bindings: Bindings, flows: KioskFlows, counter: Counter) -> None:
        super().__init__()
        self._display = display
        self._bindings = bindings
        self._flows = flows
        self._counter = counter
        self._monitors: tuple[Monitor, ...] = ()
        self.windows: dict[str, QWidget] = {"embedded": counter.embedded, "external": counter.external}
        self._replugged.connect(self._look)
        self._putting_back = QTimer(self, interval=PUT_BACK_AFTER_MS, singleShot=True)
        self._putting_back.timeout.connect(self.show)
        for window in (counter.embedded, counter.external):
            window.strayed.connect(self._putting_back.start)

    def open(self) -> None:
        """Places both windows for the first time. Raises DeviceError."""
        self._display.open(self._replugged.emit)
        self._look()

    def close(self) -> None:
        """Hides both windows and watches no more."""
        self._display.close()
        self._monitors = ()
        self.show()

    def show(self) -> None:
        """Each window shows the newest snapshot where it may, or goes."""
        snapshot = self._flows.store.snapshot
        plan = decide(self._monitors, self._bindings, moment_of(snapshot))
        self._counter.embedded.show_snapshot(snapshot)
        self._counter.external.show_snapshot(snapshot, plan.external)
        self._put(self._counter.embedded, plan.embedded)
        self._put(self._counter.external, plan.external)

    def _look(self) -> None:
        self._monitors = tuple(map(monitor_of, self._display.screens()))
        self._flows.on_monitors(look(self._monitors, self._bindings))
        self.show()

    def _put(self, window: ConfinedWindow, placement: Placement) -> None:
        if placement.monitor is None:
            window.confine(NOWHERE)
            window.hide()
            return
        area = placement.monitor.area
        place = QRect(area.x, area.y, area.width, area.height)
        if self._display.mock:
            _pretend(window, place)
        else:
            _fill(window, place)


def _fill(window: ConfinedWindow, place: QRect) -> None:
    """The whole monitor. Qt leaves a window where it moved it when a cable was pulled: so it is put back."""
    window.confine(place)
    if window.isVisible() and window.geometry() == place:
        return
    window.hide()
    window.setWindowFlags(window.windowFlags() | _FILLING)
    window.setGeometry(place)
    window.show()
    if not window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating):
        window.activateWindow()


def _pretend(window: ConfinedWindow, place: QRect) -> None:
    """A pretended monitor is a window of somebody's desktop: where they move it, there the monitor is."""
    window.confine(EVERYWHERE)
    if not window.isVisible():
        window.setGeometry(place)
        window.show()
