"""A guide on the resident's screen: the steps, what the present one says, and the ways on; alone, waiting, or led."""

import dataclasses
from dataclasses import dataclass
from typing import Final

from kiosk.domain import guide_intents as asks
from kiosk.domain import intents
from kiosk.domain.aloud import Said, Spoken
from kiosk.domain.booking_intents import OpenBooking
from kiosk.domain.card_days_intents import OpenCardDays
from kiosk.domain.guide import MOST_IN_ROWS, At, Step
from kiosk.domain.guiding import NO_LINE, Guiding, Stage, stages
from kiosk.domain.phone_intents import ShowPhone
from kiosk.domain.phone_page import PhonePage
from kiosk.domain.photo_intents import OpenPhoto
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import KioskSnapshot
from kiosk.domain.visit import VisitState
from ui.presenters.call import (
    PersonView,
    clerk_of,
    face_key,
    hide_paper_key,
    louder_key,
    own_of,
    unseen_paper_lamp,
)
from ui.presenters.dates import DATES
from ui.presenters.guide_days import with_days
from ui.presenters.lamps import face_lamp
from ui.presenters.parts import KeyKind, KeyView, LampView, Line, Text
from ui.presenters.phone_keys import phones_found
from ui.presenters.writing import CaptionView, present_caption

CARD_COLUMNS: Final = 4
"""More choices than have rows stand as cards, in so many columns at most."""


@dataclass(frozen=True)
class StageView:
    """A line of the list of steps. `sign` is its number; done ones carry a tick; `state` says the same in words."""

    sign: str
    name: str
    state: str
    done: bool
    here: bool


@dataclass(frozen=True)
class GuideView:
    """One step. `line` is the sentence that a clerk points at, -1 for none. `about` is said small above the title:
    who led here, or how far the queue is. `open_fact` says that the office is being asked, `checked` since when it
    was held to be so, `end` how it goes on after the last step. Keys that have no meaning here are None. Where a step
    is too long for the screen, it is shown in parts: `more` and `less` stand then for the ways on and back. `read` is
    where the sentence stands that is read aloud now: `title`, `line.0`, `inner.1` (a choice or a thing), `end`.
    More than three choices stand in so many `columns`, or as `cards` in at most so many. `phone` is a telephone's page,
    drawn in place of a picture; `tries` is the step at which it takes the finger, `done` whether that went right."""

    guide: str
    stages: tuple[StageView, ...]
    about: str
    title: str
    lines: tuple[str, ...]
    line: int
    open_fact: str
    end: Line | None
    checked: str
    picture: str
    choices: tuple[KeyView, ...]
    bring: tuple[KeyView, ...]
    back: KeyView | None
    talk: KeyView | None
    onward: KeyView | None
    part: int = 0
    more: KeyView | None = None
    less: KeyView | None = None
    read: str = ""
    columns: int = 2
    cards: bool = False
    phone: PhonePage | None = None
    tries: At | None = None
    done: bool = False


@dataclass(frozen=True)
class CallGuideView:
    """A guide in a call: at its side the clerk, the own face with its lamp, what the clerk says, and two keys. While
    the paper behind it is open or hidden, its lamp stands here, too, and the key that hides it."""

    guide: GuideView
    clerk: PersonView
    own: PersonView
    face_lamp: LampView
    paper_lamp: LampView | None
    hide_paper: KeyView | None
    keys: tuple[KeyView, ...]
    caption: CaptionView | None = None


def present_guide(snapshot: KioskSnapshot, text: Text) -> GuideView:
    """The step where the resident is; without one, which no flow makes, an empty page that can be left."""
    guiding, language = snapshot.guiding, snapshot.look.language
    step = snapshot.guides.step(guiding.at, language) if guiding is not None else None
    guide = snapshot.guides.guide(guiding.at.guide, language) if guiding is not None else None
    if guiding is None or step is None or guide is None:
        return GuideView("", (), "", "", (), NO_LINE, "", None, "", "", (), (), None, None, None)
    dates = DATES[language]
    asked = step.to_be_confirmed(snapshot.clock.date())
    view = GuideView(
        guide=guide.title,
        stages=_stages(stages(snapshot.guides, guiding, language), text),
        about=_about(snapshot, guiding, text),
        title=step.title,
        lines=tuple(with_days(line, snapshot.clock.date(), language) for line in step.lines),
        line=guiding.line,
        open_fact=text("guide.open_fact") if asked else "",
        end=_practice(snapshot, step, text) or _end(snapshot, step, text),
        checked="" if step.choices else text("guide.checked", day=dates.full_date(step.checked_on)),
        picture=step.picture,
        phone=step.phone,
        tries=guiding.at if step.practise else None,
        done=snapshot.practice is not None and snapshot.practice.done,
        columns=CARD_COLUMNS if len(step.choices) > MOST_IN_ROWS else 2,
        cards=len(step.choices) > MOST_IN_ROWS,
        choices=(
            *(_choice(guiding.at, index, one.words) for index, one in enumerate(step.choices)),
            *_tools(snapshot, step, text),
        ),
        bring=tuple(_thing(guiding, index, words) for index, words in enumerate(step.bring)),
        back=_back(guiding, text) if guiding.trail else None,
        talk=_talk(snapshot, step, text),
        onward=_onward(snapshot, guiding.at, step, text),
        part=guiding.part,
        more=_part("key.guide.more", text("guide.more"), guiding, 1),
        less=_part("key.guide.less", text("guide.back"), guiding, -1),
    )
    return dataclasses.replace(view, read=snapshot.aloud.place(guide_aloud(snapshot, view)))


def guide_aloud(snapshot: KioskSnapshot, view: GuideView) -> Spoken:
    """Title, sentences, what is to be chosen or brought, and how it goes on."""
    at = snapshot.guiding.at if snapshot.guiding is not None else None
    said = [
        Said("title", view.title),
        *(Said(f"line.{index}", line) for index, line in enumerate(view.lines)),
        Said("open_fact", view.open_fact),
        *(Said(f"inner.{index}", key.words) for index, key in enumerate(view.choices or view.bring)),
        Said("end", view.end.words if view.end is not None else ""),
    ]
    return Spoken(f"{snapshot.look.language} guide {at} {view.part}", tuple(one for one in said if one.words))


def present_call_guide(snapshot: KioskSnapshot, text: Text) -> CallGuideView:
    """The same step for both ends; whoever touches last is followed."""
    return CallGuideView(
        guide=present_guide(snapshot, text),
        clerk=clerk_of(snapshot, text),
        own=own_of(snapshot, text, small=True),
        face_lamp=face_lamp(snapshot, text),
        paper_lamp=unseen_paper_lamp(snapshot, text),
        hide_paper=hide_paper_key(text) if snapshot.sharing.mine is SharingState.OPEN else None,
        keys=(louder_key(snapshot, text), face_key(snapshot, text)),
        caption=present_caption(snapshot, text),
    )


def _stages(walked: tuple[Stage, ...], text: Text) -> tuple[StageView, ...]:
    if len(walked) < 2:
        return ()
    return tuple(
        StageView(str(index), one.step.name, _state(one, text), one.done, one.here)
        for index, one in enumerate(walked, 1)
    )


def _state(stage: Stage, text: Text) -> str:
    if stage.here:
        return text("guide.here")
    return text("guide.done") if stage.done else ""


def _about(snapshot: KioskSnapshot, guiding: Guiding, text: Text) -> str:
    if snapshot.visit is VisitState.WAITING and snapshot.ticket is not None:
        ahead = snapshot.ticket.ahead
        people = DATES[snapshot.look.language].people(ahead)
        return text("guide.queue", people=people) if ahead else text("guide.queue.next")
    if snapshot.call is not None and snapshot.visit is VisitState.TALKING:
        led = guiding.by == "office"
        return text("guide.led", clerk=snapshot.call.clerk_name) if led else text("guide.together")
    return ""


def _practice(snapshot: KioskSnapshot, step: Step, text: Text) -> Line | None:
    """What is to be tried, what to do otherwise, or that it was right."""
    if not step.practise or step.phone is None:
        return None
    practice = snapshot.practice
    if practice is None:
        return Line("point", text("practice.try"))
    return Line("check", text("practice.right")) if practice.done else Line("point", text("practice.again"))


def _end(snapshot: KioskSnapshot, step: Step, text: Text) -> Line | None:
    match step.ends:
        case "here":
            return Line("check", text("guide.end.here"))
        case "bring":
            return Line("bag", text("guide.end.bring"))
        case "where":
            return Line("clock", text("guide.end.where"))
        case "clerk":
            return Line("clerk", text("guide.end.clerk"))
        case "days":
            return Line("clock", text("guide.end.days"))
        case "photo":
            # In a call the clerk sees the face; only who is alone can have a look that nobody else has.
            alone = snapshot.visit is VisitState.ALONE
            return Line("eye", text("guide.end.photo") if alone else text("guide.end.photo.later"))
        case "phone" if not phones_found(snapshot):
            return Line("clerk", text("guide.end.clerk"))
        case "phone":
            return Line("smartphone", text("guide.end.phone"))
        case None:
            return None


def _choice(at: At, index: int, words: str) -> KeyView:
    return KeyView(f"key.guide.choice.{index}", words, asks.ChooseWay(at, index), "", KeyKind.OUTLINE)


def _tools(snapshot: KioskSnapshot, step: Step, text: Text) -> tuple[KeyView, ...]:
    """In a call the clerk is there to be asked, and would see nothing of it."""
    if snapshot.visit is not VisitState.ALONE:
        return ()
    shown = step.phone is not None and not step.practise and not step.choices and step.ends is None
    if shown and phones_found(snapshot):
        return (KeyView("key.guide.tool.choice.0", text("guide.phone"), ShowPhone(), "smartphone"),)
    if step.tool is None:
        return ()
    wish = OpenCardDays(child=step.tool == "card_days_child")
    return (KeyView("key.guide.tool.choice.0", text("guide.card_days"), wish, "clock"),)


def _thing(guiding: Guiding, index: int, words: str) -> KeyView:
    there = index in guiding.ticked_here()
    icon, kind = ("box_checked", KeyKind.TOOL) if there else ("box", KeyKind.OUTLINE)
    return KeyView(f"key.guide.bring.{index}", words, asks.TickThing(guiding.at, index), icon, kind)


def _back(guiding: Guiding, text: Text) -> KeyView:
    return KeyView("key.guide.back", text("guide.back"), asks.GoBackInGuide(guiding.at), "back")


def _part(name: str, words: str, guiding: Guiding, by: int) -> KeyView:
    icon, kind = ("arrow_right", KeyKind.FILLED) if by > 0 else ("back", KeyKind.OUTLINE)
    return KeyView(name, words, asks.TurnPart(guiding.at, guiding.part + by), icon, kind)


def _talk(snapshot: KioskSnapshot, step: Step, text: Text) -> KeyView | None:
    """Where nobody is asked yet. It is the thing to do next where a guide ends with the clerk."""
    if snapshot.visit is not VisitState.ALONE:
        return None
    kind = KeyKind.FILLED if step.ends == "clerk" else KeyKind.OUTLINE
    return KeyView("key.guide.talk", text("guide.talk"), asks.TalkToClerk(), "clerk", kind)


def _onward(snapshot: KioskSnapshot, at: At, step: Step, text: Text) -> KeyView | None:
    if step.choices:
        return None
    if step.ends is None:
        return KeyView("key.guide.next", text("guide.next"), asks.GoOn(at), "arrow_right", KeyKind.FILLED)
    may_show = snapshot.visit in (VisitState.ALONE, VisitState.TALKING) and phones_found(snapshot)
    if step.ends == "phone" and may_show:
        return KeyView("key.guide.phone", text("guide.phone"), ShowPhone(), "smartphone", KeyKind.FILLED)
    if snapshot.visit is not VisitState.ALONE:
        return None
    if step.ends == "days":
        return KeyView("key.guide.days", text("guide.days"), OpenBooking(), "arrow_right", KeyKind.FILLED)
    if step.ends == "photo":
        return KeyView("key.guide.photo", text("guide.photo"), OpenPhoto(), "camera", KeyKind.FILLED)
    kind = KeyKind.OUTLINE if step.ends == "clerk" else KeyKind.FILLED
    return KeyView("key.guide.finish", text("guide.finish"), intents.Finish(), "check", kind)
