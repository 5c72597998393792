"""The city's circulars as the hub serves them: a list that is read again and again, and documents piece by piece."""

import asyncio
import hashlib
import logging
from dataclasses import dataclass
from typing import Protocol

from kiosk.domain.circular_delivery import Digest, Offer
from kiosk.hub.paging import Told, in_pages, summary_of
from kiosk.wire.circulars import AskCircularPiece, CircularPage, CircularPiece, line_of
from kiosk.wire.codec import encode

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Racked:
    """What was found in the city's folder; with `faults`, in words, it is not taken."""

    offers: tuple[Offer, ...] = ()
    faults: tuple[str, ...] = ()


class RackPort(Protocol):
    """Where the city's circulars lie. Both may wait for a disk."""

    def look(self) -> Racked | None:
        """What is there now; None while it is as it was, or is still being written."""

    def piece(self, digest: Digest, number: int) -> bytes:
        """A piece of what the last look without faults found; empty where it is not there any more."""


class CircularList:
    """What is served. A folder in which something is wrong changes nothing but `faults`."""

    def __init__(self, rack: RackPort | None) -> None:
        """Without a rack there are none, and kiosks that ask are told so."""
        self._rack = rack
        self.offers: tuple[Offer, ...] = ()
        self.faults: tuple[str, ...] = ()
        self._told = _paged(())

    @property
    def served(self) -> bool:
        """Whether this hub has circulars at all."""
        return self._rack is not None

    @property
    def summary(self) -> object:
        """How the list does, for a person."""
        return summary_of(self.served, self.faults)

    async def look(self) -> bool:
        """Whether there is another list now than before."""
        found = await asyncio.to_thread(self._rack.look) if self._rack is not None else None
        if found is None:
            return False
        self.faults = found.faults
        if found.faults:
            log.warning(
                "the circulars are not taken, %(number)d faults, those before stay: see /health, or main.py circulars",
                {"number": len(found.faults)},
            )
            return False
        log.info("circulars are served: %(number)d", {"number": len(found.offers)})
        changed, self.offers = found.offers != self.offers, found.offers
        self._told = _paged(found.offers)
        return changed

    def told(self, have: str | None) -> tuple[bytes, ...]:
        """The messages of the whole list; none for a kiosk that has it."""
        return self._told.to(have)

    async def piece(self, asked: AskCircularPiece) -> CircularPiece:
        """The answer to a kiosk; its session waits for the disk, so nobody has two pieces on the way from it."""
        if self._rack is None:
            return CircularPiece(asked.digest, asked.number, b"")
        content = await asyncio.to_thread(self._rack.piece, Digest(asked.digest), asked.number)
        return CircularPiece(asked.digest, asked.number, content)


def _paged(offers: tuple[Offer, ...]) -> Told:
    """The list in its messages."""
    parts = list(in_pages([line_of(offer) for offer in offers]))
    revision = hashlib.sha256(b"".join(raw for _, raw in parts)).hexdigest()[:16]
    pages = (CircularPage(revision, page, len(parts), lines) for page, (lines, _) in enumerate(parts))
    return Told(revision, tuple(encode(page) for page in pages))
