"""Documents as files: whole or not there, for their owner's eyes, and never on a disk unasked."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from drivers.api.errors import DeviceLost, DeviceMissing
from drivers.printer import mounts
from drivers.printer.file import FilePrinter
from drivers.printer.mounts import lies_in_memory
from drivers.printer.options import FilePrinterOptions

SLIP = b"%PDF-1.7\n%%EOF\n"
MEMORY = Path("/dev/shm")


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[FilePrinter]:
    made = FilePrinter(FilePrinterOptions(str(tmp_path), keep=True))
    made.open()
    yield made
    made.close()


def test_a_file_is_its_owners_alone_and_named_by_a_code_and_an_id(tmp_path: Path, printer: FilePrinter) -> None:
    job = printer.print(SLIP, "slip")
    (file,) = tmp_path.iterdir()
    assert file.name == f"slip-{job}.pdf"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "no room left"), (errno.EDQUOT, "no room left"), (errno.EIO, "cannot be written")],
)
def test_a_full_disk_leaves_nothing_and_says_so(
    tmp_path: Path, printer: FilePrinter, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(DeviceLost, match=words):
            printer.print(SLIP, "slip")
    assert list(tmp_path.iterdir()) == []
    printer.print(SLIP, "slip")


def test_no_file_has_its_name_before_it_is_whole(
    tmp_path: Path, printer: FilePrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, bytes]] = []
    really = os.fsync

    def look(descriptor: int) -> None:
        really(descriptor)
        seen.extend((file.suffix, file.read_bytes()) for file in tmp_path.iterdir())

    monkeypatch.setattr(os, "fsync", look)
    printer.print(SLIP, "slip")
    assert seen == [(".part", SLIP), (".pdf", SLIP)]


def test_what_a_killed_program_left_goes_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    half, whole = tmp_path / "slip-0123456789abcdef.part", tmp_path / "slip-0123456789abcdef.pdf"
    others = tmp_path / "manual-of-the-van.pdf"
    for file in (half, whole, others):
        file.write_bytes(SLIP)
    keeping = FilePrinter(FilePrinterOptions(str(tmp_path), keep=True))
    keeping.open()
    assert (half.exists(), whole.exists(), others.exists()) == (False, True, True)
    keeping.close()


@pytest.mark.skipif(not MEMORY.is_dir(), reason="this system has no tmpfs at a known place")
def test_in_memory_what_a_killed_program_left_goes_whole() -> None:
    with TemporaryDirectory(dir=MEMORY) as name:
        left = Path(name) / "slip-0123456789abcdef.pdf"
        left.write_bytes(SLIP)
        printer = FilePrinter(FilePrinterOptions(name))
        printer.open()
        assert not left.exists()
        printer.print(SLIP, "slip")
        printer.purge()
        assert list(Path(name).iterdir()) == []


def test_a_folder_on_a_disk_is_refused_and_why_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mounts, "MOUNTS", _mounts(tmp_path, f"{tmp_path} rw - ext4 /dev/sda1 rw"))
    private = tmp_path / "out"
    private.mkdir(mode=0o700)
    with pytest.raises(DeviceMissing, match=r"lies on a disk, where residents' papers could be found.*keep = true"):
        FilePrinter(FilePrinterOptions(str(private))).open()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: None, "there is no such folder; make it"),
        (lambda path: path.write_text("a file"), "no folder that can be written to"),
        (lambda path: (path.mkdir(), path.chmod(0o755)), "others can look into it; 'chmod 700' it"),
    ],
)
def test_a_folder_that_is_wrong_is_said_so(tmp_path: Path, make: object, words: str) -> None:
    assert callable(make)
    make(tmp_path / "out")
    with pytest.raises(DeviceMissing, match=words):
        FilePrinter(FilePrinterOptions(str(tmp_path / "out"))).open()


def _mounts(folder: Path, *points: str) -> Path:
    file = folder / "mountinfo"
    file.write_text("\n".join(f"36 35 98:0 / {point}" for point in points), encoding="utf-8")
    return file


def test_the_nearest_mount_decides_and_the_last_one_on_a_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = ["/ rw - ext4 x rw", "/run rw - tmpfs x rw", "/run/on\\040disk rw - ext4 x rw", "/run/over rw - ext4 x rw"]
    monkeypatch.setattr(mounts, "MOUNTS", _mounts(tmp_path, *told, "/run/over rw shared:5 - tmpfs x rw"))
    assert lies_in_memory(Path("/run/print"))
    assert not lies_in_memory(Path("/run/on disk/print"))
    assert lies_in_memory(Path("/run/over/print"))
    assert not lies_in_memory(Path("/home/print"))
    monkeypatch.setattr(mounts, "MOUNTS", tmp_path / "nowhere")
    assert not lies_in_memory(Path("/run/print")), "a system that does not tell is not trusted"
