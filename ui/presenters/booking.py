"""The days of a health check on the resident's screen: days, times, and what to do with the chosen one."""

from dataclasses import dataclass, replace

from kiosk.domain import booking_intents as asks
from kiosk.domain import intents
from kiosk.domain.aloud import Said, Spoken
from kiosk.domain.booking import Booking, still_free
from kiosk.domain.guide_intents import TalkToClerk
from kiosk.domain.guiding import NO_LINE
from kiosk.domain.health_checks import Offer, Slot, SlotWords, code_of, offer, offers, slot_in_language
from kiosk.domain.printing import OUT_OF_OUR_HANDS, UNDER_WAY, PrintState
from kiosk.domain.snapshot import HubState, KioskSnapshot
from ui.presenters.dates import DATES
from ui.presenters.finish import print_said
from ui.presenters.guide import GuideView, StageView
from ui.presenters.parts import KeyKind, KeyView, Text

MOST_OFFERED = 48
"""Days or times on the screens of one list; a clerk knows the others."""
_EMPTY = GuideView("", (), "", "", (), NO_LINE, "", None, "", "", (), (), None, None, None)


@dataclass(frozen=True)
class BookingCodeView:
    """The city's address of one slot as a QR code, and what to do with it."""

    title: str
    lines: tuple[str, ...]
    address: str
    number: str
    back: KeyView


def present_booking(snapshot: KioskSnapshot, text: Text) -> GuideView:
    """As a step of a guide looks: a title, sentences, and what can be chosen."""
    booking = snapshot.booking or Booking()
    view = _stage(snapshot, booking, text)
    view = replace(
        view,
        guide=text("booking.title"),
        part=booking.part,
        more=_part("key.booking.more", text("guide.more"), "arrow_right", booking.part + 1),
        less=_part("key.booking.less", text("guide.back"), "back", booking.part - 1),
    )
    return replace(view, read=snapshot.aloud.place(booking_aloud(snapshot, view)))


def booking_aloud(snapshot: KioskSnapshot, view: GuideView) -> Spoken:
    """From when the list is, its title, sentences, and what can be chosen."""
    booking = snapshot.booking or Booking()
    said = [
        Said("about", view.about),
        Said("title", view.title),
        *(Said(f"line.{index}", line) for index, line in enumerate(view.lines)),
        *(Said(f"inner.{index}", key.words.replace("\n", "、")) for index, key in enumerate(view.choices)),
    ]
    number = booking.slot.number if booking.slot is not None else 0
    page = f"{snapshot.look.language} booking {booking.session} {number} {booking.part}"
    return Spoken(page, tuple(one for one in said if one.words))


def present_booking_code(snapshot: KioskSnapshot, text: Text) -> BookingCodeView:
    """Large enough for a phone that is held over the table."""
    slot = snapshot.booking.slot if snapshot.booking is not None else None
    return BookingCodeView(
        title=text("booking.code.title"),
        lines=(text("booking.code.camera"), text("booking.code.there")),
        address=snapshot.checks.address(slot) if slot is not None else "",
        number=text("booking.number_is", number=code_of(slot.number)) if slot is not None else "",
        back=_back(text),
    )


def _stage(snapshot: KioskSnapshot, booking: Booking, text: Text) -> GuideView:
    if booking.slot is not None:
        return _ways(snapshot, booking, booking.slot, text)
    found = offer(snapshot.checks, booking.session, snapshot.clock) if booking.session is not None else None
    if booking.session is not None:
        return _times(snapshot, found, text) if found is not None and found.free else _filled(text)
    return _days(snapshot, offers(snapshot.checks, snapshot.clock), text)


def _days(snapshot: KioskSnapshot, found: tuple[Offer, ...], text: Text) -> GuideView:
    if not found:
        return _none(snapshot, text)
    month_day = DATES[snapshot.look.language].month_day
    choices = tuple(
        _choice(
            f"key.booking.day.{index}",
            (month_day(one.session.day), _words(snapshot, one.slots[0]).place, _room(snapshot, one.free, text)),
            asks.ChooseSession(one.session),
            one.free,
        )
        for index, one in enumerate(found[:MOST_OFFERED])
    )
    return replace(
        _EMPTY,
        about=_as_of(snapshot, text),
        stages=_stages(0, text),
        title=text("booking.days"),
        lines=(text("booking.not_all"),) if len(found) > MOST_OFFERED else (),
        choices=choices,
        back=_back(text),
        talk=_talk(text, KeyKind.OUTLINE),
    )


def _times(snapshot: KioskSnapshot, found: Offer, text: Text) -> GuideView:
    dates = DATES[snapshot.look.language]
    choices = tuple(
        _choice(
            f"key.booking.time.{index}",
            (dates.hours(slot.starts, slot.ends), _room(snapshot, slot.free, text)),
            asks.ChooseSlot(slot.number),
            slot.free,
        )
        for index, slot in enumerate(found.slots[:MOST_OFFERED])
    )
    words = _words(snapshot, found.slots[0])
    where = f"{dates.month_day(found.session.day)} {words.place}"
    more = (text("booking.not_all"),) if len(found.slots) > MOST_OFFERED else ()
    return replace(
        _EMPTY,
        about=_as_of(snapshot, text),
        stages=_stages(1, text),
        title=text("booking.times"),
        lines=(where, *(one for one in (_what(words.what, words.who),) if one), *more),
        choices=choices,
        back=_back(text),
        talk=_talk(text, KeyKind.OUTLINE),
    )


def _ways(snapshot: KioskSnapshot, booking: Booking, slot: Slot, text: Text) -> GuideView:
    """Nothing is booked yet: that is the title. A clerk is the one thing to do next."""
    if not still_free(booking, snapshot.checks, snapshot.clock):
        return _filled(text)
    own_phone = KeyView("key.booking.code", text("booking.own_phone"), asks.ShowBookingCode(), "smartphone")
    return replace(
        _EMPTY,
        about=print_said(snapshot.slip.state, text) or _as_of(snapshot, text),
        stages=_stages(2, text),
        title=text("booking.ways"),
        lines=_slot_lines(snapshot, slot, text),
        choices=(own_phone,) if snapshot.checks.address(slot) else (),
        back=_back(text),
        talk=_print_key(snapshot.slip.state, text) if snapshot.slip.printer else None,
        onward=KeyView("key.booking.clerk", text("booking.clerk"), TalkToClerk(), "clerk", KeyKind.FILLED),
    )


def _slot_lines(snapshot: KioskSnapshot, slot: Slot, text: Text) -> tuple[str, ...]:
    """When, where, what, and how it is called on the telephone."""
    dates, words = DATES[snapshot.look.language], _words(snapshot, slot)
    number = code_of(slot.number)
    phone = snapshot.checks.phone
    return (
        text("booking.when", day=dates.month_day(slot.day), hours=dates.hours(slot.starts, slot.ends)),
        f"{words.place} {_what(words.what, words.who)}",
        text("booking.phone", phone=phone, number=number) if phone else text("booking.number_is", number=number),
    )


def _print_key(state: PrintState, text: Text) -> KeyView:
    if state in UNDER_WAY:
        return KeyView("key.print.cancel", text("finish.print.cancel"), intents.CancelPrint(), "close")
    retry = text("finish.print.again") if state in OUT_OF_OUR_HANDS else text("finish.print.retry")
    said = text("booking.print") if state is PrintState.IDLE else retry
    return KeyView("key.print", said, intents.PrintBooking(), "printer")


def _filled(text: Text) -> GuideView:
    """While somebody was choosing."""
    return replace(
        _EMPTY,
        title=text("booking.filled"),
        lines=(text("booking.filled.instead"),),
        talk=_talk(text, KeyKind.OUTLINE),
        onward=KeyView("key.booking.others", text("booking.others"), asks.OpenBooking(), "back", KeyKind.FILLED),
    )


def _none(snapshot: KioskSnapshot, text: Text) -> GuideView:
    """No day is known: whom to ask instead."""
    section = snapshot.section
    phone = snapshot.checks.phone or (section.phone if section is not None else "") or snapshot.city.phone
    return replace(
        _EMPTY,
        about=_as_of(snapshot, text),
        title=text("booking.none"),
        lines=(text("booking.none.ask"), text("booking.none.phone", phone=phone)),
        back=_back(text),
        talk=_talk(text, KeyKind.FILLED),
    )


def _stages(here: int, text: Text) -> tuple[StageView, ...]:
    names = (text("booking.stage.day"), text("booking.stage.time"), text("booking.stage.way"))
    states = {True: text("guide.done"), False: ""} | {None: text("guide.here")}
    return tuple(
        StageView(str(index + 1), name, states[index < here if index != here else None], index < here, index == here)
        for index, name in enumerate(names)
    )


def _choice(name: str, lines: tuple[str, ...], wish: intents.Intent, free: int) -> KeyView:
    return KeyView(name, "\n".join(lines), wish, "", KeyKind.OUTLINE if free else KeyKind.QUIET)


def _room(snapshot: KioskSnapshot, free: int, text: Text) -> str:
    people = DATES[snapshot.look.language].people(free)
    return text("booking.free", people=people) if free else text("booking.full")


def _words(snapshot: KioskSnapshot, slot: Slot) -> SlotWords:
    return slot_in_language(slot, snapshot.look.language)


def _what(what: str, who: str) -> str:
    return f"{what} {who}".strip()


def _as_of(snapshot: KioskSnapshot, text: Text) -> str:
    """Without a line to city hall: until when this was so."""
    if snapshot.hub is HubState.ONLINE or snapshot.checks.heard is None:
        return ""
    return text("booking.as_of", time=DATES[snapshot.look.language].clock_time(snapshot.checks.heard))


def _back(text: Text) -> KeyView:
    return KeyView("key.booking.back", text("guide.back"), asks.GoBackInBooking(), "back")


def _talk(text: Text, kind: KeyKind) -> KeyView:
    return KeyView("key.booking.talk", text("guide.talk"), TalkToClerk(), "clerk", kind)


def _part(name: str, words: str, icon: str, part: int) -> KeyView:
    kind = KeyKind.FILLED if icon == "arrow_right" else KeyKind.OUTLINE
    return KeyView(name, words, asks.TurnBookingPart(part), icon, kind)
