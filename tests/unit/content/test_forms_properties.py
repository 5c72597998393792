"""Any right form survives being written and read."""

import dataclasses
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.form_faults import form_faults
from kiosk.content.forms import parse_form
from kiosk.domain.form import (
    Box,
    FieldId,
    FieldKind,
    FieldRules,
    FieldWords,
    Form,
    FormField,
    FormId,
    Notice,
    NoticeWords,
    Spot,
    TitleWords,
)

_KINDS: tuple[FieldKind, ...] = ("text", "kana", "digits", "check", "date")
_KANA = st.text("あいうかきくアイウカキクー", min_size=1, max_size=12)
_LETTERS = st.text("abc あいうアイウ名前書\"\\'#=[]", min_size=1, max_size=40).filter(str.strip)
_EASY = st.text("abc あいうアイウ。", min_size=1, max_size=40).filter(str.strip)


def as_toml(form: Form) -> str:
    """The form's file."""
    lines = list(_entry(form, ("notices", "fields")))
    for notice in form.notices:
        lines += ["[[notices]]", *_entry(notice, ())]
    for one in form.fields:
        lines += ["[[fields]]", *_entry(one, ())]
    return "\n".join(lines)


def _entry(entry: Any, apart: tuple[str, ...], before: str = "") -> Iterator[str]:
    for key in dataclasses.fields(entry):
        value = getattr(entry, key.name)
        if key.name in apart or value is None:
            continue
        if key.name == "spots":
            spots = (f"{{ box = {list(spot.box)}, word = {json.dumps(spot.word)} }}" for spot in value)
            yield f"spots = [{', '.join(spots)}]"
        elif dataclasses.is_dataclass(value):
            yield from _entry(value, (), f"{before}{key.name}.")
        else:
            yield f"{before}{key.name} = {_value(value)}"


def _value(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(list(value) if isinstance(value, tuple) else value)


@st.composite
def fields(draw: st.DrawFn, number: int, top: float) -> FormField:
    """One field in a row of its own."""
    kind = draw(st.sampled_from(_KINDS))
    box = Box(60.0, top, draw(st.floats(40.0, 120.0)), 8.0)
    words = FieldWords("", draw(_EASY)), FieldWords(draw(_LETTERS), draw(_LETTERS))
    rules, sample = FieldRules(), draw(st.sampled_from(["", "あお"]))
    spots: tuple[Spot, ...] = ()
    if kind == "digits":
        count = draw(st.integers(1, 12))
        rules, sample = FieldRules(digits=count, own_hand=draw(st.booleans())), "7" * count
    elif kind == "check":
        spots, sample = (
            (Spot(Box(61.0, top + 1, 5.0, 5.0), "はい"), Spot(Box(80.0, top + 1, 5.0, 5.0), "いいえ")),
            "はい",
        )
    elif kind == "date":
        rules, sample = (
            FieldRules(not_in_future=draw(st.booleans()), within_days=draw(st.none() | st.integers(1, 99))),
            "",
        )
    return FormField(
        FieldId(f"field-{number}"), draw(_LETTERS), draw(_KANA), kind, box, Box(5.0, top, 50.0, 8.0), draw(_LETTERS),
        *words, sample=sample, private=(rules.digits or 0) >= 10 or draw(st.booleans()), spots=spots, rules=rules,
    )  # fmt: skip


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """A form with fields that do not overlap."""
    count = draw(st.integers(1, 8))
    notice = Notice(draw(_LETTERS), NoticeWords(draw(_EASY)), NoticeWords(draw(_LETTERS)))
    return Form(
        FormId("any"), draw(_LETTERS), draw(_KANA), draw(_LETTERS), (210.0, 297.0), "blank.png", draw(_LETTERS),
        TitleWords(draw(_LETTERS)), draw(st.dates(date(2000, 1, 1))), (notice,),
        tuple(draw(fields(number, 10.0 + 9.0 * number)) for number in range(count)),
    )  # fmt: skip


@given(forms())
def test_a_form_that_is_written_and_read_is_the_same(form: Form) -> None:
    assert list(form_faults(form)) == []
    assert parse_form(as_toml(form), "form.toml") == form


@given(forms(), st.integers(0, 7), st.floats(-30.0, 30.0).filter(lambda by: abs(by) > 8.2))
def test_a_field_that_is_pushed_onto_another_is_noticed_and_none_that_is_not(
    form: Form, number: int, by: float
) -> None:
    one = form.fields[number % len(form.fields)]
    pushed = dataclasses.replace(one, box=one.box._replace(y=one.box.y + by), spots=(), sample="")
    others = [other for other in form.fields if other is not one]
    moved = dataclasses.replace(form, fields=(*others, pushed))
    noticed = any("overlaps" in fault.words for fault in form_faults(moved))
    assert noticed == any(pushed.box.overlaps(other.box, 0.1) for other in others)
