"""Texts of a screen as a voice can say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.clauses import COMMA_S, LONGEST_CLAUSE, MOST_LETTERS, STOP_S, clauses, sayable
from kiosk.domain.lexicon import Lexicon
from kiosk.domain.readings import annotated

NONE = Lexicon()
WORDS = Lexicon({"笠間市": "カサマシ", "笠間": "カサマ", "申しこめ": "モーシコメ"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "0120-95-0178 に かけて、2を おします。",
            "ゼロイチニーゼロ、キューゴー、ゼロイチナナハチ に かけて、2を おします。",
        ),
        ("0120-0178-27 に かけます", "ゼロイチニーゼロ、ゼロイチナナハチ、ニーナナ に かけます"),
        ("０５７０－７８３－５７８です", "ゼロゴーナナゼロ、ナナハチサン、ゴーナナハチです"),
        ("番号は 001-428 です", "番号は ゼロゼロイチ、ヨンニーハチ です"),
        ("番号0572-4 12月5日(土)まで", "番号ゼロゴーナナニー、ヨン 12月5日、土曜日、まで"),
        ("2026-1", "ニーゼロニーロク、イチ"),
        ("2026-11-23 と 12345-6", "2026-11-23 と 12345-6"),
        ("郵便番号 123-4567", "郵便番号 123-4567"),
        ("#9110 に 電話します", "シャープ、キューイチイチゼロ に 電話します"),
        ("午前8:30〜午後5:05", "午前8時30分から午後5時5分"),
        ("午後0:00", "午後0時"),
        ("11月21日(土) 午前10:20", "11月21日、土曜日、午前10時20分"),
        ("令和7年（2025年）6月からです。", "令和7年、2025年、6月からです。"),
        ("申請・更新・困ったとき", "申請、更新、困ったとき"),
        ("「つなぐ」を さわってください。", "つなぐ、を さわってください。"),
        ("一つめ\n二つめ", "一つめ\n二つめ"),
        ("2,000円です", "2,000円です"),
    ],
)
def test_numbers_and_signs_are_said_as_people_say_them(text: str, said: str) -> None:
    assert sayable(text, NONE) == said


def test_a_reading_in_the_text_is_said_in_place_of_its_kanji() -> None:
    assert sayable(f"{annotated('市民課', 'しみんか')}は ここです", NONE) == "シミンカは ここです"


def test_a_word_that_counts_keeps_its_kanji_because_the_number_changes_it() -> None:
    assert sayable(f"6{annotated('分', 'ぷん')}", NONE) == "6分"
    assert sayable(annotated("14日", "じゅうよっか"), NONE) == "ジュウヨッカ"


def test_the_longer_word_of_the_lexicon_goes_first_and_a_reading_in_the_text_before_both() -> None:
    assert sayable("笠間市の 笠間で 申しこめます", WORDS) == "カサマシの カサマで モーシコメます"
    assert sayable(annotated("笠間市", "かさまし"), WORDS) == "カサマシ"


def test_a_sentence_comes_clause_by_clause_with_its_pauses() -> None:
    found = clauses(("わからない ときは、職員に 聞いて ください。", "つぎです"), NONE)
    assert [(one.sentence, one.text, one.pause_s) for one in found] == [
        (0, "わからない ときは、", COMMA_S),
        (0, "職員に 聞いて ください。", STOP_S),
        (1, "つぎです", STOP_S),
    ]


def test_what_is_too_short_for_a_breath_goes_with_the_next() -> None:
    assert [one.text for one in clauses(("まず、カードを 見ます。",), NONE)] == ["まず、カードを 見ます。"]


def test_what_cannot_be_said_has_no_clause() -> None:
    assert clauses(("", "――", "（ ）", "あ"), NONE)[0].sentence == 3


@given(st.lists(st.text(max_size=500), max_size=4))
def test_whatever_stands_there_makes_clauses_that_a_voice_takes(texts: list[str]) -> None:
    found = clauses(tuple(texts), WORDS)
    assert all(any(letter.isalnum() for letter in one.text) for one in found)
    assert all(len(one.text) <= LONGEST_CLAUSE for one in found)
    assert [one.sentence for one in found] == sorted(one.sentence for one in found)
    assert all(one.pause_s > 0 for one in found)


def test_a_text_without_end_is_cut() -> None:
    assert sum(len(one.text) for one in clauses(("あ" * 5000,), NONE)) == MOST_LETTERS
