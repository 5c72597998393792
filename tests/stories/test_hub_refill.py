"""A hub that has lost everything is refilled by the kiosks that wait; nobody else moves up by it (G6)."""

import logging
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from kiosk.hub.plan import HubPlan
from kiosk.wire.hub import Accept, Cancel, Claim, Claimed, Duty, Ended, Enqueue, Finish, Place, Queue, Ring
from tests.unit.hub.town import PLAN, Client, Town, town

VANS = ("van-1", "van-2", "van-3")
Order = list[tuple[str, int]]


async def order(desk: Client, length: int) -> Order:
    """Who waits, in order."""
    queue = await desk.hear(Queue, lambda queue: len(queue.lines) == length)
    return [(line.ticket, line.number) for line in queue.lines]


async def line_up(midori: Town) -> dict[str, Place]:
    """The vans ask for their places, a minute apart; numbers 1, 2, 3."""
    places = {}
    for name in VANS:
        van = await midori.enter(name)
        await van.say(Enqueue(f"t-{name}", "card"))
        places[name] = await van.hear(Place)
        midori.clock.now_s += 60
    return places


@asynccontextmanager
async def the_next_hub(plan: HubPlan = PLAN) -> AsyncIterator[tuple[Town, Client]]:
    """A hub with the same key that knows nothing, ten minutes later, and a desk on duty."""
    async with town(plan) as midori:
        midori.clock.now_s += 600
        desk = await midori.enter("desk-1")
        await desk.say(Duty(True))
        yield midori, desk


async def present(midori: Town, name: str, ticket: str, proof: bytes) -> tuple[Client, Place]:
    van = await midori.enter(name)
    await van.say(Enqueue(ticket, "card", proof))
    return van, await van.hear(Place)


def codes(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage().rpartition(": ")[2] for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.asyncio
@pytest.mark.parametrize("seed", range(4))
async def test_whoever_comes_back_first_the_order_and_the_numbers_are_as_they_were(seed: int) -> None:
    async with town() as midori:
        before = await line_up(midori)
    names = random.Random(seed).sample(VANS, len(VANS))
    async with the_next_hub() as (midori, desk):
        for name in names:
            _, place = await present(midori, name, f"t-{name}", before[name].proof)
            assert (place.number, place.proof) == (before[name].number, before[name].proof)
        assert await order(desk, 3) == [(f"t-{name}", before[name].number) for name in VANS]
        _, new = await present(midori, "van-4", "t-new", b"")
        assert (new.number, new.ahead) == (4, 3), "numbers go on, and who is new stands behind"
        assert (await desk.hear(Queue, lambda queue: len(queue.lines) == 4)).lines[0].waited_s >= 420


@pytest.mark.asyncio
async def test_a_clock_that_was_set_back_lets_nobody_who_is_new_before_those_who_wait() -> None:
    async with town() as midori:
        midori.clock.now_s = 50_000.0
        before = await line_up(midori)
    async with the_next_hub() as (midori, desk):
        assert midori.clock.now_s < 50_000
        await present(midori, "van-3", "t-van-3", before["van-3"].proof)
        await present(midori, "van-4", "t-new", b"")
        await present(midori, "van-1", "t-van-1", before["van-1"].proof)
        assert [ticket for ticket, _ in await order(desk, 3)] == ["t-van-1", "t-van-3", "t-new"]


@pytest.mark.asyncio
async def test_a_proof_that_is_not_good_brings_the_last_place_and_a_word_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with town() as midori:
        before = await line_up(midori)
    proof = before["van-1"].proof
    for bad, code in (
        (b"nonsense", "unreadable"),
        (proof[:-1] + b"?", "mismatch"),
        (before["van-2"].proof, "mismatch"),
    ):
        caplog.clear()
        async with the_next_hub() as (midori, desk):
            await present(midori, "van-3", "t-van-3", before["van-3"].proof)
            _, place = await present(midori, "van-1", "t-van-1", bad)
            assert (place.number, place.ahead) == (4, 1)
            assert await order(desk, 2) == [("t-van-3", 3), ("t-van-1", 4)]
        assert codes(caplog) == [code]


@pytest.mark.asyncio
async def test_yesterdays_proof_brings_a_number_of_today(caplog: pytest.LogCaptureFixture) -> None:
    async with town() as midori:
        before = await line_up(midori)
    async with the_next_hub() as (midori, _):
        midori.clock.day = midori.clock.day.replace(day=22)
        _, place = await present(midori, "van-3", "t-van-3", before["van-3"].proof)
        assert place.number == 1
        assert codes(caplog) == ["old_day"]


@pytest.mark.asyncio
async def test_who_still_waits_at_midnight_is_given_a_proof_of_the_new_day() -> None:
    async with town() as midori:
        van = await midori.enter("van-1")
        await van.say(Enqueue("t-van-1", "card"))
        old = await van.hear(Place)
        midori.clock.day = midori.clock.day.replace(day=22)
        new = await van.hear(Place)
        assert (new.number, new.proof != old.proof) == (1, True)
    async with the_next_hub() as (midori, _):
        midori.clock.day = midori.clock.day.replace(day=22)
        _, place = await present(midori, "van-1", "t-van-1", new.proof)
        assert place.number == 1
        assert (await present(midori, "van-2", "t-van-2", b""))[1].number == 2


@pytest.mark.asyncio
async def test_a_ticket_that_is_done_does_not_come_back(caplog: pytest.LogCaptureFixture) -> None:
    async with town() as midori:
        before = await line_up(midori)
    async with the_next_hub() as (midori, desk):
        van, place = await present(midori, "van-1", "t-van-1", before["van-1"].proof)
        await desk.hear(Queue, lambda queue: len(queue.lines) == 1)
        await desk.say(Claim())
        ring, _ = await van.hear(Ring), await desk.hear(Claimed)
        await van.say(Accept(ring.call))
        await desk.say(Finish(ring.call, ring.epoch, "clerk", "done"))
        ended = await van.hear(Ended)
        await van.say(Enqueue("t-van-1", "card", place.proof))
        assert await van.hear(Ended) == ended, "it is told how its call ended"
        assert await order(desk, 0) == []
        assert codes(caplog) == ["finished"]
        assert (await present(midori, "van-4", "t-new", b""))[1].number == 2, "and no number is lost by it"


@pytest.mark.asyncio
async def test_a_ticket_that_was_given_up_keeps_no_place(caplog: pytest.LogCaptureFixture) -> None:
    async with town() as midori:
        before = await line_up(midori)
        van = await midori.enter("van-4")
        await van.say(Enqueue("t-4", "card"))
        given_up = await van.hear(Place)
        midori.clock.now_s += 60
        await van.say(Cancel("t-4"), Enqueue("t-4", "card", given_up.proof))
        place = await van.hear(Place, lambda place: place.number != given_up.number)
        assert (place.number, place.ahead) == (5, len(before))
        assert codes(caplog) == ["cancelled"]
