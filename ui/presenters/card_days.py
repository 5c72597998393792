"""The days of somebody's own card on the resident's screen: one question at a time, then until when and from when."""

from dataclasses import replace
from datetime import date
from typing import Final

from kiosk.domain import card_days_intents as asks
from kiosk.domain.aloud import Said, Spoken
from kiosk.domain.card_days import BEFORE, Asked, CardDays, Renewal, Term, Terms, terms
from kiosk.domain.guide import At, GuideId, StepId
from kiosk.domain.guide_intents import OpenGuide, TalkToClerk
from kiosk.domain.guiding import NO_LINE
from kiosk.domain.snapshot import KioskSnapshot
from ui.presenters.dates import DATES
from ui.presenters.guide import GuideView
from ui.presenters.parts import KeyKind, KeyView, Text

MOST_CHOICES: Final = 12
_EMPTY = GuideView("", (), "", "", (), NO_LINE, "", None, "", "", (), (), None, None, None)
_COLUMNS: Final = {Asked.MONTH: 4, Asked.DAY: 4, Asked.ISSUE_MONTH: 4}
_GUIDE: Final = GuideId("card-renew")
_AFTER: Final = {Renewal.EARLY: "when", Renewal.OPEN: "order", Renewal.OVER: "late-card"}
_CERTIFICATES: Final = "cert-who"
"""Steps of that guide in which it goes on."""


def present_card_days(snapshot: KioskSnapshot, text: Text) -> GuideView:
    """As a step of a guide looks."""
    days = snapshot.card_days or CardDays(child=False)
    answered = days.asked is Asked.ANSWER
    view = _answer(snapshot, terms(days), text) if answered else _question(snapshot, days, text)
    view = replace(
        view,
        guide=text("card_days.title"),
        about=text("card_days.here_only"),
        back=KeyView("key.card_days.back", text("guide.back"), asks.GoBackInCardDays(), "back"),
        talk=KeyView("key.card_days.talk", text("guide.talk"), TalkToClerk(), "clerk", KeyKind.OUTLINE),
        part=days.part,
        more=_part("key.card_days.more", text("guide.more"), "arrow_right", days.part + 1),
        less=_part("key.card_days.less", text("guide.back"), "back", days.part - 1),
    )
    return replace(view, read=snapshot.aloud.place(card_days_aloud(snapshot, view)))


def card_days_aloud(snapshot: KioskSnapshot, view: GuideView) -> Spoken:
    """That it stays here, the question or the answer, and what can be chosen. The page's name is kept in the snapshot,
    where it is written with the rest: no title is part of it, an answer's has a day."""
    asked = snapshot.card_days.asked if snapshot.card_days is not None else ""
    said = [
        Said("about", view.about),
        Said("title", view.title),
        *(Said(f"line.{index}", line) for index, line in enumerate(view.lines)),
        Said("open_fact", view.open_fact),
        *(Said(f"inner.{index}", key.words) for index, key in enumerate(view.choices)),
    ]
    page = f"{snapshot.look.language} card_days {asked} {view.part}"
    return Spoken(page, tuple(one for one in said if one.words))


def _question(snapshot: KioskSnapshot, days: CardDays, text: Text) -> GuideView:
    titles = {
        Asked.MONTH: text("card_days.month"),
        Asked.DAYS: text("card_days.day"),
        Asked.DAY: text("card_days.day"),
        Asked.YEAR: text("card_days.year"),
        Asked.ISSUE_MONTH: text("card_days.issue_month"),
        Asked.ORDER: text("card_days.order"),
    }
    choices = tuple(
        KeyView(
            f"key.card_days.choice.{value}", _said(snapshot, days, value, text), asks.ChooseCardDay(days.asked, value)
        )
        for value in days.offered(snapshot.clock.date())
    )
    return replace(
        _EMPTY,
        title=titles[days.asked],
        choices=choices,
        columns=_COLUMNS.get(days.asked, 2),
    )


def _part(name: str, words: str, icon: str, part: int) -> KeyView:
    kind = KeyKind.FILLED if icon == "arrow_right" else KeyKind.OUTLINE
    return KeyView(name, words, asks.TurnCardDaysPart(part), icon, kind)


def _said(snapshot: KioskSnapshot, days: CardDays, value: int, text: Text) -> str:
    dates = DATES[snapshot.look.language]
    match days.asked:
        case Asked.MONTH | Asked.ISSUE_MONTH:
            return dates.month(value)
        case Asked.DAYS:
            tens = replace(days, days_from=value).offered(snapshot.clock.date())
            return text("card_days.between", first=dates.day(tens[0]), last=dates.day(tens[-1]))
        case Asked.DAY:
            return dates.day(value)
        case Asked.YEAR:
            return dates.year(value)
        case _:
            return text("card_days.before") if value == BEFORE else text("card_days.after")


def _answer(snapshot: KioskSnapshot, found: Terms, text: Text) -> GuideView:
    """What to do comes first: a card that is over has no certificates to speak of."""
    today = snapshot.clock.date()
    card = found.card.on(today)
    titles = {
        Renewal.EARLY: text("card_days.early", day=_day(snapshot, found.card.opens)),
        Renewal.OPEN: text("card_days.open"),
        Renewal.OVER: text("card_days.over"),
    }
    ends = {
        Renewal.EARLY: text("card_days.until", day=_day(snapshot, found.card.ends)),
        Renewal.OPEN: text("card_days.until", day=_day(snapshot, found.card.ends)),
        Renewal.OVER: text("card_days.ended", day=_day(snapshot, found.card.ends)),
    }
    inside = () if card is Renewal.OVER else _certificates(snapshot, found.certificates, today, text)
    born = (text("card_days.leap"),) if found.unsure else ()
    return replace(
        _EMPTY,
        title=titles[card],
        lines=(ends[card], *born, *inside),
        open_fact=text("guide.open_fact"),
        onward=_onward(snapshot, found, today, text),
    )


def _certificates(snapshot: KioskSnapshot, term: Term, today: date, text: Text) -> tuple[str, ...]:
    """Those that came with the card; who renewed them has others."""
    day, opens = _day(snapshot, term.ends), _day(snapshot, term.opens)
    said = {
        Renewal.EARLY: text("card_days.certificates.early", day=day, opens=opens),
        Renewal.OPEN: text("card_days.certificates.open", day=day),
        Renewal.OVER: text("card_days.certificates.over", day=day),
    }
    return said[term.on(today)], text("card_days.certificates.first")


def _onward(snapshot: KioskSnapshot, found: Terms, today: date, text: Text) -> KeyView | None:
    """Into the guide, where it says what to do now; a city's own guide may have other steps."""
    card, certificates = found.card.on(today), found.certificates.on(today)
    early = card is Renewal.EARLY
    step = _CERTIFICATES if early and certificates is not Renewal.EARLY else _AFTER[card]
    at = At(_GUIDE, StepId(step))
    if snapshot.guides.step(at) is None:
        return None
    return KeyView("key.card_days.on", text("card_days.on"), OpenGuide(at), "arrow_right", KeyKind.FILLED)


def _day(snapshot: KioskSnapshot, day: date) -> str:
    return DATES[snapshot.look.language].full_date(day)
