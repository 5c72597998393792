"""What an eye tells and hands out: how it does, and pictures for the other end."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.domain.ids import EyeName
from kiosk.domain.pose import Pose
from kiosk.domain.privacy import Gate
from kiosk.domain.snapshot import Health


@dataclass(frozen=True)
class Report:
    """The gate position that the child has confirmed, and how the camera does. Sent when one of them changes."""

    eye: EyeName
    gate: Gate
    health: Health
    mock: bool


@dataclass(frozen=True)
class SentFrame:
    """A picture for the other end: I420, planes without gaps (height * 3 / 2 rows of `width` bytes), and where a page
    lies in it."""

    number: int
    taken_s: float
    width: int
    height: int
    data: bytearray
    pose: Pose | None = None


class FrameSource:
    """What the encoder takes pictures from: always the newest, and nothing at all unless the gate stands at SENT."""

    def __init__(self, newest: Callable[[int], SentFrame | None]) -> None:
        self._newest = newest
        self._listeners: tuple[Callable[[], None], ...] = ()

    def newest(self, after: int) -> SentFrame | None:
        """The newest frame if its number is above `after`, as the caller's own copy."""
        return self._newest(after)

    def listen(self, listener: Callable[[], None]) -> None:
        """Calls `listener` on the watch thread whenever a new frame is there."""
        self._listeners = (*self._listeners, listener)

    def tell(self) -> None:
        """For the eye: a new frame is there."""
        for listener in self._listeners:
            listener()
