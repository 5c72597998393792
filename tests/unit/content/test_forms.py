"""Known forms as files: a right one is read, and each mistake is said with file, line, field, and what to do."""

from datetime import date
from pathlib import Path

import pytest

from kiosk.content.form_faults import LONGEST_EXPLANATION_EM
from kiosk.content.forms import MAX_BLANK_BYTES, read_form, read_forms
from kiosk.content.toml import BadFile
from kiosk.domain.form import Box, FieldId
from kiosk.domain.languages import CHINESE, EASY_JAPANESE, ENGLISH, JAPANESE, VIETNAMESE
from kiosk.domain.readings import annotated, plain
from tests.support.packaging import ROOT
from tests.unit.content.form_files import RIGHT, lay, png


def test_a_right_form_is_read(tmp_path: Path) -> None:
    known = read_form(lay(tmp_path))
    assert (known.form.title, known.form.checked_on, known.blank) == ("見本届", date(2026, 11, 21), png())
    assert [field.id for field in known.form.fields] == ["shimei", "bango", "umare", "dare"]
    assert known.form.fields[0].box == Box(40, 10, 50, 12)


def test_a_field_is_named_and_explained_in_every_language(tmp_path: Path) -> None:
    form = read_form(lay(tmp_path)).form
    name = form.fields[0]
    assert [name.name_in(one) for one in (JAPANESE, EASY_JAPANESE, ENGLISH)] == [
        "氏名",
        annotated("氏名", "しめい"),
        "Name",
    ]
    easy = name.explanation_in(EASY_JAPANESE)
    assert plain(easy) == "名前を 書いて ください。" != easy
    assert name.explanation_in(ENGLISH) == "Write your name."
    assert form.notices[0].words_in(ENGLISH) == "Bring the card."
    assert form.title_in(EASY_JAPANESE) == annotated("見本届", "みほんとどけ")


def test_a_further_language_has_its_own_words_and_where_it_has_none_japanese_with_its_readings(tmp_path: Path) -> None:
    vi = 'en.name = "Name"\nother.vi.name = "Họ tên"\nother.vi.explanation = "Viết họ tên."'
    form = read_form(lay(tmp_path, RIGHT.replace('en.name = "Name"', vi))).form
    name, number = form.fields[:2]
    assert (name.name_in(VIETNAMESE), name.explanation_in(VIETNAMESE)) == ("Họ tên", "Viết họ tên.")
    for language in (VIETNAMESE, CHINESE):
        assert number.name_in(language) == number.name_in(EASY_JAPANESE)
        assert number.explanation_in(language) == number.explanation_in(EASY_JAPANESE)
        assert form.title_in(language) == form.title_in(EASY_JAPANESE)
        assert form.notices[0].words_in(language) == form.notices[0].words_in(EASY_JAPANESE)


def test_readings_in_the_japanese_explanation_are_for_easy_japanese_alone(tmp_path: Path) -> None:
    text = RIGHT.replace('explanation = "名前を 書きます。"', 'explanation = "名前《なまえ》を 書きます。"')
    assert read_form(lay(tmp_path, text)).form.fields[0].explanation == "名前を 書きます。"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('id = "bango"', 'id = "shimei"', "field 'shimei': this id is used twice"),
        ('id = "shimei"', 'id = "氏名"', "the id must be small letters, digits and hyphens"),
        ("box = [40, 22, 50, 12]", "box = [40, 20, 50, 12]", "field 'bango': it overlaps the field 'shimei'"),
        ("box = [40, 10, 50, 12]", "box = [60, 10, 50, 12]", "field 'shimei': it lies outside the page"),
        ("box = [40, 10, 50, 12]", "box = [40, 10, 50, 0]", "its width and height must be more than 0"),
        ("label = [10, 22, 30, 12]", "label = [0, 0, 0, 0]", "field 'bango': to be filled in: where the print"),
        ("label = [10, 22, 30, 12]", "label = [20, 22, 30, 12]", "it overlaps the field 'bango', where people"),
        ("label = [10, 22, 30, 12]", "label = [-9, 22, 30, 12]", "it lies outside the page of 100 × 80 mm"),
        ('reading = "しめい"', 'reading = "氏名"', "field 'shimei': the reading must be kana, not '氏名'"),
        ('reading = "しめい"', 'reading = ""', "field 'shimei': to be filled in: the name in kana"),
        ('name = "氏名"', 'name = ""', "to be filled in: what the field is called"),
        ('en.name = "Name"', 'en.name = ""', "to be filled in: the name in English"),
        ('explanation = "名前を 書きます。"', 'explanation = ""', "to be filled in: in Japanese"),
        ("名前《なまえ》を 書《か》いて ください。", "", "to be filled in: in easy Japanese"),
        ("Write your name.", "", "to be filled in: in English"),
        ("Write your name.", "W" * 161, f"80.5 letters wide, {LONGEST_EXPLANATION_EM:g} have room"),
        (
            'en.name = "Name"',
            f'other.vi.explanation = "{"W" * 161}"\nen.name = "Name"',
            "other.vi.explanation: field 'shimei': 80.5 letters wide",
        ),
        ("名前《なまえ》を", "名前を", "'名前' has no reading; write 漢字《かんじ》"),
        ("名前《なまえ》を", "名前《namae》を", "the reading of '名前' must be kana"),
        ('sample = "青空 花子"', 'sample = ""', "field 'shimei': to be filled in: what a filled-in sheet"),
        ('sample = "青空 花子"', f'sample = "{"長" * 70}"', "does not fit with letters of 3 mm"),
        ('sample = "123456789012"', 'sample = "1234"', "field 'bango': must be 12 digits"),
        ('sample = "昭和15/3/3"', 'sample = "昭和15"', "3 pieces with '/' between them"),
        ('sample = "本人"', 'sample = "妻"', "'妻' is none of the choices: 本人, 代理人"),
        ('required_if = ["shimei"]', 'required_if = ["namae"]', "'namae' is not another field of this form"),
        ('required_if = ["shimei"]', 'required_if = ["bango"]', "'bango' is not another field of this form"),
        ("private = true", "private = false", "a number of 10 digits and more names one person"),
        ("rules.digits = 12", "rules.digits = 0", "with a number of at least 1"),
        ("rules.not_in_future = true", "rules.digits = 3", "only a field of kind digits has this rule"),
        ("rules.digits = 12", "rules.within_days = 14", "only a field of kind date has this rule"),
        (
            "rules.digits = 12",
            "rules.photo = { width_mm = 35, height_mm = 45, within_months = 6 }",
            "only a field of kind photo has this rule",
        ),
        ('sample = "青空 花子"', 'sample = "青空"\nrules.leave_empty = true', "required and left empty"),
        ("spots = [\n  { box = [42,", "spots = [\n  { box = [32,", "the spot '本人' does not lie within the field"),
        ('kind = "text"', 'kind = "txet"', "allowed here: text, kana, date, digits, check, photo"),
        ('title = "見本届"', 'titel = "見本届"', "titel: there is no such key"),
        ('title = "見本届"', 'title = ""', "title: to be filled in: as it is printed"),
        ('reading = "みほんとどけ"', 'reading = "見本"', "must be kana"),
        ('edition = "sample-2026-1"', 'edition = ""', "so that two editions are told apart"),
        ("page_mm = [100, 80]", "page_mm = [100, 800]", "each side must be 50 to 420 mm"),
        ("page_mm = [100, 80]", "page_mm = [nan, inf]", "each side must be 50 to 420 mm"),
        ("box = [40, 10, 50, 12]", "box = [nan, nan, inf, nan]", "it lies outside the page"),
        ('blank = "blank.png"', 'blank = "none.png"', "none.png cannot be read (FileNotFoundError)"),
        ('blank = "blank.png"', 'blank = "../sample/blank.png"', "named by its file alone"),
        ('source = "invented"', 'source = ""', "to be filled in: where the fields and rules come from"),
        ('en.title = "Sample notice"', 'en.title = ""', "to be filled in: the title in English"),
        ('en.words = "Bring the card."', 'en.words = ""', "to be filled in: in English"),
        ('id = "sample"', 'id = "simple"', "the form 'simple' stands in a folder named 'sample'"),
    ],
)
def test_a_mistake_is_said_with_its_line_and_what_to_do(before: str, after: str, said: str, tmp_path: Path) -> None:
    line = RIGHT[: RIGHT.index(before)].count("\n") + 1
    folder = lay(tmp_path, RIGHT.replace(before, after, 1))
    with pytest.raises(BadFile) as caught:
        read_form(folder)
    lines = [one for one in str(caught.value).splitlines() if said in one]
    assert lines, str(caught.value)
    assert lines[0].startswith(f"{folder / 'form.toml'}, line {line + ('leave_empty' in after)}: ")


def test_a_language_that_nobody_knows_is_said_with_the_field(tmp_path: Path) -> None:
    folder = lay(tmp_path, RIGHT.replace('en.name = "Name"', 'en.name = "Name"\nother.kr.name = "K"'))
    with pytest.raises(BadFile, match=r"fields\.0\.other: there is no language 'kr'; there are zh-Hans, vi"):
        read_form(folder)


def test_a_date_that_nobody_has_filled_in_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="checked_on: to be filled in: the day on which somebody held them"):
        read_form(lay(tmp_path, RIGHT.replace("checked_on = 2026-11-21\n", "")))


def test_a_form_without_fields_is_none(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="a form has at least one field"):
        read_form(lay(tmp_path, RIGHT.partition("[[fields]]")[0]))


@pytest.mark.parametrize(
    ("picture", "said"),
    [
        (b"", "is not a PNG"),
        (b"GIF89a" + bytes(99), "is not a PNG"),
        (png(px_per_mm=3.0), "has 300 × 240 pixels; a page of 100 × 80 mm at 6 px/mm has 600 × 480"),
        (png((80.0, 100.0)), "has 480 × 600 pixels"),
        (png(colours=3), "must be grey with 8 bits a pixel"),
        (png(colours=4), "must be grey with 8 bits a pixel"),
        (png()[:-20], "is cut off"),
        (png() + bytes(MAX_BLANK_BYTES), "is larger than 4 MB"),
    ],
)
def test_a_blank_page_of_the_wrong_kind_or_size_is_said(picture: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"line 6: blank: ") as caught:
        read_form(lay(tmp_path, picture=picture))
    assert said in str(caught.value)


def test_all_faults_of_all_forms_are_said_a_line_each(tmp_path: Path) -> None:
    lay(tmp_path, RIGHT.replace('name = "氏名"', 'name = ""').replace('name = "番号"', 'name = ""'))
    lay(tmp_path, RIGHT.replace('id = "sample"', 'id = "other"').replace('name = "だれ"', 'name = ""'), name="other")
    with pytest.raises(BadFile) as caught:
        read_forms(tmp_path)
    assert len(str(caught.value).splitlines()) == 3


def test_two_forms_with_one_title_need_two_editions(tmp_path: Path) -> None:
    lay(tmp_path)
    twin = lay(tmp_path, RIGHT.replace('id = "sample"', 'id = "twin"'), name="twin")
    with pytest.raises(BadFile, match=r"line 4: edition: .*has the same title and the same edition"):
        read_forms(tmp_path)
    (twin / "form.toml").write_text(
        RIGHT.replace('id = "sample"', 'id = "twin"').replace("sample-2026-1", "sample-2026-2"), encoding="utf-8"
    )
    assert [known.form.edition for known in read_forms(tmp_path)] == ["sample-2026-1", "sample-2026-2"]


@pytest.mark.parametrize("there", [True, False])
def test_a_folder_without_forms_is_said(there: bool, tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    if there:
        folder.mkdir()
    with pytest.raises(BadFile, match="there is no form here"):
        read_forms(folder)


def test_a_form_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    folder = lay(tmp_path)
    (folder / "form.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadFile, match=r"cannot be read \(UnicodeDecodeError\)"):
        read_form(folder)


def test_the_pieces_of_a_sample_stand_in_their_places(tmp_path: Path) -> None:
    name, number, born, who = read_form(lay(tmp_path)).form.fields
    assert name.placed_sample() == ((name.box, "青空 花子"),)
    assert [words for _, words in number.placed_sample()] == list("123456789012")
    assert [box.x for box, _ in born.placed_sample()] == [41, 62, 73]
    assert [(box.x, words) for box, words in who.placed_sample()] == [(42, "✓")]


def test_what_is_still_needed_follows_the_rules_of_the_form(tmp_path: Path) -> None:
    form = read_form(lay(tmp_path)).form

    def needed(*filled: str) -> list[str]:
        return [field.id for field in form.still_needed({FieldId(one) for one in filled})]

    assert needed() == ["shimei"]
    assert needed("shimei") == ["bango"]
    assert needed("shimei", "bango") == []


def test_writing_where_nearly_nobody_writes_is_worth_a_question() -> None:
    forms = {known.form.id: known.form for known in read_forms(ROOT / "assets" / "forms")}
    card = next(form for form_id, form in forms.items() if form_id == "kojin-bango-card")
    asked = card.better_left_empty({FieldId("no-signature"), FieldId("phone"), FieldId("address")})
    assert [field.id for field in asked] == ["address", "no-signature"]
