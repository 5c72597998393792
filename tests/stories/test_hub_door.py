"""Who is let in by the hub and who is not."""

import asyncio
from dataclasses import replace

import aiohttp
import pytest

from kiosk.hub.server import Hub
from kiosk.wire.hub import VERSION, Hello, Ping, Pong, Vans, Welcome
from tests.unit.hub.town import LIMITS, PLAN, hello, town


@pytest.mark.asyncio
async def test_a_kiosk_and_a_desk_are_welcomed_with_the_city_and_see_each_other() -> None:
    async with town() as midori:
        van = await midori.knock()
        await van.say(hello("van-1"))
        assert await van.hear(Welcome) == Welcome(VERSION, "normal", PLAN.city_toml, "r1")
        desk = await midori.knock()
        await desk.say(hello("desk-1"))
        welcome = await desk.hear(Welcome)
        assert (welcome.clerk, welcome.clerk_name, welcome.section) == ("clerk-1", "佐藤", "citizens")
        vans = await desk.hear(Vans)
        assert [(line.device, line.stop, line.busy) for line in vans.lines] == [("van-1", "temple", False)]
        await van.socket.close()
        assert (await desk.hear(Vans)).lines == ()


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("wrong", "code", "close_code"),
    [
        ({"version": VERSION + 1}, "bad_version", 4000),
        ({"token": "another-token-0123456789"}, "bad_token", 4001),
        ({"device": "van-99"}, "bad_token", 4001),
        ({"role": "desk"}, "bad_token", 4001),
        ({"profile": "measure"}, "profile_not_allowed", 4007),
    ],
)
async def test_a_wrong_hello_is_refused_with_its_reason(wrong: dict[str, object], code: str, close_code: int) -> None:
    async with town() as midori:
        client = await midori.knock()
        fields = {name: getattr(hello("van-1"), name) for name in Hello.__struct_fields__}
        await client.say(Hello(**(fields | wrong)))
        assert await client.parting() == (code, close_code)
        await midori.enter("van-1")


@pytest.mark.asyncio
async def test_a_profile_that_the_plan_does_not_have_is_refused() -> None:
    async with town(replace(PLAN, profiles=frozenset({"normal"}))) as midori:
        client = await midori.knock()
        await client.say(hello("van-m", "measure"))
        assert await client.parting() == ("profile_not_allowed", 4007)


@pytest.mark.asyncio
async def test_a_socket_that_says_nothing_is_closed() -> None:
    async with town(replace(PLAN, limits=replace(LIMITS, hello_s=0.05))) as midori:
        assert await (await midori.knock()).parting() == ("hello_late", 4006)


@pytest.mark.asyncio
async def test_a_first_word_that_is_no_hello_is_refused() -> None:
    async with town() as midori:
        client = await midori.knock()
        await client.say(Ping(1))
        assert await client.parting() == ("bad_message", 4003)


@pytest.mark.asyncio
async def test_a_second_kiosk_with_the_same_token_is_refused_while_the_first_one_lives() -> None:
    async with town() as midori:
        first = await midori.enter("van-1")
        second = await midori.knock()
        await second.say(hello("van-1"))
        assert await second.parting() == ("already_connected", 4002)
        await first.say(Ping(5))
        assert await first.hear(Pong) == Pong(5)


@pytest.mark.asyncio
async def test_a_device_that_lost_its_first_connection_takes_it_over_after_six_seconds() -> None:
    async with town() as midori:
        first = await midori.enter("van-1")
        midori.clock.now_s += 6.5
        second = await midori.enter("van-1")
        assert await first.parting() == ("already_connected", 4002)
        desk = await midori.enter("desk-1")
        await desk.hear(Vans, lambda vans: len(vans.lines) == 1)
        await second.say(Ping(5))
        assert await second.hear(Pong) == Pong(5)


@pytest.mark.asyncio
async def test_a_session_that_falls_silent_is_dropped_and_the_van_disappears() -> None:
    async with town() as midori:
        van, desk = await midori.enter("van-1"), await midori.enter("desk-1")
        await desk.hear(Vans, lambda vans: len(vans.lines) == 1)
        midori.clock.now_s += 10
        await desk.say(Ping(1))
        await desk.hear(Pong)
        midori.clock.now_s += 6
        assert await van.parting() == (None, 1001)
        assert (await desk.hear(Vans)).lines == ()


@pytest.mark.asyncio
async def test_stopping_tells_everybody_within_two_seconds() -> None:
    async with town() as midori:
        clients = [await midori.enter("van-1"), await midori.enter("desk-1"), await midori.knock()]
        assert await midori.health() == (200, b"")
        partings = [asyncio.ensure_future(client.parting()) for client in clients]
        async with asyncio.timeout(2):
            await midori.hub.stop()
        assert [await parting for parting in partings] == [("shutting_down", 4008)] * 3


@pytest.mark.asyncio
async def test_a_hub_that_is_full_lets_nobody_else_in() -> None:
    async with town(replace(PLAN, limits=replace(LIMITS, max_connections=1))) as midori:
        await midori.enter("van-1")
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await midori.knock()
        assert refused.value.status == 503


@pytest.mark.asyncio
async def test_a_hub_whose_port_is_taken_says_so_and_leaves_nothing_open() -> None:
    async with town() as midori:
        with pytest.raises(OSError):
            await Hub(replace(PLAN, port=midori.hub.port)).start()
        assert await midori.health() == (200, b"")
