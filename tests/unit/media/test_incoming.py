"""Pictures and voice between a track and what shows or plays them."""

import asyncio
import time
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from aiortc import MediaStreamTrack
from av import AudioFrame, VideoFrame

from kiosk.domain.picture import Slot
from kiosk.media.incoming import UNDERWAY_S, PictureDrain, mono
from kiosk.media.jitter import MAX_WIDTH, VIDEO_CLOCK


class FarTrack(MediaStreamTrack):
    """A remote track whose frames a test gives."""

    kind = "video"

    def __init__(self) -> None:
        super().__init__()
        self.frames: asyncio.Queue[VideoFrame] = asyncio.Queue()

    async def recv(self) -> VideoFrame:
        return await self.frames.get()

    def give(self, arrived_s: float, width: int = 64, height: int = 48, luma: int = 128) -> None:
        planes = np.full((height * 3 // 2, width), 128, dtype=np.uint8)
        planes[:height] = luma
        frame = VideoFrame.from_ndarray(planes, format="yuv420p")
        frame.pts, frame.time_base = int(arrived_s * VIDEO_CLOCK), Fraction(1, VIDEO_CLOCK)
        self.frames.put_nowait(frame)


class Screen:
    """A slot, and the sizes of what was put into it."""

    def __init__(self) -> None:
        self.slot = Slot()
        self.shown: asyncio.Queue[tuple[int, int, int]] = asyncio.Queue()
        self.slot.listen(self._note)

    def _note(self) -> None:
        picture = self.slot.newest()
        if picture is not None:
            self.shown.put_nowait((picture.source_width, picture.width, picture.height))

    async def next(self) -> tuple[int, int, int]:
        async with asyncio.timeout(5):
            return await self.shown.get()


def story(tell: Callable[[FarTrack, Screen, PictureDrain], object]) -> None:
    async def whole() -> None:
        track, screen = FarTrack(), Screen()
        drain = PictureDrain(screen.slot, lambda: None)
        running = asyncio.create_task(drain.run(track))
        try:
            told = tell(track, screen, drain)
            assert asyncio.iscoroutine(told)
            await told
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    asyncio.run(whole())


def test_a_picture_is_scaled_down_to_what_the_painter_wants() -> None:
    async def tell(track: FarTrack, screen: Screen, _: PictureDrain) -> None:
        screen.slot.want((32, 24))
        track.give(time.monotonic())
        assert await screen.next() == (64, 32, 24)

    story(tell)


@pytest.mark.parametrize("wanted", [(640, 480), (0, 0), (0, 24), None])
def test_a_picture_is_never_scaled_up_nor_to_nothing(wanted: tuple[int, int] | None) -> None:
    async def tell(track: FarTrack, screen: Screen, _: PictureDrain) -> None:
        screen.slot.want(wanted)
        track.give(time.monotonic())
        assert await screen.next() == (64, 64, 48)

    story(tell)


def test_an_absurdly_large_picture_is_dropped_and_the_next_one_shown() -> None:
    async def tell(track: FarTrack, screen: Screen, _: PictureDrain) -> None:
        track.give(time.monotonic(), width=MAX_WIDTH + 2, height=2)
        await asyncio.to_thread(lambda: None)  # the drain has taken the first before the second comes
        track.give(time.monotonic())
        assert (await screen.next())[0] == 64

    story(tell)


def test_pixels_are_bgra() -> None:
    async def tell(track: FarTrack, screen: Screen, _: PictureDrain) -> None:
        track.give(time.monotonic(), luma=235)
        await screen.next()
        picture = screen.slot.newest()
        assert picture is not None and picture.stride == 64 * 4
        assert min(bytes(picture.data)[:4]) > 240, "white, opaque"

    story(tell)


def test_forgetting_overwrites_the_picture_that_is_shown() -> None:
    async def tell(track: FarTrack, screen: Screen, drain: PictureDrain) -> None:
        track.give(time.monotonic(), luma=235)
        await screen.next()
        picture = screen.slot.newest()
        assert picture is not None
        drain.forget()
        assert screen.slot.newest() is None
        assert not any(bytes(picture.data))

    story(tell)


def test_what_was_under_way_when_it_was_forgotten_never_refills_the_slot() -> None:
    async def tell(track: FarTrack, screen: Screen, drain: PictureDrain) -> None:
        now_s = time.monotonic()
        drain.forget()
        for arrived_s in (now_s - 0.1, now_s, now_s + UNDERWAY_S / 2):
            track.give(arrived_s, width=16)
            await asyncio.to_thread(lambda: None)
        track.give(now_s + UNDERWAY_S * 2, width=32)  # sent after the far end opened again
        assert (await screen.next())[0] == 32

    story(tell)


def test_a_picture_forgotten_while_it_is_converted_is_not_shown() -> None:
    async def tell(track: FarTrack, screen: Screen, drain: PictureDrain) -> None:
        converting, go_on = asyncio.Event(), asyncio.Event()
        loop = asyncio.get_running_loop()
        original = loop.run_in_executor

        async def held(_: object, work: Callable[[VideoFrame], object], frame: VideoFrame) -> object:
            converting.set()
            await go_on.wait()
            return await original(None, work, frame)

        loop.run_in_executor = held  # type: ignore[assignment,method-assign]
        now_s = time.monotonic()
        track.give(now_s, width=16)
        await converting.wait()
        drain.forget()
        go_on.set()
        track.give(now_s + UNDERWAY_S * 2, width=32)
        assert (await screen.next())[0] == 32

    story(tell)


@pytest.mark.parametrize(
    ("samples", "format_", "layout", "expected"),
    [
        ([[1, 3, -4, -2, 32767, 32767]], "s16", "stereo", [2, -3, 32767]),
        ([[1, -4, 32767], [3, -2, 32767]], "s16p", "stereo", [2, -3, 32767]),
        ([[5, -6, 7]], "s16", "mono", [5, -6, 7]),
    ],
)
def test_voice_is_mixed_to_one_channel(
    samples: list[list[int]], format_: str, layout: str, expected: list[int]
) -> None:
    frame = AudioFrame.from_ndarray(np.array(samples, dtype=np.int16), format=format_, layout=layout)
    assert np.frombuffer(mono(frame), dtype=np.int16).tolist() == expected
