"""Lets somebody who reads a guide look at himself: the face camera for this screen alone, and advice in words."""

from kiosk.domain.photo import PhotoCheck
from kiosk.domain.photo_intents import OpenPhoto, PhotoIntent
from kiosk.domain.snapshot import KioskSnapshot
from kiosk.domain.visit import VisitState
from kiosk.flows.core import Core


class PhotoFlow:
    """Keeps `photo` of the snapshot; the gate follows it."""

    def __init__(self, core: Core[KioskSnapshot]) -> None:
        self._core = core
        self._asked = False
        core.store.listen(self._changed)

    def do(self, intent: PhotoIntent) -> None:
        """Only by a touch, and only where somebody reads alone."""
        now = self._core.now
        if isinstance(intent, OpenPhoto):
            if now.visit is VisitState.ALONE and now.photo is None:
                self._core.store.change(photo=PhotoCheck())
        else:
            self.back()

    def back(self) -> bool:
        """もどる: the camera is shut again; False where nobody looks at himself."""
        open_now = self._core.now.photo is not None
        if open_now:
            self._core.store.change(photo=None)
        return open_now

    def on_seen(self, seen: PhotoCheck) -> None:
        """The eye says what it saw, perhaps of a moment that is over."""
        if self._core.now.photo is not None:
            self._core.store.change(photo=seen)

    def _changed(self, now: KioskSnapshot) -> None:
        if now.photo is not None and now.visit is not VisitState.ALONE:
            self._core.store.change(photo=None)
            return
        wanted = now.photo is not None
        if wanted is not self._asked:
            self._asked = wanted
            self._core.ports.eyes.check_photo(wanted)
