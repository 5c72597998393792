"""Small print under a 4K camera, a mobile line, and how soon a clerk can read it: `python -m tests.bench.stills`.

A real document eye in its own process, a real call between two ends of this process over a line of 0.7 Mbit/s each way,
80 ms there and back, 1 % loss, with faces both ways and voice. What the clerk sees is judged by tesseract (Japanese)
where that is installed; without it the letters are not judged.
"""

import asyncio
import math
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
import pytest

from kiosk.domain.ids import EYES, EyeName
from kiosk.domain.lying import Lying
from kiosk.domain.page import Page, Point, sheet_id
from kiosk.domain.picture import Picture, Slot
from kiosk.domain.privacy import Gate
from kiosk.domain.snapshot import Health
from kiosk.domain.still import StillPiece
from kiosk.eye.eye import Eye
from kiosk.eye.frames import Report
from kiosk.eye.plan import EyePlan, PaperPlan
from kiosk.media.ends import Ends
from kiosk.media.events import Connected, MediaEvent, PeerSaid, SignalOut
from kiosk.media.media import CallMedia
from kiosk.media.patches import loopback_when_alone
from kiosk.reader.far_page import FarPage
from kiosk.vision.mask import Opening
from kiosk.wire.peer import Marks
from tests.bench.media_quick import Camera, Planes, Shut, Tone
from tests.bench.still_camera import A4, FPS, PX_PER_MM, SIZE, Scene, StillCamera, still_camera
from tests.bench.still_letters import is_written, letters
from tests.support.bad_line import Weather, bad_line

MOBILE = Weather(delay_s=0.04, loss=0.01, rate_bits_per_s=700_000, queue_s=0.5, each_way=True)
VIDEO = (1920, 1080)
FACE_FPS = 15.0
PATIENCE_S = 30.0
SETTLED_S = 1.5
SLID_MM = 1.0


class Bell:
    """Rings in this loop whenever something that is watched may have changed, by whatever thread."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self._loop.call_soon_threadsafe(self._rung.set)

    async def until(self, so: Callable[[], bool], within_s: float = PATIENCE_S) -> None:
        """Raises TimeoutError."""
        async with asyncio.timeout(within_s):
            while not so():
                self._rung.clear()
                await self._rung.wait()


@dataclass
class Heard:
    """One end's ears for what its media says."""

    bell: Bell
    events: list[MediaEvent] = field(default_factory=list)
    signals: "asyncio.Queue[SignalOut]" = field(default_factory=asyncio.Queue)

    def hear(self, event: MediaEvent) -> None:
        self.events.append(event)
        if isinstance(event, SignalOut):
            self.signals.put_nowait(event)
        self.bell.ring()

    def connected(self) -> bool:
        return any(isinstance(event, Connected) for event in self.events)


class Counted(FarPage):
    """Counts what comes, and rings."""

    bytes = 0
    pieces = 0
    bell: Bell

    def piece(self, piece: StillPiece) -> None:
        self.bytes += len(piece.data)
        self.pieces += 1
        super().piece(piece)
        self.bell.ring()


class Table:
    """The van's document eye, and what it says of itself and of what lies under it."""

    def __init__(self, plan: EyePlan, bell: Bell) -> None:
        self.lying = Lying()
        self.health = Health.STARTING
        self._bell = bell
        self.eye = Eye(plan, self._report, self._lies)
        self.eye.paint.listen(bell.ring)

    def corner_mm(self) -> Point | None:
        """Where the sheet begins on the table; None while nobody can say."""
        seen = self.eye.paint.newest()
        if seen is None or seen.pose is None:
            return None
        right, down = seen.pose.to_share((0.0, 0.0))
        return right * SIZE[0] / PX_PER_MM, down * SIZE[1] / PX_PER_MM

    def _report(self, report: Report) -> None:
        self.health = report.health
        self._bell.ring()

    def _lies(self, lying: Lying) -> None:
        self.lying = lying
        self._bell.ring()


def measure(quick: bool) -> dict[str, float]:
    """Seconds, kilobytes and shares of wrong letters; a quick run is the same."""
    return asyncio.run(_measure())


async def _measure() -> dict[str, float]:
    bell = Bell()
    with (
        still_camera() as camera,
        pytest.MonkeyPatch.context() as patch,
        bad_line(patch, 3, MOBILE),
        _table(camera, bell) as table,
    ):
        async with _call(table.eye, bell) as (call, heard):
            return await _watch(Scenery(bell, camera, table, *call, heard))


@contextmanager
def _table(camera: StillCamera, bell: Bell) -> Iterator[Table]:
    """Calibrated while it was empty."""
    empty = np.asarray(cv2.imdecode(np.frombuffer(Scene().draw(None)[0], np.uint8), cv2.IMREAD_REDUCED_COLOR_2))
    paper = PaperPlan("van", PX_PER_MM * VIDEO[0] / SIZE[0], cv2.imencode(".png", empty)[1].tobytes(), (A4,), ())
    plan = EyePlan(
        "document", "http", {"url": camera.url}, *VIDEO, fps=FPS, opening=Opening(0.05, 0.0, 0.9, 1.0), paper=paper
    )
    table = Table(plan, bell)
    table.eye.start()
    try:
        yield table
    finally:
        table.eye.stop()


@asynccontextmanager
async def _call(eye: Eye, bell: Bell) -> AsyncIterator[tuple[tuple[Slot, Counted, CallMedia], Heard]]:
    """The desk's slot and page, the kiosk's media, and what the desk hears."""
    loopback_when_alone()
    slot = Slot()
    page = Counted("van", slot, lambda sharp: bell.ring(), lambda sheet: Page(sheet_id("van", sheet), *A4))
    page.bell = bell
    slot.listen(bell.ring)
    ears = Heard(bell), Heard(bell)
    faces = Face(FACE_FPS), Face(FACE_FPS)
    kiosk = CallMedia(
        Ends({"face": faces[0], "document": eye.send}, Tone(), Tone(), _slots(), eye.stills), ears[0].hear
    )
    there = {**_slots(), "document": slot}
    desk = CallMedia(Ends({"face": faces[1], "document": Shut()}, Tone(), Tone(), there, None, page), ears[1].hear)
    couriers = [
        asyncio.create_task(_carry(ears[0], desk), name="courier"),
        asyncio.create_task(_carry(ears[1], kiosk), name="courier back"),
    ]
    try:
        for media in (kiosk, desk):
            await media.begin(())
        await kiosk.offer(1)
        await bell.until(lambda: all(ear.connected() for ear in ears))
        yield (slot, page, kiosk), ears[1]
    finally:
        for courier in couriers:
            courier.cancel()
        await asyncio.gather(kiosk.end(), desk.end())
        for face in faces:
            face.close()
        await asyncio.to_thread(page.ended, 5.0)


def _slots() -> dict[EyeName, Slot]:
    return {eye: Slot() for eye in EYES}


class Face(Camera):
    """360p of somebody who moves little: a soft scene, in which a part of 80 pixels moves."""

    size = (640, 360)

    def _drawn_once(self) -> Planes:
        coarse = np.random.default_rng(2).integers(70, 190, (12, 20), np.uint8)
        return np.asarray(cv2.resize(coarse, self.size, interpolation=cv2.INTER_CUBIC), np.uint8)

    def _draw(self, number: int) -> bytes:
        planes: Planes = np.full((540, 640), 128, np.uint8)
        planes[:360] = self._scene
        left = 280 + round(20 * math.sin(number / 9))
        planes[150:230, left : left + 80] = self._scene[100:180, 100:180]
        return planes.tobytes()


async def _carry(ear: Heard, to: CallMedia) -> None:
    while True:
        signal = await ear.signals.get()
        await to.signal(signal.generation, signal.kind, signal.sdp)


@dataclass
class Scenery:
    """All that is played with and watched."""

    bell: Bell
    camera: StillCamera
    table: Table
    slot: Slot
    page: Counted
    media: CallMedia
    heard: Heard

    async def play(self, order: str) -> float:
        """The moment at which the last moving picture was handed over."""
        return await asyncio.to_thread(self.camera.tell, order)

    def is_sharp(self) -> bool:
        newest = self.slot.newest()
        return newest is not None and newest.sharp

    async def sharp(self) -> Picture:
        await self.bell.until(self.is_sharp)
        return _kept(self.slot)

    async def written(self) -> Picture:
        """When the name can be read, which is covered at first."""
        looked_s = 0.0
        while True:
            await self.bell.until(lambda looked_s=looked_s: self.is_sharp() and _kept_s(self.slot) > looked_s)  # type: ignore[misc]
            looked_s = _kept_s(self.slot)
            picture = _kept(self.slot)
            if is_written(picture):
                return picture

    async def video(self) -> None:
        await self.bell.until(lambda: not self.is_sharp())

    async def slides(self, from_mm: Point) -> None:
        """Until the eye has seen that the sheet is on its way."""
        await self.bell.until(lambda: math.dist(self.table.corner_mm() or from_mm, from_mm) > SLID_MM)

    async def settled(self) -> Picture:
        """When no more pieces have come for a second and a half."""
        with suppress(TimeoutError):
            while True:
                seen = self.page.pieces
                await self.bell.until(lambda seen=seen: self.page.pieces != seen, SETTLED_S)  # type: ignore[misc]
        return _kept(self.slot)


async def _watch(scene: Scenery) -> dict[str, float]:
    table, bell = scene.table, scene.bell
    table.eye.set_gate(Gate.LOCAL)
    await bell.until(lambda: table.health is Health.OK)
    await scene.play("lay")
    await bell.until(lambda: table.lying.held)
    table.eye.show_sheet(table.lying.number, True)
    await bell.until(lambda: table.lying.open and table.corner_mm() is not None)
    here = table.corner_mm()
    assert here is not None
    sliding = asyncio.create_task(scene.play("slide"), name="slide")
    await scene.slides(here)
    table.eye.set_gate(Gate.SENT)
    ended_s = await sliding
    first = await scene.sharp()
    figures = {"first_s": first.taken_s - ended_s, "first_kb": scene.page.bytes / 1000, "mark_s": await _mark(scene)}
    last = await scene.settled()
    figures |= {"sharp_s": last.taken_s - ended_s, "all_kb": scene.page.bytes / 1000}
    figures |= await _pushed(scene) | await _written(scene)
    return figures | letters("first", first) | letters("sharp", last)


async def _pushed(scene: Scenery) -> dict[str, float]:
    begun_s, before = time.monotonic(), scene.page.bytes
    moving = asyncio.create_task(scene.play("back"), name="back")
    await scene.video()
    back_s = time.monotonic() - begun_s
    ended_s = await moving
    again_s = (await scene.sharp()).taken_s - ended_s
    return {"video_back_s": back_s, "again_s": again_s, "again_kb": (scene.page.bytes - before) / 1000}


async def _written(scene: Scenery) -> dict[str, float]:
    moving = asyncio.create_task(scene.play("slide"), name="slide")
    await scene.video()
    await moving
    await scene.sharp()
    before = scene.page.bytes
    moving = asyncio.create_task(scene.play("write"), name="write")
    await scene.video()
    ended_s = await moving
    written_s = (await scene.written()).taken_s - ended_s
    await scene.settled()
    return {"written_s": written_s, "written_kb": (scene.page.bytes - before) / 1000}


async def _mark(scene: Scenery) -> float:
    """How long a mark takes while the page is being sharpened."""
    sent_s, mark = time.monotonic(), Marks(cleared=5)
    scene.media.send(mark)
    await scene.bell.until(lambda: any(isinstance(one, PeerSaid) and one.message == mark for one in scene.heard.events))
    return time.monotonic() - sent_s


def _kept_s(slot: Slot) -> float:
    picture = slot.newest()
    return picture.taken_s if picture is not None else 0.0


def _kept(slot: Slot) -> Picture:
    """A copy, because what is shown is overwritten."""
    picture = slot.newest()
    assert picture is not None
    return replace(picture, data=bytes(picture.data))


def main() -> int:
    for name, value in measure(quick=False).items():
        sys.stdout.write(f"{name}: {value:.3f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
