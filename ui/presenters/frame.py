"""What stands round every resident screen: the strip above, the bar below, questions, hints, the attendant's line."""

from dataclasses import dataclass

from kiosk.domain import intents
from kiosk.domain.call import CallState
from kiosk.domain.snapshot import Hint, HubState, KioskSnapshot, LineQuality, Question
from kiosk.domain.visit import VisitState
from ui.presenters.aloud_keys import again_key, has_begun, is_reading, pace_key, read_key
from ui.presenters.attendant import PanelView, panel_key, present_panel
from ui.presenters.dates import DATES
from ui.presenters.languages import LanguagesView, language_key, present_languages
from ui.presenters.parts import KeyKind, KeyView, Text
from ui.presenters.route import screen_name, tool_shown
from ui.presenters.sound import SoundView, present_sound, sound_key


@dataclass(frozen=True)
class LineView:
    """The state of the line: a drawing, words, and whether it is well."""

    icon: str
    words: str
    well: bool


@dataclass(frozen=True)
class StripView:
    """The top strip, for reading only. `hour` stands where `clock` has no room.

    `mark` is empty, "demo" or "measure"; `unkept` says that no log is kept.
    """

    name: str
    stop: str
    clock: str
    hour: str
    line: LineView
    unkept: str
    mark: str
    mark_words: str


@dataclass(frozen=True)
class QuestionView:
    """A question with two answers; `stay` is filled and stands at the right."""

    title: str
    body: str
    stay: KeyView
    leave: KeyView


@dataclass(frozen=True)
class AttendantView:
    """The row while an attendant is called; `sound` and `panel` are for the attendant, as `came` is."""

    words: str
    cancel: KeyView
    sound: KeyView
    panel: KeyView
    came: KeyView


@dataclass(frozen=True)
class FrameView:
    """Bar keys from the left (None keeps a place empty) and from the right; notices."""

    strip: StripView
    left: tuple[KeyView | None, ...]
    right: tuple[KeyView, ...]
    question: QuestionView | None
    languages: LanguagesView | None
    hint: str
    attendant: AttendantView | None
    sound: SoundView | None
    panel: PanelView | None
    letters: int


def present_frame(snapshot: KioskSnapshot, text: Text) -> FrameView:
    """The frame of the moment."""
    return FrameView(
        strip=present_strip(snapshot, text),
        left=_left_keys(snapshot, text),
        right=_right_keys(snapshot, text),
        question=present_question(snapshot.question, text),
        languages=present_languages(snapshot, text),
        hint=_hint(snapshot.hint, text),
        attendant=_attendant(snapshot, text),
        sound=present_sound(snapshot, text),
        panel=present_panel(snapshot, text),
        letters=snapshot.look.letters,
    )


def present_strip(snapshot: KioskSnapshot, text: Text) -> StripView:
    """Name, place, time and line. The date makes room for the words to the attendant while no log is kept."""
    mark, words = mark_of(snapshot.profile, snapshot.mock_active, text)
    dates = DATES[snapshot.look.language]
    hour = dates.clock_time(snapshot.clock)
    return StripView(
        name=f"{snapshot.city.name} {snapshot.city.counter}",
        stop=snapshot.stop.name if snapshot.stop else "",
        clock=dates.date_and_time(snapshot.clock) if snapshot.log_kept else hour,
        hour=hour,
        line=_line(snapshot, text),
        unkept="" if snapshot.log_kept else text("strip.log_lost"),
        mark=mark,
        mark_words=words,
    )


def mark_of(profile: str, mock_active: bool, text: Text) -> tuple[str, str]:
    """The permanent mark of a program that is not at real work."""
    if profile == "measure":
        return "measure", text("mark.measure")
    return ("demo", text("mark.demo")) if mock_active else ("", "")


def _line(snapshot: KioskSnapshot, text: Text) -> LineView:
    call = snapshot.call
    if call is not None and call.state is CallState.RECONNECTING:
        return LineView("signal_none", text("strip.line.again"), False)
    if call is not None and call.state in (CallState.TALKING, CallState.HOLDING):
        if snapshot.line.quality in (LineQuality.WEAK, LineQuality.LOST):
            return LineView("signal_weak", text("strip.line.weak"), False)
        return LineView("signal", text("strip.line.good"), True)
    match snapshot.hub:
        case HubState.ONLINE:
            return LineView("signal", text("strip.line.good"), True)
        case HubState.CONNECTING:
            return LineView("signal_weak", text("strip.line.connecting"), False)
        case HubState.REFUSED:
            return LineView("signal_none", text("strip.line.refused"), False)
        case HubState.OFFLINE:
            return LineView("signal_none", text("strip.line.away"), False)


def _left_keys(snapshot: KioskSnapshot, text: Text) -> tuple[KeyView | None, ...]:
    attendant = KeyView("key.attendant", text("bar.attendant"), intents.CallAttendant(), "bell", KeyKind.ATTENTION)
    back = KeyView("key.back", text("bar.back"), intents.GoBack(), "back", KeyKind.QUIET)
    screen = screen_name(snapshot)
    panel = snapshot.choosing_language or snapshot.sound.checked or snapshot.panel.shown
    closes_panel = back if panel else None
    if screen in ("home", "wiping"):
        return attendant, closes_panel
    if screen == "finish":
        return attendant, closes_panel, _to_start(intents.Finish(), text)
    if screen in ("guide", "confirm", "waiting", "called") or snapshot.visit is VisitState.ALONE:
        return attendant, back, _to_start(intents.GoHome(), text)
    closes_tool = back if tool_shown(snapshot) else closes_panel
    return attendant, closes_tool, _to_start(intents.EndCall(), text)


def _to_start(wish: intents.Intent, text: Text) -> KeyView:
    """さいしょにもどる; in a call it asks first, as 話をおわる does."""
    return KeyView("key.home", text("bar.home"), wish, "home", KeyKind.QUIET)


def _right_keys(snapshot: KioskSnapshot, text: Text) -> tuple[KeyView, ...]:
    """Four at most. What is needed while it reads stands in the places of what can wait that long."""
    screen = screen_name(snapshot)
    if screen == "wiping":
        return ()
    larger = text("bar.letters.first") if snapshot.look.letters >= 3 else text("bar.letters.larger")
    first = (
        read_key(snapshot, text),
        KeyView("key.letters", larger, intents.LargerLetters(), "larger", KeyKind.QUIET),
    )
    if screen in ("call_face", "call_paper", "call_guide", "hold", "trouble"):
        end = KeyView("key.end_call", text("bar.end_call"), intents.EndCall(), "hang_up", KeyKind.END)
        return *first, pace_key(snapshot, text) if is_reading(snapshot) else language_key(text), end
    if is_reading(snapshot):
        return *first, again_key(text), pace_key(snapshot, text)
    return *first, pace_key(snapshot, text) if has_begun(snapshot) else _colours(snapshot, text), language_key(text)


def _colours(snapshot: KioskSnapshot, text: Text) -> KeyView:
    words = text("bar.colours.normal") if snapshot.look.high_contrast else text("bar.colours.contrast")
    return KeyView("key.contrast", words, intents.ToggleContrast(), "contrast", KeyKind.QUIET)


def present_question(question: Question | None, text: Text) -> QuestionView | None:
    """`yes` stays for the questions after a silence, and leaves for those after a touch of a leaving key."""
    match question:
        case None:
            return None
        case Question.LEAVE_QUEUE:
            return _leaving(text("question.leave_queue"), text("question.leave_queue.body"), _words(text, "wait"))
        case Question.END_CALL:
            return _leaving(text("question.end_call"), text("question.end_call.body"), _words(text, "end"))
        case Question.STILL_THERE:
            return _staying(text("question.still_there"), text("question.still_there.body"), _words(text, "go_on"))
        case Question.STILL_WAITING:
            return _staying(text("question.still_waiting"), text("question.still_waiting.body"), _words(text, "wait"))
        case Question.LEFT_SEAT:
            return _staying(text("question.left_seat"), text("question.left_seat.body"), _words(text, "seat"))


def _words(text: Text, pair: str) -> tuple[str, str]:
    """The words of (stay, leave)."""
    return {
        "wait": (text("answer.keep_waiting"), text("answer.leave")),
        "end": (text("answer.go_on"), text("answer.finish")),
        "go_on": (text("answer.go_on"), text("answer.finish")),
        "seat": (text("answer.here"), text("answer.finish")),
    }[pair]


def _leaving(title: str, body: str, words: tuple[str, str]) -> QuestionView:
    stay = KeyView("key.question.no", words[0], intents.Answer(yes=False), "", KeyKind.FILLED)
    return QuestionView(title, body, stay, KeyView("key.question.yes", words[1], intents.Answer(yes=True)))


def _staying(title: str, body: str, words: tuple[str, str]) -> QuestionView:
    stay = KeyView("key.question.yes", words[0], intents.Answer(yes=True), "", KeyKind.FILLED)
    return QuestionView(title, body, stay, KeyView("key.question.no", words[1], intents.Answer(yes=False)))


def _hint(hint: Hint | None, text: Text) -> str:
    match hint:
        case Hint.HUB_AWAY:
            return text("hint.hub_away")
        case Hint.PAPER_CAMERA_AWAY:
            return text("hint.paper_camera_away")
        case Hint.PAGE_FULL:
            return text("hint.page_full")
        case Hint.NOTHING_TYPED:
            return text("hint.nothing_typed")
        case Hint.LINES_FULL:
            return text("hint.lines_full")
        case Hint.NO_SHEET_OPEN:
            return text("hint.no_sheet_open")
        case Hint.NO_VOICE:
            return text("hint.no_voice")
        case Hint.NO_VOICE_IN_LANGUAGE:
            return text("hint.no_voice_in_language")
        case Hint.VOICE_AWAY:
            return text("hint.voice_away")
        case Hint.CLERK_SPEAKS:
            return text("hint.clerk_speaks")
        case Hint.STILL_PRINTING:
            return text("hint.still_printing")
        case Hint.SLOT_FULL:
            return text("hint.slot_full")
        case Hint.CIRCULAR_GONE:
            return text("hint.circular_gone")
        case _:
            return ""


def _attendant(snapshot: KioskSnapshot, text: Text) -> AttendantView | None:
    """The attendant's own panel takes the room of the row."""
    if not snapshot.attendant_called or snapshot.panel.shown:
        return None
    cancel = KeyView("key.attendant.cancel", text("attendant.cancel"), intents.CancelAttendant(), "close")
    came = KeyView("key.attendant.came", text("attendant.came"), intents.AttendantCame(), "check", KeyKind.QUIET)
    sound = sound_key(snapshot, text("sound.check"))
    return AttendantView(text("attendant.called"), cancel, sound, panel_key(text), came)
