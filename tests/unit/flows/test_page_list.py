"""The clerk looks through the visit's pages by himself: the resident's side hears nothing, and nothing is missed."""

import dataclasses

import pytest

from kiosk.domain import sheet_intents as asks
from kiosk.domain.annotation import Aid, Tool
from kiosk.domain.intents import EndCall, Hold, ShowPaper
from kiosk.domain.lying import Lying
from kiosk.domain.page_list import LIVE, Entry, Kept
from kiosk.domain.reading import Reading
from kiosk.domain.snapshot import Hint
from kiosk.flows.paper import MOST_HEARD
from kiosk.flows.ports import ConnectionLost, PeerSaid
from kiosk.wire.hub import Ended
from kiosk.wire.peer import Lies, Looking, Paper, Pointing, ToPeer
from tests.support.ends import Desk

OLD, NOW, NEXT = 101, 102, 103


def hear(desk: Desk, message: ToPeer) -> None:
    desk.flows.on_media(PeerSaid(message))


def lay(desk: Desk, sheet: int, form: str = "", held: bool = True) -> None:
    """What the other end says of the sheet that lies there; `held` False: it was taken away."""
    hear(desk, Lies(sheet, 21000, 29700, form, held, held, False, None))


def keep(desk: Desk, **kept: Kept) -> None:
    desk.flows.on_kept({OLD: Kept.HERE, NOW: Kept.HERE} | {int(name[1:]): state for name, state in kept.items()})


@pytest.fixture
def desk() -> Desk:
    """In a call: one sheet was taken away, another lies there, and both were seen as stills."""
    made = Desk().talk()
    hear(made, Paper("open"))
    lay(made, OLD, "juminhyo")
    lay(made, OLD, held=False)
    lay(made, NOW)
    keep(made)
    return made


@pytest.fixture
def looking(desk: Desk) -> Desk:
    """The clerk looks at the older one."""
    desk.flows.do(asks.ShowPage(OLD))
    assert shown(desk) == OLD
    desk.world.media.sent.clear()
    return desk


def shown(desk: Desk) -> int:
    return desk.now.page_list.shown


def entries(desk: Desk) -> tuple[Entry, ...]:
    return desk.now.page_list.entries(desk.now.marks, desk.now.lying.get("van"))


def asked(desk: Desk) -> int | None:
    """Which older sheet the reader was asked for last."""
    return desk.world.stills.shown[-1]


def test_every_sheet_stays_in_the_list_with_the_form_that_it_was(desk: Desk) -> None:
    assert [(one.sheet, one.form, one.lies) for one in entries(desk)] == [(OLD, "juminhyo", False), (NOW, "", True)]


def test_a_sheet_that_was_recognised_late_has_its_form_from_then_on(desk: Desk) -> None:
    lay(desk, NOW, "tennyu")
    lay(desk, NEXT)
    lay(desk, NOW)  # said again after a new connection, without its form
    assert [one.form for one in entries(desk)] == ["juminhyo", "tennyu", ""]


def test_an_older_sheet_is_shown_and_the_resident_hears_nothing_of_it(desk: Desk) -> None:
    desk.world.media.sent.clear()
    desk.flows.do(asks.ShowPage(OLD))
    assert (shown(desk), asked(desk)) == (OLD, OLD)
    desk.flows.do(asks.ShowPage(LIVE))
    assert (shown(desk), asked(desk)) == (LIVE, None)
    assert desk.world.media.sent == []


def test_choosing_the_sheet_that_lies_there_goes_back(looking: Desk) -> None:
    looking.flows.do(asks.ShowPage(NOW))
    assert (shown(looking), asked(looking)) == (LIVE, None)


@pytest.mark.parametrize("state", [Kept.NONE, Kept.HIDDEN, Kept.NO_ROOM])
def test_of_a_sheet_of_which_nothing_is_kept_that_is_said(desk: Desk, state: Kept) -> None:
    keep(desk, s101=state)
    desk.flows.do(asks.ShowPage(OLD))
    assert shown(desk) == LIVE and desk.now.hint is Hint.PAGE_NOT_KEPT and desk.world.stills.shown == []


def test_while_the_paper_is_not_to_be_seen_the_older_ones_are_not_either(desk: Desk) -> None:
    hear(desk, Paper("asking"))
    desk.flows.do(asks.ShowPage(OLD))
    assert shown(desk) == LIVE and desk.now.hint is Hint.NO_SHEET_OPEN and desk.world.stills.shown == []


def test_who_looks_at_an_older_sheet_leaves_what_lies_there(desk: Desk) -> None:
    desk.flows.do(asks.LookTogether(on=True))
    desk.flows.do(asks.Freeze("van", on=True))
    desk.flows.do(asks.ChooseTool(Tool.PEN))
    desk.flows.do(asks.BeginStroke("van", Tool.PEN, 10.0, 10.0))
    desk.flows.do(asks.ShowPage(OLD))
    now = desk.now
    assert (now.together, now.tool, now.readings["van"].frozen) == (False, None, False)
    assert desk.world.media.of(Looking)[-1].together is False, "the resident does not believe it any more, either"
    desk.flows.do(asks.ExtendStroke(((20.0, 20.0),)))
    assert [len(stroke.points) for stroke in desk.now.marks.strokes.values()] == [1]


def test_the_pointer_does_not_stay_on_the_sheet_that_he_left(desk: Desk) -> None:
    desk.flows.do(asks.PointAt("van", 10.0, 10.0))
    desk.flows.do(asks.ShowPage(OLD))
    assert not desk.world.media.of(Pointing)[-1].on
    said = len(desk.world.media.of(Pointing))
    desk.world.clock.pass_s(5.0)
    assert len(desk.world.media.of(Pointing)) == said


def test_an_older_sheet_is_looked_at_closer_by_the_clerk_alone(looking: Desk) -> None:
    looking.flows.do(asks.Zoom("van", 2))
    looking.flows.do(asks.LookAt("van", 0.2, 0.3))
    looking.flows.do(asks.Turn("van"))
    assert looking.now.page_list.reading == Reading(2, 1, (0.2, 0.3))
    assert looking.now.readings["van"] == Reading()
    assert looking.world.media.sent == []
    looking.flows.do(asks.ShowPage(LIVE))
    looking.flows.do(asks.ShowPage(OLD))
    assert looking.now.page_list.reading == Reading(), "and anew each time"


REFUSED = [
    asks.ChooseTool(Tool.PEN),
    asks.BeginStroke("van", Tool.PEN, 10.0, 10.0),
    asks.EraseAt("van", 10.0, 10.0),
    asks.UndoMark(),
    asks.ClearMyMarks(),
    asks.TouchField("van", 10.0, 10.0),
    asks.FillSample("x"),
    asks.AskForField(),
    asks.ShowMissing("van", on=True),
    asks.Freeze("van", on=True),
    asks.LookTogether(on=True),
]


@pytest.mark.parametrize("intent", REFUSED, ids=lambda intent: type(intent).__name__)
def test_what_the_resident_would_see_cannot_be_done_to_an_older_sheet_and_that_is_said(
    desk: Desk, intent: asks.SheetIntent
) -> None:
    desk.flows.do(asks.BeginStroke("van", Tool.PEN, 50.0, 50.0))
    desk.flows.do(asks.EndStroke())
    desk.flows.do(asks.ShowPage(OLD))
    desk.world.media.sent.clear()
    before = dataclasses.replace(desk.now, hint=Hint.OLDER_PAGE)
    desk.flows.do(intent)
    assert desk.now == before
    assert desk.world.media.sent == []


def test_a_tool_that_moves_says_it_once(looking: Desk) -> None:
    tones = len(looking.world.ear.tones)
    for step in range(20):
        looking.flows.do(asks.EraseAt("van", 10.0 + step, 10.0))
    assert len(looking.world.ear.tones) == tones + 1


def test_a_pointer_over_an_older_sheet_is_nobodys_business(looking: Desk) -> None:
    looking.flows.do(asks.PointAt("van", 10.0, 10.0))
    looking.world.clock.pass_s(5.0)
    assert looking.world.media.sent == [] and looking.now.hint is None


def test_on_another_tab_all_is_as_ever_and_the_older_sheet_waits(looking: Desk) -> None:
    looking.flows.do(ShowPaper())
    assert looking.now.front == "office"
    looking.flows.do(asks.ChooseTool(Aid.ERASER))
    looking.flows.do(asks.Zoom("office", 1))
    assert looking.now.tool is Aid.ERASER and looking.now.readings["office"].step == 1
    looking.flows.do(asks.BringToFront("van"))
    assert shown(looking) == OLD and looking.now.hint is None
    looking.flows.do(asks.ChooseTool(None))
    assert looking.now.tool is None and looking.now.hint is None, "a tool can be put down anywhere"


def test_another_sheet_that_is_laid_down_is_not_missed(looking: Desk) -> None:
    lay(looking, NEXT)
    assert (shown(looking), asked(looking)) == (LIVE, None)


def test_the_older_sheet_itself_is_laid_down_again(looking: Desk) -> None:
    lay(looking, NOW, held=False)
    assert shown(looking) == OLD
    lay(looking, OLD)
    assert (shown(looking), asked(looking)) == (LIVE, None)


def test_any_sheet_that_is_laid_on_an_empty_tray_is_not_missed(desk: Desk) -> None:
    lay(desk, NOW, held=False)
    desk.flows.do(asks.ShowPage(OLD))
    lay(desk, NOW)
    assert shown(desk) == LIVE


def test_what_lay_there_all_the_time_disturbs_nobody(looking: Desk) -> None:
    lay(looking, NOW, "tennyu")
    lay(looking, NOW, held=False)
    lay(looking, NOW)
    looking.flows.on_media(ConnectionLost(1))
    looking.flows.on_sharp(False)
    assert shown(looking) == OLD


@pytest.mark.parametrize("paper", [Paper("asking"), Paper("hidden"), Paper("closed")], ids=lambda paper: paper.state)
def test_it_goes_with_the_paper_that_is_not_to_be_seen_any_more(looking: Desk, paper: Paper) -> None:
    hear(looking, paper)
    assert (shown(looking), asked(looking)) == (LIVE, None)


def test_it_goes_when_nothing_is_kept_of_it_any_more(looking: Desk) -> None:
    keep(looking, s102=Kept.NO_ROOM)
    assert shown(looking) == OLD
    keep(looking, s101=Kept.NO_ROOM)
    assert (shown(looking), asked(looking)) == (LIVE, None)


def test_it_goes_when_the_resident_wants_to_look_together(looking: Desk) -> None:
    hear(looking, Looking(1, True, "van", 0, 0, 5000, 5000, False))
    assert (shown(looking), asked(looking)) == (LIVE, None) and looking.now.together


def test_it_goes_while_the_clerk_holds(looking: Desk) -> None:
    looking.flows.do(Hold())
    assert (shown(looking), asked(looking)) == (LIVE, None)


@pytest.mark.parametrize("by_whom", ["here", "there"])
def test_with_the_call_the_list_ends(looking: Desk, by_whom: str) -> None:
    if by_whom == "here":
        looking.store.change(outcome_code="done")
        looking.flows.do(EndCall())
    else:
        looking.hub(Ended("call-1", "resident"))
    assert entries(looking) == () and asked(looking) is None
    assert looking.now.page_list.kept == {} and looking.now.page_list.forms == {}
    keep(looking)
    assert looking.now.page_list.kept == {}, "what is told too late is of nobody"


def test_a_paper_that_is_asked_about_is_put_aside_and_one_that_is_hidden_forgotten(desk: Desk) -> None:
    desk.world.media.done.clear()
    hear(desk, Paper("asking"))
    assert desk.world.media.done == [("put_aside", "document")]
    hear(desk, Paper("hidden"))
    assert desk.world.media.done[1:] == [("forget", "document")]


def test_no_other_end_makes_the_list_longer_than_it_may_be(desk: Desk) -> None:
    for sheet in range(200, 200 + 2 * MOST_HEARD):
        lay(desk, sheet, "juminhyo")
    assert len(entries(desk)) == MOST_HEARD
    assert len(desk.now.page_list.forms) <= MOST_HEARD


def test_nothing_lies_there_before_anything_was_said() -> None:
    assert entries(Desk().talk()) == ()
    assert Lying().number == LIVE
