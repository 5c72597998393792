"""A hub in a process of its own, set up as a city sets it up, and devices that talk to it over real sockets."""

import asyncio
import contextlib
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TypeVar

import aiohttp
import psutil

from kiosk.app.places import main_file
from kiosk.domain.ids import Role
from kiosk.hub.registry import hash_token, new_salt
from kiosk.wire.codec import decode_from_hub, encode
from kiosk.wire.hub import VERSION, Claim, FromHub, Hello, Ping, Pong, ToHub, Welcome
from tests.support.ends import CITY_FILE

SECTIONS = ("shimin", "kurashi", "kenko")
TOPICS = {"shimin": "soudan", "kurashi": "sumaho", "kenko": "kenshin"}
"""Of the invented city: one topic for each section."""
PATIENCE_S = 20.0
_HEARD = 2
"""The number of a ping whose answer is waited for; the others have 1."""
PING_S = 2.0
"""As the link of a kiosk or desk does."""
_SILENTLY = frozenset({b"vans", b"onloan", b"serving", b"place", b"pong"})
"""What a device hears all the time and no figure needs."""

M = TypeVar("M", bound=FromHub)


@dataclass(frozen=True)
class RealHub:
    """One that listens; `inside_port` is its second door, `log` where its lines go."""

    process: psutil.Process
    port: int
    inside_port: int
    log: Path


def token_of(name: str) -> str:
    return f"token-of-{name}-0123456789"


def section_of(name: str) -> str:
    """Desks and kiosks are spread evenly over the sections."""
    return SECTIONS[int(name.rpartition("-")[2]) % len(SECTIONS)]


@contextlib.contextmanager
def real_hub(kiosks: int, desks: int) -> Iterator[RealHub]:
    """With a SQLite journal, sealed tickets and both doors, and so many devices enrolled: van-0 …, desk-0 …"""
    with tempfile.TemporaryDirectory(prefix="hub-town-") as name, contextlib.ExitStack() as ending:
        folder = Path(name)
        inside_port = _free_port()
        (folder / "registry.toml").write_text(_registry(kiosks, desks), encoding="utf-8")
        (folder / "hub.toml").write_text(
            f'city = "{CITY_FILE.as_posix()}"\nregistry = "registry.toml"\njournal = "hub.db"\n'
            f'ticket_key = "ticket.key"\nport = 0\ninside_port = {inside_port}\n[log]\nfolder = "log"\n',
            encoding="utf-8",
        )
        line = [sys.executable, str(main_file()), "hub", "--config", str(folder / "hub.toml")]
        process = ending.enter_context(subprocess.Popen(line, stdout=subprocess.PIPE, text=True))
        ending.callback(process.terminate)
        assert process.stdout is not None
        port = int(process.stdout.readline().split()[2])
        yield RealHub(psutil.Process(process.pid), port, inside_port, folder / "log" / "hub.log")


def _registry(kiosks: int, desks: int) -> str:
    rows = []
    for n in range(desks):
        rows += ["[[clerks]]", f'id = "clerk-{n}"', 'name = "佐藤"', f'section = "{section_of(f"desk-{n}")}"']
        rows += [*_device(f"desk-{n}", "desk"), f'clerk = "clerk-{n}"']
    for n in range(kiosks):
        rows += _device(f"van-{n}", "kiosk")
    return "\n".join([*rows, ""])


def _device(name: str, role: Role) -> list[str]:
    salt = new_salt()
    digest = hash_token(token_of(name), salt)
    row = ["[[devices]]", f'id = "{name}"', f'role = "{role}"']
    return [*row, f'salt = "{salt.hex()}"', f'digest = "{digest.hex()}"']


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Device:
    """A kiosk or a desk that pings like a real one. `awaited`: a ticket whose showing up in the queue is heard."""

    def __init__(self, name: str, line: aiohttp.ClientWebSocketResponse) -> None:
        self.name = name
        self.awaited = b""
        self.shown = asyncio.Event()
        self._echoed = asyncio.Event()
        self._line = line
        self._heard: asyncio.Queue[FromHub] = asyncio.Queue()

    async def say(self, message: ToHub) -> None:
        await self._line.send_bytes(encode(message))

    async def hear(self, kind: type[M]) -> M:
        """The next message, which has to be of that kind."""
        async with asyncio.timeout(PATIENCE_S):
            message = await self._heard.get()
        assert isinstance(message, kind), f"{self.name} heard {type(message).__name__}, not {kind.__name__}"
        return message

    async def be_heard(self) -> None:
        """Waits until the hub has done all that was said before."""
        self._echoed.clear()
        await self.say(Ping(_HEARD))
        async with asyncio.timeout(PATIENCE_S):
            await self._echoed.wait()

    async def answer(self, ticket: str | None) -> FromHub:
        """Claims; what the hub says to it."""
        await self.say(Claim(ticket))
        async with asyncio.timeout(PATIENCE_S):
            return await self._heard.get()

    async def see(self) -> None:
        """Waits until the ticket that is `awaited` stands in this desk's queue."""
        async with asyncio.timeout(PATIENCE_S):
            await self.shown.wait()
        self.awaited = b""
        self.shown.clear()

    async def listen(self) -> None:
        """Until the line closes."""
        async for frame in self._line:
            raw = frame.data
            kind = _kind(raw)
            if kind == b"queue":
                if self.awaited and self.awaited in raw:
                    self.shown.set()
            elif kind == b"pong" and decode_from_hub(raw) == Pong(_HEARD):
                self._echoed.set()
            elif kind not in _SILENTLY:
                self._heard.put_nowait(decode_from_hub(raw))

    async def keep_pinging(self, chance: Random) -> None:
        await asyncio.sleep(chance.random() * PING_S)
        while True:
            await self.say(Ping(1))
            await asyncio.sleep(PING_S)


def _kind(raw: bytes) -> bytes:
    """The tag of a message, without reading the rest: {"type": TAG, …} in MessagePack."""
    return raw[7 : 7 + (raw[6] & 0x1F)]


@asynccontextmanager
async def devices(hub: RealHub, names: list[str]) -> AsyncIterator[dict[str, Device]]:
    """All connected and welcomed, a hundred at a time."""
    chance = Random(1)
    gate = asyncio.Semaphore(100)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http, asyncio.TaskGroup() as tasks:

        async def enter(name: str) -> Device:
            async with gate:
                line = await http.ws_connect(f"ws://127.0.0.1:{hub.port}/v1", max_msg_size=0, compress=0)
                device = Device(name, line)
                role: Role = "desk" if name.startswith("desk") else "kiosk"
                await device.say(Hello(VERSION, role, name, token_of(name)))
                running.append(tasks.create_task(device.listen()))
                await device.hear(Welcome)
                running.append(tasks.create_task(device.keep_pinging(chance)))
                return device

        running: list[asyncio.Task[None]] = []
        entered = await asyncio.gather(*map(enter, names))
        yield {device.name: device for device in entered}
        for task in running:
            task.cancel()
