"""A keeper's tie to the pretend world: the scene it stands in, and the wait for a change."""

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable

from drivers.api.errors import DeviceLost
from drivers.mock_room.state import Heard, Printed, Scene


class RoomLink(ABC):
    """Between opening and closing of a mock device."""

    def __init__(self, device_name: str, tell: Callable[[], None]) -> None:
        self._device_name = device_name
        self._tell = tell
        self._changed = threading.Condition()
        self._scene = Scene()
        self._jams: int | None = None

    @property
    def scene(self) -> Scene:
        """What the keeper has to know now."""
        return self._scene

    @property
    def jammed(self) -> bool:
        """Whether it was jammed after it was opened."""
        return self._jams is not None and self._scene.jams != self._jams

    def accept(self, scene: Scene) -> None:
        """Takes over a new scene and tells whoever watches, unless it is the first; called by the carrier."""
        with self._changed:
            first = self._jams is None
            if first:
                self._jams = scene.jams
            self._scene = scene
            self._changed.notify_all()
        if not first:
            self._tell()

    def wait_until(self, due_s: float) -> None:
        """Waits like a device: until `due_s` (monotonic), held up while the room holds, for ever when jammed.

        Raises DeviceLost as soon as the plug is pulled.
        """
        with self._changed:
            while True:
                scene = self._scene
                if not scene.plugged:
                    raise DeviceLost(self._device_name)
                stuck = scene.held or self.jammed
                left_s = due_s - time.monotonic()
                if not stuck and left_s <= 0:
                    return
                self._changed.wait(None if stuck else left_s)

    @abstractmethod
    def tell_heard(self, heard: Heard) -> None:
        """Says what a loudspeaker gave."""

    @abstractmethod
    def tell_printed(self, printed: Printed) -> None:
        """Says what came out of a printer."""

    @abstractmethod
    def close(self) -> None:
        """Leaves the room; may be called twice."""
