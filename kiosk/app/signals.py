"""SIGINT and SIGTERM for a Qt program: they wake its loop at once instead of at the next Python call."""

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier


class StopSignals(QObject):
    """Calls `stop` on the GUI thread for each SIGINT or SIGTERM."""

    def __init__(self, stop: Callable[[], None]) -> None:
        super().__init__()
        self._stop = stop
        self._here, self._there = socket.socketpair()
        self._there.setblocking(False)
        signal.set_wakeup_fd(self._there.fileno())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ignore)
        self._notifier = QSocketNotifier(self._here.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)

    def _ignore(self, *_: object) -> None:
        """The wake-up byte does the work."""

    def _woken(self) -> None:
        self._here.recv(64)
        self._stop()
