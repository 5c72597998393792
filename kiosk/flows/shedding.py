"""Leaves out what a machine without time can spare, by the rule of `kiosk/domain/shedding.py`."""

from kiosk.domain.ids import CallId
from kiosk.domain.shedding import LADDER, Beat, Shedding
from kiosk.flows.core import Core, log
from kiosk.flows.store import Snap


class SheddingFlow:
    """Steps the ladder, asks the eyes for what stands there, and says what the screens must say in words.

    Only eyes are asked for less: voice and touch are never shed.
    """

    def __init__(self, core: Core[Snap]) -> None:
        self._core = core
        self._now = Shedding()
        self._call: CallId | None = None
        core.store.listen(self._changed)

    def on_beat(self, beat: Beat) -> None:
        """The document eye, once a second. Without a call every camera is shut: nothing is to be had by that."""
        if self._call is not None:
            self._go(self._now.heard(beat, self._core.ports.clock.monotonic()))

    def _changed(self, snapshot: Snap) -> None:
        """What one call could not have must not be missing in the next, nor after a wipe."""
        call = snapshot.call.id if snapshot.call else None
        if call != self._call:
            self._call = call
            self._go(Shedding())

    def _go(self, now: Shedding) -> None:
        before, self._now = self._now, now
        if before.step == now.step:
            return
        log.info("load shed: step %(number)d", {"number": now.step})
        eyes, had, has = self._core.ports.eyes, LADDER[before.step], now.load
        if has.document_per_s != had.document_per_s:
            eyes.pace("document", has.document_per_s)
        if has.face_per_s != had.face_per_s:
            eyes.pace("face", has.face_per_s)
        if has.own_face is not had.own_face:
            eyes.draw("face", has.own_face)
            self._core.store.change(preview_off=not has.own_face)
