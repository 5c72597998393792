"""Two real CallMedia in one loop over real ICE and DTLS, with cameras, microphones and screens a test can watch."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from aiortc import RTCPeerConnection

from kiosk.domain.ids import EYES, EyeName
from kiosk.domain.page import PageId
from kiosk.domain.picture import Picture, Slot
from kiosk.domain.pose import Pose
from kiosk.domain.still import StillPiece
from kiosk.eye.stills import StillQueue
from kiosk.media.ends import Ends
from kiosk.media.events import Connected, MediaEvent, SignalOut
from kiosk.media.health import Pace
from kiosk.media.media import CallMedia
from kiosk.media.patches import loopback_when_alone

PATIENCE_S = 10.0
RATE = 48_000
FRAME_EVERY_S = 1 / 30

E = TypeVar("E", bound=MediaEvent)


@dataclass(frozen=True)
class Shot:
    """One sent picture, of one grey."""

    number: int
    taken_s: float
    width: int
    height: int
    data: bytes
    pose: Pose | None = None


def posed_for(grey: int) -> Pose:
    """A pose that says which grey its picture has."""
    return Pose(PageId("tray.van"), (0.01, 0.0, grey / 1000, 0.0, 0.01, 0.0, 0.0, 0.0))


class Camera:
    """Gives a picture of its present grey 30 times a second while its gate is open; with `poses` of three greys in
    turn, each with the pose that says so."""

    def __init__(self, grey: int) -> None:
        self.grey = grey
        self.open = True
        self.poses = False
        self.size = (320, 180)
        self._number = 0
        self._newest: Shot | None = None
        self._listeners: list[Callable[[], None]] = []
        self._timer = asyncio.get_running_loop().call_soon(self._tick)

    def newest(self, after: int) -> Shot | None:
        shot = self._newest if self.open else None
        return shot if shot is not None and shot.number > after else None

    def listen(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)

    def close(self) -> None:
        self._timer.cancel()

    def _tick(self) -> None:
        loop = asyncio.get_running_loop()
        self._number += 1
        width, height = self.size
        planes = np.full((height * 3 // 2, width), 128, dtype=np.uint8)
        grey = (60, 120, 180)[self._number % 3] if self.poses else self.grey
        planes[:height] = grey
        pose = posed_for(grey) if self.poses else None
        self._newest = Shot(self._number, loop.time(), width, height, planes.tobytes(), pose)
        for listener in self._listeners:
            listener()
        self._timer = loop.call_later(FRAME_EVERY_S, self._tick)


class Microphone:
    """A tone."""

    def __init__(self, pitch_hz: int) -> None:
        self._pitch_hz = pitch_hz
        self._at = 0

    def holds(self, samples: int) -> bool:
        return True

    def read(self, samples: int) -> bytes:
        at = np.arange(self._at, self._at + samples)
        self._at += samples
        return bytes((np.sin(2 * np.pi * self._pitch_hz * at / RATE) * 8000).astype(np.int16).tobytes())


class Loudspeaker:
    """Keeps what it was told to play."""

    def __init__(self) -> None:
        self.pcm = bytearray()
        self._more = asyncio.Event()

    def write(self, pcm: bytes) -> None:
        self.pcm += pcm
        self._more.set()

    async def has(self, seconds: float) -> None:
        """Until so much more has been played."""
        wanted = len(self.pcm) + int(seconds * RATE) * 2
        async with asyncio.timeout(PATIENCE_S):
            while len(self.pcm) < wanted:
                self._more.clear()
                await self._more.wait()

    def pitch_hz(self) -> int:
        """The strongest frequency of the last half second."""
        samples = np.frombuffer(bytes(self.pcm[-RATE:]), dtype=np.int16).astype(np.float64)
        spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
        return round(float(np.argmax(spectrum)) * RATE / len(samples))


class Screen:
    """A slot and everything that was put into it."""

    def __init__(self) -> None:
        self.slot = Slot()
        self.shown: list[tuple[int, Picture]] = []
        self._changed = asyncio.Event()
        self.slot.listen(self._note)

    def _note(self) -> None:
        picture = self.slot.newest()
        if picture is not None:
            self.shown.append((memoryview(picture.data)[picture.stride * (picture.height // 2) + 4], picture))
        self._changed.set()

    async def shows(self, grey: int, times: int = 1) -> None:
        """Until so many new pictures of about this grey have been put."""
        seen = len(self.shown)
        async with asyncio.timeout(PATIENCE_S):
            while sum(abs(shown - as_shown(grey)) < 12 for shown, _ in self.shown[seen:]) < times:
                self._changed.clear()
                await self._changed.wait()


def as_shown(grey: int) -> int:
    """The grey that a camera's luma becomes on a screen."""
    return round((grey - 16) * 255 / 219)


class Pages:
    """Keeps the pieces of sharp pictures that came, and the sheet that is told to rest."""

    def __init__(self) -> None:
        self.pieces: list[StillPiece] = []
        self.resting = 0
        self.calls = 0
        self.over = False
        self.unknown: Callable[[int], object] = int
        self._changed = asyncio.Event()

    def listen(self, on_unknown: Callable[[int], None]) -> None:
        self.unknown = on_unknown

    def begin(self) -> None:
        self.calls += 1
        self.end()
        self.over = False

    def piece(self, piece: StillPiece) -> None:
        self.pieces.append(piece)
        self._changed.set()

    def rests(self, sheet: int) -> bool:
        self.resting = sheet
        self._changed.set()
        return True

    def forget(self) -> None:
        self.pieces.clear()
        self.resting = 0

    def end(self) -> None:
        self.forget()
        self.over = True

    async def until(self, so: Callable[["Pages"], bool]) -> None:
        """Until that is so of it."""
        async with asyncio.timeout(PATIENCE_S):
            while not so(self):
                self._changed.clear()
                await self._changed.wait()


class End:
    """One end of the call."""

    def __init__(self, greys: tuple[int, int], pitch_hz: int, pace: Pace, early: bool = True) -> None:
        """`early`: its pages are ready with the call."""
        self.cameras: dict[EyeName, Camera] = {eye: Camera(grey) for eye, grey in zip(EYES, greys, strict=True)}
        self.screens: dict[EyeName, Screen] = {eye: Screen() for eye in EYES}
        self.loudspeaker = Loudspeaker()
        self.events: list[MediaEvent] = []
        self.signals: asyncio.Queue[SignalOut] = asyncio.Queue()
        self._changed = asyncio.Event()
        slots = {eye: screen.slot for eye, screen in self.screens.items()}
        self.asked_again: list[int] = []
        self.stills = StillQueue(lambda first_bytes: None, self.asked_again.append)
        self.stills.hold(False)
        self.pages = Pages()
        microphone = Microphone(pitch_hz)
        ends = Ends(dict(self.cameras), microphone, self.loudspeaker, slots, self.stills, self.pages, early)
        self.media = CallMedia(ends, self._heard, pace)

    def _heard(self, event: MediaEvent) -> None:
        self.events.append(event)
        if isinstance(event, SignalOut):
            self.signals.put_nowait(event)
        self._changed.set()

    async def hears(self, kind: type[E], where: Callable[[E], bool] = lambda _: True) -> E:
        """The first such event, waiting for it if it has not come."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                for event in self.events:
                    if isinstance(event, kind) and where(event):
                        return event
                self._changed.clear()
                await self._changed.wait()

    @property
    def connection(self) -> RTCPeerConnection:
        """aiortc's side of the present generation, for a test that breaks it."""
        generation = self.media._generation
        assert generation is not None
        return generation._pc

    def fall_silent(self) -> None:
        """Nothing of this end leaves any more, as when its cable is pulled; it does not notice itself."""

        async def drop(data: bytes) -> None:
            return

        sctp = self.connection.sctp
        assert sctp is not None
        sctp.transport.transport._send = drop

    def all(self, kind: type[E]) -> list[E]:
        return [event for event in self.events if isinstance(event, kind)]


class Pair:
    """A kiosk and a desk that hear each other's signals."""

    def __init__(self, pace: Pace) -> None:
        self.kiosk = End((60, 100), 440, pace, early=False)
        self.desk = End((140, 180), 880, pace)
        self._couriers = [
            asyncio.create_task(self._carry(self.kiosk, self.desk), name="kiosk's courier"),
            asyncio.create_task(self._carry(self.desk, self.kiosk), name="desk's courier"),
        ]

    async def connect(self, generation: int = 1) -> None:
        """A new generation, until both ends say that it stands."""
        if generation == 1:
            for end in (self.kiosk, self.desk):
                await end.media.begin(())
        await self.kiosk.media.offer(generation)
        for end in (self.kiosk, self.desk):
            await end.hears(Connected, lambda event: event.generation == generation)

    async def end(self) -> None:
        """Both ends, one after the other."""
        await self.kiosk.media.end()
        await self.desk.media.end()

    def stop_couriers(self) -> None:
        """No signal arrives any more but by the test's own hand."""
        for courier in self._couriers:
            courier.cancel()

    async def close(self) -> None:
        """Leaves nothing behind."""
        self.stop_couriers()
        await asyncio.gather(*self._couriers, return_exceptions=True)
        await self.end()
        for end in (self.kiosk, self.desk):
            for camera in end.cameras.values():
                camera.close()

    async def _carry(self, sender: End, receiver: End) -> None:
        while True:
            signal = await sender.signals.get()
            await receiver.media.signal(signal.generation, signal.kind, signal.sdp)


@asynccontextmanager
async def pair(pace: Pace | None = None) -> AsyncIterator[Pair]:
    """Two ends, not yet connected; closed at the end."""
    loopback_when_alone()
    both = Pair(pace or Pace(beat_every_s=0.05))
    try:
        yield both
    finally:
        await both.close()
