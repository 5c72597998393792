"""Drains remote tracks from their arrival (aiortc's queues have no bound) into slots and the loudspeaker."""

import asyncio
import dataclasses
import time
from collections.abc import Callable

import numpy as np
from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError
from av import AudioFrame, VideoFrame
from av.video.reformatter import VideoReformatter

from kiosk.domain.picture import Picture, Slot
from kiosk.media.ends import VoiceSink
from kiosk.media.jitter import MAX_HEIGHT, MAX_WIDTH, VIDEO_CLOCK
from kiosk.media.poses import HeardPoses, Stamps
from kiosk.wire.peer import Posed

UNDERWAY_S = 0.3
"""How long after `forget` pictures are still dropped. The far end's word that its gate is shut leaves at once; the
picture that its encoder had in hand leaves up to 30 ms later, and a round trip later again if a packet was lost."""


class PictureDrain:
    """One remote video track into one slot, scaled to what the painter wants, off the event loop, with its pose."""

    def __init__(self, slot: Slot, on_first: Callable[[], None]) -> None:
        self.stamps: Stamps | None = None
        self._poses = HeardPoses()
        self._slot = slot
        self._on_first = on_first
        self._reformatter = VideoReformatter()
        self._number = 0
        self._newest: VideoFrame | None = None
        self._arrived = asyncio.Event()
        self._not_before_s = 0.0

    async def run(self, track: MediaStreamTrack) -> None:
        """Until the track ends. The time stamps of its frames say when they had arrived: see PictureQueue."""
        async with asyncio.TaskGroup() as tasks:
            painting = tasks.create_task(self._paint(), name="picture-paint")
            try:
                while True:
                    frame = await track.recv()
                    if isinstance(frame, VideoFrame):
                        self._newest = frame
                        self._arrived.set()
            except MediaStreamError:
                painting.cancel()

    def forget(self) -> None:
        """Overwrites the picture shown, and shows none that was already taken or on its way."""
        self._not_before_s = time.monotonic() + UNDERWAY_S
        self._slot.clear()

    async def _paint(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await self._arrived.wait()
            self._arrived.clear()
            frame, self._newest = self._newest, None
            if frame is None or frame.width > MAX_WIDTH or frame.height > MAX_HEIGHT:
                continue
            picture = await loop.run_in_executor(None, self._convert, frame)
            if picture.taken_s >= self._not_before_s:
                self._show(picture)

    def _show(self, picture: Picture) -> None:
        first, self._number = self._number == 0, picture.number
        self._slot.put(dataclasses.replace(picture, pose=self._poses.of(self._stamp_of(picture))))
        if first:
            self._on_first()

    def hear(self, message: Posed) -> None:
        """A pose of the far end; one that comes after its picture is put to it while that is still the newest."""
        self._poses.hear(message)
        newest = self._slot.video()
        if newest is not None and newest.pose is None:
            pose = self._poses.of(self._stamp_of(newest))
            if pose is not None:
                self._slot.put(dataclasses.replace(newest, pose=pose))

    def _stamp_of(self, picture: Picture) -> int | None:
        return self.stamps.of(round(picture.taken_s * VIDEO_CLOCK)) if self.stamps is not None else None

    def _convert(self, frame: VideoFrame) -> Picture:
        width, height = self._slot.wanted or (frame.width, frame.height)
        if not 0 < width * height <= frame.width * frame.height:
            width, height = frame.width, frame.height  # the painter enlarges; memory does not
        scaled = self._reformatter.reformat(frame, width=width, height=height, format="bgra")
        plane = scaled.planes[0]
        return Picture(
            data=bytearray(plane),
            width=width,
            height=height,
            stride=plane.line_size,
            number=self._number + 1,
            taken_s=(frame.pts or 0) / VIDEO_CLOCK,
            source_width=frame.width,
            source_height=frame.height,
        )


class VoiceDrain:
    """The remote voice into the loudspeaker; knows when it last heard a packet."""

    def __init__(self, sink: VoiceSink) -> None:
        self._sink = sink
        self.heard_s: float | None = None

    async def run(self, track: MediaStreamTrack) -> None:
        """Until the track ends."""
        try:
            while True:
                frame = await track.recv()
                if isinstance(frame, AudioFrame):
                    self.heard_s = time.monotonic()
                    self._sink.write(mono(frame))
        except MediaStreamError:
            return


def mono(frame: AudioFrame) -> bytes:
    """One channel of signed 16 bit samples: the mean of what came (Opus gives two equal ones)."""
    samples = frame.to_ndarray()
    channels = len(frame.layout.channels)
    wide = samples.astype(np.int32)
    mixed = wide.mean(axis=0) if frame.format.is_planar else wide.reshape(-1, channels).mean(axis=1)
    return bytes(mixed.astype(np.int16).tobytes())
