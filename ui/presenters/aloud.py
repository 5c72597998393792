"""What is read aloud of each resident screen, and in which order."""

from collections.abc import Callable, Iterator

from kiosk.domain.aloud import Said, Spoken
from kiosk.domain.lent import taken_home
from kiosk.domain.snapshot import KioskSnapshot
from ui.presenters.attendant import present_panel
from ui.presenters.booking import booking_aloud, present_booking, present_booking_code
from ui.presenters.call import present_hold
from ui.presenters.called import present_called
from ui.presenters.card_days import card_days_aloud, present_card_days
from ui.presenters.circulars import (
    circulars_aloud,
    page_aloud,
    present_circular_search,
    present_circulars,
    text_aloud,
)
from ui.presenters.confirm import present_confirm
from ui.presenters.finish import present_finish
from ui.presenters.frame import QuestionView, present_question
from ui.presenters.guide import guide_aloud, present_guide
from ui.presenters.home import present_home
from ui.presenters.languages import present_languages
from ui.presenters.parts import Text
from ui.presenters.phone import present_phone
from ui.presenters.photo import present_photo
from ui.presenters.promised import promised_line
from ui.presenters.route import screen_name
from ui.presenters.trouble import present_trouble
from ui.presenters.waiting import WaitingView, present_waiting
from ui.presenters.writing import lent_line

Words = Iterator[str]


def present_aloud(snapshot: KioskSnapshot, text: Text) -> Spoken:
    """A question over the screen goes before it. What a clerk types or a paper says is never read."""
    screen, language = screen_name(snapshot), snapshot.look.language
    question = present_question(snapshot.question, text)
    if question is not None:
        return _spoken(f"{language} question {snapshot.question}", _question(question))
    if snapshot.choosing_language:
        view = present_languages(snapshot, text)
        return _spoken(f"{language} languages", iter((view.title,) if view else ()))
    panel = present_panel(snapshot, text)
    if panel is not None:
        return _spoken(f"{language} panel {snapshot.panel.part}", iter((panel.title,)))
    if screen in ("guide", "call_guide"):
        return guide_aloud(snapshot, present_guide(snapshot, text))
    if screen == "booking":
        return booking_aloud(snapshot, present_booking(snapshot, text))
    if screen == "card_days":
        return card_days_aloud(snapshot, present_card_days(snapshot, text))
    if screen == "circulars":
        return circulars_aloud(snapshot, present_circulars(snapshot, text))
    if screen == "circular_text":
        return text_aloud(snapshot)
    if screen == "circular_page":
        return page_aloud(snapshot, text)
    return _spoken(_page(snapshot, screen), _SAID[screen](snapshot, text))


def _page(snapshot: KioskSnapshot, screen: str) -> str:
    """A ticket that is set aside, or that nobody serves, makes another screen of waiting."""
    ticket = snapshot.ticket
    kind = "" if ticket is None else f" {ticket.set_aside} {ticket.staffed}"
    return f"{snapshot.look.language} {screen} {snapshot.topic.id if snapshot.topic else ''}{kind}"


def _spoken(page: str, words: Words) -> Spoken:
    return Spoken(page, tuple(Said("", one) for one in words if one))


def _question(view: QuestionView) -> Words:
    yield from (view.title, view.body, view.stay.words, view.leave.words)


def _home(snapshot: KioskSnapshot, text: Text) -> Words:
    view = present_home(snapshot, text)
    yield from (view.greeting, view.heading, view.how)
    for key, hint in view.cards:
        yield key.words
        yield hint


def _confirm(snapshot: KioskSnapshot, text: Text) -> Words:
    view = present_confirm(snapshot, text)
    yield view.heading
    yield from (view.away, view.phone) if view.away else (view.body, view.helping)
    yield view.sent_title
    yield from (line.words for line in view.sent)
    yield from (view.sent_helping, view.not_title)
    yield from (line.words for line in view.not_done)
    yield view.ask


def _booking_code(snapshot: KioskSnapshot, text: Text) -> Words:
    view = present_booking_code(snapshot, text)
    yield view.title
    yield from view.lines
    yield view.number


def _photo(snapshot: KioskSnapshot, text: Text) -> Words:
    view = present_photo(snapshot, text)
    yield from (view.first, *view.others)
    yield from (view.judge if view.fine else "", view.note)


def _phone(snapshot: KioskSnapshot, text: Text) -> Words:
    view = present_phone(snapshot, text)
    yield from (view.title, *view.lines, view.words, view.note)


def _circular_search(snapshot: KioskSnapshot, text: Text) -> Words:
    view = present_circular_search(snapshot, text)
    yield from (view.title, view.found)


def _waiting(snapshot: KioskSnapshot, text: Text) -> Words:
    view = present_waiting(snapshot, text)
    yield from (view.heading, view.body)
    yield _number(view, text)
    yield f"{view.before} {view.count} {view.after}".strip()
    yield f"{view.estimate_title} {view.estimate}".strip()
    yield from (view.caveat, view.sound, view.phone_title, view.phone, view.phone_hours, view.prepare_title)
    yield from view.prepare


def _number(view: WaitingView, text: Text) -> str:
    return text("aloud.number", title=view.number_title, number=view.number) if view.number else ""


def _called(snapshot: KioskSnapshot, text: Text) -> Words:
    view = present_called(snapshot, text)
    yield from (view.heading, f"{view.section} {view.name}", view.body, view.camera)


def _call(snapshot: KioskSnapshot, text: Text) -> Words:
    call = snapshot.call
    if call is not None:
        yield text("aloud.call", section=call.section_name, clerk=call.clerk_name)
    yield from (lent_line(thing, snapshot.look.language, text) for thing in taken_home(snapshot.lent))
    yield promised_line(snapshot, text)


def _hold(snapshot: KioskSnapshot, text: Text) -> Words:
    view = present_hold(snapshot, text)
    yield from (view.heading, view.body)


def _trouble(snapshot: KioskSnapshot, text: Text) -> Words:
    view = present_trouble(snapshot, text)
    yield from (view.title, view.body, view.works.words, view.next, view.phone, view.phone_hours)


def _finish(snapshot: KioskSnapshot, text: Text) -> Words:
    view = present_finish(snapshot, text)
    yield view.heading
    yield from (line.words for line in (*view.done, *view.next))
    yield from (view.rate, view.rate_helping)


def _wiping(snapshot: KioskSnapshot, text: Text) -> Words:
    yield from ()


_SAID: dict[str, Callable[[KioskSnapshot, Text], Words]] = {
    "home": _home,
    "confirm": _confirm,
    "booking_code": _booking_code,
    "phone": _phone,
    "photo": _photo,
    "circular_search": _circular_search,
    "waiting": _waiting,
    "called": _called,
    "call_face": _call,
    "call_paper": _call,
    "hold": _hold,
    "trouble": _trouble,
    "finish": _finish,
    "wiping": _wiping,
}
