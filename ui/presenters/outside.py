"""The paper on the external monitor, and the key with which the resident sends it there and takes it back."""

import dataclasses
from dataclasses import dataclass

from kiosk.domain import intents
from kiosk.domain.ids import Side
from kiosk.domain.outside import paper_in_front
from kiosk.domain.page import PageId, is_tray
from kiosk.domain.snapshot import KioskSnapshot
from ui.presenters.frame import mark_of
from ui.presenters.marks import MarksView, MarkWords, present_marks
from ui.presenters.parts import KeyKind, KeyView, Text


@dataclass(frozen=True)
class OutsideView:
    """One sheet, large, with words that say what it is. `paper` is the side on whose tray it lies, `only` the sheet
    that may be seen, where an eye tells sheets apart."""

    paper: Side
    title: str
    no_picture: str
    marks: MarksView | None
    mark: str
    mark_words: str
    only: PageId | None = None


def outside_key(snapshot: KioskSnapshot, text: Text) -> KeyView | None:
    """大きな画面にも うつす; once it is there, the way back. None without a large screen, or without a paper."""
    if snapshot.outside is not None:
        return KeyView("key.hide_outside", text("outside.hide"), intents.HideOutside(), "close", KeyKind.TOOL)
    if not snapshot.monitors.external or paper_in_front(snapshot) is None:
        return None
    return KeyView("key.show_outside", text("outside.show"), intents.ShowOutside(), "people")


def present_outside(snapshot: KioskSnapshot, paper: Side, text: Text) -> OutsideView:
    """The whole sheet, however the resident looks at it. Nobody draws here, and the ends are called by their places."""
    words = MarkWords(text("outside.van"), text("outside.office"), text("mark.here"))
    mark, mark_words = mark_of(snapshot.profile, snapshot.mock_active, text)
    marks = present_marks(dataclasses.replace(snapshot, tool=None, readings={}), "van", paper, words)
    page = snapshot.outside_page
    return OutsideView(
        paper=paper,
        title=text("outside.own_paper") if paper == "van" else text("outside.their_paper"),
        no_picture=text("call.paper_coming"),
        marks=dataclasses.replace(marks, fields=False) if marks is not None else None,
        mark=mark,
        mark_words=mark_words,
        only=page if page is not None and not is_tray(page) else None,
    )
