"""The marks on one shared page, as the end that looks at them sees them."""

from dataclasses import dataclass

from kiosk.domain.annotation import Pointer, Stroke, Tool
from kiosk.domain.call import CallState
from kiosk.domain.ids import Side
from kiosk.domain.page import Page, tray_id
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import Ends


@dataclass(frozen=True)
class MarkWords:
    """What tags say: who drew it, by side, and 「ここ」."""

    van: str
    office: str
    here: str

    def of(self, author: Side) -> str:
        """The name of an author."""
        return self.van if author == "van" else self.office


@dataclass(frozen=True)
class MarksView:
    """A page with its strokes in drawing order. `tool` is what this end draws with; None while it does not draw."""

    surface: Side
    page: Page
    strokes: tuple[Stroke, ...]
    pointers: tuple[Pointer, ...]
    tool: Tool | None
    words: MarkWords


def present_marks(snapshot: Ends, me: Side, surface: Side, words: MarkWords) -> MarksView | None:
    """What stands on the page of a side's document camera; None while that page is not open in a call."""
    call, sharing = snapshot.call, snapshot.sharing
    state = sharing.mine if surface == me else sharing.theirs
    if call is None or call.state not in (CallState.TALKING, CallState.RECONNECTING) or state is not SharingState.OPEN:
        return None
    page = snapshot.marks.pages[tray_id(surface)]
    return MarksView(
        surface=surface,
        page=page,
        strokes=snapshot.marks.on(page.id),
        pointers=tuple(pointer for pointer in snapshot.pointers if pointer.page == page.id),
        tool=snapshot.tool,
        words=words,
    )
