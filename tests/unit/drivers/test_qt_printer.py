"""A printer through Qt: what it refuses to open, and what a queue of Windows must be."""

import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinterInfo

from drivers.api.errors import DeviceLost, DeviceMissing
from drivers.api.printer import NotPrintable
from drivers.catalogue import open_keeper
from drivers.printer import qt
from drivers.printer.options import QtPrinterOptions
from drivers.printer.qt_pages import MOST_PAGES, pages_of, printer_for
from drivers.printer.windows_queue import DIRECT, KEEPS, faults_of_queue, read_attributes
from tests.support.plain_pdf import a_pdf


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        (DIRECT, []),
        (DIRECT | 0x40, []),
        (0, ["directly"]),
        (KEEPS, ["directly", "keeps printed documents"]),
        (DIRECT | KEEPS, ["keeps printed documents"]),
    ],
)
def test_a_queue_of_windows_must_print_directly_and_keep_nothing(attributes: int, said: list[str]) -> None:
    found = faults_of_queue("Counter", lambda name: attributes if name == "Counter" else -1)
    assert len(found) == len(said)
    assert all(words in fault for words, fault in zip(said, found, strict=True))


def test_a_queue_that_cannot_be_read_is_not_trusted() -> None:
    def nobody(name: str) -> int:
        raise OSError(name)

    assert "nobody knows what it keeps" in faults_of_queue("Counter", nobody)[0]
    assert "nobody knows what it keeps" in faults_of_queue("Counter", read_attributes)[0], "no Windows here"


def test_a_name_that_the_system_does_not_know_is_said_with_those_that_it_knows(qapp: object) -> None:
    with pytest.raises(DeviceMissing, match="printer Nobody: this system has no such printer; it has: "):
        open_keeper("printer", "qt", {"printer": "Nobody"}).open()


def test_qt_is_not_let_write_a_file_where_a_printer_has_gone(qapp: object) -> None:
    gone = QPrinterInfo.printerInfo("Nobody")
    assert printer_for(gone, "1") is None


def test_temporary_files_on_a_disk_are_a_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(qt, "lies_in_memory", lambda place: place != tmp_path)
    assert [str(tmp_path) in fault for fault in qt._temporary_faults()] == [True]
    monkeypatch.setenv("TMPDIR", "/dev/shm")
    assert qt._temporary_faults() == []


def test_pages_are_drawn_in_their_own_size_and_too_many_are_refused(qapp: object) -> None:
    pages = pages_of(a_pdf(2))
    assert [(page.width(), page.height()) for page in pages] == [(2481, 3508), (2481, 3508)]
    assert all(page.pixelColor(5, 5).lightness() == 255 for page in pages)
    with pytest.raises(NotPrintable, match=f"has {MOST_PAGES + 1} pages"):
        pages_of(a_pdf(MOST_PAGES + 1))
    with pytest.raises(NotPrintable, match="no PDF that can be drawn"):
        pages_of(b"%PDF-1.4\n%%EOF\n")


class _Holds:
    """A printer that takes pages no faster than paper comes out: drawing waits until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, heeds: bool = True) -> None:
        self.free, self.begun = threading.Event(), threading.Event()
        monkeypatch.setattr(qt, "printer_for", lambda info, title: object())
        monkeypatch.setattr(qt, "draw", self._draw)
        monkeypatch.setattr(qt.QtPrinter, "_check", lambda keeper: None)
        monkeypatch.setattr(qt, "_ENDS_WITHIN_S", 2.0 if heeds else 0.0)
        monkeypatch.setattr(qt.QtPrinter, "_is_there", lambda keeper: True)
        self._heeds = heeds

    def _draw(self, printer: object, pages: list[QImage], given_up: object) -> bool:
        self.begun.set()
        assert callable(given_up)
        while not self.free.wait(0.005):
            if self._heeds and given_up():
                return False
        return True


def _open() -> qt.QtPrinter:
    keeper = qt.QtPrinter(QtPrinterOptions("Counter"))
    keeper.open()
    return keeper


def test_what_is_not_drawn_yet_is_called_back(monkeypatch: pytest.MonkeyPatch, qapp: object) -> None:
    holds, keeper = _Holds(monkeypatch), _open()
    job = keeper.print(a_pdf(1), "slip")
    assert holds.begun.wait(5)
    assert (keeper.progress(job), keeper.health().state) == ("printing", "printing")
    assert keeper.cancel(job) and keeper.progress(job) == "cancelled"
    assert not keeper.cancel(job)
    job = keeper.print(a_pdf(1), "slip")
    keeper.purge()
    assert keeper.progress(job) == "cancelled"
    keeper.close()


def test_one_that_holds_a_page_up_holds_nobody_up_and_takes_no_more(
    monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    holds, keeper = _Holds(monkeypatch, heeds=False), _open()
    job = keeper.print(a_pdf(1), "slip")
    assert holds.begun.wait(5)
    keeper.purge()
    with pytest.raises(DeviceLost, match="has not taken what it was given before"):
        keeper.print(a_pdf(1), "slip")
    assert not keeper.cancel(job)
    holds.free.set()
    keeper._stop()
    thread = keeper._thread
    assert thread is not None
    thread.join(5)
    assert keeper.progress(job) == "handed_over"
