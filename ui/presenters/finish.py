"""After the call: what was done, what comes next, the slip, an optional opinion, and the way out."""

from dataclasses import dataclass

from kiosk.domain import intents
from kiosk.domain.call import EndReason
from kiosk.domain.chosen_slot import SlotAnswer
from kiosk.domain.lending import spoken
from kiosk.domain.lent import taken_home
from kiosk.domain.printing import OUT_OF_OUR_HANDS, UNDER_WAY, PrintState
from kiosk.domain.snapshot import KioskSnapshot
from ui.presenters.dates import DATES
from ui.presenters.parts import KeyKind, KeyView, Line, Text
from ui.presenters.promised import promised_line
from ui.presenters.writing import lent_line, slot_line


@dataclass(frozen=True)
class SlipView:
    """`side` of the paper is seen beside the words, `large` over all of them, 0 for neither; `missing` stands in its
    place, if there will be one. `said` is how the printing goes. `keys` are what can be done about it."""

    side: int
    missing: str
    large: int
    said: str
    keys: tuple[KeyView, ...]
    close: KeyView
    turn: KeyView | None


@dataclass(frozen=True)
class FinishView:
    """`done` are ticked lines, `next` what to bring or expect; `rated` thanks for a touch."""

    heading: str
    done: tuple[Line, ...]
    next: tuple[Line, ...]
    rate: str
    rate_helping: str
    faces: tuple[KeyView, ...]
    finish: KeyView
    slip: SlipView


def present_finish(snapshot: KioskSnapshot, text: Text) -> FinishView:
    """Opinion and end are fenced off from each other. Who waits for paper does not end before it is there."""
    outcome = snapshot.outcome
    rated = snapshot.rating is not None
    return FinishView(
        heading=text("finish.lost") if _was_lost(snapshot) else text("finish.heading"),
        done=(Line("check", outcome.done),) if outcome and outcome.done else (),
        next=_next(snapshot, text),
        rate=text("finish.rated") if rated else text("finish.rate"),
        rate_helping="" if rated else text("finish.rate.optional"),
        faces=(
            _face("good", text("finish.good"), snapshot.rating),
            _face("fair", text("finish.fair"), snapshot.rating),
            _face("bad", text("finish.bad"), snapshot.rating),
        ),
        finish=_finish(snapshot, text),
        slip=_slip(snapshot, text),
    )


def _finish(snapshot: KioskSnapshot, text: Text) -> KeyView:
    """The one thing to do next once paper is there, or cannot be."""
    status = snapshot.slip
    printable = status.printer and not status.unmade and status.state not in OUT_OF_OUR_HANDS
    kind = KeyKind.OUTLINE if printable else KeyKind.FILLED
    return KeyView("key.finish", text("finish.finish"), intents.Finish(), "check", kind)


def _slip(snapshot: KioskSnapshot, text: Text) -> SlipView:
    status = snapshot.slip
    large = min(status.large, status.sides)
    return SlipView(
        side=1 if status.sides else 0,
        missing="" if status.unmade else text("finish.slip.making"),
        large=large,
        said=_said(snapshot, text),
        keys=_keys(snapshot, text),
        close=KeyView("key.slip.close", text("finish.slip.close"), intents.SeeSlip(0), "close", KeyKind.FILLED),
        turn=_turn(large, status.sides, text),
    )


def _turn(large: int, sides: int, text: Text) -> KeyView | None:
    """On to the next side, and from the last one to the first."""
    if sides < 2 or not large:
        return None
    to = large % sides + 1
    words = text("finish.page.turn", number=to)
    return KeyView("key.slip.turn", words, intents.SeeSlip(to), "page_back" if to == 1 else "page_next")


def _copies(snapshot: KioskSnapshot, text: Text) -> tuple[Line, ...]:
    """Sheets that go along; whoever would not have them printed after all says so beside it."""
    if not snapshot.taken:
        return ()
    return (Line("document", text("finish.copies", count=len(snapshot.taken))),)


def _keys(snapshot: KioskSnapshot, text: Text) -> tuple[KeyView, ...]:
    status = snapshot.slip
    see = KeyView("key.slip.see", text("finish.slip.large"), intents.SeeSlip(1), "zoom_in")
    leave = KeyView("key.copies.leave", text("finish.copies.leave"), intents.LeavePages(), "close")
    idle = status.state not in UNDER_WAY
    seen = (*((see,) if status.sides else ()), *((leave,) if snapshot.taken and idle else ()))
    return (*print_keys(snapshot, text), *seen) if status.printer and not status.unmade else seen


def print_keys(snapshot: KioskSnapshot, text: Text) -> tuple[KeyView, ...]:
    """What can be done about the print: begin it, stop it, or try again."""
    state = snapshot.slip.state
    if state in UNDER_WAY:
        return (KeyView("key.print.cancel", text("finish.print.cancel"), intents.CancelPrint(), "close"),)
    if state in OUT_OF_OUR_HANDS:
        return (KeyView("key.print", text("finish.print.again"), intents.PrintSlip(), "printer"),)
    words = text("finish.print") if state is PrintState.IDLE else text("finish.print.retry")
    busy = not snapshot.slip.sides
    return (KeyView("key.print", words, intents.PrintSlip(), "printer", KeyKind.FILLED, busy=busy),)


def _said(snapshot: KioskSnapshot, text: Text) -> str:
    if snapshot.slip.unmade:
        return text("finish.slip.failed")
    if not snapshot.slip.printer:
        return text("finish.no_printer")
    return print_said(snapshot.slip.state, text)


def print_said(state: PrintState, text: Text) -> str:
    """How the printing goes, in words; nothing while nobody has asked for it."""
    words = {
        PrintState.IDLE: "",
        PrintState.MAKING: text("finish.printing"),
        PrintState.PRINTING: text("finish.printing"),
        PrintState.OUT_OF_PAPER: text("finish.out_of_paper"),
        PrintState.JAMMED: text("finish.jammed"),
        PrintState.OFFLINE: text("finish.offline"),
        PrintState.FAILED: text("finish.failed"),
        PrintState.DONE: text("finish.printed"),
        PrintState.HANDED_OVER: text("finish.handed_over"),
    }
    return words[state]


def _was_lost(snapshot: KioskSnapshot) -> bool:
    return snapshot.call is not None and snapshot.call.ended_because in (EndReason.LOST, EndReason.FAILED)


def _next(snapshot: KioskSnapshot, text: Text) -> tuple[Line, ...]:
    phone = Line("phone", text("finish.phone", phone=snapshot.city.phone))
    ahead = (*_lent(snapshot, text), *_promised(snapshot, text))
    copies = _copies(snapshot, text)
    if _was_lost(snapshot):
        return (*ahead, phone, *copies)
    outcome = snapshot.outcome
    checks = (*ahead, *_check(snapshot, text), *copies)
    return (*checks, Line("bag", outcome.next), phone) if outcome and outcome.next else (*checks, phone)


def _check(snapshot: KioskSnapshot, text: Text) -> tuple[Line, ...]:
    """The health check that a clerk has booked."""
    chosen = snapshot.chosen_slot
    if chosen is None or chosen.answer is not SlotAnswer.BOOKED:
        return ()
    return (Line("heart", text("finish.check", slot=slot_line(chosen.slot, snapshot.look.language, text))),)


def _lent(snapshot: KioskSnapshot, text: Text) -> tuple[Line, ...]:
    """What goes home, also after a call that was lost. Of several the slip says more."""
    things, language = taken_home(snapshot.lent), snapshot.look.language
    if not things:
        return ()
    if len(things) == 1:
        return (Line("smartphone", lent_line(things[0], language, text)),)
    numbers = DATES[language].one_after_another(spoken(thing.loan.number) for thing in things)
    first = DATES[language].month_day(min(thing.loan.due for thing in things))
    return (Line("smartphone", text("lent.all", numbers=numbers, day=first)),)


def _promised(snapshot: KioskSnapshot, text: Text) -> tuple[Line, ...]:
    """When city hall rings back."""
    said = promised_line(snapshot, text)
    return (Line("phone", said),) if said else ()


def _face(face: str, words: str, rating: str | None) -> KeyView:
    kind = KeyKind.CHOSEN if rating == face else KeyKind.OUTLINE
    wishes = {"good": intents.Rate("good"), "fair": intents.Rate("fair"), "bad": intents.Rate("bad")}
    return KeyView(f"key.rate.{face}", words, wishes[face], f"face_{face}", kind)
