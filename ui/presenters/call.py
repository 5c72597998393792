"""The call: the clerk's face, the papers of both sides, the lamps, and what stands there while it is held."""

import dataclasses
from dataclasses import dataclass

from kiosk.domain import intents
from kiosk.domain.annotation import Tool
from kiosk.domain.call import CallState
from kiosk.domain.ids import Side
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import Health, KioskSnapshot
from ui.presenters.lamps import face_lamp, paper_lamp
from ui.presenters.marks import MarksView, MarkWords, present_marks
from ui.presenters.parts import KeyKind, KeyView, LampView, Text
from ui.presenters.route import own_paper_shown, their_paper_shown


@dataclass(frozen=True)
class PersonView:
    """A face on the screen: words stand in the picture's place when it is not to be seen, or not yet."""

    section: str
    name: str
    no_picture: str
    hidden: str


@dataclass(frozen=True)
class CallFaceView:
    """A call without paper."""

    clerk: PersonView
    own: PersonView
    face_lamp: LampView
    paper_lamp: LampView | None
    asked: str
    keys: tuple[KeyView, ...]


@dataclass(frozen=True)
class PaperPane:
    """One sheet: a lamp (own sheet) or a title (the clerk's), words when nothing is to be seen, marks of both ends."""

    lamp: LampView | None
    title: str
    no_picture: str
    hidden: str
    marks: MarksView | None = None


@dataclass(frozen=True)
class CallPaperView:
    """A call over paper: the resident's sheet, the clerk's sheet, or both side by side."""

    clerk: PersonView
    own: PersonView
    own_paper: PaperPane | None
    their_paper: PaperPane | None
    face_lamp: LampView
    keys: tuple[KeyView, ...]
    tools: tuple[KeyView, ...]


@dataclass(frozen=True)
class HoldView:
    """The clerk is away for a moment."""

    heading: str
    body: str
    section: str
    name: str
    face_lamp: LampView


def present_call_face(snapshot: KioskSnapshot, text: Text) -> CallFaceView:
    """The clerk near life size, keys at the side."""
    asked = snapshot.sharing.mine is SharingState.OFFERED
    open_unseen = snapshot.sharing.mine in (SharingState.OPEN, SharingState.HIDDEN)
    name = snapshot.call.clerk_name if snapshot.call else ""
    return CallFaceView(
        clerk=clerk_of(snapshot, text),
        own=own_of(snapshot, text),
        face_lamp=face_lamp(snapshot, text),
        paper_lamp=paper_lamp(snapshot, text) if open_unseen else None,
        asked=text("call.asked", clerk=name) if asked else "",
        keys=(
            KeyView("key.show_paper", text("call.show_paper"), intents.ShowPaper(), "document", KeyKind.FILLED),
            louder_key(snapshot, text),
            face_key(snapshot, text),
        ),
    )


def present_call_paper(snapshot: KioskSnapshot, text: Text) -> CallPaperView:
    """Papers large, the clerk at the right."""
    own = own_paper(snapshot, text) if own_paper_shown(snapshot) else None
    their = their_paper(snapshot, text) if their_paper_shown(snapshot) else None
    drawable = any(paper is not None and paper.marks is not None for paper in (own, their))
    return CallPaperView(
        clerk=clerk_of(snapshot, text),
        own=own_of(snapshot, text),
        own_paper=own,
        their_paper=their,
        face_lamp=face_lamp(snapshot, text),
        keys=(paper_key(snapshot, text), louder_key(snapshot, text), face_key(snapshot, text)),
        tools=_tools(snapshot, text) if drawable else (),
    )


def present_hold(snapshot: KioskSnapshot, text: Text) -> HoldView:
    """Said in one sentence; cameras are shut, and the lamp says so."""
    call = snapshot.call
    return HoldView(
        heading=text("hold.heading"),
        body=text("hold.body"),
        section=call.section_name if call else "",
        name=text("call.name", clerk=call.clerk_name) if call else "",
        face_lamp=face_lamp(snapshot, text),
    )


def clerk_of(snapshot: KioskSnapshot, text: Text) -> PersonView:
    """The other end."""
    call = snapshot.call
    hidden = call is not None and call.their_face_hidden
    return PersonView(
        section=call.section_name if call else "",
        name=call.clerk_name if call else "",
        no_picture=text("call.face_coming"),
        hidden=text("call.their_face_hidden") if hidden else "",
    )


def own_of(snapshot: KioskSnapshot, text: Text) -> PersonView:
    """The resident."""
    if snapshot.face.health is Health.LOST:
        return PersonView("", text("call.you"), "", text("call.camera_lost"))
    hidden = text("call.face_hidden") if snapshot.face_hidden else ""
    return PersonView("", text("call.you"), text("call.own_face_coming"), hidden)


def own_paper(snapshot: KioskSnapshot, text: Text) -> PaperPane:
    """The resident's sheet."""
    if snapshot.document.health is Health.LOST:
        hidden = text("call.paper_camera_lost")
    else:
        hidden = text("call.paper_hidden") if snapshot.sharing.mine is SharingState.HIDDEN else ""
    marks = _marks(snapshot, "van", text)
    return PaperPane(paper_lamp(snapshot, text), text("call.your_paper"), text("call.paper_coming"), hidden, marks)


def their_paper(snapshot: KioskSnapshot, text: Text) -> PaperPane:
    """The clerk's sheet."""
    name = snapshot.call.clerk_name if snapshot.call else ""
    marks = _marks(snapshot, "office", text)
    return PaperPane(None, text("call.their_paper", clerk=name), text("call.paper_coming"), "", marks)


def _marks(snapshot: KioskSnapshot, surface: Side, text: Text) -> MarksView | None:
    """While the line is mended marks are seen, but nobody draws: that screen has no key to put a tool down."""
    call = snapshot.call
    words = MarkWords(text("call.you"), call.clerk_name if call else "", text("mark.here"))
    tool = snapshot.tool if call is not None and call.state is CallState.TALKING else None
    return present_marks(dataclasses.replace(snapshot, tool=tool), "van", surface, words)


def _tools(snapshot: KioskSnapshot, text: Text) -> tuple[KeyView, ...]:
    """The pen, which a second touch puts down, and two ways back."""
    pen = KeyView("key.tool.pen", text("call.pen"), intents.ChooseTool(Tool.PEN), "pen")
    if snapshot.tool is Tool.PEN:
        pen = KeyView("key.tool.pen", text("call.pen"), intents.ChooseTool(None), "check", KeyKind.TOOL)
    return (
        pen,
        KeyView("key.undo_mark", text("call.undo_mark"), intents.UndoMark(), "undo"),
        KeyView("key.clear_marks", text("call.clear_marks"), intents.ClearMyMarks(), "eraser"),
    )


def paper_key(snapshot: KioskSnapshot, text: Text) -> KeyView:
    """紙をかくす while it is seen, 紙を見せる otherwise."""
    if snapshot.sharing.mine is SharingState.OPEN:
        return KeyView("key.hide_paper", text("call.hide_paper"), intents.HidePaper(), "eye_off")
    return KeyView("key.show_paper", text("call.show_paper"), intents.ShowPaper(), "document", KeyKind.FILLED)


def louder_key(snapshot: KioskSnapshot, text: Text) -> KeyView:
    """The step stands in the word, so that a touch is seen to have done something."""
    return KeyView("key.louder", text("call.louder", step=snapshot.sound.volume), intents.Louder(), "louder")


def face_key(snapshot: KioskSnapshot, text: Text) -> KeyView:
    """顔をかくす, 顔を見せる."""
    if snapshot.face_hidden:
        return KeyView("key.show_face", text("call.show_face"), intents.ShowFace(), "eye")
    return KeyView("key.hide_face", text("call.hide_face"), intents.HideFace(), "eye_off")
