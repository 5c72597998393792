"""The marks on one shared page, as the end that looks at them sees them."""

from dataclasses import dataclass

from kiosk.domain.annotation import InHand, Pointer, Stroke
from kiosk.domain.form import Box, FormField
from kiosk.domain.ids import Side
from kiosk.domain.lighting import LIT_SIDE, field_lit, fields_missing, form_seen, sample_shown
from kiosk.domain.page import Page, Surface
from kiosk.domain.reading import Reading
from kiosk.domain.snapshot import Ends
from kiosk.domain.surfaces import open_page


@dataclass(frozen=True)
class MarkWords:
    """What tags say: who drew it, by side, 「ここ」, and that a field is still to be filled."""

    van: str
    office: str
    here: str
    missing: str = ""

    def of(self, author: Side) -> str:
        """The name of an author."""
        return self.van if author == "van" else self.office


@dataclass(frozen=True)
class MarksView:
    """A page with its strokes in drawing order, and how this end looks at it. `tool` is what it has in its hand.
    `fields` says that a field can be touched, `lit` is the one that was; `missing` are those still to be filled, and
    `sample` is what would stand in them."""

    surface: Surface
    page: Page
    strokes: tuple[Stroke, ...]
    pointers: tuple[Pointer, ...]
    tool: InHand | None
    words: MarkWords
    reading: Reading
    fields: bool = False
    lit: Box | None = None
    missing: tuple[Box, ...] = ()
    sample: tuple[tuple[Box, str], ...] = ()


def present_marks(snapshot: Ends, me: Side, surface: Surface, words: MarkWords) -> MarksView | None:
    """What stands on a shared page; None while that page is not open in a call."""
    page = open_page(snapshot, me, surface)
    if page is None:
        return None
    field = lit_field(snapshot, surface)
    return MarksView(
        surface=surface,
        page=page,
        strokes=snapshot.marks.on(page.id),
        pointers=tuple(pointer for pointer in snapshot.pointers if pointer.page == page.id),
        tool=snapshot.tool,
        words=words,
        reading=snapshot.readings.get(surface, Reading()),
        fields=surface == LIT_SIDE and form_seen(snapshot.lying.get(surface), snapshot.forms) is not None,
        lit=field.box if field is not None else None,
        missing=tuple(one.box for one in missing_fields(snapshot, surface) or () if one != field),
        sample=_sample(snapshot, surface),
    )


def lit_field(snapshot: Ends, surface: Surface) -> FormField | None:
    """The field that is lit on what lies under a side's camera."""
    if surface == "board":
        return None
    return field_lit(snapshot.lit, surface, snapshot.lying.get(surface), snapshot.forms)


def missing_fields(snapshot: Ends, surface: Surface) -> tuple[FormField, ...] | None:
    """The fields still to be filled of what lies under a side's camera, where somebody asks for them."""
    if surface == "board":
        return None
    return fields_missing(snapshot.lit, surface, snapshot.lying.get(surface), snapshot.forms)


def _sample(snapshot: Ends, surface: Surface) -> tuple[tuple[Box, str], ...]:
    if surface == "board":
        return ()
    return sample_shown(snapshot.lit, surface, snapshot.lying.get(surface), snapshot.forms, snapshot.clerks_sample)
