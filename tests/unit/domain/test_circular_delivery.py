"""What is fetched next, what is kept, and what is shown of the hub's circulars: by rule, whatever comes and goes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.circular import MAX_BYTES, Circular, CircularId
from kiosk.domain.circular_delivery import (
    MAX_KEPT,
    PIECE,
    Delivery,
    Digest,
    Offer,
    Piece,
    fitting,
    length_of,
    offer_of,
)

TODAY = date(2026, 11, 24)


def offer(name: str, issued: int = 0, until: int | None = None, size: int = 100) -> Offer:
    """Issued so many days from today."""
    last = TODAY + timedelta(until) if until is not None else None
    return Offer(Circular(CircularId(name), f"お知らせ {name}", "pdf", TODAY + timedelta(issued), last), size)


def digests(*names: str) -> frozenset[Digest]:
    return frozenset(map(Digest, names))


A, B, C = offer("a", -1, size=2 * PIECE + 5), offer("b", -2), offer("c", -3)
ALL = Delivery((C, A, B))


@pytest.mark.parametrize(
    ("delivery", "wanted"),
    [
        (Delivery(), None),
        (ALL, ("a", 0)),
        (ALL.grown(A.digest, PIECE), ("a", 1)),
        (ALL.grown(A.digest, 2 * PIECE), ("a", 2)),
        (ALL.grown(A.digest, 2 * PIECE - 1), ("a", 1)),
        (ALL.finished(A.digest), ("b", 0)),
        (ALL.finished(A.digest).finished(B.digest), ("c", 0)),
        (ALL.finished(A.digest).finished(B.digest).finished(C.digest), None),
        (ALL.lacking(A.digest), ("b", 0)),
        (ALL.grown(A.digest, PIECE).came_wrong(A.digest), ("a", 0)),
        (ALL.came_wrong(A.digest).came_wrong(A.digest), ("b", 0)),
        (replace(ALL, doubles=digests("a", "b")), ("c", 0)),
        (Delivery((offer("past", -9, until=-1),)), None),
        (Delivery((offer("last day", -9, until=0),)), ("last day", 0)),
        (Delivery((offer("tomorrow", 1), offer("old", -90))), ("old", 0)),
        (Delivery((offer("next month", 30), offer("tomorrow", 1))), ("tomorrow", 0)),
    ],
)
def test_what_is_asked_for_next(delivery: Delivery, wanted: tuple[str, int] | None) -> None:
    assert delivery.next_piece(TODAY) == (Piece(Digest(wanted[0]), wanted[1]) if wanted else None)


@pytest.mark.parametrize(
    ("size", "lengths"),
    [(1, [1, 0]), (PIECE, [PIECE, 0]), (PIECE + 1, [PIECE, 1, 0]), (2 * PIECE, [PIECE, PIECE, 0])],
)
def test_a_document_is_as_long_as_its_pieces(size: int, lengths: list[int]) -> None:
    assert [length_of(size, number) for number in range(len(lengths))] == lengths


def test_own_ones_stand_first_the_same_one_once_and_what_is_not_here_is_coming() -> None:
    own = Circular(CircularId("own.pdf"), "自分の", "pdf", TODAY)
    there = replace(ALL, doubles=digests("b")).finished(A.digest)
    assert [(one.id, one.coming) for one in there.standing((own,), TODAY)] == [
        ("own.pdf", False),
        ("a", False),
        ("c", True),
    ]


def test_one_that_came_wrong_twice_is_shown_and_kept_no_more() -> None:
    once = ALL.finished(B.digest).came_wrong(B.digest)
    assert [one.coming for one in once.standing((), TODAY)] == [True, True, True]
    twice = once.came_wrong(B.digest)
    assert [one.id for one in twice.standing((), TODAY)] == ["a", "c"]
    assert twice.kept(TODAY) == digests("a", "c")


def test_what_finds_no_room_is_left_out_and_smaller_ones_behind_it_are_not() -> None:
    many = [offer(f"n{n}", -n, size=MAX_BYTES) for n in range(11)]
    small = offer("small", -50, size=1)
    found = fitting([*many, small], TODAY)
    assert [one.digest for one in found] == [f"n{n}" for n in range(10)]
    assert small in fitting([*many[:9], small], TODAY)


def test_what_was_shown_goes_before_what_is_shown() -> None:
    past = offer("past", -1, until=-1, size=MAX_BYTES)
    many = [offer(f"n{n}", -n - 5, size=MAX_BYTES) for n in range(10)]
    assert past not in fitting([past, *many], TODAY)
    assert past in fitting([past, *many[:9]], TODAY)


def test_the_hub_names_a_circular_by_what_is_in_it() -> None:
    own = Circular(CircularId("own.pdf"), "自分の", "pdf", TODAY)
    named = offer_of(own, "ab" * 32, 7)
    assert (named.digest, named.circular.id, named.circular.title, named.size) == ("ab" * 32, "ab" * 32, "自分の", 7)


OFFERS = st.lists(
    st.builds(
        offer,
        st.sampled_from("abcdefghij"),
        st.integers(-400, 40),
        st.none() | st.integers(-5, 50),
        st.integers(1, MAX_BYTES),
    ),
    max_size=30,
    unique_by=lambda one: one.digest,
)


@given(OFFERS)
def test_never_more_is_kept_than_there_is_room_for(offers: list[Offer]) -> None:
    found = fitting(offers, TODAY)
    assert sum(one.size for one in found) <= MAX_KEPT and len(set(found)) == len(found)
    left_out = set(offers) - set(found)
    room = MAX_KEPT - sum(one.size for one in found)
    assert all(one.size > room for one in left_out), "nothing is left out that would fit"


@given(OFFERS, st.lists(st.sampled_from(["grows", "wrong", "absent"]), max_size=60))
def test_whatever_comes_it_ends_with_all_settled_and_asks_for_each_piece_in_order(
    offers: list[Offer], course: list[str]
) -> None:
    small = tuple(replace(one, size=one.size % (4 * PIECE) + 1) for one in offers)
    delivery = Delivery(small)
    for step in [*course, *["grows"] * (5 * len(small))]:
        wanted = delivery.next_piece(TODAY)
        if wanted is None:
            break
        one = delivery.offer(wanted.digest)
        assert one is not None and wanted.digest not in delivery.refused | delivery.whole | delivery.absent
        assert wanted.number * PIECE == delivery.begun.get(wanted.digest, 0)
        length = length_of(one.size, wanted.number)
        assert length > 0
        if step == "wrong":
            delivery = delivery.came_wrong(wanted.digest)
        elif step == "absent":
            delivery = delivery.lacking(wanted.digest)
        elif wanted.number * PIECE + length == one.size:
            delivery = delivery.finished(wanted.digest)
        else:
            delivery = delivery.grown(wanted.digest, wanted.number * PIECE + length)
    assert delivery.next_piece(TODAY) is None
    assert {Digest(one.id) for one in delivery.standing((), TODAY) if not one.coming} == delivery.whole
