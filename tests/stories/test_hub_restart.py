"""The hub is killed in a call and while fifty wait: it comes back, and all have the place and the call they had."""

import asyncio
import signal
import subprocess
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest

from kiosk.app.places import main_file
from kiosk.app.registry_file import DeviceRow, enrol
from kiosk.wire.hub import (
    VERSION,
    Accept,
    Accepted,
    Claim,
    Claimed,
    Duty,
    Ended,
    Enqueue,
    Finish,
    Hello,
    NoPlace,
    Place,
    Queue,
    Renew,
    Ring,
    Signal,
    Welcome,
)
from tests.support.ends import CITY_FILE
from tests.unit.hub.town import Client

WAITING = 50
BACK_WITHIN_S = 2.0
_CLERKS = '[[clerks]]\nid = "clerk-1"\nname = "佐藤"\nsection = "shimin"\n'


@dataclass
class RealHub:
    """A hub in its own process, with files of its own, which can be killed and started again on the same port."""

    folder: Path
    http: aiohttp.ClientSession
    port: int = 0
    more: str = ""
    process: Process | None = None
    clients: list[Client] = field(default_factory=list)

    def enrol(self, name: str) -> None:
        desk = name.startswith("desk")
        row = DeviceRow(name, "desk" if desk else "kiosk", "", "", "clerk-1" if desk else None)
        enrol(self.folder / "registry.toml", row, self.folder / f"{name}.token")

    async def start(self) -> float:
        """Seconds until it listens."""
        begun_s = time.monotonic()
        (self.folder / "hub.toml").write_text(
            f'city = "{CITY_FILE}"\nregistry = "registry.toml"\njournal = "hub.db"\nticket_key = "ticket.key"\n'
            f"port = {self.port}\n{self.more}",
            encoding="utf-8",
        )
        line = [sys.executable, str(main_file()), "hub", "--config", str(self.folder / "hub.toml")]
        self.process = await asyncio.create_subprocess_exec(*line, stdout=PIPE)
        assert self.process.stdout is not None
        async with asyncio.timeout(20):
            said = await self.process.stdout.readline()
        self.port = int(said.split()[2])
        return time.monotonic() - begun_s

    async def kill(self) -> None:
        """As a power cut does; every connection breaks."""
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGKILL)
        await self.process.wait()
        for client in self.clients:
            await client.socket.close()
        self.clients.clear()

    def lose_journal(self) -> None:
        for file in self.folder.glob("hub.db*"):
            file.unlink()

    async def enter(self, name: str) -> Client:
        client = Client(await self.http.ws_connect(f"ws://127.0.0.1:{self.port}/v1", max_msg_size=0))
        self.clients.append(client)
        token = (self.folder / f"{name}.token").read_text(encoding="ascii").strip()
        await client.say(Hello(VERSION, "desk" if name.startswith("desk") else "kiosk", name, token))
        await client.hear(Welcome)
        return client


@asynccontextmanager
async def real_hub(folder: Path, more: str = "") -> AsyncIterator[RealHub]:
    """Not started yet; `more` stands at the end of its settings."""
    (folder / "registry.toml").write_text(_CLERKS, encoding="utf-8")
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        hub = RealHub(folder, http, more=more)
        for name in ("desk-1", *(f"van-{n}" for n in range(WAITING + 2))):
            hub.enrol(name)
        try:
            yield hub
        finally:
            await hub.kill()


async def _order(desk: Client) -> list[tuple[str, int]]:
    queue = await desk.hear(Queue, lambda queue: len(queue.lines) == WAITING and queue.lines[0].ticket == "t-1")
    return [(line.ticket, line.number) for line in queue.lines]


async def _line_up(hub: RealHub, first: int) -> list[Client]:
    """The kiosks from that number on ask for their places, one after the other."""
    vans = []
    for n in range(first, WAITING + 1):
        van = await hub.enter(f"van-{n}")
        await van.say(Enqueue(f"t-{n}", "soudan"))
        assert await van.quiet(NoPlace)
        vans.append(van)
    return vans


@pytest.mark.asyncio
async def test_after_a_power_cut_everybody_has_the_place_and_the_call_they_had(tmp_path: Path) -> None:
    async with real_hub(tmp_path) as hub:
        await hub.start()
        desk = await hub.enter("desk-1")
        await desk.say(Duty(on=True))
        first, *_ = await _line_up(hub, 0)
        await desk.say(Claim())
        ring = await first.hear(Ring)
        await first.say(Accept(ring.call))
        await desk.hear(Accepted)
        before = await _order(desk)
        await hub.kill()

        assert await hub.start() <= BACK_WITHIN_S + _python_starts_s()
        desk, first = await hub.enter("desk-1"), await hub.enter("van-0")
        claimed = await desk.hear(Claimed)
        assert (claimed.call, claimed.epoch, claimed.ticket) == (ring.call, ring.epoch, "t-0")
        await desk.say(Duty(on=True), Renew(ring.call, ring.epoch))
        await first.say(Renew(ring.call, ring.epoch), Signal(ring.call, 2, "offer", "v=0 new generation"))
        assert (await desk.hear(Signal)).generation == 2, "a call that lost its line builds a new one"
        for n, van in enumerate(await _line_up(hub, 1), start=1):
            place = await van.hear(Place)
            assert (place.ticket, place.number, place.ahead) == (f"t-{n}", n + 1, n - 1)
        assert await _order(desk) == before
        new = await hub.enter(f"van-{WAITING + 1}")
        await new.say(Enqueue("t-new", "soudan"))
        assert (await new.hear(Place)).number == WAITING + 2, "no number is given twice"
        await desk.say(Finish(ring.call, ring.epoch, "clerk", "done"))
        ended = await first.hear(Ended)
        assert (ended.reason, ended.outcome) == ("clerk", "done")


@pytest.mark.asyncio
async def test_with_the_journal_gone_too_the_kiosks_bring_the_places_back(tmp_path: Path) -> None:
    async with real_hub(tmp_path) as hub:
        await hub.start()
        desk = await hub.enter("desk-1")
        await desk.say(Duty(on=True))
        vans = await _line_up(hub, 1)
        places = {place.ticket: place for place in [await van.hear(Place, lambda place: place.staffed) for van in vans]}
        before = await _order(desk)
        await hub.kill()
        hub.lose_journal()

        await hub.start()
        desk = await hub.enter("desk-1")
        await desk.say(Duty(on=True))
        for n in reversed(range(1, WAITING + 1)):
            van = await hub.enter(f"van-{n}")
            await van.say(Enqueue(f"t-{n}", "soudan", places[f"t-{n}"].proof))
            assert (await van.hear(Place)).number == places[f"t-{n}"].number
        assert await _order(desk) == before
        new = await hub.enter(f"van-{WAITING + 1}")
        await new.say(Enqueue("t-new", "soudan"))
        assert (await new.hear(Place)).number == WAITING + 1, "no number is given twice"


def _python_starts_s() -> float:
    """What an interpreter with these libraries needs on this machine now, before any hub begins: a busy computer that
    runs tests is not a server. The hub's own share has to fit into BACK_WITHIN_S."""
    begun_s = time.monotonic()
    loading = [sys.executable, "-c", "import aiohttp, msgspec, kiosk.hub.server"]
    subprocess.run(loading, check=True, cwd=main_file().parent)
    return time.monotonic() - begun_s


@pytest.mark.asyncio
async def test_a_damaged_journal_is_named_and_the_hub_does_not_start_over_it(tmp_path: Path) -> None:
    async with real_hub(tmp_path) as hub:
        (tmp_path / "hub.db").write_bytes(b"\x00broken" * 500)
        (tmp_path / "hub.toml").write_text(
            f'city = "{CITY_FILE}"\nregistry = "registry.toml"\njournal = "hub.db"\nport = 0\n', encoding="utf-8"
        )
        line = [sys.executable, str(main_file()), "hub", "--config", str(tmp_path / "hub.toml")]
        hub.process = await asyncio.create_subprocess_exec(*line, stdout=PIPE, stderr=PIPE)
        _, said = await hub.process.communicate()
        assert hub.process.returncode != 0
        assert b"hub.db" in said
        assert b"Traceback" not in said
