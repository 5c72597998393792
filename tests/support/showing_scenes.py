"""Moments in which a sheet is looked for, asked about, or not seen yet, as literal snapshots."""

import dataclasses
from pathlib import Path

from kiosk.content.forms import read_forms
from kiosk.domain.annotation import AddStroke, Canvas, StrokeId, Tool
from kiosk.domain.disclosure import Disclosure, DisclosureState, FieldWish
from kiosk.domain.form import FieldId, Form
from kiosk.domain.lighting import Lit
from kiosk.domain.lying import Lying
from kiosk.domain.page import Page, sheet_id
from kiosk.domain.printing import SlipStatus
from kiosk.domain.privacy import Gate
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import DeskSnapshot, EyeStatus, Health, KioskSnapshot, Mirror, Sharing, ToolRow
from kiosk.domain.taken_page import TakenPage

LETTER = Lying(101, 210.0, 297.0, held=True)
SEEN = dataclasses.replace(LETTER, open=True)
JUDGED = Lying(unknown=True)
FORM = dataclasses.replace(SEEN, form="juminhyo")
FORMS: dict[str, Form] = {
    known.form.id: known.form for known in read_forms(Path(__file__).resolve().parents[2] / "assets" / "forms")
}
REQUIRED = tuple(one.id for one in FORMS["juminhyo"].fields if one.required)
BEGUN = dataclasses.replace(FORM, filled=("date", "visitor-name", "visitor-kana"))
WRITTEN = dataclasses.replace(FORM, filled=REQUIRED)
ALMOST = dataclasses.replace(FORM, filled=REQUIRED[:-2])
MISSING = Lit("van", 101, missing=True)
SAMPLE = Lit("van", 101, sample=True)
STAMP = dataclasses.replace(FORM, form="inkan-shomei")
NUMBER = FieldId("card-number")
"""The private field of it."""
PAGE = Page(sheet_id("van", 101), 210.0, 297.0)
OWN_PAGE = Page(sheet_id("office", 101), 210.0, 297.0)
"""The clerk's."""
_ASKING = Sharing(SharingState.ASKING, paper_shown=True)
_LOCAL = EyeStatus(Gate.LOCAL, Health.OK)


def showing_scenes(paper: KioskSnapshot) -> dict[str, KioskSnapshot]:
    """A resident's moments; `paper` is a call over a sheet that is seen."""
    asking = dataclasses.replace(paper, sharing=_ASKING, document=_LOCAL)
    lying = {
        "call_paper_no_sheet": (asking, Lying()),
        "call_paper_judged": (asking, JUDGED),
        "call_paper_laid_open": (asking, SEEN),
        "call_paper_asking": (dataclasses.replace(asking, asked=101), SEEN),
        "call_paper_covered": (paper, LETTER),
        "call_paper_new_judged": (paper, JUDGED),
    }
    scenes = {name: dataclasses.replace(scene, lying={"van": lies}) for name, (scene, lies) in lying.items()}
    known = dataclasses.replace(paper, lying={"van": FORM}, forms=FORMS, marks=Canvas().with_page(PAGE))
    private = next(one.id for one in FORMS["kojin-bango-card"].fields if one.private)
    card = dataclasses.replace(FORM, form="kojin-bango-card")
    lit = dataclasses.replace(known, lying={"van": STAMP}, lit=Lit("van", 101, NUMBER))
    field = {
        state: dataclasses.replace(lit, lying={"van": lies}, disclosure=Disclosure(101, NUMBER, state))
        for state, lies in (
            (DisclosureState.LAID, STAMP),
            (DisclosureState.ASKED, dataclasses.replace(STAMP, shown=NUMBER)),
            (DisclosureState.SENT, dataclasses.replace(STAMP, shown=NUMBER)),
        )
    }
    both = Sharing(SharingState.OPEN, SharingState.OPEN, paper_shown=True)
    theirs = dataclasses.replace(paper, sharing=Sharing(theirs=SharingState.OPEN), front="office")
    covered = scenes["call_paper_covered"]
    return scenes | {
        "call_paper_asking_attendant": dataclasses.replace(scenes["call_paper_asking"], attendant_called=True),
        "call_both_papers_covered": dataclasses.replace(covered, sharing=both),
        "call_their_paper_covered": dataclasses.replace(theirs, lying={"van": Lying(), "office": LETTER}),
        "call_both_papers_theirs_covered": dataclasses.replace(
            paper, sharing=both, lying={"van": SEEN, "office": LETTER}, marks=Canvas().with_page(PAGE)
        ),
        "call_paper_lit": dataclasses.replace(known, lit=Lit("van", 101, FieldId("visitor-name"))),
        "call_paper_lit_private": dataclasses.replace(known, lying={"van": card}, lit=Lit("van", 101, private)),
        "call_paper_field_wanted": dataclasses.replace(lit, lit=None, wish=FieldWish(101, NUMBER)),
        "call_paper_field_laid": dataclasses.replace(field[DisclosureState.LAID], sharing=_ASKING, document=_LOCAL),
        "call_paper_field_asking": dataclasses.replace(field[DisclosureState.ASKED], sharing=_ASKING, document=_LOCAL),
        "call_paper_field_shown": field[DisclosureState.SENT],
        "call_paper_field_shown_drawing": dataclasses.replace(
            field[DisclosureState.SENT], tools=ToolRow.DRAW, tool=Tool.PEN, together=True
        ),
        "call_paper_known": known,
        "call_paper_take": dataclasses.replace(known, tools=ToolRow.LOOK, slip=SlipStatus(printer=True)),
        "call_paper_taken": dataclasses.replace(
            known, tools=ToolRow.LOOK, slip=SlipStatus(printer=True), taken=(TakenPage(FORM.number, 210.0, 297.0),)
        ),
        "call_paper_missing": dataclasses.replace(known, lying={"van": BEGUN}, lit=MISSING),
        "call_paper_missing_two": dataclasses.replace(known, lying={"van": ALMOST}, lit=MISSING),
        "call_paper_missing_none": dataclasses.replace(known, lying={"van": WRITTEN}, lit=MISSING),
        "call_paper_sample": dataclasses.replace(known, lying={"van": BEGUN}, lit=SAMPLE),
        "call_paper_sample_lit": dataclasses.replace(known, lit=dataclasses.replace(SAMPLE, field=FieldId("date"))),
        "call_paper_missing_judged": dataclasses.replace(known, lit=MISSING),
        "call_paper_sheet_away": dataclasses.replace(known, lying={"van": dataclasses.replace(FORM, held=False)}),
        "call_paper_covered_full": dataclasses.replace(covered, full_screen=True),
    }


def desk_showing_scenes(call: DeskSnapshot) -> dict[str, DeskSnapshot]:
    """The clerk's side of them."""
    asked = dataclasses.replace(
        call, sharing=Sharing(theirs=SharingState.ASKING), mirror=Mirror("call.paper.asking", letters=2)
    )
    private = dataclasses.replace(
        call, lying={"van": STAMP}, forms=FORMS, lit=Lit("van", 101, NUMBER), marks=Canvas().with_page(PAGE)
    )
    around_name = AddStroke(StrokeId(1, "office"), PAGE.id, Tool.CIRCLE, 0, ((58.0, 70.0), (194.0, 84.0)))
    return {
        "desk_paper_asking": asked,
        "desk_paper_sharp": dataclasses.replace(
            call,
            lying={"van": FORM},
            forms=FORMS,
            marks=Canvas().with_page(PAGE).merged([around_name], "office"),
            sharp=True,
        ),
        "desk_paper_lit": dataclasses.replace(
            call,
            lying={"van": FORM},
            forms=FORMS,
            lit=Lit("van", 101, FieldId("visitor-name")),
            marks=Canvas().with_page(PAGE),
        ),
        "desk_paper_sample": dataclasses.replace(
            call, lying={"van": BEGUN}, forms=FORMS, lit=SAMPLE, marks=Canvas().with_page(PAGE)
        ),
        "desk_paper_missing": dataclasses.replace(
            call, lying={"van": BEGUN}, forms=FORMS, lit=MISSING, marks=Canvas().with_page(PAGE)
        ),
        "desk_paper_missing_none": dataclasses.replace(
            call, lying={"van": WRITTEN}, forms=FORMS, lit=MISSING, marks=Canvas().with_page(PAGE)
        ),
        "desk_paper_lit_written": dataclasses.replace(
            call,
            lying={"van": BEGUN},
            forms=FORMS,
            lit=Lit("van", 101, FieldId("visitor-name")),
            marks=Canvas().with_page(PAGE),
        ),
        "desk_paper_lit_private": private,
        "desk_paper_field_wanted": dataclasses.replace(private, wish=FieldWish(101, NUMBER)),
        "desk_paper_field_shown": dataclasses.replace(private, lying={"van": dataclasses.replace(STAMP, shown=NUMBER)}),
        "desk_paper_covered": dataclasses.replace(call, lying={"van": LETTER}),
        "desk_paper_judged": dataclasses.replace(call, lying={"van": JUDGED}),
        **_own_scenes(call),
    }


def _own_scenes(call: DeskSnapshot) -> dict[str, DeskSnapshot]:
    """The clerk's own tray, where its eye understands paper."""
    asking = dataclasses.replace(
        call, sharing=Sharing(SharingState.ASKING, SharingState.OPEN, paper_shown=True), document=_LOCAL, front="office"
    )
    seen = dataclasses.replace(
        asking,
        sharing=Sharing(SharingState.OPEN, SharingState.OPEN, paper_shown=True),
        document=EyeStatus(Gate.SENT, Health.OK),
    )
    around_title = AddStroke(StrokeId(1, "van"), OWN_PAGE.id, Tool.CIRCLE, 0, ((60.0, 15.0), (150.0, 30.0)))
    lying = {
        "desk_own_no_sheet": (asking, Lying()),
        "desk_own_judged": (asking, JUDGED),
        "desk_own_laid_open": (asking, SEEN),
        "desk_own_asking": (dataclasses.replace(asking, asked=101), SEEN),
        "desk_own_asking_behind": (dataclasses.replace(asking, asked=101, front="van"), SEEN),
        "desk_own_asking_full": (dataclasses.replace(asking, asked=101, full_screen=True), SEEN),
        "desk_own_asking_lost": (
            dataclasses.replace(asking, asked=101, document=EyeStatus(Gate.LOCAL, Health.LOST)),
            SEEN,
        ),
        "desk_own_seen": (
            dataclasses.replace(seen, marks=Canvas().with_page(OWN_PAGE).merged([around_title], "van")),
            FORM,
        ),
        "desk_own_covered": (seen, LETTER),
        "desk_own_sheet_away": (seen, Lying(101, 210.0, 297.0)),
    }
    return {name: dataclasses.replace(scene, lying={"office": lies}) for name, (scene, lies) in lying.items()}
