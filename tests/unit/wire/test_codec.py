"""Bytes from strangers: a message or BadMessage, and nothing else."""

import contextlib
from datetime import date, time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.circular_delivery import PIECE
from kiosk.wire import hub as wire
from kiosk.wire import parts, peer
from kiosk.wire.circulars import AskCircularPiece, AskCirculars, CircularLine, CircularPage, CircularPiece
from kiosk.wire.codec import MAX_BYTES, BadMessage, decode_from_hub, decode_to_hub, decode_to_peer, encode
from kiosk.wire.health_checks import SlotLine, WordsLine
from kiosk.wire.lending import ItemLine, LoanLine, ThingLine

WORDS = WordsLine("保健センター", "1-1", "健診", "")
SLOT = SlotLine(1, date(2026, 12, 8), time(9), time(10), 3, date(2026, 12, 5), WORDS, (("ja@easy", WORDS),))
ITEM = ItemLine("phone", 14, (("ja", "スマートフォン"), ("en", "Smartphone")))
LOAN = LoanLine(572, "phone", date(2026, 11, 23), date(2026, 12, 7))
CIRCULAR = CircularLine("a" * 64, 20_000_000, "夏まつり", "pdf", date(2026, 11, 1), date(2026, 12, 1), "なつまつり")
EXAMPLES = [
    (wire.Hello(1, "kiosk", "k-1", "t" * 32, stop="aoba"), decode_to_hub),
    (wire.Signal("c", 1, "offer", "v=0"), decode_to_hub),
    (wire.Ring("c", 1, "t", "佐藤", "shimin", (wire.IceServer("turn:x"),)), decode_from_hub),
    (wire.Queue((wire.QueueLine("t", 1, "soudan", None, 3),)), decode_from_hub),
    (wire.AskHealthChecks("r1"), decode_to_hub),
    (wire.HealthCheckPage("r1", 0, 1, "0000-00-1240", "https://a.jp/{number}", (SLOT,)), decode_from_hub),
    (AskCirculars("r1"), decode_to_hub),
    (AskCircularPiece("a" * 64, 610), decode_to_hub),
    (CircularPage("r1", 0, 1, (CIRCULAR,)), decode_from_hub),
    (CircularPiece("a" * 64, 610, bytes(PIECE)), decode_from_hub),
    (wire.Lend("q1", "c", "phone"), decode_to_hub),
    (wire.GiveBack("q1", 572), decode_to_hub),
    (wire.OnLoan((ITEM,), 3), decode_from_hub),
    (wire.OnLoan((), None), decode_from_hub),
    (wire.Lent("q1", LOAN), decode_from_hub),
    (wire.GivenBack("q1", 572, LOAN, again=True), decode_from_hub),
    (wire.NotLent("q1", "ledger"), decode_from_hub),
    (peer.SlotAsked(1, SLOT, "booked"), decode_to_peer),
    (peer.LentThings((ThingLine(ITEM, LOAN),)), decode_to_peer),
    (peer.CallPromised(2, date(2026, 11, 26), "afternoon"), decode_to_peer),
    (peer.CallPromised(3, None), decode_to_peer),
    (peer.Beat(1, 2.5), decode_to_peer),
    (peer.ScreenState("call.face", 1, high_contrast=False, attendant_called=True), decode_to_peer),
]


@pytest.mark.parametrize(("message", "decode"), EXAMPLES, ids=lambda x: type(x).__name__)
def test_a_message_comes_back_as_it_went(message: parts.Message, decode) -> None:  # type: ignore[no-untyped-def]
    assert decode(encode(message)) == message


@given(st.binary(max_size=300))
def test_any_bytes_are_a_message_or_a_bad_message(raw: bytes) -> None:
    for decode in (decode_to_hub, decode_from_hub, decode_to_peer):
        try:
            decode(raw)
        except BadMessage as bad:
            assert bad.code == "bad_message"


@given(st.integers(0, 40), st.integers(0, 255))
def test_a_flipped_byte_never_escapes_as_another_error(at: int, byte: int) -> None:
    raw = bytearray(encode(EXAMPLES[0][0]))
    raw[at % len(raw)] = byte
    with contextlib.suppress(BadMessage):
        decode_to_hub(bytes(raw))


def test_too_much_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(BadMessage, match="too_large"):
        decode_to_hub(b"\x00" * (MAX_BYTES + 1))


def test_deep_nesting_is_refused() -> None:
    deep: object = 1
    for _ in range(3000):
        deep = [deep]
    raw = b"\x91" * 3000 + b"\x01"
    with pytest.raises(BadMessage):
        decode_to_hub(raw)


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "hello", "version": 1, "role": "kiosk", "device": "k", "token": "short"},
        {"type": "hello", "version": 1, "role": "admin", "device": "k", "token": "t" * 32},
        {"type": "hello", "version": 1, "role": "kiosk", "device": "../k", "token": "t" * 32},
        {"type": "hello", "version": 1, "role": "kiosk", "device": "k", "token": "t" * 32, "extra": 1},
        {"type": "enqueue", "ticket": "", "topic": "x"},
        {"type": "signal", "call": "c", "generation": -1, "kind": "offer", "sdp": ""},
        {"type": "signal", "call": "c", "generation": 1, "kind": "offer", "sdp": "x" * 40_000},
        {"type": "lend", "asked": "q", "call": "c", "item": "山田太郎"},
        {"type": "lend", "asked": "q", "call": "c", "item": "phone", "name": "x"},
        {"type": "giveback", "asked": "q", "number": 0},
        {"type": "giveback", "asked": "q", "number": 10_000},
        {"type": "askcircularpiece", "digest": "../../etc/passwd".ljust(64, "x"), "number": 0},
        {"type": "askcircularpiece", "digest": "a" * 63, "number": 0},
        {"type": "askcircularpiece", "digest": "a" * 64 + "\n", "number": 0},
        {"type": "askcircularpiece", "digest": "a" * 64, "number": 611},
        {"type": "nothing"},
    ],
)
def test_a_message_outside_its_limits_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(BadMessage):
        decode_to_hub(msgspec.msgpack.encode(fields))


@pytest.mark.parametrize(
    "change",
    [{"number": 0}, {"number": 100_000}, {"free": -1}, {"free": 1000}, {"words": WordsLine("あ" * 601, "", "", "")}],
)
def test_a_slot_that_no_screen_could_show_is_refused(change: dict[str, object]) -> None:
    wrong = msgspec.structs.replace(SLOT, **change)
    with pytest.raises(BadMessage, match="bad_message"):
        decode_from_hub(encode(wire.HealthCheckPage("r1", 0, 1, "", "", (wrong,))))


@pytest.mark.parametrize(
    "change", [{"digest": "A" * 64}, {"size": 0}, {"size": 20_000_001}, {"title": ""}, {"title": "あ" * 201}]
)
def test_a_circular_that_no_kiosk_could_keep_is_refused(change: dict[str, object]) -> None:
    wrong = msgspec.structs.replace(CIRCULAR, **change)
    with pytest.raises(BadMessage, match="bad_message"):
        decode_from_hub(encode(CircularPage("r1", 0, 1, (wrong,))))


def test_a_piece_that_is_too_large_is_refused() -> None:
    with pytest.raises(BadMessage, match="bad_message"):
        decode_from_hub(encode(CircularPiece("a" * 64, 0, bytes(PIECE + 1))))
