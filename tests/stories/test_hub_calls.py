"""A call from the kiosk's wish to the clerk's record, as the hub sees it."""

import asyncio
from dataclasses import replace

import pytest

from kiosk.wire.hub import (
    Accept,
    Accepted,
    Cancel,
    Claim,
    Claimed,
    ClaimLost,
    Duty,
    Ended,
    Enqueue,
    Finish,
    IceServer,
    NoPlace,
    Place,
    Profile,
    Queue,
    Renew,
    Ring,
    Serving,
    SetAside,
    Signal,
    Vans,
)
from tests.unit.hub.town import LIMITS, PLAN, Client, Town, town, unsealed


async def desk_on_duty(midori: Town, name: str = "desk-1", profile: Profile = "normal") -> Client:
    desk = await midori.enter(name, profile)
    await desk.say(Duty(True))
    return desk


async def ringing(midori: Town) -> tuple[Client, Client, Ring]:
    """A kiosk and a desk with a call that rings."""
    van, desk = await midori.enter("van-1"), await desk_on_duty(midori)
    await van.say(Enqueue("t-1", "card"))
    await desk.hear(Queue, lambda queue: len(queue.lines) == 1)
    await desk.say(Claim())
    return van, desk, await van.hear(Ring)


async def talking(midori: Town) -> tuple[Client, Client, Ring]:
    """The same, and the resident is there."""
    van, desk, ring = await ringing(midori)
    await van.say(Accept(ring.call))
    await desk.hear(Accepted)
    return van, desk, ring


@pytest.mark.asyncio
async def test_a_kiosk_asks_a_clerk_answers_they_talk_and_the_outcome_is_read() -> None:
    ice = (IceServer("turn:turn.example:3478", "user", "secret"),)
    async with town(replace(PLAN, ice=ice)) as midori:
        van, desk = await midori.enter("van-1"), await desk_on_duty(midori)
        await van.hear(Serving)
        await van.say(Enqueue("t-1", "card"))
        assert unsealed(await van.hear(Place, lambda place: place.staffed)) == Place("t-1", 1, 0, True, None)
        assert await van.hear(Serving) == Serving(None, 1)
        (line,) = (await desk.hear(Queue, lambda queue: len(queue.lines) == 1)).lines
        assert (line.ticket, line.number, line.topic, line.stop, line.waited_s) == ("t-1", 1, "card", "temple", 0)

        await desk.say(Claim("t-1"))
        ring, claimed = await van.hear(Ring), await desk.hear(Claimed)
        assert ring == Ring(claimed.call, claimed.epoch, "t-1", "佐藤", "citizens", ice)
        assert (claimed.ticket, claimed.number, claimed.topic, claimed.stop) == ("t-1", 1, "card", "temple")
        assert claimed.ice == ice
        assert await van.hear(Serving) == Serving(1, None)
        assert (await desk.hear(Vans, lambda vans: vans.lines[0].busy)).lines[0].device == "van-1"
        assert (await desk.hear(Queue)).lines == ()

        await van.say(Signal(ring.call, 1, "offer", "sdp-o"))
        assert await desk.hear(Signal) == Signal(ring.call, 1, "offer", "sdp-o")
        await desk.say(Signal(ring.call, 1, "answer", "sdp-a"))
        assert await van.hear(Signal) == Signal(ring.call, 1, "answer", "sdp-a")
        await van.say(Accept(ring.call))
        assert await desk.hear(Accepted) == Accepted(ring.call)

        await desk.say(Finish(ring.call, ring.epoch, "clerk", "solved"))
        assert await van.hear(Ended) == Ended(ring.call, "clerk", "solved")
        assert await van.hear(Serving) == Serving(None, None)


@pytest.mark.asyncio
async def test_of_two_desks_answering_at_the_same_instant_one_wins_and_the_other_learns_who() -> None:
    async with town() as midori:
        van = await midori.enter("van-1")
        desks = {"佐藤": await desk_on_duty(midori, "desk-1"), "鈴木": await desk_on_duty(midori, "desk-2")}
        for turn in range(20):
            await van.say(Enqueue(f"t-{turn}", "card"))
            for desk in desks.values():
                await desk.hear(Queue, lambda queue: len(queue.lines) == 1)
            await asyncio.gather(*(desk.say(Claim(f"t-{turn}")) for desk in desks.values()))
            ring = await van.hear(Ring)
            winner = desks[ring.clerk_name]
            (loser,) = (desk for desk in desks.values() if desk is not winner)
            assert (await winner.hear(Claimed)).call == ring.call
            assert await loser.hear(ClaimLost) == ClaimLost("taken", ring.clerk_name)
            assert await loser.quiet(Claimed)
            await winner.say(Finish(ring.call, ring.epoch, "clerk"))
            await van.hear(Ended)
            midori.clock.now_s += 1


@pytest.mark.asyncio
async def test_a_desk_that_is_busy_or_off_duty_or_finds_nothing_is_told_so() -> None:
    async with town() as midori:
        idle = await midori.enter("desk-2")
        await idle.say(Claim())
        assert await idle.hear(ClaimLost) == ClaimLost("busy")
        await idle.say(Duty(True), Claim())
        assert await idle.hear(ClaimLost) == ClaimLost("empty")
        _, desk, _ = await ringing(midori)
        await desk.say(Claim())
        assert await desk.hear(ClaimLost) == ClaimLost("busy")


@pytest.mark.asyncio
async def test_each_section_sees_and_answers_only_its_own_tickets() -> None:
    async with town() as midori:
        van, tax = await midori.enter("van-1"), await desk_on_duty(midori, "desk-3")
        await van.say(Enqueue("t-1", "card"))
        assert not (await van.hear(Place)).staffed
        await tax.say(Claim("t-1"), Claim())
        assert await tax.hear(ClaimLost) == ClaimLost("empty")
        assert await tax.hear(ClaimLost) == ClaimLost("empty")
        assert (await tax.hear(Queue)).lines == ()


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("van_profile", "desk_profile"), [("measure", "normal"), ("normal", "demo"), ("demo", "measure")]
)
async def test_profiles_never_pair(van_profile: Profile, desk_profile: Profile) -> None:
    async with town() as midori:
        van = await midori.enter("van-m" if van_profile == "measure" else "van-1", van_profile)
        desk = await desk_on_duty(midori, "desk-m" if desk_profile == "measure" else "desk-1", desk_profile)
        await van.say(Enqueue("t-1", "card"))
        assert not (await van.hear(Place)).staffed
        await desk.say(Claim("t-1"))
        assert await desk.hear(ClaimLost) == ClaimLost("empty")
        assert (await desk.hear(Queue)).lines == ()
        assert (await desk.hear(Vans)).lines == ()


@pytest.mark.asyncio
async def test_a_measuring_van_and_a_measuring_desk_pair() -> None:
    async with town() as midori:
        van, desk = await midori.enter("van-m", "measure"), await desk_on_duty(midori, "desk-m", "measure")
        await van.say(Enqueue("t-1", "card"))
        await desk.hear(Queue, lambda queue: len(queue.lines) == 1)
        await desk.say(Claim())
        assert (await van.hear(Ring)).call == (await desk.hear(Claimed)).call


@pytest.mark.asyncio
async def test_places_move_up_and_numbers_rise_until_the_day_ends() -> None:
    async with town() as midori:
        vans = [await midori.enter(f"van-{n}") for n in (1, 2, 3)]
        for n, van in enumerate(vans):
            midori.clock.now_s += 1
            await van.say(Enqueue(f"t-{n}", "card"))
            place = await van.hear(Place)
            assert (place.number, place.ahead) == (n + 1, n)
        await vans[0].say(Cancel("t-0"))
        assert (await vans[2].hear(Place)).ahead == 1
        midori.clock.day = midori.clock.day.replace(day=22)
        await vans[0].say(Enqueue("t-next-day", "card"))
        assert (await vans[0].hear(Place)).number == 1


@pytest.mark.asyncio
async def test_a_kiosk_has_one_ticket_and_repeating_it_changes_nothing() -> None:
    async with town() as midori:
        van = await midori.enter("van-1")
        await van.say(Enqueue("t-1", "card"))
        place = await van.hear(Place)
        await van.say(Enqueue("t-1", "card"))
        assert await van.hear(Place) == place
        await van.say(Enqueue("t-2", "card"), Enqueue("t-3", "fishing"))
        assert await van.hear(NoPlace) == NoPlace("t-2", "too_many")
        assert await van.hear(NoPlace) == NoPlace("t-3", "unknown_topic")


@pytest.mark.asyncio
async def test_a_ticket_set_aside_is_not_offered_until_the_resident_asks_again_and_keeps_its_place() -> None:
    async with town() as midori:
        van, desk, ring = await ringing(midori)
        midori.clock.now_s += 5
        later = await midori.enter("van-2")
        await later.say(Enqueue("t-2", "card"))
        await van.say(SetAside(ring.call))
        assert await desk.hear(Ended) == Ended(ring.call, "set_aside")
        await desk.hear(Queue, lambda queue: [line.ticket for line in queue.lines] == ["t-2"])
        await desk.say(Claim("t-1"))
        assert await desk.hear(ClaimLost) == ClaimLost("empty")
        await van.say(Enqueue("t-1", "card"))
        assert unsealed(await van.hear(Place)) == Place("t-1", 1, 0, True)
        queue = await desk.hear(Queue, lambda queue: len(queue.lines) == 2)
        assert [(line.ticket, line.waited_s) for line in queue.lines] == [("t-1", 5), ("t-2", 0)]


@pytest.mark.asyncio
async def test_signals_pass_only_between_the_two_parties_and_never_go_back_a_generation() -> None:
    async with town() as midori:
        van, desk, ring = await ringing(midori)
        stranger = await desk_on_duty(midori, "desk-2")
        await stranger.say(Signal(ring.call, 9, "answer", "sdp-x"), Finish(ring.call, ring.epoch, "clerk"))
        assert await stranger.quiet(Signal)
        await van.say(Signal(ring.call, 2, "offer", "two"), Signal(ring.call, 1, "offer", "one"))
        await van.say(Signal(ring.call, 2, "offer", "two again"), Signal(ring.call, 3, "offer", "three"))
        assert [(await desk.hear(Signal)).sdp for _ in range(3)] == ["two", "two again", "three"]
        assert await van.quiet(Signal)
        assert await van.quiet(Ended)


@pytest.mark.asyncio
async def test_finish_may_be_repeated_a_stale_one_is_ignored_and_the_clerk_may_add_the_outcome_once() -> None:
    async with town() as midori:
        van, desk, ring = await talking(midori)
        await van.say(Finish(ring.call, ring.epoch - 1, "resident"))
        assert await van.quiet(Ended)
        await van.say(Finish(ring.call, ring.epoch, "resident", "made-up"))
        assert await desk.hear(Ended) == Ended(ring.call, "resident")
        await van.say(Finish(ring.call, ring.epoch, "resident"))
        await desk.say(Finish(ring.call, ring.epoch, "resident", "solved"))
        assert await van.hear(Ended) == Ended(ring.call, "resident", "solved")
        await desk.say(Finish(ring.call, ring.epoch, "resident", "other"))
        assert await desk.quiet(Ended)
        assert await van.quiet(Ended)
        assert midori.hub.outcomes == {"solved": 1}


@pytest.mark.asyncio
async def test_a_resident_who_goes_back_while_the_clerk_answers_ends_the_ringing() -> None:
    async with town() as midori:
        van, desk, ring = await ringing(midori)
        await van.say(Cancel("t-1"))
        assert await desk.hear(Ended) == Ended(ring.call, "resident")
        await van.say(Enqueue("t-2", "card"))
        await van.hear(Place, lambda place: place.ticket == "t-2")


@pytest.mark.asyncio
async def test_a_dropped_line_does_not_end_the_call_and_the_device_is_party_of_it_again() -> None:
    async with town() as midori:
        van, desk, ring = await talking(midori)
        await van.socket.close()
        await desk.hear(Vans, lambda vans: vans.lines == ())
        again = await midori.enter("van-1")
        await again.say(Signal(ring.call, 2, "offer", "after the tunnel"))
        assert (await desk.hear(Signal)).sdp == "after the tunnel"
        await desk.socket.close()
        desk_again = await midori.enter("desk-1")
        assert (await desk_again.hear(Claimed)).call == ring.call
        assert await desk_again.hear(Accepted) == Accepted(ring.call)
        assert await again.quiet(Ended)


@pytest.mark.asyncio
async def test_a_kiosk_that_was_away_when_the_clerk_answered_rings_when_it_is_back() -> None:
    async with town() as midori:
        van, desk = await midori.enter("van-1"), await desk_on_duty(midori)
        await van.say(Enqueue("t-1", "card"))
        await desk.hear(Queue, lambda queue: len(queue.lines) == 1)
        await van.socket.close()
        await desk.say(Claim())
        claimed = await desk.hear(Claimed)
        assert (await (await midori.enter("van-1")).hear(Ring)).call == claimed.call


@pytest.mark.asyncio
async def test_an_end_that_was_away_when_its_call_ended_learns_it_at_its_next_renewal() -> None:
    async with town() as midori:
        van, desk, ring = await talking(midori)
        await van.socket.close()
        await desk.say(Finish(ring.call, ring.epoch, "lost", "call-back"))
        assert await desk.quiet(Ended)
        again = await midori.enter("van-1")
        await again.say(Renew(ring.call, ring.epoch))
        assert await again.hear(Ended) == Ended(ring.call, "lost", "call-back")


@pytest.mark.asyncio
async def test_a_call_that_nobody_renews_is_lost_and_the_resident_gets_the_old_place_back() -> None:
    async with town(replace(PLAN, limits=replace(LIMITS, silent_s=1000))) as midori:
        van, desk, ring = await talking(midori)
        midori.clock.now_s += 140
        await desk.say(Renew(ring.call, ring.epoch))
        assert await desk.quiet(Ended)
        midori.clock.now_s += 140
        assert await desk.quiet(Ended)
        midori.clock.now_s += 11
        assert await desk.hear(Ended) == Ended(ring.call, "lost")
        assert await van.hear(Ended) == Ended(ring.call, "lost")
        await van.say(Enqueue("t-1", "card"))
        assert (await van.hear(Place)).number == 1


@pytest.mark.asyncio
async def test_a_kiosk_that_vanishes_keeps_its_ticket_for_two_minutes() -> None:
    async with town(replace(PLAN, limits=replace(LIMITS, silent_s=1000))) as midori:
        van, desk = await midori.enter("van-1"), await midori.enter("desk-1")
        await van.say(Enqueue("t-1", "card"))
        await van.hear(Place)
        await van.socket.close()
        await desk.hear(Vans, lambda vans: vans.lines == ())
        midori.clock.now_s += 119
        van = await midori.enter("van-1")
        assert (await van.hear(Place)).number == 1
        await van.socket.close()
        await desk.hear(Vans, lambda vans: vans.lines == ())
        await desk.hear(Queue, lambda queue: len(queue.lines) == 1)
        midori.clock.now_s += 121
        assert (await desk.hear(Queue)).lines == ()


@pytest.mark.asyncio
async def test_a_kiosk_that_lost_its_memory_gets_a_new_ticket_and_the_old_call_is_lost() -> None:
    async with town() as midori:
        van, desk, ring = await talking(midori)
        await van.socket.close()
        await desk.hear(Vans, lambda vans: vans.lines == ())
        restarted = await midori.enter("van-1")
        await restarted.say(Enqueue("t-2", "card"))
        assert await desk.hear(Ended) == Ended(ring.call, "lost")
        assert (await restarted.hear(Place)).ticket == "t-2"


@pytest.mark.asyncio
async def test_the_estimate_is_silent_until_three_calls_have_ended_and_then_honest() -> None:
    async with town(replace(PLAN, limits=replace(LIMITS, silent_s=1000, claim_ttl_s=1000))) as midori:
        van, desk = await midori.enter("van-1"), await desk_on_duty(midori)
        for turn, length_s in enumerate((60, 400, 200)):
            await van.say(Enqueue(f"t-{turn}", "card"))
            assert (await van.hear(Place)).estimate_min is None
            await desk.say(Claim(f"t-{turn}"))
            ring = await van.hear(Ring)
            await van.say(Accept(ring.call))
            await desk.hear(Accepted)
            midori.clock.now_s += length_s
            await desk.say(Finish(ring.call, ring.epoch, "clerk", "solved"))
            await van.hear(Ended)
        await van.say(Enqueue("t-9", "card"))
        assert (await van.hear(Place)).estimate_min == 4
        await desk.say(Duty(False))
        assert unsealed(await van.hear(Place)) == Place("t-9", 4, 0, False, None)


@pytest.mark.asyncio
async def test_a_new_wish_takes_the_place_of_a_ticket_that_was_set_aside() -> None:
    async with town() as midori:
        van, desk, ring = await ringing(midori)
        await van.say(SetAside(ring.call), Enqueue("t-2", "moving"))
        assert (await van.hear(Place, lambda place: place.ticket == "t-2")).ahead == 0
        await desk.hear(Queue, lambda queue: [line.ticket for line in queue.lines] == ["t-2"])


@pytest.mark.asyncio
async def test_a_kiosk_that_asks_again_with_a_ticket_that_led_to_a_call_hears_of_that_call() -> None:
    async with town() as midori:
        van, desk, ring = await ringing(midori)
        await van.say(Enqueue("t-1", "card"))
        assert await van.hear(Ring) == ring
        await desk.say(Finish(ring.call, ring.epoch, "clerk", "solved"))
        ended = await van.hear(Ended)
        await van.say(Enqueue("t-1", "card"))
        assert await van.hear(Ended) == ended
        await van.say(Accept(ring.call))
        assert await van.hear(Ended) == ended
        assert (await desk.hear(Queue)).lines == ()


@pytest.mark.asyncio
async def test_nobody_can_end_or_cancel_what_belongs_to_others() -> None:
    async with town() as midori:
        van, desk, ring = await talking(midori)
        thief = await midori.enter("van-2")
        await thief.say(Cancel("t-1"), Accept(ring.call), SetAside(ring.call), Renew(ring.call, ring.epoch))
        await van.say(SetAside(ring.call))
        assert await thief.quiet(Ended)
        assert await van.quiet(Ended)
        assert await desk.quiet(Ended)
