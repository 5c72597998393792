"""The three languages: each says everything that a resident may meet, in the same places, and reads every kanji."""

import logging
import re
from pathlib import Path
from string import Formatter

import pytest

from kiosk.content.readings import bare_kanji
from kiosk.content.texts import Texts, read_catalogues, read_coverage, read_texts
from kiosk.content.toml import BadFile
from kiosk.domain.languages import CHINESE, COMING, EASY_JAPANESE, ENGLISH, JAPANESE, LANGUAGES, VIETNAMESE
from kiosk.domain.readings import has_readings, plain
from tests.support.texts import LOCALE, catalogues

JAPANESE_ONLY = ("desk.", "hint.desk.", "mirror.", "demo.", "window.", "signage.", "setting_up.")
"""What clerks, trainers, installers and passers-by read."""
DESK_HINTS = frozenset(
    {
        "hint.nothing_waiting",
        "hint.choose_outcome",
        "hint.taken_by_other",
        "hint.not_in_call",
        "hint.call_first_ends",
        "hint.no_other_desk",
        "hint.field_kept",
        "hint.field_written",
        "hint.sample_too_long",
    }
)
IN_EVERY_SCRIPT = frozenset({"languages.title", "kana.letters.kana", "kana.letters.katakana"})
WITHOUT_READINGS = re.compile(
    r"mark\..*|kana\.empty|call\.you|call\.paper_coming|outside\.(own_paper|their_paper|van|office)|screen_lost\..*|strip\.log_lost"
)
"""Marks on a page, marks of the program, two rows in the strip, and words read from four metres: kana, no readings."""
TRANSLATED = LANGUAGES[1:]
_JAPANESE_LETTERS = re.compile("[ぁ-ヿ\u3400-\u9fff]")


def _meant_for_residents() -> set[str]:
    return {i for i in catalogues()[JAPANESE].ids if not i.startswith(JAPANESE_ONLY) and i not in DESK_HINTS}


def _words(language: str) -> dict[str, str]:
    texts = catalogues()[language]
    return {i: texts(i) for i in texts.ids}


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_says_everything_that_a_resident_may_meet(language: str) -> None:
    assert _meant_for_residents() - catalogues()[language].ids == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_says_nothing_that_nobody_asks_for(language: str) -> None:
    assert catalogues()[language].ids - _meant_for_residents() == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_values_stand_in_the_same_texts_in_every_language(language: str) -> None:
    ours, theirs = _words(JAPANESE), _words(language)
    assert {i for i, text in theirs.items() if _places(text) != _places(ours[i])} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_and_none_has_a_stray_space(language: str) -> None:
    assert {i: t for i, t in _words(language).items() if not t.strip() or t != t.strip() or "  " in t} == {}


def test_easy_japanese_reads_every_kanji() -> None:
    assert {i: bare_kanji(t) for i, t in _words(EASY_JAPANESE).items() if bare_kanji(t)} == {}


def test_where_readings_have_no_room_easy_japanese_is_kana() -> None:
    words = {i: t for i, t in _words(EASY_JAPANESE).items() if WITHOUT_READINGS.fullmatch(i)}
    assert len(words) == 15
    assert [i for i, text in words.items() if has_readings(text)] == []


@pytest.mark.parametrize("language", [JAPANESE, ENGLISH, CHINESE, VIETNAMESE])
def test_other_languages_carry_no_readings(language: str) -> None:
    assert [i for i, text in _words(language).items() if has_readings(text)] == []


def test_english_is_written_without_japanese_letters() -> None:
    assert [i for i, t in _words(ENGLISH).items() if _JAPANESE_LETTERS.search(t) and i not in IN_EVERY_SCRIPT] == []


def test_easy_japanese_says_one_thing_in_a_sentence() -> None:
    """A text has two sentences at most, a sentence at most two clauses."""
    sentences = {i: [s for s in plain(t).split("。") if s] for i, t in _words(EASY_JAPANESE).items()}
    assert {i: found for i, found in sentences.items() if len(found) > 2 or any(s.count("、") > 1 for s in found)} == {}


def test_a_text_that_a_language_lacks_is_logged_once_and_said_in_japanese(caplog: pytest.LogCaptureFixture) -> None:
    texts = Texts("xx", {}, Texts(JAPANESE, {"waiting.minutes": "およそ {minutes}"}))
    with caplog.at_level(logging.ERROR):
        assert [texts("waiting.minutes", minutes="6分") for _ in range(2)] == ["およそ 6分"] * 2
    assert [record.getMessage() for record in caplog.records] == ["text missing in xx: waiting.minutes"]


def test_a_text_that_no_language_has_is_an_error() -> None:
    with pytest.raises(KeyError):
        catalogues()[ENGLISH]("nowhere.to.be.found")


def _catalogue_with(folder: Path, msgstr: str) -> Path:
    file = folder / EASY_JAPANESE / "LC_MESSAGES" / "madoguchi.po"
    file.parent.mkdir(parents=True)
    file.write_text(
        f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a.b"\n{msgstr}\n', "utf-8"
    )
    return folder


@pytest.mark.parametrize(
    ("msgstr", "said"),
    [
        ('msgstr "《かみ》を 見る"', "line 5: a.b: '《' stands alone"),
        ('msgstr "紙《kami》"', "line 5: a.b: the reading of '紙' must be kana, not 'kami'"),
        ('msgstr ""', "line 5: a.b: there is no text"),
        ('msgstr "紙"\nrubbish', "cannot be read"),
    ],
)
def test_a_mistake_of_a_translator_is_said_with_line_and_id(tmp_path: Path, msgstr: str, said: str) -> None:
    with pytest.raises(BadFile, match=said):
        read_texts(_catalogue_with(tmp_path, msgstr), EASY_JAPANESE)


def test_a_language_without_a_catalogue_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be read"):
        read_catalogues(tmp_path)


def test_a_catalogue_can_be_chosen_or_is_coming_and_never_both() -> None:
    assert {folder.name for folder in LOCALE.iterdir()} == {*LANGUAGES, *COMING}
    assert not set(LANGUAGES) & set(COMING)


@pytest.mark.parametrize("language", COMING)
def test_what_is_coming_says_what_english_says_with_the_same_values_and_in_other_words(language: str) -> None:
    english, begun = catalogues()[ENGLISH], read_texts(LOCALE, language)
    assert begun.ids and begun.ids < english.ids
    for text_id in begun.ids:
        assert _places(begun._words[text_id]) == _places(english._words[text_id]), text_id
        assert begun._words[text_id] != english._words[text_id], text_id


def test_how_much_of_a_language_is_there_is_counted_against_all_that_a_resident_may_meet(tmp_path: Path) -> None:
    shares = read_coverage(LOCALE)
    assert list(shares) == list(COMING) and all(0.05 < share < 1 for share in shares.values())
    for language in (ENGLISH, *COMING):
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        ids = ("a", "b", "c", "d") if language == ENGLISH else ("a", "for clerks")
        folder.joinpath("madoguchi.po").write_text(
            "".join(f'msgid "{i}"\nmsgstr "x"\n\n' for i in ids), encoding="utf-8"
        )
    assert read_coverage(tmp_path) == dict.fromkeys(COMING, 0.25)
