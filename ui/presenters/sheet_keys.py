"""The keys below the resident's sheet: the ways in, what one draws with, how one looks closer, how one types."""

from kiosk.domain import sheet_intents as asks
from kiosk.domain.annotation import Aid, InHand, Tool
from kiosk.domain.intents import TakePage
from kiosk.domain.lighting import asks_for_missing, asks_for_sample, form_seen
from kiosk.domain.page import Surface
from kiosk.domain.reading import ZOOMS, Reading
from kiosk.domain.snapshot import KioskSnapshot, ToolRow
from kiosk.domain.surfaces import shared
from kiosk.domain.taking import sheet_in_front, takable, taken
from ui.presenters.kana import first_plane
from ui.presenters.outside import outside_key
from ui.presenters.parts import KeyKind, KeyView, Text
from ui.presenters.phone_keys import phone_ways_in, strip_key

_PAPERS: tuple[Surface, ...] = ("van", "office")


def sheet_keys(snapshot: KioskSnapshot, text: Text) -> tuple[KeyView, ...]:
    """The row that is open now."""
    match snapshot.tools:
        case ToolRow.DRAW:
            return _drawing(snapshot, text)
        case ToolRow.LOOK:
            return _looking(snapshot, text)
        case ToolRow.CLOSED if snapshot.front == "board" and snapshot.board.open:
            return _on_white_page(snapshot, text)
        case ToolRow.CLOSED:
            return _ways_in(snapshot, text)


def board_key(text: Text) -> KeyView:
    """字で話す, on every screen of a call."""
    return KeyView("key.open_board", text("call.board"), asks.OpenBoard(), "board")


def _ways_in(snapshot: KioskSnapshot, text: Text) -> tuple[KeyView, ...]:
    if phone_in_front(snapshot) and snapshot.phone is not None:
        return (*phone_ways_in(snapshot.phone, text), *_ways_out(snapshot, text))
    return (
        KeyView("key.tools.draw", text("call.draw"), asks.ShowTools(ToolRow.DRAW), "pen"),
        KeyView("key.tools.look", text("call.look"), asks.ShowTools(ToolRow.LOOK), "zoom_in"),
        *_over_the_form(snapshot, text),
        *_ways_out(snapshot, text),
        board_key(text),
    )


def phone_in_front(snapshot: KioskSnapshot) -> bool:
    """Whether the own telephone is what the keys are about."""
    return snapshot.phone is not None and snapshot.front == "van"


def _over_the_form(snapshot: KioskSnapshot, text: Text) -> tuple[KeyView, ...]:
    """見本を かさねる and 書き忘れを 見る, while a known form lies open."""
    lying = snapshot.lying.get("van")
    if snapshot.front != "van" or form_seen(lying, snapshot.forms) is None or not shared(snapshot, "van", "van"):
        return ()
    sample = asks_for_sample(snapshot.lit, "van", lying)
    missing = asks_for_missing(snapshot.lit, "van", lying)
    return (
        KeyView(
            "key.sample",
            text("call.sample_off") if sample else text("call.sample_on"),
            asks.ShowSample("van", on=not sample),
            "document",
            KeyKind.CHOSEN if sample else KeyKind.OUTLINE,
        ),
        KeyView(
            "key.missing",
            text("call.missing_off") if missing else text("call.missing_on"),
            asks.ShowMissing("van", on=not missing),
            "check",
            KeyKind.CHOSEN if missing else KeyKind.OUTLINE,
        ),
    )


def _on_white_page(snapshot: KioskSnapshot, text: Text) -> tuple[KeyView, ...]:
    board, plane = snapshot.board, first_plane(snapshot.look.language)
    earlier = KeyView("key.board.earlier", text("board.earlier"), asks.TurnBoard(-1), "page_back")
    words = text("board.new") if board.shown == board.pages else text("board.later")
    return (
        KeyView("key.tools.draw", text("call.draw"), asks.ShowTools(ToolRow.DRAW), "pen"),
        KeyView("key.kana", text("board.type"), asks.OpenKana(on=True, plane=plane), "keyboard"),
        KeyView("key.tools.look", text("call.look"), asks.ShowTools(ToolRow.LOOK), "zoom_in"),
        *_ways_out(snapshot, text),
        *((earlier,) if board.shown > 1 else ()),
        KeyView("key.board.later", words, asks.TurnBoard(1), "page_next"),
    )


def _ways_out(snapshot: KioskSnapshot, text: Text) -> tuple[KeyView, ...]:
    """Out of looking together, which the clerk may have begun, and off the large screen: never hidden in a row that
    is closed."""
    apart = KeyView("key.apart", text("call.apart"), asks.LookTogether(on=False), "people", KeyKind.CHOSEN)
    outside = outside_key(snapshot, text) if snapshot.outside is not None else None
    return (*((apart,) if snapshot.together else ()), *((outside,) if outside is not None else ()))


def _drawing(snapshot: KioskSnapshot, text: Text) -> tuple[KeyView, ...]:
    tools: tuple[tuple[InHand, str, str], ...] = (
        (Tool.PEN, text("call.pen"), "pen"),
        (Tool.HIGHLIGHTER, text("call.highlighter"), "highlighter"),
        (Tool.CIRCLE, text("call.circle"), "circle"),
        (Tool.ARROW, text("call.arrow"), "arrow_up_right"),
        (Tool.HERE, text("call.here"), "here"),
        (Aid.POINTER, text("call.point"), "point"),
        (Aid.ERASER, text("call.erase"), "eraser"),
    )
    return (
        *(_tool(tool, words, icon, tool is snapshot.tool) for tool, words, icon in tools),
        KeyView("key.undo_mark", text("call.undo_mark"), asks.UndoMark(), "undo"),
        KeyView("key.clear_marks", text("call.clear_marks"), asks.ClearMyMarks(), "close"),
        *_ways_out(snapshot, text)[-1:],
        _close(text),
    )


def _tool(tool: InHand, words: str, icon: str, in_hand: bool) -> KeyView:
    """The one in the hand stays there when it is touched again: a shaking finger must not put it down."""
    if in_hand:
        return KeyView(f"key.tool.{tool}", words, asks.ChooseTool(tool), "check", KeyKind.TOOL)
    return KeyView(f"key.tool.{tool}", words, asks.ChooseTool(tool), icon)


def _looking(snapshot: KioskSnapshot, text: Text) -> tuple[KeyView, ...]:
    front = snapshot.front
    reading = snapshot.readings.get(front, Reading())
    hold = text("call.thaw") if reading.frozen else text("call.freeze")
    full = text("call.shrink") if snapshot.full_screen else text("call.fill")
    together = text("call.apart") if snapshot.together else text("call.together")
    larger = text("call.larger") if reading.step < len(ZOOMS) - 1 else text("call.largest")
    keys = [
        KeyView("key.zoom_in", larger, asks.Zoom(front, 1), "zoom_in"),
        KeyView("key.zoom_out", text("call.smaller"), asks.Zoom(front, -1), "zoom_out"),
        KeyView("key.turn", text("call.turn"), asks.Turn(front), "turn"),
        _switch("key.freeze", hold, asks.Freeze(front, on=not reading.frozen), "pause", reading.frozen),
        _switch("key.fill", full, asks.FillScreen(on=not snapshot.full_screen), "expand", snapshot.full_screen),
        _switch("key.together", together, asks.LookTogether(on=not snapshot.together), "people", snapshot.together),
    ]
    if front == "board":
        del keys[3]  # a white page never moves
    elif phone_in_front(snapshot) and snapshot.phone is not None:
        keys[3] = strip_key(snapshot.phone, text)  # what stands still would be seen after the telephone was hidden
    other = next((paper for paper in _PAPERS if paper != front and shared(snapshot, "van", paper)), None)
    if front in _PAPERS and other is not None:
        keys.append(KeyView("key.other_paper", text("call.other_paper"), asks.BringToFront(other), "document"))
    keys += [key for key in (_take_key(snapshot, text), outside_key(snapshot, text)) if key is not None]
    return (*keys, _close(text))


def _take_key(snapshot: KioskSnapshot, text: Text) -> KeyView | None:
    """印刷に のせる; once it goes home, the way back."""
    front, page = sheet_in_front(snapshot), takable(snapshot)
    if page is not None:
        return KeyView("key.take_page", text("call.take_page"), TakePage(page.number, on=True), "printer")
    if front is None or taken(snapshot, front[0]) is None:
        return None
    words = text("call.leave_page")
    return KeyView("key.take_page", words, TakePage(front[0], on=False), "printer", KeyKind.CHOSEN)


def _switch(name: str, words: str, wish: asks.ReadingIntent, icon: str, on: bool) -> KeyView:
    return KeyView(name, words, wish, icon, KeyKind.CHOSEN if on else KeyKind.OUTLINE)


def _close(text: Text) -> KeyView:
    return KeyView("key.tools.close", text("call.tools_close"), asks.ShowTools(ToolRow.CLOSED), "back", KeyKind.QUIET)
