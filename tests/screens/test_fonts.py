"""Every letter that the counter says has a shape in the faces of its language: no empty box, no word in two faces."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta
from functools import cache

import pytest
from PySide6.QtGui import QFont, QRawFont

from kiosk.app.guides import our_guides
from kiosk.content.city import read_city
from kiosk.content.forms import read_forms
from kiosk.content.guides import read_guides
from kiosk.domain.city import city_in_language
from kiosk.domain.languages import CHINESE, JAPANESE, LANGUAGES, VIETNAMESE
from tests.support.ends import CITY_FILE
from tests.support.packaging import ROOT
from tests.support.texts import catalogues
from ui.presenters.dates import DATES
from ui.presenters.languages import NAMES
from ui.theme.fonts import families, font

pytestmark = pytest.mark.usefixtures("fonts")
_MARKS = "\ufff9\ufffa\ufffb"
"""Around readings; never painted."""
_AS_PRINTED = re.compile("（[^（）]*）|“[^”]*”")
_ADDRESS = "post-to"
"""The step that shows how an envelope is addressed."""
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


@cache
def face(family: str) -> QRawFont:
    return QRawFont.fromFont(QFont(family, 40))


def strings(value: object) -> Iterator[str]:
    """Every text within a piece of data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from strings(one)
    elif isinstance(value, dict):
        yield from strings(list(value.values()))
    elif is_dataclass(value):
        for field in fields(value):
            # what the office has to find out is said to the office; a drawn telephone says what telephones say here
            if field.name not in ("confirming", "phone"):
                yield from strings(getattr(value, field.name))


@cache
def said(language: str) -> tuple[str, ...]:
    """All that residents may read in a language, but for what people type."""
    texts = catalogues()[language]
    found = [texts(text_id) for text_id in texts.ids]
    for known in read_forms(ROOT / "assets" / "forms"):
        form = known.form
        found.append(form.title_in(language))
        found += [notice.words_in(language) for notice in form.notices]
        for field in form.fields:
            found += [field.name_in(language), field.explanation_in(language)]
    city = city_in_language(read_city(CITY_FILE)[0], language)
    found += [city.name, city.counter, city.phone_hours, *(section.name for section in city.sections)]
    found += [stop.name for stop in city.stops]
    found += strings([(topic.title, topic.hint, topic.prepare) for topic in city.topics])
    found += strings([(outcome.done, outcome.next) for outcome in city.outcomes])
    for guide in read_guides(our_guides()).guides().by_language[language].values():
        found += [guide.title, *strings(guide.steps)]
    first = datetime(2026, 1, 1, 0, 59)
    found += [DATES[language].date_and_time(first + timedelta(days=day, hours=day)) for day in range(365)]
    return tuple(found)


def lacking(letters: str, *names: str) -> set[str]:
    """Those that none of these faces has."""
    return {
        letter
        for letter in set(letters)
        if letter not in _MARKS
        and not letter.isspace()
        and not any(face(n).supportsCharacter(ord(letter)) for n in names)
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_that_is_said_has_a_shape(language: str) -> None:
    assert lacking("".join(said(language)), *families(language)) == set()


def test_what_people_type_has_a_shape_whatever_their_name_is() -> None:
    for language in LANGUAGES:
        assert lacking("髙﨑𠮷邊邉齋齊龍瀧〻①♥…—", *families(language)) == set()


def test_each_language_stands_in_the_list_in_its_own_face() -> None:
    for language, name in NAMES.items():
        assert lacking(name, families(language)[0]) == set()


def test_vietnamese_stands_in_one_face() -> None:
    letters = "".join(_LATIN.findall("".join(said(VIETNAMESE))))
    assert "ữ" in letters
    assert lacking(letters, families(VIETNAMESE)[0]) == set()
    assert lacking(letters, families(JAPANESE)[0]) != set(), "so it needs a face of its own"


def test_chinese_stands_in_one_face_but_for_what_is_printed_in_japanese() -> None:
    guides = read_guides(our_guides()).guides().by_language[CHINESE]
    address = {
        text for guide in guides.values() for step in guide.steps if step.id == _ADDRESS for text in strings(step)
    }
    own = "".join(_IDEOGRAPH.findall(_AS_PRINTED.sub("", "".join(set(said(CHINESE)) - address))))
    assert "请" in own
    assert lacking(own, families(CHINESE)[0]) == set()
    assert lacking(own, families(JAPANESE)[0]) != set(), "so it needs a face of its own"


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_come_from_the_first_face_that_has_them(language: str, bold: bool) -> None:
    asked = font(40, bold, language)
    assert asked.families() == families(language)
    assert QRawFont.fromFont(asked).familyName() == families(language)[0]
