"""Where threads meet: work keeps its order, errors are told and stop nothing, and an end comes in time."""

import asyncio
import logging
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from kiosk.app.loops import GuiPost, MediaThread, QtClock

WITHIN_S = 5.0


class Diary:
    """What happened on the media thread, in order; a test waits for an entry."""

    def __init__(self) -> None:
        self.entries: list[str] = []
        self._changed = threading.Condition()

    def note(self, entry: str) -> None:
        with self._changed:
            self.entries.append(entry)
            self._changed.notify_all()

    def until(self, entry: str) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: entry in self.entries, WITHIN_S), self.entries


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest.fixture
def media() -> Iterator[MediaThread]:
    thread = MediaThread()
    thread.start()
    yield thread
    assert thread.stop(WITHIN_S)


def test_work_is_done_in_order_and_one_after_the_other(media: MediaThread, diary: Diary) -> None:
    async def work(name: str) -> None:
        diary.note(f"{name} begins")
        await asyncio.sleep(0)
        diary.note(f"{name} ends")

    for name in ("load", "begin", "offer"):
        media.submit(name, partial(work, name))
    diary.until("offer ends")
    assert diary.entries == ["load begins", "load ends", "begin begins", "begin ends", "offer begins", "offer ends"]


def test_a_plain_call_does_not_wait_for_queued_work(media: MediaThread, diary: Diary) -> None:
    goes_on = asyncio.Event()

    async def long() -> None:
        diary.note("work begins")
        await goes_on.wait()
        diary.note("work ends")

    media.submit("long", long)
    diary.until("work begins")
    media.soon(lambda: diary.note("a mark is sent"))
    diary.until("a mark is sent")
    assert "work ends" not in diary.entries
    media.soon(goes_on.set)
    diary.until("work ends")


def test_an_error_in_one_work_is_told_and_does_not_stop_the_next(
    media: MediaThread, diary: Diary, caplog: pytest.LogCaptureFixture
) -> None:
    async def fails() -> None:
        raise ValueError("bad")

    async def goes_well() -> None:
        diary.note("the next")

    media.submit("offer", fails)
    media.submit("signal", goes_well)
    diary.until("the next")
    assert "media work offer failed: ValueError" in caplog.text


def test_an_error_in_a_plain_call_is_told_by_kind_and_place_and_without_its_words(
    media: MediaThread, diary: Diary, caplog: pytest.LogCaptureFixture
) -> None:
    def fails() -> None:
        raise ValueError("192.0.2.7")

    media.soon(fails)
    media.soon(lambda: diary.note("the next"))
    diary.until("the next")
    assert "a call on the media thread failed: ValueError" in caplog.text
    assert "192.0.2.7" not in caplog.text


def test_spawned_work_runs_beside_the_queue_and_its_error_is_told(
    media: MediaThread, diary: Diary, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)

    async def fails() -> None:
        await asyncio.sleep(0)
        diary.note("the link fails")
        raise OSError("no route")

    async def goes_well() -> None:
        diary.note("the queue goes on")

    media.soon(lambda: media.spawn("link", fails()))
    diary.until("the link fails")
    media.submit("begin", goes_well)
    diary.until("the queue goes on")
    assert "media task link failed: OSError" in caplog.text


def test_stopping_finishes_what_is_queued_and_cancels_what_runs_beside(diary: Diary) -> None:
    media = MediaThread()
    media.start()

    async def link() -> None:
        diary.note("the link runs")
        try:
            await asyncio.Event().wait()
        finally:
            diary.note("the link ends")

    async def hang_up() -> None:
        diary.note("hung up")

    media.soon(lambda: media.spawn("link", link()))
    diary.until("the link runs")
    media.submit("end", hang_up)
    assert media.stop(WITHIN_S)
    assert diary.entries == ["the link runs", "hung up", "the link ends"]


def test_work_that_hangs_does_not_hold_the_stop_beyond_its_budget(diary: Diary) -> None:
    media = MediaThread()
    media.start()
    goes_on = asyncio.Event()

    async def hangs() -> None:
        diary.note("hangs")
        await goes_on.wait()

    media.submit("relay", hangs)
    diary.until("hangs")
    assert not media.stop(0.05)
    media.soon(goes_on.set)
    assert media.stop(WITHIN_S)


def test_what_comes_after_the_end_is_not_done_and_disturbs_nobody(diary: Diary) -> None:
    media = MediaThread()
    media.start()
    assert media.stop(WITHIN_S)

    async def late() -> None:
        diary.note("late")

    media.submit("late", late)
    media.soon(lambda: diary.note("late"))
    assert media.stop(WITHIN_S)
    assert diary.entries == []


def test_what_any_thread_posts_runs_on_the_gui_thread_in_order(qtbot: QtBot) -> None:
    post = GuiPost()
    ran: list[tuple[int, int]] = []

    def run(n: int) -> None:
        ran.append((n, threading.get_ident()))

    def from_elsewhere() -> None:
        for n in range(3):
            post.post(partial(run, n))

    thread = threading.Thread(target=from_elsewhere)
    thread.start()
    thread.join()
    assert ran == [], "nothing runs on the thread that posts"
    qtbot.waitUntil(lambda: len(ran) == 3)
    here = threading.get_ident()
    assert ran == [(0, here), (1, here), (2, here)]


def test_a_timer_calls_back_once_and_a_cancelled_one_never(qtbot: QtBot) -> None:
    clock = QtClock()
    calls: list[str] = []
    cancelled = clock.call_later(0.0, lambda: calls.append("cancelled"))
    cancelled.cancel()
    cancelled.cancel()
    clock.call_later(0.001, lambda: calls.append("first"))
    clock.call_later(0.03, lambda: calls.append("second"))
    qtbot.waitUntil(lambda: "second" in calls)
    assert calls == ["first", "second"]


def test_the_clock_knows_where_it_is() -> None:
    clock = QtClock()
    assert clock.now().tzinfo is not None
    assert clock.monotonic() <= clock.monotonic()
