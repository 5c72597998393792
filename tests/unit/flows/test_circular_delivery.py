"""When a kiosk asks the hub for circulars: at each line, one piece after the other, and never beside a call."""

from dataclasses import dataclass, field
from datetime import date, datetime

import pytest

from kiosk.domain.call import EndReason
from kiosk.domain.circular import Circular, CircularId
from kiosk.domain.circular_delivery import Digest, Heard, Offer, Piece
from kiosk.domain.privacy import IdleRules
from kiosk.flows.circular_delivery import PACE_S
from kiosk.flows.circular_ports import DeliveryStands, NoCirculars
from kiosk.flows.core import Ports
from kiosk.flows.kiosk import KioskFlows
from kiosk.flows.ports import LinkDown, LinkUp
from kiosk.wire import hub as wire
from kiosk.wire.circulars import AskCircularPiece, AskCirculars, CircularPage, CircularPiece, line_of
from tests.support.ends import Kiosk

A = Digest("a" * 64)


@dataclass
class FakeCache(NoCirculars):
    """Remembers what it was told."""

    lists: list[Heard] = field(default_factory=list)
    pieces: list[tuple[Piece, bytes]] = field(default_factory=list)
    lines: list[datetime | None] = field(default_factory=list)

    def offered(self, heard: Heard) -> None:
        self.lists.append(heard)

    def add(self, piece: Piece, content: bytes) -> None:
        self.pieces.append((piece, content))

    def line_came(self) -> None:
        self.lines.append(None)

    def line_went(self, at: datetime) -> None:
        self.lines.append(at)


class Van(Kiosk):
    """A kiosk that keeps circulars; a piece is wanted from the start."""

    def __init__(self) -> None:
        super().__init__()
        self.cache = FakeCache()
        w = self.world
        ports = Ports(w.link, w.media, w.eyes, w.ear, w.clock, circulars=self.cache)
        self.store.change(circulars=())
        self.flows = KioskFlows(self.store, ports, w.wipe, IdleRules())
        w.link.sent.clear()

    def stands(self, wanted: int | None = 0, revision: str | None = "r1", taken: int | None = None) -> "Van":
        done = Piece(A, taken) if taken is not None else None
        self.flows.on_circulars(DeliveryStands(revision, Piece(A, wanted) if wanted is not None else None, done))
        return self

    def asked(self) -> list[int]:
        return [one.number for one in self.world.link.of(AskCircularPiece)]

    def lists_asked(self) -> list[str | None]:
        return [one.have for one in self.world.link.of(AskCirculars)]

    def paced(self) -> "Van":
        self.world.clock.pass_s(PACE_S)
        return self


@pytest.fixture
def van() -> Van:
    return Van()


def test_a_kiosk_without_circulars_asks_nothing() -> None:
    kiosk = Kiosk()
    kiosk.flows.on_link(LinkDown())
    kiosk.flows.on_link(LinkUp())
    assert not kiosk.world.link.of(AskCirculars) and not kiosk.world.link.of(AskCircularPiece)


def test_the_list_is_asked_for_once_it_is_known_what_is_here_and_at_each_line(van: Van) -> None:
    assert van.lists_asked() == []
    van.stands(None, None).stands(None, "r1")
    van.flows.on_link(LinkDown())
    van.flows.on_link(LinkUp())
    assert van.lists_asked() == [None, "r1"]
    assert van.cache.lines == [van.world.clock.now(), None]


def test_one_piece_at_a_time_and_the_next_when_it_is_kept_and_some_time_has_passed(van: Van) -> None:
    van.stands(0).paced().stands(1)
    assert van.asked() == [0]
    van.hub(CircularPiece(A, 0, b"x"))
    assert (van.cache.pieces, van.asked()) == ([(Piece(A, 0), b"x")], [0])
    van.stands(1, taken=0)
    assert van.asked() == [0, 1]
    van.hub(CircularPiece(A, 1, b"y"))
    van.stands(2, taken=1)
    assert van.asked() == [0, 1]
    assert van.paced().asked() == [0, 1, 2]


def test_what_was_not_asked_for_is_not_kept(van: Van) -> None:
    van.stands(3)
    van.hub(CircularPiece(A, 2, b"x"))
    van.hub(CircularPiece(Digest("b" * 64), 3, b"x"))
    assert van.cache.pieces == []


def test_where_everything_is_here_nothing_is_asked(van: Van) -> None:
    assert van.stands(None).paced().asked() == []


def test_while_a_call_rings_or_runs_no_piece_is_asked_for_and_afterwards_it_goes_on(van: Van) -> None:
    van.ring()
    van.stands(4).paced()
    assert van.asked() == [] and van.lists_asked() == ["r1"]
    van.hub(wire.Ended("call-1", EndReason.CLERK.value))
    assert van.asked() == [4]


def test_the_piece_that_was_on_its_way_is_kept_and_the_next_one_waits_for_the_end_of_the_call(van: Van) -> None:
    van.stands(0)
    van.talk().hub(CircularPiece(A, 0, b"x"))
    van.stands(1, taken=0).paced()
    assert (len(van.cache.pieces), van.asked()) == (1, [0])
    van.hub(wire.Ended("call-1", EndReason.CLERK.value))
    assert van.asked() == [0, 1]


def test_a_lost_line_takes_the_question_along_and_the_next_one_asks_anew(van: Van) -> None:
    van.stands(2)
    van.flows.on_link(LinkDown())
    assert van.paced().asked() == [2]
    van.hub(CircularPiece(A, 2, b"late"))
    assert van.cache.pieces == []
    van.flows.on_link(LinkUp())
    van.stands(2)
    assert van.asked() == [2, 2]


def test_where_nothing_goes_out_it_is_asked_again_with_the_next_word_from_below(van: Van) -> None:
    van.world.link.up = False
    van.stands(0)
    van.world.link.up = True
    assert van.stands(0).asked() == [0]


def page(number: int, pages: int, name: str, revision: str = "r2") -> CircularPage:
    offer = Offer(Circular(CircularId(name * 64), name, "pdf", date(2026, 11, 1)), 7)
    return CircularPage(revision, number, pages, (line_of(offer),))


def test_a_list_is_taken_once_all_its_pages_are_there_and_the_newer_one_counts(van: Van) -> None:
    van.stands(None)
    van.hub(page(0, 2, "a"))
    van.hub(page(1, 2, "b", "r3"))
    assert van.cache.lists == []
    van.hub(page(0, 2, "c", "r3"))
    (heard,) = van.cache.lists
    assert (heard.revision, heard.at) == ("r3", van.world.clock.now())
    assert [one.circular.title for one in heard.offers] == ["c", "b"]


def test_pages_of_a_line_that_broke_are_not_mixed_with_those_of_the_next(van: Van) -> None:
    van.stands(None)
    van.hub(page(0, 2, "a"))
    van.flows.on_link(LinkDown())
    van.flows.on_link(LinkUp())
    van.hub(page(1, 2, "b"))
    assert van.cache.lists == []
