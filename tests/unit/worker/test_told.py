"""A worker's child can be told what to do; one that was taken over harms nobody but itself."""

import time
from collections.abc import Callable, Iterator

import psutil
import pytest

from kiosk.worker import worker as mechanism
from kiosk.worker.worker import Worker, WorkerPlan
from tests.unit.worker.watching import Reports, nothing_left

SILENT_S = 1.0


class Owner:
    """Remembers what the child said, but for its signs of life; trusts it until it says one word."""

    def __init__(self) -> None:
        self.said: Reports[bytes] = Reports()
        self.signs: Reports[bytes] = Reports()
        self.retired_as_lost: Reports[bool] = Reports()

    def outfit(self) -> bytes:
        return b"begin"

    def heard(self, report: bytes) -> float | None:
        (self.said if report else self.signs).add(report)
        return None if report == b"treason" else SILENT_S

    def retired(self, lost: bool) -> None:
        self.retired_as_lost.add(lost)

    def child_after(self, *known: int) -> int:
        """The process of a child that is none of the known and can be told."""
        return int(self.said.until(lambda said: said.isdigit() and int(said) not in known))


Start = Callable[[Owner], Worker]


@pytest.fixture
def start() -> Iterator[Start]:
    workers: list[Worker] = []

    def begin(owner: Owner) -> Worker:
        worker = Worker(WorkerPlan("told", "tests.unit.worker.told_child", b"", spare=False), owner)
        workers.append(worker)
        worker.start()
        return worker

    with nothing_left():
        yield begin
        for worker in workers:
            worker.stop()


def test_what_is_told_reaches_the_child_in_order(start: Start) -> None:
    owner = Owner()
    worker = start(owner)
    owner.child_after()
    for number in range(5):
        assert worker.tell(b"word %d" % number)
    owner.said.until(lambda said: said == b"word 4")
    assert [said for said in owner.said.all if not said.isdigit()] == [b"word %d" % number for number in range(5)]


def test_where_no_child_is_at_work_nobody_is_told() -> None:
    owner = Owner()
    worker = Worker(WorkerPlan("told", "tests.unit.worker.told_child", b"", spare=False), owner)
    with nothing_left():
        assert not worker.tell(b"anybody")
        worker.start()
        owner.child_after()
        assert worker.tell(b"you")
        worker.stop()
        assert not worker.tell(b"anybody")


def test_a_child_that_took_the_place_of_another_is_told_in_its_stead(start: Start) -> None:
    owner = Owner()
    worker = start(owner)
    first = owner.child_after()
    psutil.Process(first).kill()
    owner.child_after(first)
    assert worker.tell(b"you")
    owner.said.until(lambda said: said == b"you")


def test_without_a_spare_there_is_never_a_second_child(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mechanism, "SPARE_AFTER_S", 0.0)
    owner = Owner()
    worker = start(owner)
    first = owner.child_after()
    owner.signs.forget()
    for _ in range(5):  # each sign of life would have been followed by a spare
        owner.signs.until(lambda sign: True)
        owner.signs.forget()
    others = [child.cmdline() for child in psutil.Process().children() if child.pid != first]
    assert not [line for line in others if "spawn_main" in " ".join(line)]
    assert worker.renew(5.0)
    owner.child_after(first)


@pytest.mark.parametrize("word", [b"half a length", b"half a report", b"one byte after the other"])
def test_a_child_that_stops_within_a_report_is_killed_like_any_that_hangs(start: Start, word: bytes) -> None:
    owner = Owner()
    worker = start(owner)
    first = owner.child_after()
    assert worker.tell(word)
    owner.retired_as_lost.until(lambda lost: lost, within_s=SILENT_S + 4.0)
    assert not psutil.pid_exists(first)
    owner.child_after(first)


def test_a_child_that_stopped_within_a_report_does_not_keep_the_program_from_ending(start: Start) -> None:
    owner = Owner()
    worker = start(owner)
    owner.child_after()
    assert worker.tell(b"half a report")
    begun_s = time.monotonic()
    worker.stop()
    assert time.monotonic() - begun_s < mechanism.STOP_PATIENCE_S + 1.5


@pytest.mark.parametrize("word", [b"a report without end", b"no length", b"treason"])
def test_a_child_that_says_what_it_should_not_is_killed_and_replaced(start: Start, word: bytes) -> None:
    owner = Owner()
    worker = start(owner)
    first = owner.child_after()
    assert worker.tell(word)
    owner.retired_as_lost.until(lambda lost: lost)
    assert not psutil.pid_exists(first)
    owner.child_after(first)
