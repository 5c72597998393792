"""When pictures stand back: while a sharp picture is on its way, and while one shows what a camera would show."""

import time
from collections.abc import Callable

from kiosk.domain.ids import EyeName

FACE_AFTER_S = 2.0
"""A face that moves on once a second takes as many bits a picture as a second of it: on a narrow line that is more than
the sharp picture itself. So it stands still at first."""
FACE_EVERY_S = 1.0
AT_MOST_S = 4.0
"""A picture that is not there by then is not worth more silence."""
RESTING_EVERY_S = 2.0
"""So often the video of a sheet goes on that rests, and lies under its sharp picture at the other end."""


class Hush:
    """Asked by the tracks of both eyes before each picture. `begin` and `end` for the line as a whole, `rest` for the
    document camera of this end."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun_s = self._until_s = 0.0
        self._resting = False

    def begin(self) -> None:
        """The line is for voice, marks and a sharp picture, for AT_MOST_S; while that holds, it is not begun again."""
        if not self.on:
            self._begun_s = self._clock()
            self._until_s = self._begun_s + AT_MOST_S

    def end(self) -> None:
        """Pictures may go again."""
        self._until_s = 0.0

    def rest(self, resting: bool) -> None:
        """The other end has a sharp picture of what lies here, or something moves."""
        self._resting = resting

    @property
    def on(self) -> bool:
        """Whether the line is for something else now."""
        return self._clock() < self._until_s

    def allows(self, eye: EyeName, last_s: float) -> bool:
        """Whether a picture of that eye may go, whose last one went at `last_s`."""
        now_s = self._clock()
        if eye == "document":
            return not self.on and (not self._resting or now_s - last_s >= RESTING_EVERY_S)
        return not self.on or (now_s - self._begun_s >= FACE_AFTER_S and now_s - last_s >= FACE_EVERY_S)
