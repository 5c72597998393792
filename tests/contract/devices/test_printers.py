"""What drivers.api.printer promises, held by every printer in the catalogue."""

import threading
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from threading import Event

import pytest

from drivers.api.errors import DeviceBusy, DeviceLost, DeviceMissing
from drivers.api.printer import MAX_PDF_BYTES, JobState, NotPrintable, Printer
from drivers.catalogue import names, open_keeper
from tests.contract.devices.printer_stages import PRINTER_STAGES, PrinterStage
from tests.support.plain_pdf import a_pdf
from tests.unit.worker.watching import nothing_left

SLIP = a_pdf()


@pytest.fixture(autouse=True)
def gui(qapp: object) -> None:
    """Printers of Qt need one."""


@pytest.fixture(params=PRINTER_STAGES)
def on_stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PrinterStage]:
    libraries_keep = request.param == "qt"  # libcups a connection, Qt its event descriptors, each thread its own
    with nullcontext() if libraries_keep else nothing_left(), PRINTER_STAGES[request.param](tmp_path) as made:
        yield made
    assert not [thread for thread in threading.enumerate() if thread.name == "qt-printer"]


@pytest.fixture
def printer(on_stage: PrinterStage) -> Iterator[Printer]:
    made = on_stage.make()
    yield made
    made.close()


def wait_for(printer: Printer, job: str, state: JobState) -> None:
    """Asks again and again, as who shows the progress does."""
    end_s, pause = time.monotonic() + 5.0, Event()
    while printer.progress(job) != state:
        assert time.monotonic() < end_s, printer.progress(job)
        pause.wait(0.01)


def test_every_keeper_in_the_catalogue_stands_on_a_stage() -> None:
    assert set(names("printer")) <= PRINTER_STAGES.keys()


def test_a_document_comes_out_whole_and_its_job_is_done(on_stage: PrinterStage, printer: Printer) -> None:
    printer.open()
    assert printer.health().state == "ready"
    job = printer.print(SLIP, "slip")
    wait_for(printer, job, on_stage.ends)
    assert on_stage.is_it(on_stage.came_out(), SLIP)
    assert printer.health().state == "ready"
    assert not printer.cancel(job), "it is too late"
    assert printer.progress(job) == on_stage.ends


def test_jobs_have_ids_of_their_own_that_tell_nothing(on_stage: PrinterStage, printer: Printer) -> None:
    printer.open()
    first = printer.print(SLIP, "slip")
    if on_stage.ends == "handed_over":
        wait_for(printer, first, "handed_over")  # it takes one at a time
    second = printer.print(SLIP, "slip")
    assert first != second
    assert "slip" not in first
    with pytest.raises(KeyError):
        printer.progress("another")


@pytest.mark.parametrize(
    ("pdf", "title", "words"),
    [
        (b"", "slip", "no PDF"),
        (b"GIF89a", "slip", "no PDF"),
        (SLIP[:-8], "slip", "only a part of one"),
        (SLIP.ljust(MAX_PDF_BYTES - 6) + b"%%EOF\n\n", "slip", f"at most {MAX_PDF_BYTES}"),
        (SLIP, "山田花子", "never whose"),
        (SLIP, "Slip", "one word in lower case"),
    ],
)
def test_what_is_no_document_or_has_no_code_for_a_title_is_refused_in_words(
    printer: Printer, pdf: bytes, title: str, words: str
) -> None:
    printer.open()
    with pytest.raises(NotPrintable, match=words):
        printer.print(pdf, title)
    assert printer.health().state == "ready"


def test_opening_and_closing_twice_is_fine_and_it_can_be_opened_again(on_stage: PrinterStage, printer: Printer) -> None:
    printer.close()
    printer.open()
    printer.open()
    assert printer.health().open
    printer.close()
    printer.close()
    assert not printer.health().open
    assert printer.health().state == "offline"
    printer.open()
    wait_for(printer, printer.print(SLIP, "slip"), on_stage.ends)


def test_a_closed_printer_takes_nothing(printer: Printer) -> None:
    with pytest.raises(DeviceLost):
        printer.print(SLIP, "slip")


def test_unplugged_it_is_offline_within_a_moment_and_back_by_itself(on_stage: PrinterStage, printer: Printer) -> None:
    printer.open()
    on_stage.unplug()
    _within(1.5, printer, "offline")
    with pytest.raises(DeviceLost):
        printer.print(SLIP, "slip")
    assert printer.health().detail, "it says what is to be done"
    on_stage.replug()
    _within(5.0, printer, "ready")
    wait_for(printer, printer.print(SLIP, "slip"), on_stage.ends)
    assert on_stage.is_it(on_stage.came_out(), SLIP)


def _within(limit_s: float, printer: Printer, state: str) -> None:
    end_s, pause = time.monotonic() + limit_s, Event()
    while printer.health().state != state:
        assert time.monotonic() < end_s, printer.health()
        pause.wait(0.01)


def test_it_is_missing_while_unplugged_and_says_what_is_to_be_done(on_stage: PrinterStage, printer: Printer) -> None:
    on_stage.unplug()
    with pytest.raises(DeviceMissing) as missing:
        printer.open()
    assert "printer" in str(missing.value) and "Errno" not in str(missing.value)
    printer.close()
    on_stage.replug()
    printer.open()
    assert printer.health().state == "ready"


def test_nobody_else_can_open_it_meanwhile(on_stage: PrinterStage, printer: Printer) -> None:
    if not on_stage.alone:
        pytest.skip("as many as like may write into a folder")
    printer.open()
    other = on_stage.make()
    with pytest.raises(DeviceBusy):
        other.open()
    other.close()
    printer.close()
    other.open()
    other.close()


def test_after_purging_or_closing_nothing_of_a_document_is_left(on_stage: PrinterStage, printer: Printer) -> None:
    if on_stage.keeps:
        pytest.skip("what came out is paper, or is kept for a demonstration")
    printer.open()
    for end in (printer.purge, printer.purge, printer.close):
        wait_for(printer, printer.print(SLIP, "slip"), on_stage.ends)
        assert on_stage.is_it(on_stage.came_out(), SLIP)
        end()
        with pytest.raises(ValueError, match="not enough values"):
            on_stage.came_out()


def test_a_mock_without_a_room_is_missing_and_says_what_settings_lack() -> None:
    lonely = open_keeper("printer", "mock", {})
    assert lonely.mock
    with pytest.raises(DeviceMissing, match=r"\[mock_room\] address"):
        lonely.open()
