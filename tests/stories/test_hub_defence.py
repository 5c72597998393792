"""Hostile and broken clients harm their own connection and nobody else's."""

import asyncio
import contextlib
from dataclasses import replace
from random import Random

import pytest

from kiosk.hub.engine import Presence, PresenceKind
from kiosk.hub.memory_engine import MemoryEngine
from kiosk.hub.server import Hub
from kiosk.wire.codec import encode
from kiosk.wire.hub import VERSION, Claim, Duty, Enqueue, Hello, Ping, Place, Pong, Queue, Ring, ToHub
from tests.unit.hub.town import LIMITS, PLAN, REGISTRY, Clock, Town, hello, town

WORDS_TO_BEND: tuple[ToHub, ...] = (hello("van-1"), Ping(1), Enqueue("t-1", "card"), Duty(True), Claim())


async def still_serves(midori: Town) -> None:
    """A kiosk and a desk can still meet."""
    van, desk = await midori.enter("van-4"), await midori.enter("desk-4")
    await desk.say(Duty(True))
    await van.say(Enqueue("t-serves", "card"))
    await desk.hear(Queue, lambda queue: "t-serves" in [line.ticket for line in queue.lines])
    await desk.say(Claim("t-serves"))
    assert (await van.hear(Ring)).clerk_name == "田中"
    assert await midori.health() == (200, b"")


@pytest.mark.asyncio
async def test_a_message_one_byte_too_large_is_refused() -> None:
    async with town() as midori:
        van = await midori.enter("van-1")
        await van.socket.send_bytes(bytes(65_537))
        assert await van.parting() == ("too_large", 4004)
        await still_serves(midori)


@pytest.mark.asyncio
async def test_ten_megabytes_are_not_taken_and_the_hub_serves_on() -> None:
    """The hub closes at the length in the header: most of the ten megabytes never leave the client."""
    async with town() as midori:
        van = await midori.enter("van-1")
        with contextlib.suppress(ConnectionError):
            await van.socket.send_bytes(bytes(10_000_000))
        assert (await van.parting())[1] in (4004, 1006)
        await still_serves(midori)


@pytest.mark.asyncio
async def test_the_largest_message_is_still_heard() -> None:
    async with town() as midori:
        van = await midori.enter("van-1")
        await van.socket.send_bytes(bytes(65_536))
        assert await van.parting() == ("bad_message", 4003)


@pytest.mark.asyncio
async def test_text_instead_of_bytes_is_refused() -> None:
    async with town() as midori:
        van = await midori.enter("van-1")
        await van.socket.send_str("hello")
        assert await van.parting() == ("bad_message", 4003)
        await still_serves(midori)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("name", "word"), [("van-1", Duty(True)), ("van-1", Claim()), ("desk-1", Enqueue("t", "card"))]
)
async def test_words_of_the_other_role_are_refused(name: str, word: ToHub) -> None:
    async with town() as midori:
        client = await midori.enter(name)
        await client.say(word)
        assert await client.parting() == ("bad_message", 4003)


@pytest.mark.asyncio
async def test_a_second_hello_is_refused() -> None:
    async with town() as midori:
        van = await midori.enter("van-1")
        await van.say(hello("van-1"))
        assert await van.parting() == ("bad_message", 4003)


@pytest.mark.asyncio
async def test_a_client_that_talks_too_fast_is_refused_and_may_come_back() -> None:
    async with town() as midori:
        van = await midori.enter("van-1")
        await van.say(*(Ping(n) for n in range(59)))
        await van.hear(Pong, lambda pong: pong.n == 58)
        await van.say(Ping(60))
        assert await van.parting() == ("too_fast", 4005)
        again = await midori.enter("van-1")
        for n in range(200):
            midori.clock.now_s += 0.05
            await again.say(Ping(n))
            assert (await again.hear(Pong)).n == n


@pytest.mark.asyncio
async def test_garbage_of_every_shape_leaves_the_hub_serving_others() -> None:
    """2,000 seeded messages: noise, and real words with bits turned over or their ends cut off."""
    chance = Random(20261121)
    async with town() as midori:
        for _ in range(40):
            client = await midori.knock()
            for _ in range(50):
                await client.socket.send_bytes(_garbage(chance))
            assert (await client.parting())[1] in range(4000, 4100)
        await still_serves(midori)


def _garbage(chance: Random) -> bytes:
    if chance.random() < 0.4:
        return chance.randbytes(chance.randrange(0, 300))
    raw = bytearray(encode(chance.choice(WORDS_TO_BEND)))
    for _ in range(chance.randrange(1, 4)):
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return bytes(raw[: chance.randrange(1, len(raw) + 1)])


@pytest.mark.asyncio
async def test_garbage_inside_a_session_ends_that_session_and_not_its_ticket() -> None:
    chance = Random(7)
    async with town() as midori:
        for _ in range(40):
            van = await midori.enter("van-1")
            await van.say(Enqueue("t-1", "card"))
            assert (await van.hear(Place)).number == 1
            await van.socket.send_bytes(b"\xc1" + chance.randbytes(40))
            assert await van.parting() == ("bad_message", 4003)
        await still_serves(midori)


@pytest.mark.asyncio
async def test_guessers_wait_while_the_right_token_passes_at_once() -> None:
    """The first wrong tokens wait milliseconds here and the last ones days; nobody gives the hub days."""
    async with town(replace(PLAN, limits=replace(LIMITS, throttle_first_s=0.001, throttle_max_s=10_000))) as midori:
        for _ in range(3):
            guesser = await midori.knock()
            await guesser.say(Hello(VERSION, "kiosk", "van-1", "a-wrong-token-0123456789"))
            assert await guesser.parting() == ("bad_token", 4001)
        held_back = [await midori.knock() for _ in range(25)]
        for guesser in held_back:
            await guesser.say(Hello(VERSION, "kiosk", "van-1", "a-wrong-token-0123456789"))
        async with asyncio.timeout(2):
            await midori.enter("van-1")
        partings = [asyncio.ensure_future(guesser.parting()) for guesser in held_back]
        await midori.hub.stop()
        assert ("shutting_down", 4008) in [await parting for parting in partings]


@pytest.mark.asyncio
async def test_a_crowd_of_guessers_is_let_go_so_that_sockets_stay_free() -> None:
    limits = replace(LIMITS, throttle_first_s=1000, throttle_max_s=1000, max_held_back=0)
    async with town(replace(PLAN, limits=limits)) as midori:
        guesser = await midori.knock()
        await guesser.say(Hello(VERSION, "kiosk", "van-1", "a-wrong-token-0123456789"))
        assert await guesser.parting() == ("bad_token", 4001)


@pytest.mark.asyncio
async def test_a_client_that_takes_nothing_is_cut_off_and_the_others_do_not_notice() -> None:
    limits = replace(LIMITS, messages_per_s=1e9, burst=10**9, max_unsent=8)
    async with town(replace(PLAN, city_toml="x" * 60_000, limits=limits)) as midori:
        van = await midori.enter("van-1")
        connection = van.socket._response.connection
        assert connection is not None and isinstance(connection.transport, asyncio.Transport)
        connection.transport.pause_reading()
        with pytest.raises(ConnectionError):
            while True:
                await van.say(*(Ping(n) for n in range(200)))
                await asyncio.sleep(0)
        await still_serves(midori)


class BrokenEngine(MemoryEngine):
    """An engine whose presence fails once it is told to, and which says that it is unwell."""

    broken = False

    async def presence_put(self, kind: PresenceKind, presence: Presence, ttl_s: float) -> None:
        if self.broken and presence.id == "van-1":
            raise OSError("disk of the engine is gone")
        await super().presence_put(kind, presence, ttl_s)

    async def health(self) -> str:
        return "disk" if self.broken else ""


@pytest.mark.asyncio
async def test_a_fault_inside_the_hub_ends_one_session_and_shows_in_its_health() -> None:
    async with town() as midori:
        clock = Clock()
        engine = BrokenEngine(clock.hub_clock().monotonic)
        hub = Hub(replace(PLAN, registry=REGISTRY), engine, clock.hub_clock())
        await hub.start()
        try:
            midori.hub, whole = hub, midori.hub
            van, desk = await midori.enter("van-1"), await midori.enter("desk-1")
            engine.broken = True
            await van.say(Ping(1))
            assert await van.parting() == (None, 1011)
            await desk.say(Ping(2))
            assert await desk.hear(Pong) == Pong(2)
            assert await midori.health() == (503, b"")
        finally:
            midori.hub = whole
            await hub.stop()


@pytest.mark.asyncio
async def test_two_hundred_silent_sockets_do_not_keep_a_desk_waiting() -> None:
    async with town(replace(PLAN, limits=replace(LIMITS, hello_s=0.5))) as midori:
        silent = [await midori.knock() for _ in range(200)]
        await still_serves(midori)
        assert {(await client.parting()) for client in silent} == {("hello_late", 4006)}
