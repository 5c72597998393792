"""The queue as the resident sees it: a place, an honest estimate, or that nobody is there today."""

from dataclasses import dataclass

from kiosk.domain import intents
from kiosk.domain.guide_intents import ReadWhileWaiting
from kiosk.domain.printing import RUNNING, PrintState
from kiosk.domain.snapshot import KioskSnapshot, Ticket
from ui.presenters.dates import DATES, Dates
from ui.presenters.finish import print_said
from ui.presenters.parts import KeyKind, KeyView, Text


@dataclass(frozen=True)
class WaitingView:
    """`count` (with `before` and `after`) stands in the ring; without a clerk the phone number stands there. `again` is
    the one thing that can be done here: to read meanwhile, or to stand in the queue again."""

    heading: str
    body: str
    number_title: str
    number: str
    before: str
    count: str
    after: str
    estimate_title: str
    estimate: str
    caveat: str
    sound: str
    phone_title: str
    phone: str
    phone_hours: str
    prepare_title: str
    prepare: tuple[str, ...]
    leave: KeyView
    again: KeyView | None


def present_waiting(snapshot: KioskSnapshot, text: Text) -> WaitingView:
    """Three faces of one screen: in the queue, no clerk on duty, set aside."""
    ticket = snapshot.ticket
    if ticket is not None and ticket.set_aside:
        return _set_aside(snapshot, ticket, text)
    if ticket is not None and not ticket.staffed:
        return _unstaffed(snapshot, ticket, text)
    return _in_queue(snapshot, ticket, text)


def _in_queue(snapshot: KioskSnapshot, ticket: Ticket | None, text: Text) -> WaitingView:
    section = snapshot.section
    ahead = ticket.ahead if ticket else None
    minutes = ticket.estimate_min if ticket else None
    dates = DATES[snapshot.look.language]
    return WaitingView(
        heading=text("waiting.heading"),
        body=_body(ticket, section.name if section else "", text),
        number_title=text("waiting.number"),
        number=str(ticket.number) if ticket else "",
        before=text("waiting.before") if ahead else "",
        count=_count(ahead, dates, text),
        after=text("waiting.after") if ahead else "",
        estimate_title=text("waiting.estimate") if minutes is not None else "",
        estimate=text("waiting.minutes", minutes=dates.minutes(minutes)) if minutes is not None else "",
        caveat=text("waiting.caveat") if minutes is not None else text("waiting.no_estimate"),
        sound=text("waiting.sound"),
        phone_title="",
        phone="",
        phone_hours="",
        prepare_title=text("waiting.prepare") if _prepare(snapshot) else "",
        prepare=_prepare(snapshot),
        leave=_leave(text),
        again=_read(snapshot, text),
    )


def _body(ticket: Ticket | None, section: str, text: Text) -> str:
    if ticket is not None and ticket.passed_on:
        return text("waiting.passed_on")
    return text("waiting.body", section=section) if section else text("waiting.body.anyone")


def _count(ahead: int | None, dates: Dates, text: Text) -> str:
    if ahead is None:
        return text("waiting.asking")
    return dates.people(ahead) if ahead else text("waiting.next")


def _unstaffed(snapshot: KioskSnapshot, ticket: Ticket, text: Text) -> WaitingView:
    return _without_queue(
        snapshot,
        text,
        (
            text("waiting.unstaffed"),
            print_said(snapshot.slip.state, text) or text("waiting.unstaffed.body"),
            text("waiting.unstaffed.caveat"),
        ),
        str(ticket.number),
        _call_back(snapshot, text) or _read(snapshot, text),
    )


def _call_back(snapshot: KioskSnapshot, text: Text) -> KeyView | None:
    """あとで 電話してもらう: two sheets to write name and number on, where there is a printer."""
    status = snapshot.slip
    if not status.printer:
        return None
    if status.state in RUNNING:
        return KeyView("key.print.cancel", text("finish.print.cancel"), intents.CancelPrint(), "close")
    words = text("waiting.call_back.again") if status.state is not PrintState.IDLE else text("waiting.call_back")
    return KeyView("key.call_back", words, intents.PrintCallBack(), "printer", KeyKind.FILLED)


def _set_aside(snapshot: KioskSnapshot, ticket: Ticket, text: Text) -> WaitingView:
    return _without_queue(
        snapshot,
        text,
        (text("waiting.set_aside"), text("waiting.set_aside.body"), text("waiting.set_aside.caveat")),
        str(ticket.number),
        KeyView("key.queue_again", text("waiting.again"), intents.QueueAgain(), "people", KeyKind.FILLED),
    )


def _without_queue(
    snapshot: KioskSnapshot, text: Text, words: tuple[str, str, str], number: str, again: KeyView | None = None
) -> WaitingView:
    section = snapshot.section
    heading, body, caveat = words
    return WaitingView(
        heading=heading,
        body=body,
        number_title=text("waiting.number"),
        number=number,
        before="",
        count="",
        after="",
        estimate_title="",
        estimate="",
        caveat=caveat,
        sound="",
        phone_title=text("phone.title"),
        phone=section.phone if section and section.phone else snapshot.city.phone,
        phone_hours=snapshot.city.phone_hours,
        prepare_title=text("waiting.prepare") if _prepare(snapshot) else "",
        prepare=_prepare(snapshot),
        leave=_leave(text),
        again=again,
    )


def _prepare(snapshot: KioskSnapshot) -> tuple[str, ...]:
    return snapshot.topic.prepare[:3] if snapshot.topic else ()


def _read(snapshot: KioskSnapshot, text: Text) -> KeyView | None:
    """待ちながら 見る, where the topic has a guide."""
    if snapshot.guiding is None:
        return None
    return KeyView("key.guide.read", text("waiting.read"), ReadWhileWaiting(), "guide", KeyKind.FILLED)


def _leave(text: Text) -> KeyView:
    return KeyView("key.leave_queue", text("waiting.leave"), intents.LeaveQueue(), "close")
