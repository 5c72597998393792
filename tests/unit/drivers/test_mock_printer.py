"""The pretended printer: paper runs out and jams, and nobody's papers come out when somebody else sits there."""

import time
from collections.abc import Iterator
from threading import Event

import pytest

from drivers.api.printer import JobState
from drivers.mock_room import Room
from drivers.mock_room.state import RoomError
from drivers.printer.mock import SHEET_S, MockPrinter
from drivers.printer.options import MockPrinterOptions

TWO_SHEETS = b"%PDF-1.4\n<< /Type /Pages >> << /Type /Page >> << /Type/Page >>\n%%EOF\n"


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def printer(room: Room) -> Iterator[MockPrinter]:
    made = MockPrinter(MockPrinterOptions(), room)
    made.open()
    yield made
    made.close()


def _until(printer: MockPrinter, job: str, state: JobState) -> None:
    end_s, pause = time.monotonic() + 5.0, Event()
    while printer.progress(job) != state:
        assert time.monotonic() < end_s, printer.progress(job)
        pause.wait(0.01)


def test_sheets_come_out_one_after_the_other_and_the_tray_empties(room: Room, printer: MockPrinter) -> None:
    room.load("van", 3)
    begun_s = time.monotonic()
    printer.print(TWO_SHEETS, "slip")
    printed = room.collect("van")
    assert time.monotonic() - begun_s >= 2 * SHEET_S * 0.9
    assert (printed.sheets, printed.pdf, printed.number) == (2, TWO_SHEETS, 1)
    waits = printer.print(TWO_SHEETS, "slip")
    _until(printer, waits, "printing")
    _until_state(printer, "out_of_paper")
    assert printer.health().detail == "put paper in"
    assert printer.progress(waits) == "printing", "its first sheet is out"
    room.load("van", 10)
    assert room.collect("van", after=1).number == 2
    assert printer.progress(waits) == "done"


def _until_state(printer: MockPrinter, state: str) -> None:
    end_s, pause = time.monotonic() + 5.0, Event()
    while printer.health().state != state:
        assert time.monotonic() < end_s, printer.health()
        pause.wait(0.01)


def test_a_job_that_waits_for_paper_can_be_cancelled_and_never_comes_out(room: Room, printer: MockPrinter) -> None:
    room.load("van", 0)
    job = printer.print(TWO_SHEETS, "slip")
    assert printer.health().state == "out_of_paper"
    assert printer.progress(job) == "waiting"
    assert printer.cancel(job)
    assert not printer.cancel(job)
    assert printer.progress(job) == "cancelled"
    room.load("van", 10)
    with pytest.raises(RoomError, match="nothing more came out"):
        room.collect("van", timeout_s=3 * SHEET_S)


def test_what_was_not_printed_when_the_plug_was_pulled_is_forgotten(room: Room, printer: MockPrinter) -> None:
    room.load("van", 0)
    job = printer.print(TWO_SHEETS, "slip")
    room.unplug("van", "printer")
    assert printer.progress(job) == "failed"
    room.replug("van", "printer")
    room.load("van", 10)
    with pytest.raises(RoomError, match="nothing more came out"):
        room.collect("van", timeout_s=3 * SHEET_S)
    assert printer.health().state == "ready"


def test_purging_leaves_nothing_to_come_out_for_the_next_resident(room: Room, printer: MockPrinter) -> None:
    room.hold("van", "printer")
    jobs = [printer.print(TWO_SHEETS, "slip") for _ in range(3)]
    printer.purge()
    assert {printer.progress(job) for job in jobs} == {"cancelled"}
    room.release("van", "printer")
    with pytest.raises(RoomError, match="nothing more came out"):
        room.collect("van", timeout_s=3 * SHEET_S)


def test_a_jam_stands_still_until_the_printer_is_opened_anew(room: Room, printer: MockPrinter) -> None:
    room.jam("van", "printer")
    assert printer.health().state == "jammed"
    job = printer.print(TWO_SHEETS, "slip")
    with pytest.raises(RoomError, match="nothing more came out"):
        room.collect("van", timeout_s=3 * SHEET_S)
    assert printer.progress(job) == "waiting"
    printer.close()
    printer.open()
    printer.print(TWO_SHEETS, "slip")
    assert room.collect("van").pdf == TWO_SHEETS
