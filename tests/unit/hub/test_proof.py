"""The hub's seal: it brings back a place, and whatever was changed about it brings back nothing."""

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hub.engine import Ticket
from kiosk.hub.proof import BadProof, Sealer, new_key
from kiosk.wire.hub import Place, Proof

TODAY = "2026-11-22"
PLACED = Ticket("t-1", "normal/citizens", 1_795_305_600.125, 57, "van-1", "card", "temple")
ASKED = replace(PLACED, issued_s=0.0, number=0)
SEALER = Sealer(b"k" * 32)


def refusal(asked: Ticket, proof: bytes, day: str = TODAY) -> str:
    with pytest.raises(BadProof) as caught:
        SEALER.old_place(asked, proof, day)
    return caught.value.code


def test_a_proof_brings_back_the_issue_time_and_the_number() -> None:
    assert SEALER.old_place(ASKED, SEALER.proof(PLACED, TODAY), TODAY) == PLACED


@pytest.mark.parametrize(
    "other",
    [
        replace(ASKED, id="t-2"),
        replace(ASKED, device="van-2"),
        replace(ASKED, topic="moving"),
        replace(ASKED, stop=None),
        replace(ASKED, queue="demo/citizens"),
    ],
)
def test_it_is_good_for_one_ticket_of_one_kiosk_one_topic_and_one_stop(other: Ticket) -> None:
    assert refusal(other, SEALER.proof(PLACED, TODAY)) == "mismatch"


def test_it_is_good_for_its_day() -> None:
    assert refusal(ASKED, SEALER.proof(PLACED, "2026-11-21")) == "old_day"


def test_another_hubs_proof_is_not_ours() -> None:
    assert refusal(ASKED, Sealer(new_key()).proof(PLACED, TODAY)) == "mismatch"


def test_nobody_moves_up_by_writing_an_earlier_time_a_lower_number_or_today_into_it() -> None:
    issued_s, number, day, seal = msgspec.msgpack.decode(SEALER.proof(PLACED, "2026-11-21"))
    for forged in ([issued_s - 60, number, day, seal], [issued_s, 1, day, seal], [issued_s, number, TODAY, seal]):
        assert refusal(ASKED, msgspec.msgpack.encode(forged)) == "mismatch"


@given(st.integers(0, 8 * 64))
def test_a_proof_with_one_bit_turned_brings_back_nothing(at: int) -> None:
    proof = bytearray(SEALER.proof(PLACED, TODAY))
    proof[at // 8 % len(proof)] ^= 1 << at % 8
    assert refusal(ASKED, bytes(proof)) in ("unreadable", "mismatch")


@given(st.binary(max_size=64))
def test_any_bytes_are_refused_in_a_word(proof: bytes) -> None:
    assert refusal(ASKED, proof) in ("unreadable", "mismatch")


def test_the_longest_proof_finds_room_on_the_wire() -> None:
    last = replace(PLACED, issued_s=9_999_999_999.9, number=1_000_000, id="t" * 64, device="d" * 64, stop="s" * 64)
    place = Place("t-1", 1_000_000, 0, True, None, SEALER.proof(last, TODAY))
    assert msgspec.convert(place.proof, Proof) == place.proof
