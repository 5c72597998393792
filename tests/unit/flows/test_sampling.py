"""The clerk types what is to stand in a field; it lies over the resident's empty field at its true place."""

import dataclasses
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.form import FieldId
from kiosk.domain.lighting import Lit, sample_shown
from kiosk.domain.lying import Lying
from kiosk.domain.sample import MAX_CHARACTERS, ClerksSample, acceptable, fillable, placed_over
from kiosk.domain.sheet_intents import FillSample, ShowSample
from kiosk.domain.snapshot import Hint
from kiosk.flows.ports import Connected, PeerSaid
from kiosk.wire.peer import LitField, SampleWords
from tests.support.ends import Desk, Kiosk
from tests.support.form_ends import FORMS, desk_of, kiosk_with

FORM = Lying(101, 210.0, 297.0, form="juminhyo", held=True, open=True, filled=("date",))
FIELDS = {one.id: one for one in FORMS["juminhyo"].fields}
NAME = FieldId("visitor-name")


@pytest.fixture
def kiosk() -> Kiosk:
    return kiosk_with(FORM)


@pytest.fixture
def desk(kiosk: Kiosk) -> Desk:
    made = desk_of(kiosk)
    touch(made, NAME)
    return made


def touch(end: Desk | Kiosk, field: str) -> None:
    lit = end.now.lit or Lit("van", 101)
    end.store.change(lit=dataclasses.replace(lit, field=FieldId(field)))


def carry(source: Desk, target: Kiosk) -> None:
    sent = source.world.media.sent
    for message in [one for one in sent if isinstance(one, LitField | SampleWords)]:
        target.flows.on_media(PeerSaid(message))
    sent.clear()


def words(end: Desk | Kiosk) -> Mapping[object, str]:
    now = end.now
    shown = sample_shown(now.lit, "van", now.lying.get("van"), now.forms, now.clerks_sample)
    return dict(shown)


def test_what_the_clerk_types_is_the_sample_at_both_ends_and_the_others_stay(kiosk: Kiosk, desk: Desk) -> None:
    desk.flows.do(FillSample("  緑川　太郎 "))
    carry(desk, kiosk)
    for end in (kiosk, desk):
        assert words(end)[FIELDS[NAME].box] == "緑川 太郎"
        assert len(words(end)) > 8, "the form's own sample is there, too"


def test_no_words_give_the_field_its_own_sample_back(kiosk: Kiosk, desk: Desk) -> None:
    desk.flows.do(FillSample("緑川"))
    desk.flows.do(FillSample(" "))
    carry(desk, kiosk)
    assert words(kiosk)[FIELDS[NAME].box] == FIELDS[NAME].sample


def test_either_side_puts_it_away_and_it_is_there_again_with_the_next(kiosk: Kiosk, desk: Desk) -> None:
    desk.flows.do(FillSample("緑川"))
    carry(desk, kiosk)
    kiosk.flows.do(ShowSample("van", on=False))
    assert words(kiosk) == {}
    kiosk.flows.do(ShowSample("van", on=True))
    assert words(kiosk)[FIELDS[NAME].box] == "緑川"


def test_where_somebody_has_written_nothing_is_laid_over_and_the_clerk_is_told(kiosk: Kiosk, desk: Desk) -> None:
    touch(desk, "date")
    desk.flows.do(FillSample("5/11/22"))
    assert desk.now.hint is Hint.FIELD_WRITTEN
    assert desk.world.media.of(SampleWords) == []


def test_words_that_no_field_has_room_for_are_refused_in_words(desk: Desk) -> None:
    desk.flows.do(FillSample("あ" * (MAX_CHARACTERS + 1)))
    assert (desk.now.hint, desk.now.clerks_sample) == (Hint.SAMPLE_TOO_LONG, None)
    desk.flows.do(FillSample("あ" * MAX_CHARACTERS))
    assert desk.now.clerks_sample is not None


def test_a_box_to_tick_takes_no_words(desk: Desk) -> None:
    box = next(one for one in FIELDS.values() if one.kind == "check")
    touch(desk, box.id)
    desk.flows.do(FillSample("はい"))
    assert desk.now.clerks_sample is None


def test_another_sheet_begins_without_it(kiosk: Kiosk, desk: Desk) -> None:
    desk.flows.do(FillSample("緑川"))
    carry(desk, kiosk)
    kiosk.flows.on_lying(dataclasses.replace(FORM, number=102))
    kiosk.flows.do(ShowSample("van", on=True))
    assert "緑川" not in words(kiosk).values()


def test_after_a_reconnect_all_of_it_is_said_again_and_with_the_call_it_goes(kiosk: Kiosk, desk: Desk) -> None:
    desk.flows.do(FillSample("緑川"))
    desk.world.media.sent.clear()
    desk.flows.on_media(Connected(2))
    assert desk.world.media.of(SampleWords) == [SampleWords(101, ((NAME, "緑川"),))]
    for end in (desk, kiosk):
        end.flows.sheet.forget()
        assert end.now.clerks_sample is None


@pytest.mark.parametrize("text", ["\u202e緑川", "緑\n川", " 緑川"])
def test_what_nobody_could_have_typed_is_not_taken(kiosk: Kiosk, text: str) -> None:
    kiosk.flows.on_media(PeerSaid(SampleWords(101, ((NAME, text),))))
    assert kiosk.now.clerks_sample is None


def test_a_resident_fills_no_sample_and_a_desk_takes_none(kiosk: Kiosk, desk: Desk) -> None:
    touch(kiosk, NAME)
    kiosk.flows.do(FillSample("緑川"))
    desk.flows.on_media(PeerSaid(SampleWords(101, ((NAME, "緑川"),))))
    assert (kiosk.now.clerks_sample, desk.now.clerks_sample) == (None, None)


@given(
    own=st.dictionaries(st.sampled_from(sorted(FIELDS)), st.text("あ1/", min_size=1, max_size=MAX_CHARACTERS)),
    filled=st.frozensets(st.sampled_from(sorted(FIELDS))),
)
def test_words_stand_within_their_fields_and_never_over_writing(
    own: dict[FieldId, str], filled: frozenset[str]
) -> None:
    shown = placed_over(FORMS["juminhyo"], filled, own)
    empty = [one for one in FIELDS.values() if one.id not in filled]
    assert all(any(box.lies_in(one.box, 0.5) for one in empty) for box, _ in shown)
    for name in own:
        if name not in filled and fillable(FIELDS[name]):
            assert any(box.lies_in(FIELDS[name].box, 0.5) for box, _ in shown)


@given(st.text(max_size=60))
def test_only_a_clean_row_is_acceptable(text: str) -> None:
    assert not acceptable(text) or (len(text) <= MAX_CHARACTERS and text == text.strip() and text.isprintable())
    assert ClerksSample(1).filled(NAME, text).filled(NAME, "") == ClerksSample(1)
