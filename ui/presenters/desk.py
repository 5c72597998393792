"""The clerk's window: who waits, what the resident shows, how the line does, how the call ends."""

import dataclasses
from dataclasses import dataclass

from kiosk.domain import intents
from kiosk.domain.annotation import Tool
from kiosk.domain.call import CallState
from kiosk.domain.ids import Side
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import Call, DeskSnapshot, Health, Hint, HubState, LineQuality, Waiting
from ui.presenters.frame import mark_of
from ui.presenters.japanese import clock_time, month_day
from ui.presenters.lamps import face_lamp, paper_lamp
from ui.presenters.marks import MarksView, MarkWords, present_marks
from ui.presenters.parts import KeyKind, KeyView, LampKind, LampView, Text

MIRRORED = (
    "home",
    "choosing",
    "alone",
    "asking",
    "waiting",
    "talking",
    "finishing",
    "wiping",
    "call.ringing",
    "call.connecting",
    "call.holding",
    "call.reconnecting",
    "call.paper.closed",
    "call.paper.offered",
    "call.paper.open",
    "call.paper.hidden",
    "call.their_paper",
    "call.face",
)
"""Names of the resident's screens that a kiosk may send."""


@dataclass(frozen=True)
class WaitingRow:
    """A card of the queue; `key` answers this ticket."""

    key: KeyView
    title: str
    waited: str
    topic: str


@dataclass(frozen=True)
class VanRow:
    """A van: where it is and its name, its state, and whether it can be reached."""

    name: str
    state: str
    online: bool


@dataclass(frozen=True)
class PaperView:
    """One tab: the green (or flat) line above the page, words where no page is to be seen, marks of both ends."""

    line: str
    live: bool
    no_picture: str
    hidden: str
    marks: MarksView | None = None


@dataclass(frozen=True)
class DeskView:
    """Everything of the window."""

    title: str
    who: str
    clock: str
    hub: str
    hub_well: bool
    unkept: str
    duty: KeyView
    mark: str
    mark_words: str
    talking_title: str
    talking: tuple[str, str] | None
    queue_title: str
    queue: tuple[WaitingRow, ...]
    queue_empty: str
    vans_title: str
    vans: tuple[VanRow, ...]
    tabs: tuple[str, str]
    own_paper_first: bool
    their_paper: PaperView
    own_paper: PaperView
    tools: tuple[KeyView, ...]
    stop: str
    their_face: tuple[str, str]
    own_face: tuple[str, str]
    face_lamp: LampView
    mirror_title: str
    mirror: str
    mirror_alert: str
    outcome_title: str
    outcome_urgent: bool
    outcomes: tuple[KeyView, ...]
    left: KeyView
    hint: str
    bar: tuple[KeyView, ...]
    line: str
    line_icon: str
    line_well: bool
    end: KeyView


def present_desk(snapshot: DeskSnapshot, text: Text) -> DeskView:
    """The window of the moment."""
    call, city = snapshot.call, snapshot.city
    their_paper, own_paper = _their_paper(snapshot, text), _own_paper(snapshot, text)
    mark, mark_words = mark_of(snapshot.profile, snapshot.mock_active, text)
    line, line_icon, line_well = _line(snapshot, text)
    return DeskView(
        title=text("desk.title", counter=f"{city.name} {city.counter}"),
        who=f"{snapshot.section_name} {snapshot.clerk_name}".strip(),
        clock=f"{month_day(snapshot.clock.date())} {clock_time(snapshot.clock)}",
        hub=_hub(snapshot, text),
        hub_well=snapshot.hub is HubState.ONLINE,
        unkept="" if snapshot.log_kept else text("desk.log_lost"),
        duty=_duty(snapshot, text),
        mark=mark,
        mark_words=mark_words,
        talking_title=text("desk.talking"),
        talking=_talking(call, text) if call else None,
        queue_title=text("desk.queue", count=len(snapshot.queue)),
        queue=tuple(_waiting(waiting, text) for waiting in snapshot.queue),
        queue_empty="" if snapshot.queue else text("desk.queue.empty"),
        vans_title=text("desk.vans"),
        vans=tuple(VanRow(f"{v.area} {v.name}".strip(), _van(v.online, v.busy, text), v.online) for v in snapshot.vans),
        tabs=(text("desk.tab.theirs"), text("desk.tab.own")),
        own_paper_first=snapshot.sharing.paper_shown,
        their_paper=their_paper,
        own_paper=own_paper,
        tools=_tools(snapshot, text) if their_paper.marks or own_paper.marks else (),
        stop=call.stop_name if call else "",
        their_face=_their_face(call, text),
        own_face=_own_face(snapshot, text),
        face_lamp=face_lamp(snapshot, text),
        mirror_title=text("desk.mirror"),
        mirror=_mirror(snapshot, text) if call else text("desk.mirror.none"),
        mirror_alert=_mirror_alert(snapshot, text),
        outcome_title=text("desk.outcome.now") if snapshot.must_choose_outcome else text("desk.outcome"),
        outcome_urgent=snapshot.must_choose_outcome,
        outcomes=_outcomes(snapshot),
        left=KeyView(
            "key.resident_left", text("desk.left"), intents.ResidentLeft(), "chair", KeyKind.QUIET, shortcut="F10"
        ),
        hint=_hint(snapshot.hint, text),
        bar=_bar(snapshot, text),
        line=line,
        line_icon=line_icon,
        line_well=line_well,
        end=KeyView("key.end_call", text("desk.end"), intents.EndCall(), "hang_up", KeyKind.END, shortcut="F12"),
    )


def _hub(snapshot: DeskSnapshot, text: Text) -> str:
    match snapshot.hub:
        case HubState.ONLINE:
            return text("desk.hub.online")
        case HubState.CONNECTING:
            return text("desk.hub.connecting")
        case HubState.OFFLINE:
            return text("desk.hub.offline")
        case HubState.REFUSED:
            return text("desk.hub.refused")


def _duty(snapshot: DeskSnapshot, text: Text) -> KeyView:
    if snapshot.on_duty:
        return KeyView(
            "key.duty", text("desk.duty.on"), intents.TakeDuty(on=False), "check", KeyKind.CHOSEN, shortcut="F9"
        )
    return KeyView("key.duty", text("desk.duty.off"), intents.TakeDuty(on=True), "pause", KeyKind.QUIET, shortcut="F9")


def _talking(call: Call, text: Text) -> tuple[str, str]:
    states = {
        CallState.RINGING: text("desk.call.ringing"),
        CallState.CONNECTING: text("desk.call.connecting"),
        CallState.TALKING: text("desk.call.talking"),
        CallState.HOLDING: text("desk.call.holding"),
        CallState.RECONNECTING: text("desk.call.reconnecting"),
        CallState.ENDED: text("desk.call.ended"),
    }
    title = text("desk.number", number=call.number, area=call.stop_name)
    return title, f"{states[call.state]}\n{call.topic_title}".strip()


def _waiting(waiting: Waiting, text: Text) -> WaitingRow:
    key = KeyView(
        f"key.answer.{waiting.number}", str(waiting.number), intents.AnswerNext(waiting.ticket), kind=KeyKind.QUIET
    )
    return WaitingRow(
        key=key,
        title=text("desk.number", number=waiting.number, area=waiting.area),
        waited=text("desk.waited", minutes=waiting.waited_s // 60),
        topic=waiting.topic_title,
    )


def _van(online: bool, busy: bool, text: Text) -> str:
    if not online:
        return text("desk.van.away")
    return text("desk.van.busy") if busy else text("desk.van.free")


def _their_paper(snapshot: DeskSnapshot, text: Text) -> PaperView:
    call, state = snapshot.call, snapshot.sharing.theirs
    if call is None:
        return PaperView(text("desk.paper.no_call"), False, text("desk.paper.no_call"), text("desk.paper.no_call"))
    marks = _marks(snapshot, "van", text)
    match state:
        case SharingState.OPEN if call.state is CallState.TALKING:
            return PaperView(text("desk.paper.live"), True, text("desk.paper.coming"), "", marks)
        case SharingState.OPEN:
            return PaperView(text("desk.paper.stale"), False, text("desk.paper.coming"), "", marks)
        case SharingState.OFFERED:
            return PaperView(text("desk.paper.asked"), False, "", text("desk.paper.asked"))
        case SharingState.HIDDEN:
            return PaperView(text("desk.paper.hidden"), False, "", text("desk.paper.hidden"))
        case SharingState.CLOSED:
            return PaperView(text("desk.paper.closed"), False, "", text("desk.paper.closed"))


def _own_paper(snapshot: DeskSnapshot, text: Text) -> PaperView:
    lamp = paper_lamp(snapshot, text)
    if snapshot.document.health is Health.LOST:
        return PaperView(text("desk.camera_lost"), False, "", text("desk.camera_lost"))
    if snapshot.sharing.mine is SharingState.OPEN:
        marks = _marks(snapshot, "office", text)
        return PaperView(lamp.words, lamp.kind is LampKind.SENT, text("desk.paper.coming"), "", marks)
    words = text("desk.own_paper.closed")
    return PaperView(words, False, "", words)


def _marks(snapshot: DeskSnapshot, surface: Side, text: Text) -> MarksView | None:
    words = MarkWords(text("desk.resident"), snapshot.clerk_name, text("mark.here"))
    return present_marks(snapshot, "office", surface, words)


def _tools(snapshot: DeskSnapshot, text: Text) -> tuple[KeyView, ...]:
    """A chosen tool is put down by its own key."""
    tools = (
        (Tool.PEN, text("desk.tool.pen"), "pen"),
        (Tool.HIGHLIGHTER, text("desk.tool.highlighter"), "highlighter"),
        (Tool.CIRCLE, text("desk.tool.circle"), "circle"),
        (Tool.ARROW, text("desk.tool.arrow"), "arrow_up_right"),
        (Tool.HERE, text("desk.tool.here"), "here"),
    )
    keys = [
        KeyView(f"key.tool.{tool}", words, intents.ChooseTool(None), "check", KeyKind.TOOL, shortcut=str(number))
        if tool is snapshot.tool
        else KeyView(f"key.tool.{tool}", words, intents.ChooseTool(tool), icon, KeyKind.QUIET, shortcut=str(number))
        for number, (tool, words, icon) in enumerate(tools, start=1)
    ]
    undo = KeyView("key.undo_mark", text("desk.undo_mark"), intents.UndoMark(), "undo", KeyKind.QUIET)
    clear = KeyView("key.clear_marks", text("desk.clear_marks"), intents.ClearMyMarks(), "eraser", KeyKind.QUIET)
    return (*keys, dataclasses.replace(undo, shortcut="Ctrl+Z"), dataclasses.replace(clear, shortcut="6"))


def _their_face(call: Call | None, text: Text) -> tuple[str, str]:
    """(words while no picture has come, words instead of any picture)."""
    if call is None:
        return "", text("desk.face.none")
    return text("desk.face.coming"), text("desk.face.hidden") if call.their_face_hidden else ""


def _own_face(snapshot: DeskSnapshot, text: Text) -> tuple[str, str]:
    if snapshot.face.health is Health.LOST:
        return "", text("desk.camera_lost.short")
    return text("desk.own_face.shut"), ""


def _mirror(snapshot: DeskSnapshot, text: Text) -> str:
    screen = snapshot.mirror.screen
    shown = text(f"mirror.{screen}") if screen in MIRRORED else text("mirror.unknown")
    colours = text("mirror.contrast") if snapshot.mirror.high_contrast else ""
    return f"{shown}\n{text('mirror.letters', step=snapshot.mirror.letters)}{colours}"


def _mirror_alert(snapshot: DeskSnapshot, text: Text) -> str:
    if snapshot.call is None:
        return ""
    if snapshot.mirror.attendant_called:
        return text("desk.alert.attendant")
    return text("desk.alert.question") if snapshot.mirror.question else ""


def _outcomes(snapshot: DeskSnapshot) -> tuple[KeyView, ...]:
    return tuple(
        KeyView(
            f"key.outcome.{outcome.code}",
            outcome.label,
            intents.ChooseOutcome(outcome.code),
            "check" if outcome.code == snapshot.outcome_code else "",
            KeyKind.CHOSEN if outcome.code == snapshot.outcome_code else KeyKind.QUIET,
            shortcut=f"Alt+{index}",
        )
        for index, outcome in enumerate(snapshot.city.outcomes[:9], start=1)
    )


def _hint(hint: Hint | None, text: Text) -> str:
    match hint:
        case None:
            return ""
        case Hint.NOTHING_WAITING:
            return text("hint.nothing_waiting")
        case Hint.CHOOSE_OUTCOME:
            return text("hint.choose_outcome")
        case Hint.TAKEN_BY_OTHER:
            return text("hint.taken_by_other")
        case Hint.NOT_IN_CALL:
            return text("hint.not_in_call")
        case Hint.CALL_FIRST_ENDS:
            return text("hint.call_first_ends")
        case Hint.HUB_AWAY:
            return text("hint.desk.hub_away")
        case Hint.PAPER_CAMERA_AWAY:
            return text("hint.desk.paper_camera_away")


def _bar(snapshot: DeskSnapshot, text: Text) -> tuple[KeyView, ...]:
    holding = snapshot.call is not None and snapshot.call.state is CallState.HOLDING
    hold = (
        KeyView("key.resume", text("desk.resume"), intents.Resume(), "phone", KeyKind.CHOSEN, shortcut="F3")
        if holding
        else KeyView("key.hold", text("desk.hold"), intents.Hold(), "pause", KeyKind.QUIET, shortcut="F3")
    )
    own_open = snapshot.sharing.mine is SharingState.OPEN
    paper = (
        KeyView("key.close_paper", text("desk.own.close"), intents.GoBack(), "eye_off", KeyKind.CHOSEN, shortcut="F8")
        if own_open
        else KeyView(
            "key.show_paper", text("desk.own.show"), intents.ShowPaper(), "document_add", KeyKind.QUIET, shortcut="F8"
        )
    )
    answer_kind = KeyKind.FILLED if snapshot.call is None and snapshot.queue else KeyKind.QUIET
    return (
        KeyView("key.answer", text("desk.answer"), intents.AnswerNext(), "phone", answer_kind, shortcut="F2"),
        hold,
        KeyView(
            "key.ask_paper", text("desk.ask_paper"), intents.AskForPaper(), "document", KeyKind.QUIET, shortcut="F7"
        ),
        paper,
    )


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
    return f"{shown} {numbers}".strip(), icon, well
