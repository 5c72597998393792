"""The shipped forms on a pretended table: each is recognised, and is never taken for another; what `forms check` says
of blank pages."""

import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.app.cli import main
from kiosk.content.forms import KnownForm, read_forms
from kiosk.domain.form import Form, FormId
from kiosk.eye.known_forms import as_png, picture_faults, template_of
from kiosk.eye.printed import printed_form
from kiosk.vision.blanks import BlankWatch
from kiosk.vision.finder import find_sheet
from kiosk.vision.form_template import FormTemplate
from kiosk.vision.geometry import Gray, Size, plane_of, rectified
from kiosk.vision.recogniser import PX_PER_MM, Recogniser
from kiosk.vision.table import Table
from tests.support.packaging import ROOT
from tests.support.paper_world import TableKind, World, sheet, write, write_digits

FORMS: dict[str, KnownForm] = {known.form.id: known for known in read_forms(ROOT / "assets" / "forms")}
TABLES: tuple[TableKind, ...] = ("wood", "dark", "white", "grey")
CASES = [(name, TABLES[number % len(TABLES)], 90.0 * number + 4.0) for number, name in enumerate(FORMS)]


def _templates(names: Sequence[str]) -> list[FormTemplate]:
    return [template_of(printed_form(FORMS[name].form, FORMS[name].blank)) for name in names]


def _seen(known: KnownForm, kind: TableKind, degrees: float, leave_out: str = "") -> tuple[Gray, Size]:
    """The form, filled in by pen, as it lies under the camera."""
    page = _templates([known.form.id])[0].blank.copy()
    for number, field in enumerate(known.form.fields):
        x, y, width, height = field.box
        if field.id == leave_out:
            continue
        if field.private:
            write_digits(page, "1234567", (x + 4, y + 0.8 * height), min(5.0, 0.5 * height), 0, number)
        else:
            write(page, (x, y, width, height), number)
    world = World(kind, seed=7)
    picture = world.picture([sheet(page).at(290, 166, degrees)])
    gray = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
    found = find_sheet(gray, Table(world.px_per_mm, world.empty), [known.form.page_mm])
    assert found is not None
    return rectified(gray, plane_of(found.size, found.quad), found.size, PX_PER_MM), found.size


@pytest.mark.parametrize(("name", "kind", "degrees"), CASES)
def test_a_form_on_the_table_is_recognised_and_the_other_five_never_are(
    name: str, kind: TableKind, degrees: float
) -> None:
    page, size = _seen(FORMS[name], kind, degrees)
    recognised = Recogniser(_templates(list(FORMS))).recognise(page, size)
    assert recognised is not None
    assert recognised.form.id == name
    others = [other for other in FORMS if other != name]
    assert Recogniser(_templates(others)).recognise(page, size) is None


def test_a_required_field_that_was_forgotten_is_noticed() -> None:
    known = FORMS["juminhyo"]
    page, size = _seen(known, "wood", 3.0, leave_out="visitor-phone")
    recognised = Recogniser(_templates(["juminhyo"])).recognise(page, size)
    assert recognised is not None
    filled = set(BlankWatch(recognised.form).filled(page, recognised.fit))
    assert {field.id for field in recognised.form.fields if field.required} - filled == {"visitor-phone"}


def test_a_trace_knows_the_forms_of_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = World("wood", seed=3)
    page = sheet(_templates(["tenkyo"])[0].blank).at(290, 166, 5.0)
    for name, picture in (("clip.png", world.picture([page])), ("empty.png", world.empty)):
        cv2.imwrite(str(tmp_path / name), picture)
    setup = tmp_path / "setup.json"
    setup.write_text(json.dumps({"background": "empty.png", "px_per_mm": world.px_per_mm}), encoding="utf-8")
    forms = str(ROOT / "assets" / "forms")
    assert main(["trace", "--clip", str(tmp_path / "clip.png"), "--setup", str(setup), "--templates", forms]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["template"] == "tenkyo"


def test_nothing_is_said_of_the_shipped_forms() -> None:
    assert list(picture_faults([(known.form, known.blank) for known in FORMS.values()])) == []


def _faults(form: Form, blank: Gray) -> list[tuple[str | None, str]]:
    return [(fault.label_of, fault.words) for fault in picture_faults([(form, as_png(blank))])]


def test_a_label_without_print_is_said() -> None:
    known = FORMS["ininjo"]
    blank = _templates(["ininjo"])[0].blank.copy()
    label = known.form.fields[0].label
    inside = (
        slice(round(label.y * 6) + 4, round(label.bottom * 6) - 4),
        slice(round(label.x * 6) + 4, round(label.right * 6) - 4),
    )
    blank[inside] = 255
    assert (known.form.fields[0].id, "nothing is printed there that could name it") in _faults(known.form, blank)


def test_a_photo_of_a_sheet_on_a_table_is_no_blank_page() -> None:
    blank = _templates(["ininjo"])[0].blank.copy()
    blank[:, :20] = 90
    assert (None, "the blank page must be print on white, up to its edges") in _faults(FORMS["ininjo"].form, blank)


def test_a_page_with_nothing_on_it_is_not_recognised() -> None:
    said = _faults(FORMS["ininjo"].form, np.full_like(_templates(["ininjo"])[0].blank, 255))
    assert (None, "it is not recognised: print more on it than boxes") in said


def test_a_broken_picture_is_said() -> None:
    known = FORMS["ininjo"]
    said = list(picture_faults([(known.form, known.blank[: len(known.blank) // 3] + b"\0" * 9)]))
    assert [fault.form for fault in said][:1] == ["ininjo"]


def test_two_forms_that_look_the_same_are_said_to_be_confused() -> None:
    known = FORMS["ininjo"]
    twin = dataclasses.replace(known.form, id=FormId("twin"))
    said = [(fault.form, fault.words) for fault in picture_faults([(known.form, known.blank), (twin, known.blank)])]
    assert said == [
        ("ininjo", "it is taken for 'twin': give one of them another title or other labels"),
        ("twin", "it is taken for 'ininjo': give one of them another title or other labels"),
    ]
