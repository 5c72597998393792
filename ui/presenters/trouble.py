"""The line is being mended: what happened, what still works, what happens next."""

from dataclasses import dataclass

from kiosk.domain import intents
from kiosk.domain.privacy import Gate, IdleRules
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import KioskSnapshot
from ui.presenters.call import PaperPane, clerk_of, own_paper, paper_key, their_paper, white_pane
from ui.presenters.dates import DATES
from ui.presenters.lamps import face_lamp
from ui.presenters.parts import KeyView, LampView, Line, Text
from ui.presenters.route import own_paper_shown, their_paper_shown
from ui.presenters.writing import WhitePageView, present_white_page


@dataclass(frozen=True)
class TroubleView:
    """`surface` is "white", "own_paper", "their_paper" or "face"; `stale` heads a picture that is not live."""

    surface: str
    pane: PaperPane
    white_page: WhitePageView | None
    stale: str
    title: str
    body: str
    works: Line
    works_well: bool
    phone: str
    phone_hours: str
    who: str
    next: str
    face_lamp: LampView
    keys: tuple[KeyView, ...]


def present_trouble(snapshot: KioskSnapshot, text: Text) -> TroubleView:
    """After a minute, or on a touch, the telephone number stands there."""
    phone_shown = snapshot.phone_number_shown or snapshot.line.lost_for_s >= IdleRules().lost_phone_number_s
    surface, pane = _surface(snapshot, text)
    clerk = clerk_of(snapshot, text)
    live = surface == "white" or (
        surface == "own_paper"
        and (snapshot.document.gate is not Gate.SHUT or snapshot.sharing.mine is SharingState.HIDDEN)
    )
    return TroubleView(
        surface=surface,
        pane=pane,
        white_page=present_white_page(snapshot) if surface == "white" else None,
        stale="" if live else _stale_words(snapshot, surface, text),
        title=text("trouble.title"),
        body=text("trouble.body"),
        works=_works(snapshot, text),
        works_well=snapshot.line.voice_heard,
        phone=snapshot.city.phone if phone_shown else "",
        phone_hours=snapshot.city.phone_hours if phone_shown else "",
        who=f"{clerk.section} {clerk.name}",
        next=text("trouble.phone_now") if phone_shown else text("trouble.phone_soon"),
        face_lamp=face_lamp(snapshot, text),
        keys=_keys(snapshot, phone_shown, text),
    )


def _surface(snapshot: KioskSnapshot, text: Text) -> tuple[str, PaperPane]:
    if snapshot.board.open and snapshot.front == "board":
        return "white", white_pane(snapshot, text)
    if own_paper_shown(snapshot):
        return "own_paper", own_paper(snapshot, text)
    if their_paper_shown(snapshot):
        return "their_paper", their_paper(snapshot, text)
    return "face", PaperPane(None, "", text("trouble.no_picture"), "")


def _stale_words(snapshot: KioskSnapshot, surface: str, text: Text) -> str:
    if surface == "face":
        return text("trouble.stale_face")
    if snapshot.last_paper_at is None:
        return text("trouble.stale_paper")
    return text("trouble.stale_paper_at", clock=DATES[snapshot.look.language].clock_time(snapshot.last_paper_at))


def _works(snapshot: KioskSnapshot, text: Text) -> Line:
    if snapshot.line.voice_heard:
        return Line("speaker", text("trouble.voice"))
    return Line("speaker_off", text("trouble.no_voice"))


def _keys(snapshot: KioskSnapshot, phone_shown: bool, text: Text) -> tuple[KeyView, ...]:
    keys = [KeyView("key.phone_number", text("trouble.phone_key"), intents.ShowPhoneNumber(), "phone")]
    if phone_shown:
        keys.clear()
    if own_paper_shown(snapshot):
        keys.append(paper_key(snapshot, text))
    return tuple(keys)
