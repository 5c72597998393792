"""The words of a slip, in Japanese and in the resident's language: a function of the slip, the guides and the texts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kiosk.domain.chosen_slot import SlotAnswer
from kiosk.domain.city import city_in_language
from kiosk.domain.guide import Guides
from kiosk.domain.health_checks import Slot, code_of, slot_in_language
from kiosk.domain.languages import EASY_JAPANESE, JAPANESE
from kiosk.domain.lending import spoken
from kiosk.domain.lent import LentThing
from kiosk.domain.readings import plain
from kiosk.domain.slip import Slip
from kiosk.domain.slip_sheet import Box, MarkedSheet, Part, SlipPage, SlipSheet
from kiosk.domain.taken_page import TakenPage
from ui.presenters.dates import DATES
from ui.presenters.parts import Text
from ui.presenters.promised import promised_title, promised_when


@dataclass(frozen=True)
class Words:
    """What a page is worded with: the slip in its language, the guides, the texts."""

    slip: Slip
    guides: Guides
    text: Text
    language: str
    copies: int = 0


def present_slip(slip: Slip, guides: Guides, texts: Mapping[str, Text], copies: int = 0) -> SlipSheet:
    """The resident's language first, as it is the resident's; then Japanese, for whoever reads it at city hall.
    「やさしい日本語」 is Japanese enough for both. So many `copies` of sheets go along, perhaps not of all."""
    japanese = slip.language in (JAPANESE, EASY_JAPANESE)
    languages = [slip.language] if japanese else [slip.language, JAPANESE]
    if slip.kind == "call_back" and japanese:  # one sheet for the attendant, one for the resident
        languages *= 2
    return tuple(_page(Words(_told(slip, one), guides, texts[one], one, copies)) for one in languages)


def present_marked(page: TakenPage, language: str, texts: Mapping[str, Text]) -> MarkedSheet:
    """The words round the copy of a sheet, in the resident's language."""
    text = texts[language]
    return MarkedSheet(
        language,
        page,
        heading=text("slip.copy"),
        names={"van": text("outside.van"), "office": text("outside.office")},
        here=text("mark.here"),
        note=text("slip.copy.note"),
    )


def _told(slip: Slip, language: str) -> Slip:
    city = city_in_language(slip.city, language)
    own = next((section for section in slip.city.sections if section.name == slip.section_name), None)
    section = city.section(own.id) if own is not None else None
    return replace(
        slip,
        city=city,
        stop=city.stop(slip.stop.id) if slip.stop is not None else None,
        topic=city.topic(slip.topic.id) if slip.topic is not None else None,
        outcome=city.outcome(slip.outcome.code) if slip.outcome is not None else None,
        section_name=section.name if section is not None else slip.section_name,
    )


def _page(words: Words) -> SlipPage:
    match words.slip.kind:
        case "call_back":
            return _call_back(words)
        case "booking":
            return _booking(words)
        case "visit":
            return _visit(words)


def _visit(words: Words) -> SlipPage:
    text = words.text
    return replace(
        _frame(words),
        heading=text("slip.heading"),
        parts=tuple(
            part
            for part in (
                _done(words),
                _promised(words),
                _check(words),
                _lent(words),
                _undone(words),
                _bring(words),
                _next_van(words),
            )
            if part is not None
        ),
        warning=(text("slip.warning"), text("slip.warning.call")),
        notes=_notes(words),
    )


def _notes(words: Words) -> tuple[str, ...]:
    """What is not printed on it; a copy of a sheet has what was written on it."""
    text, slip = words.text, words.slip
    said = text("slip.copy.with") if words.copies else text("slip.nothing_personal")
    return (said, text("slip.copy.lost")) if words.copies < len(slip.taken) else (said,)


def _promised(words: Words) -> Part | None:
    """When the section rings back. Its own number stands below, whose the call is on paper at city hall only."""
    call, slip = words.slip.promised, words.slip
    if call is None:
        return None
    title = promised_title(slip.section_name, slip.city.name, words.text)
    when = promised_when(call, words.language, words.text, with_year=True)
    return Part(title, strong=(when,), lines=(words.text("slip.promised.say"),))


def _lent(words: Words) -> Part | None:
    """What, under which number, and the day with its year. Several stand in lines, so that all have room."""
    text, things = words.text, words.slip.lent
    if not things:
        return None
    if len(things) > 1:
        return Part(text("slip.lent.many"), lines=tuple(_lent_line(words, thing) for thing in things))
    name, number, day = _loan(words, things[0])
    strong = text("slip.lent.number", number=number), text("slip.lent.due", day=day)
    return Part(text("slip.lent", item=name), strong=strong, lines=(text("slip.lent.say"),))


def _lent_line(words: Words, thing: LentThing) -> str:
    name, number, day = _loan(words, thing)
    return words.text("lent.line", item=name, number=number, day=day)


def _loan(words: Words, thing: LentThing) -> tuple[str, str, str]:
    """Name, number and due day."""
    day = DATES[words.language].full_date(thing.loan.due)
    return thing.item.name(words.language), spoken(thing.loan.number), day


def _call_back(words: Words) -> SlipPage:
    text = words.text
    return replace(
        _frame(words),
        heading=text("slip.call_back"),
        blanks=(text("slip.call_back.name"), text("slip.call_back.phone"), text("slip.call_back.when")),
        parts=(Part(text("slip.call_back.what"), lines=(text("slip.call_back.how"),)),),
    )


def _booking(words: Words) -> SlipPage:
    """Says first that nothing is booked yet. The QR code is the city's own booking of this slot, or none."""
    text, check = words.text, words.slip.check
    frame = _frame(words)
    if check is None:
        return frame
    number = code_of(check.slot.number)
    by_phone = (text("slip.booking.phone"), text("slip.booking.say", number=number))
    return replace(
        frame,
        heading=text("slip.booking"),
        number_title=text("booking.number"),
        number=number,
        rows=(),
        parts=(
            _check_part(words, check.slot, text("slip.booking.chosen")),
            *((Part(text("slip.booking.how"), lines=by_phone),) if check.phone else ()),
        ),
        phone_title=text("slip.booking.phone_title") if check.phone else frame.phone_title,
        phone=check.phone or frame.phone,
        phone_hours="" if check.phone else frame.phone_hours,
        warning=(text("slip.warning"),),
        notes=(text("slip.nothing_personal"),),
        web=check.address,
        web_words=text("slip.booking.web") if check.address else "",
    )


def _check(words: Words) -> Part | None:
    """Booked or not, with the code under which it is known on the telephone."""
    check = words.slip.check
    if check is None:
        return None
    booked = check.answer is SlotAnswer.BOOKED
    part = _check_part(words, check.slot, words.text("slip.check.booked") if booked else words.text("slip.booking"))
    return replace(part, lines=(*part.lines, words.text("booking.number_is", number=code_of(check.slot.number))))


def _check_part(words: Words, slot: Slot, heading: str) -> Part:
    """When, where and what."""
    dates, said = DATES[words.language], slot_in_language(slot, words.language)
    place = f"{said.place} {said.address}".strip()
    what = f"{said.what} {said.who}".strip()
    return Part(
        heading,
        strong=(dates.month_day(slot.day), dates.hours(slot.starts, slot.ends)),
        lines=(place, what),
    )


def _frame(words: Words) -> SlipPage:
    """What every slip has."""
    slip, text = words.slip, words.text
    city = slip.city
    rows = (
        (text("slip.when"), DATES[words.language].date_and_time(slip.at)),
        (text("slip.where"), slip.stop.name if slip.stop is not None else ""),
        (text("slip.topic"), slip.topic.title if slip.topic is not None else ""),
        (text("slip.clerk"), f"{slip.section_name} {slip.clerk_name}".strip()),
    )
    return SlipPage(
        words.language,
        f"{city.name} {city.counter}",
        "",
        number_title=text("slip.number") if slip.number else "",
        number=str(slip.number) if slip.number else "",
        rows=tuple((name, said) for name, said in rows if said),
        phone_title=text("slip.phone"),
        phone=_phone(slip),
        phone_hours=city.phone_hours,
        web=city.web,
        web_words=text("slip.web") if city.web else "",
        varied=text("slip.varied"),
        cut=text("slip.cut"),
    )


def _phone(slip: Slip) -> str:
    """The section's own number, if there was a section."""
    section = next((one for one in slip.city.sections if one.name == slip.section_name), None)
    return section.phone if section is not None and section.phone else slip.city.phone


def _done(words: Words) -> Part | None:
    """What the clerk has put down as done, and what comes next."""
    outcome = words.slip.outcome
    if outcome is None:
        return None
    boxes = (Box(outcome.done, ticked=True),) if outcome.done else ()
    strong = (outcome.next,) if outcome.next else ()
    return Part(words.text("slip.done"), boxes, strong) if boxes or strong else None


def _bring(words: Words) -> Part | None:
    boxes: list[Box] = []
    for thing in words.slip.things:
        step = words.guides.step(thing.at, words.language)
        if step is not None and thing.nth < len(step.bring):
            said = step.bring[thing.nth]
            boxes.append(Box(plain(said) if words.language == JAPANESE else said, thing.ticked))
    return Part(words.text("slip.bring"), tuple(boxes)) if boxes else None


def _undone(words: Words) -> Part | None:
    """How what was done on the own telephone is taken back: what the guides say, nothing of what stood on it."""
    lines = []
    for at in words.slip.undone:
        step = words.guides.step(at, words.language)
        if step is not None and step.undo:
            lines.append(plain(step.undo) if words.language == JAPANESE else step.undo)
    return Part(words.text("slip.undo"), lines=tuple(dict.fromkeys(lines))) if lines else None


def _next_van(words: Words) -> Part | None:
    slip, opening = words.slip, words.slip.opening
    if opening is None:
        return None
    dates = DATES[words.language]
    return Part(
        words.text("slip.next_van"),
        strong=(f"{dates.month_day(opening.day)} {dates.hours(opening.opens, opening.closes)}",),
        lines=(slip.stop.name,) if slip.stop is not None else (),
    )
