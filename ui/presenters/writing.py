"""What stands on a white page, what the caption strip says, what the kana board shows."""

from dataclasses import dataclass

from kiosk.domain.chosen_slot import ChosenSlot, SlotAnswer
from kiosk.domain.health_checks import Slot, slot_in_language
from kiosk.domain.ids import Side
from kiosk.domain.lending import spoken
from kiosk.domain.lent import LentThing, taken_home
from kiosk.domain.page import Page
from kiosk.domain.snapshot import Ends, KioskSnapshot
from kiosk.domain.surfaces import page_of
from kiosk.domain.writing import Line, rows
from ui.presenters.dates import DATES
from ui.presenters.parts import Text
from ui.presenters.promised import promised_when, title_of

PHRASES = (
    "hear_me",
    "show_paper",
    "write_here",
    "slowly",
    "is_this_right",
    "look_here",
    "wait_a_moment",
    "next_one",
    "attendant_comes",
    "all_done",
)
"""What a clerk sends with one touch; each is a text of every catalogue, so that its reader sees his own language."""


@dataclass(frozen=True)
class TypedRow:
    """A row of a typed line, and who typed it."""

    author: Side
    words: str


@dataclass(frozen=True)
class WhitePageView:
    """A white page with its rows from the top. They are the same at both ends, so phrases stand as they were typed."""

    page: Page
    rows: tuple[TypedRow, ...]


@dataclass(frozen=True)
class CaptionView:
    """What the clerk said last, and before that."""

    who: str
    before: str
    words: str


def present_white_page(snapshot: Ends) -> WhitePageView | None:
    """The white page that both ends see; None while it is closed."""
    shown = page_of(snapshot, "board")
    page = snapshot.marks.pages.get(shown) if shown is not None else None
    if not snapshot.board.open or page is None:
        return None
    lines = snapshot.writing.on(snapshot.board.shown)
    typed = tuple(TypedRow(line.author, row) for line in lines for row in rows(line.text))
    return WhitePageView(page, typed)


def present_caption(snapshot: KioskSnapshot, text: Text) -> CaptionView | None:
    """The strip with the clerk's words; None while there are none."""
    lines = [line for line in snapshot.writing.of("office") if line.id.clock > snapshot.caption_gone]
    if snapshot.call is None:
        return None
    if not lines and (things := taken_home(snapshot.lent)):
        return _lent_caption(things, snapshot.look.language, text)
    if not lines and snapshot.promised is not None:
        when = promised_when(snapshot.promised, snapshot.look.language, text)
        return CaptionView(title_of(snapshot, text), "", when)
    if not lines:
        return _slot_caption(snapshot, snapshot.chosen_slot, text) if snapshot.chosen_slot is not None else None
    before = words_of(lines[-2], text) if len(lines) > 1 else ""
    return CaptionView(text("caption.who", clerk=snapshot.call.clerk_name), before, words_of(lines[-1], text))


def _slot_caption(snapshot: KioskSnapshot, chosen: ChosenSlot, text: Text) -> CaptionView:
    """The health check that is spoken about, where the clerk has typed nothing."""
    said = {
        SlotAnswer.ASKED: text("call.check.asked"),
        SlotAnswer.BOOKED: text("call.check.booked"),
        SlotAnswer.FULL: text("call.check.full"),
    }
    dates, slot = DATES[snapshot.look.language], chosen.slot
    when = text("booking.when", day=dates.month_day(slot.day), hours=dates.clock_time(slot.starts))
    return CaptionView(said[chosen.answer], "", when)


def _lent_caption(things: tuple[LentThing, ...], language: str, text: Text) -> CaptionView:
    """What was handed over last, and how many things besides; those before stand over it where there is room."""
    *before, last = things
    item, day = last.item.name(language), DATES[language].month_day(last.loan.due)
    who = text("lent.title.more", item=item, count=len(before)) if before else text("lent.title", item=item)
    said = "\n".join(lent_line(thing, language, text) for thing in before)
    return CaptionView(who, said, text("lent.words", number=spoken(last.loan.number), day=day))


def lent_line(thing: LentThing, language: str, text: Text) -> str:
    """What, under which number, and until when."""
    number, day = spoken(thing.loan.number), DATES[language].month_day(thing.loan.due)
    return text("lent.line", item=thing.item.name(language), number=number, day=day)


def slot_line(slot: Slot, language: str, text: Text) -> str:
    """When and where."""
    dates = DATES[language]
    place = slot_in_language(slot, language).place
    when = text("booking.when", day=dates.month_day(slot.day), hours=dates.hours(slot.starts, slot.ends))
    return f"{when} {place}"


def words_of(line: Line, text: Text) -> str:
    """A line in its reader's language, if it is a phrase that the catalogue knows."""
    return text(f"phrase.{line.phrase}") if line.phrase in PHRASES else line.text
