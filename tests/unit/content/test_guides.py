"""A guide's data: what is right is read whole, and what is wrong is said with file, line and what to do."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from kiosk.content.guide_faults import dated_faults
from kiosk.content.guides import look_at_guides, read_guides
from kiosk.content.toml import BadFile
from kiosk.domain.readings import annotated
from tests.support.guide_scenes import FOLDER

SOURCES = '[[sources]]\nid = "menu"\nwords = "目次"\n'
DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 520 620"><path d="M0 0h9"/></svg>'
PICTURES = ("envelope_blue", "form_qr", "bring_bag")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one guide that is right in every way."""
    made = tmp_path / "guides"
    shutil.copytree(FOLDER / "full", made / "full")
    (made / "sources.toml").write_text(SOURCES, encoding="utf-8")
    (made / "pictures").mkdir()
    for name in PICTURES:
        (made / "pictures" / f"{name}.svg").write_text(DRAWN, encoding="utf-8")
    return made


def change(file: Path, words: str, others: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert words in text
    file.write_text(text.replace(words, others, 1), encoding="utf-8")


def said(*folders: Path) -> list[str]:
    return [line.removeprefix(f"{folders[-1]}/") for line in look_at_guides(*folders).said]


def test_a_whole_guide_is_read_in_every_language_with_its_readings(folder: Path) -> None:
    shelf = read_guides(folder)
    assert shelf.gaps == ()
    guides = shelf.guides()
    japanese, easy, english = (guides.guide("full", language) for language in ("ja", "ja@easy", "en"))
    assert japanese is not None
    assert easy is not None
    assert english is not None
    assert japanese.title == f"マイナンバーカードの {annotated('更新', 'こうしん')}"
    assert (
        easy.steps[1].title
        == f"{annotated('青', 'あお')}い {annotated('手紙', 'てがみ')}を {annotated('出', 'だ')}します"
    )
    assert english.steps[0].choices[5].words == "I do not know"
    assert english.steps[0].choices[5].to == "clerk"


WRONG = [
    ('id = "full"', 'id = "other"', "full/guide.toml, line 1: id: the guide 'other' stands in a folder named 'full'"),
    ('name = "えらぶ"', "name = 3", "full/guide.toml, line 6: steps.0.name: Expected `str`, got `int`"),
    (
        'name = "えらぶ"',
        'nmae = "えらぶ"',
        "full/guide.toml, line 6: steps.0.nmae: there is no such key; allowed here: ",
    ),
    ("checked_on = 2026-11-21\n", "", "full/guide.toml, line 4: steps.0: the key 'checked_on' is missing"),
    (
        'sources = ["menu"]',
        'sources = ["A99"]',
        "full/guide.toml, line 9: steps.0.sources: step 'choose': 'A99' is not in the file of sources",
    ),
    (
        'sources = ["menu"]',
        "sources = []",
        "full/guide.toml, line 9: steps.0.sources: step 'choose': to be filled in: where these facts can be read again",
    ),
    (
        'to = "asked" }',
        'to = "nowhere" }',
        "full/guide.toml, line 11: steps.0.choices: step 'choose': 'full/nowhere' leads nowhere; there is no such step",
    ),
    (
        'to = "asked" }',
        'to = "gone/" }',
        "full/guide.toml, line 11: steps.0.choices: step 'choose': 'gone/' leads nowhere; there is no such step",
    ),
    (
        'picture = "form_qr"',
        'picture = "form_q"',
        "full/guide.toml, line 41: steps.2.picture: step 'asked': there is no picture 'form_q.svg' in the folder of",
    ),
    (
        'sources = ["menu"]',
        'sources = ["menu"]\ntool = "card_days"',
        "full/guide.toml, line 10: steps.0.tool: step 'choose': where something is to be chosen or brought",
    ),
    (
        'sources = ["menu"]',
        'sources = ["menu"]\ntool = "abacus"',
        "full/guide.toml, line 10: steps.0.tool: ",
    ),
    (
        'ends = "clerk"',
        "",
        "full/guide.toml, line 66: steps.4.ends: step 'clerk': the last step has no way out; say how it ends: ",
    ),
    (
        'title = "職員に おたずねください"',
        'title = "職員に おたずねください。わからないことは なんでも どうぞ"',
        "full/guide.toml, line 69: steps.4.title: step 'clerk': 28.5 letters wide, 23 have room; say it shorter",
    ),
    (
        "封筒《ふうとう》",
        "封筒《フウ-トウ》",
        "full/guide.toml, line 23: steps.1.title: the reading of '封筒' must be kana, not 'フウ-トウ'",
    ),
    (
        "消せる ペンは 使えません。",
        "{today}は 使えません。",
        "full/guide.toml, line 42: steps.2.lines: step 'asked': '{today}' is no day that is computed; ",
    ),
    (
        'name = "持ちもの"',
        'name = "{next_stop}"',
        "full/guide.toml, line 50: steps.3.name: step 'bring': days are computed in sentences alone",
    ),
    ('id = "asked"', 'id = "lines"', "full/guide.toml, line 35: steps.2.id: step 'lines': this id is used twice"),
    (
        'confirming = "手数料"',
        "valid_until = 2026-11-20",
        "full/guide.toml, line 40: steps.2.valid_until: step 'asked': it ends before it was checked",
    ),
]


@pytest.mark.parametrize(("words", "others", "line"), WRONG)
def test_what_is_wrong_is_said_with_file_line_and_what_to_do(folder: Path, words: str, others: str, line: str) -> None:
    change(folder / "full" / "guide.toml", words, others)
    found = said(folder)
    assert any(one.startswith(line) for one in found), found
    with pytest.raises(BadFile):
        read_guides(folder)


def test_everything_that_is_wrong_is_said_at_once(folder: Path) -> None:
    file = folder / "full" / "guide.toml"
    change(file, 'to = "asked" }', 'to = "nowhere" }')
    change(file, 'picture = "form_qr"', 'picture = "form_q"')
    change(file, 'sources = ["menu"]', "sources = []")
    found = " ".join(said(folder))
    for word in ("leads nowhere", "form_q.svg", "to be filled in"):
        assert word in found


def test_a_way_that_never_ends_is_said(folder: Path) -> None:
    file = folder / "full" / "guide.toml"
    change(file, 'ends = "bring"', 'next = "lines"')
    assert [one for one in said(folder) if "no way out" in one and "'bring'" in one]


def test_a_step_to_which_nothing_leads_is_said(folder: Path) -> None:
    file = folder / "full" / "guide.toml"
    for words in ("空らんに なっている", "わからない"):
        change(file, f'{words}", to = "clerk" }}', f'{words}", to = "bring" }}')
    assert any("step 'clerk': nothing leads here" in one for one in said(folder))


@pytest.mark.parametrize(
    ("words", "others", "line"),
    [
        (
            '  "Your present My Number Card",\n',
            "",
            "full/en.toml, line 39: steps.bring.bring: 5 of them; the guide has 6, in the same order",
        ),
        ("[steps.clerk]", "[steps.clark]", "full/en.toml, line 48: steps.clark: the guide has no step 'clark'"),
        (
            'title = "Please ask a clerk"',
            f'title = "{"very " * 12}long"',
            "full/en.toml, line 50: steps.clerk.title: 32 letters wide, 23 have room; say it shorter",
        ),
    ],
)
def test_words_in_another_language_fit_the_guide(folder: Path, words: str, others: str, line: str) -> None:
    change(folder / "full" / "en.toml", words, others)
    assert line in said(folder)


def test_easy_japanese_has_a_reading_for_every_kanji(folder: Path) -> None:
    change(folder / "full" / "ja@easy.toml", "市役所《しやくしょ》の 人", "市役所の 人")
    assert "full/ja@easy.toml, line 50: steps.clerk.title: '市役所' has no reading; write 漢字《かんじ》" in said(
        folder
    )


def test_what_is_not_translated_is_a_gap_and_read_in_japanese(folder: Path) -> None:
    (folder / "full" / "en.toml").unlink()
    easy = folder / "full" / "ja@easy.toml"
    text = easy.read_text(encoding="utf-8")
    easy.write_text(text[: text.index("[steps.clerk]")], encoding="utf-8")
    shelf = read_guides(folder)
    assert shelf.gaps == (
        f"{easy}: steps: the step 'clerk' is not here; write its words",
        f"{folder}/full/en.toml: there is no such file; write the guide's words there",
    )
    guides = shelf.guides()
    for language in ("en", "ja@easy"):
        guide = guides.guide("full", language)
        assert guide is not None
        assert guide.steps[4].title == "職員に おたずねください"


def test_a_step_that_a_file_of_words_names_and_the_guide_lacks_is_said_in_any_language(folder: Path) -> None:
    words = folder / "full" / "vi.toml"
    change(words, "[steps.clerk]", "[steps.nobody]")
    assert "full/vi.toml, line 48: steps.nobody: the guide has no step 'nobody'" in said(folder)


def test_a_citys_own_files_stand_for_ours_one_by_one(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "full").mkdir(parents=True)
    shutil.copy(folder / "full" / "en.toml", own / "full" / "en.toml")
    change(own / "full" / "en.toml", 'title = "Please ask a clerk"', 'title = "Ask us at window 3"')
    (own / "pictures").mkdir()
    (own / "pictures" / "form_qr.svg").write_text(DRAWN, encoding="utf-8")
    shelf = read_guides(folder, own)
    english = shelf.guides().guide("full", "en")
    assert english is not None
    assert english.steps[4].title == "Ask us at window 3"
    assert english.steps[3].title == "Bring these to the counter"
    assert shelf.pictures["form_qr"] == own / "pictures" / "form_qr.svg"
    assert shelf.pictures["bring_bag"] == folder / "pictures" / "bring_bag.svg"


def test_a_folder_that_was_copied_in_half_is_named(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "waste").mkdir(parents=True)
    (own / "waste" / "en.toml").write_text('title = "Waste"\n[steps]\n', encoding="utf-8")
    (own / "full").mkdir()
    (own / "full" / "xx.toml").write_text("", encoding="utf-8")
    (own / "full" / "guide.toml").write_text('id = "full"\ntitle = "きれた', encoding="utf-8")
    found = said(folder, own)
    assert found[:2] == [
        "full/xx.toml: 'xx' is none of the languages: ja@easy, en, zh-Hans, vi",
        "waste/en.toml: there is no guide.toml for these words, neither here nor in the folders before",
    ]
    assert found[2].startswith("full/guide.toml: not TOML: ")


@pytest.mark.parametrize(
    ("drawn", "words"),
    [
        ("GIF89a", "this is no SVG, or only a part of one"),
        (DRAWN[:60], "this is no SVG, or only a part of one"),
        (DRAWN.replace("<path", "<g><path"), "this is no SVG, or only a part of one"),
        ("<html/>", "this is no SVG"),
        (DRAWN.replace("<path", '<image href="http://x/y.png"/><path'), "a picture draws everything itself"),
        (DRAWN.replace("<path", "<script>1</script><path"), "a picture draws everything itself"),
        (DRAWN.replace("<path", '<path href="#a"'), "a picture draws everything itself"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + DRAWN, "a picture has no comment, type or entity in it"),
        (DRAWN + " " * 100_001, "larger than 100 kB"),
    ],
)
def test_a_picture_that_is_none_or_fetches_something_is_refused(folder: Path, drawn: str, words: str) -> None:
    (folder / "pictures" / "form_qr.svg").write_text(drawn, encoding="utf-8")
    assert [one for one in said(folder) if one.startswith(f"pictures/form_qr.svg: {words}")]


def test_a_folder_without_guides_or_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="there is no guide here"):
        look_at_guides(tmp_path)
    with pytest.raises(BadFile, match="there is no such folder of guides"):
        look_at_guides(tmp_path / "gone")


def test_sources_that_are_missing_or_there_twice_are_said(folder: Path) -> None:
    (folder / "sources.toml").write_text(SOURCES * 2, encoding="utf-8")
    assert said(folder) == ["sources.toml: 'menu' is there twice"]
    (folder / "sources.toml").unlink()
    assert said(folder)[0] == "sources.toml: there is none; a guide's facts name their sources in it"


def test_the_calendar_has_its_say(folder: Path) -> None:
    change(folder / "full" / "guide.toml", 'confirming = "手数料"', "valid_until = 2027-03-31")
    written = read_guides(folder).written["full"]
    early = [written.said(fault) for fault in dated_faults(written.guide, date(2026, 11, 20))]
    assert len(early) == 5
    assert early[0].endswith("step 'choose': 2026-11-21 is still to come; give the day on which it was checked")
    late = [written.said(fault) for fault in dated_faults(written.guide, date(2027, 4, 1))]
    assert [line.split("guide.toml, ")[1] for line in late] == [
        "line 40: steps.2.valid_until: step 'asked': valid until 2027-03-31; check it anew"
    ]
