"""The city's list of health checks as the hub serves it: read again and again, the last right one told in pages."""

import asyncio
import hashlib
import logging
from dataclasses import dataclass
from typing import Protocol

from kiosk.domain.health_checks import Slot
from kiosk.hub.paging import Told, in_pages, summary_of
from kiosk.wire.codec import encode
from kiosk.wire.health_checks import line_of
from kiosk.wire.hub import HealthCheckPage

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Listing:
    """What was found in the city's list; with `faults`, in words, it is not taken."""

    slots: tuple[Slot, ...] = ()
    faults: tuple[str, ...] = ()


class ListPort(Protocol):
    """Where the city's list stands."""

    def look(self) -> Listing | None:
        """What is there now; None while it is as it was, or is still being written. May wait for a disk."""


@dataclass(frozen=True)
class HealthCheckPlan:
    """The list, and the city's own booking: its telephone, and an address with `{number}` in it or nothing."""

    list: ListPort
    phone: str
    web: str


class HealthCheckList:
    """What is served. A list that is wrong changes nothing but `faults`."""

    def __init__(self, plan: HealthCheckPlan | None) -> None:
        """Without a plan there is nothing to be booked, and kiosks that ask are told so."""
        self._plan = plan
        self.slots: tuple[Slot, ...] = ()
        self.faults: tuple[str, ...] = ()
        self._told = self._paged()

    @property
    def served(self) -> bool:
        """Whether this hub has a list at all."""
        return self._plan is not None

    @property
    def summary(self) -> object:
        """How the list does, for a person."""
        return summary_of(self.served, self.faults)

    async def look(self) -> bool:
        """Whether there is another list now than before."""
        found = await asyncio.to_thread(self._plan.list.look) if self._plan is not None else None
        if found is None:
            return False
        self.faults = found.faults
        if found.faults:
            log.warning(
                "the list of health checks is not taken, %(number)d faults, the one before stays: "
                "see /health, or main.py health-checks",
                {"number": len(found.faults)},
            )
            return False
        log.info("a list of health checks is served: %(number)d slots", {"number": len(found.slots)})
        changed, self.slots = found.slots != self.slots, found.slots
        self._told = self._paged()
        return changed

    def told(self, have: str | None) -> tuple[bytes, ...]:
        """The messages of the whole list; none for an end that has it."""
        return self._told.to(have)

    def _paged(self) -> Told:
        """The list in its messages."""
        phone, web = (self._plan.phone, self._plan.web) if self._plan is not None else ("", "")
        parts = list(in_pages([line_of(slot) for slot in self.slots]))
        whole = encode(HealthCheckPage("x", 0, 1, phone, web, ()))
        revision = hashlib.sha256(whole + b"".join(raw for _, raw in parts)).hexdigest()[:16]
        pages = (
            HealthCheckPage(revision, page, len(parts), phone, web, lines) for page, (lines, _) in enumerate(parts)
        )
        return Told(revision, tuple(encode(page) for page in pages))
