"""The middle of the clerk's window: three shared surfaces behind tabs, and the keys to draw and to look closer."""

import dataclasses
from dataclasses import dataclass, field

from kiosk.domain import intents
from kiosk.domain import sheet_intents as asks
from kiosk.domain.annotation import Aid, InHand, Tool
from kiosk.domain.call import CallState
from kiosk.domain.disclosure import private_field
from kiosk.domain.form import FormField
from kiosk.domain.guide_intents import ShowGuides
from kiosk.domain.lending_desk import ShowLending
from kiosk.domain.lighting import asks_for_missing, asks_for_sample, form_seen
from kiosk.domain.lying import Lying
from kiosk.domain.page import PageId, Surface
from kiosk.domain.page_list import LIVE
from kiosk.domain.promised_call import ShowPromises
from kiosk.domain.reading import Reading
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import DeskSnapshot, Health
from ui.presenters.desk_guide import DeskGuideView, guide_tab, present_desk_guide
from ui.presenters.desk_phone import phone_line
from ui.presenters.desk_showing import present_own_line
from ui.presenters.marks import MarksView, MarkWords, lit_field, missing_fields, present_marks
from ui.presenters.page_list import (
    PageListView,
    older_in_front,
    older_line,
    present_older,
    present_page_list,
    reading_in_front,
)
from ui.presenters.parts import KeyKind, KeyView, Text
from ui.presenters.writing import WhitePageView, present_white_page

_MOST_NAMES = 5


@dataclass(frozen=True)
class PaperView:
    """A document camera: the line above the page, green while it is `live` video; words where no page is to be seen;
    all marks; keys on the line. With `only`, no picture is seen but those of that page."""

    line: str
    live: bool
    no_picture: str
    hidden: str
    marks: MarksView | None = None
    only: PageId | None = None
    keys: tuple[KeyView, ...] = ()


@dataclass(frozen=True)
class BoardView:
    """The white page with its own keys; `closed` stands there while it is not open."""

    line: str
    page: WhitePageView | None
    marks: MarksView | None
    closed: str
    keys: tuple[KeyView, ...]


@dataclass(frozen=True)
class SheetsView:
    """`tools` are three rows of keys, the last one for known forms; empty without a call. `watermark` stands faintly
    over each surface. `pages` stand beside the van's paper. `guide` is in front of all surfaces while it is there."""

    front: Surface
    tabs: tuple[KeyView, ...]
    theirs: PaperView
    own: PaperView
    board: BoardView
    tools: tuple[tuple[KeyView, ...], tuple[KeyView, ...], tuple[KeyView, ...]]
    watermark: str
    pages: PageListView = field(default_factory=PageListView)
    guide: DeskGuideView | None = None


def present_sheets(snapshot: DeskSnapshot, text: Text) -> SheetsView:
    """The surfaces of the moment."""
    live = snapshot.call is not None and snapshot.call.state is not CallState.ENDED
    return SheetsView(
        front=snapshot.front,
        tabs=_tabs(snapshot, text),
        theirs=_their_paper(snapshot, text),
        own=_own_paper(snapshot, text),
        board=_board(snapshot, text),
        tools=(_drawing(snapshot, text), _looking(snapshot, text), _over_what_lies(snapshot, text))
        if live and not snapshot.guides_shown
        else ((), (), ()),
        watermark=snapshot.clerk or "",
        pages=present_page_list(snapshot, text),
        guide=present_desk_guide(snapshot, text),
    )


def escape_of(snapshot: DeskSnapshot) -> intents.Intent | None:
    """What Esc puts away: the innermost thing first."""
    if snapshot.phrases_shown:
        return intents.ShowPhrases(on=False)
    if snapshot.promises_shown:
        return ShowPromises(on=False)
    if snapshot.lending.shown:
        return ShowLending(on=False)
    if snapshot.guides_shown:
        return ShowGuides(on=False)
    if snapshot.tool is not None:
        return asks.ChooseTool(None)
    if older_in_front(snapshot):
        return asks.ShowPage(LIVE)
    return asks.FillScreen(on=False) if snapshot.full_screen else None


def _tabs(snapshot: DeskSnapshot, text: Text) -> tuple[KeyView, ...]:
    tabs: tuple[tuple[Surface, str, str], ...] = (
        ("van", text("desk.tab.theirs"), "document"),
        ("office", text("desk.tab.own"), "document_add"),
        ("board", text("desk.tab.board"), "board"),
    )
    front = None if snapshot.guides_shown else snapshot.front
    surfaces = tuple(
        KeyView(
            f"key.tab.{surface}",
            words,
            asks.BringToFront(surface),
            icon,
            KeyKind.CHOSEN if surface == front else KeyKind.QUIET,
            shortcut=f"Ctrl+{number}",
        )
        for number, (surface, words, icon) in enumerate(tabs, start=1)
    )
    return *surfaces, guide_tab(snapshot, text, len(tabs) + 1)


def _their_paper(snapshot: DeskSnapshot, text: Text) -> PaperView:
    call, state = snapshot.call, snapshot.sharing.theirs
    if call is None:
        return PaperView(text("desk.paper.no_call"), False, text("desk.paper.no_call"), text("desk.paper.no_call"))
    if call.state is CallState.ENDED:
        return PaperView(text("desk.paper.over"), False, "", text("desk.paper.over"))
    if state is SharingState.OPEN and snapshot.page_list.shown != LIVE:
        return _older_paper(snapshot, text)
    marks = _marks(snapshot, "van", text)
    if snapshot.phone is not None and call.state is CallState.TALKING and (said := phone_line(snapshot, text)):
        return PaperView(said, False, "", said, None)
    match state:
        case SharingState.OPEN if snapshot.their_devices.document is Health.LOST:
            return PaperView(text("desk.alert.document"), False, text("desk.alert.document"), "", marks)
        case SharingState.OPEN if snapshot.readings.get("van", Reading()).frozen:
            return PaperView(text("desk.paper.frozen"), False, text("desk.paper.coming"), "", marks)
        case SharingState.OPEN if call.state is CallState.TALKING:
            line = _open_line(snapshot, text)
            return PaperView(line, not snapshot.sharp, text("desk.paper.coming"), "", marks)
        case SharingState.OPEN:
            return PaperView(text("desk.paper.stale"), False, text("desk.paper.coming"), "", marks)
        case SharingState.ASKING:
            return PaperView(text("desk.paper.asking"), False, "", text("desk.paper.asking"))
        case SharingState.OFFERED:
            return PaperView(text("desk.paper.asked"), False, "", text("desk.paper.asked"))
        case SharingState.HIDDEN:
            return PaperView(text("desk.paper.hidden"), False, "", text("desk.paper.hidden"))
        case SharingState.CLOSED:
            return PaperView(text("desk.paper.closed"), False, "", text("desk.paper.closed"))


def _older_paper(snapshot: DeskSnapshot, text: Text) -> PaperView:
    """It is read again: until then nothing is seen, least of all what lies there now."""
    marks = present_older(snapshot, _words(snapshot, text))
    only = marks.page.id if marks is not None else None
    return PaperView(older_line(snapshot, text), False, text("desk.pages.opening"), "", marks, only)


def _open_line(snapshot: DeskSnapshot, text: Text) -> str:
    if snapshot.phone is not None:
        return text("desk.phone.open")
    lying, field = snapshot.lying.get("van"), lit_field(snapshot, "van")
    if snapshot.wish is not None or (lying is not None and lying.shown):
        return _private_line(snapshot, text)
    if field is not None:
        if field.private:
            return text("desk.paper.field_private", name=field.name, words=field.explanation)
        return text("desk.paper.field", name=field.name, words=field.explanation)
    if lying is not None and lying.held and not lying.open:
        return text("desk.paper.covered")
    if asks_for_missing(snapshot.lit, "van", lying):
        return _missing_line(snapshot, text)
    if asks_for_sample(snapshot.lit, "van", lying):
        return text("desk.paper.sample")
    if lying is not None and lying.unknown:
        return text("desk.paper.judged")
    if snapshot.sharp:
        return text("desk.paper.sharp")
    return text("desk.paper.together") if snapshot.together else text("desk.paper.live")


def _private_line(snapshot: DeskSnapshot, text: Text) -> str:
    """A private field that is shown, or that was asked for."""
    lying = snapshot.lying.get("van")
    form = form_seen(lying, snapshot.forms)
    wanted = snapshot.wish.field if snapshot.wish is not None else ""
    shown = lying.shown if lying is not None else ""
    field = private_field(form.fields, wanted or shown) if form is not None else None
    name = field.name if field is not None else ""
    return text("desk.paper.field_wanted", name=name) if wanted else text("desk.paper.field_shown", name=name)


def _missing_line(snapshot: DeskSnapshot, text: Text) -> str:
    fields = missing_fields(snapshot, "van")
    if fields is None:
        return text("desk.paper.missing_judged")
    if not fields:
        return text("desk.paper.missing_none")
    names = "、".join(one.name for one in fields[:_MOST_NAMES])
    if len(fields) > _MOST_NAMES:
        return text("desk.paper.missing_more", names=names, count=len(fields))
    return text("desk.paper.missing", names=names, count=len(fields))


def _own_paper(snapshot: DeskSnapshot, text: Text) -> PaperView:
    if snapshot.document.health is Health.LOST:
        return PaperView(text("desk.camera_lost"), False, "", text("desk.camera_lost"))
    if snapshot.sharing.mine in (SharingState.ASKING, SharingState.OPEN):
        line, marks = present_own_line(snapshot, text), _marks(snapshot, "office", text)
        return PaperView(line.words, line.live, text("desk.paper.coming"), "", marks, keys=line.keys)
    words = text("desk.own_paper.closed") if snapshot.call else text("desk.own_paper.no_call")
    return PaperView(words, False, "", words)


def _board(snapshot: DeskSnapshot, text: Text) -> BoardView:
    board = snapshot.board
    if snapshot.call is None:
        return BoardView(text("desk.board.no_call"), None, None, text("desk.board.no_call"), ())
    if not board.open:
        key = KeyView("key.open_board", text("desk.board.open"), asks.OpenBoard(), "board", shortcut="B")
        return BoardView(text("desk.board.closed"), None, None, text("desk.board.closed"), (key,))
    later = text("desk.board.new") if board.shown == board.pages else text("desk.board.later")
    earlier = KeyView("key.board.earlier", text("desk.board.earlier"), asks.TurnBoard(-1), "page_back", KeyKind.QUIET)
    return BoardView(
        text("desk.board.line", page=board.shown, pages=board.pages),
        present_white_page(snapshot),
        _marks(snapshot, "board", text),
        "",
        (
            *((dataclasses.replace(earlier, shortcut="PgUp"),) if board.shown > 1 else ()),
            KeyView("key.board.later", later, asks.TurnBoard(1), "page_next", KeyKind.QUIET, shortcut="PgDown"),
            KeyView(
                "key.close_board", text("desk.board.close"), asks.CloseBoard(), "close", KeyKind.QUIET, shortcut="B"
            ),
        ),
    )


def _marks(snapshot: DeskSnapshot, surface: Surface, text: Text) -> MarksView | None:
    return present_marks(snapshot, "office", surface, _words(snapshot, text))


def _words(snapshot: DeskSnapshot, text: Text) -> MarkWords:
    return MarkWords(text("desk.resident"), snapshot.clerk_name, text("mark.here"), text("mark.missing"))


def _drawing(snapshot: DeskSnapshot, text: Text) -> tuple[KeyView, ...]:
    """A chosen tool is put down by its own key. Digits belong to the phrases while their list is open."""
    tools: tuple[tuple[InHand, str, str], ...] = (
        (Tool.PEN, text("desk.tool.pen"), "pen"),
        (Tool.HIGHLIGHTER, text("desk.tool.highlighter"), "highlighter"),
        (Tool.CIRCLE, text("desk.tool.circle"), "circle"),
        (Tool.ARROW, text("desk.tool.arrow"), "arrow_up_right"),
        (Tool.HERE, text("desk.tool.here"), "here"),
        (Aid.ERASER, text("desk.tool.eraser"), "eraser"),
    )
    digits = [""] * len(tools) if snapshot.phrases_shown else [str(n) for n in range(1, len(tools) + 1)]
    keys = [
        KeyView(f"key.tool.{tool}", words, asks.ChooseTool(None), "check", KeyKind.TOOL, shortcut=digit)
        if tool is snapshot.tool
        else KeyView(f"key.tool.{tool}", words, asks.ChooseTool(tool), icon, KeyKind.QUIET, shortcut=digit)
        for digit, (tool, words, icon) in zip(digits, tools, strict=True)
    ]
    undo = KeyView("key.undo_mark", text("desk.undo_mark"), asks.UndoMark(), "undo", KeyKind.QUIET)
    clear = KeyView("key.clear_marks", text("desk.clear_marks"), asks.ClearMyMarks(), "close", KeyKind.QUIET)
    return (*keys, dataclasses.replace(undo, shortcut="Ctrl+Z"), dataclasses.replace(clear, shortcut="Del"))


def _looking(snapshot: DeskSnapshot, text: Text) -> tuple[KeyView, ...]:
    front = snapshot.front
    reading = reading_in_front(snapshot)
    full, together = not snapshot.full_screen, not snapshot.together
    hold = text("desk.thaw") if reading.frozen else text("desk.freeze")
    keys = [
        KeyView("key.zoom_in", text("desk.larger"), asks.Zoom(front, 1), "zoom_in", KeyKind.QUIET, shortcut="+"),
        KeyView("key.zoom_out", text("desk.smaller"), asks.Zoom(front, -1), "zoom_out", KeyKind.QUIET, shortcut="-"),
        KeyView("key.turn", text("desk.turn"), asks.Turn(front), "turn", KeyKind.QUIET, shortcut="R"),
        _switch("key.freeze Space", hold, asks.Freeze(front, on=not reading.frozen), "pause", reading.frozen),
        _switch("key.fill F11", text("desk.fill"), asks.FillScreen(on=full), "expand", not full),
        _switch("key.together T", text("desk.together"), asks.LookTogether(on=together), "people", not together),
    ]
    if older_in_front(snapshot):
        return (*keys[:3], keys[4])  # it never moves, and the resident does not see it
    if front == "board" or (front == "van" and snapshot.phone is not None):
        del keys[3]  # a white page never moves, and of a telephone no picture stands still
    return tuple(keys)


def _over_what_lies(snapshot: DeskSnapshot, text: Text) -> tuple[KeyView, ...]:
    """An older sheet is not written on any more."""
    return () if older_in_front(snapshot) else _over_the_form(snapshot, text)


def _over_the_form(snapshot: DeskSnapshot, text: Text) -> tuple[KeyView, ...]:
    """While a known form lies open in front."""
    lying = snapshot.lying.get("van")
    if snapshot.front != "van" or form_seen(lying, snapshot.forms) is None:
        return ()
    sample, missing = (asked(snapshot.lit, "van", lying) for asked in (asks_for_sample, asks_for_missing))
    lit = lit_field(snapshot, "van")
    ask = KeyView("key.ask_field", text("desk.ask_field"), asks.AskForField(), "eye", KeyKind.QUIET, shortcut="P")
    return (
        *((ask,) if lit is not None and lit.private and snapshot.wish is None and not _shows(lying, lit) else ()),
        _switch("key.sample S", text("desk.sample"), asks.ShowSample("van", on=not sample), "document", sample),
        _switch("key.missing M", text("desk.missing"), asks.ShowMissing("van", on=not missing), "write", missing),
    )


def _shows(lying: Lying | None, field: FormField) -> bool:
    return lying is not None and lying.shown == field.id


def _switch(name: str, words: str, wish: asks.ReadingIntent | asks.FieldIntent, icon: str, on: bool) -> KeyView:
    """`name` is the key's name and its shortcut."""
    name, shortcut = name.split()
    if on:
        return KeyView(name, words, wish, "check", KeyKind.CHOSEN, shortcut=shortcut)
    return KeyView(name, words, wish, icon, KeyKind.QUIET, shortcut=shortcut)
