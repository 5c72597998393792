"""A resident reads circulars alone: the list, a search that stays in memory, one of them, and what is left of it."""

from dataclasses import dataclass, field, replace
from itertools import pairwise

import pytest

from kiosk.domain import circular_intents as asks
from kiosk.domain import intents
from kiosk.domain.circular import Block, Circular, CircularId
from kiosk.domain.circular_reading import MOST_TYPED, AtCirculars, PaperState
from kiosk.domain.guide_intents import TalkToClerk
from kiosk.domain.ids import TopicId
from kiosk.domain.monitors import Plugged
from kiosk.domain.outside import moment_of
from kiosk.domain.privacy import IdleRules
from kiosk.domain.snapshot import Hint, Look
from kiosk.domain.visit import VisitState
from kiosk.flows.core import Ports
from kiosk.flows.kiosk import KioskFlows
from kiosk.flows.ports import CircularOpened, CircularsListed, LinkUp, NoCirculars
from tests.support.circular_scenes import CIRCULARS, PDF, TEXT
from tests.support.ends import Kiosk
from tests.support.texts import japanese
from ui.presenters.circulars import page_aloud, present_circular_page
from ui.presenters.route import screen_name

A4 = (1840, 2602)


@dataclass
class FakeCirculars(NoCirculars):
    looks: int = 0
    opened: list[tuple[int, CircularId, int]] = field(default_factory=list)
    closes: int = 0

    def look(self) -> None:
        self.looks += 1

    def open(self, number: int, circular: Circular, page: int) -> None:
        self.opened.append((number, circular.id, page))

    def close(self) -> None:
        self.closes += 1


class Reader(Kiosk):
    """A kiosk with a folder of circulars."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = FakeCirculars()
        w = self.world
        ports = Ports(w.link, w.media, w.eyes, w.ear, w.clock, circulars=self.folder)
        self.store.change(circulars=())
        self.flows = KioskFlows(self.store, ports, w.wipe, IdleRules())
        self.flows.on_link(LinkUp())

    @property
    def at(self) -> AtCirculars:
        assert self.now.at_circulars is not None
        return self.now.at_circulars

    def choose(self) -> "Reader":
        self.flows.do(intents.ChooseTopic(TopicId("kairan")))
        self.flows.on_circulars(CircularsListed(CIRCULARS))
        return self

    def read(self, circular: Circular = PDF, pages: int = 3) -> "Reader":
        self.choose().flows.do(asks.OpenCircular(circular.id))
        self.tell(pages)
        return self

    def tell(self, pages: int = 3) -> None:
        number, circular, _ = self.folder.opened[-1]
        blocks = tuple(Block("paragraph", f"{n}") for n in range(9)) if circular == TEXT.id else ()
        said = CircularOpened(number, blocks=blocks) if blocks else CircularOpened(number, pages, A4, "words")
        self.flows.on_circulars(said)


@pytest.fixture
def reader() -> Reader:
    return Reader()


def test_the_card_leads_to_the_list_which_is_read_anew(reader: Reader) -> None:
    reader.choose()
    assert (screen_name(reader.now), reader.now.visit, reader.folder.looks) == ("circulars", VisitState.ALONE, 1)
    assert reader.now.circulars == CIRCULARS


def test_a_kiosk_without_a_folder_leads_to_a_clerk() -> None:
    kiosk = Kiosk()
    kiosk.flows.do(intents.ChooseTopic(TopicId("kairan")))
    assert (kiosk.now.visit, kiosk.now.at_circulars) == (VisitState.ASKING, None)


def test_a_page_is_shown_when_it_is_there_and_back_leads_to_the_list_and_home(reader: Reader) -> None:
    reader.choose().flows.do(asks.OpenCircular(PDF.id))
    assert screen_name(reader.now) == "circulars" and reader.at.paper.state is PaperState.OPENING
    reader.tell()
    assert screen_name(reader.now) == "circular_page"
    reader.flows.do(intents.GoBack())
    assert (screen_name(reader.now), reader.at.opened, reader.folder.closes) == ("circulars", None, 1)
    reader.flows.do(intents.GoBack())
    assert (screen_name(reader.now), reader.now.at_circulars) == ("home", None)


def test_pages_are_turned_one_by_one_and_the_last_is_the_last(reader: Reader) -> None:
    reader.read(pages=3)
    for by in (1, 1, 1, -1):
        reader.flows.do(asks.TurnPage(by))
        reader.tell(3)
    assert [page for _, _, page in reader.folder.opened] == [0, 1, 2, 1]


def test_who_touches_while_a_page_is_being_opened_turns_no_second_one(reader: Reader) -> None:
    reader.read()
    for _ in range(3):
        reader.flows.do(asks.TurnPage(1))
    assert (reader.at.page, len(reader.folder.opened)) == (1, 2)


def test_an_enlarged_page_is_seen_from_the_top_to_the_foot_before_the_next_one_comes(reader: Reader) -> None:
    reader.read().flows.do(asks.EnlargePage(on=True))
    seen = [reader.at.paper.band(reader.at.band)]
    while reader.at.page == 0:
        reader.flows.do(asks.TurnPage(1))
        if reader.at.page == 0:
            seen.append(reader.at.paper.band(reader.at.band))
    assert seen[0][0] == 0.0 and seen[-1][1] == pytest.approx(1.0)
    assert all(after[0] < before[1] for before, after in pairwise(seen))
    reader.tell()
    reader.flows.do(asks.TurnPage(-1))
    assert (reader.at.page, reader.at.band) == (0, len(seen) - 1)


def test_what_was_opened_before_is_not_shown_any_more(reader: Reader) -> None:
    reader.choose().flows.do(asks.OpenCircular(PDF.id))
    first = reader.folder.opened[-1][0]
    reader.flows.do(intents.GoBack())
    reader.flows.do(asks.OpenCircular(TEXT.id))
    reader.flows.on_circulars(CircularOpened(first, 3, A4, "old"))
    assert reader.at.paper.state is PaperState.OPENING
    reader.flows.do(intents.GoBack())
    reader.flows.on_circulars(CircularOpened(reader.folder.opened[-1][0], 3, A4, "old"))
    assert reader.at.opened is None


def test_one_that_cannot_be_opened_is_said_and_the_others_can_be_read(reader: Reader) -> None:
    reader.choose().flows.do(asks.OpenCircular(PDF.id))
    reader.flows.on_circulars(CircularOpened(reader.folder.opened[-1][0], refused="not_pdf"))
    assert (screen_name(reader.now), reader.at.paper.state) == ("circulars", PaperState.REFUSED)
    reader.flows.do(asks.GoBackInCirculars())
    reader.flows.do(asks.OpenCircular(TEXT.id))
    reader.tell()
    assert screen_name(reader.now) == "circular_text"


def test_one_that_went_from_the_list_under_the_finger_is_said_to_be_gone(reader: Reader) -> None:
    reader.choose().flows.on_circulars(CircularsListed((TEXT,)))
    reader.flows.do(asks.OpenCircular(PDF.id))
    assert (reader.now.hint, reader.at.opened) == (Hint.CIRCULAR_GONE, None)


def test_one_that_is_coming_is_opened_when_it_has_come_and_not_before(reader: Reader) -> None:
    reader.choose().flows.on_circulars(CircularsListed((replace(PDF, coming=True), TEXT)))
    reader.flows.do(asks.OpenCircular(PDF.id))
    assert (screen_name(reader.now), reader.folder.opened) == ("circulars", [])
    reader.flows.on_circulars(CircularsListed((replace(PDF, coming=True),)))
    assert reader.folder.opened == []
    reader.flows.on_circulars(CircularsListed(CIRCULARS))
    assert [(one, page) for _, one, page in reader.folder.opened] == [(PDF.id, 0)]
    reader.flows.on_circulars(CircularsListed(CIRCULARS))
    reader.tell()
    assert (screen_name(reader.now), len(reader.folder.opened)) == ("circular_page", 1)


def test_who_waits_for_one_that_will_not_come_is_told_and_stands_before_the_list(reader: Reader) -> None:
    reader.choose().flows.on_circulars(CircularsListed((replace(PDF, coming=True), TEXT)))
    reader.flows.do(asks.OpenCircular(PDF.id))
    reader.flows.on_circulars(CircularsListed((TEXT,)))
    assert (reader.now.hint, reader.at.opened, reader.folder.opened) == (Hint.CIRCULAR_GONE, None, [])


def test_who_went_back_to_the_list_is_not_called_to_what_has_come(reader: Reader) -> None:
    reader.choose().flows.on_circulars(CircularsListed((replace(PDF, coming=True), TEXT)))
    reader.flows.do(asks.OpenCircular(PDF.id))
    reader.flows.do(asks.GoBackInCirculars())
    reader.flows.on_circulars(CircularsListed(CIRCULARS))
    assert (reader.at.opened, reader.folder.opened) == (None, [])


def test_the_time_of_the_list_outlives_a_visit(reader: Reader) -> None:
    heard = reader.world.clock.now()
    reader.choose().flows.on_circulars(CircularsListed(CIRCULARS, heard))
    reader.flows.visit.idled_out()
    assert (reader.now.circulars, reader.now.circulars_heard) == (CIRCULARS, heard)


def test_what_is_typed_finds_and_is_gone_after_the_wipe(reader: Reader) -> None:
    reader.choose().flows.do(asks.SearchCirculars(0))
    assert screen_name(reader.now) == "circular_search"
    reader.flows.do(asks.ShowFound())
    assert reader.now.hint is Hint.NOTHING_TYPED
    for letter in ("こ", "゛", "み", "ん"):
        reader.flows.do(asks.TypeSearch(letter))
    reader.flows.do(asks.EraseSearch())
    reader.flows.do(asks.ShowFound())
    assert (screen_name(reader.now), reader.at.search) == ("circulars", "ごみ")
    assert "ごみ" not in repr(reader.at)
    reader.flows.visit.idled_out()
    assert (reader.now.visit, reader.now.at_circulars) == (VisitState.WIPING, None)
    assert reader.now.circulars == CIRCULARS


def test_other_letters_keep_what_is_typed_and_no_more_than_a_line_is_taken(reader: Reader) -> None:
    reader.choose().flows.do(asks.SearchCirculars(0))
    for _ in range(MOST_TYPED + 5):
        reader.flows.do(asks.TypeSearch("あ"))
    reader.flows.do(asks.SearchCirculars(1))
    assert (reader.at.search, reader.at.plane) == ("あ" * MOST_TYPED, 1)


def test_the_wipe_closes_what_was_open(reader: Reader) -> None:
    reader.read().flows.visit.idled_out()
    assert reader.folder.closes == 1


def test_from_a_clerks_question_back_to_the_same_page(reader: Reader) -> None:
    reader.read(TEXT).flows.do(asks.ReadFrom(4))
    reader.flows.do(TalkToClerk())
    assert reader.now.visit is VisitState.ASKING
    reader.flows.do(intents.GoBack())
    assert (screen_name(reader.now), reader.at.first) == ("circular_text", 4)


def test_who_waits_for_a_clerk_has_left_the_circulars(reader: Reader) -> None:
    reader.read().flows.do(TalkToClerk())
    reader.flows.do(intents.Confirm())
    assert (reader.now.visit, reader.now.at_circulars, reader.folder.closes) == (VisitState.WAITING, None, 1)


def test_with_larger_letters_the_list_begins_anew(reader: Reader) -> None:
    reader.choose().flows.do(asks.TurnListPart(2))
    reader.store.change(look=replace(Look(), letters=3))
    assert reader.at.part == 0


def beside_large(reader: Reader) -> Reader:
    """The external monitor is there, and a page of a circular is read."""
    reader.read()
    reader.store.change(monitors=Plugged(external=True))
    return reader


def outside(reader: Reader) -> bool:
    return moment_of(reader.now).circular


def test_a_page_goes_to_the_large_screen_by_a_touch_and_comes_back_by_one(reader: Reader) -> None:
    beside_large(reader)
    assert not outside(reader)
    reader.flows.do(asks.ShowCircularOutside(True))
    assert outside(reader)
    reader.flows.do(asks.TurnPage(1))
    reader.tell()
    assert outside(reader) and reader.at.page == 1, "the next page follows"
    reader.flows.do(asks.ShowCircularOutside(False))
    assert not outside(reader)


@pytest.mark.parametrize(
    "leave",
    [
        asks.GoBackInCirculars(),
        intents.GoBack(),
        intents.GoHome(),
        TalkToClerk(),
        asks.OpenCircular(TEXT.id),
    ],
)
def test_it_leaves_the_large_screen_with_the_circular(reader: Reader, leave: intents.Intent) -> None:
    beside_large(reader).flows.do(asks.ShowCircularOutside(True))
    reader.flows.do(leave)
    assert not outside(reader)


def test_pulled_out_the_monitor_does_not_show_it_again_when_it_is_back(reader: Reader) -> None:
    beside_large(reader).flows.do(asks.ShowCircularOutside(True))
    reader.store.change(monitors=Plugged(external=False))
    assert not outside(reader)
    reader.store.change(monitors=Plugged(external=True))
    assert not outside(reader) and not reader.at.outside


def test_the_next_circular_begins_on_the_own_screen_alone(reader: Reader) -> None:
    beside_large(reader).flows.do(asks.ShowCircularOutside(True))
    reader.flows.do(asks.GoBackInCirculars())
    reader.flows.do(asks.OpenCircular(PDF.id))
    reader.tell()
    assert not outside(reader)


def test_without_a_large_screen_nothing_is_sent_there(reader: Reader) -> None:
    reader.read()
    reader.flows.do(asks.ShowCircularOutside(True))
    assert not outside(reader) and not reader.at.outside


def test_a_text_goes_there_too_and_leaves_with_it(reader: Reader) -> None:
    reader.choose().store.change(monitors=Plugged(external=True))
    reader.flows.do(asks.OpenCircular(TEXT.id))
    number, _, _ = reader.folder.opened[-1]
    blocks = tuple(Block("paragraph", f"line {n}") for n in range(9))
    reader.flows.on_circulars(CircularOpened(number, blocks=blocks))
    reader.flows.do(asks.ShowCircularOutside(True))
    reader.flows.do(asks.ReadFrom(4))
    assert outside(reader) and reader.at.first == 4
    reader.flows.do(asks.GoBackInCirculars())
    assert not outside(reader) and not reader.at.outside


def test_a_text_that_could_not_be_read_is_not_shown_to_all(reader: Reader) -> None:
    reader.choose().store.change(monitors=Plugged(external=True))
    reader.flows.do(asks.OpenCircular(TEXT.id))
    number, _, _ = reader.folder.opened[-1]
    reader.flows.on_circulars(CircularOpened(number, refused="broken"))
    reader.flows.do(asks.ShowCircularOutside(True))
    assert not outside(reader)


def test_a_page_with_missing_letters_says_so_and_is_not_sent_to_the_large_screen(reader: Reader) -> None:
    reader.choose().flows.do(asks.OpenCircular(PDF.id))
    number, _, _ = reader.folder.opened[-1]
    reader.flows.on_circulars(CircularOpened(number, 2, A4, "words", missing=True))
    reader.store.change(monitors=Plugged(external=True))
    view = present_circular_page(reader.now, japanese())
    assert "ぬけて" in view.seen and view.outside is None
    assert "ぬけて" in page_aloud(reader.now, japanese()).said[0].words
    reader.flows.do(asks.ShowCircularOutside(True))
    assert not outside(reader)
    reader.flows.do(asks.TurnPage(1))
    assert not reader.at.paper.missing, "of the next page nothing is known yet"
