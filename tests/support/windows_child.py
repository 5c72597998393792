"""The kiosk's own windows in a process for tests/support/two_monitors.py: commands in, one report a line out."""

import dataclasses
import json
import sys
import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.app.loops import GuiPost
from kiosk.app.settings import read_end_settings
from kiosk.app.windows import EndWindows
from kiosk.app.wiring import End, Origin
from kiosk.domain.page import tray_id
from kiosk.domain.snapshot import KioskSnapshot
from kiosk.flows.kiosk import KioskFlows
from tests.support.pictures import picture_of
from tests.support.scenes import HOME, PAPER

SECRET = "#ff00ff"
"""The colour of the paper; nothing else on any screen has it."""


class Strays(QObject):
    """Counts how often the resident's window was to be seen anywhere but on the resident's monitor."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.count = 0
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's own name
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show) and self._window.isVisible():
            self.count += self._window.geometry().getRect() != (0, 0, 1920, 1080)
        return False


class Child:
    """Windows over flows that nothing below feeds: the test says what the snapshot is."""

    def __init__(self, config: Path) -> None:
        self._end = End(Origin("kiosk", read_end_settings(config), config))
        assert isinstance(self._end.flows, KioskFlows)
        self._flows = self._end.flows
        self._paper = QImage(1600, 1600, QImage.Format.Format_RGB32)
        self._paper.fill(SECRET)
        self._windows = EndWindows(self._end)
        self._strays = Strays(self._windows.all["embedded"])
        self._windows.open()

    def do(self, words: str) -> None:
        """Carries out a command and reports. A picture of the paper is always there, as if no gate were shut."""
        self._end.senses.eyes["document"].paint.put(picture_of(self._paper))
        if words == "paper":
            self._show(dataclasses.replace(PAPER, outside="van", outside_page=tray_id("van")))
        elif words == "home":
            self._show(HOME)
        sys.stdout.write(json.dumps(self._report()) + "\n")
        sys.stdout.flush()

    def end(self) -> None:
        """Hides the windows."""
        self._windows.close()
        QApplication.quit()

    def _show(self, snapshot: KioskSnapshot) -> None:
        store = self._flows.store
        store.put(dataclasses.replace(snapshot, monitors=store.snapshot.monitors))

    def _report(self) -> dict[str, object]:
        shown = [window for window in QGuiApplication.topLevelWindows() if window.isVisible()]
        return {
            **{name: _place(window) for name, window in self._windows.all.items()},
            "windows": len(shown),
            "strays": self._strays.count,
            "outside": self._flows.store.snapshot.outside,
            "seen": {"FACE": _colour_at(600, 540), "LARGE": _colour_at(1920 + 960, 700)},
            "focus": QApplication.activeWindow() is self._windows.all["embedded"],
        }


def _place(window: QWidget) -> list[int] | None:
    place = window.geometry()
    return [place.x(), place.y(), place.width(), place.height()] if window.isVisible() else None


def _colour_at(x: int, y: int) -> str:
    """What stands on the glass. Qt counts from the corner of the screen that it is asked of."""
    screen = QGuiApplication.primaryScreen()
    corner = screen.geometry().topLeft()
    return screen.grabWindow(0, x - corner.x(), y - corner.y(), 1, 1).toImage().pixelColor(0, 0).name()


def main() -> None:
    """Until standard input ends."""
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    child, post = Child(Path(sys.argv[1])), GuiPost()

    def listen() -> None:
        for line in sys.stdin:
            post.post(partial(child.do, line.strip()))
        post.post(child.end)

    QTimer.singleShot(0, threading.Thread(target=listen, daemon=True).start)
    app.exec()


if __name__ == "__main__":
    main()
