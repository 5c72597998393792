"""What a camera promises."""

from dataclasses import dataclass
from typing import Protocol

from drivers.api.frame import Frame


@dataclass(frozen=True)
class CameraHealth:
    """`open` and the seconds since the last picture (None before the first), for the watch and for `doctor`."""

    open: bool
    last_frame_age_s: float | None
    detail: str = ""


class Camera(Protocol):
    """A camera, driven by one thread. A keeper's constructor takes its typed options and opens nothing."""

    mock: bool

    def open(self) -> None:
        """Makes pictures come. Opening an open camera does nothing. Raises DeviceMissing or DeviceBusy."""

    def close(self) -> None:
        """Stops; may be called twice, and after a failed open."""

    def wait(self, timeout_s: float) -> Frame | None:
        """The newest picture not handed out yet, or None when none came in time. Raises DeviceLost."""

    def expose_for_screen(self, on: bool) -> None:
        """What lies there shines: darker pictures from now on, as the keeper's options say, or as ever. Where they say
        nothing, or there is no camera, nothing happens; asked again after it was opened, it holds for the new one."""

    def health(self) -> CameraHealth:
        """How it does; never raises, never blocks."""
