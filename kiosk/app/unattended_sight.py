"""What an unattended end sees of the other: painted pictures, how old they were, and a camera that is gone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import Literal

import numpy as np
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from kiosk.app.figures import Figures
from kiosk.domain.call import CallState
from kiosk.domain.ids import EYES, EyeName
from kiosk.domain.picture import Picture, Slot
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import Ends, Health
from kiosk.vision.timecode import COUNTER_MS, read_timecode
from ui.widgets.video import VideoSurface

Sighting = Literal["first_picture", "camera_lost_shown", "camera_back_shown"]
Sighted = Callable[[Sighting, EyeName], None]
FRESH = 2
"""So many new pictures make a moving one."""


@dataclass
class _Gone:
    """A far camera that is lost: whether the screen has said so, and what came since."""

    said: bool = False
    fresh: set[int] = field(default_factory=set)


class FarSight(QObject):
    """Tells `first_picture`, `camera_lost_shown` and `camera_back_shown` of an eye of the other end, each when it has
    been painted."""

    def __init__(self, slots: Mapping[EyeName, Slot], figures: Figures, sighted: Sighted) -> None:
        super().__init__()
        self._eyes = {id(slot): eye for eye, slot in slots.items()}
        self._figures = figures
        self._sighted = sighted
        self._windows: set[int] = set()
        self._surfaces: dict[int, tuple[EyeName, VideoSurface]] = {}
        self._seen: set[EyeName] = set()
        self._newest: dict[EyeName, int] = {}
        self._gone: dict[EyeName, _Gone] = {}

    def hook(self, window: QWidget) -> None:
        """Watches a window; again as often as one likes."""
        if id(window) not in self._windows:
            self._windows.add(id(window))
            window.installEventFilter(self)
        for surface in window.findChildren(VideoSurface):
            eye = self._eyes.get(id(surface.slot))
            if eye is not None and id(surface) not in self._surfaces:
                self._surfaces[id(surface)] = (eye, surface)
                surface.painted.append(partial(self._painted, eye))

    def call_began(self) -> None:
        """The first pictures of another call are awaited."""
        self._seen.clear()
        self._gone.clear()

    def note(self, snapshot: Ends) -> None:
        """After the windows were given a snapshot."""
        talking = snapshot.call is not None and snapshot.call.state is CallState.TALKING
        if not talking:
            self._gone.clear()
            return
        for eye in EYES:
            lost = getattr(snapshot.their_devices, eye) is Health.LOST
            looked_at = eye == "face" or snapshot.sharing.theirs is SharingState.OPEN
            if lost and looked_at and eye not in self._gone:
                self._gone[eye] = _Gone()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's own name
        """UpdateRequest paints and flushes a window: what it was given before can be seen after it."""
        if event.type() is QEvent.Type.UpdateRequest and any(not gone.said for gone in self._gone.values()):
            QTimer.singleShot(0, self._say_what_is_gone)
        return super().eventFilter(watched, event)

    def _say_what_is_gone(self) -> None:
        for eye, gone in self._gone.items():
            if not gone.said and (eye == "document" or self._covered(eye)):
                gone.said = True
                self._sighted("camera_lost_shown", eye)

    def _covered(self, eye: EyeName) -> bool:
        return any(surface.covered for of, surface in self._surfaces.values() if of == eye and surface.isVisible())

    def _painted(self, eye: EyeName, picture: Picture) -> None:
        now_s = monotonic()
        self._figures.painted(f"far_{eye}", picture.number, now_s, _latency_ms(picture, now_s))
        if eye not in self._seen:
            self._seen.add(eye)
            self._sighted("first_picture", eye)
        if picture.number != self._newest.get(eye):
            self._newest[eye] = picture.number
            self._fresh(eye, picture.number)

    def _fresh(self, eye: EyeName, number: int) -> None:
        gone = self._gone.get(eye)
        if gone is not None and gone.said:
            gone.fresh.add(number)
            if len(gone.fresh) >= FRESH:
                del self._gone[eye]
                self._sighted("camera_back_shown", eye)


def _latency_ms(picture: Picture, now_s: float) -> float | None:
    """Camera to paint, read from the time code that a pretended camera drew; None where there is none."""
    rows = np.frombuffer(picture.data, dtype=np.uint8).reshape(-1, picture.stride)
    green = rows[: picture.height, : picture.width * 4].reshape(picture.height, picture.width, 4)[:, :, 1]
    taken_ms = read_timecode(green)
    return None if taken_ms is None else (now_s * 1000 - taken_ms) % COUNTER_MS
