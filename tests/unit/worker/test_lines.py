"""The two ends of a child's pipe: what is told, what is reported, and what neither of them waits for."""

import os
import struct
import threading
from collections.abc import Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection

import pytest

from kiosk.worker import parent_line
from kiosk.worker.child_line import ChildLine
from kiosk.worker.parent_line import MOST_REPORT_BYTES, MOST_TOLD_BYTES, ParentLine

Ends = tuple[ParentLine, Connection]


@pytest.fixture
def ends() -> Iterator[Ends]:
    ours, theirs = Pipe()
    line = ParentLine(ours)
    yield line, theirs
    line.close()
    theirs.close()


def test_a_child_that_is_told_hears_each_message_then_nothing_then_the_end(ends: Ends) -> None:
    parent, theirs = ends
    child = ChildLine(theirs)
    assert parent.tell(b"first") and parent.tell(b"second")
    assert [child.asked(5.0), child.asked(5.0)] == [b"first", b"second"]
    assert child.asked(0.0) is None and not child.over
    parent.close()
    assert child.asked(5.0) is None and child.over
    assert child.asked(5.0) is None and child.over, "and goes on to be so"


def test_a_child_that_is_told_nothing_hears_only_the_end(ends: Ends) -> None:
    parent, theirs = ends
    child = ChildLine(theirs)
    assert not child.ended()
    parent.close()
    assert child.ended(5.0)


@pytest.mark.parametrize("length", [0, 1, 20_000, 150_000])
def test_reports_of_any_length_arrive_whole(ends: Ends, length: int) -> None:
    parent, theirs = ends
    ChildLine(theirs).report(b"x" * length)
    came = parent.reports()
    while not came:
        came = parent.reports()
    assert came == [b"x" * length]
    assert not parent.has_more()


def test_a_report_that_is_longer_than_the_pipe_is_put_together(ends: Ends) -> None:
    parent, theirs = ends
    report = os.urandom(MOST_REPORT_BYTES)
    sender = threading.Thread(target=ChildLine(theirs).report, args=(report,))
    sender.start()
    came: list[bytes] = []
    parts = 0
    while not came:
        came, parts = parent.reports(), parts + 1
    sender.join(10.0)
    assert came == [report]
    assert parts > 1


def test_what_is_not_whole_is_not_waited_for_and_what_follows_is_not_lost(ends: Ends) -> None:
    parent, theirs = ends
    said = b"".join(struct.pack("!i", len(report)) + report for report in (b"one", b"", b"three"))
    came: list[bytes] = []
    for at in range(len(said)):
        os.write(theirs.fileno(), said[at : at + 1])
        came += parent.reports()
    assert came == [b"one", b"", b"three"]
    os.write(theirs.fileno(), said)
    assert parent.reports() == [b"one", b"", b"three"]


@pytest.mark.parametrize("length", [-1, -2, MOST_REPORT_BYTES + 1, 0x7FFF_FFFF])
def test_a_report_of_impossible_length_is_none(ends: Ends, length: int) -> None:
    parent, theirs = ends
    os.write(theirs.fileno(), struct.pack("!i", length))
    with pytest.raises(OSError, match="impossible"):
        parent.reports()


def test_a_child_that_is_gone_is_noticed_after_its_last_report(ends: Ends) -> None:
    parent, theirs = ends
    ChildLine(theirs).report(b"last")
    theirs.close()
    assert parent.reports() == [b"last"]
    assert parent.has_more()
    with pytest.raises(EOFError):
        parent.reports()
    assert not parent.tell(b"anybody")


def test_a_child_that_lets_its_messages_lie_keeps_nobody_waiting(ends: Ends) -> None:
    parent, theirs = ends
    told = 0
    while parent.tell(b"x" * MOST_TOLD_BYTES):
        told += 1
        assert told < 10_000
    assert told > 1
    child = ChildLine(theirs)
    assert [child.asked(5.0) for _ in range(told)] == [b"x" * MOST_TOLD_BYTES] * told
    assert parent.tell(b"again")


def test_a_long_message_is_refused_before_it_could_block(ends: Ends) -> None:
    with pytest.raises(ValueError, match="1025 bytes"):
        ends[0].tell(bytes(MOST_TOLD_BYTES + 1))


def test_a_pipe_is_not_closed_while_somebody_is_being_told(ends: Ends, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of a closed pipe is given to the next file that is opened: it would be told in its stead."""
    parent, theirs = ends
    telling, may_go, closed = threading.Event(), threading.Event(), threading.Event()

    def has_room(connection: Connection) -> bool:
        telling.set()
        return may_go.wait(10.0)

    def close() -> None:
        parent.close()
        closed.set()

    monkeypatch.setattr(parent_line, "_has_room", has_room)
    told: list[bool] = []
    teller = threading.Thread(target=lambda: told.append(parent.tell(b"secret")))
    closer = threading.Thread(target=close)
    teller.start()
    assert telling.wait(10.0)
    closer.start()
    assert not closed.wait(0.2)
    may_go.set()
    assert closed.wait(10.0)
    teller.join(10.0)
    closer.join(10.0)
    assert told == [True]
    assert ChildLine(theirs).asked(0.0) == b"secret"
    assert not parent.tell(b"anybody")
