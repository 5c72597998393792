"""Letters, contrast and language at any moment of a visit: nothing but the look changes, and a wipe forgets it."""

import dataclasses

import pytest

from kiosk.domain.annotation import Tool
from kiosk.domain.call import CallState
from kiosk.domain.ids import TopicId
from kiosk.domain.intents import (
    CancelAttendant,
    ChooseLanguage,
    ChooseTopic,
    EndCall,
    Finish,
    GoBack,
    GoHome,
    LargerLetters,
    OpenLanguages,
    ShowPaper,
    ToggleContrast,
)
from kiosk.domain.languages import EASY_JAPANESE, ENGLISH, JAPANESE
from kiosk.domain.sheet_intents import BeginStroke, ChooseTool, EndStroke, ExtendStroke
from kiosk.domain.snapshot import Look, Question
from kiosk.domain.visit import VisitState
from kiosk.wire import hub as wire
from tests.support.ends import Kiosk, call_state, visit


def test_a_language_is_spoken_at_once_and_the_panel_goes() -> None:
    kiosk = Kiosk()
    kiosk.flows.do(OpenLanguages())
    assert (kiosk.now.choosing_language, visit(kiosk)) == (True, VisitState.CHOOSING)
    kiosk.flows.do(ChooseLanguage(ENGLISH))
    assert (kiosk.now.look, kiosk.now.choosing_language) == (Look(language=ENGLISH), False)


def test_letters_and_contrast_stay_as_they_are_when_the_language_changes() -> None:
    kiosk = Kiosk()
    kiosk.flows.do(LargerLetters())
    kiosk.flows.do(ToggleContrast())
    kiosk.flows.do(ChooseLanguage(EASY_JAPANESE))
    assert kiosk.now.look == Look(2, True, EASY_JAPANESE)


def test_a_language_that_the_counter_does_not_speak_changes_nothing() -> None:
    kiosk = Kiosk()
    before = kiosk.now
    kiosk.flows.do(ChooseLanguage("tlh"))
    assert kiosk.now == before


def test_the_key_opens_the_panel_and_closes_it() -> None:
    kiosk = Kiosk()
    kiosk.flows.do(OpenLanguages())
    kiosk.flows.do(OpenLanguages())
    assert not kiosk.now.choosing_language


def test_back_closes_the_panel_and_only_then_leaves_the_screen() -> None:
    kiosk = Kiosk().ask()
    kiosk.flows.do(OpenLanguages())
    kiosk.flows.do(GoBack())
    assert (kiosk.now.choosing_language, visit(kiosk)) == (False, VisitState.ASKING)
    kiosk.flows.do(GoBack())
    assert visit(kiosk) is VisitState.CHOOSING


def test_back_closes_the_panel_in_a_call_and_leaves_the_paper_open() -> None:
    kiosk = Kiosk().talk()
    kiosk.flows.do(ShowPaper())
    kiosk.flows.do(OpenLanguages())
    kiosk.flows.do(GoBack())
    assert not kiosk.now.choosing_language
    assert kiosk.now.sharing.paper_shown


def test_the_way_to_the_start_leads_there_from_under_the_panel() -> None:
    kiosk = Kiosk().ask()
    kiosk.flows.do(OpenLanguages())
    kiosk.flows.do(GoHome())
    assert (kiosk.now.choosing_language, visit(kiosk)) == (False, VisitState.CHOOSING)


def test_the_panel_does_not_stand_between_a_resident_and_a_clerk_who_answers() -> None:
    kiosk = Kiosk().wait()
    kiosk.flows.do(OpenLanguages())
    ticket = kiosk.now.ticket
    assert ticket is not None
    kiosk.hub(wire.Ring("call-1", 1, ticket.id, "佐藤", "shimin"))
    assert (call_state(kiosk), kiosk.now.choosing_language) == (CallState.RINGING, False)


def test_the_panel_stays_while_something_else_happens_on_the_screen() -> None:
    kiosk = Kiosk().talk()
    kiosk.flows.do(OpenLanguages())
    kiosk.flows.do(EndCall())
    kiosk.flows.do(CancelAttendant())
    assert (kiosk.now.choosing_language, kiosk.now.question) == (True, Question.END_CALL)


@pytest.mark.parametrize("language", [EASY_JAPANESE, ENGLISH])
def test_a_language_chosen_in_the_middle_of_a_stroke_loses_no_mark(language: str) -> None:
    kiosk = Kiosk().talk()
    kiosk.flows.do(ShowPaper())
    kiosk.flows.do(ChooseTool(Tool.PEN))
    kiosk.flows.do(BeginStroke("van", Tool.PEN, 10.0, 10.0))
    kiosk.flows.do(ExtendStroke(((20.0, 10.0),)))
    before = kiosk.now
    kiosk.flows.do(OpenLanguages())
    kiosk.flows.do(ChooseLanguage(language))
    assert dataclasses.replace(kiosk.now, look=Look()) == before
    kiosk.flows.do(ExtendStroke(((30.0, 10.0),)))
    kiosk.flows.do(EndStroke())
    (stroke,) = kiosk.now.marks.strokes.values()
    assert [point[0] for point in stroke.points] == [10.0, 20.0, 30.0]


def test_a_wipe_brings_japanese_back() -> None:
    kiosk = Kiosk()
    kiosk.flows.do(ChooseLanguage(ENGLISH))
    kiosk.flows.do(ChooseTopic(TopicId("soudan")))
    kiosk.flows.do(OpenLanguages())
    kiosk.flows.do(Finish())
    assert visit(kiosk) is VisitState.WIPING
    assert (kiosk.now.look.language, kiosk.now.choosing_language) == (JAPANESE, False)
