"""Connections come and go under one call: pictures go on, what is stale is ignored, nothing piles up."""

import pytest

from kiosk.domain.ids import EYES
from kiosk.media.events import Connected, ConnectionLost, PeerSaid, SignalOut
from kiosk.wire.peer import Held
from tests.media.in_hand import in_hand, settled
from tests.media.pair import Pair, pair

GENERATIONS = 20


@pytest.mark.asyncio
async def test_a_new_generation_replaces_the_old_one_and_pictures_go_on() -> None:
    async with pair() as both:
        await both.connect(1)
        await both.desk.screens["face"].shows(both.kiosk.cameras["face"].grey)
        old = both.desk.connection
        await both.connect(2)
        assert old.connectionState == "closed"
        assert both.desk.screens["face"].slot.newest() is not None, "the last picture stays until a newer one comes"
        for eye in EYES:
            await both.desk.screens[eye].shows(both.kiosk.cameras[eye].grey, times=3)
        assert both.kiosk.media.send(Held(on=True))
        await both.desk.hears(PeerSaid, lambda said: said.message == Held(on=True))
        assert [event.generation for event in both.desk.all(Connected)] == [1, 2]


@pytest.mark.asyncio
async def test_signals_of_a_generation_that_is_over_change_nothing() -> None:
    async with pair() as both:
        await both.connect(1)
        await both.connect(2)
        stale_offer, stale_answer = both.kiosk.all(SignalOut)[0], both.desk.all(SignalOut)[0]
        standing = both.kiosk.connection, both.desk.connection
        before = len(both.desk.all(SignalOut))
        await both.desk.media.signal(1, "offer", stale_offer.sdp)
        await both.desk.media.signal(2, "offer", stale_offer.sdp)
        await both.kiosk.media.signal(1, "answer", stale_answer.sdp)
        await both.kiosk.media.signal(3, "answer", stale_answer.sdp)
        assert (both.kiosk.connection, both.desk.connection) == standing
        assert len(both.desk.all(SignalOut)) == before
        await both.desk.screens["face"].shows(both.kiosk.cameras["face"].grey, times=3)
        assert not both.kiosk.all(ConnectionLost)


@pytest.mark.asyncio
async def test_an_answer_that_is_delivered_twice_does_not_end_the_call() -> None:
    async with pair() as both:
        await both.connect(1)
        await both.kiosk.media.signal(1, "answer", both.desk.all(SignalOut)[0].sdp)
        await both.desk.screens["face"].shows(both.kiosk.cameras["face"].grey, times=3)
        assert not both.kiosk.all(ConnectionLost)


@pytest.mark.asyncio
async def test_a_second_call_begins_again_with_generation_one() -> None:
    async with pair() as both:
        await both.connect(1)
        await both.connect(2)
        await both.end()
        for end in (both.kiosk, both.desk):
            end.events.clear()
        await both.connect(1)
        await both.kiosk.screens["face"].shows(both.desk.cameras["face"].grey)


async def pictures_both_ways(both: Pair) -> None:
    await both.desk.screens["document"].shows(both.kiosk.cameras["document"].grey)
    await both.kiosk.screens["document"].shows(both.desk.cameras["document"].grey)


@pytest.mark.asyncio
async def test_the_end_of_a_call_leaves_no_thread_no_task_and_no_socket() -> None:
    async with pair() as both:
        before = in_hand()
        await both.connect()
        await pictures_both_ways(both)
        during = in_hand()
        assert during.decoders == 6 and during.tasks > before.tasks, "the measure measures"
        assert during.open_files > before.open_files or before.open_files == 0
        await both.end()
        assert await settled(before), in_hand()


@pytest.mark.asyncio
async def test_twenty_generations_cost_no_more_than_one() -> None:
    async with pair() as both:
        for number in range(1, GENERATIONS + 1):
            await both.connect(number)
            if number == 1:
                await pictures_both_ways(both)
                one = in_hand()
        await pictures_both_ways(both)
        assert await settled(one), in_hand()
