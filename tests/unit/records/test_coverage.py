"""No letter is ever printed as an empty box: it has a face, or it is named."""

import unicodedata
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.app.places import assets
from kiosk.records.coverage import NoGlyph, Run, Runs, split
from kiosk.records.typefaces import Typefaces

FACES = Typefaces(assets() / "fonts")


@dataclass(frozen=True)
class Some:
    name: str
    letters: str

    def has(self, letter: str) -> bool:
        return letter in self.letters


FIRST, SECOND = Some("first", "abcか"), Some("second", "cdeがé")


@given(st.text("abcdeé"))
def test_runs_are_the_text_again_and_neighbours_differ(text: str) -> None:
    runs = split(text, [FIRST, SECOND]).runs
    assert "".join(run.text for run in runs) == text
    assert all(one.face != other.face for one, other in pairwise(runs))
    assert all(letter in {"first": FIRST, "second": SECOND}[run.face].letters for run in runs for letter in run.text)


@given(st.text("abcdexyz"))
def test_the_first_letter_that_no_face_has_is_named(text: str) -> None:
    lacking = [letter for letter in text if letter in "xyz"]
    if not lacking:
        split(text, [FIRST, SECOND])
        return
    with pytest.raises(NoGlyph) as none:
        split(text, [FIRST, SECOND])
    assert none.value.letter == lacking[0]
    assert f"U+{ord(lacking[0]):04X}" in str(none.value)


@given(st.text("abcde"), st.sampled_from("\ufe00\ufe0d\U000e0100\U000e01ef"))
def test_a_variation_selector_is_dropped_and_said(text: str, selector: str) -> None:
    assert split(text + selector, [FIRST, SECOND]) == Runs(split(text, [FIRST, SECOND]).runs, varied=True)
    assert not split(text, [FIRST, SECOND]).varied


def test_letters_and_their_marks_come_together_and_nothing_else_is_changed() -> None:
    assert split("e\u0301か\u3099", [FIRST, SECOND]).runs == (Run("second", "éが"),)
    assert split("\ufa19", [Some("kin", "\ufa19")]).runs == (Run("kin", "\ufa19"),), "NFC would make it 神"
    assert split("a\u200b\u2060b\ufe0f", [FIRST]) == Runs((Run("first", "ab"),))


@pytest.mark.parametrize(
    ("text", "language", "faces"),
    [
        ("髙﨑 神", "ja", {"BIZUDPGothic_400Regular"}),
        ("𠮷田 𩸽", "ja", {"BIZUDPGothic_400Regular", "NotoSansJP_400Regular"}),
        ("Quầy hành chính lưu động", "vi", {"NotoSans_400Regular"}),
        ("我们会再联系您。请带身份证。", "zh", {"NotoSansSC_400Regular"}),
    ],
)
def test_the_faces_that_are_there_have_names_vietnamese_and_chinese(text: str, language: str, faces: set[str]) -> None:
    assert {run.face for run in FACES.runs(text, language, False).runs} == faces


def test_a_word_that_is_vietnamese_or_chinese_is_of_one_face_when_bold_too() -> None:
    for text, language in (("Quầy hành chính", "vi"), ("流动市政府", "zh")):
        (run,) = FACES.runs(text, language, True).runs
        assert run.face.endswith("700Bold")


def test_japanese_of_all_four_levels_has_a_face_but_for_two_brackets() -> None:
    """JIS X 0213 by Python's codec."""
    lacking: list[str] = []
    for code in range(0x20, 0x2A6E0):
        letter = chr(code)
        if unicodedata.category(letter) in ("Cs", "Cc", "Mn") or not _in_jis(letter):
            continue
        try:
            FACES.runs(letter, "ja", False)
        except NoGlyph as none:
            lacking.append(none.letter)
    assert lacking == ["⦅", "⦆"]


def _in_jis(letter: str) -> bool:
    try:
        letter.encode("euc_jis_2004")
    except UnicodeEncodeError:
        return False
    return True
