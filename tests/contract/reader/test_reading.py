"""Pictures of strangers through a reader with a real child: honest ones, hostile ones, and children that do not come
back."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest

from kiosk.domain.still import MOST_BYTES
from kiosk.reader import reader as reading
from kiosk.reader.child import SPARE_BYTES
from kiosk.reader.plan import Size
from kiosk.reader.reader import MOST_WAITING, Read, Reader
from tests.unit.reader.asking import FIRST_WITHIN_S, Asking, asking, children
from tests.unit.reader.pictures import bgra, drawn, encoded, extended, lossless, riff, seen, webp
from tests.unit.worker.watching import memory_of, nothing_left, segments_of

PAGE: Size = (3000, 4000)
SMALL: Size = (60, 80)


@pytest.fixture
def asker() -> Iterator[Asking]:
    with nothing_left(), asking() as made:
        yield made


def good(seed: int = 1) -> bytes:
    return webp(drawn(*SMALL, seed))


def is_read(asker: Asking, seed: int = 1) -> bool:
    """Whether an honest picture comes out as OpenCV sees it."""
    ticket = asker.ask(good(seed), SMALL)
    return asker.pixels(ticket) == seen(good(seed)) and asker.until(ticket).size == SMALL


def test_honest_pictures_come_out_in_order_and_exactly(asker: Asking) -> None:
    lossless_one, small = drawn(700, 900, 2), webp(drawn(350, 450, 3))
    tickets = [
        asker.ask(good(), SMALL),
        asker.ask(webp(lossless_one, 101), (700, 900)),
        asker.ask(small, (700, 900)),
    ]
    asker.until(tickets[-1])
    assert asker.told == [(ticket, "") for ticket in tickets]
    assert [asker.pixels(ticket) for ticket in tickets] == [seen(good()), bgra(lossless_one), seen(small, (700, 900))]


def test_the_largest_page_is_read_whole_and_enlarged_within_the_memory_that_is_left(asker: Asking) -> None:
    page = np.full((4000, 3000, 3), 230, np.uint8)
    page[100:200, 100:2900] = (20, 40, 60)
    for picture in (webp(page, 101), webp(page[::2, ::2].copy(), 101)):
        read = asker.read(picture, PAGE)
        assert read.refused == "" and read.pixels is not None
        pixels = np.frombuffer(read.pixels, np.uint8).reshape(4000, 3000, 4)
        assert pixels[[150, 3000], 1000].tolist() == [[20, 40, 60, 255], [230, 230, 230, 255]]


def test_hostile_files_are_refused_one_after_the_other_and_the_child_lives_on(asker: Asking) -> None:
    assert is_read(asker)
    child = children()[0].pid
    flood = webp(np.zeros((3250, 4000, 3), np.uint8), 101)
    assert len(flood) < MOST_BYTES
    hostile = {
        "lies": riff(extended(20_000, 20_000), lossless(16_000, 16_000)),
        "large": flood,
        "cut": good()[:-5],
        "not_webp": encoded(".png", drawn(*SMALL)),
        "animated": riff(extended(*SMALL, 0x02), (b"ANIM", bytes(6))),
        "broken": riff(lossless(*SMALL)),
        "shape": webp(drawn(60, 20)),
    }
    sizes = {"broken": SMALL, "shape": SMALL}
    refused = {why: asker.read(picture, sizes.get(why, PAGE)) for why, picture in hostile.items()}
    assert {why: (read.refused, read.pixels) for why, read in refused.items()} == {why: (why, None) for why in hostile}
    for other in (encoded(".jpg", drawn(*SMALL)), b"", "申請書".encode()):
        assert asker.read(other, SMALL).refused == "not_webp"
    assert is_read(asker)
    assert [process.pid for process in children()] == [child]


def test_what_is_not_asked_properly_is_refused_at_once(asker: Asking) -> None:
    for picture, size in [(good(), (4000, 3250)), (good(), (0, 9)), (good(), (9, -1)), (bytes(MOST_BYTES + 1), SMALL)]:
        assert not asker.reader.read(99, picture, size)
    asker.reader.stop()
    assert not asker.reader.read(99, good(), SMALL)
    asker.reader.start()
    assert is_read(asker)
    assert asker.told == [(1, "")]


def test_a_child_that_hangs_is_killed_and_the_next_one_reads_the_next_picture(asker: Asking) -> None:
    assert is_read(asker)
    hung = children()[0]
    hung.suspend()
    poison, after = asker.ask(good(2), SMALL), asker.ask(good(3), SMALL)
    assert asker.until(poison).refused == "hung"
    assert not hung.is_running()
    assert asker.pixels(after) == seen(good(3))


def test_a_child_that_dies_over_a_picture_does_not_get_it_again(asker: Asking) -> None:
    assert is_read(asker)
    child = children()[0]
    child.suspend()
    poison, after = asker.ask(good(2), SMALL), asker.ask(good(3), SMALL)
    child.kill()
    assert asker.until(poison).refused == "died"
    assert asker.pixels(after) == seen(good(3))
    assert asker.told == [(1, ""), (poison, "died"), (after, "")]


def test_a_child_that_dies_while_it_rests_costs_no_picture(asker: Asking) -> None:
    assert is_read(asker)
    child = children()[0]
    child.kill()
    deadline_s = time.monotonic() + FIRST_WITHIN_S
    while child.is_running():  # until then, it might still be told
        assert time.monotonic() < deadline_s
    assert is_read(asker, seed=2)


def test_a_picture_that_the_child_could_not_be_told_is_read_by_the_next_child(asker: Asking) -> None:
    assert is_read(asker)
    child = children()[0]
    child.suspend()
    while asker.reader._worker.tell(b"not a job" * 100):
        pass
    after = asker.ask(good(2), SMALL)
    assert not any(_waiting_memory())
    child.resume()
    assert asker.pixels(after) == seen(good(2))
    assert not child.is_running()


def test_nothing_comes_of_what_was_forgotten_and_what_follows_is_read(asker: Asking) -> None:
    assert is_read(asker)
    child = children()[0]
    child.suspend()
    asker.ask(good(2), SMALL)
    asker.ask(good(3), SMALL)
    assert good(2) in _waiting_memory()
    asker.reader.forget()
    assert not any(_waiting_memory())
    after = asker.ask(good(4), SMALL)
    child.resume()
    assert asker.pixels(after) == seen(good(4))
    assert asker.told == [(1, ""), (after, "")]


def test_a_picture_lies_in_shared_memory_no_longer_than_it_takes_to_read_it(asker: Asking) -> None:
    assert is_read(asker)
    assert not any(_waiting_memory())


def test_more_pictures_than_may_wait_are_refused_at_once(asker: Asking) -> None:
    assert is_read(asker)
    child = children()[0]
    child.suspend()
    tickets = [asker.ask(good(), SMALL) for _ in range(1 + MOST_WAITING)]
    assert not asker.reader.read(999, good(), SMALL)
    child.resume()
    asker.until(tickets[-1])
    assert asker.told == [(ticket, "") for ticket in (1, *tickets)]


def test_starting_and_stopping_many_times_leaves_nothing(asker: Asking) -> None:
    asker.reader.stop()
    for round_ in range(4):
        with nothing_left():
            asker.reader.start()
            asker.reader.start()
            if round_ % 3 == 0:
                assert is_read(asker)
            elif round_ % 3 == 1:
                asker.ask(good(), SMALL)
            asker.reader.stop()
            asker.reader.stop()
            assert not children() and not segments_of(os.getpid())
    assert [why for _, why in asker.told] == ["", ""]


def test_a_child_is_confined_and_has_not_loaded_qt(asker: Asking) -> None:
    assert is_read(asker)
    child = children()[0]
    try:
        maps = Path(f"/proc/{child.pid}/maps").read_text(encoding="utf-8")
        limits = {kind: child.rlimit(kind)[1] for kind in (psutil.RLIMIT_FSIZE, psutil.RLIMIT_NPROC)}
        files, memory = child.rlimit(psutil.RLIMIT_NOFILE)[1], child.rlimit(psutil.RLIMIT_AS)[1]
    except (PermissionError, psutil.AccessDenied):
        pytest.skip("a child that cannot be dumped is looked into by root only")
    assert "cv2" in maps
    assert "PySide6" not in maps and "libQt6" not in maps and "av.libs" not in maps
    assert set(limits.values()) == {0} and files < 10
    assert 0 < memory < child.memory_info().vms + SPARE_BYTES + (64 << 20)


# --- children that strangers have taken over ------------------------------------------------------


@pytest.fixture
def strange(monkeypatch: pytest.MonkeyPatch) -> Iterator[Asking]:
    monkeypatch.setattr(reading, "CHILD", "tests.unit.reader.strange_child")
    monkeypatch.setattr(reading, "READS_WITHIN_S", 1.0)
    with nothing_left(), asking() as made:
        yield made


def _who_read(asker: Asking) -> int:
    """The process that reads now, as its pixels say."""
    read = asker.read(b"honest", (1, 1))
    assert read.pixels is not None
    return int.from_bytes(read.pixels, "little")


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        ("dies", "died"),
        ("hangs", "hung"),
        ("chatters", "hung"),
        ("half a band", "hung"),
        ("too much", "died"),
        ("too little", "died"),
        ("nothing", "died"),
        ("another's", "died"),
        ("noise", "died"),
        ("unknown words", "died"),
    ],
)
def test_a_child_that_does_not_do_as_it_was_told_is_killed_with_its_picture(
    strange: Asking, caplog: pytest.LogCaptureFixture, wish: str, why: str
) -> None:
    first = _who_read(strange)
    poison = strange.ask(wish.encode(), (30, 20))
    after = strange.ask(b"honest", (1, 1))
    assert strange.until(poison).refused == why
    assert strange.until(after).refused == ""
    assert not psutil.pid_exists(first)
    assert _who_read(strange) != first
    assert [ticket for ticket, _ in strange.told] == [1, poison, after, after + 1], "each was told once"
    assert len([line for line in caplog.messages if "worker reader" in line]) == 1, "and tried once"


def test_a_child_that_goes_on_about_a_picture_that_is_done_is_killed(strange: Asking) -> None:
    first = _who_read(strange)
    assert strange.read(b"twice", (30, 20)).refused == ""
    strange.read(b"honest", (1, 1))  # it may be this one, by which it is found out
    assert _who_read(strange) != first


def test_stopping_does_not_wait_for_a_child_that_hangs_and_tells_nothing_of_its_picture(strange: Asking) -> None:
    _who_read(strange)
    strange.ask(b"hangs", (30, 20))
    strange.reader.stop()
    assert strange.told == [(1, "")]


def test_forgetting_waits_for_what_is_being_told() -> None:
    begun, may_end, forgotten = threading.Event(), threading.Event(), threading.Event()

    def hear(read: Read) -> None:
        begun.set()
        assert may_end.wait(FIRST_WITHIN_S)

    def forget() -> None:
        reader.forget()
        forgotten.set()

    with nothing_left():
        reader = Reader(hear)
        reader.start()
        forgetting = threading.Thread(target=forget)
        try:
            assert reader.read(1, good(), SMALL)
            assert begun.wait(FIRST_WITHIN_S)
            forgetting.start()
            assert not forgotten.wait(0.2)
            may_end.set()
            assert forgotten.wait(FIRST_WITHIN_S)
        finally:
            may_end.set()
            forgetting.join(FIRST_WITHIN_S)
            reader.stop()


def _waiting_memory() -> bytes:
    (segment,) = segments_of(os.getpid())
    return memory_of(segment.name)
