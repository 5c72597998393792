"""Group health checks (集団健診): what the city offers, what can still be booked, and a code for the telephone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final, NamedTuple, NewType

from kiosk.domain.check_digit import check_digit
from kiosk.domain.languages import EASY_JAPANESE, JAPANESE

SlotNumber = NewType("SlotNumber", int)
"""A slot in the city's own list, 1 to MAX_NUMBER."""

MAX_NUMBER: Final = 99_999
MAX_FREE: Final = 999
MAX_SLOTS: Final = 1000
MAX_WORDS: Final = 60
MAX_WRITTEN: Final = 600
"""Letters of words, without their readings and with them."""
NUMBER: Final = "{number}"
"""Stands in the city's address for the slot's number."""
MAX_WEB: Final = 190
_DIGITS: Final = 5
_GROUP: Final = 3
_BETWEEN: Final = "-"


@dataclass(frozen=True)
class SlotWords:
    """What is said about a slot. Empty where the city has said nothing, or nobody has translated it."""

    place: str = ""
    address: str = ""
    what: str = ""
    who: str = ""


@dataclass(frozen=True)
class Slot:
    """One time at one place. `last` is the last day on which it can be booked; `words` are in the city's own language,
    without readings, `told` those in other languages by their id."""

    number: SlotNumber
    day: date
    starts: time
    ends: time
    free: int
    last: date
    words: SlotWords
    told: tuple[tuple[str, SlotWords], ...] = ()

    @property
    def full(self) -> bool:
        """Whether nobody else can come."""
        return self.free == 0

    def offered(self, now: datetime) -> bool:
        """Whether it can be asked for at all, local time; a full one is shown as full."""
        return now.date() <= self.last and now < datetime.combine(self.day, self.starts, now.tzinfo)


@dataclass(frozen=True)
class HealthChecks:
    """All that a city has told: its slots in the order in which they take place, its telephone and the address of its
    own booking with `{number}` in it (each may be empty), and when a kiosk heard it (None: nothing is known)."""

    slots: tuple[Slot, ...] = ()
    phone: str = ""
    web: str = ""
    heard: datetime | None = None

    def slot(self, number: int) -> Slot | None:
        """The slot of that number, if the city still has it."""
        return next((slot for slot in self.slots if slot.number == number), None)

    def address(self, slot: Slot) -> str:
        """Where this slot can be booked on the resident's own phone; empty if nowhere."""
        return self.web.replace(NUMBER, str(slot.number))


class Session(NamedTuple):
    """What is chosen first: a day at a place, named as in the city's own language."""

    day: date
    place: str


@dataclass(frozen=True)
class Offer:
    """A session with its times in order."""

    session: Session
    slots: tuple[Slot, ...]

    @property
    def free(self) -> int:
        """Places of all its times together."""
        return sum(slot.free for slot in self.slots)


def offers(checks: HealthChecks, now: datetime) -> tuple[Offer, ...]:
    """What is offered at this moment, local time: sessions in the order of their days and first times."""
    found: dict[Session, list[Slot]] = {}
    for slot in in_order(checks.slots):
        if slot.offered(now):
            found.setdefault(Session(slot.day, slot.words.place), []).append(slot)
    return tuple(Offer(session, tuple(slots)) for session, slots in found.items())


def offer(checks: HealthChecks, session: Session, now: datetime) -> Offer | None:
    """One of them; None once it is over or the city has taken it back."""
    return next((one for one in offers(checks, now) if one.session == session), None)


def in_order(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """As they take place; at the same time by their numbers."""
    return tuple(sorted(slots, key=lambda slot: (slot.day, slot.starts, slot.number)))


@lru_cache(maxsize=MAX_SLOTS)
def slot_in_language(slot: Slot, language: str) -> SlotWords:
    """What is said about it. What nobody has translated is said in easy Japanese, with its readings."""
    if language == JAPANESE:
        return slot.words
    told = dict(slot.told)
    easy = _over(slot.words, told.get(EASY_JAPANESE, SlotWords()))
    return easy if language == EASY_JAPANESE else _over(easy, told.get(language, SlotWords()))


def _over(words: SlotWords, told: SlotWords) -> SlotWords:
    return SlotWords(
        place=told.place or words.place,
        address=told.address or words.address,
        what=told.what or words.what,
        who=told.who or words.who,
    )


# --- the code ---


def code_of(number: SlotNumber) -> str:
    """What is said on the telephone: five digits of the slot's number and one that checks them, `005-724`. No secret:
    whoever knows it knows which slot is meant, and nothing of who asks."""
    digits = f"{number:0{_DIGITS}d}"
    code = digits + str(check_digit(digits))
    return code[:_GROUP] + _BETWEEN + code[_GROUP:]


def number_of(code: str) -> SlotNumber | None:
    """The slot that a code means, with or without its hyphen; None if a digit of it is wrong."""
    digits = code.replace(_BETWEEN, "")
    right = len(digits) == _DIGITS + 1 and digits.isascii() and digits.isdigit() and check_digit(digits) == 0
    number = int(digits[:_DIGITS]) if right else 0
    return SlotNumber(number) if number else None
