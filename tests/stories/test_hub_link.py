"""The link that devices use, against a real hub and against hubs that misbehave."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from random import Random

import pytest
from aiohttp import WSMsgType, web

from kiosk.hub.server import Hub
from kiosk.link.client import UNSENT_MAX, Link
from kiosk.link.events import HubSaid, LinkDown, LinkEvent, LinkUp
from kiosk.link.plan import LinkPlan
from kiosk.wire.codec import BadMessage, encode
from kiosk.wire.hub import Claim, Claimed, Duty, Enqueue, Hello, Ping, Place, Queue, Ring, Signal, Welcome
from tests.unit.hub.town import PLAN, M, hello, town

PATIENCE_S = 10.0


class Device:
    """A link whose events are kept until the story asks for them."""

    def __init__(self, plan: LinkPlan) -> None:
        self.events: asyncio.Queue[LinkEvent] = asyncio.Queue()
        self.link = Link(plan, self.events.put_nowait, Random(1))

    async def next(self) -> LinkEvent:
        async with asyncio.timeout(PATIENCE_S):
            return await self.events.get()

    async def until(self, wanted: LinkEvent) -> None:
        while await self.next() != wanted:
            pass

    async def hear(self, kind: type[M], where: Callable[[M], bool] = lambda _: True) -> M:
        while True:
            event = await self.next()
            if isinstance(event, HubSaid) and isinstance(event.message, kind) and where(event.message):
                return event.message


@asynccontextmanager
async def device(plan: LinkPlan) -> AsyncIterator[Device]:
    """A device whose link runs, and is closed in less than a second at the end."""
    one = Device(plan)
    running = asyncio.create_task(one.link.run())
    try:
        yield one
    finally:
        async with asyncio.timeout(1):
            await one.link.close()
        await running


def plan(port: int, name: str = "van-1") -> LinkPlan:
    return LinkPlan(
        f"ws://127.0.0.1:{port}/v1",
        hello(name),
        retry_min_s=0.02,
        retry_max_s=0.1,
        refused_s=0.02,
        hopeless_s=0.02,
        ping_s=0.1,
        silent_s=0.5,
    )


@asynccontextmanager
async def odd_hub(talk: Callable[[web.WebSocketResponse], Awaitable[None]]) -> AsyncIterator[int]:
    """A server that welcomes and then does what the story says; gives its port."""

    async def connection(request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(timeout=0.1)
        await socket.prepare(request)
        await socket.receive_bytes()
        await talk(socket)
        return socket

    app = web.Application()
    app.router.add_get("/v1", connection)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()


WELCOME = encode(Welcome(1, "normal", "", "r1"))


@pytest.mark.asyncio
async def test_a_kiosk_and_a_desk_meet_over_their_links() -> None:
    async with town() as midori, device(plan(midori.hub.port)) as van, device(plan(midori.hub.port, "desk-1")) as desk:
        assert await van.next() == LinkUp()
        assert isinstance(await van.hear(Welcome), Welcome)
        await desk.until(LinkUp())
        assert desk.link.send(Duty(True))
        assert van.link.send(Enqueue("t-1", "card"))
        assert (await van.hear(Place)).number == 1
        await desk.hear(Queue, lambda queue: len(queue.lines) == 1)
        assert desk.link.send(Claim())
        ring, claimed = await van.hear(Ring), await desk.hear(Claimed)
        assert ring.call == claimed.call
        assert van.link.send(Signal(ring.call, 1, "offer", "v" * 32_000))
        assert len((await desk.hear(Signal)).sdp) == 32_000


@pytest.mark.asyncio
async def test_when_the_hub_is_stopped_and_started_again_the_link_comes_back_and_so_does_the_ticket() -> None:
    first = Hub(PLAN)
    await first.start()
    async with device(plan(first.port)) as van:
        await van.until(LinkUp())
        await first.stop()
        await van.until(LinkDown("shutting_down"))
        assert not van.link.send(Ping(1))
        await van.until(LinkDown())
        second = Hub(replace(PLAN, port=first.port))
        await second.start()
        try:
            await van.until(LinkUp())
            assert van.link.send(Enqueue("t-1", "card"))
            assert (await van.hear(Place)).ticket == "t-1"
        finally:
            await second.stop()


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("wrong", "code"), [({"token": "another-token-0123456789"}, "bad_token"), ({"version": 99}, "bad_version")]
)
async def test_a_refused_link_says_why_once_and_tries_on(wrong: dict[str, object], code: str) -> None:
    fields = {name: getattr(hello("van-1"), name) for name in Hello.__struct_fields__} | wrong
    async with town() as midori:
        refused = replace(plan(midori.hub.port), hello=Hello(**fields))
        async with device(refused) as van:
            assert await van.next() == LinkDown(code)
            await midori.hub.stop()
            assert await van.next() == LinkDown()


@pytest.mark.asyncio
async def test_a_second_link_with_the_same_token_takes_over_when_the_first_one_closes() -> None:
    async with town() as midori, device(plan(midori.hub.port)) as first:
        await first.until(LinkUp())
        async with device(plan(midori.hub.port)) as second:
            assert await second.next() == LinkDown("already_connected")
            await first.link.close()
            assert await second.next() == LinkUp()


@pytest.mark.asyncio
async def test_a_hub_that_falls_silent_is_left_and_tried_again() -> None:
    connections = 0

    async def talk(socket: web.WebSocketResponse) -> None:
        nonlocal connections
        connections += 1
        await socket.send_bytes(WELCOME)
        while (await socket.receive()).type is WSMsgType.BINARY:
            pass

    async with odd_hub(talk) as port, device(plan(port)) as van:
        await van.until(LinkUp())
        await van.until(LinkDown())
        await van.until(LinkUp())
        assert connections == 2


@pytest.mark.asyncio
@pytest.mark.parametrize("noise", [b"\xc1garbage", bytes(70_000), encode(Ping(1))])
async def test_a_hub_that_is_not_understood_is_left_and_tried_again(noise: bytes) -> None:
    async def talk(socket: web.WebSocketResponse) -> None:
        await socket.send_bytes(WELCOME)
        await socket.send_bytes(noise)
        await socket.receive()

    async with odd_hub(talk) as port, device(plan(port)) as van:
        for _ in range(2):
            await van.until(LinkUp())
            assert isinstance(await van.next(), HubSaid)
            assert await van.next() == LinkDown()


@pytest.mark.asyncio
async def test_a_burst_that_no_line_can_take_costs_the_line_and_nothing_else() -> None:
    async with town() as midori, device(plan(midori.hub.port)) as van:
        await van.until(LinkUp())
        taken = [van.link.send(Ping(n)) for n in range(UNSENT_MAX + 1)]
        assert taken == [True] * UNSENT_MAX + [False]
        await van.until(LinkDown())
        await van.until(LinkUp())


@pytest.mark.asyncio
async def test_without_a_hub_nothing_is_sent_and_one_event_says_so() -> None:
    async with device(plan(port=9)) as van:
        assert await van.next() == LinkDown()
        assert not van.link.send(Ping(1))
        with pytest.raises(BadMessage):
            van.link.send(Signal("c", 1, "offer", "v" * 70_000))


@pytest.mark.asyncio
async def test_closing_takes_less_than_a_second_even_when_the_hub_does_not_answer() -> None:
    stuck = asyncio.Event()

    async def talk(socket: web.WebSocketResponse) -> None:
        await socket.send_bytes(WELCOME)
        await stuck.wait()

    async with odd_hub(talk) as port:
        async with device(plan(port)) as van:
            await van.until(LinkUp())
        stuck.set()
