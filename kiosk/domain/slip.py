"""What a resident takes home on paper: a value that has neither the resident's name nor any number of theirs."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from kiosk.domain.chosen_slot import SlotAnswer
from kiosk.domain.city import City, Opening, Outcome, Stop, Topic
from kiosk.domain.guide import At, Guides
from kiosk.domain.guiding import Guiding, Tick
from kiosk.domain.health_checks import Slot
from kiosk.domain.languages import JAPANESE
from kiosk.domain.lent import LentThing, taken_home
from kiosk.domain.promised_call import PromisedCall
from kiosk.domain.snapshot import KioskSnapshot
from kiosk.domain.taken_page import TakenPage

MOST_THINGS: Final = 12
"""Things to bring; more than that nobody packs from one sheet."""

MOST_UNDONE: Final = 6
"""Sentences on how something is undone."""

SlipKind = Literal["visit", "call_back", "booking"]


@dataclass(frozen=True)
class Thing:
    """A thing to bring: its place in a guide, and whether the resident has ticked it."""

    at: At
    nth: int
    ticked: bool = False


@dataclass(frozen=True)
class CheckSlip:
    """A slot of a health check on paper: the city's telephone and the address where this slot is booked, if there are
    any. `answer` is what a clerk has said about it."""

    slot: Slot
    phone: str = ""
    address: str = ""
    answer: SlotAnswer = SlotAnswer.ASKED


@dataclass(frozen=True)
class Slip:
    """What happened, in the words of the city's own language; `language` is the resident's.

    `section_name` and `clerk_name` are of the last call, `number` is the ticket's, 0 for none. `opening` is the next
    day on which the van stands at this stop. `check` is the chosen slot of a health check, `lent` what goes home,
    `promised` when the section rings back, `taken` which sheets go along, `undone` the steps that say how what was done
    on a telephone is taken back.
    """

    kind: SlipKind
    at: datetime
    city: City
    language: str = JAPANESE
    stop: Stop | None = None
    topic: Topic | None = None
    section_name: str = ""
    clerk_name: str = ""
    number: int = 0
    outcome: Outcome | None = None
    things: tuple[Thing, ...] = ()
    opening: Opening | None = None
    check: CheckSlip | None = None
    lent: tuple[LentThing, ...] = ()
    promised: PromisedCall | None = None
    taken: tuple[TakenPage, ...] = ()
    undone: tuple[At, ...] = ()


def visit_slip(now: KioskSnapshot) -> Slip:
    """きょうの 控え."""
    call = now.call
    number = call.number if call is not None else now.ticket.number if now.ticket is not None else 0
    return Slip(
        "visit",
        now.clock.replace(second=0, microsecond=0),
        now.city,
        now.look.language,
        now.stop,
        now.topic,
        call.section_name if call is not None else "",
        call.clerk_name if call is not None else "",
        number,
        now.outcome,
        things_of(now.guides, now.guiding),
        next_opening(now.city, now.stop, now.clock.date()),
        _check(now),
        taken_home(now.lent),
        now.promised,
        now.taken,
        undone_of(now.guides, now.guiding),
    )


def _check(now: KioskSnapshot) -> CheckSlip | None:
    """The health check that was spoken about. A day that was filled is no day to take home."""
    chosen = now.chosen_slot
    if chosen is None or chosen.answer is SlotAnswer.FULL:
        return None
    return CheckSlip(chosen.slot, now.checks.phone, now.checks.address(chosen.slot), chosen.answer)


def call_back_slip(now: KioskSnapshot) -> Slip:
    """電話を お願いする 紙: name and number are written on it by hand."""
    section = now.section.name if now.section is not None else ""
    number = now.ticket.number if now.ticket is not None else 0
    at = now.clock.replace(second=0, microsecond=0)
    return Slip("call_back", at, now.city, now.look.language, now.stop, now.topic, section, number=number)


def booking_slip(now: KioskSnapshot) -> Slip | None:
    """健診の 日: what somebody books at home, by telephone or on a phone; None where nothing is chosen."""
    slot = now.booking.slot if now.booking is not None else None
    if slot is None:
        return None
    check = CheckSlip(slot, now.checks.phone, now.checks.address(slot))
    at = now.clock.replace(second=0, microsecond=0)
    section = now.section.name if now.section is not None else ""
    return Slip("booking", at, now.city, now.look.language, now.stop, now.topic, section, check=check)


def next_opening(city: City, stop: Stop | None, today: date) -> Opening | None:
    """The first day after today on which the van is there again."""
    days = (o for o in city.openings if stop is not None and o.stop == stop.id and o.day > today)
    return min(days, key=lambda opening: (opening.day, opening.opens), default=None)


def things_of(guides: Guides, guiding: Guiding | None) -> tuple[Thing, ...]:
    """What the guides say that is to be brought, of the steps that were read, in the order of reading."""
    if guiding is None:
        return ()
    found: dict[Thing, None] = {}
    for at in (*guiding.trail, guiding.at):
        step = guides.step(at)
        for nth in range(len(step.bring) if step is not None else 0):
            found[Thing(at, nth, Tick(at, nth) in guiding.ticks)] = None
    return tuple(found)[:MOST_THINGS]


def undone_of(guides: Guides, guiding: Guiding | None) -> tuple[At, ...]:
    """The steps that were read and say how they are taken back: those last read, in the order of reading."""
    if guiding is None:
        return ()
    read = dict.fromkeys((*guiding.trail, guiding.at))
    found = [at for at in read if (step := guides.step(at)) is not None and step.undo]
    return tuple(found[-MOST_UNDONE:])
