"""筆談: what is typed stands at both ends, on the same white page, in the reader's words, and goes with the call."""

import pytest

from kiosk.domain.annotation import Tool
from kiosk.domain.intents import EndCall, GoBack
from kiosk.domain.page import board_id
from kiosk.domain.sheet_intents import (
    BeginStroke,
    CloseBoard,
    EndStroke,
    OpenBoard,
    OpenKana,
    Say,
    SayDraft,
    TurnBoard,
    TypeKana,
    Untype,
)
from kiosk.domain.snapshot import Hint
from kiosk.domain.writing import MAX_BOARDS, MAX_LINES, Writing
from kiosk.flows.ports import PeerSaid
from kiosk.flows.writing import CAPTION_FOR_S
from kiosk.wire import peer
from tests.support.ends import Desk, Kiosk
from tests.support.marking import End, Pair, draw, seen


def lines(end: End) -> list[tuple[str, str, int]]:
    return [(line.author, line.text, line.board) for line in sorted(end.now.writing.lines.values(), key=lambda x: x.id)]


def test_what_the_clerk_types_is_a_caption_for_two_minutes() -> None:
    pair = Pair(both_papers=False)
    pair.desk.flows.do(Say("ゆっくり  書いて\nください。"))
    pair.carry_all()
    assert lines(pair.kiosk) == [("office", "ゆっくり 書いて ください。", 0)], "one row, without a page"
    pair.kiosk.world.clock.pass_s(CAPTION_FOR_S - 1)
    pair.desk.flows.do(Say("つぎは お名前です。"))
    pair.carry_all()
    pair.kiosk.world.clock.pass_s(CAPTION_FOR_S - 1)
    assert pair.kiosk.now.caption_gone == 0, "a new line begins anew"
    pair.kiosk.world.clock.pass_s(1)
    assert pair.kiosk.now.caption_gone == pair.kiosk.now.writing.clock


def test_the_white_page_opens_and_closes_at_both_ends() -> None:
    pair = Pair()
    pair.desk.flows.do(OpenBoard())
    pair.carry_all()
    assert (pair.kiosk.now.front, pair.desk.now.front) == ("board", "board")
    draw(pair.kiosk, "board")
    pair.desk.flows.do(Say("おなまえは？"))
    pair.carry_all()
    assert seen(pair.desk, board_id(1))
    assert lines(pair.kiosk) == [("office", "おなまえは？", 1)]
    pair.kiosk.flows.do(GoBack())
    pair.carry_all()
    assert not pair.desk.now.board.open
    assert pair.kiosk.now.sharing.paper_shown, "the paper below stays"
    pair.desk.flows.do(OpenBoard())
    assert seen(pair.desk, board_id(1)), "nothing is lost by もどる"


def test_a_full_white_page_is_followed_by_the_next_one() -> None:
    pair = Pair(both_papers=False)
    pair.kiosk.flows.do(OpenBoard())
    for number in range(10):
        pair.kiosk.flows.do(Say(f"{number}ばん"))
    pair.carry_all()
    assert [line[2] for line in lines(pair.desk)] == [1] * 9 + [2]
    assert pair.desk.now.board.shown == 2
    pair.desk.flows.do(TurnBoard(-1))
    pair.carry_all()
    assert pair.kiosk.now.board.shown == 1, "both look at the same white page"
    pair.kiosk.flows.do(Say("つづき"))
    pair.carry_all()
    assert (pair.desk.now.board.shown, lines(pair.desk)[-1][2]) == (2, 2), "a line goes where it can be read"


def test_after_the_last_white_page_there_is_none() -> None:
    pair = Pair(both_papers=False)
    pair.desk.flows.do(OpenBoard())
    for _ in range(MAX_BOARDS):
        pair.desk.flows.do(TurnBoard(1))
    assert pair.desk.now.board.shown == MAX_BOARDS
    assert pair.desk.now.hint is Hint.PAGE_FULL


def test_a_resident_types_with_the_kana_board() -> None:
    pair = Pair(both_papers=False)
    pair.kiosk.flows.do(OpenBoard())
    pair.kiosk.flows.do(OpenKana(on=True))
    for letter in "かん゛は゜つ小てんん":
        pair.kiosk.flows.do(TypeKana(letter))
    pair.kiosk.flows.do(Untype())
    assert pair.kiosk.now.draft == "かんぱってん"
    pair.kiosk.flows.do(SayDraft())
    pair.carry_all()
    assert lines(pair.desk) == [("van", "かんぱってん", 1)]
    assert pair.kiosk.now.draft == ""
    pair.kiosk.flows.do(SayDraft())
    assert pair.kiosk.now.hint is Hint.NOTHING_TYPED
    pair.kiosk.flows.do(GoBack())
    assert not pair.kiosk.now.kana_shown
    assert pair.kiosk.now.board.open, "もどる closes the innermost thing"


def test_nothing_typed_outlives_the_call() -> None:
    pair = Pair(both_papers=False)
    for end in (pair.kiosk, pair.desk):
        end.flows.do(OpenBoard())
        end.flows.do(Say("ひみつ"))
    pair.kiosk.flows.do(TypeKana("あ"))
    pair.carry_all()
    pair.desk.flows.do(EndCall())
    pair.kiosk.flows.on_media(PeerSaid(peer.HungUp("clerk")))
    assert pair.kiosk.now.writing == Writing()
    assert pair.kiosk.now.draft == ""
    assert not pair.kiosk.now.board.open


@pytest.mark.parametrize("end", [Kiosk, Desk])
def test_outside_a_call_nothing_is_typed(end: type[Kiosk] | type[Desk]) -> None:
    alone = end()
    alone.flows.do(Say("だれか"))
    assert alone.now.writing == Writing()
    assert alone.now.hint is Hint.NOT_IN_CALL


def test_a_line_that_is_too_long_is_refused_as_a_whole() -> None:
    pair = Pair(both_papers=False)
    pair.desk.flows.do(Say("あ" * 121))
    assert pair.desk.now.writing == Writing()
    assert pair.desk.now.hint is Hint.LINES_FULL


@pytest.mark.parametrize(
    "text",
    ["\u202e右から左", "a\x00b", "  ", "か\u3099", "\u200b"],
    ids=["bidi", "control", "spaces", "parts", "nothing"],
)
def test_text_that_no_end_of_ours_would_send_changes_nothing(text: str) -> None:
    pair = Pair(both_papers=False)
    pair.kiosk.flows.on_media(PeerSaid(peer.Said(1, text)))
    assert pair.kiosk.now.writing == Writing()


def test_a_flood_of_lines_is_refused_beyond_the_limit() -> None:
    pair = Pair(both_papers=False)
    for clock in range(1, MAX_LINES + 50):
        pair.kiosk.flows.on_media(PeerSaid(peer.Said(clock, "x")))
    assert len(pair.kiosk.now.writing.lines) == MAX_LINES


def test_nobody_draws_on_a_white_page_that_is_closed() -> None:
    pair = Pair(both_papers=False)
    pair.desk.flows.do(OpenBoard())
    pair.desk.flows.do(BeginStroke("board", Tool.PEN, 10, 10))
    pair.desk.flows.do(EndStroke())
    pair.desk.flows.do(CloseBoard())
    pair.desk.flows.do(BeginStroke("board", Tool.PEN, 20, 10))
    assert len(seen(pair.desk, board_id(1))) == 1
