"""The external monitor while nobody shares anything: stop, hours, offers, numbers. Never a topic with a number."""

from dataclasses import dataclass
from datetime import date

from kiosk.domain.city import Opening, Service
from kiosk.domain.snapshot import KioskSnapshot
from ui.presenters.frame import mark_of
from ui.presenters.japanese import clock_time, month_day, spoken_time
from ui.presenters.parts import Text

MOST_OFFERS = 5
MOST_STOPS = 2


@dataclass(frozen=True)
class Offer:
    """A line of what the van does today."""

    icon: str
    title: str
    note: str


@dataclass(frozen=True)
class SignageView:
    """`coming` are (day, time, place). `call` is one line without a reason, or empty."""

    name: str
    clock: str
    accent: str
    today: str
    stop: str
    hours: str
    offers: tuple[Offer, ...]
    number_title: str
    number: str
    next_number: str
    coming_title: str
    coming: tuple[tuple[str, str, str], ...]
    call: str
    mark: str
    mark_words: str


def present_signage(snapshot: KioskSnapshot, text: Text) -> SignageView:
    """Only what anybody passing by may read."""
    city, today = snapshot.city, snapshot.clock.date()
    mark, words = mark_of(snapshot.profile, snapshot.mock_active, text)
    serving = snapshot.serving_number
    return SignageView(
        name=f"{city.name} {city.counter}",
        clock=clock_time(snapshot.clock),
        accent=city.accent,
        today=text("signage.today", day=month_day(today)),
        stop=snapshot.stop.name if snapshot.stop else f"{city.name} {city.counter}",
        hours=_hours(snapshot, today, text),
        offers=_offers(city.services[:MOST_OFFERS]),
        number_title=text("signage.number") if serving is not None else text("signage.free"),
        number=str(serving) if serving is not None else "",
        next_number=text("signage.next", number=snapshot.next_number) if snapshot.next_number is not None else "",
        coming_title=text("signage.coming"),
        coming=_coming(snapshot, today),
        call=text("attendant.called") if snapshot.attendant_called else "",
        mark=mark,
        mark_words=words,
    )


def _offers(services: tuple[Service, ...]) -> tuple[Offer, ...]:
    """Lines with a note come last: they are wider, and have a row of their own."""
    return tuple(Offer(s.icon, s.title, s.note) for s in sorted(services, key=_has_note))


def _has_note(service: Service) -> bool:
    return bool(service.note)


def _hours(snapshot: KioskSnapshot, today: date, text: Text) -> str:
    stop = snapshot.stop
    here = next((o for o in snapshot.city.openings if stop and o.stop == stop.id and o.day == today), None)
    return text("signage.hours", opens=spoken_time(here.opens), closes=spoken_time(here.closes)) if here else ""


def _coming(snapshot: KioskSnapshot, today: date) -> tuple[tuple[str, str, str], ...]:
    later = sorted((o for o in snapshot.city.openings if o.day > today), key=_day_and_time)[:MOST_STOPS]
    return tuple((month_day(o.day), spoken_time(o.opens), _stop_name(snapshot, o)) for o in later)


def _day_and_time(opening: Opening) -> tuple[date, str]:
    return opening.day, opening.opens.isoformat()


def _stop_name(snapshot: KioskSnapshot, opening: Opening) -> str:
    stop = snapshot.city.stop(opening.stop)
    return stop.name if stop else ""
