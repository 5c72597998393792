"""Marks over any line and from any sender: both ends see the same in the end, and nothing that no end would draw."""

import time
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.annotation import MAX_STROKES, Canvas, Tool
from kiosk.domain.intents import Intent
from kiosk.domain.reading import Reading
from kiosk.domain.sheet_intents import (
    BeginStroke,
    BringToFront,
    ClearMyMarks,
    CloseBoard,
    EndStroke,
    EraseAt,
    ExtendStroke,
    Freeze,
    LookAt,
    LookTogether,
    OpenBoard,
    Say,
    Turn,
    TurnBoard,
    UndoMark,
    Zoom,
)
from kiosk.flows.mark_messages import account
from kiosk.flows.ports import ConnectionLost, PeerSaid
from kiosk.wire import peer
from kiosk.wire.codec import BadMessage, decode_to_peer, encode
from tests.support.ends import Desk
from tests.support.marking import End, Pair, draw, seen

JOIN_WITHIN_S = 0.5


# --- any line ---


@pytest.mark.parametrize(
    "removal", [UndoMark(), EraseAt("van", 20.0, 30.0), ClearMyMarks()], ids=lambda x: type(x).__name__
)
def test_what_was_removed_while_the_line_was_away_goes_there_too(removal: Intent) -> None:
    pair = Pair()
    draw(pair.desk)
    pair.carry_all()
    pair.desk.flows.on_media(ConnectionLost(1))
    pair.desk.flows.do(removal)
    assert len(seen(pair.kiosk)) == 1
    pair.reconnect()
    pair.carry_all()
    assert seen(pair.kiosk) == seen(pair.desk) == ()


def test_a_stroke_goes_on_growing_over_a_reconnection() -> None:
    pair = Pair()
    pair.kiosk.flows.do(BeginStroke("van", Tool.PEN, 10, 10))
    pair.kiosk.flows.do(ExtendStroke(((11.0, 10.0),)))
    pair.reconnect()
    pair.kiosk.flows.do(ExtendStroke(((12.0, 10.0),)))
    pair.kiosk.flows.do(EndStroke())
    pair.carry_all()
    assert seen(pair.desk)[0].points == ((10.0, 10.0), (11.0, 10.0), (12.0, 10.0))


spots = st.floats(0, 250)
surfaces = st.sampled_from(["van", "office", "board"])
looks = st.one_of(
    st.builds(Zoom, surfaces, st.integers(-4, 4)),
    st.builds(Turn, surfaces),
    st.builds(Freeze, surfaces, st.booleans()),
    st.builds(LookAt, surfaces, st.floats(-1, 2), st.floats(-1, 2)),
    st.builds(LookTogether, st.booleans()),
    st.builds(BringToFront, surfaces),
)
words = st.one_of(
    st.builds(Say, st.text(max_size=130)),
    st.just(OpenBoard()),
    st.just(CloseBoard()),
    st.builds(TurnBoard, st.sampled_from([-1, 1])),
)
moves = st.one_of(
    looks,
    words,
    st.builds(BeginStroke, surfaces, st.sampled_from(list(Tool)), spots, spots),
    st.builds(ExtendStroke, st.lists(st.tuples(spots, spots), min_size=1, max_size=30).map(tuple)),
    st.just(EndStroke()),
    st.just(UndoMark()),
    st.builds(EraseAt, surfaces, spots, spots),
    st.just(ClearMyMarks()),
)
turns = st.one_of(
    st.tuples(st.just("do"), moves),
    st.tuples(st.just("do"), moves),
    st.tuples(st.sampled_from(["carry", "repeat", "lose"]), st.integers(0, 99)),
    st.tuples(st.just("wait"), st.floats(0.001, 0.1)),
    st.tuples(st.just("reconnect"), st.none()),
)


def assert_same(pair: Pair) -> None:
    """Marks, lines and white pages are equal; so is what both look at, if they look together."""
    kiosk, desk = pair.kiosk.now, pair.desk.now
    assert len(pair.digests()) == 1
    assert (kiosk.writing, kiosk.board) == (desk.writing, desk.board)
    assert kiosk.together == desk.together
    if kiosk.together:
        whole = Reading()
        assert kiosk.front == desk.front
        assert kiosk.readings.get(kiosk.front, whole) == desk.readings.get(desk.front, whole)


def _take(pair: Pair, end: End, turn: tuple[str, object]) -> None:
    said = end.world.media.sent
    match turn:
        case ("do", move):
            end.flows.do(move)  # type: ignore[arg-type]
        case ("wait", float(seconds)):
            end.world.clock.pass_s(seconds)
        case ("reconnect", _):
            pair.reconnect()
        case (name, int(number)) if said:
            if name == "lose":
                said.pop(number % len(said))
            else:
                pair.carry(end, number % len(said), keep=name == "repeat")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), turns), max_size=40))
def test_after_a_reconnection_both_ends_see_the_same_whatever_the_line_did(
    story: list[tuple[bool, tuple[str, object]]],
) -> None:
    pair = Pair()
    for at_kiosk, turn in story:
        _take(pair, pair.kiosk if at_kiosk else pair.desk, turn)
    pair.reconnect()
    for end in (pair.kiosk, pair.desk):
        end.flows.do(EndStroke())
    pair.carry_all()
    assert_same(pair)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.booleans(), moves), max_size=25), st.randoms(use_true_random=False))
def test_nothing_but_arrival_is_needed_in_whatever_order(story: list[tuple[bool, Intent]], random: Random) -> None:
    pair = Pair()
    for at_kiosk, move in story:
        (pair.kiosk if at_kiosk else pair.desk).flows.do(move)
    for end in (pair.kiosk, pair.desk):
        end.flows.do(EndStroke())
        random.shuffle(end.world.media.sent)
    pair.carry_all()
    assert_same(pair)


def test_a_white_page_that_opens_while_the_other_joins_comes_to_the_front_at_both() -> None:
    pair = Pair()
    pair.desk.flows.do(OpenBoard())
    pair.kiosk.flows.do(LookTogether(True))
    pair.carry(pair.kiosk)  # the wish arrives first; what the kiosk says to the white page comes last
    pair.carry_all()
    assert_same(pair)
    assert pair.kiosk.now.front == "board"


# --- strangers ---


@pytest.mark.parametrize(
    "piece",
    [
        peer.StrokePiece(7, "tray.moon", Tool.PEN, 0, ((0, 0),)),
        peer.StrokePiece(7, "tray.van", Tool.PEN, 0, ((99_999, 0),)),
        peer.StrokePiece(7, "tray.van", Tool.PEN, 3_999, ((0, 0), (0, 0))),
    ],
)
def test_marks_that_no_canvas_takes_change_nothing(piece: peer.StrokePiece) -> None:
    pair = Pair()
    draw(pair.desk)
    pair.carry_all()
    before = pair.kiosk.now.marks
    pair.kiosk.flows.on_media(PeerSaid(peer.Marks((piece,), erased=(1,), cleared=1)))
    assert pair.kiosk.now.marks is before


def test_the_other_end_cannot_remove_what_was_drawn_here() -> None:
    pair = Pair()
    draw(pair.kiosk)
    mine = seen(pair.kiosk)
    pair.kiosk.flows.on_media(PeerSaid(peer.Marks(erased=tuple(range(100)), cleared=1_000_000)))
    assert seen(pair.kiosk) == mine
    draw(pair.kiosk, x_mm=50.0)
    assert len(seen(pair.kiosk)) == 2, "nor keep this end from drawing"


@pytest.mark.parametrize(
    "change",
    [
        {"tool": "flamethrower"},
        {"points": [[0, 0]] * 501},
        {"points": []},
        {"points": [[float("nan"), 1.0]]},
        {"points": [[1, 2, 3]]},
        {"points": [[10**9, 0]]},
        {"start": 10**6},
        {"start": -1},
        {"clock": -1},
        {"author": "van"},
    ],
    ids=str,
)
def test_what_no_end_would_say_is_no_message(change: dict[str, object]) -> None:
    piece: dict[str, object] = {"clock": 1, "page": "tray.van", "tool": "pen", "start": 0, "points": [[0, 0]]}
    encoded = msgspec.msgpack.encode
    assert isinstance(decode_to_peer(encoded({"type": "marks", "strokes": [piece]})), peer.Marks)
    with pytest.raises(BadMessage):
        decode_to_peer(encoded({"type": "marks", "strokes": [{**piece, **change}]}))


def test_marks_after_the_call_are_not_heard() -> None:
    desk = Desk()
    desk.flows.on_media(PeerSaid(peer.Marks((peer.StrokePiece(1, "tray.van", Tool.PEN, 0, ((0, 0),)),))))
    assert desk.now.marks == Canvas()


# --- figures ---


def test_a_thousand_strokes_of_each_end_join_after_a_reconnection_in_half_a_second() -> None:
    pair = Pair()
    for end in (pair.kiosk, pair.desk):
        for _ in range(MAX_STROKES):
            draw(end, length=50)
    begun_s = time.process_time()
    pair.reconnect()
    told_s = time.process_time()
    assert len(pair.kiosk.world.media.sent) < 60
    pair.carry_all()
    both_s = time.process_time() - begun_s
    assert both_s < 2 * JOIN_WITHIN_S, "both ends' work, one after the other"
    assert told_s - begun_s < JOIN_WITHIN_S
    assert len(seen(pair.kiosk)) == len(seen(pair.desk)) == 2 * MAX_STROKES
    assert len(pair.digests()) == 1


def test_no_message_of_an_account_is_too_large() -> None:
    pair = Pair()
    for _ in range(30):
        draw(pair.desk, length=700)
    pair.desk.flows.do(UndoMark())
    messages = list(account(pair.desk.now.marks, "office"))
    assert [len(encode(message)) < 65_536 for message in messages] == [True] * len(messages)
    assert all(decode_to_peer(encode(message)) == message for message in messages)
