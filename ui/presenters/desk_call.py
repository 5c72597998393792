"""The right column of the clerk's window: faces, the resident's screen, what is typed, notes and outcome."""

from dataclasses import dataclass

from kiosk.domain import intents
from kiosk.domain import sheet_intents as asks
from kiosk.domain.call import CallState
from kiosk.domain.ids import Side
from kiosk.domain.privacy import Gate
from kiosk.domain.sample import fillable
from kiosk.domain.snapshot import DeskSnapshot, Health
from kiosk.domain.writing import Line
from ui.presenters.lamps import face_lamp
from ui.presenters.marks import lit_field
from ui.presenters.page_list import older_in_front
from ui.presenters.parts import KeyKind, KeyView, LampView, Text
from ui.presenters.writing import PHRASES, words_of

SCREEN_LOST = "screen_lost"
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
    "call.paper.asking",
    "call.paper.open",
    "call.paper.hidden",
    "call.their_paper",
    "call.face",
    "call.board",
    "call.guide",
    SCREEN_LOST,
)
"""Names of the resident's screens that a kiosk may send."""
_SAID_SHOWN = 30
_ALERTS = 3


@dataclass(frozen=True)
class SaidRow:
    """A line that was typed, with the name of who typed it."""

    author: Side
    who: str
    words: str


@dataclass(frozen=True)
class SayView:
    """字を送る. `open` while there is somebody to send to; `phrases` is the list, empty while it is closed. `fill` puts
    what was typed into the sample of a form's field, unless something is written there (`fill_takes`)."""

    title: str
    open: bool
    prompt: str
    said: tuple[SaidRow, ...]
    send: KeyView
    list: KeyView
    fill: KeyView | None
    fill_takes: bool
    phrases_title: str
    phrases: tuple[KeyView, ...]


@dataclass(frozen=True)
class NotesView:
    """メモ; `open` while there is a call that they belong to."""

    title: str
    open: bool
    prompt: str
    notes: str


@dataclass(frozen=True)
class SideView:
    """Pairs of a face are (words while no picture has come, words instead of any picture)."""

    stop: str
    in_call: bool
    their_face: tuple[str, str]
    own_face: tuple[str, str]
    lamp: LampView
    mirror_title: str
    mirror: str
    alerts: tuple[str, ...]
    say: SayView
    notes: NotesView
    outcome_title: str
    outcome_urgent: bool
    outcomes: tuple[KeyView, ...]


def present_side(snapshot: DeskSnapshot, text: Text) -> SideView:
    """The column of the moment."""
    call = snapshot.call
    return SideView(
        stop=call.stop_name if call else "",
        in_call=call is not None,
        their_face=_their_face(snapshot, text),
        own_face=_own_face(snapshot, text),
        lamp=face_lamp(snapshot, text),
        mirror_title=text("desk.mirror"),
        mirror=_mirror(snapshot, text) if call else text("desk.mirror.none"),
        alerts=_alerts(snapshot, text) if call else (),
        say=_say(snapshot, text),
        notes=NotesView(text("desk.notes"), call is not None, text("desk.notes.prompt"), snapshot.notes),
        outcome_title=text("desk.outcome.now") if snapshot.must_choose_outcome else text("desk.outcome"),
        outcome_urgent=snapshot.must_choose_outcome,
        outcomes=_outcomes(snapshot),
    )


def _their_face(snapshot: DeskSnapshot, text: Text) -> tuple[str, str]:
    call = snapshot.call
    if call is None:
        return "", text("desk.face.none")
    if call.state is CallState.ENDED:
        return "", text("desk.call.ended")
    if call.their_face_hidden:
        return "", text("desk.face.hidden")
    return text("desk.face.coming"), text("desk.alert.face") if snapshot.their_devices.face is Health.LOST else ""


def _own_face(snapshot: DeskSnapshot, text: Text) -> tuple[str, str]:
    if snapshot.face.health is Health.LOST:
        return "", text("desk.camera_lost.short")
    if snapshot.preview_off and snapshot.face.gate is Gate.SENT:
        return text("desk.own_face.rests"), ""
    return text("desk.own_face.shut"), ""


def _mirror(snapshot: DeskSnapshot, text: Text) -> str:
    screen = snapshot.mirror.screen
    shown = text(f"mirror.{screen}") if screen in MIRRORED else text("mirror.unknown")
    colours = text("mirror.contrast") if snapshot.mirror.high_contrast else ""
    return f"{shown}\n{text('mirror.letters', step=snapshot.mirror.letters)}{colours}"


def _alerts(snapshot: DeskSnapshot, text: Text) -> tuple[str, ...]:
    """What the clerk should know of the other end without asking; the gravest that have room."""
    mirror, theirs = snapshot.mirror, snapshot.their_devices
    alerts = (
        (mirror.screen == SCREEN_LOST, text("desk.alert.screen")),
        (mirror.attendant_called, text("desk.alert.attendant")),
        (theirs.sound is Health.LOST, text("desk.alert.sound")),
        (theirs.document is Health.LOST, text("desk.alert.document")),
        (theirs.face is Health.LOST, text("desk.alert.face")),
        (bool(mirror.question), text("desk.alert.question")),
    )
    return tuple(words for stands, words in alerts if stands)[:_ALERTS]


def _say(snapshot: DeskSnapshot, text: Text) -> SayView:
    call, lines = snapshot.call, snapshot.writing.lines
    open_ = call is not None and call.state is not CallState.ENDED
    shown = [lines[line_id] for line_id in sorted(lines)[-_SAID_SHOWN:]] if open_ else []
    on = snapshot.phrases_shown
    return SayView(
        title=text("desk.say"),
        open=open_,
        prompt=text("desk.say.prompt") if open_ else text("desk.say.no_call"),
        said=tuple(_said(line, snapshot, text) for line in shown),
        send=KeyView("key.say", text("desk.say.send"), asks.Say(""), "send", KeyKind.CHOSEN, shortcut="Enter"),
        list=KeyView(
            "key.phrases",
            text("desk.phrases"),
            intents.ShowPhrases(on=not on),
            "",
            KeyKind.CHOSEN if on else KeyKind.QUIET,
            shortcut="F5",
        ),
        fill=_fill(snapshot, text) if open_ else None,
        fill_takes=_fill_takes(snapshot),
        phrases_title=text("desk.phrases.title"),
        phrases=_phrases(text) if on else (),
    )


def _fill(snapshot: DeskSnapshot, text: Text) -> KeyView | None:
    """What was typed as the sample of the field that is lit."""
    field = lit_field(snapshot, "van")
    if field is None or not fillable(field) or older_in_front(snapshot):
        return None
    words = text("desk.fill_sample")
    return KeyView("key.fill_sample", words, asks.FillSample(""), "document", KeyKind.QUIET, shortcut="Ctrl+I")


def _fill_takes(snapshot: DeskSnapshot) -> bool:
    field, lying = lit_field(snapshot, "van"), snapshot.lying.get("van")
    return field is not None and lying is not None and field.id not in (lying.filled or ())


def _said(line: Line, snapshot: DeskSnapshot, text: Text) -> SaidRow:
    who = text("desk.resident") if line.author == "van" else snapshot.clerk_name
    return SaidRow(line.author, who, words_of(line, text))


def _phrases(text: Text) -> tuple[KeyView, ...]:
    """Their digits stand on the keyboard from left to right: the tenth is 0."""
    return tuple(
        KeyView(
            f"key.phrase.{phrase}",
            text(f"phrase.{phrase}"),
            asks.Say(text(f"phrase.{phrase}"), phrase),
            kind=KeyKind.QUIET,
            shortcut=str(number % 10),
        )
        for number, phrase in enumerate(PHRASES, start=1)
    )


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
