"""What goes through CUPS is nowhere afterwards: a slip with a canary's name is printed, purged, and searched for."""

import dataclasses
import os
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pypdfium2
import pytest

from drivers.api.errors import DeviceMissing
from drivers.catalogue import open_keeper
from tests.contract.devices.printer_stages import PRINTER_STAGES
from tests.support.cups import cups_server
from tests.support.slips import ENDED, made, slip_of, worded

CANARY = "Kanarienvogel"
PLACES = (Path("/tmp"), Path("/var/tmp"), Path("/var/spool/cups"), Path("/var/spool/cups-pdf"), Path.home() / "PDF")


def canary_slip() -> bytes:
    assert ENDED.call is not None
    call = dataclasses.replace(ENDED.call, clerk_name=CANARY)
    return made(worded(slip_of(dataclasses.replace(ENDED, call=call))))


def _new_files(places: tuple[Path, ...], since_s: float) -> Iterator[Path]:
    for place in places:
        for folder, _, names in os.walk(place):
            for name in names:
                file = Path(folder) / name
                if file.is_file() and not file.is_symlink() and file.stat().st_mtime >= since_s:
                    yield file


def _says(file: Path) -> bool:
    """Whether the canary stands in the file as it is, or in its text if it is a PDF."""
    try:
        content = file.read_bytes()
        if CANARY.encode() in content:
            return True
        if not content.startswith(b"%PDF"):
            return False
        document = pypdfium2.PdfDocument(content)
        try:
            return any(CANARY in page.get_textpage().get_text_range() for page in document)
        finally:
            document.close()
    except (OSError, pypdfium2.PdfiumError):
        return False


def test_a_slip_comes_out_of_a_real_queue_and_after_the_purge_no_file_holds_its_words() -> None:
    with cups_server(pdf_queue=True) as server:
        places = (*PLACES, server.root)
        begun_s = time.time() - 1
        printer = open_keeper("printer", "cups", server.options)
        printer.open()
        try:
            job = printer.print(canary_slip(), "slip")
            end_s, pause = time.monotonic() + 30.0, Event()
            while printer.progress(job) != "done":
                assert time.monotonic() < end_s, printer.health()
                pause.wait(0.05)
            (paper,) = (file for file in _new_files(places, begun_s) if _says(file))
            paper.unlink()  # what came out is paper, and taken away
            printer.purge()
            assert [file for file in _new_files(places, begun_s) if _says(file)] == []
        finally:
            printer.close()


def test_what_waits_in_a_queue_is_gone_with_the_purge() -> None:
    with cups_server() as server:
        printer = open_keeper("printer", "cups", server.options)
        printer.open()
        try:
            (server.root / "bin" / "backend" / "stage").write_text("#!/bin/sh\n[ $# -lt 6 ] && exit 0\nsleep 60\n")
            job = printer.print(canary_slip(), "slip")
            assert printer.progress(job) in ("waiting", "printing")
            assert any(_is_document(file) for file in (server.root / "spool").iterdir())
            printer.purge()
            assert printer.progress(job) == "cancelled"
            end_s, pause = time.monotonic() + 5.0, Event()
            while any(_is_document(file) for file in (server.root / "spool").iterdir()):
                assert time.monotonic() < end_s
                pause.wait(0.05)
        finally:
            printer.close()


def _is_document(file: Path) -> bool:
    return file.name.startswith("d")


def test_a_server_that_keeps_papers_is_not_opened_and_it_says_what_to_change() -> None:
    with cups_server() as server:
        config = server.root / "etc" / "cupsd.conf"
        config.write_text(config.read_text().replace("PreserveJobFiles No", ""))
        printer = open_keeper("printer", "cups", server.options)
        with pytest.raises(DeviceMissing, match="write 'PreserveJobFiles No' into"):
            printer.open()


@pytest.mark.parametrize("place", ["192.0.2.1", "print.example:631"])
def test_a_server_of_another_machine_is_not_asked_for_anything_since_nobody_knows_what_it_keeps(
    monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    with cups_server() as server:
        elsewhere = open_keeper("printer", "cups", {**server.options, "server": place})
        with pytest.raises(DeviceMissing, match="not this machine's"):
            elsewhere.open()
        monkeypatch.setenv("CUPS_SERVER", place)
        unnamed = open_keeper("printer", "cups", {**server.options, "server": ""})
        with pytest.raises(DeviceMissing, match="not this machine's"):
            unnamed.open()


def test_a_queue_that_is_not_there_is_missing_in_words() -> None:
    with cups_server() as server:
        printer = open_keeper("printer", "cups", {**server.options, "queue": "nowhere"})
        with pytest.raises(DeviceMissing, match="no such queue"):
            printer.open()


def test_what_qt_hands_to_a_queue_stays_nowhere_but_on_paper(qapp: object, tmp_path: Path) -> None:
    with PRINTER_STAGES["qt"](tmp_path) as stage:
        memory = Path(os.environ["TMPDIR"])
        begun_s = time.time() - 1
        printer = stage.make()
        printer.open()
        try:
            job = printer.print(canary_slip(), "slip")
            end_s, pause = time.monotonic() + 30.0, Event()
            while printer.progress(job) != "handed_over":
                assert time.monotonic() < end_s, printer.health()
                pause.wait(0.05)
            assert stage.came_out()
            while any(_is_document(file) for file in (memory / "spool").iterdir()):
                assert time.monotonic() < end_s
                pause.wait(0.05)
            files = [
                *_new_files((*PLACES[2:], memory), begun_s),
                *(file for file in PLACES[0].iterdir() if file.is_file()),
            ]
            documents = [file for file in files if file.stat().st_mtime >= begun_s and file.read_bytes()[:4] == b"%PDF"]
            assert [file.parent.name for file in documents] == ["out"]
        finally:
            printer.close()
