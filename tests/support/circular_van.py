"""A city's folder, and a kiosk that fetches what is in it from a hub: real flows, line, threads and disk."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from random import Random

from kiosk.app.circular_shelf import Shelf
from kiosk.app.circulars import Circulars
from kiosk.content.circular_cache import CircularCache
from kiosk.domain.circular_delivery import Digest
from kiosk.domain.picture import Slot
from kiosk.domain.privacy import IdleRules
from kiosk.domain.snapshot import HubState
from kiosk.flows.circular_delivery import PACE_S
from kiosk.flows.core import Ports
from kiosk.flows.kiosk import KioskFlows
from kiosk.flows.ports import CircularEvent
from kiosk.hub.circulars import RackPort
from kiosk.hub.plan import HubPlan
from kiosk.link.client import Link
from kiosk.link.events import LinkEvent
from kiosk.wire.circulars import AskCircularPiece
from tests.stories.test_hub_link import plan as link_plan
from tests.support.ends import Kiosk
from tests.unit.hub.town import LIMITS, PLAN, Clock

WITHIN_S = 60.0


def put(folder: Path, **documents: bytes) -> None:
    """As an office does: the files, then the list in the place of the old one."""
    folder.mkdir(exist_ok=True)
    for name, content in documents.items():
        (folder / f"{name}.pdf").write_bytes(content)
    entries = [f'[[circulars]]\nfile = "{name}.pdf"\ntitle = "{name}"\nissued = 2026-11-01\n' for name in documents]
    new = folder / "circulars.new"
    new.write_text("\n".join(entries), encoding="utf-8")
    new.replace(folder / "circulars.toml")
    for file in folder.glob("*.pdf"):
        if file.stem not in documents:
            file.unlink()


def digest(content: bytes) -> Digest:
    return Digest(hashlib.sha256(content).hexdigest())


def document(seed: int, size: int) -> bytes:
    return Random(seed).randbytes(size)


def hub_plan(rack: RackPort) -> HubPlan:
    sections = {**PLAN.sections, "soudan": "citizens"}
    limits = replace(LIMITS, list_s=0.01)
    return replace(PLAN, circulars=rack, limits=limits, inside_port=0, sections=sections)


@dataclass
class Van(Kiosk):
    """The flows of a kiosk over its real cache and, with a port, its real line. Its time is the hub's."""

    cache: Path
    own: Path | None = None
    hubs: list[Clock] = field(default_factory=list)
    asked: list[AskCircularPiece] = field(default_factory=list)
    link: Link | None = None

    def __post_init__(self) -> None:
        super().__init__()
        self.events: asyncio.Queue[LinkEvent | CircularEvent] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        self.heard = 0
        self.slot = Slot()
        shelf = Shelf(self.own, CircularCache(self.cache), lambda: date(2026, 11, 24))
        self.port = Circulars(shelf, self.slot, self._said)
        w = self.world
        w.link.sent.clear()
        ports = Ports(w.link, w.media, w.eyes, w.ear, w.clock, circulars=self.port)
        self.store.change(circulars=(), hub=HubState.OFFLINE)
        self.flows = KioskFlows(self.store, ports, w.wipe, IdleRules())

    def _said(self, event: CircularEvent) -> None:
        self._loop.call_soon_threadsafe(self.events.put_nowait, event)

    async def follow(self, done: Callable[[], bool]) -> None:
        """Hears what comes and says what is to be said, until then. With each event a little time passes here and at
        the hub."""
        async with asyncio.timeout(WITHIN_S):
            while True:
                for message in self.world.link.sent:
                    self.asked += [message] if isinstance(message, AskCircularPiece) else []
                    if self.link is not None:
                        self.link.send(message)
                self.world.link.sent.clear()
                if done():
                    return
                self.hear(await self.events.get())
                self.heard += 1
                self.world.clock.pass_s(PACE_S)
                for clock in self.hubs:
                    clock.now_s += PACE_S

    async def let_time_pass(self) -> None:
        """Until a few more events have come: at the least the hub's answers to pings."""
        before = self.heard
        await self.follow(lambda: self.heard > before + 3)

    def hear(self, event: LinkEvent | CircularEvent) -> None:
        if isinstance(event, LinkEvent):
            self.flows.on_link(event)
        else:
            self.flows.on_circulars(event)

    def shown(self) -> dict[str, bool]:
        """Titles, and whether they are here."""
        return {one.title: not one.coming for one in self.now.circulars or ()}

    def has(self, *titles: str) -> bool:
        return self.shown() == dict.fromkeys(titles, True)

    def on_disk(self) -> set[str]:
        return {file.name for file in self.cache.iterdir()} - {"list.json"}


@asynccontextmanager
async def van(cache: Path, port: int | None, clock: Clock | None = None, own: Path | None = None) -> AsyncIterator[Van]:
    """A kiosk that has begun; without a port it stands where there is no hub."""
    one = Van(cache, own, [clock] if clock is not None else [])
    running = None
    one.port.start()
    if port is not None:
        one.link = Link(link_plan(port), one.events.put_nowait, Random(1))
        running = asyncio.create_task(one.link.run())
    try:
        yield one
    finally:
        if one.link is not None and running is not None:
            await one.link.close()
            await running
        one.port.end()
        ended = await asyncio.to_thread(lambda: one.port.ended(WITHIN_S) and one.port.delivered(WITHIN_S))
        assert ended
