"""Tracks that carry this side's newest picture and its voice; they wait, they never queue."""

import asyncio
import time
from collections.abc import Callable
from fractions import Fraction

import numpy as np
from aiortc import MediaStreamTrack
from av import AudioFrame, VideoFrame

from kiosk.media.ends import FrameSource, VoiceSource
from kiosk.media.jitter import VIDEO_CLOCK
from kiosk.media.pace import GLANCE_S, MICROPHONE_LATE_S, Pace
from kiosk.media.poses import ToldPoses

VOICE_RATE = 48_000
VOICE_SAMPLES = 960
"""Samples of one Opus packet: 20 ms."""


class Bell:
    """Wakes the tracks of one eye, for as many generations as come and go: a source is listened to only once."""

    def __init__(self, source: FrameSource) -> None:
        self.source = source
        self._loop = asyncio.get_running_loop()
        self._waiting: set[asyncio.Event] = set()
        source.listen(self._ring)

    def _ring(self) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        for event in self._waiting:
            event.set()

    def join(self, event: asyncio.Event) -> None:
        """Sets `event` at each new picture."""
        self._waiting.add(event)

    def leave(self, event: asyncio.Event) -> None:
        """No more."""
        self._waiting.discard(event)


class PictureTrack(MediaStreamTrack):
    """Sends the newest picture of one eye whenever there is a new one; `poses` is told where a page lies in it."""

    kind = "video"

    def __init__(self, bell: Bell, may_go: Callable[[float], bool] = lambda last_s: True) -> None:
        """`may_go` is asked before each picture, with the time at which the last one went."""
        super().__init__()
        self.poses: ToldPoses | None = None
        self._may_go = may_go
        self._went_s = 0.0
        self._bell = bell
        self._source = bell.source
        self._new = asyncio.Event()
        self._last = 0
        bell.join(self._new)

    def stop(self) -> None:
        """Ends the track; may be called twice."""
        self._bell.leave(self._new)
        super().stop()

    async def recv(self) -> VideoFrame:
        """The next picture, as yuv420p with its time on the 90 kHz clock."""
        while True:
            self._new.clear()
            sent = self._source.newest(self._last) if self._may_go(self._went_s) else None
            if sent is not None:
                break
            await self._new.wait()
        self._last = sent.number
        self._went_s = time.monotonic()
        planes = np.frombuffer(sent.data, dtype=np.uint8).reshape(sent.height * 3 // 2, sent.width)
        frame = VideoFrame.from_ndarray(planes, format="yuv420p")
        frame.pts = int(sent.taken_s * VIDEO_CLOCK)
        frame.time_base = Fraction(1, VIDEO_CLOCK)
        if self.poses is not None:
            self.poses.next(frame.pts, sent.pose)
        return frame


class VoiceTrack(MediaStreamTrack):
    """Sends 20 ms of voice each 20 ms, as soon as the microphone has them: by another clock, they would wait for up to
    20 ms more. Silence when the line is closed."""

    kind = "audio"

    def __init__(self, source: VoiceSource) -> None:
        super().__init__()
        self._source = source
        self._pace = Pace()
        self._samples = 0

    async def recv(self) -> AudioFrame:
        """The next packet's worth of voice."""
        loop = asyncio.get_running_loop()
        now_s = loop.time()
        if (due_s := self._pace.due_s(now_s)) > now_s:
            await asyncio.sleep(due_s - now_s)
        await self._heard(loop)
        pcm = np.frombuffer(self._source.read(VOICE_SAMPLES), dtype=np.int16).reshape(1, -1)
        frame = AudioFrame.from_ndarray(pcm, format="s16", layout="mono")
        frame.sample_rate = VOICE_RATE
        frame.pts = self._samples
        frame.time_base = Fraction(1, VOICE_RATE)
        self._samples += VOICE_SAMPLES
        return frame

    async def _heard(self, loop: asyncio.AbstractEventLoop) -> None:
        """Waits a moment for the microphone."""
        begun_s = loop.time()
        # The ring lies in shared memory, where nobody can set an event.
        while not self._source.holds(VOICE_SAMPLES):
            if loop.time() - begun_s >= MICROPHONE_LATE_S:
                self._pace.silent()
                return
            await asyncio.sleep(GLANCE_S)
        self._pace.heard(loop.time() - begun_s)
