"""A kiosk's and a desk's flows over real media in one loop; only the hub between them is played by hand."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from kiosk.domain.ids import EYES, EyeName
from kiosk.domain.picture import Slot
from kiosk.flows.ports import HubSaid, MediaEvent
from kiosk.media.ends import Ends
from kiosk.media.health import Pace
from kiosk.media.media import CallMedia
from kiosk.media.patches import loopback_when_alone
from kiosk.wire.hub import IceServer, Signal, ToHub
from kiosk.wire.peer import ToPeer
from tests.media.pair import Camera, Loudspeaker, Microphone
from tests.support.ends import Desk, Kiosk, World
from tests.support.fakes import FakeClock, FakeEar, FakeEyes, FakeLink, FakeMedia, FakeTimer, FakeWipe

PATIENCE_S = 30.0
End = Kiosk | Desk


class LoopClock(FakeClock):
    """The time of the running loop."""

    def monotonic(self) -> float:
        return asyncio.get_running_loop().time()

    def call_later(self, delay_s: float, callback: Callable[[], None]) -> FakeTimer:
        return cast("FakeTimer", asyncio.get_running_loop().call_later(delay_s, callback))


class LiveMedia(FakeMedia):
    """MediaPort over a CallMedia; its steps are done one after the other, its events come back in the same loop."""

    def __init__(self, hear: Callable[[MediaEvent], None], pace: Pace) -> None:
        super().__init__()
        self._cameras: dict[EyeName, Camera] = {eye: Camera(100) for eye in EYES}
        ends = Ends(dict(self._cameras), Microphone(440), Loudspeaker(), {eye: Slot() for eye in EYES})
        loop = asyncio.get_running_loop()
        self._media = CallMedia(ends, lambda event: cast("None", loop.call_soon(hear, event)), pace)
        self._steps: asyncio.Queue[Coroutine[Any, Any, None]] = asyncio.Queue()
        self._worker = loop.create_task(self._work(), name="live-media")

    async def _work(self) -> None:
        while True:
            await (await self._steps.get())

    def begin(self, ice: tuple[IceServer, ...]) -> None:
        self._steps.put_nowait(self._media.begin(ice))

    def offer(self, generation: int) -> None:
        self._steps.put_nowait(self._media.offer(generation))

    def signal(self, generation: int, kind: str, sdp: str) -> None:
        self._steps.put_nowait(self._media.signal(generation, cast("Any", kind), sdp))

    def send(self, message: ToPeer) -> None:
        self._media.send(message)

    def forget(self, eye: EyeName) -> None:
        self._media.forget(eye)

    def put_aside(self, eye: EyeName) -> None:
        self._media.put_aside(eye)

    def end(self) -> None:
        self._steps.put_nowait(self._media.end())

    async def stop(self) -> None:
        self._worker.cancel()
        await self._media.end()
        for camera in self._cameras.values():
            camera.close()


@dataclass
class Carrying(FakeLink):
    """A hub that relays signals at once and keeps the rest."""

    relay: Callable[[Signal], None] = lambda _: None
    kept: list[ToHub] = field(default_factory=list)

    def send(self, message: ToHub) -> bool:
        if isinstance(message, Signal):
            asyncio.get_running_loop().call_soon(self.relay, message)
        return super().send(message)


class LivePair:
    """Both ends in one call."""

    def __init__(self, pace: Pace) -> None:
        self.kiosk = cast("Kiosk", self._end(Kiosk, pace))
        self.desk = cast("Desk", self._end(Desk, pace))
        self._changed = asyncio.Event()
        for end in self.ends:
            end.store.listen(lambda _: self._changed.set())
        for end, other in ((self.kiosk, self.desk), (self.desk, self.kiosk)):
            cast("Carrying", end.world.link).relay = lambda signal, to=other: to.flows.on_link(HubSaid(signal))  # type: ignore[misc]

    def _end(self, kind: type[Kiosk] | type[Desk], pace: Pace) -> End:
        made: list[End] = []
        media = LiveMedia(lambda event: made[0].flows.on_media(event), pace)
        world = World(Carrying(), media, FakeEyes(), FakeEar(), LoopClock(), FakeWipe())
        made.append(kind(world=world))
        return made[0]

    @property
    def ends(self) -> tuple[End, End]:
        return self.kiosk, self.desk

    async def until(self, what: Callable[[], bool]) -> None:
        """Looks again at each new snapshot of either end."""
        async with asyncio.timeout(PATIENCE_S):
            while not what():
                self._changed.clear()
                await self._changed.wait()


@asynccontextmanager
async def live_pair(pace: Pace | None = None) -> AsyncIterator[LivePair]:
    loopback_when_alone()
    both = LivePair(pace or Pace())
    try:
        yield both
    finally:
        for end in both.ends:
            await cast("LiveMedia", end.world.media).stop()
