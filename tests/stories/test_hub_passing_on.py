"""A desk passes a ticket on to the others of its section, as the hub sees it: ringing, talking, twice, too late."""

import asyncio
from dataclasses import replace

import pytest

from kiosk.wire.hub import (
    Accept,
    Accepted,
    Claim,
    Claimed,
    ClaimLost,
    Duty,
    Ended,
    Enqueue,
    Finish,
    NotPassedOn,
    PassOn,
    Place,
    Queue,
    Renew,
    Ring,
)
from tests.unit.hub.town import LIMITS, PLAN, Client, Town, town, unsealed


async def on_duty(midori: Town, name: str) -> Client:
    desk = await midori.enter(name)
    await desk.say(Duty(True))
    return desk


async def waits(desk: Client, *tickets: str) -> None:
    """Hears that these tickets, and no others, are offered to the desk, in this order."""
    await desk.hear(Queue, lambda queue: [line.ticket for line in queue.lines] == list(tickets))


async def ringing(midori: Town, van: Client, desk: Client, ticket: str = "t-1") -> Ring:
    """The desk answers a ticket of the van."""
    await van.say(Enqueue(ticket, "card"))
    await desk.hear(Queue, lambda queue: ticket in [line.ticket for line in queue.lines])
    await desk.say(Claim(ticket))
    return await van.hear(Ring, lambda ring: ring.ticket == ticket)


async def end_of(end: Client, call: str) -> Ended:
    """How a call ended, as one of its ends hears it."""
    return await end.hear(Ended, lambda ended: ended.call == call)


async def settle(desk: Client, van: Client, ticket: str) -> None:
    """The desk answers a ticket that waits, and closes it."""
    await waits(desk, ticket)
    await desk.say(Claim(ticket))
    mine = await desk.hear(Claimed, lambda claimed: claimed.ticket == ticket)
    await desk.say(Finish(mine.call, mine.epoch, "clerk", "solved"))
    await end_of(van, mine.call)


@pytest.mark.asyncio
async def test_a_ticket_passed_on_while_it_rings_waits_at_its_old_place_for_the_other_desk_only() -> None:
    async with town() as midori:
        van, sato, suzuki = (
            await midori.enter("van-1"),
            await on_duty(midori, "desk-1"),
            await on_duty(midori, "desk-2"),
        )
        ring = await ringing(midori, van, sato)
        midori.clock.now_s += 5
        later = await midori.enter("van-2")
        await later.say(Enqueue("t-2", "card"))
        await later.hear(Place)
        await sato.say(PassOn(ring.call))
        assert await sato.hear(Ended) == Ended(ring.call, "passed_on")
        assert await van.hear(Ended) == Ended(ring.call, "passed_on")
        assert unsealed(await van.hear(Place)) == Place("t-1", 1, 0, True)
        await waits(suzuki, "t-1", "t-2")
        await waits(sato, "t-2")
        await suzuki.say(Claim())
        assert (await van.hear(Ring)).clerk_name == "鈴木"


@pytest.mark.asyncio
async def test_a_desk_that_passed_a_ticket_on_takes_the_next_one_instead() -> None:
    async with town() as midori:
        van, sato, _ = await midori.enter("van-1"), await on_duty(midori, "desk-1"), await on_duty(midori, "desk-2")
        ring = await ringing(midori, van, sato)
        midori.clock.now_s += 5
        later = await midori.enter("van-2")
        await later.say(Enqueue("t-2", "card"))
        await later.hear(Place)
        await sato.say(PassOn(ring.call), Claim("t-1"), Claim())
        assert await sato.hear(ClaimLost) == ClaimLost("empty")
        await sato.hear(Claimed, lambda claimed: claimed.ticket == "t-2")


@pytest.mark.asyncio
async def test_a_resident_who_already_talks_is_handed_to_another_desk_and_waits_in_front() -> None:
    async with town() as midori:
        van, sato, suzuki = (
            await midori.enter("van-1"),
            await on_duty(midori, "desk-1"),
            await on_duty(midori, "desk-2"),
        )
        ring = await ringing(midori, van, sato)
        await van.say(Accept(ring.call))
        await sato.hear(Accepted)
        await sato.say(PassOn(ring.call))
        assert await van.hear(Ended) == Ended(ring.call, "passed_on")
        assert (await van.hear(Place, lambda place: place.ticket == "t-1")).ahead == 0
        await waits(suzuki, "t-1")


@pytest.mark.asyncio
async def test_nothing_is_passed_on_to_nobody_and_the_call_goes_on() -> None:
    async with town() as midori:
        van, sato = await midori.enter("van-1"), await on_duty(midori, "desk-1")
        await on_duty(midori, "desk-3")
        await midori.enter("desk-2")
        ring = await ringing(midori, van, sato)
        await sato.say(PassOn(ring.call))
        assert await sato.hear(NotPassedOn) == NotPassedOn(ring.call)
        assert await van.quiet(Ended)
        await van.say(Accept(ring.call))
        assert await sato.hear(Accepted) == Accepted(ring.call)


@pytest.mark.asyncio
async def test_a_ticket_never_goes_round_in_circles_and_is_never_left_to_nobody() -> None:
    async with town() as midori:
        van, sato, suzuki = (
            await midori.enter("van-1"),
            await on_duty(midori, "desk-1"),
            await on_duty(midori, "desk-2"),
        )
        first = await ringing(midori, van, sato)
        await sato.say(PassOn(first.call))
        await waits(suzuki, "t-1")
        await suzuki.say(Claim())
        second = await van.hear(Ring, lambda ring: ring.call != first.call)
        await suzuki.say(PassOn(second.call))
        assert await suzuki.hear(NotPassedOn) == NotPassedOn(second.call)
        tanaka = await on_duty(midori, "desk-4")
        await suzuki.say(PassOn(second.call))
        await waits(tanaka, "t-1")
        assert (await sato.hear(Queue)).lines == ()
        await tanaka.say(Duty(False))
        await waits(sato, "t-1")
        await waits(suzuki, "t-1")


@pytest.mark.asyncio
async def test_accepted_and_passed_on_at_the_same_moment_both_ends_hear_one_and_the_same_end() -> None:
    async with town() as midori:
        van, sato, suzuki = (
            await midori.enter("van-1"),
            await on_duty(midori, "desk-1"),
            await on_duty(midori, "desk-2"),
        )
        for turn in range(20):
            ticket = f"t-{turn}"
            ring = await ringing(midori, van, sato, ticket)
            passing, accepting = sato.say(PassOn(ring.call)), van.say(Accept(ring.call))
            await asyncio.gather(*((passing, accepting) if turn % 2 else (accepting, passing)))
            assert await end_of(sato, ring.call) == await end_of(van, ring.call) == Ended(ring.call, "passed_on")
            await settle(suzuki, van, ticket)


@pytest.mark.asyncio
async def test_passing_on_twice_is_answered_twice_and_leaves_the_next_desks_call_alone() -> None:
    async with town() as midori:
        van, sato, suzuki = (
            await midori.enter("van-1"),
            await on_duty(midori, "desk-1"),
            await on_duty(midori, "desk-2"),
        )
        ring = await ringing(midori, van, sato)
        await sato.say(PassOn(ring.call), PassOn(ring.call))
        assert await sato.hear(Ended) == await sato.hear(Ended) == Ended(ring.call, "passed_on")
        await waits(suzuki, "t-1")
        await suzuki.say(Claim())
        second = await van.hear(Ring, lambda heard: heard.call != ring.call)
        await sato.say(PassOn(ring.call), PassOn(second.call), Finish(ring.call, ring.epoch, "clerk"))
        assert await sato.hear(Ended) == Ended(ring.call, "passed_on")
        await van.say(Accept(second.call))
        assert await suzuki.hear(Accepted) == Accepted(second.call)
        assert await suzuki.quiet(Ended)


@pytest.mark.asyncio
async def test_only_the_desk_of_a_call_can_pass_it_on() -> None:
    async with town() as midori:
        van, sato, suzuki = (
            await midori.enter("van-1"),
            await on_duty(midori, "desk-1"),
            await on_duty(midori, "desk-2"),
        )
        ring = await ringing(midori, van, sato)
        await suzuki.say(PassOn(ring.call))
        assert await suzuki.quiet(Ended)
        assert await van.quiet(Ended)
        await van.say(PassOn(ring.call))
        assert (await van.parting())[0] == "bad_message"


@pytest.mark.asyncio
async def test_a_desk_that_was_away_when_its_wish_was_answered_learns_it_at_its_next_renewal() -> None:
    async with town() as midori:
        van, sato, _ = await midori.enter("van-1"), await on_duty(midori, "desk-1"), await on_duty(midori, "desk-2")
        ring = await ringing(midori, van, sato)
        await sato.say(PassOn(ring.call))
        await van.hear(Ended)
        await sato.socket.close()
        await van.hear(Place)
        again = await midori.enter("desk-1")
        await again.say(Renew(ring.call, ring.epoch))
        assert await again.hear(Ended) == Ended(ring.call, "passed_on")


@pytest.mark.asyncio
async def test_a_van_that_was_away_meanwhile_finds_its_old_place_and_rings_at_the_other_desk() -> None:
    async with town(replace(PLAN, limits=replace(LIMITS, silent_s=1000))) as midori:
        van, sato, suzuki = (
            await midori.enter("van-1"),
            await on_duty(midori, "desk-1"),
            await on_duty(midori, "desk-2"),
        )
        ring = await ringing(midori, van, sato)
        await van.socket.close()
        await sato.say(PassOn(ring.call))
        await waits(suzuki, "t-1")
        again = await midori.enter("van-1")
        await again.say(Enqueue("t-1", "card"))
        assert unsealed(await again.hear(Place)) == Place("t-1", 1, 0, True)
        await suzuki.say(Claim())
        assert (await again.hear(Ring)).ticket == "t-1"


@pytest.mark.asyncio
async def test_a_talk_that_was_passed_on_does_not_count_for_the_estimate() -> None:
    async with town(replace(PLAN, limits=replace(LIMITS, silent_s=1000, claim_ttl_s=1000))) as midori:
        van, sato, suzuki = (
            await midori.enter("van-1"),
            await on_duty(midori, "desk-1"),
            await on_duty(midori, "desk-2"),
        )
        for turn in range(3):
            ring = await ringing(midori, van, sato, f"t-{turn}")
            await van.say(Accept(ring.call))
            await sato.hear(Accepted)
            await sato.say(PassOn(ring.call))
            await settle(suzuki, van, f"t-{turn}")
        await van.say(Enqueue("t-9", "card"))
        assert (await van.hear(Place, lambda place: place.ticket == "t-9")).estimate_min is None
