"""Which shared pages lie open for both ends, and which of them an end has before its eyes."""

from kiosk.domain.call import CallState
from kiosk.domain.ids import Side
from kiosk.domain.page import SURFACES, Page, PageId, Surface, board_id, tray_id
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import Ends, KioskSnapshot, ToolRow


def shared(snapshot: Ends, me: Side, surface: Surface) -> bool:
    """Whether both ends may see a surface, as far as this end knows."""
    if snapshot.call is None:
        return False
    if surface == "board":
        return snapshot.board.open
    state = snapshot.sharing.mine if surface == me else snapshot.sharing.theirs
    return state is SharingState.OPEN


def page_of(snapshot: Ends, surface: Surface) -> PageId | None:
    """The page that a surface shows now; None while no sheet was found where an eye looks for them."""
    if surface == "board":
        return board_id(snapshot.board.shown)
    lying = snapshot.lying.get(surface)
    if lying is None:
        return tray_id(surface)
    page = lying.page(surface)
    return page.id if page is not None else None


def seen_by_both(snapshot: Ends, me: Side, surface: Surface) -> bool:
    """Whether both ends talk and may see a surface; also while the line between them is being mended."""
    call = snapshot.call
    talking = call is not None and call.state in (CallState.TALKING, CallState.RECONNECTING)
    return talking and shared(snapshot, me, surface)


def open_page(snapshot: Ends, me: Side, surface: Surface) -> Page | None:
    """The page of a surface while both ends talk and see it; otherwise None: nobody can draw there."""
    if not seen_by_both(snapshot, me, surface):
        return None
    page = page_of(snapshot, surface)
    return snapshot.marks.pages.get(page) if page is not None else None


def in_view(snapshot: Ends, me: Side) -> tuple[Surface, ...]:
    """The shared surfaces on this end's screen: the one in front; at the van both papers, unless one fills it."""
    if snapshot.front == "board" or me == "office" or alone(snapshot):
        return (snapshot.front,)
    return tuple(surface for surface in SURFACES if surface != "board" and shared(snapshot, me, surface))


def alone(snapshot: Ends) -> bool:
    """Whether the surface in front stands on the screen without the other one beside it: while it is looked at more
    closely."""
    looking = isinstance(snapshot, KioskSnapshot) and snapshot.tools is ToolRow.LOOK
    reading = snapshot.readings.get(snapshot.front)
    enlarged = reading is not None and reading.step > 0
    return snapshot.together or snapshot.full_screen or looking or enlarged
