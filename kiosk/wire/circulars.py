"""Circulars between a kiosk and the hub: the list, and documents in pieces that the kiosk asks for one by one."""

from datetime import date
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from kiosk.domain import circular_delivery as delivery
from kiosk.domain.circular import MAX_BYTES, MAX_CIRCULARS, Circular, CircularId, Kind
from kiosk.wire.parts import Id, Message

MAX_PAGES: Final = 20
"""Of one list; each has some seventy circulars."""
MAX_LETTERS: Final = 200
"""Of a title with its readings, or of its reading."""
Digest = Annotated[str, Meta(min_length=64, max_length=64, pattern=r"^[0-9a-f]+$")]
"""The SHA-256 of a document. It becomes the name of a file."""
Number = Annotated[int, Meta(ge=0, le=MAX_BYTES // delivery.PIECE)]
_Letters = Annotated[str, Meta(max_length=MAX_LETTERS)]


class CircularLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One circular of the list; readings stand in its title as in `kiosk.domain.readings`."""

    digest: Digest
    size: Annotated[int, Meta(ge=1, le=MAX_BYTES)]
    title: Annotated[str, Meta(min_length=1, max_length=MAX_LETTERS)]
    kind: Kind
    issued: date
    until: date | None = None
    reading: _Letters = ""


class AskCirculars(Message, frozen=True):
    """A kiosk asks for the list; from then on it is told anew whenever that changes. `have` is what it knows already:
    nothing is said while that is still so."""

    have: Id | None = None


class AskCircularPiece(Message, frozen=True):
    """A kiosk asks for one piece of a document of the list. It asks for the next one when it has this one."""

    digest: Digest
    number: Number


class CircularPage(Message, frozen=True):
    """A part of the list: page `page` of `pages`, counted from 0, of what is called `revision`."""

    revision: Id
    page: Annotated[int, Meta(ge=0, lt=MAX_PAGES)]
    pages: Annotated[int, Meta(ge=1, le=MAX_PAGES)]
    circulars: Annotated[tuple[CircularLine, ...], Meta(max_length=MAX_CIRCULARS)]


class CircularPiece(Message, frozen=True):
    """What was asked for; empty where the hub does not have it, or not any more."""

    digest: Digest
    number: Number
    content: Annotated[bytes, Meta(max_length=delivery.PIECE)]


def line_of(offer: delivery.Offer) -> CircularLine:
    """An offer as it goes over the wire."""
    one = offer.circular
    return CircularLine(one.id, offer.size, one.title, one.kind, one.issued, one.until, one.reading)


def offer_of(line: CircularLine) -> delivery.Offer:
    """The offer that came."""
    circular = Circular(CircularId(line.digest), line.title, line.kind, line.issued, line.until, line.reading)
    return delivery.Offer(circular, line.size)
