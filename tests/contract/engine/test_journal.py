"""A hub killed at any moment knows again who waits, who talks and what was numbered; a full disk loses nothing."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.hub.engine import Engine
from kiosk.hub.journal import FINISHED_KEPT, BadJournal, Journal
from kiosk.hub.journal_engine import GRACE_S, JournalEngine
from tests.contract.engine.test_engine import Clock, closed_at_the_end, names, opened, taken, ticket

__all__ = ["closed_at_the_end"]
QUEUE = "normal/citizens"
Op = tuple[str, int]
ops = st.lists(
    st.tuples(
        st.sampled_from(["enqueue", "claim", "finish", "requeue", "aside", "cancel", "number", "pass", "kill"]),
        st.integers(0, 5),
    ),
    max_size=40,
)


def start(path: Path, clock: Clock) -> JournalEngine:
    return JournalEngine(clock, opened(Journal(path)))


async def known(engine: Engine) -> tuple[object, ...]:
    """What residents and clerks would notice if it were another."""
    standing = [held for van in ("van-1",) for held in await engine.held_by(van)]
    return (
        await names(engine),
        sorted((t.id, word) for t, word in standing),
        [(c.call, c.epoch, c.ticket, c.desk) for c in await engine.claims()],
    )


async def _play(engine: JournalEngine, clock: Clock, op: Op) -> None:
    name, n = op
    claims = await engine.claims()
    claim = claims[n % len(claims)] if claims else None
    if name == "enqueue":
        await engine.enqueue(ticket(f"t{n}", issued_s=float(10 - n)))
    elif name == "claim":
        await engine.claim(QUEUE, f"desk-{n}", None, 150)
    elif name == "cancel":
        await engine.cancel(f"t{n}")
    elif name == "number":
        await engine.next_number("2026-11-22")
    elif name == "pass":
        clock.now_s += 20.0 * n
        await engine.reap()
    elif claim is not None:
        steps: dict[str, Callable[[str, int], Awaitable[object]]] = {
            "finish": engine.finish,
            "requeue": engine.requeue,
            "aside": engine.set_aside,
        }
        await steps[name](claim.call, claim.epoch)


@settings(max_examples=60, deadline=None)
@given(ops)
def test_a_hub_killed_at_any_moment_knows_again_what_it_knew(story: list[Op]) -> None:
    async def play() -> None:
        with TemporaryDirectory() as folder:
            path, clock = Path(folder) / "hub.db", Clock()
            engine = start(path, clock)
            for op in story:
                if op[0] != "kill":
                    await _play(engine, clock, op)
                    continue
                await engine.reap()
                before = await known(engine)
                engine = start(path, clock)  # the old one is left as a killed process leaves it
                assert await known(engine) == before

    asyncio.run(play())


@pytest.mark.asyncio
async def test_after_a_restart_epochs_and_numbers_go_on_and_repeats_are_recognised(tmp_path: Path) -> None:
    clock, path = Clock(), tmp_path / "hub.db"
    engine = start(path, clock)
    await engine.enqueue(ticket("done"))
    done = await taken(engine)
    assert await engine.finish(done.call, done.epoch)
    assert [await engine.next_number("2026-11-22") for _ in range(3)] == [1, 2, 3]
    await engine.skip_numbers("2026-11-22", 2)
    engine = start(path, clock)
    assert await engine.next_number("2026-11-22") == 4
    await engine.skip_numbers("2026-11-22", 57)
    engine = start(path, clock)
    assert await engine.next_number("2026-11-22") == 58
    assert await engine.enqueue(ticket("done")) is None, "a finished ticket does not come back"
    assert await engine.finish(done.call, done.epoch), "and its end may be said again"
    await engine.enqueue(ticket("new"))
    assert (await taken(engine)).epoch > done.epoch


@pytest.mark.asyncio
async def test_a_call_that_ran_through_a_restart_lives_if_its_ends_renew_it(tmp_path: Path) -> None:
    clock, path = Clock(), tmp_path / "hub.db"
    engine = start(path, clock)
    for name in ("kept", "left"):
        await engine.enqueue(ticket(name))
    kept, left = await taken(engine, "kept"), await taken(engine, "left", desk="desk-2")
    engine = start(path, clock)
    clock.now_s += GRACE_S - 1
    assert await engine.renew(kept.call, kept.epoch, 150)
    clock.now_s += 2
    assert await engine.reap() == (left,)
    engine = start(path, clock)
    assert [claim.call for claim in await engine.claims()] == [kept.call]
    assert await engine.enqueue(ticket("left")) == 0, "a ticket set aside comes back to its place"


def _fill(path: Path, journal: Journal) -> Callable[[], None]:
    """No page more for this file; gives back what makes room again."""
    (pages,) = journal._db.execute("PRAGMA page_count").fetchone()
    journal._db.execute(f"PRAGMA max_page_count = {pages}")

    def make_room() -> None:
        journal._db.execute("PRAGMA max_page_count = 100000")

    return make_room


@pytest.mark.asyncio
async def test_a_full_disk_takes_no_new_call_and_loses_no_place(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock, path = Clock(), tmp_path / "hub.db"
    journal = opened(Journal(path))
    engine = JournalEngine(clock, journal)
    await engine.enqueue(ticket("first"))
    make_room = _fill(path, journal)
    n = 0
    while await engine.health() == "":
        n += 1
        await engine.enqueue(ticket(f"more-{n:04}", issued_s=float(n)))
        assert n < 2000, "the disk should be full by now"
    assert await engine.claim(QUEUE, "desk-1", None, 150) is None, "what cannot be remembered is not begun"
    assert (await names(engine))[0] == "first"
    assert [record.levelname for record in caplog.records].count("ERROR") == 1, "said once"
    make_room()
    claim = await engine.claim(QUEUE, "desk-1", None, 150)
    assert claim is not None
    assert claim.ticket.id == "first"
    assert await engine.health() == ""
    waiting = await names(engine)
    assert await names(start(path, clock)) == waiting, "all that came meanwhile is on the disk now"


def test_a_file_that_is_no_journal_is_named_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "hub.db"
    path.write_bytes(b"not a database at all, but a letter to the mayor" * 50)
    before = path.read_bytes()
    with pytest.raises(BadJournal, match=r"hub\.db"):
        Journal(path)
    assert path.read_bytes() == before


def test_a_journal_of_a_newer_hub_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "hub.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
        db.execute("CREATE TABLE unknown_to_us (what TEXT)")
        db.commit()
    before = path.read_bytes()
    with pytest.raises(BadJournal, match=r"hub\.db: written by a newer hub \(format 99, this one reads 1\)"):
        Journal(path)
    assert path.read_bytes() == before


async def _left_by_a_killed_hub(path: Path, clock: Clock) -> None:
    """Forty tickets; the newest of them stand in the write-ahead log beside the file."""
    journal = opened(Journal(path))
    engine = JournalEngine(clock, journal)
    for n in range(20):
        await engine.enqueue(ticket(f"t-{n:02}", issued_s=float(n)))
    journal._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for n in range(20, 40):
        await engine.enqueue(ticket(f"t-{n:02}", issued_s=float(n)))


def _copied(path: Path, folder: Path) -> Path:
    """As it lies on the disk now, without the hub that still has it open."""
    folder.mkdir()
    for name in (path.name, f"{path.name}-wal"):
        (folder / name).write_bytes((path.parent / name).read_bytes())
    return folder / path.name


@pytest.mark.asyncio
@pytest.mark.parametrize("left", [0.0, 0.1, 0.5, 0.9, 1.0])
async def test_a_log_that_was_cut_in_the_middle_of_a_step_loses_that_step_and_nothing_before_it(
    tmp_path: Path, left: float
) -> None:
    path, clock = tmp_path / "hub.db", Clock()
    await _left_by_a_killed_hub(path, clock)
    cut = _copied(path, tmp_path / "cut")
    wal = cut.with_name("hub.db-wal")
    wal.write_bytes(wal.read_bytes()[: int(left * wal.stat().st_size)])
    waiting = await names(start(cut, clock))
    assert waiting == [f"t-{n:02}" for n in range(len(waiting))], "a whole beginning of what was written"
    assert len(waiting) >= 20
    assert (len(waiting) == 40) is (left == 1.0)


@pytest.mark.asyncio
@pytest.mark.parametrize("left", [0.3, 0.5, 0.9])
async def test_a_journal_that_was_cut_in_the_middle_is_named_as_damaged_and_left_alone(
    tmp_path: Path, left: float
) -> None:
    path = tmp_path / "hub.db"
    await _left_by_a_killed_hub(path, Clock())
    cut = _copied(path, tmp_path / "cut")
    cut.with_name("hub.db-wal").unlink()
    half = cut.read_bytes()[: int(left * cut.stat().st_size)]
    cut.write_bytes(half)
    with pytest.raises(BadJournal, match=r"hub\.db: (damaged; move it away|the hub's journal cannot be used)"):
        opened(Journal(cut))
    assert cut.read_bytes() == half


@pytest.mark.asyncio
async def test_the_journal_is_readable_by_its_owner_only_and_does_not_grow_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "hub.db"
    journal = opened(Journal(path))
    assert path.stat().st_mode & 0o077 == 0
    engine = JournalEngine(Clock(), journal)
    await engine.enqueue(ticket("t"))
    claim = await taken(engine)
    await engine.finish(claim.call, claim.epoch)
    journal._db.execute("UPDATE sqlite_sequence SET seq = ?", (FINISHED_KEPT + 10,))
    await engine.enqueue(ticket("next"))
    newest = await taken(engine)
    await engine.finish(newest.call, newest.epoch)
    assert [done.ticket for done in journal.read().finished] == ["next"]
