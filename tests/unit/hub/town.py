"""A hub of a pretended town, its clock, and scripted clients, for all tests that need a running hub."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import aiohttp
import msgspec

from kiosk.domain.ids import Role
from kiosk.hub.plan import HubClock, HubLimits, HubPlan
from kiosk.hub.registry import Clerk, Device, Registry, hash_token, new_salt
from kiosk.hub.server import Hub
from kiosk.wire.codec import decode_from_hub, encode
from kiosk.wire.hub import VERSION, FromHub, Hello, Ping, Place, Pong, Profile, Refused, ToHub, Welcome

PATIENCE_S = 10.0
M = TypeVar("M", bound=FromHub)


@dataclass
class Clock:
    """Time of the hub, moved by the story. The day stands still unless it is changed."""

    now_s: float = 1000.0
    day: date = date(2026, 11, 21)

    def hub_clock(self) -> HubClock:
        return HubClock(lambda: self.now_s, lambda: self.day)


def token(device: str) -> str:
    return f"token-of-{device}-0123456789"


def device(name: str, clerk: str | None = None, measure: bool = False) -> Device:
    salt = new_salt()
    role: Role = "kiosk" if clerk is None else "desk"
    return Device(name, role, salt, hash_token(token(name), salt), clerk, measure)


REGISTRY = Registry(
    devices=[
        *(device(f"van-{n}") for n in range(1, 5)),
        *(device(f"desk-{n}", f"clerk-{n}") for n in range(1, 5)),
        device("van-m", measure=True),
        device("desk-m", "clerk-1", measure=True),
    ],
    clerks=[
        Clerk("clerk-1", "佐藤", "citizens"),
        Clerk("clerk-2", "鈴木", "citizens"),
        Clerk("clerk-3", "高橋", "tax"),
        Clerk("clerk-4", "田中", "citizens"),
    ],
)
LIMITS = HubLimits(tick_s=0.02, board_s=0.0, throttle_first_s=0.01)
PLAN = HubPlan(
    city_toml='name = "みどり市"',
    city_revision="r1",
    sections={"card": "citizens", "moving": "citizens", "tax": "tax"},
    registry=REGISTRY,
    profiles=frozenset({"normal", "demo", "measure"}),
    limits=LIMITS,
)


class Client:
    """A websocket that says what the story says. What it hears is kept until the story asks for it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.heard: list[FromHub] = []

    async def say(self, *messages: ToHub) -> None:
        for message in messages:
            await self.socket.send_bytes(encode(message))

    async def hear(self, kind: type[M], where: Callable[[M], bool] = lambda _: True) -> M:
        """The first message of that kind, from now on or kept, that fits; earlier ones of its kind are dropped."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                for place, message in enumerate(self.heard):
                    if isinstance(message, kind) and where(message):
                        self.heard = [m for m in self.heard[:place] if not isinstance(m, kind)] + self.heard[
                            place + 1 :
                        ]
                        return message
                self.heard.append(decode_from_hub(await self.socket.receive_bytes()))

    async def quiet(self, kind: type[FromHub]) -> bool:
        """Whether the hub has said nothing of that kind, up to the answer to a ping sent now."""
        await self.say(Ping(777))
        async with asyncio.timeout(PATIENCE_S):
            while not (self.heard and self.heard[-1] == Pong(777)):
                self.heard.append(decode_from_hub(await self.socket.receive_bytes()))
        self.heard.pop()
        return not any(isinstance(message, kind) for message in self.heard)

    async def parting(self) -> tuple[str | None, int | None]:
        """The code of Refused, if one was said, and the close code."""
        refused = None
        async with asyncio.timeout(PATIENCE_S):
            while True:
                frame = await self.socket.receive()
                if frame.type is not aiohttp.WSMsgType.BINARY:
                    return refused, self.socket.close_code
                message = decode_from_hub(frame.data)
                refused = message.code if isinstance(message, Refused) else None


class Town:
    """A running hub, its clock, and a way for clients to come in."""

    def __init__(self, hub: Hub, clock: Clock, http: aiohttp.ClientSession) -> None:
        self.hub = hub
        self.clock = clock
        self._http = http
        self._clients: list[Client] = []

    async def knock(self) -> Client:
        """A connection that has said nothing yet."""
        client = Client(await self._http.ws_connect(f"ws://127.0.0.1:{self.hub.port}/v1", max_msg_size=0))
        self._clients.append(client)
        return client

    async def enter(self, name: str, profile: Profile = "normal") -> Client:
        """A device that was welcomed."""
        client = await self.knock()
        await client.say(hello(name, profile))
        await client.hear(Welcome)
        return client

    async def leave(self) -> None:
        """Everybody goes home."""
        for client in self._clients:
            await client.socket.close()

    async def health(self) -> tuple[int, bytes]:
        async with self._http.get(f"http://127.0.0.1:{self.hub.port}/health") as response:
            return response.status, await response.read()


def unsealed(place: Place) -> Place:
    """A place without the hub's proof, which is another one each day."""
    assert place.proof
    return msgspec.structs.replace(place, proof=b"")


def hello(name: str, profile: Profile = "normal") -> Hello:
    kiosk = name.startswith("van")
    return Hello(VERSION, "kiosk" if kiosk else "desk", name, token(name), profile, "temple" if kiosk else None)


@asynccontextmanager
async def town(plan: HubPlan = PLAN) -> AsyncIterator[Town]:
    clock = Clock()
    hub = Hub(plan, clock=clock.hub_clock())
    await hub.start()
    try:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
            midori = Town(hub, clock, http)
            yield midori
            await midori.leave()
    finally:
        await hub.stop()
