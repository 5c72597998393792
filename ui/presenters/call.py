"""The call: the clerk's face, the papers of both sides, the lamps, and what stands there while it is held."""

import dataclasses
from dataclasses import dataclass

from kiosk.domain import intents
from kiosk.domain.call import CallState
from kiosk.domain.page import Surface
from kiosk.domain.phone_help import PhoneHelp
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import Health, KioskSnapshot, ToolRow
from kiosk.domain.surfaces import in_view
from ui.presenters.kana import KanaView, present_kana
from ui.presenters.lamps import face_lamp, paper_lamp
from ui.presenters.marks import MarksView, MarkWords, present_marks
from ui.presenters.parts import KeyKind, KeyView, LampView, Text
from ui.presenters.phone_keys import cable_key, phone_awaited, phone_key, phones_found, show_phone_key, to_paper_key
from ui.presenters.route import own_paper_shown, their_paper_shown
from ui.presenters.sheet_keys import board_key, sheet_keys
from ui.presenters.showing import ShowingView, covered, present_showing
from ui.presenters.writing import (
    CaptionView,
    WhitePageView,
    present_caption,
    present_white_page,
)

_WAYS_IN = 2
"""書く・さす and 大きく見る, which lead to all other keys of the page."""


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
    caption: CaptionView | None = None


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
    """A call over the shared pages: the resident's sheet, the clerk's, both side by side, or the white page.

    `full` says that the page alone fills the screen; `showing` is said about the resident's sheet before it is seen, or
    `beside` the telephone, which leaves room there.
    """

    clerk: PersonView
    own: PersonView
    own_paper: PaperPane | None
    their_paper: PaperPane | None
    white: PaperPane | None
    white_page: WhitePageView | None
    face_lamp: LampView
    keys: tuple[KeyView | None, ...]
    tools: tuple[KeyView, ...]
    caption: CaptionView | None = None
    kana: KanaView | None = None
    full: bool = False
    showing: str = ""
    beside: bool = False


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
    name = snapshot.call.clerk_name if snapshot.call else ""
    return CallFaceView(
        clerk=clerk_of(snapshot, text),
        own=own_of(snapshot, text),
        face_lamp=face_lamp(snapshot, text),
        paper_lamp=unseen_paper_lamp(snapshot, text),
        asked=text("call.asked", clerk=name) if asked else "",
        keys=(
            KeyView("key.show_paper", text("call.show_paper"), intents.ShowPaper(), "document", KeyKind.FILLED),
            *((show_phone_key(text),) if phones_found(snapshot) else ()),
            board_key(text),
            louder_key(snapshot, text),
            face_key(snapshot, text),
        ),
        caption=present_caption(snapshot, text),
    )


def present_call_paper(snapshot: KioskSnapshot, text: Text) -> CallPaperView:
    """Pages large, the clerk at the right; while a sheet is asked about, it alone."""
    if snapshot.sharing.mine is SharingState.ASKING and own_paper_shown(snapshot):
        return _asking(snapshot, text)
    white = present_white_page(snapshot) if _in_view(snapshot, "board") else None
    own = own_paper(snapshot, text) if white is None and own_paper_shown(snapshot) else None
    their = their_paper(snapshot, text) if white is None and their_paper_shown(snapshot) else None
    if own is not None and their is not None:
        own, their = _side_by_side(snapshot, own, their)
    pane = white_pane(snapshot, text) if white is not None else None
    showing = present_showing(snapshot, text) if own is not None else None
    drawable = any(paper is not None and paper.marks is not None for paper in (own, their, pane))
    return CallPaperView(
        clerk=clerk_of(snapshot, text),
        own=own_of(snapshot, text, small=True),
        own_paper=own,
        their_paper=their,
        white=pane,
        white_page=white,
        face_lamp=face_lamp(snapshot, text),
        keys=(paper_key(snapshot, text), louder_key(snapshot, text), _third_key(snapshot, text)),
        tools=_tools(snapshot, text, drawable, showing.keys if showing is not None else ()),
        caption=present_caption(snapshot, text),
        kana=present_kana(snapshot, text) if white is not None else None,
        full=snapshot.full_screen and drawable,
        showing=showing.words if showing is not None else "",
        beside=snapshot.phone is not None,
    )


def _asking(snapshot: KioskSnapshot, text: Text) -> CallPaperView:
    """The key of the first touch is gone, and that of the second stands at the other side of the screen."""
    showing = present_showing(snapshot, text)
    return CallPaperView(
        clerk=clerk_of(snapshot, text),
        own=own_of(snapshot, text, small=True),
        own_paper=own_paper(snapshot, text),
        their_paper=None,
        white=None,
        white_page=None,
        face_lamp=face_lamp(snapshot, text),
        keys=(
            _asking_key(snapshot, showing, text),
            louder_key(snapshot, text),
            _third_key(snapshot, text),
        ),
        tools=showing.keys if showing is not None else (),
        caption=present_caption(snapshot, text),
        showing=showing.words if showing is not None else "",
        beside=snapshot.phone is not None,
    )


def _asking_key(snapshot: KioskSnapshot, showing: ShowingView | None, text: Text) -> KeyView | None:
    """Where nothing of a telephone is seen nothing can be hidden. A second touch there hides it once it is seen: it is
    never a yes."""
    if snapshot.phone is not None:
        return cable_key(snapshot, text) or phone_key(snapshot, text)
    return showing.aside if showing is not None else None


def _side_by_side(
    snapshot: KioskSnapshot, own: PaperPane, their: PaperPane
) -> tuple[PaperPane | None, PaperPane | None]:
    """Both sheets, or the one that is looked at closely; what goes out stays said."""
    if not _in_view(snapshot, "van"):
        return None, dataclasses.replace(their, lamp=own.lamp)
    return own, their if _in_view(snapshot, "office") else None


def _tools(snapshot: KioskSnapshot, text: Text, drawable: bool, answers: tuple[KeyView, ...]) -> tuple[KeyView, ...]:
    """紙をかくす is never out of reach, also while the page alone fills the screen. What is asked about a private field
    comes first, and the less is beside it, the larger is the page."""
    if snapshot.phone is not None and snapshot.phone.typing:
        return answers  # one key alone, whatever lies open beside it
    if not drawable:
        return (board_key(text),)
    keys = sheet_keys(snapshot, text)
    closed = snapshot.tools is ToolRow.CLOSED
    if snapshot.disclosure is not None:
        keys = (*answers, *(keys[:_WAYS_IN] if closed else keys))
    elif closed and answers:
        keys = answers if snapshot.wish is not None else (*answers, *keys[:_WAYS_IN])
    return (paper_key(snapshot, text), *keys) if snapshot.full_screen else keys


def _third_key(snapshot: KioskSnapshot, text: Text) -> KeyView:
    return face_key(snapshot, text) if snapshot.phone is None else to_paper_key(text)


def _in_view(snapshot: KioskSnapshot, surface: Surface) -> bool:
    return surface in in_view(snapshot, "van")


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
    hidden = text("call.their_camera_lost") if snapshot.their_devices.face is Health.LOST else ""
    if call is not None and call.their_face_hidden:
        hidden = text("call.their_face_hidden")
    return PersonView(
        section=call.section_name if call else "",
        name=call.clerk_name if call else "",
        no_picture=text("call.face_coming"),
        hidden=hidden,
    )


def own_of(snapshot: KioskSnapshot, text: Text, small: bool = False) -> PersonView:
    """The resident; `small`: where there is room for a word or two. What the other end sees is the lamp's to say."""
    if snapshot.face.health is Health.LOST:
        return PersonView("", text("call.you"), "", text("call.camera_lost"))
    hidden = text("call.face_hidden") if snapshot.face_hidden else ""
    if snapshot.preview_off:
        return PersonView("", "", text("call.own_face_rests_short") if small else text("call.own_face_rests"), hidden)
    return PersonView("", text("call.you"), text("call.own_face_coming"), hidden)


def unseen_paper_lamp(snapshot: KioskSnapshot, text: Text) -> LampView | None:
    """The paper's lamp where its pane is not on the screen."""
    opened = snapshot.sharing.mine in (SharingState.OPEN, SharingState.HIDDEN)
    return paper_lamp(snapshot, text) if opened else None


def own_paper(snapshot: KioskSnapshot, text: Text) -> PaperPane:
    """The resident's sheet, or telephone."""
    if snapshot.phone is not None:
        return _own_phone(snapshot, snapshot.phone, text)
    if snapshot.document.health is Health.LOST:
        hidden = text("call.paper_camera_lost")
    else:
        hidden = text("call.paper_hidden") if snapshot.sharing.mine is SharingState.HIDDEN else ""
    marks = _marks(snapshot, "van", text)
    title = _together(snapshot, "van", text) or text("call.your_paper")
    return PaperPane(paper_lamp(snapshot, text), title, text("call.paper_coming"), hidden, marks)


def _own_phone(snapshot: KioskSnapshot, phone: PhoneHelp, text: Text) -> PaperPane:
    hidden = text("call.phone_hidden") if snapshot.sharing.mine is SharingState.HIDDEN else ""
    if snapshot.document.health is Health.LOST and not phone.cable:
        hidden = text("call.paper_camera_lost")
    elif phone.typing:
        hidden = text("call.phone_typing")
    title = _together(snapshot, "van", text) or text("call.your_phone")
    marks = _marks(snapshot, "van", text)
    return PaperPane(paper_lamp(snapshot, text), title, phone_awaited(phone, text), hidden, marks)


def their_paper(snapshot: KioskSnapshot, text: Text) -> PaperPane:
    """The clerk's sheet; one that came later and is not shown yet has words in its place."""
    name = snapshot.call.clerk_name if snapshot.call else ""
    unseen = covered(snapshot.lying.get("office"))
    hidden = text("call.their_sheet_covered") if unseen else ""
    marks = None if unseen else _marks(snapshot, "office", text)
    title = _together(snapshot, "office", text) or text("call.their_paper", clerk=name)
    return PaperPane(None, title, text("call.paper_coming"), hidden, marks)


def white_pane(snapshot: KioskSnapshot, text: Text) -> PaperPane:
    """The white page of 筆談. The lamp of the paper that lies behind it stays in sight."""
    lamp = paper_lamp(snapshot, text) if own_paper_shown(snapshot) else None
    board = snapshot.board
    title = _together(snapshot, "board", text) or text("board.title", page=board.shown, pages=board.pages)
    return PaperPane(lamp, title, "", "", _marks(snapshot, "board", text))


def _marks(snapshot: KioskSnapshot, surface: Surface, text: Text) -> MarksView | None:
    """While the line is mended marks are seen, but nobody draws: that screen has no key to put a tool down."""
    call = snapshot.call
    clerk = call.clerk_name if call else ""
    words = MarkWords(text("call.you"), clerk, text("mark.here"), text("mark.missing"))
    tool = snapshot.tool if call is not None and call.state is CallState.TALKING else None
    return present_marks(dataclasses.replace(snapshot, tool=tool), "van", surface, words)


def _together(snapshot: KioskSnapshot, surface: Surface, text: Text) -> str:
    """Said over the page that both look at together."""
    if not snapshot.together or snapshot.front != surface or snapshot.call is None:
        return ""
    return text("call.looking_together", clerk=snapshot.call.clerk_name)


def paper_key(snapshot: KioskSnapshot, text: Text) -> KeyView:
    """紙をかくす while it is seen, also on the own screen alone, 紙を見せる otherwise; この紙を見せる for one that came
    later and is not seen yet."""
    if snapshot.phone is not None:
        return phone_key(snapshot, text)
    if snapshot.sharing.mine is SharingState.OPEN and covered(snapshot.lying.get("van")) and not snapshot.full_screen:
        return KeyView("key.show_paper", text("call.show_sheet"), intents.ShowPaper(), "document", KeyKind.FILLED)
    if snapshot.sharing.mine in (SharingState.OPEN, SharingState.ASKING):
        return hide_paper_key(text)
    return KeyView("key.show_paper", text("call.show_paper"), intents.ShowPaper(), "document", KeyKind.FILLED)


def hide_paper_key(text: Text) -> KeyView:
    """紙をかくす."""
    return KeyView("key.hide_paper", text("call.hide_paper"), intents.HidePaper(), "eye_off")


def louder_key(snapshot: KioskSnapshot, text: Text) -> KeyView:
    """The step stands in the word, so that a touch is seen to have done something."""
    return KeyView("key.louder", text("call.louder", step=snapshot.sound.volume), intents.Louder(), "louder")


def face_key(snapshot: KioskSnapshot, text: Text) -> KeyView:
    """顔をかくす, 顔を見せる."""
    if snapshot.face_hidden:
        return KeyView("key.show_face", text("call.show_face"), intents.ShowFace(), "eye")
    return KeyView("key.hide_face", text("call.hide_face"), intents.HideFace(), "eye_off")
