"""The city's data file: the invented one is right, and each mistake is said."""

import pytest

from kiosk.content.city import parse_city, revision_of, untranslated
from kiosk.content.toml import BadFile
from kiosk.domain.city import city_in_language
from kiosk.domain.languages import CHINESE, EASY_JAPANESE, ENGLISH, JAPANESE, VIETNAMESE
from kiosk.domain.readings import annotated, plain
from tests.support.ends import CITY_FILE

TEXT = CITY_FILE.read_text(encoding="utf-8")


def test_the_invented_city_is_right_and_its_telephones_cannot_ring() -> None:
    city = parse_city(TEXT, "aozora.toml")
    assert len(city.topics) == 8
    assert all(phone.startswith("0000-") for phone in (city.phone, *(s.phone for s in city.sections)))
    assert city.topic("soudan") is city.topics[0]
    assert city.topic("nowhere") is None


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('section = "kenko"', 'section = "nowhere"', "names the section 'nowhere', which is not there"),
        ('stop = "midori"', 'stop = "nowhere"', "the stop 'nowhere' is not there"),
        ('accent = "#0C472A"', 'accent = "green"', "is not a colour like"),
        ("closes = 15:00:00", "closes = 09:00:00", "closes before it opens"),
        ('id = "kenshin"', 'id = "soudan"', "topics: used twice: soudan"),
        ('phone_hours = "月', 'hours = "月', "there is no such key"),
        ("other.vi.title", "other.vn.title", "topics.soudan.other: there is no language 'vn'; there are zh-Hans, vi"),
        (
            "other.vi.title",
            "other.vi.titel",
            "other.vi.titel: there is no such key; allowed here: hint, prepare, title",
        ),
    ],
)
def test_a_mistake_is_said(before: str, after: str, said: str) -> None:
    assert before in TEXT
    with pytest.raises(BadFile, match=said):
        parse_city(TEXT.replace(before, after, 1), "aozora.toml")


def test_another_text_has_another_revision() -> None:
    assert revision_of(TEXT) != revision_of(TEXT + " ")


def test_the_invented_city_is_said_in_every_language() -> None:
    assert untranslated(parse_city(TEXT, "aozora.toml")) == []


def test_what_nobody_has_translated_is_named() -> None:
    text = TEXT.replace('en.name = "Health Section"\n', "").replace("健康課《けんこうか》", "健康課")
    text = text.replace('other.vi.name = "Phòng Sức khỏe (健康課)"\n', "")
    names = [f"sections.kenko.{name}.name" for name in ("en", "other.vi", "easy")]
    assert untranslated(parse_city(text, "aozora.toml")) == names


def test_what_nobody_has_translated_is_said_in_japanese_with_its_readings() -> None:
    text = TEXT
    for line in ('en.name = "Health Section"\n', 'other.zh-Hans.name = "健康课（健康課）"\n'):
        assert line in text
        text = text.replace(line, "")
    city = parse_city(text, "aozora.toml")
    for language in (ENGLISH, CHINESE, "ko"):
        kenko = city_in_language(city, language).section("kenko")
        assert kenko is not None and kenko.name == annotated("健康課", "けんこうか"), "never in a third language"


def test_the_citys_own_words_come_without_readings() -> None:
    city = parse_city(TEXT, "aozora.toml")
    assert (city.counter, city.sections[0].name, city.topics[0].title) == ("動く市役所", "市民課", "職員と 話す")


def test_each_language_has_its_own_words_and_easy_japanese_reads_the_citys() -> None:
    city = parse_city(TEXT, "aozora.toml")
    easy, english = city_in_language(city, EASY_JAPANESE), city_in_language(city, ENGLISH)
    assert plain(easy.stops[0].name) == city.stops[0].name != easy.stops[0].name
    assert plain(easy.topics[2].title) == "紙を 書く"
    assert (english.topics[2].title, english.topics[2].icon) == ("Fill in papers together", city.topics[2].icon)
    assert city_in_language(city, VIETNAMESE).topics[2].title == "Cùng ghi giấy tờ"
    assert city_in_language(city, CHINESE).topics[2].title == "一起写文件"
    assert city_in_language(city, JAPANESE) == city


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("健康課《けんこうか》", "健康課《kenko》", "sections.1.name: the reading of '健康課' must be kana"),
        ("広場《ひろば》", "広場ひろば》", "stops.2.name: '》' stands alone"),
        ('easy.title = "スマホを 使《つか》う"', 'easy.title = "《つか》う"', "topics.3.easy.title: '《' stands alone"),
        (
            'en.hint = "Book',
            'en.hnt = "Book',
            "topics.5.en.hnt: there is no such key; allowed here: hint, prepare, title",
        ),
    ],
)
def test_a_mistake_in_a_translation_is_said_with_line_and_key(before: str, after: str, said: str) -> None:
    text = TEXT.replace(before, after, 1)
    line = next(number for number, row in enumerate(text.splitlines(), 1) if after in row)
    with pytest.raises(BadFile, match=f"aozora.toml, line {line}: {said}"):
        parse_city(text, "aozora.toml")


def test_the_file_is_small_enough_for_the_line_to_the_van() -> None:
    assert len(TEXT.encode()) < 20_000
