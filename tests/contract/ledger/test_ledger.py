"""A ledger of loans, in memory or on a disk: what was promised at a desk is still known when the thing comes back."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.lending import MAX_LENDING, LendingNumber, LentItem
from kiosk.hub.ledger import BadLedger, DiskLedger, Ledger, MemoryLedger, NoMoreNumbers

MONDAY = date(2026, 11, 23)
DUE = date(2026, 12, 7)
LATE = date(2026, 12, 8)
PHONE = LentItem("phone", 14, {"ja": "スマートフォン"})
WATCH = LentItem("watch", 7, {"ja": "時計"})


@pytest.fixture(params=["memory", "disk"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    kept: Ledger = MemoryLedger() if request.param == "memory" else DiskLedger(tmp_path / "loans.db")
    yield kept
    kept.close()


@pytest.fixture
def opened() -> Iterator[Callable[[Path], DiskLedger]]:
    """Opens ledgers that are closed at the end, as late as those of a killed hub."""
    open_ones: list[DiskLedger] = []

    def start(path: Path) -> DiskLedger:
        open_ones.append(DiskLedger(path))
        return open_ones[-1]

    yield start
    for one in open_ones:
        one.close()


def test_each_loan_has_the_next_number_its_item_and_its_days(ledger: Ledger) -> None:
    first, second = ledger.lend("a", PHONE, MONDAY), ledger.lend("b", WATCH, MONDAY)
    assert (first.number, first.item, first.handed, first.due, first.out) == (1, "phone", MONDAY, DUE, True)
    assert (second.number, second.item, second.due) == (2, "watch", date(2026, 11, 30))
    assert ledger.loan(first.number) == first


def test_a_question_that_comes_twice_lends_once(ledger: Ledger) -> None:
    first = ledger.lend("a", PHONE, MONDAY)
    assert ledger.lend("a", PHONE, LATE) == first
    assert ledger.lend("b", PHONE, MONDAY).number == 2
    assert ledger.asked("a") == first
    assert ledger.asked("c") is None, "to look lends nothing"


def test_what_comes_back_is_out_no_more_and_its_number_stays_used(ledger: Ledger) -> None:
    number = ledger.lend("a", PHONE, MONDAY).number
    back = ledger.give_back(number, DUE)
    assert back is not None
    assert back.returned == DUE
    assert ledger.give_back(number, LATE) == back, "told twice, the first day stands"
    assert ledger.lend("b", PHONE, DUE).number == 2


def test_a_number_under_which_nothing_was_lent(ledger: Ledger) -> None:
    assert ledger.loan(LendingNumber(7)) is None
    assert ledger.give_back(LendingNumber(7), MONDAY) is None
    assert ledger.lend("a", PHONE, MONDAY).number == 1


def test_what_should_be_back_is_counted(ledger: Ledger) -> None:
    numbers = [ledger.lend(name, PHONE, MONDAY).number for name in "abc"]
    ledger.give_back(numbers[0], DUE)
    assert (ledger.overdue(DUE), ledger.overdue(LATE)) == (0, 2)


def test_after_the_last_number_nothing_is_lent_and_nothing_is_lost(ledger: Ledger) -> None:
    for n in range(MAX_LENDING if isinstance(ledger, MemoryLedger) else 1):
        ledger.lend(f"q{n}", PHONE, MONDAY)
    if isinstance(ledger, DiskLedger):
        ledger._db.execute("UPDATE sqlite_sequence SET seq = ?", (MAX_LENDING,))
    with pytest.raises(NoMoreNumbers):
        ledger.lend("one more", PHONE, MONDAY)
    assert ledger.lend("q0", PHONE, MONDAY).number == 1
    assert ledger.give_back(LendingNumber(1), DUE) is not None


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["lend", "back", "kill"]), st.integers(1, 6)), max_size=20))
def test_a_disk_killed_at_any_moment_knows_what_memory_knows(story: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "loans.db"
        memory, disks = MemoryLedger(), [DiskLedger(path)]
        for step, n in story:
            number = LendingNumber(n)
            if step == "kill":
                disks.append(DiskLedger(path))  # the old one is left as a killed process leaves it
            elif step == "lend":
                assert disks[-1].lend(f"q{n}", PHONE, MONDAY) == memory.lend(f"q{n}", PHONE, MONDAY)
            else:
                assert disks[-1].give_back(number, DUE) == memory.give_back(number, DUE)
            assert disks[-1].loan(number) == memory.loan(number)
            assert disks[-1].overdue(LATE) == memory.overdue(LATE)
        for disk in disks:
            disk.close()


@pytest.mark.parametrize("left", [0.0, 0.1, 0.5, 0.9, 1.0])
def test_a_power_cut_in_the_middle_of_a_write_loses_that_write_only(
    tmp_path: Path, opened: Callable[[Path], DiskLedger], left: float
) -> None:
    path, cut = tmp_path / "loans.db", tmp_path / "cut" / "loans.db"
    before = opened(path)
    for n in range(10):
        before.lend(f"q{n}", PHONE, MONDAY)
    before._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for n in range(10, 20):
        before.lend(f"q{n}", PHONE, MONDAY)
    cut.parent.mkdir()
    cut.write_bytes(path.read_bytes())
    log = path.with_name("loans.db-wal").read_bytes()
    cut.with_name("loans.db-wal").write_bytes(log[: int(left * len(log))])
    after = opened(cut)
    kept = after.overdue(LATE)
    assert 10 <= kept <= 20
    assert (kept == 20) is (left == 1.0)
    assert after.lend("next", PHONE, MONDAY).number == kept + 1


def test_a_full_disk_lends_nothing_and_loses_nothing(tmp_path: Path, opened: Callable[[Path], DiskLedger]) -> None:
    ledger = opened(tmp_path / "loans.db")
    (pages,) = ledger._db.execute("PRAGMA page_count").fetchone()
    ledger._db.execute(f"PRAGMA max_page_count = {pages}")
    lent = 0
    with pytest.raises(sqlite3.Error):
        for n in range(2000):
            ledger.lend(f"q{n}", PHONE, MONDAY)
            lent += 1
    assert ledger.overdue(LATE) == lent
    ledger._db.execute("PRAGMA max_page_count = 100000")
    assert ledger.lend(f"q{lent}", PHONE, MONDAY).number == lent + 1


def _letter(path: Path) -> None:
    path.write_bytes(b"not a database at all, but a letter to the mayor" * 50)


def _journal(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE tickets (id TEXT)")
        db.commit()


def _newer(path: Path) -> None:
    DiskLedger(path).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
        db.commit()


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (_letter, r"loans\.db: the ledger of loans cannot be used"),
        (_journal, r"loans\.db: a database, but no ledger of loans"),
        (_newer, r"loans\.db: written by a newer hub \(format 99, this one reads 1\)"),
    ],
)
def test_another_file_is_named_and_left_alone(tmp_path: Path, made: Callable[[Path], None], said: str) -> None:
    path = tmp_path / "loans.db"
    made(path)
    before = path.read_bytes()
    with pytest.raises(BadLedger, match=said):
        DiskLedger(path)
    assert path.read_bytes() == before


def test_only_its_owner_can_read_it(tmp_path: Path, opened: Callable[[Path], DiskLedger]) -> None:
    path = tmp_path / "loans.db"
    opened(path)
    assert path.stat().st_mode & 0o077 == 0
