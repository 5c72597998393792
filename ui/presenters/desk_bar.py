"""The bar of the clerk's window: what one does with a call, how the line does, and what could not be done."""

import dataclasses
from dataclasses import dataclass

from kiosk.domain import intents
from kiosk.domain.call import CallState
from kiosk.domain.sample import MAX_CHARACTERS
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import DeskSnapshot, Health, Hint, LineQuality
from ui.presenters.desk_showing import keep_hidden_key
from ui.presenters.parts import KeyKind, KeyView, Text
from ui.presenters.showing import covered


@dataclass(frozen=True)
class BarView:
    """Keys from the left, the line with its drawing, and 終了 at the right."""

    keys: tuple[KeyView, ...]
    line: str
    line_icon: str
    line_well: bool
    end: KeyView


def present_bar(snapshot: DeskSnapshot, text: Text) -> BarView:
    """The bar of the moment."""
    line, icon, well = _line(snapshot, text)
    end = KeyView("key.end_call", text("desk.end"), intents.EndCall(), "hang_up", KeyKind.END, shortcut="F12")
    return BarView((*_call_keys(snapshot, text), *_paper_keys(snapshot, text)), line, icon, well, end)


def hint_words(hint: Hint | None, text: Text) -> str:
    """What is missing, or could not be done."""
    if hint is None:
        return ""
    return {
        Hint.NOTHING_WAITING: text("hint.nothing_waiting"),
        Hint.CHOOSE_OUTCOME: text("hint.choose_outcome"),
        Hint.TAKEN_BY_OTHER: text("hint.taken_by_other"),
        Hint.NOT_IN_CALL: text("hint.not_in_call"),
        Hint.CALL_FIRST_ENDS: text("hint.call_first_ends"),
        Hint.HUB_AWAY: text("hint.desk.hub_away"),
        Hint.PAPER_CAMERA_AWAY: text("hint.desk.paper_camera_away"),
        Hint.PAGE_FULL: text("hint.desk.page_full"),
        Hint.NOTHING_TYPED: text("hint.desk.nothing_typed"),
        Hint.LINES_FULL: text("hint.desk.lines_full"),
        Hint.NO_SHEET_OPEN: text("hint.desk.no_sheet_open"),
        Hint.NO_OTHER_DESK: text("hint.no_other_desk"),
        Hint.FIELD_KEPT: text("hint.field_kept"),
        Hint.FIELD_WRITTEN: text("hint.field_written"),
        Hint.SAMPLE_TOO_LONG: text("hint.sample_too_long", most=MAX_CHARACTERS),
        Hint.OLDER_PAGE: text("hint.desk.older_page"),
        Hint.PAGE_NOT_KEPT: text("hint.desk.page_not_kept"),
    }[hint]


def _call_keys(snapshot: DeskSnapshot, text: Text) -> tuple[KeyView, ...]:
    holding = snapshot.call is not None and snapshot.call.state is CallState.HOLDING
    hold = (
        KeyView("key.resume", text("desk.resume"), intents.Resume(), "phone", KeyKind.CHOSEN, shortcut="F3")
        if holding
        else KeyView("key.hold", text("desk.hold"), intents.Hold(), "pause", KeyKind.QUIET, shortcut="F3")
    )
    answer_kind = KeyKind.FILLED if snapshot.call is None and snapshot.queue else KeyKind.QUIET
    return (
        KeyView("key.answer", text("desk.answer"), intents.AnswerNext(), "phone", answer_kind, shortcut="F2"),
        hold,
        KeyView("key.pass_on", text("desk.pass_on"), intents.PassOn(), "arrow_right", KeyKind.QUIET, shortcut="F4"),
        KeyView("key.resident_left", text("desk.left"), intents.ResidentLeft(), "chair", KeyKind.QUIET, shortcut="F10"),
    )


def _paper_keys(snapshot: DeskSnapshot, text: Text) -> tuple[KeyView, ...]:
    ask = KeyView(
        "key.ask_paper", text("desk.ask_paper"), intents.AskForPaper(), "document", KeyKind.QUIET, shortcut="F7"
    )
    return ask, *_own_paper_key(snapshot, text)


def _own_paper_key(snapshot: DeskSnapshot, text: Text) -> tuple[KeyView, ...]:
    """F8 stands here; while the sheet in front is asked about, over that."""
    mine = snapshot.sharing.mine
    show = KeyView(
        "key.show_paper", text("desk.own.show"), intents.ShowPaper(), "document_add", KeyKind.QUIET, shortcut="F8"
    )
    if mine is SharingState.ASKING:
        over_it = snapshot.front == "office" and snapshot.document.health is not Health.LOST
        return () if over_it else (keep_hidden_key(text("desk.own.keep_own_hidden")),)
    if mine is not SharingState.OPEN:
        return (show,)
    if covered(snapshot.lying.get("office")):
        return (dataclasses.replace(show, words=text("desk.own.show_sheet"), kind=KeyKind.CHOSEN),)
    close = KeyView("key.close_paper", text("desk.own.close"), intents.GoBack(), "eye_off", KeyKind.CHOSEN)
    return (dataclasses.replace(close, shortcut="F8"),)


def _line(snapshot: DeskSnapshot, text: Text) -> tuple[str, str, bool]:
    line = snapshot.line
    words = {
        LineQuality.NONE: (text("desk.line.none"), "signal_none", True),
        LineQuality.GOOD: (text("desk.line.good"), "signal", True),
        LineQuality.WEAK: (text("desk.line.weak"), "signal_weak", False),
        LineQuality.LOST: (text("desk.line.lost"), "signal_none", False),
    }
    shown, icon, well = words[line.quality]
    numbers = ""
    if line.rtt_ms is not None and line.loss is not None:
        numbers = text("desk.line.numbers", rtt=round(line.rtt_ms), loss=f"{line.loss * 100:.1f}")
    return f"{shown}\n{numbers}".strip(), icon, well
