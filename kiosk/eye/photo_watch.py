"""Looks at the face before the camera for whoever wants to know whether a photo would do. Only words leave."""

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kiosk.domain.photo import advise
from kiosk.eye.plan import Judged
from kiosk.vision.face import FaceFinder, NoFaceFinder
from kiosk.vision.photo_look import look

LOOKS_EVERY_S: Final = 0.15
"""More than six a second: who moves sees at once what it did."""


class PhotoWatch:
    """Belongs to the child; one thread. Loads with the first look, and keeps no picture."""

    def __init__(self, model: Path) -> None:
        self._model = model
        self._finder: FaceFinder | None = None
        self._broken = False
        self.rest()

    def rest(self) -> None:
        """Nobody wants to know; whoever asks next is told anew."""
        self._next_s = 0.0
        self._seen: Judged | None = None
        self._told: Judged | None = None

    def see(self, picture: NDArray[np.uint8], taken_s: float) -> Judged | None:
        """A BGR picture. What is to be done, if it is something new that two looks agree on; else None."""
        if taken_s < self._next_s:
            return None
        self._next_s = taken_s + LOOKS_EVERY_S
        before, self._seen = self._seen, self._judged(picture)
        if self._seen != before or self._seen == self._told:
            return None
        self._told = self._seen
        return self._seen

    def _judged(self, picture: NDArray[np.uint8]) -> Judged:
        if self._finder is None and not self._broken:
            try:
                self._finder = FaceFinder(self._model)
            except NoFaceFinder:
                self._broken = True
        if self._finder is None:
            return Judged(broken=True)
        told = self._told.advice if self._told is not None and self._told.advice is not None else ()
        return Judged(advise(look(picture, self._finder.find(picture)), told))
