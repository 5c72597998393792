"""Circulars from the city's folder to a kiosk's disk, over a real hub and a real line, whatever breaks on the way."""

import json
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from kiosk.app.circular_rack import FolderRack
from kiosk.domain import circular_intents as asks
from kiosk.domain import intents
from kiosk.domain.call import CallState
from kiosk.domain.circular import MAX_BYTES, CircularId
from kiosk.domain.circular_delivery import PIECE, Digest
from kiosk.domain.circular_reading import PaperState
from kiosk.domain.ids import TopicId
from kiosk.domain.snapshot import HubState, KioskSnapshot
from kiosk.domain.visit import VisitState
from kiosk.hub.server import Hub
from kiosk.wire.circulars import AskCircularPiece, AskCirculars, CircularPage, CircularPiece
from kiosk.wire.hub import Claim, Claimed, Duty, Finish
from tests.support.circular_scenes import FOLDER, PDF
from tests.support.circular_van import digest, document, hub_plan, put, van
from tests.unit.hub.town import Clock, Town, town


async def seen_inside(midori: Town, path: str) -> str:
    assert midori.hub.inside is not None
    address = f"http://127.0.0.1:{midori.hub.inside.port}{path}"
    async with aiohttp.ClientSession() as http, http.get(address) as answer:
        return await answer.text()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "city"
    put(folder, summer=document(1, 100_000), winter=document(2, PIECE))
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.mark.asyncio
async def test_what_the_city_puts_into_its_folder_comes_and_what_it_takes_away_goes(folder: Path, cache: Path) -> None:
    async with town(hub_plan(FolderRack(folder))) as midori, van(cache, midori.hub.port, midori.clock) as kiosk:
        await kiosk.follow(lambda: kiosk.has("summer", "winter"))
        assert kiosk.on_disk() == {digest(document(1, 100_000)), digest(document(2, PIECE))}
        put(folder, winter=document(2, PIECE), spring=document(3, 3 * PIECE))
        await kiosk.follow(lambda: kiosk.has("winter", "spring"))
        assert kiosk.on_disk() == {digest(document(2, PIECE)), digest(document(3, 3 * PIECE))}
        assert len(kiosk.asked) == 4 + 1 + 3, "what is here is not fetched again"
        put(folder)
        await kiosk.follow(lambda: kiosk.has())
        assert kiosk.on_disk() == set()


@pytest.mark.asyncio
async def test_a_folder_with_a_fault_keeps_the_list_before_and_is_said_to_those_who_run_the_hub(
    folder: Path, cache: Path
) -> None:
    async with town(hub_plan(FolderRack(folder))) as midori, van(cache, midori.hub.port, midori.clock) as kiosk:
        await kiosk.follow(lambda: kiosk.has("summer", "winter"))
        (folder / "letter.pdf").write_bytes(b"x")
        while (said := json.loads(await seen_inside(midori, "/health"))["circulars"]) == "well":
            pass
        assert "letter.pdf" in said[0]
        figures = await seen_inside(midori, "/metrics")
        assert "madoguchi_circular_list_well 0.0" in figures and "madoguchi_circulars 2.0" in figures
        late = await midori.enter("van-2")
        await late.say(AskCirculars())
        assert len((await late.hear(CircularPage)).circulars) == 2
        (folder / "letter.pdf").unlink()
        while "madoguchi_circular_list_well 1.0" not in await seen_inside(midori, "/metrics"):
            pass


@pytest.mark.asyncio
async def test_nothing_is_said_to_who_did_not_ask_or_knows_it_already_and_a_desk_has_nothing_to_ask(
    folder: Path,
) -> None:
    async with town(hub_plan(FolderRack(folder))) as midori:
        silent, first = await midori.enter("van-1"), await midori.enter("van-2")
        await first.say(AskCirculars())
        revision = (await first.hear(CircularPage)).revision
        again = await midori.enter("van-3")
        await again.say(AskCirculars(revision))
        assert await again.quiet(CircularPage)
        put(folder, autumn=b"x")
        assert len((await again.hear(CircularPage)).circulars) == 1
        assert await silent.quiet(CircularPage)
        desk = await midori.enter("desk-1")
        await desk.say(AskCirculars())
        assert (await desk.parting())[0] == "bad_message"


@pytest.mark.asyncio
async def test_a_hub_without_circulars_says_so_and_one_that_has_not_what_is_asked_for_as_well() -> None:
    async with town() as midori:
        client = await midori.enter("van-1")
        await client.say(AskCirculars(), AskCircularPiece("0" * 64, 3))
        assert (await client.hear(CircularPage)).circulars == ()
        assert await client.hear(CircularPiece) == CircularPiece("0" * 64, 3, b"")


@pytest.mark.asyncio
async def test_two_hundred_circulars_with_long_titles_come_in_pages(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "city"
    titles = [f"回覧{'《かいらん》'}{number:03}{'長' * 100}" for number in range(200)]
    put(folder)
    entries = []
    for number, title in enumerate(titles):
        (folder / f"{number}.pdf").write_bytes(f"{number}".encode())
        entries.append(f'[[circulars]]\nfile = "{number}.pdf"\ntitle = "{title}"\nissued = 2026-11-01\n')
        entries.append(f'reading = "{"よ" * 120}"\n')
    (folder / "circulars.toml").write_text("".join(entries), encoding="utf-8")
    async with town(hub_plan(FolderRack(folder))) as midori, van(cache, midori.hub.port, midori.clock) as kiosk:
        await kiosk.follow(lambda: len(kiosk.shown()) == 200)
        client = await midori.enter("van-2")
        await client.say(AskCirculars())
        assert (await client.hear(CircularPage)).pages > 1


@pytest.mark.asyncio
async def test_twenty_megabytes_come_whole_and_a_line_that_is_lost_in_the_middle_costs_one_piece(
    tmp_path: Path, cache: Path
) -> None:
    folder, large = tmp_path / "city", document(7, MAX_BYTES)
    put(folder, large=large)
    clock = Clock()
    plan = hub_plan(FolderRack(folder))
    first = Hub(plan, clock=clock.hub_clock())
    await first.start()
    async with van(cache, first.port, clock) as kiosk:
        await kiosk.follow(lambda: len(kiosk.asked) > 200)
        await first.stop()
        await kiosk.follow(lambda: kiosk.now.hub is HubState.OFFLINE)
        assert kiosk.shown() == {"large": False}
        second = Hub(replace(plan, circulars=FolderRack(folder), port=first.port), clock=clock.hub_clock())
        await second.start()
        try:
            await kiosk.follow(lambda: kiosk.has("large"))
        finally:
            await second.stop()
    pieces = -(-MAX_BYTES // PIECE)
    assert len({one.number for one in kiosk.asked}) == pieces <= len(kiosk.asked) <= pieces + 1
    assert (cache / digest(large)).read_bytes() == large


@pytest.mark.asyncio
async def test_after_a_restart_without_a_line_the_list_stands_with_its_time_and_what_was_begun_is_finished_later(
    folder: Path, cache: Path
) -> None:
    summer = document(1, 100_000)
    async with town(hub_plan(FolderRack(folder))) as midori:
        async with van(cache, midori.hub.port, midori.clock) as kiosk:
            await kiosk.follow(lambda: kiosk.has("summer", "winter"))
            heard = kiosk.now.circulars_heard
        (cache / digest(summer)).unlink()
        (cache / f"{digest(summer)}.part").write_bytes(summer[:40_000])  # the power went while it was written
        (cache / ("e" * 64)).write_bytes(b"of a list that is long gone")
        async with van(cache, None) as alone:
            await alone.follow(lambda: alone.shown() == {"summer": False, "winter": True})
            assert alone.now.circulars_heard == heard is not None
            assert ("e" * 64) not in alone.on_disk()
        async with van(cache, midori.hub.port, midori.clock) as again:
            await again.follow(lambda: again.has("summer", "winter"))
            assert [one.number for one in again.asked] == [1, 2, 3]


class WrongRack(FolderRack):
    """Gives other bytes for one document, as often as it is told."""

    def __init__(self, folder: Path, wrong: Digest, times: int) -> None:
        super().__init__(folder)
        self.wrong = wrong
        self.times = times

    def piece(self, digest: Digest, number: int) -> bytes:
        content = super().piece(digest, number)
        if digest != self.wrong or not self.times:
            return content
        self.times -= 1
        return bytes(len(content))


@pytest.mark.asyncio
@pytest.mark.parametrize("times", [1, 9])
async def test_a_wrong_digest_is_asked_for_once_more_and_then_refused_without_a_name(
    folder: Path, cache: Path, times: int, caplog: pytest.LogCaptureFixture
) -> None:
    winter = digest(document(2, PIECE))
    rack = WrongRack(folder, winter, times)
    async with town(hub_plan(rack)) as midori, van(cache, midori.hub.port, midori.clock) as kiosk:
        titles = ["summer", "winter"] if times == 1 else ["summer"]
        await kiosk.follow(lambda: kiosk.has(*titles))
        assert len([one for one in kiosk.asked if one.digest == winter]) == 2
        if times > 1:
            assert "a circular came wrong twice and is not shown" in caplog.text
            assert "winter" not in caplog.text and winter not in caplog.text
            assert winter not in kiosk.on_disk() and f"{winter}.part" not in kiosk.on_disk()


class AwayRack(FolderRack):
    """Lists what it does not have."""

    def piece(self, digest: Digest, number: int) -> bytes:
        return b""


@pytest.mark.asyncio
async def test_what_the_hub_has_no_more_is_coming_and_not_asked_for_again_on_this_line(
    folder: Path, cache: Path
) -> None:
    async with town(hub_plan(AwayRack(folder))) as midori, van(cache, midori.hub.port, midori.clock) as kiosk:
        await kiosk.follow(lambda: len(kiosk.asked) == 2)
        kiosk.asked.clear()
        await kiosk.let_time_pass()
        assert kiosk.asked == [] and kiosk.shown() == {"summer": False, "winter": False}


@pytest.mark.asyncio
async def test_a_call_pauses_it_from_the_ringing_on_and_after_the_call_it_goes_on(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "city"
    put(folder, large=document(4, 40 * PIECE))
    async with town(hub_plan(FolderRack(folder))) as midori, van(cache, midori.hub.port, midori.clock) as kiosk:
        desk = await midori.enter("desk-1")
        await desk.say(Duty(True))
        await kiosk.follow(lambda: len(kiosk.asked) == 3)
        kiosk.flows.do(intents.ChooseTopic(TopicId("soudan")))
        kiosk.flows.do(intents.Confirm())
        await kiosk.follow(lambda: kiosk.now.ticket is not None and kiosk.now.ticket.number > 0)
        await desk.say(Claim())
        call = await desk.hear(Claimed)
        await kiosk.follow(lambda: kiosk.now.call is not None and kiosk.now.call.state is CallState.RINGING)
        before = len(kiosk.asked)
        assert before < 40
        await kiosk.let_time_pass()
        assert len(kiosk.asked) == before and kiosk.now.visit is VisitState.WAITING
        await desk.say(Finish(call.call, call.epoch, "clerk"))
        await kiosk.follow(lambda: kiosk.has("large"))
        assert len(kiosk.asked) == 40


@pytest.mark.asyncio
async def test_the_own_folder_stands_first_and_the_same_circular_once(
    folder: Path, cache: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    put(own, ours=b"ours", the_same=document(1, 100_000))
    async with town(hub_plan(FolderRack(folder))) as midori, van(cache, midori.hub.port, midori.clock, own) as kiosk:
        await kiosk.follow(
            lambda: list(kiosk.shown().items()) == [("ours", True), ("the_same", True), ("winter", True)]
        )
        assert {one.digest for one in kiosk.asked} == {digest(document(2, PIECE))}


@pytest.mark.asyncio
async def test_who_waits_for_one_that_is_coming_reads_it_as_soon_as_it_is_there(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "city"
    folder.mkdir()
    content = (FOLDER / PDF.id).read_bytes()
    (folder / "page.pdf").write_bytes(content)
    put(folder, page=content)
    async with town(hub_plan(FolderRack(folder))) as midori, van(cache, midori.hub.port, midori.clock) as kiosk:
        await kiosk.follow(lambda: kiosk.shown() == {"page": False})
        kiosk.flows.do(intents.ChooseTopic(TopicId("kairan")))
        kiosk.flows.do(asks.OpenCircular(CircularId(digest(content))))
        at = kiosk.now.at_circulars
        assert at is not None and at.opened is not None and at.opened.coming

        def paper(now: KioskSnapshot) -> PaperState | None:
            return now.at_circulars.paper.state if now.at_circulars is not None else None

        await kiosk.follow(lambda: paper(kiosk.now) is PaperState.THERE)
        assert kiosk.slot.newest() is not None and kiosk.now.at_circulars is not None
        assert kiosk.now.at_circulars.paper.pages == 2
