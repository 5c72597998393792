"""How circulars come from the hub, by rule: which come first, which piece is asked for next, what is kept, what is
shown beside a folder's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final, NewType

from kiosk.domain.circular import Circular, CircularId

Digest = NewType("Digest", str)
"""The SHA-256 of a document, in hexadecimal."""
PIECE: Final = 32_768
"""Bytes of a document that come at once: half of what a message may hold, so that nothing else waits long."""
MAX_KEPT: Final = 200_000_000
"""Of all documents together."""


@dataclass(frozen=True)
class Offer:
    """A circular that the hub has; its id is the digest of its document, which has `size` bytes."""

    circular: Circular
    size: int

    @property
    def digest(self) -> Digest:
        """What its bytes are checked by, and the name of its file."""
        return Digest(self.circular.id)


@dataclass(frozen=True)
class Heard:
    """A whole list, what it is called, and until when it was known to be so."""

    revision: str = ""
    offers: tuple[Offer, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True)
class Piece:
    """A part of a document, counted from 0."""

    digest: Digest
    number: int


def length_of(size: int, number: int) -> int:
    """How many bytes the piece of that number has, of a document of `size`; 0 behind its end."""
    return max(0, min(PIECE, size - number * PIECE))


def fitting(offers: Iterable[Offer], day: date) -> tuple[Offer, ...]:
    """Those that a kiosk keeps, in the order in which they are fetched: what is shown today, the newest first, what is
    shown from a later day on, the next one first, and what was shown. What finds no room any more is left out."""
    room = MAX_KEPT
    found: list[Offer] = []
    for offer in sorted(offers, key=lambda one: _turn(one.circular, day)):
        if offer.size <= room:
            room -= offer.size
            found.append(offer)
    return tuple(found)


def _turn(circular: Circular, day: date) -> tuple[int, int]:
    if circular.shown_on(day):
        return 0, -circular.issued.toordinal()
    return (1, circular.issued.toordinal()) if circular.issued > day else (2, -circular.issued.toordinal())


@dataclass(frozen=True)
class Delivery:
    """How far it is with a list. `begun` has the bytes that are here of those that are not whole, `wrong` those that
    came once with another digest, `refused` those that came so twice: they are not asked for again until there is
    another list. `absent` are those that the hub had no more when it was asked, `doubles` those that a folder of the
    kiosk's own has as well."""

    offers: tuple[Offer, ...] = ()
    begun: Mapping[Digest, int] = field(default_factory=dict)
    whole: frozenset[Digest] = frozenset()
    wrong: frozenset[Digest] = frozenset()
    refused: frozenset[Digest] = frozenset()
    absent: frozenset[Digest] = frozenset()
    doubles: frozenset[Digest] = frozenset()

    def offer(self, digest: str) -> Offer | None:
        """That of the list."""
        return next((one for one in self.offers if one.digest == digest), None)

    def grown(self, digest: Digest, size: int) -> "Delivery":
        """So many bytes of it are here."""
        return replace(self, begun={**self.begun, digest: size})

    def finished(self, digest: Digest) -> "Delivery":
        """It is whole, and what it should be."""
        return replace(self, begun=_without(self.begun, digest), whole=self.whole | {digest})

    def came_wrong(self, digest: Digest) -> "Delivery":
        """It is not what it should be, and thrown away: it is asked for once more."""
        begun, whole = _without(self.begun, digest), self.whole - {digest}
        if digest in self.wrong:
            return replace(self, begun=begun, whole=whole, refused=self.refused | {digest})
        return replace(self, begun=begun, whole=whole, wrong=self.wrong | {digest})

    def lacking(self, digest: Digest) -> "Delivery":
        """The hub has it no more; a new list, or another line, may bring it."""
        return replace(self, absent=self.absent | {digest})

    def next_piece(self, day: date) -> Piece | None:
        """What is to be asked for: one document after the other; what is over is not fetched any more."""
        for one in fitting(self.offers, day):
            over = one.circular.until is not None and one.circular.until < day
            settled = self.whole | self.refused | self.absent | self.doubles
            if not over and one.digest not in settled:
                return Piece(one.digest, self.begun.get(one.digest, 0) // PIECE)
        return None

    def kept(self, day: date) -> frozenset[Digest]:
        """What may lie on the disk, whole or begun."""
        return frozenset(one.digest for one in fitting(self.offers, day)) - self.refused - self.doubles

    def standing(self, own: Iterable[Circular], day: date) -> tuple[Circular, ...]:
        """A folder's own first, then the hub's that it has not. What is not whole is coming."""
        left_out = self.doubles | self.refused
        theirs = (one for one in fitting(self.offers, day) if one.digest not in left_out)
        return (*own, *(replace(one.circular, coming=one.digest not in self.whole) for one in theirs))


def offer_of(circular: Circular, digest: str, size: int) -> Offer:
    """A circular of a folder as the hub offers it: named by what is in it, not by its file."""
    return Offer(replace(circular, id=CircularId(digest)), size)


def _without(begun: Mapping[Digest, int], digest: Digest) -> dict[Digest, int]:
    return {one: size for one, size in begun.items() if one != digest}
