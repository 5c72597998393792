"""Desks hand things out and take them back; the hub's ledger keeps what it answered, whatever is cut off."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace as altered

from kiosk.domain.call import CallState
from kiosk.domain.intents import AnswerNext, Intent, TakeDuty
from kiosk.domain.lending import MAX_LENDING, LendingNumber, LentItem, spoken
from kiosk.domain.lending_desk import ChooseItem, HandOver, Said, TakeBack
from kiosk.domain.snapshot import HubState
from kiosk.flows.ports import Connected, HubSaid, LinkDown, PeerSaid
from kiosk.hub.ledger import DiskLedger, Ledger, MemoryLedger
from kiosk.hub.lending import LendingPlan
from kiosk.wire.hub import (
    VERSION,
    Accept,
    Claim,
    Claimed,
    Duty,
    Enqueue,
    Finish,
    GiveBack,
    GivenBack,
    Hello,
    Lend,
    Lent,
    NotLent,
    OnLoan,
    Profile,
    Renew,
    Ring,
)
from kiosk.wire.lending import ItemLine
from kiosk.wire.peer import LentThings
from tests.stories.test_hub_health_checks import seen_inside
from tests.stories.test_hub_link import Device, device
from tests.stories.test_hub_link import plan as link_plan
from tests.stories.test_hub_restart import real_hub
from tests.support.ends import Desk, Kiosk
from tests.unit.hub.town import PLAN, Client, Town, hello, town

PHONE = LentItem("phone", 14, {"ja": "スマートフォン", "en": "Smartphone"})
WATCH = LentItem("watch", 7, {"ja": "時計"})
MONDAY, DUE = date(2026, 11, 23), date(2026, 12, 7)
SETTINGS = """
[lending]
ledger = "lending.db"
[[lending.items]]
id = "phone"
days = 14
names.ja = "スマートフォン"
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[DiskLedger]:
    kept = DiskLedger(tmp_path / "lending.db")
    yield kept
    kept.close()


@asynccontextmanager
async def lending(ledger: Ledger) -> AsyncIterator[Town]:
    plan = replace(PLAN, lending=LendingPlan((PHONE, WATCH), ledger), inside_port=0)
    async with town(plan) as midori:
        midori.clock.day = MONDAY
        yield midori


async def in_call(midori: Town, n: int = 1, profile: Profile = "normal") -> tuple[Client, Claimed]:
    """A desk that has answered, and its call."""
    van, desk = await midori.enter(f"van-{n}", profile), await midori.enter(f"desk-{n}", profile)
    await desk.say(Duty(on=True))
    await van.say(Enqueue(f"t-{n}", "card"))
    assert await van.quiet(NotLent), "the place stands"
    await desk.say(Claim(f"t-{n}"))
    return desk, await desk.hear(Claimed)


@pytest.mark.asyncio
async def test_a_desk_is_shown_what_there_is_hands_out_and_takes_back(ledger: DiskLedger) -> None:
    async with lending(ledger) as midori:
        desk, call = await in_call(midori)
        shown = await desk.hear(OnLoan)
        assert shown.items[0] == ItemLine("phone", 14, (("ja", "スマートフォン"), ("en", "Smartphone")))
        assert (len(shown.items), shown.overdue) == (2, 0)
        await desk.say(Lend("q1", call.call, "phone"))
        lent = await desk.hear(Lent)
        assert (lent.asked, lent.loan.number, lent.loan.handed, lent.loan.due) == ("q1", 1, MONDAY, DUE)
        await desk.say(Finish(call.call, call.epoch, "clerk", "done"))
        midori.clock.day = DUE
        await desk.say(GiveBack("q2", 1))
        back = await desk.hear(GivenBack)
        assert (back.asked, back.number, back.again) == ("q2", 1, False), "people come between calls"
        assert back.loan is not None
        assert back.loan.returned == DUE


@pytest.mark.asyncio
async def test_a_press_that_comes_twice_lends_once_also_after_its_call(ledger: DiskLedger) -> None:
    async with lending(ledger) as midori:
        desk, call = await in_call(midori)
        await desk.say(Lend("q1", call.call, "phone"), Lend("q1", call.call, "phone"))
        first, second = await desk.hear(Lent), await desk.hear(Lent)
        assert first == second
        await desk.say(Finish(call.call, call.epoch, "clerk", "done"), Lend("q1", call.call, "phone"))
        assert await desk.hear(Lent) == first
        await desk.say(Lend("q2", call.call, "phone"))
        assert await desk.hear(NotLent) == NotLent("q2", "no_call"), "a new press belongs to a call that lives"


@pytest.mark.asyncio
async def test_returns_that_are_wrong_or_told_twice(ledger: DiskLedger) -> None:
    async with lending(ledger) as midori:
        desk, call = await in_call(midori)
        await desk.say(Lend("q1", call.call, "watch"), GiveBack("r1", 1))
        first = await desk.hear(GivenBack)
        midori.clock.day = DUE
        await desk.say(GiveBack("r2", 1), GiveBack("r3", 572))
        assert await desk.hear(GivenBack) == GivenBack("r2", 1, first.loan, again=True), "the first day stands"
        assert await desk.hear(GivenBack) == GivenBack("r3", 572)


@pytest.mark.asyncio
async def test_what_is_late_is_counted_for_all_desks_as_days_pass_and_things_come_back(ledger: DiskLedger) -> None:
    async with lending(ledger) as midori:
        desk, call = await in_call(midori)
        await desk.say(Lend("q1", call.call, "phone"), Lend("q2", call.call, "watch"))
        other = await midori.enter("desk-2")
        assert (await other.hear(OnLoan)).overdue == 0
        midori.clock.day = DUE + timedelta(days=1)
        assert (await other.hear(OnLoan)).overdue == 2
        assert json.loads(await seen_inside(midori, "/health"))["lending"] == "2 overdue"
        assert "madoguchi_loans_overdue 2.0" in await seen_inside(midori, "/metrics")
        await desk.say(GiveBack("r1", 1))
        assert (await other.hear(OnLoan)).overdue == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("message", [Lend("q1", "c", "phone"), GiveBack("q1", 1)], ids=["lend", "give back"])
async def test_strangers_and_kiosks_change_nothing(ledger: DiskLedger, message: Lend | GiveBack) -> None:
    async with lending(ledger) as midori:
        desk, call = await in_call(midori)
        await desk.say(Lend("q0", call.call, "phone"))
        loan = await desk.hear(Lent)
        stranger, thief, van = await midori.knock(), await midori.knock(), await midori.enter("van-2")
        await stranger.say(message)
        assert (await stranger.parting())[0] == "bad_message"
        await thief.say(altered(hello("desk-2"), token="x" * 32), message)
        assert (await thief.parting())[0] == "bad_token"
        await van.say(message)
        assert (await van.parting())[0] == "bad_message"
        await desk.say(Lend("q0", call.call, "phone"))
        assert await desk.hear(Lent) == loan, "still out"
    assert ledger.asked("q1") is None


@pytest.mark.asyncio
async def test_a_desk_lends_in_its_own_call_only_and_what_there_is(ledger: DiskLedger) -> None:
    async with lending(ledger) as midori:
        desk, call = await in_call(midori)
        other = await midori.enter("desk-2")
        await other.say(Lend("q1", call.call, "phone"))
        assert await other.hear(NotLent) == NotLent("q1", "no_call")
        await desk.say(Lend("q2", call.call, "boat"))
        assert await desk.hear(NotLent) == NotLent("q2", "unknown_item")
        assert (ledger.asked("q1"), ledger.asked("q2")) == (None, None)


@pytest.mark.asyncio
async def test_demos_and_unattended_runs_have_numbers_of_their_own(ledger: DiskLedger) -> None:
    async with lending(ledger) as midori:
        desk, call = await in_call(midori, profile="demo")
        await desk.say(Lend("q1", call.call, "phone"))
        assert (await desk.hear(Lent)).loan.number == 1
        clerk = await midori.enter("desk-2")
        await clerk.say(GiveBack("r1", 1))
        assert (await clerk.hear(GivenBack)).loan is None
    assert ledger.asked("q1") is None


@pytest.mark.asyncio
async def test_a_full_disk_is_said_to_the_desk_and_the_same_press_lends_later(ledger: DiskLedger) -> None:
    async with lending(ledger) as midori:
        desk, call = await in_call(midori)
        ledger._db.execute("PRAGMA query_only = ON")
        await desk.say(Lend("q1", call.call, "phone"))
        assert await desk.hear(NotLent) == NotLent("q1", "ledger")
        ledger._db.execute("PRAGMA query_only = OFF")
        await desk.say(Lend("q1", call.call, "phone"), GiveBack("r1", 1))
        assert (await desk.hear(Lent)).loan.number == 1
        assert await desk.hear(GivenBack)


@pytest.mark.asyncio
async def test_a_ledger_that_cannot_be_read_any_more_keeps_nobody_from_the_queue(ledger: DiskLedger) -> None:
    async with lending(ledger) as midori:
        ledger._db.execute("ALTER TABLE loans RENAME TO gone")
        desk, call = await in_call(midori)
        assert (await desk.hear(OnLoan)).overdue is None
        await desk.say(GiveBack("r1", 1), Lend("q1", call.call, "phone"))
        assert await desk.hear(NotLent) == NotLent("r1", "ledger")
        assert await desk.hear(NotLent) == NotLent("q1", "ledger")
        assert json.loads(await seen_inside(midori, "/health"))["lending"] == "the ledger cannot be read"
        ledger._db.execute("ALTER TABLE gone RENAME TO loans")
        assert (await desk.hear(OnLoan)).overdue == 0, "asked again by itself"


@pytest.mark.asyncio
async def test_after_the_last_number_the_desk_is_told() -> None:
    ledger = MemoryLedger()
    for n in range(MAX_LENDING):
        ledger.lend(f"old-{n}", PHONE, MONDAY)
    async with lending(ledger) as midori:
        desk, call = await in_call(midori)
        await desk.say(Lend("q1", call.call, "phone"))
        assert await desk.hear(NotLent) == NotLent("q1", "no_numbers")


@pytest.mark.asyncio
async def test_a_hub_that_lends_nothing_shows_nothing_to_lend_and_notes_nothing() -> None:
    async with town() as midori:
        desk, call = await in_call(midori)
        await desk.say(Lend("q1", call.call, "phone"), GiveBack("r1", 1))
        assert await desk.hear(NotLent) == NotLent("q1", "unknown_item")
        assert await desk.hear(GivenBack) == GivenBack("r1", 1)
        assert await desk.hear(OnLoan) == OnLoan((), None)


@pytest.mark.asyncio
async def test_a_hub_killed_between_press_and_answer_has_lent_once_and_knows_it_afterwards(tmp_path: Path) -> None:
    async with real_hub(tmp_path, SETTINGS) as hub:
        await hub.start()
        desk, van = await hub.enter("desk-1"), await hub.enter("van-1")
        await desk.say(Duty(on=True))
        await van.say(Enqueue("t-1", "soudan"))
        assert await van.quiet(NotLent), "the place stands"
        await desk.say(Claim())
        call = await desk.hear(Claimed)
        await desk.say(Lend("q1", call.call, "phone"))
        await _written(tmp_path)
        await hub.kill()

        await hub.start()
        desk = await hub.enter("desk-1")
        await desk.say(Renew(call.call, call.epoch), Lend("q1", call.call, "phone"), Lend("q2", call.call, "phone"))
        again, new = await desk.hear(Lent), await desk.hear(Lent)
        assert (again.asked, again.loan.number, new.loan.number) == ("q1", 1, 2)
        await desk.say(GiveBack("r1", 1))
        await desk.hear(GivenBack)
        await hub.kill()

        await hub.start()
        desk = await hub.enter("desk-1")
        await desk.say(GiveBack("r2", 1), GiveBack("r3", 2))
        assert [(await desk.hear(GivenBack)).again for _ in range(2)] == [True, False]


@pytest.mark.asyncio
async def test_from_the_clerks_press_through_a_killed_hub_to_the_residents_screen(tmp_path: Path) -> None:
    async with real_hub(tmp_path, SETTINGS) as hub:
        await hub.start()
        van = await hub.enter("van-1")
        await van.say(Enqueue("t-1", "soudan"))
        assert await van.quiet(NotLent), "the place stands"
        token = (tmp_path / "desk-1.token").read_text(encoding="ascii").strip()
        plan = replace(link_plan(hub.port, "desk-1"), hello=Hello(VERSION, "desk", "desk-1", token))
        async with device(plan) as line:
            desk, kiosk = Desk(), Kiosk().talk()
            desk.flows.on_link(LinkDown())
            desk.world.link.sent.clear()

            async def follow(done: Callable[[], bool], deaf: bool = False) -> None:
                """Carries words between the flows and the hub; `deaf`: what the hub says is lost on the way."""
                while not done():
                    event = await line.next()
                    if not (deaf and isinstance(event, HubSaid)):
                        desk.flows.on_link(event)
                    _carry(desk, line)

            def press(*wishes: Intent) -> None:
                for wish in wishes:
                    desk.flows.do(wish)
                _carry(desk, line)

            await follow(lambda: bool(desk.now.lending.items and desk.now.queue))
            press(TakeDuty(on=True), AnswerNext())
            await follow(lambda: desk.now.call is not None)
            desk.flows.on_media(Connected(1))
            ring = await van.hear(Ring)
            await van.say(Accept(ring.call))
            await follow(lambda: desk.now.call is not None and desk.now.call.state is CallState.TALKING)

            press(ChooseItem("phone"), HandOver("phone"))
            await _written(tmp_path)
            await hub.kill()
            await follow(lambda: desk.now.hub is HubState.OFFLINE, deaf=True)
            assert (desk.now.lent, desk.now.lending.waits) == ((), True)
            await hub.start()
            await follow(lambda: bool(desk.now.lent))

            kiosk.flows.on_media(PeerSaid(desk.world.media.of(LentThings)[-1]))
            (thing,) = kiosk.now.lent
            assert (spoken(thing.loan.number), thing.item.name("ja")) == ("0001-3", "スマートフォン")
            press(TakeBack(spoken(thing.loan.number)))
            await follow(lambda: not desk.now.lending.waits)
            assert desk.now.lending.answered is not None
            assert desk.now.lending.answered.said is Said.BACK
    with closing(DiskLedger(tmp_path / "lending.db")) as ledger:
        assert ledger.loan(LendingNumber(2)) is None, "one press, one loan"


def _carry(desk: Desk, line: Device) -> None:
    """What the flows said goes to the hub, if there is a line."""
    for message in desk.world.link.sent:
        line.link.send(message)
    desk.world.link.sent.clear()


async def _written(folder: Path) -> None:
    """Waits until the hub's ledger has its first loan, whether the desk was told or not."""
    while True:
        with closing(sqlite3.connect(f"file:{folder / 'lending.db'}?mode=ro", uri=True)) as seen:
            if seen.execute("SELECT count(*) FROM loans").fetchone() == (1,):
                return
        await asyncio.sleep(0)
