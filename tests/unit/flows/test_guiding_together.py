"""A clerk leads a resident through a guide: who moves last is followed at both ends; the paper comes first."""

import dataclasses

import pytest

from kiosk.domain import guide_intents as asks
from kiosk.domain.form import FieldId
from kiosk.domain.intents import GoBack, LetBeSeen, ShowPaper
from kiosk.domain.lighting import Lit
from kiosk.domain.lying import Lying
from kiosk.domain.sharing import SharingState
from kiosk.domain.sheet_intents import DiscloseField, TouchField
from kiosk.domain.snapshot import Hint
from kiosk.domain.visit import VisitState
from kiosk.flows.paper import READ_FOR_S
from kiosk.flows.ports import Connected, PeerSaid
from kiosk.wire import hub as wire
from kiosk.wire.peer import FieldWanted, GuideAt, HungUp, Lies, LitField, Paper, PaperPlease, ScreenState
from tests.support.ends import Desk, Kiosk, visit
from tests.support.form_ends import FORMS
from tests.support.guide_ends import at, carry, desk_of, here, talking, with_guide
from tests.support.guide_scenes import FULL
from tests.support.texts import japanese
from ui.presenters.guide import present_call_guide
from ui.presenters.route import screen_name

FORM = Lying(101, 210.0, 297.0, form="juminhyo", held=True, open=True)


@pytest.fixture
def kiosk() -> Kiosk:
    return with_guide(Kiosk())


def mine(kiosk: Kiosk) -> SharingState:
    return kiosk.now.sharing.mine


def test_the_clerk_is_told_where_the_resident_was_and_leads_on_from_there(kiosk: Kiosk) -> None:
    desk = desk_of(talking(kiosk))
    assert (here(desk), desk.now.guiding and desk.now.guiding.shown) == ("lines", False)
    desk.flows.do(asks.OpenGuide(at("asked")))
    carry(desk, kiosk)
    assert (screen_name(kiosk.now), here(kiosk)) == ("call_guide", "asked")
    assert kiosk.now.guiding is not None
    assert kiosk.now.guiding.by == "office"
    assert kiosk.world.media.of(ScreenState)[-1].screen == "call.guide"
    kiosk.flows.do(asks.GoOn(at("asked")))
    carry(kiosk, desk)
    assert here(desk) == "bring"


def test_things_are_ticked_by_either_and_a_sentence_is_pointed_at(kiosk: Kiosk) -> None:
    desk = desk_of(talking(kiosk))
    desk.flows.do(asks.OpenGuide(at("bring")))
    carry(desk, kiosk)
    kiosk.flows.do(asks.TickThing(at("bring"), 0))
    carry(kiosk, desk)
    desk.flows.do(asks.TickThing(at("bring"), 3))
    desk.flows.do(asks.PointAtLine(at("bring"), 0))
    carry(desk, kiosk)
    for end in (kiosk, desk):
        assert end.now.guiding is not None
        assert (sorted(end.now.guiding.ticked_here()), end.now.guiding.line) == ([0, 3], 0)
    desk.flows.do(asks.PointAtLine(at("bring"), 0))
    carry(desk, kiosk)
    assert kiosk.now.guiding is not None
    assert kiosk.now.guiding.line == -1


def test_a_sentence_that_is_not_there_cannot_be_pointed_at_and_what_changes_nothing_is_not_said(kiosk: Kiosk) -> None:
    desk = desk_of(talking(kiosk))
    desk.flows.do(asks.OpenGuide(at("asked")))
    said = len(desk.world.media.of(GuideAt))
    desk.flows.do(asks.PointAtLine(at("asked"), 3))
    desk.flows.do(asks.OpenGuide(at("asked")))
    assert len(desk.world.media.of(GuideAt)) == said
    assert desk.now.guiding is not None
    assert desk.now.guiding.line == -1


def test_a_sentence_pointed_at_turns_to_its_part_and_goes_when_the_guide_is_put_aside(kiosk: Kiosk) -> None:
    desk = desk_of(talking(kiosk))
    desk.flows.do(asks.OpenGuide(at("lines")))
    carry(desk, kiosk)
    kiosk.flows.do(asks.TurnPart(at("lines"), 1))
    desk.flows.do(asks.TickThing(at("lines"), 0))  # there is nothing to tick: no word of it
    desk.flows.do(asks.PointAtLine(at("lines"), 0))
    carry(desk, kiosk)
    assert kiosk.now.guiding is not None
    assert (kiosk.now.guiding.part, kiosk.now.guiding.line) == (0, 0)
    kiosk.flows.do(GoBack())
    assert (kiosk.now.guiding.part, kiosk.now.guiding.line, kiosk.now.guiding.shown) == (0, -1, False)


def test_a_clerk_who_looks_at_papers_takes_no_guide_from_the_resident(kiosk: Kiosk) -> None:
    desk = desk_of(talking(kiosk))
    desk.flows.do(asks.OpenGuide(at("asked")))
    said = len(desk.world.media.of(GuideAt))
    desk.flows.do(ShowPaper())
    desk.flows.on_media(PeerSaid(Paper("open")))
    assert desk.now.guiding is not None
    assert desk.now.guiding.shown
    assert len(desk.world.media.of(GuideAt)) == said


def test_who_was_only_led_says_nothing_after_a_reconnection_and_speaks_anew_in_the_next_call(kiosk: Kiosk) -> None:
    kiosk.talk()
    kiosk.flows.on_media(PeerSaid(GuideAt(4, "full", "asked", shown=True)))
    kiosk.world.media.sent.clear()
    kiosk.flows.on_media(Connected(2))
    assert kiosk.world.media.of(GuideAt) == []
    kiosk.flows.do(asks.GoOn(at("asked")))
    assert [said.n for said in kiosk.world.media.of(GuideAt)] == [5]
    kiosk.hub(wire.Ended("call-1", "passed_on"))
    assert visit(kiosk) is VisitState.WAITING
    ticket = kiosk.now.ticket
    assert ticket is not None
    kiosk.world.media.sent.clear()
    kiosk.hub(wire.Ring("call-2", 2, ticket.id, "鈴木", "shimin"))
    kiosk.flows.on_media(Connected(1))
    assert [(said.n, said.step) for said in kiosk.world.media.of(GuideAt)] == [(1, "bring")]


def test_of_two_moves_at_the_same_time_the_vans_holds_at_both_ends(kiosk: Kiosk) -> None:
    desk = desk_of(talking(kiosk))
    desk.flows.do(asks.OpenGuide(at("asked")))
    carry(desk, kiosk)
    kiosk.flows.do(asks.GoOn(at("asked")))
    desk.flows.do(asks.OpenGuide(at("clerk")))
    carry(kiosk, desk)
    carry(desk, kiosk)
    assert here(kiosk) == here(desk) == "bring"


def test_after_a_reconnection_the_last_word_is_said_again_by_its_author_alone(kiosk: Kiosk) -> None:
    desk = desk_of(talking(kiosk))
    desk.flows.do(asks.OpenGuide(at("asked")))
    carry(desk, kiosk)
    for end in (kiosk, desk):
        end.world.media.sent.clear()
        end.flows.on_media(Connected(2))
    assert kiosk.world.media.of(GuideAt) == []
    assert [said.step for said in desk.world.media.of(GuideAt)] == ["asked"]
    carry(desk, kiosk)
    assert here(kiosk) == "asked"


def test_what_a_resident_puts_aside_is_gone_for_both_and_can_be_shown_again(kiosk: Kiosk) -> None:
    desk = desk_of(talking(kiosk))
    desk.flows.do(asks.OpenGuide(at("asked")))
    carry(desk, kiosk)
    kiosk.flows.do(GoBack())
    carry(kiosk, desk)
    assert screen_name(kiosk.now) == "call_face"
    assert desk.now.guiding is not None
    assert not desk.now.guiding.shown
    desk.flows.do(asks.OpenGuide(at("asked")))
    carry(desk, kiosk)
    assert screen_name(kiosk.now) == "call_guide"


def test_a_paper_that_is_laid_open_comes_before_the_guide(kiosk: Kiosk) -> None:
    desk = desk_of(talking(kiosk))
    desk.flows.do(asks.OpenGuide(at("asked")))
    carry(desk, kiosk)
    kiosk.flows.do(ShowPaper())
    assert screen_name(kiosk.now) == "call_paper"
    assert kiosk.now.guiding is not None
    assert not kiosk.now.guiding.shown


def test_a_field_that_the_clerk_lights_from_a_step_is_seen_by_both_on_the_paper(kiosk: Kiosk) -> None:
    desk = desk_of(talking(kiosk))
    for end in (kiosk, desk):
        end.store.change(forms=FORMS)
    kiosk.flows.on_lying(Lying())
    kiosk.flows.do(ShowPaper())
    kiosk.flows.on_lying(FORM)
    desk.flows.on_media(PeerSaid(Paper("open")))
    desk.flows.on_media(PeerSaid(kiosk.world.media.of(Lies)[-1]))
    desk.flows.do(asks.ShowGuides(on=True))
    desk.flows.do(asks.OpenGuide(at("asked")))
    carry(desk, kiosk)
    assert screen_name(kiosk.now) == "call_guide"
    desk.flows.do(TouchField("van", 100.0, 76.0))
    kiosk.flows.on_media(PeerSaid(desk.world.media.of(LitField)[-1]))
    assert not desk.now.guides_shown
    assert screen_name(kiosk.now) == "call_paper"
    assert kiosk.now.lit is not None
    assert kiosk.now.lit.field == "visitor-name"


def test_what_a_resident_is_deciding_on_is_not_covered_by_a_guide_and_the_clerk_sees_that(kiosk: Kiosk) -> None:
    desk = desk_of(talking(kiosk))
    kiosk.flows.on_lying(Lying())
    kiosk.flows.do(ShowPaper())
    assert kiosk.now.sharing.mine is SharingState.ASKING
    desk.flows.do(asks.OpenGuide(at("asked")))
    carry(desk, kiosk)
    assert (screen_name(kiosk.now), here(kiosk)) == ("call_paper", "asked")
    carry(kiosk, desk)
    assert desk.now.guiding is not None
    assert not desk.now.guiding.shown


def test_a_private_field_that_the_clerk_sees_is_not_covered_either_its_way_back_stays(kiosk: Kiosk) -> None:
    desk = desk_of(talking(kiosk))
    lain = dataclasses.replace(FORM, form="inkan-shomei")
    kiosk.store.change(forms=FORMS)
    kiosk.flows.on_lying(Lying())
    kiosk.flows.do(ShowPaper())
    kiosk.flows.on_lying(lain)
    kiosk.store.change(lit=Lit("van", 101, FieldId("card-number")))
    kiosk.flows.do(DiscloseField())
    kiosk.flows.on_lying(dataclasses.replace(lain, shown="card-number"))
    kiosk.world.clock.pass_s(READ_FOR_S + 0.01)
    kiosk.flows.do(LetBeSeen(yes=True))
    assert mine(kiosk) is SharingState.OPEN
    assert kiosk.now.disclosure is not None
    desk.flows.do(asks.OpenGuide(at("asked")))
    carry(desk, kiosk)
    assert screen_name(kiosk.now) == "call_paper"


@pytest.mark.parametrize("asked", [PaperPlease(), FieldWanted(101, "card-number", on=True)])
def test_what_the_clerk_asks_for_is_seen_though_a_guide_is_open(kiosk: Kiosk, asked: PaperPlease | FieldWanted) -> None:
    desk = desk_of(talking(kiosk))
    if isinstance(asked, FieldWanted):
        kiosk.store.change(forms=FORMS)
        kiosk.flows.on_lying(Lying())
        kiosk.flows.do(ShowPaper())
        kiosk.flows.on_lying(dataclasses.replace(FORM, form="inkan-shomei"))
    desk.flows.do(asks.OpenGuide(at("asked")))
    carry(desk, kiosk)
    assert screen_name(kiosk.now) == "call_guide"
    kiosk.flows.on_media(PeerSaid(asked))
    assert screen_name(kiosk.now) == ("call_face" if isinstance(asked, PaperPlease) else "call_paper")
    assert kiosk.now.sharing.mine is SharingState.OFFERED or kiosk.now.wish is not None


def test_while_a_paper_is_open_behind_a_guide_its_lamp_and_the_key_that_hides_it_stay(kiosk: Kiosk) -> None:
    desk = desk_of(talking(kiosk))
    kiosk.store.change(forms=FORMS)
    kiosk.flows.on_lying(Lying())
    kiosk.flows.do(ShowPaper())
    kiosk.flows.on_lying(FORM)
    assert mine(kiosk) is SharingState.OPEN
    desk.flows.do(asks.OpenGuide(at("asked")))
    carry(desk, kiosk)
    view = present_call_guide(kiosk.now, japanese())
    assert view.paper_lamp is not None
    assert view.hide_paper is not None
    kiosk.flows.do(view.hide_paper.wish)
    assert mine(kiosk) is SharingState.HIDDEN
    after = present_call_guide(kiosk.now, japanese())
    assert after.paper_lamp is not None
    assert after.hide_paper is None


def test_a_guide_that_only_the_desk_has_is_answered_with_where_the_resident_is(kiosk: Kiosk) -> None:
    desk = desk_of(talking(kiosk))
    kiosk.world.media.sent.clear()
    kiosk.flows.on_media(PeerSaid(GuideAt(7, "elsewhere", "step", shown=True)))
    assert (here(kiosk), screen_name(kiosk.now)) == ("lines", "call_face")
    carry(kiosk, desk)
    assert here(desk) == "lines"


def test_without_a_call_a_clerk_leads_nobody_and_is_told(kiosk: Kiosk) -> None:
    desk = Desk()
    desk.store.change(guides=FULL)
    desk.flows.do(asks.OpenGuide(at("asked")))
    assert (desk.now.guiding, desk.now.hint) == (None, Hint.NOT_IN_CALL)


def test_the_desk_forgets_with_the_call_and_the_resident_keeps_it_for_the_visit(kiosk: Kiosk) -> None:
    desk = desk_of(talking(kiosk))
    for end in (desk, kiosk):
        end.flows.on_media(PeerSaid(HungUp("clerk", "done")))
    assert desk.now.guiding is None
    assert (visit(kiosk), here(kiosk), screen_name(kiosk.now)) == (VisitState.FINISHING, "lines", "finish")
