"""How fast a call's media is on this machine: two processes, voice and 720p15 both ways, figures on standard output."""

import argparse
import asyncio
import multiprocessing
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kiosk.domain.ids import EYES, EyeName
from kiosk.domain.picture import Slot
from kiosk.media.ends import Ends
from kiosk.media.events import Connected, MediaEvent, SignalOut
from kiosk.media.media import CallMedia
from kiosk.media.patches import loopback_when_alone

WIDTH, HEIGHT = 1280, 720
CELL = 16
BITS = 16
Planes = NDArray[np.uint8]


@dataclass(frozen=True)
class Sent:
    """One picture of the pretended camera."""

    number: int
    taken_s: float
    width: int
    height: int
    data: bytes
    pose: None = None


class Camera:
    """A textured scene that pans, with the picture's number written into its corner; in a thread of its own."""

    size = (WIDTH, HEIGHT)

    def __init__(self, rate: float) -> None:
        self.taken_s: dict[int, float] = {}
        self._newest: Sent | None = None
        self._listener: Callable[[], None] = lambda: None
        self._over = threading.Event()
        self._rate = rate
        self._scene = self._drawn_once()
        self._thread = threading.Thread(target=self._run, name="camera")
        self._thread.start()

    def newest(self, after: int) -> Sent | None:
        sent = self._newest
        return sent if sent is not None and sent.number > after else None

    def listen(self, listener: Callable[[], None]) -> None:
        self._listener = listener

    def close(self) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        number, due_s = 0, time.monotonic()
        while not self._over.wait(max(0.0, due_s - time.monotonic())):
            due_s += 1 / self._rate
            number += 1
            data = self._draw(number)
            taken_s = self.taken_s[number] = time.monotonic()
            self._newest = Sent(number, taken_s, *self.size, data)
            self._listener()

    def _drawn_once(self) -> Planes:
        rng = np.random.default_rng(1)
        coarse = rng.integers(60, 190, (HEIGHT // 8, WIDTH // 4), dtype=np.uint8)
        return coarse.repeat(8, axis=0).repeat(8, axis=1)

    def _draw(self, number: int) -> bytes:
        planes: Planes = np.full((HEIGHT * 3 // 2, WIDTH), 128, dtype=np.uint8)
        pan = number * 2 % WIDTH
        planes[:HEIGHT] = self._scene[:, pan : pan + WIDTH]
        for bit in range(BITS):
            planes[:CELL, bit * CELL : (bit + 1) * CELL] = 230 if number >> bit & 1 else 20
        return planes.tobytes()


class Tone:
    """A microphone and a loudspeaker in one."""

    def __init__(self) -> None:
        wave = np.sin(np.arange(48_000) * 2 * np.pi * 440 / 48_000) * 8000
        self._pcm = wave.astype(np.int16).tobytes()
        self.written = 0

    def holds(self, samples: int) -> bool:
        return True

    def read(self, samples: int) -> bytes:
        return self._pcm[: samples * 2]

    def write(self, pcm: bytes) -> None:
        self.written += len(pcm) // 2


@dataclass
class Figures:
    """What one process saw."""

    taken_s: dict[EyeName, dict[int, float]] = field(default_factory=dict)
    put_s: dict[EyeName, list[tuple[int, float]]] = field(default_factory=lambda: {eye: [] for eye in EYES})
    asked_s: float = 0.0
    connected_s: float = 0.0
    begun_s: float = 0.0
    cpu_share: float = 0.0
    voice_s: float = 0.0
    threads: int = 0


def number_in(slot: Slot) -> int:
    """The number that the far camera wrote into the corner, at whatever size the picture was scaled to."""
    picture = slot.newest()
    assert picture is not None
    pixels = np.frombuffer(picture.data, dtype=np.uint8).reshape(picture.height, picture.stride)
    scale = picture.width / WIDTH
    row = pixels[int(CELL * scale / 2)]
    return sum((int(row[4 * int((bit + 0.5) * CELL * scale) + 1]) > 128) << bit for bit in range(BITS))


class EndProcess:
    """One end, in its process."""

    def __init__(self, line: Connection, options: argparse.Namespace) -> None:
        self._line = line
        self._options = options
        self._figures = Figures()
        self._slots: dict[EyeName, Slot] = {eye: Slot() for eye in EYES}
        self._connected = asyncio.Event()
        self._signals: asyncio.Queue[Any] = asyncio.Queue()

    async def run(self, offers: bool) -> None:
        loop = asyncio.get_running_loop()
        loopback_when_alone()
        eyes = EYES if self._options.both_eyes else EYES[:1]
        cameras: dict[EyeName, Camera] = {eye: Camera(self._options.rate) for eye in eyes}
        quiet: dict[EyeName, Any] = {eye: cameras.get(eye, Shut()) for eye in EYES}
        tone = Tone()
        for eye, slot in self._slots.items():
            slot.want(self._options.wanted)
            slot.listen(self._noter(eye, slot))
        media = CallMedia(Ends(quiet, tone, tone, self._slots), self._heard)
        await media.begin(())
        await asyncio.sleep(1.0)
        self._figures.asked_s = time.monotonic()
        loop.add_reader(self._line.fileno(), lambda: self._signals.put_nowait(self._line.recv()))
        if offers:
            await media.offer(1)
        await media.signal(*await self._signals.get())
        await self._connected.wait()
        await asyncio.sleep(3.0)
        self._figures.begun_s = time.monotonic()
        cpu_s = time.process_time()
        await asyncio.sleep(self._options.seconds)
        self._figures.cpu_share = (time.process_time() - cpu_s) / (time.monotonic() - self._figures.begun_s)
        self._figures.threads = threading.active_count()
        loop.remove_reader(self._line.fileno())
        for camera in cameras.values():
            camera.close()
        await media.end()
        self._figures.taken_s = {eye: camera.taken_s for eye, camera in cameras.items()}
        self._figures.voice_s = tone.written / 48_000
        self._line.send(self._figures)

    def _noter(self, eye: EyeName, slot: Slot) -> Callable[[], None]:
        def note() -> None:
            now_s = time.monotonic()
            if slot.newest() is not None:
                self._figures.put_s[eye].append((number_in(slot), now_s))

        return note

    def _heard(self, event: MediaEvent) -> None:
        if isinstance(event, SignalOut):
            self._line.send((event.generation, event.kind, event.sdp))
        elif isinstance(event, Connected):
            self._figures.connected_s = time.monotonic()
            self._connected.set()


class Shut:
    """An eye that gives nothing."""

    def newest(self, after: int) -> None:
        return None

    def listen(self, listener: Callable[[], None]) -> None:
        return


def main_of_end(line: Connection, options: argparse.Namespace, offers: bool) -> None:
    """Where a process starts."""
    asyncio.run(EndProcess(line, options).run(offers))


def report(name: str, sender: Figures, receiver: Figures, cpu_of: Figures) -> str:
    """One line of figures an eye."""
    lines = []
    for eye, taken_s in sender.taken_s.items():
        shown = receiver.put_s[eye]
        late_ms = [(at_s - taken_s[n]) * 1000 for n, at_s in shown if n in taken_s and at_s > receiver.begun_s]
        first_s = shown[0][1] - receiver.asked_s if shown else float("nan")
        window_s = shown[-1][1] - receiver.begun_s
        p50, p95, top = np.percentile(late_ms, (50, 95, 100)) if late_ms else (float("nan"),) * 3
        lines.append(
            f"{name} {eye}: connect {receiver.connected_s - receiver.asked_s:.2f} s, first picture {first_s:.2f} s, "
            f"{len(late_ms) / window_s:.1f} fps, p50 {p50:.0f} p95 {p95:.0f} max {top:.0f} ms, "
            f"cpu {cpu_of.cpu_share:.2f}, threads {receiver.threads}, voice {receiver.voice_s:.1f} s"
        )
    return "\n".join(lines)


def main() -> None:
    """Runs both ends and prints."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--rate", type=float, default=15.0)
    parser.add_argument("--both-eyes", action="store_true")
    parser.add_argument("--wanted", type=lambda text: tuple(map(int, text.split("x"))), default=None)
    options = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    to_kiosk, kiosk_line = context.Pipe()
    to_desk, desk_line = context.Pipe()
    ends = [
        context.Process(target=main_of_end, args=(kiosk_line, options, True)),
        context.Process(target=main_of_end, args=(desk_line, options, False)),
    ]
    for end in ends:
        end.start()
    to_desk.send(to_kiosk.recv())
    to_kiosk.send(to_desk.recv())
    kiosk, desk = to_kiosk.recv(), to_desk.recv()
    for end in ends:
        end.join()
    sys.stdout.write(report("to desk", kiosk, desk, desk) + "\n" + report("to kiosk", desk, kiosk, kiosk) + "\n")


if __name__ == "__main__":
    main()
