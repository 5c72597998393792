"""For every printer keeper in the catalogue: a way to see what came out, and a hand on its plug."""

import ctypes
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import Protocol

import numpy as np
import pypdfium2
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QGuiApplication

from drivers.api.printer import JobState, Printer
from drivers.catalogue import open_keeper
from drivers.mock_room import RoomServer
from tests.support.cups import CupsServer, cups_server

MEMORY = Path("/dev/shm")


class PrinterStage(Protocol):
    """One printer. `alone`: whether one program keeps others out. `keeps`: whether what came out stays there. `ends`:
    how a job ends well; where the system tells nothing of it, it is handed over."""

    alone: bool
    keeps: bool
    ends: JobState

    def make(self) -> Printer:
        """A new keeper of it."""

    def came_out(self) -> bytes:
        """The one document that came out so far."""

    def is_it(self, out: bytes, given: bytes) -> bool:
        """Whether what came out is what was given."""

    def unplug(self) -> None: ...
    def replug(self) -> None: ...


class _Unchanged:
    ends: JobState = "done"

    def is_it(self, out: bytes, given: bytes) -> bool:
        return out == given


class _Mock(_Unchanged):
    alone, keeps = True, True

    def __init__(self, server: RoomServer) -> None:
        self._server = server

    def make(self) -> Printer:
        return open_keeper("printer", "mock", {"room": self._server.address})

    def came_out(self) -> bytes:
        return self._server.room.collect("van").pdf

    def unplug(self) -> None:
        self._server.room.unplug("van", "printer")

    def replug(self) -> None:
        self._server.room.replug("van", "printer")


class _Folder(_Unchanged):
    alone = False

    def __init__(self, folder: Path, keep: bool) -> None:
        self.keeps = keep
        self._folder = folder
        self.replug()

    def make(self) -> Printer:
        return open_keeper("printer", "file", {"folder": str(self._folder), "keep": self.keeps})

    def came_out(self) -> bytes:
        (file,) = self._folder.glob("*.pdf")
        return file.read_bytes()

    def unplug(self) -> None:
        for file in self._folder.iterdir():
            file.unlink()
        self._folder.rmdir()

    def replug(self) -> None:
        self._folder.mkdir(mode=0o700)


class _Cups(_Unchanged):
    """A queue of a CUPS server of our own; what comes out is paper."""

    alone, keeps = False, True

    def __init__(self, server: CupsServer) -> None:
        self._server = server

    def make(self) -> Printer:
        return open_keeper("printer", "cups", self._server.options)

    def came_out(self) -> bytes:
        (file,) = self._server.out.iterdir()
        return file.read_bytes()

    def unplug(self) -> None:
        self._server.run("cupsdisable", self._server.queue)

    def replug(self) -> None:
        self._server.run("cupsenable", self._server.queue)


class _Qt(_Cups):
    """The same queue through Qt, which draws pages anew, and does not tell when they come out."""

    ends: JobState = "handed_over"

    def make(self) -> Printer:
        options = {"printer": self._server.queue, "config": str(self._server.options["config"])}
        return open_keeper("printer", "qt", options)

    def came_out(self) -> bytes:
        end_s, pause = time.monotonic() + 10.0, Event()
        while not [file for file in self._server.out.iterdir() if b"%%EOF" in file.read_bytes()[-1024:]]:
            assert time.monotonic() < end_s, "nothing came out"
            pause.wait(0.05)
        return super().came_out()

    def is_it(self, out: bytes, given: bytes) -> bool:
        drawn, wanted = _pictures(out), _pictures(given)
        return len(drawn) == len(wanted) and all(
            one.shape == other.shape and float(np.abs(one - other).mean()) < 1.5
            for one, other in zip(drawn, wanted, strict=True)
        )


def _pictures(pdf: bytes) -> list[NDArray[np.float64]]:
    """Every page, small and grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=0.5, grayscale=True).to_numpy().astype(np.float64) for page in document]
    finally:
        document.close()


@contextmanager
def _qt_stage(_folder: Path) -> Iterator[PrinterStage]:
    """Qt asks libcups for the server, each thread once: this one is told with each stage."""
    with cups_server() as server, pytest.MonkeyPatch.context() as patch:
        place = str(server.root / "cups.sock")
        patch.setenv("CUPS_SERVER", place)
        patch.setenv("TMPDIR", str(server.root))
        ctypes.CDLL("libcups.so.2").cupsSetServer(place.encode())
        assert QGuiApplication.instance() is not None
        yield _Qt(server)


@contextmanager
def _cups_stage(_folder: Path) -> Iterator[PrinterStage]:
    with cups_server() as server:
        yield _Cups(server)


@contextmanager
def _mock_stage(folder: Path) -> Iterator[PrinterStage]:
    with RoomServer(folder / "room.sock") as server:
        yield _Mock(server)


@contextmanager
def _folder_stage(keep: bool, _folder: Path) -> Iterator[PrinterStage]:
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield _Folder(Path(folder) / "out", keep or not MEMORY.is_dir())


PRINTER_STAGES: dict[str, Callable[[Path], AbstractContextManager[PrinterStage]]] = {
    "mock": _mock_stage,
    "cups": _cups_stage,
    "qt": _qt_stage,
    "file": partial(_folder_stage, False),
    "file-keep": partial(_folder_stage, True),
}
