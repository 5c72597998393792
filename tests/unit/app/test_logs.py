"""The log: a full disk costs lines, says so once, and never disturbs what is logged about."""

import errno
import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app.logs import KEPT, PatientFile, start_log
from kiosk.app.settings import Log


class Disk(io.StringIO):
    """A disk that can be full; what was written stays after its file was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.full = False

    def write(self, text: str) -> int:
        if self.full:
            raise OSError(errno.ENOSPC, "no space left")
        return super().write(text)

    def close(self) -> None:
        """Keeps its content for the test."""


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def heard() -> list[bool]:
    """Everything that the owner of the log was told."""
    return []


@pytest.fixture
def log(tmp_path: Path, disk: Disk, heard: list[bool], monkeypatch: pytest.MonkeyPatch) -> Iterator[logging.Logger]:
    handler = PatientFile(tmp_path / "kiosk.log", heard.append)
    monkeypatch.setattr(handler, "_open", lambda: disk)
    logger = logging.Logger("a program")
    logger.addHandler(handler)
    yield logger
    handler.close()


@pytest.fixture
def root_as_before() -> Iterator[logging.Logger]:
    root = logging.getLogger()
    before = list(root.handlers), root.level
    yield root
    for handler in set(root.handlers) - set(before[0]):
        handler.close()
    root.handlers[:], root.level = before


def test_lines_are_kept_while_there_is_room_and_nobody_is_told(
    log: logging.Logger, disk: Disk, heard: list[bool]
) -> None:
    log.warning("code %d", 7)
    assert disk.getvalue() == "code 7\n"
    assert heard == []


def test_a_full_disk_is_told_once_and_so_is_its_end(log: logging.Logger, disk: Disk, heard: list[bool]) -> None:
    log.warning("before")
    disk.full = True
    for _ in range(3):
        log.warning("lost")
    assert heard == [True]
    disk.full = False
    log.warning("after")
    log.warning("and after")
    assert heard == [True, False]
    assert disk.getvalue() == "before\nafter\nand after\n"


def test_a_log_that_fills_up_again_is_told_again(log: logging.Logger, disk: Disk, heard: list[bool]) -> None:
    for disk.full in (True, False, True, True, False):
        log.warning("a line")
    assert heard == [True, False, True, False]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_file_that_was_full_in_earnest_is_written_again_when_there_is_room(tmp_path: Path, heard: list[bool]) -> None:
    path = tmp_path / "kiosk.log"
    path.symlink_to("/dev/full")
    handler = PatientFile(path, heard.append)
    logger = logging.Logger("a program")
    logger.addHandler(handler)
    logger.warning("lost")
    path.unlink()
    logger.warning("kept")
    handler.close()
    assert heard == [True, False]
    assert path.read_text(encoding="utf-8") == "kept\n"


def test_old_lines_make_room_for_new_ones(tmp_path: Path, heard: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.app.logs.MAX_BYTES", 100)
    handler = PatientFile(tmp_path / "hub.log", heard.append)
    logger = logging.Logger("a program")
    logger.addHandler(handler)
    for n in range(200):
        logger.warning("code %03d", n)
    handler.close()
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["hub.log", *(f"hub.log.{n}" for n in range(1, KEPT + 1))]
    assert max(file.stat().st_size for file in files) <= 100
    assert files[0].read_text(encoding="utf-8").endswith("code 199\n")
    assert heard == []


def test_a_folder_that_cannot_be_made_is_told_and_lines_go_to_standard_error(
    tmp_path: Path, heard: list[bool], root_as_before: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in the way").write_text("a file", encoding="utf-8")
    start_log(Log(), "kiosk", tmp_path / "in the way" / "logs", heard.append)
    assert heard == [True]
    logging.getLogger("kiosk.flows").warning("code E7")
    assert "code E7" in capsys.readouterr().err


def test_a_folder_is_made_for_its_owner_alone_and_holds_a_file_of_the_programs_name(
    tmp_path: Path, heard: list[bool], root_as_before: logging.Logger
) -> None:
    start_log(Log(level="warning"), "desk", tmp_path / "logs", heard.append)
    logging.getLogger("kiosk.flows").info("not wanted")
    logging.getLogger("kiosk.flows").warning("code E7")
    assert (tmp_path / "logs").stat().st_mode & 0o077 == 0
    lines = (tmp_path / "logs" / "desk.log").read_text(encoding="utf-8").splitlines()
    assert [line.split(" ", 2)[2] for line in lines] == ["WARNING kiosk.flows code E7"]
    assert heard == []


@pytest.mark.parametrize("library", ["aiortc.rtcpeerconnection", "aioice.ice", "aiohttp.access", "asyncio", "libav"])
def test_libraries_that_would_log_addresses_are_silent_at_every_level(
    root_as_before: logging.Logger, capsys: pytest.CaptureFixture[str], library: str
) -> None:
    start_log(Log(level="debug"), "kiosk", None, list[bool]().append)
    logging.getLogger(library).error("192.0.2.7 v=0")
    assert capsys.readouterr().err == ""
    logging.getLogger("kiosk").debug("code E7")
    assert "code E7" in capsys.readouterr().err
