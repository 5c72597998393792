"""The hub's seal on a ticket: a kiosk that presents it gets its place back from a hub that has forgotten everything."""

import hmac
import secrets
from dataclasses import replace
from typing import Annotated

import msgspec
from msgspec import Meta

from kiosk.hub.engine import Ticket


class BadProof(Exception):
    """A proof that changes nothing. `code` is a word for the log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _Proof(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What a kiosk carries: all that the hub cannot tell from the kiosk itself, and the seal over everything."""

    issued_s: Annotated[float, Meta(ge=0)]
    number: Annotated[int, Meta(ge=1)]
    day: str
    seal: bytes


_decode = msgspec.msgpack.Decoder(_Proof).decode


def new_key() -> bytes:
    """A key that nobody has had before."""
    return secrets.token_bytes(32)


class Sealer:
    """Seals tickets with one key, and knows its own seal again."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def proof(self, ticket: Ticket, day: str) -> bytes:
        """What a kiosk may present on that day (ISO 8601) for this ticket; at most 64 bytes."""
        return msgspec.msgpack.encode(_Proof(ticket.issued_s, ticket.number, day, self._seal(ticket, day)))

    def old_place(self, asked: Ticket, proof: bytes, day: str) -> Ticket:
        """`asked` with the issue time and the number that the proof vouches for. Raises BadProof: `unreadable`;
        `mismatch` for a forged one and for one of another ticket, kiosk, topic or stop; `old_day`."""
        try:
            said = _decode(proof)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise BadProof("unreadable") from None
        ticket = replace(asked, issued_s=said.issued_s, number=said.number)
        if not hmac.compare_digest(said.seal, self._seal(ticket, said.day)):
            raise BadProof("mismatch")
        if said.day != day:
            raise BadProof("old_day")
        return ticket

    def _seal(self, ticket: Ticket, day: str) -> bytes:
        return hmac.digest(self._key, msgspec.msgpack.encode((ticket, day)), "sha256")
