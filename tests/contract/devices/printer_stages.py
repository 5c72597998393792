"""For every printer keeper in the catalogue: a way to see what came out, and a hand on its plug."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from drivers.api.printer import Printer
from drivers.catalogue import open_keeper
from drivers.mock_room import RoomServer
from tests.support.cups import CupsServer, cups_server

MEMORY = Path("/dev/shm")


class PrinterStage(Protocol):
    """One printer. `alone`: whether one program keeps others out. `keeps`: whether what came out stays there."""

    alone: bool
    keeps: bool

    def make(self) -> Printer:
        """A new keeper of it."""

    def came_out(self) -> bytes:
        """The one document that came out so far."""

    def unplug(self) -> None: ...
    def replug(self) -> None: ...


class _Mock:
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


class _Folder:
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


class _Cups:
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
    "file": partial(_folder_stage, False),
    "file-keep": partial(_folder_stage, True),
}
