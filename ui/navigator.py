"""Holds one long-lived screen for each name and shows the one that the snapshot asks for."""

from typing import Any

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from kiosk.domain.snapshot import KioskSnapshot
from ui.presenters.parts import Text
from ui.presenters.route import SCREENS, screen_name
from ui.screens.resident.registry import RESIDENT
from ui.screens.screen import Emit, Screen
from ui.stage import Stage
from ui.theme.theme import Theme


class Navigator(QObject):
    """All screens are built at once (it takes milliseconds), so that none comes late."""

    def __init__(self, parent: QWidget, stage: Stage, theme: Theme, emit: Emit) -> None:
        super().__init__(parent)
        self._screens: dict[str, Screen[Any]] = {}
        self._current = ""
        for name in SCREENS:
            screen = RESIDENT[name].screen(parent, stage, theme, emit)
            screen.setObjectName(f"screen.{name}")
            screen.hide()
            self._screens[name] = screen

    @property
    def current(self) -> str:
        """The name of the screen that is shown."""
        return self._current

    def dress(self, theme: Theme) -> None:
        """Another look for every screen, shown or not."""
        for screen in self._screens.values():
            screen.dress(theme)

    def show(self, snapshot: KioskSnapshot, text: Text, area: QRect) -> bool:
        """Routes, presents and shows in `area` of the parent. True if another screen than before is shown."""
        name = screen_name(snapshot)
        screen = self._screens[name]
        view = RESIDENT[name].present(snapshot, text)
        if screen.geometry() != area:
            screen.setGeometry(area)
        screen.show_view(view)
        changed = name != self._current
        if changed:
            if self._current:
                self._screens[self._current].hide()
                self._screens[self._current].forget()
            screen.show()
            self._current = name
        return changed
