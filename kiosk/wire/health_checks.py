"""A slot of a group health check on the wire, with the limits that its words and numbers have."""

from datetime import date, time
from typing import Annotated

import msgspec
from msgspec import Meta

from kiosk.domain.health_checks import MAX_FREE, MAX_NUMBER, MAX_WRITTEN, Slot, SlotNumber, SlotWords
from kiosk.wire.parts import Id

Number = Annotated[int, Meta(ge=1, le=MAX_NUMBER)]
Written = Annotated[str, Meta(max_length=MAX_WRITTEN)]
_Language = Annotated[str, Meta(min_length=2, max_length=12, pattern=r"^[A-Za-z@-]+$")]
Revision = Id
"""Names one state of the whole list."""


class WordsLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """What is said about a slot; readings stand in it as in `kiosk.domain.readings`."""

    place: Written
    address: Written
    what: Written
    who: Written


class SlotLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One slot. `told` are its words in other languages than the city's own."""

    number: Number
    day: date
    starts: time
    ends: time
    free: Annotated[int, Meta(ge=0, le=MAX_FREE)]
    last: date
    words: WordsLine
    told: Annotated[tuple[tuple[_Language, WordsLine], ...], Meta(max_length=8)] = ()


def line_of(slot: Slot) -> SlotLine:
    """A slot as it goes over the wire."""
    told = tuple((language, _line_of(words)) for language, words in slot.told)
    words = _line_of(slot.words)
    return SlotLine(slot.number, slot.day, slot.starts, slot.ends, slot.free, slot.last, words, told)


def slot_of(line: SlotLine) -> Slot:
    """The slot that came."""
    return Slot(
        number=SlotNumber(line.number),
        day=line.day,
        starts=line.starts,
        ends=line.ends,
        free=line.free,
        last=line.last,
        words=_words_of(line.words),
        told=tuple((language, _words_of(words)) for language, words in line.told),
    )


def _line_of(words: SlotWords) -> WordsLine:
    return WordsLine(words.place, words.address, words.what, words.who)


def _words_of(line: WordsLine) -> SlotWords:
    return SlotWords(line.place, line.address, line.what, line.who)
