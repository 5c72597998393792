"""What media takes from the eyes and the ear and gives to the screens, said without knowing any of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kiosk.domain.ids import EyeName
from kiosk.domain.picture import Slot
from kiosk.domain.pose import Pose


class SentFrameLike(Protocol):
    """One picture that may leave: contiguous I420, `width` x `height`, taken at monotonic `taken_s`."""

    @property
    def number(self) -> int: ...  # noqa: D102
    @property
    def taken_s(self) -> float: ...  # noqa: D102
    @property
    def width(self) -> int: ...  # noqa: D102
    @property
    def height(self) -> int: ...  # noqa: D102
    @property
    def data(self) -> bytes | bytearray | memoryview: ...  # noqa: D102
    @property
    def pose(self) -> Pose | None: ...  # noqa: D102


class FrameSource(Protocol):
    """Pictures of one eye whose gate is `sent`; nothing in every other position."""

    def newest(self, after: int) -> SentFrameLike | None:
        """The newest picture with a number above `after`, or None."""

    def listen(self, listener: Callable[[], None]) -> None:
        """Calls back from any thread when there is a new one."""


class VoiceSource(Protocol):
    """The microphone: signed 16 bit, one channel, 48 kHz."""

    def read(self, samples: int) -> bytes:
        """Exactly `samples` samples; silence where there are none."""

    def holds(self, samples: int) -> bool:
        """Whether so many wait, or none are to be waited for."""


class VoiceSink(Protocol):
    """The loudspeaker, same format."""

    def write(self, pcm: bytes) -> None:
        """Takes any whole number of samples."""


@dataclass(frozen=True)
class Ends:
    """Everything that one call is wired to."""

    pictures: dict[EyeName, FrameSource]
    voice: VoiceSource
    loudspeaker: VoiceSink
    slots: dict[EyeName, Slot]
