"""漢字《かんじ》: how readings are written, kept in a text, and taken out of it again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.readings import BadReading, bare_kanji, read_readings
from kiosk.domain.readings import Segment, annotated, atoms, halves, plain, segments
from kiosk.domain.writing import clean


def test_a_reading_belongs_to_the_kanji_before_it() -> None:
    assert list(segments(read_readings("係《かかり》の 人《ひと》"))) == [
        Segment("係", "かかり"),
        Segment("の "),
        Segment("人", "ひと"),
    ]


def test_a_bar_begins_a_word_that_is_more_than_its_kanji() -> None:
    assert list(segments(read_readings("11月《がつ》｜20日《はつか》"))) == [
        Segment("11"),
        Segment("月", "がつ"),
        Segment("20日", "はつか"),
    ]


@pytest.mark.parametrize(
    "written", ["《かみ》", "紙《かみ", "紙かみ》", "｜紙", "紙《》", "紙《kami》", "紙《か《み》》", "ア《あ》"]
)
def test_a_reading_written_wrongly_is_an_error(written: str) -> None:
    with pytest.raises(BadReading):
        read_readings(written)


def test_a_screen_reader_hears_the_words_without_their_readings() -> None:
    assert plain(read_readings("市役所《しやくしょ》に 行《い》く")) == "市役所に 行く"


def test_kanji_without_a_reading_are_found() -> None:
    assert bare_kanji(read_readings("市役所《しやくしょ》の 窓口で 話《はな》す人")) == ["窓口", "人"]


_KANJI = st.text("市役所話紙見来人々", min_size=1, max_size=4)
_KANA = st.text("あいうしゃんー", min_size=1, max_size=6)
_PIECE = st.one_of(st.builds(annotated, _KANJI, _KANA), st.text("のを 。、ABア1", max_size=4))


@given(st.lists(_PIECE, max_size=8).map("".join))
def test_pieces_together_are_the_text(text: str) -> None:
    assert "".join(segment.text for segment in segments(text)) == text
    assert "".join(atom.text for atom in atoms(text)) == text
    assert "".join(segment.base for segment in segments(text)) == plain(text)


@given(_KANJI, _KANA)
def test_a_word_in_two_loses_neither_letters_nor_kana(base: str, reading: str) -> None:
    divided = halves(Segment(base, reading))
    if divided is None:
        assert min(len(base), len(reading)) == 1
    else:
        one, other = divided
        assert (one.base + other.base, one.reading + other.reading) == (base, reading)
        assert all((one.base, one.reading, other.base, other.reading))


def test_what_somebody_types_can_never_become_a_reading() -> None:
    assert clean(annotated("市長", "うそ")) == "市長うそ"
