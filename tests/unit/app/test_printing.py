"""The printing thread: slips become pictures and paper, trouble becomes words, and a purge leaves nothing."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from drivers.api.printer import Printer
from drivers.mock_room.room import Room
from drivers.printer.mock import MockPrinter
from drivers.printer.options import MockPrinterOptions
from kiosk.app.printing import Printing, SlipMaker
from kiosk.app.slips import pictures, slip_maker
from kiosk.domain.guide import Guides
from kiosk.domain.picture import Slot
from kiosk.domain.printing import PrintEvent
from kiosk.domain.slip import Slip
from kiosk.flows.ports import PrintReport, SlipReport
from tests.support.guide_scenes import FULL
from tests.support.slips import made, pages, slip_of, worded

WITHIN_S = 10.0


class Heard:
    """What the thread has said, in order."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.slips: list[SlipReport] = []
        self.events: list[PrintEvent] = []

    def take(self, report: SlipReport | PrintReport) -> None:
        with self._changed:
            if isinstance(report, SlipReport):
                self.slips.append(report)
            else:
                self.events.append(report.event)
            self._changed.notify_all()

    def until(self, enough: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(enough, WITHIN_S), (self.slips, self.events)

    def until_event(self, event: PrintEvent) -> None:
        self.until(lambda: event in self.events)


SIDES = (Slot(), Slot())


@contextmanager
def printing(keeper: Printer | None = None, maker: SlipMaker | None = None) -> Iterator[tuple[Printing, Heard]]:
    heard = Heard()
    thread = Printing(maker or slip_maker(), keeper, SIDES, heard.take)
    thread.start()
    try:
        yield thread, heard
    finally:
        thread.stop()


@pytest.fixture
def room() -> Room:
    return Room()


def keeper_in(room: Room) -> MockPrinter:
    return MockPrinter(MockPrinterOptions(), room)


def test_a_slip_lies_there_as_pictures_and_after_the_purge_none_is_left() -> None:
    with printing() as (thread, heard):
        thread.make(slip_of(language="en"), FULL)
        heard.until(lambda: bool(heard.slips))
        assert heard.slips[0] == SlipReport(slip_of(language="en"), 2)
        shown = [side.newest() for side in SIDES]
        assert all(picture is not None and picture.height > 2_000 for picture in shown)
        assert thread.purged(WITHIN_S)
        assert [side.newest() for side in SIDES] == [None, None]
        assert not any(any(memoryview(picture.data)) for picture in shown if picture is not None), "overwritten"


def test_of_slips_that_follow_each_other_only_the_newest_is_made() -> None:
    begun, go_on, asked = threading.Event(), threading.Event(), list[Slip]()

    def pdf(slip: Slip, _guides: Guides) -> bytes:
        asked.append(slip)
        begun.set()
        assert go_on.wait(WITHIN_S)
        return made(worded(slip_of()))

    with printing(maker=SlipMaker(pdf, pictures)) as (thread, heard):
        for language in ("ja", "ja@easy", "en"):
            thread.make(slip_of(language=language), FULL)
            assert begun.wait(WITHIN_S)
        go_on.set()
        heard.until(lambda: bool(heard.slips))
        assert [slip.language for slip in asked] == ["ja", "en"]
        assert heard.slips[0].slip.language == "en"


def test_a_slip_that_cannot_be_made_is_said_as_none() -> None:
    def broken(_slip: Slip, _guides: Guides) -> bytes:
        raise OSError

    with printing(maker=SlipMaker(broken, pictures)) as (thread, heard):
        thread.make(slip_of(), FULL)
        thread.print(1, slip_of(), FULL)
        heard.until_event(PrintEvent.BROKE)
        assert heard.slips == [SlipReport(slip_of(), 0)]


def test_what_comes_out_is_the_slip_and_it_is_said(room: Room) -> None:
    with printing(keeper_in(room)) as (thread, heard):
        thread.print(1, slip_of(), FULL)
        heard.until_event(PrintEvent.PRINTED)
        assert heard.events == [PrintEvent.RUNS, PrintEvent.PRINTED]
        (text,) = pages(room.collect("van").pdf)
        assert "きょうの控え" in text


def test_paper_that_is_out_and_put_in_again_is_said_and_so_is_a_jam(room: Room) -> None:
    room.load("van", 0)
    with printing(keeper_in(room)) as (thread, heard):
        thread.print(1, slip_of(), FULL)
        heard.until_event(PrintEvent.PAPER_OUT)
        room.load("van", 5)
        heard.until_event(PrintEvent.PRINTED)
        room.jam("van", "printer")
        thread.print(2, slip_of(), FULL)
        heard.until_event(PrintEvent.JAM)
        thread.cancel()
        assert thread.purged(WITHIN_S)
        assert heard.events[-1] is PrintEvent.JAM


def test_a_printer_that_vanishes_while_it_prints_has_failed_and_keeps_nothing(room: Room) -> None:
    room.hold("van", "printer")
    keeper = keeper_in(room)
    with printing(keeper) as (thread, heard):
        thread.print(1, slip_of(), FULL)
        heard.until_event(PrintEvent.RUNS)
        room.unplug("van", "printer")
        heard.until_event(PrintEvent.AWAY)
        room.release("van", "printer")
        room.replug("van", "printer")
        assert thread.purged(WITHIN_S)
        assert keeper.health().state == "ready"
        thread.print(2, slip_of(), FULL)
        heard.until_event(PrintEvent.PRINTED)
        assert room.collect("van").number == 1, "what had failed never came out"


def test_one_that_is_not_there_is_away_and_tried_again_by_the_next_touch(room: Room) -> None:
    room.unplug("van", "printer")
    with printing(keeper_in(room)) as (thread, heard):
        thread.print(1, slip_of(), FULL)
        heard.until_event(PrintEvent.AWAY)
        room.replug("van", "printer")
        thread.print(2, slip_of(), FULL)
        heard.until_event(PrintEvent.PRINTED)


def test_a_purge_in_the_middle_of_a_job_lets_nothing_more_come_out(room: Room) -> None:
    room.hold("van", "printer")
    keeper = keeper_in(room)
    with printing(keeper) as (thread, heard):
        thread.print(1, slip_of(), FULL)
        heard.until_event(PrintEvent.RUNS)
        assert thread.purged(WITHIN_S)
        room.release("van", "printer")
        assert keeper.health().state == "ready"
        thread.print(2, slip_of(language="en"), FULL)
        heard.until_event(PrintEvent.PRINTED)
        assert room.collect("van").number == 1
        assert len(pages(room.collect("van").pdf)) == 2
