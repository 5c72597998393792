"""Keyboard first: one shortcut for each key that shows one. While somebody types, letters are letters."""

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from ui.widgets.key import Key

OF_FIELDS = frozenset({"Enter"})
"""Shown on keys, but heard by the field that has the keyboard."""
_TYPED = frozenset({"Ctrl+Z"})
"""With a modifier, and yet something that a text field does by itself."""
_FUNCTION = re.compile(r"F\d+|Esc")


class Shortcuts(QObject):
    """Belongs to one screen; silent while that is hidden."""

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self._screen = screen
        self._all: dict[str, QShortcut] = {}
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def bind(self) -> None:
        """Hears the shortcuts of all keys that are there; those of before stay heard."""
        for key in self._screen.findChildren(Key):
            if key.view is not None and key.view.shortcut and key.view.shortcut not in OF_FIELDS:
                self.on(key.view.shortcut, partial(self._press, key.view.shortcut))

    def on(self, sequence: str, act: Callable[[], None], repeats: bool = False) -> None:
        """Hears one; only the first `act` of a sequence counts. `repeats` while the key is held down."""
        if sequence not in self._all:
            self._all[sequence] = shortcut = QShortcut(QKeySequence(sequence), self._screen)
            shortcut.setAutoRepeat(repeats)
            shortcut.setEnabled(_free(sequence, QApplication.focusWidget()))
            shortcut.activated.connect(act)

    def _press(self, sequence: str) -> None:
        for key in self._screen.findChildren(Key):
            if key.isVisible() and key.view is not None and key.view.shortcut == sequence:
                key.click()
                return

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        for sequence, shortcut in self._all.items():
            shortcut.setEnabled(_free(sequence, now))


def _free(sequence: str, focus: QWidget | None) -> bool:
    """Whether what has the keyboard leaves a sequence to the window. Space touches the key that has it."""
    if isinstance(focus, QLineEdit | QPlainTextEdit):
        return not _types(sequence)
    return not (sequence == "Space" and isinstance(focus, Key))


def _types(sequence: str) -> bool:
    """Whether a text field does something with it."""
    modified = sequence.startswith(("Ctrl+", "Alt+")) and sequence not in _TYPED
    return not modified and not _FUNCTION.fullmatch(sequence)
