"""A folder of circulars: what its list says, what is wrong with it, and that one fault hides no other circular."""

from datetime import date
from pathlib import Path

import pytest

from kiosk.app.cli import main
from kiosk.content.circulars import LIST_FILE, read_circulars, read_document
from kiosk.content.toml import BadFile
from kiosk.domain.circular import MAX_BYTES, MAX_CIRCULARS, Circular, CircularId
from kiosk.domain.readings import plain

OURS = Path(__file__).resolve().parents[3] / "assets" / "circulars"
WELL = '[[circulars]]\nfile = "well.html"\ntitle = "よい お知らせ"\nissued = 2026-11-01\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "well.html").write_text("<p>よい</p>", encoding="utf-8")
    write(tmp_path, WELL)
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / LIST_FILE).write_text(text, encoding="utf-8")


def entry(file: str = "more.pdf", title: str = "お知らせ", rest: str = "issued = 2026-11-02") -> str:
    return f'{WELL}\n[[circulars]]\nfile = "{file}"\ntitle = "{title}"\n{rest}\n'


def test_our_own_example_has_nothing_wrong() -> None:
    rack = read_circulars(OURS)
    assert rack.said == ()
    assert {one.kind for one in rack.circulars} == {"pdf", "html"}


def test_what_the_list_says_of_a_circular(folder: Path) -> None:
    (folder / "more.PDF").write_bytes(b"%PDF-1.7")
    write(
        folder, entry("more.PDF", "夏《なつ》まつり", 'issued = 2026-07-01\nuntil = 2026-08-01\nreading = "ぼんおどり"')
    )
    rack = read_circulars(folder)
    assert rack.said == ()
    summer = rack.circulars[1]
    assert plain(summer.title) == "夏まつり"
    told = (summer.id, summer.kind, summer.issued, summer.until, summer.reading)
    assert told == ("more.PDF", "pdf", date(2026, 7, 1), date(2026, 8, 1), "ぼんおどり")


@pytest.mark.parametrize(
    ("wrong", "line", "words"),
    [
        (entry("away.pdf"), 7, "no such file"),
        (entry("../well.html"), 7, "without a path"),
        (entry("/etc/hosts"), 7, "without a path"),
        (entry(".hidden.pdf"), 7, "without a path"),
        (entry("more.docx"), 7, "save it as PDF"),
        (entry("well.html"), 7, "there twice"),
        (entry("empty.pdf"), 7, "is empty"),
        (entry("large.pdf"), 7, "at most 20 MB"),
        (entry("link.pdf"), 7, "a link is none"),
        (entry("there.pdf", ""), 8, "has a title"),
        (entry("there.pdf", "長" * 121), 8, "at most 60 letters"),
        (entry("there.pdf", "夏《summer》"), 8, "must be kana"),
        (entry("there.pdf", rest="issued = 2026-11-02\nuntil = 2026-11-01"), 10, "never be shown"),
    ],
)
def test_a_fault_is_said_with_its_line_and_what_to_do(folder: Path, wrong: str, line: int, words: str) -> None:
    (folder / "there.pdf").write_bytes(b"%PDF")
    (folder / "empty.pdf").touch()
    with (folder / "large.pdf").open("wb") as large:
        large.truncate(MAX_BYTES + 1)
    (folder / "link.pdf").symlink_to(folder / "there.pdf")
    write(folder, wrong)
    rack = read_circulars(folder)
    said = [one for one in rack.said if LIST_FILE in one.partition(":")[0]]
    assert any(f"line {line}:" in one and words in one for one in said), rack.said
    assert {one.id for one in rack.circulars} <= {"well.html"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("circulars = 3\n", "circulars"),
        ('[[circulars]]\nfile = "a.pdf"\nissued = 2026-01-01\n', "the key 'title' is missing"),
        (entry(rest='issued = "gestern"'), "issued"),
        (entry(rest="issued = 2026-11-02\nauthor = 1"), "there is no such key"),
        ("[[circulars]", "not TOML"),
        ("".join(WELL.replace("well", f"n{n}") for n in range(MAX_CIRCULARS + 1)), f"at most {MAX_CIRCULARS}"),
    ],
)
def test_a_list_that_cannot_be_read_shows_nothing_and_says_why(folder: Path, text: str, words: str) -> None:
    write(folder, text)
    rack = read_circulars(folder)
    assert rack.circulars == ()
    assert words in rack.said[0] and LIST_FILE in rack.said[0]


def test_a_folder_without_a_list_is_told_that_there_should_be_one(tmp_path: Path) -> None:
    assert "has a list with that name" in read_circulars(tmp_path / "nowhere").said[0]


def test_a_file_that_nobody_named_is_pointed_out_and_does_no_harm(folder: Path) -> None:
    (folder / "forgotten.pdf").write_bytes(b"%PDF")
    rack = read_circulars(folder)
    assert [one.id for one in rack.circulars] == ["well.html"]
    assert len(rack.said) == 1 and "forgotten.pdf" in rack.said[0] and "nobody sees it" in rack.said[0]


def test_a_file_that_went_or_grew_after_the_list_was_read_is_refused(folder: Path) -> None:
    assert read_document(folder, CircularId("well.html")).startswith(b"<p>")
    with (folder / "well.html").open("wb") as large:
        large.truncate(MAX_BYTES + 1)
    with pytest.raises(BadFile, match="larger than 20 MB"):
        read_document(folder, CircularId("well.html"))
    (folder / "well.html").unlink()
    with pytest.raises(BadFile, match="cannot be read"):
        read_document(folder, CircularId("well.html"))


def test_the_program_says_what_is_there_and_what_is_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["circulars", str(folder)]) == 0
    assert "1 circulars" in capsys.readouterr().out
    write(folder, entry("away.pdf"))
    assert main(["circulars", str(folder)]) == 1
    assert "line 7" in capsys.readouterr().err
    assert isinstance(read_circulars(folder).circulars[0], Circular)
