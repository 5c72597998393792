"""What the monitors change: the consent to show a paper outside, and a visit whose screen does not come back."""

from kiosk.domain.monitors import Plugged
from kiosk.domain.outside import may_stay_outside, paper_in_front
from kiosk.domain.snapshot import KioskSnapshot
from kiosk.domain.surfaces import page_of
from kiosk.domain.visit import VisitState
from kiosk.flows.core import Core, log
from kiosk.flows.ports import TimerPort
from kiosk.flows.visiting import VisitFlow

WIPE_AFTER_S = 600.0
"""A visit waits so long for the resident's screen to come back."""


class MonitorFlow:
    """Keeps `monitors` and `outside` of the snapshot. Made after the other flows: it changes what they heard of."""

    def __init__(self, core: Core[KioskSnapshot], visit: VisitFlow) -> None:
        self._core = core
        self._visit = visit
        self._timer: TimerPort | None = None
        core.store.listen(self._changed)

    def on_monitors(self, plugged: Plugged) -> None:
        """A monitor was plugged in or out. A consent that was given before does not outlive it."""
        if plugged != self._core.now.monitors:
            log.info(
                "monitors: embedded %(embedded)s, external %(external)s",
                {"embedded": plugged.embedded, "external": plugged.external},
            )
        self._core.store.change(monitors=plugged)
        if plugged.embedded and self._timer is not None:
            self._timer.cancel()
            self._timer = None
        elif not plugged.embedded and self._timer is None:
            self._timer = self._core.ports.clock.call_later(WIPE_AFTER_S, self._stays_away)

    def show_outside(self) -> None:
        """大きな画面にも うつす: the paper that the resident looks at, and no other."""
        now = self._core.now
        side = paper_in_front(now)
        self._core.store.change(outside=side, outside_page=page_of(now, side) if side is not None else None)

    def hide_outside(self) -> None:
        """大きな画面から けす."""
        self._core.store.change(outside=None, outside_page=None)

    def _stays_away(self) -> None:
        self._timer = None
        if self._core.now.visit is not VisitState.HOME:
            self._visit.failed()

    def _changed(self, snapshot: KioskSnapshot) -> None:
        if snapshot.outside is not None and not may_stay_outside(snapshot):
            self.hide_outside()
