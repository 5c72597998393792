"""Lists that are longer than a message: told in as few pages as they need."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

import msgspec

from kiosk.wire.codec import MAX_BYTES

_FOR_LINES: Final = MAX_BYTES - 2_000
"""Bytes of a message that its lines may take together; one alone takes at most two thirds of that."""
_encoder = msgspec.msgpack.Encoder()

Line = TypeVar("Line")
_FAULTS_SAID: Final = 5


@dataclass(frozen=True)
class Told:
    """A whole list in messages that are made once for all who ask, and what it is called."""

    revision: str
    messages: tuple[bytes, ...]

    def to(self, have: str | None) -> tuple[bytes, ...]:
        """What is said to an end; nothing to one that has this list."""
        return () if have == self.revision else self.messages


def summary_of(served: bool, faults: Sequence[str]) -> object:
    """How a list does, for a person."""
    if not served:
        return "none"
    return list(faults[:_FAULTS_SAID]) or "well"


def in_pages(lines: Sequence[Line]) -> Iterator[tuple[tuple[Line, ...], bytes]]:
    """The lines of each page, and their bytes; one page without any if there are none."""
    page: list[Line] = []
    raw = b""
    for line in lines:
        more = _encoder.encode(line)
        if len(raw) + len(more) > _FOR_LINES:
            yield tuple(page), raw
            page, raw = [], b""
        page.append(line)
        raw += more
    yield tuple(page), raw
