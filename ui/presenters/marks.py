"""The marks on one shared page, as the end that looks at them sees them."""

from dataclasses import dataclass

from kiosk.domain.annotation import InHand, Pointer, Stroke
from kiosk.domain.ids import Side
from kiosk.domain.page import Page, Surface
from kiosk.domain.reading import Reading
from kiosk.domain.snapshot import Ends
from kiosk.domain.surfaces import open_page


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
    """A page with its strokes in drawing order, and how this end looks at it. `tool` is what it has in its hand."""

    surface: Surface
    page: Page
    strokes: tuple[Stroke, ...]
    pointers: tuple[Pointer, ...]
    tool: InHand | None
    words: MarkWords
    reading: Reading


def present_marks(snapshot: Ends, me: Side, surface: Surface, words: MarkWords) -> MarksView | None:
    """What stands on a shared page; None while that page is not open in a call."""
    page = open_page(snapshot, me, surface)
    if page is None:
        return None
    return MarksView(
        surface=surface,
        page=page,
        strokes=snapshot.marks.on(page.id),
        pointers=tuple(pointer for pointer in snapshot.pointers if pointer.page == page.id),
        tool=snapshot.tool,
        words=words,
        reading=snapshot.readings.get(surface, Reading()),
    )
