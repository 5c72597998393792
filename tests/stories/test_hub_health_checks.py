"""The hub serves the city's list of health checks, and goes on doing so whatever happens to the file."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from kiosk.app.health_check_file import HealthCheckFile
from kiosk.content.health_checks import read_health_checks
from kiosk.domain.health_checks import Slot, offers
from kiosk.domain.snapshot import HubState
from kiosk.hub.health_checks import HealthCheckPlan
from kiosk.link.events import LinkDown
from kiosk.wire.health_checks import slot_of
from kiosk.wire.hub import AskHealthChecks, HealthCheckPage
from tests.stories.test_hub_link import device
from tests.stories.test_hub_link import plan as link_plan
from tests.support.ends import CHECK_FILE, Kiosk
from tests.unit.hub.town import LIMITS, PLAN, Client, Town, town

HEAD = "number,date,start,end,place,what,free\n"
PHONE, WEB = "0000-00-1240", "https://kenshin.example.jp/?waku={number}"


def line(number: int, free: int = 3, place: str = "保健センター") -> str:
    return f"{number},2026-12-08,9:00,10:00,{place},特定健診,{free}\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(HEAD + line(1), encoding="utf-8")
    return path


def put(path: Path, text: str) -> None:
    """As an office does: the new list in the place of the old one."""
    new = path.with_name("new.csv")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


def take_away(path: Path) -> None:
    path.unlink()


@asynccontextmanager
async def serving(path: Path) -> AsyncIterator[Town]:
    checks = HealthCheckPlan(HealthCheckFile(path), PHONE, WEB)
    plan = replace(PLAN, health_checks=checks, limits=replace(LIMITS, list_s=0.01), inside_port=0)
    async with town(plan) as midori:
        yield midori


async def told(client: Client) -> tuple[list[Slot], str]:
    """A whole list, and what it is called."""
    pages = [await client.hear(HealthCheckPage)]
    while len(pages) < pages[0].pages:
        pages.append(await client.hear(HealthCheckPage))
    assert [page.page for page in pages] == list(range(pages[0].pages))
    assert {(page.revision, page.phone, page.web) for page in pages} == {(pages[0].revision, PHONE, WEB)}
    return [slot_of(one) for page in pages for one in page.slots], pages[0].revision


async def free(client: Client) -> dict[int, int]:
    return {slot.number: slot.free for slot in (await told(client))[0]}


async def seen_inside(midori: Town, path: str) -> str:
    assert midori.hub.inside is not None
    address = f"http://127.0.0.1:{midori.hub.inside.port}{path}"
    async with aiohttp.ClientSession() as http, http.get(address) as answer:
        return await answer.text()


async def faults_of(midori: Town) -> str:
    """Waits until the hub says what is wrong with its list."""
    while (said := json.loads(await seen_inside(midori, "/health"))["health_checks"]) == "well":
        pass
    return "\n".join(said)


@pytest.mark.asyncio
async def test_a_kiosk_that_asks_is_told_the_citys_list_word_for_word() -> None:
    async with serving(CHECK_FILE) as midori:
        van = await midori.enter("van-1")
        await van.say(AskHealthChecks())
        assert tuple((await told(van))[0]) == read_health_checks(CHECK_FILE)


@pytest.mark.asyncio
async def test_nothing_is_said_to_who_did_not_ask_or_knows_it_already(file: Path) -> None:
    async with serving(file) as midori:
        silent, van = await midori.enter("van-1"), await midori.enter("van-2")
        await van.say(AskHealthChecks())
        _, revision = await told(van)
        again = await midori.enter("van-3")
        await again.say(AskHealthChecks(revision))
        assert await again.quiet(HealthCheckPage)
        put(file, HEAD + line(1, free=2))
        assert await free(again) == await free(van) == {1: 2}
        assert await silent.quiet(HealthCheckPage)


@pytest.mark.asyncio
async def test_a_list_of_a_thousand_comes_in_pages(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    place = "保健《ほけん》センター" * 5
    path.write_text(HEAD + "".join(line(number, place=place) for number in range(1, 1001)), encoding="utf-8")
    async with serving(path) as midori:
        van = await midori.enter("van-1")
        await van.say(AskHealthChecks())
        first = await van.hear(HealthCheckPage)
        assert first.pages > 5
        rest = [await van.hear(HealthCheckPage) for _ in range(first.pages - 1)]
        assert sum(len(page.slots) for page in (first, *rest)) == 1000


@pytest.mark.asyncio
async def test_a_broken_list_keeps_the_one_before_and_is_said_to_those_who_run_the_hub(file: Path) -> None:
    async with serving(file) as midori:
        van = await midori.enter("van-1")
        await van.say(AskHealthChecks())
        assert await free(van) == {1: 3}
        put(file, HEAD + line(1) + line(2, free=-4))
        assert "line 3: free: '-4' is no number from 0 to 999" in await faults_of(midori)
        figures = await seen_inside(midori, "/metrics")
        assert "madoguchi_health_check_list_well 0.0" in figures
        assert "madoguchi_health_check_slots 1.0" in figures
        late = await midori.enter("van-2")
        await late.say(AskHealthChecks())
        assert await free(late) == {1: 3}
        put(file, HEAD + line(1, free=1) + line(2, free=4))
        assert await free(van) == await free(late) == {1: 1, 2: 4}
        assert "madoguchi_health_check_list_well 1.0" in await seen_inside(midori, "/metrics")


@pytest.mark.asyncio
async def test_a_file_that_goes_away_keeps_the_list_as_well(file: Path) -> None:
    async with serving(file) as midori:
        take_away(file)
        assert "cannot be read (FileNotFoundError)" in await faults_of(midori)
        van = await midori.enter("van-1")
        await van.say(AskHealthChecks())
        assert await free(van) == {1: 3}


@pytest.mark.asyncio
async def test_a_list_that_is_wrong_from_the_start_keeps_nobody_from_the_counter(file: Path) -> None:
    put(file, "no list")
    async with serving(file) as midori:
        van = await midori.enter("van-1")
        await van.say(AskHealthChecks())
        assert await free(van) == {}
        put(file, HEAD + line(1))
        assert await free(van) == {1: 3}


@pytest.mark.asyncio
async def test_a_hub_without_a_list_says_that_there_is_nothing() -> None:
    async with town() as midori:
        van = await midori.enter("van-1")
        await van.say(AskHealthChecks())
        page = await van.hear(HealthCheckPage)
        assert (page.pages, page.slots, page.phone, page.web) == (1, (), "", "")


@pytest.mark.asyncio
async def test_a_desk_has_nothing_to_ask(file: Path) -> None:
    async with serving(file) as midori:
        desk = await midori.enter("desk-1")
        await desk.say(AskHealthChecks())
        assert (await desk.parting())[0] == "bad_message"


@pytest.mark.asyncio
async def test_from_the_citys_file_to_the_days_that_a_resident_is_offered_and_on_without_the_hub(file: Path) -> None:
    async with serving(file) as midori, device(link_plan(midori.hub.port)) as van:
        kiosk = Kiosk()
        kiosk.world.link.sent.clear()

        async def follow(done: Callable[[], bool]) -> None:
            while not done():
                event = await van.next()
                kiosk.flows.on_link(event)
                for message in kiosk.world.link.sent:
                    if isinstance(message, AskHealthChecks):
                        van.link.send(message)
                kiosk.world.link.sent.clear()

        kiosk.flows.on_link(LinkDown())
        await follow(lambda: bool(kiosk.now.checks.slots))
        assert [(one.session.place, one.free) for one in offers(kiosk.now.checks, kiosk.now.clock)] == [
            ("保健センター", 3)
        ]
        put(file, HEAD + line(1, free=0) + line(2, free=1))
        await follow(lambda: len(kiosk.now.checks.slots) == 2)
        assert [slot.free for slot in kiosk.now.checks.slots] == [0, 1]
        await midori.hub.stop()
        await follow(lambda: kiosk.now.hub is HubState.OFFLINE)
        assert [slot.free for slot in kiosk.now.checks.slots] == [0, 1]
