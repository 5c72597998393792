"""What media takes from the eyes and the ear and gives to the screens, said without knowing any of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kiosk.domain.ids import EyeName
from kiosk.domain.picture import Slot
from kiosk.domain.pose import Pose
from kiosk.domain.still import Coming, Resting, StillPiece


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


class StillSource(Protocol):
    """What the own document eye has made for the other end, in order, while its gate is `sent`."""

    def take(self) -> StillPiece | Resting | Coming | None:
        """The next one; None while there is none."""

    def listen(self, listener: Callable[[], None]) -> None:
        """Calls back from any thread when there is something new, or is held no longer, and when all that was not taken
        yet is gone."""

    @property
    def held(self) -> bool:
        """Whether nothing may leave until a listener is called, also of what was taken."""

    @property
    def closings(self) -> int:
        """Rises whenever what was taken may not leave any more."""

    def want(self, first_bytes: int) -> None:
        """How large the first picture of a sheet should be."""

    def begin_again(self, sheet: int) -> None:
        """The other end knows nothing of that sheet."""


class StillSink(Protocol):
    """Who makes pages of the other end's pieces. All methods return at once."""

    def begin(self) -> None:
        """A call begins, or the first still of one is on its way."""

    def listen(self, on_unknown: Callable[[int], None]) -> None:
        """Who is told, by any thread, that a sheet is unknown after all though it was said to rest: a piece of it
        could not be read. Must return at once."""

    def piece(self, piece: StillPiece) -> None:
        """A piece is here, whole."""

    def rests(self, sheet: int) -> bool:
        """That sheet lies still and looks as its needed pieces up to now show it; 0: something moves. False where
        nothing is known of that sheet."""

    def forget(self) -> None:
        """Nothing of all that may be seen any more."""

    def end(self) -> None:
        """The call is over."""


@dataclass(frozen=True)
class Ends:
    """Everything that one call is wired to. An end that has no eye for paper sends no stills, one without a sink takes
    none. A sink that does not begin with the call begins with the first still of it, and costs nothing before."""

    pictures: dict[EyeName, FrameSource]
    voice: VoiceSource
    loudspeaker: VoiceSink
    slots: dict[EyeName, Slot]
    stills: StillSource | None = None
    far_stills: StillSink | None = None
    far_stills_from_the_start: bool = True
