"""A printer of this system through Qt, for vans without CUPS: what it has handed over it hears no more of.

It needs a QGuiApplication, and no event loop. Drawing has a thread of its own: a queue that prints directly, as it must
on Windows, takes pages no faster than paper comes out.
"""

import contextlib
import os
import secrets
import sys
import threading
from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from drivers.api.errors import DeviceLost, DeviceMissing
from drivers.api.printer import JobState, PrinterHealth
from drivers.printer.cups_commands import NoAnswer, Queue
from drivers.printer.cups_server import faults
from drivers.printer.document import check_printable
from drivers.printer.mounts import lies_in_memory
from drivers.printer.options import QtPrinterOptions
from drivers.printer.qt_pages import draw, pages_of, printer_for
from drivers.printer.windows_queue import faults_of_queue

_TO_DO: Final = "switch it on; look at its cable, and at its queue in the system's settings"
_ENDS_WITHIN_S: Final = 1.0
_TEMPORARY: Final = "/tmp"  # noqa: S108  # where libcups goes without TMPDIR: named, not used


class QtPrinter:
    """A job is `handed_over` when the system has all of it; paper that is out and jams it does not tell."""

    mock = False

    def __init__(self, options: QtPrinterOptions) -> None:
        self._options = options
        self._name = f"printer {options.printer}"
        self._jobs: dict[str, JobState] | None = None
        self._given_up = threading.Event()
        self._thread: threading.Thread | None = None

    def open(self) -> None:
        """As promised; refused where the system would keep a paper."""
        if self._jobs is not None:
            return
        self._check()
        self._jobs = {}

    def close(self) -> None:
        """As promised. A page that the printer holds up is left to the system."""
        self.purge()
        self._jobs = None

    def print(self, pdf: bytes, title_code: str) -> str:
        """As promised; whether the system has it shows in its progress."""
        check_printable(pdf, title_code)
        if self._jobs is None or self.health().state == "offline":
            raise DeviceLost(f"{self._name}: away; {_TO_DO}")
        if self._thread is not None and self._thread.is_alive():
            raise DeviceLost(f"{self._name}: has not taken what it was given before; {_TO_DO}")
        pages = pages_of(pdf)
        job = secrets.token_hex(8)
        self._jobs[job] = "printing"
        self._given_up = threading.Event()
        self._thread = threading.Thread(
            target=self._hand_over, args=(job, self._jobs, pages, self._given_up), name="qt-printer", daemon=True
        )
        self._thread.start()
        return job

    def progress(self, job: str) -> JobState:
        """As promised."""
        return (self._jobs or {})[job]

    def cancel(self, job: str) -> bool:
        """As promised, while pages are drawn."""
        jobs = self._jobs or {}
        if jobs[job] != "printing":
            return False
        self._stop()
        return jobs[job] == "cancelled"

    def purge(self) -> None:
        """As promised: nothing is kept here, and what is not drawn yet is not drawn."""
        self._stop()

    def health(self) -> PrinterHealth:
        """As the system says it: away, or not."""
        if self._jobs is None or not self._is_there():
            return PrinterHealth(self._jobs is not None, "offline", _TO_DO)
        busy = self._thread is not None and self._thread.is_alive()
        return PrinterHealth(True, "printing" if busy else "ready")

    def _hand_over(self, job: str, jobs: dict[str, JobState], pages: list[QImage], given_up: threading.Event) -> None:
        """On its own thread. The title is a number that means nothing."""
        printer = printer_for(QPrinterInfo.printerInfo(self._options.printer), str(secrets.randbelow(10**8)))
        taken = printer is not None and draw(printer, pages, given_up.is_set)
        pages.clear()
        jobs[job] = "handed_over" if taken else "cancelled" if given_up.is_set() else "failed"

    def _stop(self) -> None:
        self._given_up.set()
        thread = self._thread
        if thread is not None:
            thread.join(_ENDS_WITHIN_S)

    def _check(self) -> None:
        if QGuiApplication.instance() is None:
            raise DeviceMissing(f"{self._name}: printers of Qt need a program with windows")
        names = QPrinterInfo.availablePrinterNames()
        if self._options.printer not in names:
            there = ", ".join(names) if names else "none"
            raise DeviceMissing(f"{self._name}: this system has no such printer; it has: {there}")
        kept = self._faults()
        if kept:
            raise DeviceMissing(f"{self._name}: the system would keep residents' papers: {'; '.join(kept)}")
        if not self._is_there():
            raise DeviceMissing(f"{self._name}: away; {_TO_DO}")

    def _is_there(self) -> bool:
        info = QPrinterInfo.printerInfo(self._options.printer)
        return not info.isNull() and info.state() not in (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error)

    def _faults(self) -> list[str]:
        if sys.platform == "win32":
            return faults_of_queue(self._options.printer)
        here = False
        with contextlib.suppress(NoAnswer):
            here = Queue(self._options.printer, "").is_here()
        if not here:
            return ["its CUPS is not this machine's, so nobody knows what it keeps; set the queue up here"]
        return faults(Path(self._options.config)) + _temporary_faults()


def _temporary_faults() -> list[str]:
    """Qt gives CUPS a file of a moment: libcups makes it in TMPDIR."""
    place = Path(os.environ.get("TMPDIR", _TEMPORARY))
    if lies_in_memory(place):
        return []
    return [f"temporary files lie on a disk in {place}; start the program with TMPDIR on tmpfs, or use driver = 'cups'"]
