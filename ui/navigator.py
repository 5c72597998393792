"""Holds one long-lived screen for each name and shows the one that the snapshot asks for."""

from typing import Any

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtWidgets import QWidget

from kiosk.domain.snapshot import KioskSnapshot
from ui.presenters.route import SCREENS, screen_name
from ui.screens.resident.registry import RESIDENT
from ui.screens.screen import Emit, Screen
from ui.stage import Stage
from ui.theme.theme import Theme

_WARM_EVERY_MS = 60


class Navigator(QObject):
    """Screens are built at first need; after the first one, the others in idle moments, so that none comes late."""

    def __init__(self, parent: QWidget, stage: Stage, theme: Theme, emit: Emit) -> None:
        super().__init__(parent)
        self._parent = parent
        self._stage = stage
        self._theme = theme
        self._emit = emit
        self._screens: dict[str, Screen[Any]] = {}
        self._current = ""
        self._warming = QTimer(self, interval=_WARM_EVERY_MS)
        self._warming.timeout.connect(self._warm_one)

    @property
    def current(self) -> str:
        """The name of the screen that is shown."""
        return self._current

    def dress(self, theme: Theme) -> None:
        """Another look for every screen, shown or not."""
        self._theme = theme
        for screen in self._screens.values():
            screen.dress(theme)

    def show(self, snapshot: KioskSnapshot, area: QRect) -> bool:
        """Routes, presents and shows in `area` of the parent. True if another screen than before is shown."""
        name = screen_name(snapshot)
        screen = self._screen(name)
        view = RESIDENT[name].present(snapshot, self._stage.text)
        if screen.geometry() != area:
            screen.setGeometry(area)
        screen.show_view(view)
        changed = name != self._current
        if changed:
            if self._current:
                self._screens[self._current].hide()
            screen.show()
            self._current = name
            if not self._warming.isActive() and len(self._screens) < len(SCREENS):
                self._warming.start()
        return changed

    def build_all(self) -> None:
        """Builds what is still missing at once."""
        for name in SCREENS:
            self._screen(name)

    def _screen(self, name: str) -> Screen[Any]:
        if name not in self._screens:
            screen = RESIDENT[name].screen(self._parent, self._stage, self._theme, self._emit)
            screen.setObjectName(f"screen.{name}")
            screen.hide()
            self._screens[name] = screen
        return self._screens[name]

    def _warm_one(self) -> None:
        missing = [name for name in SCREENS if name not in self._screens]
        if missing:
            self._screen(missing[0])
        else:
            self._warming.stop()
