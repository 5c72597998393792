"""The keeper of real monitors in a process of its own on a window system: one line for what it tells, after each
change. Ends when standard input does."""

import json
import sys
import threading

from PySide6.QtCore import QMetaObject, Qt
from PySide6.QtGui import QGuiApplication

from drivers.catalogue import open_keeper


def main() -> None:
    """Opens it twice and closes it twice, as everybody may."""
    app = QGuiApplication(sys.argv[:1])
    display = open_keeper("display", "qt_screens", {})

    def tell() -> None:
        sys.stdout.write(json.dumps([screen.name for screen in display.screens()]) + "\n")
        sys.stdout.flush()

    def wait_for_the_end() -> None:
        sys.stdin.read()
        QMetaObject.invokeMethod(app, "quit", Qt.ConnectionType.QueuedConnection)

    display.open(tell)
    display.open(tell)
    tell()
    threading.Thread(target=wait_for_the_end, daemon=True).start()
    app.exec()
    display.close()
    display.close()
    tell()


if __name__ == "__main__":
    main()
