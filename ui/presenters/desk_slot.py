"""The health check with which the resident of the moment came, and the clerk's two answers."""

from dataclasses import dataclass

from kiosk.domain.chosen_slot import AnswerSlot, SlotAnswer
from kiosk.domain.health_checks import code_of
from kiosk.domain.snapshot import DeskSnapshot
from ui.presenters.japanese import clock_time, month_day
from ui.presenters.parts import KeyKind, KeyView, Text


@dataclass(frozen=True)
class SlotView:
    """When, where, what and under which number; the answer that stands is marked."""

    words: str
    keys: tuple[KeyView, ...]


def present_slot(snapshot: DeskSnapshot, text: Text) -> SlotView | None:
    """None where nobody came with one."""
    chosen = snapshot.chosen_slot
    if chosen is None:
        return None
    slot = chosen.slot
    when = f"{month_day(slot.day)} {clock_time(slot.starts)}"
    number, words = code_of(slot.number), slot.words
    names = ((SlotAnswer.BOOKED, text("desk.slot.booked"), "Alt+Y"), (SlotAnswer.FULL, text("desk.slot.full"), "Alt+N"))
    return SlotView(
        text("desk.slot", when=when, place=words.place, what=words.what, number=number),
        tuple(
            KeyView(
                f"key.slot.{answer.value}",
                said,
                AnswerSlot(slot.number, answer),
                "check" if answer is chosen.answer else "",
                KeyKind.CHOSEN if answer is chosen.answer else KeyKind.QUIET,
                shortcut=shortcut,
            )
            for answer, said, shortcut in names
        ),
    )
