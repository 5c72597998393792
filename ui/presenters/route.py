"""Which screen the resident sees: a function of the snapshot alone."""

from kiosk.domain.call import CallState
from kiosk.domain.circular_reading import AtCirculars, PaperState
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import KioskSnapshot, ToolRow
from kiosk.domain.visit import VisitState

SCREENS = (
    "home",
    "guide",
    "booking",
    "booking_code",
    "phone",
    "photo",
    "card_days",
    "circulars",
    "circular_search",
    "circular_page",
    "circular_text",
    "confirm",
    "waiting",
    "called",
    "call_face",
    "call_paper",
    "call_guide",
    "hold",
    "trouble",
    "finish",
    "wiping",
)
"""Every name that `screen_name` may give, in the order in which a visit meets them."""

_BY_VISIT = {
    VisitState.HOME: "home",
    VisitState.CHOOSING: "home",
    VisitState.ALONE: "home",
    VisitState.ASKING: "confirm",
    VisitState.WAITING: "waiting",
    VisitState.TALKING: "finish",
    VisitState.FINISHING: "finish",
    VisitState.WIPING: "wiping",
}
_BY_CALL = {
    CallState.RINGING: "called",
    CallState.CONNECTING: "called",
    CallState.HOLDING: "hold",
    CallState.RECONNECTING: "trouble",
}


def screen_name(snapshot: KioskSnapshot) -> str:
    """One of `SCREENS`. A living call decides while the visit waits or talks, else the visit does."""
    call = snapshot.call
    in_reach = snapshot.visit in (VisitState.WAITING, VisitState.TALKING)
    if call is None or call.state is CallState.ENDED or not in_reach:
        return _without_call(snapshot)
    if call.state is CallState.TALKING and guide_shown(snapshot):
        return "call_guide"
    if call.state is CallState.TALKING:
        return "call_paper" if page_shown(snapshot) else "call_face"
    return _BY_CALL[call.state]


def _without_call(snapshot: KioskSnapshot) -> str:
    """The own picture and the days of a health check go before the guide that led to them."""
    if snapshot.visit is VisitState.ALONE and snapshot.phone is not None:
        return "phone"
    if snapshot.visit is VisitState.ALONE and snapshot.photo is not None:
        return "photo"
    if snapshot.visit is VisitState.ALONE and snapshot.card_days is not None:
        return "card_days"
    if snapshot.visit is VisitState.ALONE and snapshot.booking is not None:
        return "booking_code" if snapshot.booking.code else "booking"
    if snapshot.visit is VisitState.ALONE and snapshot.at_circulars is not None:
        return circular_screen(snapshot.at_circulars)
    return "guide" if guide_shown(snapshot) else _BY_VISIT[snapshot.visit]


def circular_screen(at: AtCirculars) -> str:
    """The list stands for a circular that is not opened yet, too, and says so."""
    if at.typing:
        return "circular_search"
    if at.opened is None or at.paper.state is PaperState.REFUSED:
        return "circulars"
    if at.opened.kind == "html":
        return "circular_text" if at.paper.blocks else "circulars"
    return "circular_page" if at.paper.pages else "circulars"


def guide_shown(snapshot: KioskSnapshot) -> bool:
    """Whether a guide has the screen, where it may have it."""
    alone = snapshot.visit in (VisitState.ALONE, VisitState.WAITING, VisitState.TALKING)
    return alone and snapshot.guiding is not None and snapshot.guiding.shown


def page_shown(snapshot: KioskSnapshot) -> bool:
    """Whether a shared page stands on the resident's screen."""
    return own_paper_shown(snapshot) or their_paper_shown(snapshot) or snapshot.board.open


def tool_shown(snapshot: KioskSnapshot) -> bool:
    """Whether もどる has something to close in a call."""
    opened = snapshot.board.open or snapshot.full_screen or snapshot.tools is not ToolRow.CLOSED
    return own_paper_shown(snapshot) or opened or guide_shown(snapshot)


def own_paper_shown(snapshot: KioskSnapshot) -> bool:
    """Whether the resident's own sheet has a pane on the screen."""
    laid = (SharingState.ASKING, SharingState.OPEN, SharingState.HIDDEN)
    return snapshot.sharing.paper_shown and snapshot.sharing.mine in laid


def their_paper_shown(snapshot: KioskSnapshot) -> bool:
    """Whether the clerk's sheet has a pane on the screen."""
    return snapshot.sharing.theirs is SharingState.OPEN
