"""書き忘れを 見る: both ends see which fields of a known form are still to be filled, as eye and rules say."""

import dataclasses

import pytest

from kiosk.domain.lighting import Lit, asks_for_missing, fields_missing, sample_shown
from kiosk.domain.lying import Lying
from kiosk.domain.sheet_intents import ShowMissing, ShowSample, TouchField
from kiosk.domain.snapshot import Ends
from kiosk.flows.ports import Connected, PeerSaid
from kiosk.wire.peer import Lies, LitField
from tests.support.ends import Desk, Kiosk
from tests.support.form_ends import FORMS, carry, desk_of, kiosk_with

REQUIRED = {one.id for one in FORMS["juminhyo"].fields if one.required}
FORM = Lying(101, 210.0, 297.0, form="juminhyo", held=True, open=True, filled=("date", "visitor-name"))


@pytest.fixture
def kiosk() -> Kiosk:
    return kiosk_with(FORM)


@pytest.fixture
def desk(kiosk: Kiosk) -> Desk:
    return desk_of(kiosk)


def missing(snapshot: Ends) -> set[str] | None:
    fields = fields_missing(snapshot.lit, "van", snapshot.lying.get("van"), snapshot.forms)
    return None if fields is None else {one.id for one in fields}


@pytest.mark.parametrize("asks", ["kiosk", "desk"])
def test_whoever_asks_both_see_the_same(kiosk: Kiosk, desk: Desk, asks: str) -> None:
    one, other = (kiosk, desk) if asks == "kiosk" else (desk, kiosk)
    assert missing(kiosk.now) is None
    one.flows.do(ShowMissing("van", on=True))
    carry(one, other)
    assert missing(kiosk.now) == missing(desk.now) == REQUIRED - {"date", "visitor-name"}
    other.flows.do(ShowMissing("van", on=False))
    carry(other, one)
    assert missing(kiosk.now) is missing(desk.now) is None


def test_what_is_written_meanwhile_is_not_missing_any_more(kiosk: Kiosk, desk: Desk) -> None:
    kiosk.flows.do(ShowMissing("van", on=True))
    carry(kiosk, desk)
    kiosk.flows.on_lying(dataclasses.replace(FORM, filled=(*REQUIRED,)))
    desk.flows.on_media(PeerSaid(kiosk.world.media.of(Lies)[-1]))
    assert missing(kiosk.now) == missing(desk.now) == set()


def test_a_touched_field_is_lit_beside_it_and_put_out_without_ending_it(kiosk: Kiosk) -> None:
    kiosk.flows.do(ShowMissing("van", on=True))
    kiosk.flows.do(TouchField("van", 100.0, 76.0))
    assert kiosk.now.lit is not None and kiosk.now.lit.field == "visitor-name" and kiosk.now.lit.missing
    kiosk.flows.do(TouchField("van", 100.0, 76.0))
    assert kiosk.now.lit is not None and kiosk.now.lit.field == "" and kiosk.now.lit.missing


def test_as_long_as_nobody_has_looked_it_is_asked_and_not_answered(kiosk: Kiosk) -> None:
    kiosk.flows.on_lying(dataclasses.replace(FORM, filled=None))
    kiosk.flows.do(ShowMissing("van", on=True))
    assert asks_for_missing(kiosk.now.lit, "van", kiosk.now.lying["van"])
    assert missing(kiosk.now) is None


def test_what_is_needed_only_with_something_else_is_missing_only_then() -> None:
    form = FORMS["inkan-shomei"]
    asked = Lit("van", 5, missing=True)
    lying = Lying(5, 210.0, 297.0, form=form.id, held=True, open=True, filled=())
    proxies = {one.id for one in form.fields if one.rules.required_if}
    alone = {one.id for one in fields_missing(asked, "van", lying, FORMS) or ()}
    assert proxies and not proxies & alone
    begun = dataclasses.replace(lying, filled=("proxy-name",))
    together = {one.id for one in fields_missing(asked, "van", begun, FORMS) or ()}
    assert together & proxies == proxies - {"proxy-name"}


def test_a_sample_lies_over_what_is_empty_and_beside_what_is_missing(kiosk: Kiosk, desk: Desk) -> None:
    kiosk.flows.do(ShowSample("van", on=True))
    kiosk.flows.do(ShowMissing("van", on=True))
    carry(kiosk, desk)
    for end in (kiosk, desk):
        shown = sample_shown(end.now.lit, "van", end.now.lying.get("van"), end.now.forms)
        words = [word for _, word in shown]
        assert "青空 花子" in words and len(words) > 8
        name = next(one for one in FORMS["juminhyo"].fields if one.id == "visitor-name")
        assert name.box not in [box for box, _ in shown], "somebody has written there"
        assert missing(end.now) is not None
    desk.flows.do(ShowSample("van", on=False))
    carry(desk, kiosk)
    assert sample_shown(kiosk.now.lit, "van", kiosk.now.lying["van"], kiosk.now.forms) == ()
    assert missing(kiosk.now) is not None, "one does not end the other"


def test_after_a_reconnect_it_is_asked_again_and_with_the_call_it_goes(kiosk: Kiosk) -> None:
    kiosk.flows.do(ShowMissing("van", on=True))
    kiosk.world.media.sent.clear()
    kiosk.flows.on_media(Connected(2))
    assert [said.missing for said in kiosk.world.media.of(LitField)] == [True]
    kiosk.flows.sheet.forget()
    assert kiosk.now.lit is None


def test_of_an_unknown_sheet_nothing_is_asked(kiosk: Kiosk) -> None:
    kiosk.flows.on_lying(dataclasses.replace(FORM, form="", filled=None))
    kiosk.flows.do(ShowMissing("van", on=True))
    assert kiosk.now.lit is None


@pytest.mark.parametrize(
    "lit", [Lit("office", 101, missing=True, sample=True), Lit("van", 102, missing=True, sample=True)]
)
def test_what_was_asked_of_another_sheet_is_not_shown_on_this_one(lit: Lit) -> None:
    assert fields_missing(lit, "van", FORM, FORMS) is None
    assert sample_shown(lit, "van", FORM, FORMS) == ()


@pytest.mark.parametrize("away", [dataclasses.replace(FORM, held=False), dataclasses.replace(FORM, open=False)])
def test_over_a_form_that_is_not_seen_lies_no_sample(away: Lying) -> None:
    lit = Lit("van", FORM.number, missing=True, sample=True)
    assert sample_shown(lit, "van", away, FORMS) == ()
