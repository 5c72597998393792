"""The program `forms`: what is wrong is said a line each, and a new form begins with what a PDF shows."""

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kiosk.app.cli import main
from kiosk.content.form_faults import TO_FILL_IN
from kiosk.content.forms import KnownForm, parse_form, read_forms
from kiosk.content.pdf import MAX_BYTES, MAX_PAGES
from kiosk.domain.form import Box, Form
from kiosk.eye.known_forms import template_of
from kiosk.eye.printed import printed_form
from tests.support.packaging import ROOT, packaging_module
from tests.unit.content.form_files import RIGHT, lay

SHIPPED = read_forms(ROOT / "assets" / "forms")
A4 = (210 * mm, 297 * mm)


def _check(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    status = main(["forms", "check", str(folder)])
    return status, capsys.readouterr().err.splitlines()


def test_nothing_is_wrong_with_the_shipped_forms(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", "check"]) == 0
    assert capsys.readouterr().err == ""


def test_the_six_forms_of_the_counter_are_shipped_with_a_page_to_print() -> None:
    assert {known.form.id for known in SHIPPED} == {
        "ininjo", "inkan-shomei", "juminhyo", "kojin-bango-card", "tenkyo", "zei-shomei",
    }  # fmt: skip
    assert all((known.folder / "blank.pdf").read_bytes().startswith(b"%PDF") for known in SHIPPED)


def test_numbers_that_name_one_person_are_private() -> None:
    private = {(known.form.id, field.id) for known in SHIPPED for field in known.form.fields if field.private}
    assert private == {
        ("inkan-shomei", "card-number"), ("kojin-bango-card", "application-id"), ("kojin-bango-card", "code"),
    }  # fmt: skip


def test_the_edition_is_printed_on_every_form() -> None:
    for known in SHIPPED:
        document = pypdfium2.PdfDocument((known.folder / "blank.pdf").read_bytes())
        assert f"様式 {known.form.edition}" in document[0].get_textpage().get_text_range()
        document.close()


def test_the_pictures_are_what_the_data_draw_today_and_drawing_twice_is_drawing_once(tmp_path: Path) -> None:
    drawing = packaging_module("forms/draw_forms")
    drawing.use_fonts()
    for known in SHIPPED:
        for name in ("once.pdf", "twice.pdf"):
            drawing.draw_blank(known.form, drawing.read_layout(known.form), tmp_path / name)
        assert (tmp_path / "once.pdf").read_bytes() == (tmp_path / "twice.pdf").read_bytes()
        drawn = drawing.as_png(drawing.read_page(tmp_path / "once.pdf", 1).picture)
        assert (
            template_of(printed_form(known.form, drawn)).blank
            == template_of(printed_form(known.form, known.blank)).blank
        ).all()


def test_faults_of_the_data_are_said_a_line_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay(tmp_path, RIGHT.replace('name = "氏名"', 'name = ""').replace('name = "番号"', 'name = ""'))
    status, said = _check(tmp_path, capsys)
    assert status == 1
    assert [re.findall(r"fields\.\d\.\w+", line) for line in said] == [["fields.0.name"], ["fields.1.name"]]


def test_faults_of_the_picture_are_said_with_the_line_of_their_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = lay(tmp_path, RIGHT.replace("label = [10, 22, 30, 12]", "label = [10, 62, 30, 12]"))
    status, said = _check(tmp_path, capsys)
    assert status == 1
    file = folder / "form.toml"
    assert f"{file}, line 36: fields.1.label: field 'bango': nothing is printed there that could name it" in said


def test_a_folder_without_forms_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = _check(tmp_path, capsys)
    assert (status, len(said)) == (1, 1)


def _new(file: Path, out: Path, *more: str) -> int:
    return main(["forms", "new", "--pdf", str(file), "--out", str(out), *more])


def _begun(out: Path) -> Form:
    return parse_form((out / "form.toml").read_text(encoding="utf-8"), "form.toml")


def _apart_mm(one: Box, other: Box) -> float:
    return max(abs(one.x - other.x), abs(one.y - other.y), abs(one.right - other.right), abs(one.bottom - other.bottom))


@pytest.mark.parametrize("known", SHIPPED, ids=lambda known: str(known.form.id))
def test_every_field_of_a_drawn_form_is_found_within_half_a_millimetre(known: KnownForm, tmp_path: Path) -> None:
    assert _new(known.folder / "blank.pdf", tmp_path / "new") == 0
    begun = _begun(tmp_path / "new")
    assert begun.page_mm == known.form.page_mm
    for field in known.form.fields:
        nearest = min(begun.fields, key=lambda other: _apart_mm(other.box, field.box))
        assert _apart_mm(nearest.box, field.box) < 0.5
        assert nearest.name or field.id == "photo"


def _drawn(file: Path, draw: Callable[[Canvas], None], size: tuple[float, float] = A4, pages: int = 1) -> Path:
    canvas = Canvas(str(file), pagesize=size)
    for _ in range(pages):
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file


def _two_boxes(canvas: Canvas) -> None:
    """A name and its field, and twelve boxes for digits."""
    canvas.rect(20 * mm, 250 * mm, 40 * mm, 12 * mm)
    canvas.drawString(24 * mm, 254 * mm, "Name")
    canvas.rect(60 * mm, 250 * mm, 100 * mm, 12 * mm)
    for number in range(12):
        canvas.rect((60 + 7 * number) * mm, 230 * mm, 7 * mm, 10 * mm)


def test_a_name_is_taken_from_the_box_beside_and_twelve_boxes_are_a_private_number(tmp_path: Path) -> None:
    assert _new(_drawn(tmp_path / "a.pdf", _two_boxes), tmp_path / "new") == 0
    name, number = _begun(tmp_path / "new").fields
    assert (name.name, name.kind, name.private) == ("Name", "text", False)
    assert _apart_mm(name.box, Box(60, 35, 100, 12)) < 0.5
    assert _apart_mm(name.label, Box(20, 35, 40, 12)) < 0.5
    assert (number.name, number.kind, number.private, number.rules.digits) == ("", "digits", True, 12)
    assert _apart_mm(number.box, Box(60, 57, 84, 10)) < 0.5


def test_a_page_that_is_turned_is_taken_as_it_is_shown(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument(_drawn(tmp_path / "a.pdf", _two_boxes).read_bytes())
    document[0].set_rotation(90)
    document.save(str(tmp_path / "turned.pdf"))
    document.close()
    assert _new(tmp_path / "turned.pdf", tmp_path / "new") == 0
    begun = _begun(tmp_path / "new")
    assert begun.page_mm == (297, 210)
    assert min(_apart_mm(field.box, Box(250, 60, 12, 100)) for field in begun.fields) < 0.5


def test_what_nobody_can_know_is_listed_as_to_be_filled_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _new(_drawn(tmp_path / "a.pdf", _two_boxes), tmp_path / "forms" / "new")
    assert "begun" in capsys.readouterr().out
    status, said = _check(tmp_path / "forms", capsys)
    assert status == 1
    assert all(TO_FILL_IN in line for line in said)
    asked = {line.partition(":")[2].strip().partition(":")[0] for line in said}
    assert {"title", "edition", "source", "checked_on", "fields.0.reading", "fields.1.name", "fields.1.label"} <= asked
    assert "fields.0.name" not in asked


def test_another_page_of_the_file_can_be_taken(tmp_path: Path) -> None:
    def on_the_second(canvas: Canvas) -> None:
        if canvas.getPageNumber() == 2:
            _two_boxes(canvas)

    file = _drawn(tmp_path / "a.pdf", on_the_second, pages=2)
    assert _new(file, tmp_path / "one") == 2
    assert _new(file, tmp_path / "two", "--page", "2") == 0


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _broken(file: Path) -> None:
    file.write_bytes((SHIPPED[0].folder / "blank.pdf").read_bytes()[:900])


def _no_pdf(file: Path) -> None:
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))


def _huge(file: Path) -> None:
    with file.open("wb") as sparse:
        sparse.truncate(MAX_BYTES + 1_000_000)


def _locked(file: Path) -> None:
    canvas = Canvas(str(file), pagesize=A4, encrypt="secret")
    _two_boxes(canvas)
    canvas.save()


def _long(file: Path) -> None:
    _drawn(file, lambda canvas: None, pages=MAX_PAGES + 1)


def _poster(file: Path) -> None:
    _drawn(file, _two_boxes, size=(420 * mm, 594 * mm))


def _white(file: Path) -> None:
    _drawn(file, lambda canvas: canvas.drawString(90, 90, "no boxes"))


def _nowhere(file: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_nowhere, "cannot be read (FileNotFoundError)"),
        (_empty, "the file is empty"),
        (_broken, "it is no PDF, or it is broken"),
        (_no_pdf, "it is no PDF, or it is broken"),
        (_huge, "21 MB; a form has at most 20 MB"),
        (_locked, "it is locked with a password"),
        (_long, "201 pages; take out the one with the form"),
        (_poster, "page 1 is 420 × 594 mm, larger than A3"),
        (_white, "no ruled boxes are on page 1"),
    ],
)
def test_a_file_that_cannot_become_a_form_is_refused_in_words_and_leaves_nothing(
    make: Callable[[Path], None], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.pdf"
    make(file)
    assert _new(file, tmp_path / "out" / "new") == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("page", ["0", "-1", "2"])
def test_a_page_that_is_not_there_is_refused(page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = _drawn(tmp_path / "a.pdf", _two_boxes)
    assert _new(file, tmp_path / "new", "--page", page) == 2
    assert f"there is no page {page}, it has 1" in capsys.readouterr().err


def test_nothing_is_written_over_a_form_that_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = lay(tmp_path)
    assert _new(SHIPPED[0].folder / "blank.pdf", folder) == 2
    assert "is there already; nothing is written over it" in capsys.readouterr().err
    assert (folder / "form.toml").read_text(encoding="utf-8") == RIGHT


def test_a_disk_that_is_full_leaves_no_half_written_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    assert _new(SHIPPED[0].folder / "blank.pdf", tmp_path / "new") == 2
    assert "cannot be written (OSError)" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_what_is_loaded_by_name_because_it_sees_pixels_is_packaged() -> None:
    loaded = {
        name
        for file in (ROOT / "kiosk" / "app").glob("*.py")
        for name in re.findall(r'^_EYE = "([\w.]+)"', file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert {"kiosk.eye.known_forms"} <= loaded <= set(packaging_module("contents").seeing())
