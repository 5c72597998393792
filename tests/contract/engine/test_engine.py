"""Every engine keeps the guarantees G1 to G6 that kiosk/hub/engine.py promises."""

import asyncio
import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.hub.engine import Claim, Engine, Letter, Presence, Ticket
from kiosk.hub.journal import Journal
from kiosk.hub.journal_engine import JournalEngine
from kiosk.hub.memory_engine import MemoryEngine
from tests.bench.claim_races import race_in


@dataclass
class Clock:
    """Seconds that only a test moves."""

    now_s: float = 1000.0

    def __call__(self) -> float:
        return self.now_s


def remembering(clock: Clock) -> Engine:
    """A journal in a folder that goes with the process."""
    folder = Path(tempfile.mkdtemp(prefix="madoguchi-journal-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return JournalEngine(clock, opened(Journal(folder / "hub.db")))


OPEN: list[Journal] = []


def opened(journal: Journal) -> Journal:
    """Closed when the test is over: a killed hub leaves it to the kernel, a test must not leave it to the collector."""
    OPEN.append(journal)
    return journal


@pytest.fixture(autouse=True)
def closed_at_the_end() -> Iterator[None]:
    yield
    while OPEN:
        OPEN.pop().close()


ENGINES: dict[str, Callable[[Clock], Engine]] = {"memory": MemoryEngine, "journal": remembering}

everywhere = pytest.mark.parametrize("build", ENGINES.values(), ids=ENGINES.keys())
shared_with_hypothesis = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def ticket(name: str, issued_s: float = 0.0, queue: str = "normal/citizens", device: str = "van-1") -> Ticket:
    return Ticket(name, queue, issued_s, number=1, device=device, topic="card", stop=None)


async def taken(engine: Engine, name: str | None = None, desk: str = "desk-1", ttl_s: float = 150.0) -> Claim:
    claim = await engine.claim("normal/citizens", desk, name, ttl_s)
    assert claim is not None
    return claim


async def names(engine: Engine, queue: str = "normal/citizens") -> list[str]:
    return [t.id for t in await engine.waiting(queue)]


@everywhere
@pytest.mark.asyncio
async def test_of_many_desks_claiming_one_ticket_at_once_exactly_one_wins(build: Callable[[Clock], Engine]) -> None:
    engine = build(Clock())
    await engine.enqueue(ticket("t"))
    claims = await asyncio.gather(*(engine.claim("normal/citizens", f"desk-{n}", "t", 150) for n in range(50)))
    winners = [claim for claim in claims if claim is not None]
    assert len(winners) == 1
    assert await engine.claims() == (winners[0],)


@everywhere
@pytest.mark.asyncio
async def test_of_hundreds_of_tickets_each_is_won_once_and_with_a_higher_number_than_the_one_before(
    build: Callable[[Clock], Engine],
) -> None:
    """tests/bench/claim_races.py runs a hundred thousand, and some over the wire."""
    assert await race_in(build(Clock()), races=300) == 0


@everywhere
@pytest.mark.asyncio
async def test_a_claim_of_an_empty_queue_or_of_another_queue_gets_nothing(build: Callable[[Clock], Engine]) -> None:
    engine = build(Clock())
    await engine.enqueue(ticket("t", queue="measure/citizens"))
    assert await engine.claim("normal/citizens", "desk-1", None, 150) is None
    assert await engine.claim("normal/citizens", "desk-1", "t", 150) is None
    assert await names(engine, "measure/citizens") == ["t"]


@everywhere
@pytest.mark.asyncio
async def test_each_claim_has_a_higher_epoch_and_the_old_one_changes_nothing(build: Callable[[Clock], Engine]) -> None:
    engine = build(Clock())
    await engine.enqueue(ticket("t"))
    old = await taken(engine)
    assert await engine.requeue(old.call, old.epoch) == 0
    new = await taken(engine)
    assert new.epoch > old.epoch
    for call, epoch in ((old.call, old.epoch), (new.call, old.epoch), (new.call, new.epoch + 1)):
        assert not await engine.renew(call, epoch, 150)
        assert not await engine.finish(call, epoch)
        assert not await engine.set_aside(call, epoch)
        assert await engine.requeue(call, epoch) is None
    assert await engine.claims() == (new,)


@everywhere
@pytest.mark.asyncio
async def test_a_claim_that_nobody_renews_runs_out_and_is_reaped_once(build: Callable[[Clock], Engine]) -> None:
    clock = Clock()
    engine = build(clock)
    await engine.enqueue(ticket("t"))
    claim = await taken(engine, ttl_s=150)
    clock.now_s += 149
    assert await engine.renew(claim.call, claim.epoch, 150)
    clock.now_s += 149
    assert await engine.reap() == ()
    clock.now_s += 1
    assert await engine.claims() == ()
    assert not await engine.renew(claim.call, claim.epoch, 150)
    assert not await engine.finish(claim.call, claim.epoch)
    assert await engine.reap() == (claim,)
    assert await engine.reap() == ()
    assert await engine.held_by("van-1") == ((claim.ticket, "aside"),)


@everywhere
@pytest.mark.asyncio
async def test_a_ticket_set_aside_is_offered_again_only_when_asked_and_then_at_its_old_place(
    build: Callable[[Clock], Engine],
) -> None:
    engine = build(Clock())
    await engine.enqueue(ticket("first", 1))
    await engine.enqueue(ticket("second", 2, device="van-2"))
    claim = await taken(engine, "first")
    assert await engine.held_by("van-1") == ((claim.ticket, "claimed"),)
    assert await engine.set_aside(claim.call, claim.epoch)
    assert await names(engine) == ["second"]
    assert await engine.claim("normal/citizens", "desk-1", "first", 150) is None
    assert await engine.enqueue(ticket("first", 99)) == 0
    assert await names(engine) == ["first", "second"]
    assert await engine.held_by("van-1") == ((claim.ticket, "waiting"),)


@everywhere
@pytest.mark.asyncio
async def test_enqueue_and_finish_may_be_repeated(build: Callable[[Clock], Engine]) -> None:
    engine = build(Clock())
    assert await engine.enqueue(ticket("a", 1)) == 0
    assert await engine.enqueue(ticket("b", 2)) == 1
    assert await engine.enqueue(replace(ticket("b", 0), number=9)) == 1
    assert [(t.id, t.number) for t in await engine.waiting("normal/citizens")] == [("a", 1), ("b", 1)]
    claim = await taken(engine)
    assert await engine.enqueue(ticket("a", 1)) is None
    assert await engine.finish(claim.call, claim.epoch)
    assert await engine.finish(claim.call, claim.epoch)
    assert not await engine.finish(claim.call, claim.epoch + 1)
    assert await engine.enqueue(ticket("a", 1)) is None
    assert await names(engine) == ["b"]
    assert await engine.held_by("van-1") != ()


@everywhere
@pytest.mark.asyncio
async def test_cancel_forgets_what_waits_but_not_what_is_claimed(build: Callable[[Clock], Engine]) -> None:
    engine = build(Clock())
    await engine.enqueue(ticket("a", 1))
    await engine.enqueue(ticket("b", 2))
    assert await engine.cancel("b")
    assert not await engine.cancel("b")
    assert await names(engine) == ["a"]
    claim = await taken(engine)
    assert not await engine.cancel("a")
    await engine.set_aside(claim.call, claim.epoch)
    assert await engine.cancel("a")
    assert await engine.held_by("van-1") == ()


@everywhere
@pytest.mark.asyncio
async def test_presence_ends_without_a_goodbye(build: Callable[[Clock], Engine]) -> None:
    clock = Clock()
    engine = build(clock)
    van, desk = Presence("van-1", {"stop": "temple"}), Presence("desk-1", {})
    await engine.presence_put("kiosk", van, 15)
    await engine.presence_put("desk", desk, 15)
    clock.now_s += 10
    await engine.presence_put("kiosk", van, 15)
    clock.now_s += 10
    assert await engine.presence_list("kiosk") == (van,)
    assert await engine.presence_list("desk") == ()
    await engine.presence_put("kiosk", van, 0)
    assert await engine.presence_list("kiosk") == ()


@everywhere
@pytest.mark.asyncio
async def test_numbers_rise_from_one_each_day(build: Callable[[Clock], Engine]) -> None:
    engine = build(Clock())
    assert [await engine.next_number("2026-11-21") for _ in range(3)] == [1, 2, 3]
    assert await engine.next_number("2026-11-22") == 1


@everywhere
@pytest.mark.asyncio
async def test_an_engine_that_lost_everything_is_refilled_in_any_order(build: Callable[[Clock], Engine]) -> None:
    engine = build(Clock())
    for n in (3, 1, 2):
        await engine.skip_numbers("2026-11-22", n)
        await engine.enqueue(ticket(f"t-{n}", issued_s=float(n), device=f"van-{n}"))
    assert await names(engine) == ["t-1", "t-2", "t-3"]
    assert await engine.next_number("2026-11-22") == 4
    await engine.skip_numbers("2026-11-22", 2)
    assert await engine.next_number("2026-11-22") == 5, "a lower one changes nothing"


@everywhere
@pytest.mark.asyncio
async def test_letters_arrive_in_order_and_stale_ones_do_not(build: Callable[[Clock], Engine]) -> None:
    clock = Clock()
    engine = build(clock)
    inbox = engine.inbox()
    first = asyncio.ensure_future(anext(inbox))
    await asyncio.sleep(0)
    await engine.send(Letter("van-1", b"1"), 10)
    assert await first == Letter("van-1", b"1")
    await engine.send(Letter("van-1", b"stale"), 10)
    clock.now_s += 11
    await engine.send(Letter("van-1", b"2"), 10)
    await engine.send(Letter("van-2", b"3"), 10)
    assert [(await anext(inbox)).raw, (await anext(inbox)).raw] == [b"2", b"3"]
    assert await engine.health() == ""


Steps = st.lists(
    st.tuples(
        st.sampled_from(["enqueue", "claim", "finish", "requeue", "set_aside", "cancel", "renew", "wait"]),
        st.integers(0, 5),
    ),
    max_size=60,
)


@everywhere
@shared_with_hypothesis
@given(steps=Steps)
def test_whatever_happens_a_ticket_is_in_one_place_and_the_queue_is_in_order(
    build: Callable[[Clock], Engine], steps: list[tuple[str, int]]
) -> None:
    asyncio.run(_walk(build, steps))


async def _walk(build: Callable[[Clock], Engine], steps: list[tuple[str, int]]) -> None:
    clock = Clock()
    engine = build(clock)
    claims: list[Claim] = []
    for verb, n in steps:
        await _step(engine, clock, claims, verb, n)
        line = await engine.waiting("normal/citizens")
        assert [(t.issued_s, t.id) for t in line] == sorted((t.issued_s, t.id) for t in line)
        live = await engine.claims()
        claimed = [claim.ticket.id for claim in live]
        assert len(set(claimed)) == len(claimed)
        assert not set(claimed) & {t.id for t in line}
        assert [claim.epoch for claim in claims] == sorted({claim.epoch for claim in claims})


async def _step(engine: Engine, clock: Clock, claims: list[Claim], verb: str, n: int) -> None:
    name = f"t{n}"
    if verb == "enqueue":
        await engine.enqueue(ticket(name, issued_s=float(n // 2), device=f"van-{n}"))
    elif verb == "claim":
        before = await names(engine)
        claim = await engine.claim("normal/citizens", f"desk-{n}", None, 30)
        assert (claim.ticket.id if claim else None) == (before[0] if before else None)
        claims.extend([claim] if claim else [])
    elif verb == "cancel":
        await engine.cancel(name)
    elif verb == "wait":
        clock.now_s += 10 * n
    elif claims:
        claim = claims[n % len(claims)]
        live = claim in await engine.claims()
        if verb == "renew":
            assert await engine.renew(claim.call, claim.epoch, 30) == live
        elif verb == "requeue":
            assert (await engine.requeue(claim.call, claim.epoch) is not None) == live
        elif verb == "set_aside":
            assert await engine.set_aside(claim.call, claim.epoch) == live
        else:
            assert await engine.finish(claim.call, claim.epoch) or not live
