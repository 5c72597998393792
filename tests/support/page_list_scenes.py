"""A clerk's moments with several sheets in one visit: a known form, an unknown sheet, one that was hidden."""

import dataclasses

from kiosk.domain.annotation import AddStroke, Canvas, StrokeId, Tool
from kiosk.domain.lying import Lying
from kiosk.domain.page import Page, Point, sheet_id
from kiosk.domain.page_list import Kept, PageList
from kiosk.domain.reading import Reading
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import DeskSnapshot, Sharing
from kiosk.domain.thumbs import Thumbs
from tests.support.pictures import flat_image, form_image, still_of
from tests.support.showing_scenes import FORMS

FORM, LETTER, NOTE = 101, 102, 103
SHEETS = {number: Page(sheet_id("van", number), 210.0, 297.0) for number in (FORM, LETTER, NOTE)}
LIES = Lying(NOTE, 210.0, 297.0, held=True, open=True)
LISTED = PageList(kept={FORM: Kept.HERE, LETTER: Kept.HIDDEN, NOTE: Kept.HERE}, forms={FORM: "juminhyo"})


def marked(*sheets: int) -> Canvas:
    """All sheets, in order; a stroke of the clerk on each that is named, as often as it is."""
    canvas = Canvas()
    for page in SHEETS.values():
        canvas = canvas.with_page(page)
    for sheet in sheets:
        points: tuple[Point, ...] = ((60.0, 80.0 + 10 * canvas.clock), (150.0, 82.0 + 10 * canvas.clock))
        stroke = AddStroke(StrokeId(canvas.clock + 1, "office"), SHEETS[sheet].id, Tool.PEN, 0, points)
        canvas = canvas.merged([stroke], "office")
    return canvas


def still_page(snapshot: DeskSnapshot) -> Page:
    """The page of which a still is seen in a scene: the older one that is looked at, or the one that lies there."""
    page_list, lying = snapshot.page_list, snapshot.lying["van"]
    return Page(sheet_id("van", page_list.shown or lying.number), 210.0, 297.0)


def fill_thumbs(thumbs: Thumbs) -> None:
    """How the sheets look of which something is kept."""
    for sheet, image in ((FORM, form_image("juminhyo", 0.32)), (NOTE, flat_image("#fdfcf8", 67, 96))):
        thumbs.put(sheet, still_of(image, SHEETS[sheet]))


def page_list_scenes(call: DeskSnapshot) -> dict[str, DeskSnapshot]:
    """`call` shows the van's paper."""
    change = dataclasses.replace
    three = change(
        call, lying={"van": LIES}, forms=FORMS, marks=marked(FORM, FORM, LETTER), page_list=LISTED, sharp=True
    )
    older = change(three, page_list=change(LISTED, shown=FORM))
    many = {sheet: Page(sheet_id("van", sheet), 210.0, 297.0) for sheet in range(101, 121)}
    full = Canvas()
    for page in many.values():
        full = full.with_page(page)
    return {
        "desk_pages": three,
        "desk_pages_older": older,
        "desk_pages_closer": change(older, page_list=change(older.page_list, reading=Reading(2, 0, (0.4, 0.3)))),
        "desk_pages_away": change(three, lying={"van": change(LIES, held=False)}),
        "desk_pages_hidden": change(
            three,
            sharing=Sharing(theirs=SharingState.HIDDEN),
            page_list=change(LISTED, kept=dict.fromkeys(SHEETS, Kept.HIDDEN)),
        ),
        "desk_pages_many": change(
            three,
            marks=full,
            lying={"van": change(LIES, number=118)},
            page_list=PageList(
                kept=dict.fromkeys(many, Kept.HERE) | {101: Kept.NO_ROOM},
                forms={103: "juminhyo", 105: "juminhyo", 106: "kojin-bango-card"},
            ),
        ),
    }
