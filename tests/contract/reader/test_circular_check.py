"""A folder of circulars is opened as a kiosk opens it: what a resident would miss is said to who fills it."""

from pathlib import Path

import pytest

from kiosk.app.circulars import run_circulars
from kiosk.app.places import assets
from kiosk.reader.document_child import page_of
from tests.support.odd_pdfs import latin, scanned, without_face

OURS = assets() / "circulars"


def test_letters_of_a_face_that_the_file_does_not_bring_along_are_missing() -> None:
    *_, missing = page_of(without_face("回覧板"), 0, 400)
    assert missing
    *_, blank = page_of(without_face(" 12 "), 0, 400)
    assert not blank, "figures are drawn by a face of PDFium's own"


@pytest.mark.parametrize(
    "document", [latin("Festival on Sunday"), scanned("回覧板"), (OURS / "matsuri.pdf").read_bytes()]
)
def test_latin_letters_scans_and_faces_in_the_file_are_there(document: bytes) -> None:
    *_, missing = page_of(document, 0, 400)
    assert not missing


def test_our_own_folder_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_circulars(OURS) == 0
    assert capsys.readouterr().err == ""


def test_each_fault_is_said_with_file_and_page_and_the_others_are_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "a.pdf": latin("one"),
        "b.pdf": without_face("Sunday", "回覧板"),
        "c.pdf": latin("one")[:-200],
        "d.html": "<p>お知らせ</p>".encode(),
        "e.html": b"<p></p>",
    }
    rows = []
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        rows.append(f'[[circulars]]\nfile = "{name}"\ntitle = "お知らせ"\nissued = 2026-11-01\n')
    (tmp_path / "circulars.toml").write_text("\n".join(rows), encoding="utf-8")
    assert run_circulars(tmp_path) == 1
    said = capsys.readouterr().err.splitlines()
    assert [line.partition(": ")[0].removeprefix(f"{tmp_path}/") for line in said] == [
        "b.pdf, page 2",
        "c.pdf, page 1",
        "e.html, page 1",
    ]
    assert "fonts embedded" in said[0]
