"""A field of a known form that one of them touches is lit at both ends; whoever touches last is followed."""

import dataclasses

import pytest

from kiosk.domain.form import Form
from kiosk.domain.lighting import field_at, field_lit
from kiosk.domain.lying import Lying
from kiosk.domain.sheet_intents import TouchField
from kiosk.domain.snapshot import Ends
from kiosk.flows.ports import Connected, PeerSaid
from kiosk.wire.peer import LitField
from tests.support.ends import Desk, Kiosk
from tests.support.form_ends import FORMS, carry, desk_of, kiosk_with

FORM = Lying(101, 210.0, 297.0, form="juminhyo", held=True, open=True)
NAME, DATE = (100.0, 76.0), (100.0, 44.0)


def form() -> Form:
    return next(one for name, one in FORMS.items() if name == "juminhyo")


@pytest.fixture
def kiosk() -> Kiosk:
    return kiosk_with(FORM)


@pytest.fixture
def desk(kiosk: Kiosk) -> Desk:
    return desk_of(kiosk)


def lit(snapshot: Ends) -> str:
    field = field_lit(snapshot.lit, "van", snapshot.lying.get("van"), snapshot.forms)
    return field.id if field is not None else ""


def touch(end: Kiosk | Desk, at: tuple[float, float]) -> None:
    end.flows.do(TouchField("van", *at))


def test_a_touched_field_is_lit_at_both_ends_and_put_out_by_a_second_touch(kiosk: Kiosk, desk: Desk) -> None:
    touch(kiosk, NAME)
    carry(kiosk, desk)
    assert lit(kiosk.now) == lit(desk.now) == "visitor-name"
    touch(desk, NAME)
    carry(desk, kiosk)
    assert lit(kiosk.now) == lit(desk.now) == ""


def test_the_last_touch_is_followed_whatever_the_order_of_arrival(kiosk: Kiosk, desk: Desk) -> None:
    touch(kiosk, NAME)
    touch(desk, DATE)  # at the same time: the van's word holds
    carry(kiosk, desk)
    carry(desk, kiosk)
    assert lit(kiosk.now) == lit(desk.now) == "visitor-name"
    touch(desk, DATE)
    carry(desk, kiosk)
    carry(kiosk, desk)  # an old word once more
    assert lit(kiosk.now) == lit(desk.now) == "date"


def test_after_a_reconnect_it_is_lit_again(kiosk: Kiosk) -> None:
    touch(kiosk, NAME)
    kiosk.world.media.sent.clear()
    kiosk.flows.on_media(Connected(2))
    assert [said.field for said in kiosk.world.media.of(LitField)] == ["visitor-name"]


@pytest.mark.parametrize(
    "other",
    [
        dataclasses.replace(FORM, held=False),
        dataclasses.replace(FORM, number=102),
        dataclasses.replace(FORM, form="", open=False),
    ],
)
def test_it_is_lit_on_its_own_sheet_alone(kiosk: Kiosk, other: Lying) -> None:
    touch(kiosk, NAME)
    kiosk.flows.on_lying(other)
    assert lit(kiosk.now) == ""


def test_on_an_unknown_sheet_nothing_is_lit(kiosk: Kiosk) -> None:
    kiosk.flows.on_lying(dataclasses.replace(FORM, form=""))
    touch(kiosk, NAME)
    assert kiosk.now.lit is None
    assert kiosk.world.media.of(LitField) == []


def test_a_word_about_a_field_that_is_not_there_lights_nothing(desk: Desk) -> None:
    desk.flows.on_media(PeerSaid(LitField(1, "van", 101, "no-such-field")))
    assert lit(desk.now) == ""
    desk.flows.on_media(PeerSaid(LitField(2, "van", 999, "date")))
    assert lit(desk.now) == ""


def test_the_call_takes_it_along(kiosk: Kiosk) -> None:
    touch(kiosk, NAME)
    kiosk.flows.sheet.forget()
    assert kiosk.now.lit is None


def test_the_print_that_names_a_field_stands_for_it_and_the_smaller_field_wins() -> None:
    named = next(one for one in form().fields if one.id == "visitor-name")
    x, y, width, height = named.label
    assert field_at(form(), (x + width / 2, y + height / 2)) == named
    assert field_at(form(), (5.0, 290.0)) is None
    inside = dataclasses.replace(named, id=named.id, box=named.box._replace(width=5.0))
    both = dataclasses.replace(form(), fields=(named, inside))
    assert field_at(both, (named.box.x + 1, named.box.y + 1)) == inside
