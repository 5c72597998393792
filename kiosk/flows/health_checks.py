"""Keeps what the hub last told of group health checks, and until when that was so."""

from dataclasses import replace

from kiosk.domain.health_checks import HealthChecks, in_order
from kiosk.domain.snapshot import HubState, KioskSnapshot
from kiosk.flows.core import Core
from kiosk.wire.health_checks import slot_of
from kiosk.wire.hub import AskHealthChecks, HealthCheckPage


class HealthCheckFlow:
    """Keeps `checks` of the snapshot. A list is taken once all its pages are there, so that none is seen in part."""

    def __init__(self, core: Core[KioskSnapshot]) -> None:
        self._core = core
        self._hub = core.now.hub
        self._revision: str | None = None
        self._pages: dict[int, HealthCheckPage] = {}
        core.store.listen(self._changed)

    def theirs(self, page: HealthCheckPage) -> None:
        """A part of the hub's list. Of a list that changes while it is told, the newer one counts."""
        others = next(iter(self._pages.values()), None)
        if others is None or (others.revision, others.pages) != (page.revision, page.pages):
            self._pages = {}
        self._pages[page.page] = page
        if len(self._pages) < page.pages:
            return
        lines = [line for number in sorted(self._pages) for line in self._pages[number].slots]
        self._pages, self._revision = {}, page.revision
        slots = in_order(slot_of(line) for line in lines)
        heard = self._core.ports.clock.now()
        self._core.store.change(checks=HealthChecks(slots, page.phone, page.web, heard))

    def _changed(self, snapshot: KioskSnapshot) -> None:
        """A new line asks for the list; when it goes, what is known was so until now."""
        before, self._hub = self._hub, snapshot.hub
        if before is self._hub:
            return
        if self._hub is HubState.ONLINE:
            self._pages = {}
            self._core.ports.link.send(AskHealthChecks(self._revision))
        elif before is HubState.ONLINE and snapshot.checks.heard is not None:
            checks = replace(snapshot.checks, heard=self._core.ports.clock.now())
            self._core.store.change(checks=checks)
