"""Two jitter buffers of our own, because aiortc's delay video by a picture and lose five voice frames a lost packet.

Both have the shape that aiortc 1.16's receiver expects: `add(packet) -> (ask for a key frame?, frame or None)`.
"""

import queue
import time
from collections import deque

from aiortc.jitterbuffer import JitterBuffer, JitterFrame
from aiortc.rtp import RtpPacket
from aiortc.utils import uint16_add, uint16_gt

from kiosk.media.poses import Stamps

VOICE_PREFETCH = 0
"""Voice packets kept back so that they can change places, 20 ms each: none on a line where none ever did. Uneven
arrival is the affair of the ear's ring."""
VOICE_MOST_PREFETCH = 3
CALM_PACKETS = 1500
"""After 30 s without a packet that came too late, one packet less is kept back."""

MAX_WIDTH = 4096
MAX_HEIGHT = 2304
"""Largest picture that is decoded. VP8 allows 16383 x 16383: 900 MB of memory for a packet of 70 bytes."""

VIDEO_CLOCK = 90_000

_VOICE_LATE = 1000
_REMEMBERED = 64
_KEY_HEADER_BYTES = 10


class Burst(JitterFrame):
    """One picture, and those that were only waiting for it; the receiver takes one frame a packet, no more."""

    def __init__(self, pictures: list[JitterFrame]) -> None:
        super().__init__(data=pictures[0].data, timestamp=pictures[0].timestamp)
        self.pictures = pictures


class PictureBuffer(JitterBuffer):
    """Hands a picture on at its marker bit instead of waiting for the first packet of the next one.

    The marker ends a picture: RFC 7741 section 4.1. At 15 pictures a second this saves 66 ms.
    """

    def __init__(self) -> None:
        super().__init__(capacity=512, is_video=True)

    def add(self, packet: RtpPacket) -> tuple[bool, Burst | None]:
        """Takes one packet; gives out every picture that it completes, or that waited behind what it completes."""
        ask, first = super().add(packet)
        complete: list[JitterFrame] = []
        while first is not None:
            if decodable(first.data):
                complete.append(first)
            first = self._remove_frame(packet.sequence_number)
        return ask, Burst(complete) if complete else None

    def _remove_frame(self, sequence_number: int) -> JitterFrame | None:
        parts: list[bytes] = []
        timestamp: int | None = None
        origin = self._origin or 0
        for count in range(self._capacity):
            packet = self._packets[(origin + count) % self._capacity]
            if packet is None:
                return None
            if timestamp is not None and packet.timestamp != timestamp:
                return self._close(parts, timestamp, count)  # a sender that sets no marker
            timestamp = packet.timestamp
            parts.append(_payload(packet))
            if packet.marker:
                return self._close(parts, timestamp, count + 1)
        return None

    def _close(self, parts: list[bytes], timestamp: int, count: int) -> JitterFrame:
        self.remove(count)
        return JitterFrame(data=b"".join(parts), timestamp=timestamp)


def decodable(picture: bytes) -> bool:
    """False for a VP8 picture that must not reach the decoder: an empty one ends it for good, a huge one eats memory.

    Only a key frame changes the size; it says so in its first bytes: RFC 6386 section 9.1.
    """
    if not picture:
        return False
    if picture[0] & 1:
        return True
    if len(picture) < _KEY_HEADER_BYTES:
        return False
    width = int.from_bytes(picture[6:8], "little") & 0x3FFF
    height = int.from_bytes(picture[8:10], "little") & 0x3FFF
    return width <= MAX_WIDTH and height <= MAX_HEIGHT


class PictureQueue(queue.Queue[tuple[object, JitterFrame] | None]):
    """The way to the decoder thread: unfolds bursts, and writes on each picture when it had arrived; `stamps` keeps
    the RTP time stamp that stood there."""

    def __init__(self) -> None:
        super().__init__()
        self.stamps = Stamps()

    def put(self, item: tuple[object, JitterFrame] | None, block: bool = True, timeout: float | None = None) -> None:
        """Takes (codec, burst), or None for the end; at the end what still waits is not decoded any more."""
        if item is None:
            with self.mutex:
                self.queue.clear()
            super().put(None)
            return
        codec, burst = item
        for picture in burst.pictures if isinstance(burst, Burst) else [burst]:
            picture.timestamp = self.stamps.note(int(time.monotonic() * VIDEO_CLOCK), picture.timestamp)
            super().put((codec, picture))


class VoiceBuffer:
    """Releases the oldest packet once more than so many are queued, so that a loss costs exactly what was lost.

    How many: few, until one comes too late for that; then more, for as long as the network is like that.
    """

    def __init__(self) -> None:
        self._prefetch = VOICE_PREFETCH
        self._calm = 0
        self._waiting: dict[int, RtpPacket] = {}
        self._released: int | None = None
        self._given: deque[int] = deque(maxlen=_REMEMBERED)

    def add(self, packet: RtpPacket) -> tuple[bool, JitterFrame | None]:
        """Takes one packet; gives at most one frame out."""
        number = packet.sequence_number
        if self._released is not None and not uint16_gt(number, self._released):
            if uint16_add(self._released, -number) < _VOICE_LATE:
                self._note_late(number, self._released)
                return False, None
            self._begin_anew()
        self._waiting[number] = packet
        self._calm += 1
        if self._calm >= CALM_PACKETS and self._prefetch > VOICE_PREFETCH:
            self._calm = 0
            self._prefetch -= 1
            self._take_oldest()  # 20 ms are left out, once: else the delay would stay
        if len(self._waiting) <= self._prefetch:
            return False, None
        oldest = self._take_oldest()
        return False, JitterFrame(data=_payload(oldest), timestamp=oldest.timestamp)

    def _note_late(self, number: int, released: int) -> None:
        """Too late: the next one like it shall have its place; or a repeat, which says nothing."""
        if number not in self._given:
            places = uint16_add(released, -number)
            self._prefetch = min(VOICE_MOST_PREFETCH, self._prefetch + places)
            self._calm = 0

    def _begin_anew(self) -> None:
        self._waiting.clear()
        self._given.clear()
        self._released = None

    def _take_oldest(self) -> RtpPacket:
        head = self._oldest()
        self._released = head
        self._given.append(head)
        return self._waiting.pop(head)

    def _oldest(self) -> int:
        numbers = iter(self._waiting)
        head = next(numbers)
        for number in numbers:
            if uint16_gt(head, number):
                head = number
        return head


def _payload(packet: RtpPacket) -> bytes:
    payload: bytes = packet._data  # type: ignore[attr-defined]  # without the codec's header: set by the receiver
    return payload
