"""A child is started, watched, replaced and ended, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import psutil
import pytest

from kiosk.worker import worker as mechanism
from kiosk.worker.orphans import remove_orphans
from kiosk.worker.ring import FrameRing
from kiosk.worker.worker import Worker, WorkerPlan
from tests.unit.worker.probe_child import CAPACITY, Facts
from tests.unit.worker.watching import Reports, nothing_left, segments_of

SILENT_S = 0.5


class Owner:
    """Remembers what the watch thread told it."""

    def __init__(self, outfit: bytes = b"begin") -> None:
        self.facts: Reports[Facts] = Reports()
        self.retired_as_lost: Reports[bool] = Reports()
        self._outfit = outfit

    def outfit(self) -> bytes:
        return self._outfit

    def heard(self, report: bytes) -> float:
        if report:
            self.facts.add(msgspec.json.decode(report, type=Facts))
        return SILENT_S

    def retired(self, lost: bool) -> None:
        self.retired_as_lost.add(lost)

    def child_after(self, *known: int) -> int:
        """The pid of a child that is none of the known."""
        return self.facts.until(lambda facts: facts.pid not in known).pid


Start = Callable[[bytes, Owner], Worker]


@pytest.fixture
def start() -> Iterator[Start]:
    workers: list[Worker] = []

    def begin(does: bytes, owner: Owner) -> Worker:
        worker = Worker(WorkerPlan("probe", "tests.unit.worker.probe_child", does), owner)
        workers.append(worker)
        worker.start()
        return worker

    with nothing_left():
        yield begin
        for worker in workers:
            worker.stop()


def test_a_child_cannot_dump_its_memory_and_has_not_loaded_qt(start: Start) -> None:
    owner = Owner()
    start(b"steady", owner)
    facts = owner.facts.until(lambda _: True)
    assert facts.core_limit == 0
    assert not facts.qt_loaded


def test_a_killed_child_is_noticed_and_replaced(start: Start) -> None:
    owner = Owner()
    start(b"steady", owner)
    first = owner.child_after()
    os.kill(first, signal.SIGKILL)
    owner.retired_as_lost.until(lambda lost: lost)
    owner.child_after(first)


def test_a_child_that_hangs_is_killed_and_replaced(start: Start) -> None:
    owner = Owner()
    start(b"hangs", owner)
    first = owner.child_after()
    begun_s = time.monotonic()
    owner.retired_as_lost.until(lambda lost: lost, within_s=SILENT_S + 1.0)
    assert time.monotonic() - begun_s > SILENT_S / 2
    assert not psutil.pid_exists(first)
    owner.child_after(first)


def test_a_child_that_dies_again_and_again_is_given_more_and_more_time(start: Start) -> None:
    owner = Owner()
    start(b"dies", owner)
    known: list[int] = []
    ends_s: list[float] = []
    for _ in range(4):
        known.append(owner.child_after(*known))
        ends_s.append(time.monotonic())
    assert ends_s[3] - ends_s[2] > 0.5


def test_renewing_kills_the_child_and_a_warm_one_takes_over(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, worker, first = _with_spares(start, monkeypatch)
    warm = _second_child(first)
    assert worker.renew(1.5)
    assert not psutil.pid_exists(first)
    assert owner.child_after(first) == warm
    assert owner.retired_as_lost.all == [False]


def test_a_spare_that_dies_is_replaced_although_nobody_needs_it(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, worker, first = _with_spares(start, monkeypatch)
    spare = _second_child(first)
    psutil.Process(spare).kill()
    another = _second_child(first, spare)
    assert worker.renew(1.5)
    assert owner.child_after(first) == another
    assert owner.retired_as_lost.all == [False], "the child at work noticed nothing"


def test_renewing_is_confirmed_also_while_no_child_lives(start: Start) -> None:
    owner = Owner()
    worker = start(b"dies", owner)
    known: list[int] = []
    for _ in range(4):
        known.append(owner.child_after(*known))
    begun_s = time.monotonic()
    assert worker.renew(1.0)
    assert time.monotonic() - begun_s < 1.0


def test_stopping_ends_even_a_child_that_hangs_and_may_be_repeated(start: Start) -> None:
    owner = Owner()
    worker = start(b"hangs", owner)
    child = owner.child_after()
    begun_s = time.monotonic()
    worker.stop()
    assert time.monotonic() - begun_s < 1.5
    assert not psutil.pid_exists(child)
    worker.stop()


def test_starting_twice_makes_one_child_and_a_stopped_worker_can_start_again(start: Start) -> None:
    owner = Owner()
    worker = start(b"steady", owner)
    worker.start()
    first = owner.child_after()
    assert len(owner.facts.all) == 1
    worker.stop()
    worker.start()
    owner.child_after(first)


def test_frames_of_a_fast_writer_are_never_torn(start: Start) -> None:
    ring = FrameRing.create(CAPACITY)
    worker = start(b"writes", Owner(ring.name.encode()))
    seen, last = 0, 0
    while seen < 300:
        frame = ring.newest(last)
        if frame is not None:
            assert frame.pixels == bytes([frame.mark.number % 251]) * CAPACITY
            assert frame.mark.number > last
            last, seen = frame.mark.number, seen + 1
    worker.stop()
    ring.destroy()


ORPHANING = """
import sys, threading
from kiosk.worker.segment import Segment
from kiosk.worker.worker import Worker, WorkerPlan

class Owner:
    def outfit(self): return b"begin"
    def heard(self, report):
        if report: print(report.decode(), flush=True)
        return 60.0
    def retired(self, lost): pass

if __name__ == "__main__":
    segment = Segment.create(4096)
    Worker(WorkerPlan("probe", "tests.unit.worker.probe_child", b"hangs"), Owner()).start()
    threading.Event().wait()
"""


def test_a_killed_parent_takes_its_child_with_it_and_its_memory_is_removed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(ORPHANING, encoding="utf-8")
    parent = subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    with parent:
        assert parent.stdout is not None
        child = psutil.Process(msgspec.json.decode(parent.stdout.readline(), type=Facts).pid)
        assert segments_of(parent.pid)
        parent.kill()
    psutil.wait_procs([child], timeout=2.0)
    assert not child.is_running()
    remove_orphans()
    assert not segments_of(parent.pid)


def _with_spares(start: Start, monkeypatch: pytest.MonkeyPatch) -> tuple[Owner, Worker, int]:
    """A worker whose spare is started at once, and the process of its first child."""
    monkeypatch.setattr(mechanism, "SPARE_AFTER_S", 0.0)
    owner = Owner()
    worker = start(b"steady", owner)
    return owner, worker, owner.child_after()


def _second_child(*known: int) -> int:
    """Waits for a spare that is none of those; it says nothing until its turn comes."""
    deadline_s = time.monotonic() + 10
    while time.monotonic() < deadline_s:
        others = [
            child.pid
            for child in psutil.Process().children()
            if child.pid not in known and "spawn_main" in " ".join(child.cmdline())
        ]
        if others:
            return int(others[0])
    raise AssertionError("there is no spare")
