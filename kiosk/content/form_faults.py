"""What can be wrong with a form's data, and what to do about it: one line a fault."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Set
from itertools import combinations
from typing import Final, NamedTuple

from kiosk.content.readings import bare_kanji
from kiosk.domain.form import BETWEEN_PIECES, Box, Form, FormField
from kiosk.domain.languages import FURTHER
from kiosk.domain.readings import plain

TO_FILL_IN: Final = "to be filled in: "
LONGEST_EXPLANATION_EM: Final = 80.0
"""Three lines of the callout at the page, 27 letters of 40 px each; Latin letters count half."""
LEAST_LETTER_MM: Final = 3.0
"""Smaller letters are no sample for somebody of eighty."""
_LINE = 1.35
_SLACK_MM: Final = 0.1
_PAGES_MM: Final = (50.0, 420.0)
_LONG_NUMBER: Final = 10
_ID = re.compile(r"^[a-z][a-z0-9-]*$")
_KANA = re.compile(r"^[ぁ-ゖァ-ヺー・ ]+$")


class Fault(NamedTuple):
    """The key at fault and what to do about it."""

    path: tuple[str | int, ...]
    words: str


def form_faults(form: Form) -> Iterator[Fault]:
    """Everything that is wrong with a form's data, in the order of its file."""
    yield from _head_faults(form)
    for index, notice in enumerate(form.notices):
        texts = {"words": notice.words, "easy.words": notice.easy.words, "en.words": notice.en.words}
        texts |= {f"other.{language}.words": other.words for language, other in notice.other.items()}
        yield from (Fault(("notices", index, *key.split(".")), words) for key, words in _worded(texts))
    for index, field in enumerate(form.fields):
        for key, words in _field_faults(form, field):
            yield Fault(("fields", index, *key.split(".")), f"field '{field.id}': {words}")
    yield from _places(form)
    for path, languages in _others(form):
        for language in sorted(languages - set(FURTHER)):
            yield Fault((*path, "other"), f"there is no language '{language}'; there are {', '.join(FURTHER)}")


def _others(form: Form) -> Iterator[tuple[tuple[str | int, ...], Set[str]]]:
    yield (), form.other.keys()
    yield from ((("notices", index), one.other.keys()) for index, one in enumerate(form.notices))
    yield from ((("fields", index), one.other.keys()) for index, one in enumerate(form.fields))


def ems(text: str) -> float:
    """How wide a text is in letters of full width; readings do not count."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in plain(text))


def _head_faults(form: Form) -> Iterator[Fault]:
    for key, value, wanted in (
        ("title", form.title, "as it is printed"),
        ("reading", form.reading, "the title in kana"),
        ("edition", form.edition, "as it is printed on the sheet, so that two editions are told apart"),
        ("source", form.source, "where the fields and rules come from"),
        ("checked_on", form.checked_on, "the day on which somebody held them against the source"),
    ):
        if not value:
            yield Fault((key,), TO_FILL_IN + wanted)
    if not form.en.title:
        yield Fault(("en", "title"), TO_FILL_IN + "the title in English")
    if not _ID.match(form.id):
        yield Fault(("id",), f"'{form.id}' must be small letters, digits and hyphens")
    if form.reading and not _KANA.match(form.reading):
        yield Fault(("reading",), f"must be kana, not '{form.reading}'")
    if not all(_PAGES_MM[0] <= side <= _PAGES_MM[1] for side in form.page_mm):
        yield Fault(("page_mm",), f"each side must be {_PAGES_MM[0]:g} to {_PAGES_MM[1]:g} mm")
    if not form.fields:
        yield Fault(("fields",), "a form has at least one field")


def _field_faults(form: Form, field: FormField) -> Iterator[tuple[str, str]]:
    if not _ID.match(field.id):
        yield "id", "the id must be small letters, digits and hyphens"
    if not field.name:
        yield "name", TO_FILL_IN + "what the field is called"
    if not field.reading:
        yield "reading", TO_FILL_IN + "the name in kana"
    elif not _KANA.match(field.reading):
        yield "reading", f"the reading must be kana, not '{field.reading}'"
    if not field.en.name:
        yield "en.name", TO_FILL_IN + "the name in English"
    texts = {
        "explanation": field.explanation,
        "easy.explanation": field.easy.explanation,
        "en.explanation": field.en.explanation,
    }
    texts |= {f"other.{language}.explanation": words.explanation for language, words in field.other.items()}
    yield from _worded(texts)
    yield from _rule_faults(form, field)
    yield from _sample_faults(field)


def _worded(texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Of a text in its languages; the key of each says which. Those of `other` may be missing."""
    for key, text in texts.items():
        language, _, _ = key.rpartition(".")
        needed = {"": "in Japanese", "easy": "in easy Japanese", "en": "in English"}
        if not text and language in needed:
            yield key, TO_FILL_IN + needed[language]
        if ems(text) > LONGEST_EXPLANATION_EM:
            yield key, f"{ems(text):g} letters wide, {LONGEST_EXPLANATION_EM:g} have room; say it shorter"
        if language == "easy" and (bare := bare_kanji(text)):
            yield key, f"'{bare[0]}' has no reading; write 漢字《かんじ》"


def _rule_faults(form: Form, field: FormField) -> Iterator[tuple[str, str]]:
    rules = field.rules
    for other in rules.required_if:
        if other == field.id or other not in {one.id for one in form.fields}:
            yield "rules.required_if", f"'{other}' is not another field of this form"
    if field.required and rules.leave_empty:
        yield "rules.leave_empty", "it cannot be required and left empty"
    if rules.photo and field.kind != "photo":
        yield "rules.photo", "only a field of kind photo has this rule"
    if (rules.not_in_future or rules.within_days is not None) and field.kind != "date":
        key = "rules.not_in_future" if rules.not_in_future else "rules.within_days"
        yield key, "only a field of kind date has this rule"
    if rules.digits is not None and (field.kind != "digits" or rules.digits < 1):
        yield "rules.digits", "only a field of kind digits has this rule, with a number of at least 1"
    if (rules.digits or 0) >= _LONG_NUMBER and not field.private:
        yield "private", f"a number of {_LONG_NUMBER} digits and more names one person: it must be private"


def _sample_faults(field: FormField) -> Iterator[tuple[str, str]]:
    pieces = field.sample.split(BETWEEN_PIECES) if field.sample else []
    if not pieces:
        if field.required and field.kind not in ("photo", "seal"):
            yield "sample", TO_FILL_IN + "what a filled-in sheet shows here"
        return
    if field.kind == "check":
        words = [spot.word for spot in field.spots]
        strange = [piece for piece in pieces if words and piece not in words]
        if strange:
            yield "sample", f"'{strange[0]}' is none of the choices: {', '.join(words)}"
        return
    if field.spots and len(pieces) != len(field.spots):
        yield "sample", f"{len(field.spots)} pieces with '{BETWEEN_PIECES}' between them, as there are spots"
    elif field.rules.digits and (len(field.sample) != field.rules.digits or not field.sample.isdigit()):
        yield "sample", f"must be {field.rules.digits} digits"
    elif not all(_fits(words, box) for box, words in field.placed_sample()):
        yield "sample", f"'{field.sample}' does not fit with letters of {LEAST_LETTER_MM:g} mm; take a shorter one"


def _fits(words: str, box: Box) -> bool:
    lines = box.height // (_LINE * LEAST_LETTER_MM)
    return ems(words) * LEAST_LETTER_MM <= lines * box.width


def _places(form: Form) -> Iterator[Fault]:
    page = Box(0, 0, *form.page_mm)
    seen: set[str] = set()
    for index, field in enumerate(form.fields):
        here: Iterable[tuple[str, str]] = [*_box_faults(field, page), *_label_faults(form, field, page)]
        if field.id in seen:
            here = [("id", "this id is used twice"), *here]
        seen.add(field.id)
        yield from (Fault(("fields", index, key), f"field '{field.id}': {words}") for key, words in here)
    for (_, one), (index, other) in combinations(enumerate(form.fields), 2):
        if one.box.overlaps(other.box, _SLACK_MM):
            yield Fault(("fields", index, "box"), f"field '{other.id}': it overlaps the field '{one.id}'")


def _box_faults(field: FormField, page: Box) -> Iterator[tuple[str, str]]:
    if min(field.box.width, field.box.height) <= 0:
        yield "box", "its width and height must be more than 0"
    if not field.box.lies_in(page, _SLACK_MM):
        yield "box", f"it lies outside the page of {page.width:g} × {page.height:g} mm"
    for spot in field.spots:
        if min(spot.box.width, spot.box.height) <= 0 or not spot.box.lies_in(field.box, _SLACK_MM):
            yield "spots", f"the spot '{spot.word}' does not lie within the field"


def _label_faults(form: Form, field: FormField, page: Box) -> Iterator[tuple[str, str]]:
    if min(field.label.width, field.label.height) <= 0:
        yield "label", TO_FILL_IN + "where the print stands that names the field, [x, y, width, height] in mm"
        return
    if not field.label.lies_in(page, _SLACK_MM):
        yield "label", f"it lies outside the page of {page.width:g} × {page.height:g} mm"
    for other in form.fields:
        if field.label.overlaps(other.box, _SLACK_MM):
            yield "label", f"it overlaps the field '{other.id}', where people write"
