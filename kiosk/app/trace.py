"""What the paper's eye makes of a clip, as JSON lines: for measurements, and for whoever tunes a camera."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec
import numpy as np

from kiosk.content.toml import BadFile
from kiosk.eye.trace import Printed, Release, Scene, Stroke, form_of, table_of, trace
from kiosk.vision.form_template import Area, FieldArea, FormTemplate
from kiosk.vision.geometry import Size
from kiosk.vision.sheet import CARD_MM

T = TypeVar("T")
A4_MM = (210.0, 297.0)
_LABEL_MM = 40.0
"""Where a form's file does not say where a field's label stands, it stands so far to the left, in the field's row."""
_Length = Annotated[float, msgspec.Meta(gt=0)]


class _Stroke(msgspec.Struct):
    frame: int
    points: list[tuple[float, float]]


class _Setup(msgspec.Struct):
    """The calibration of a clip's camera, and strokes to be drawn."""

    background: str
    px_per_mm: _Length
    strokes: list[_Stroke] = []


class _Field(msgspec.Struct):
    id: str
    x: float
    y: float
    w: _Length
    h: _Length
    required: bool = False
    private: bool = False


class _Form(msgspec.Struct):
    """One form in a flat folder: ID.json beside ID.png."""

    id: str
    page_mm: tuple[_Length, _Length]
    png_px_per_mm: _Length
    fields: list[_Field]


def run_trace(options: argparse.Namespace) -> int:
    """Writes one line a picture to standard output. Raises BadFile."""
    forms = list(_forms(options.templates)) if options.templates is not None else []
    scene = _scene(options.setup, forms, options.release)
    try:
        for line in trace(options.clip, scene):
            sys.stdout.write(line + "\n")
    except OSError as wrong:
        raise BadFile(str(wrong)) from None
    return 0


def _scene(setup: Path | None, forms: list[FormTemplate], release: Release) -> Scene:
    sizes: list[Size] = [A4_MM, CARD_MM]
    sizes += [form.size for form in forms if form.size not in sizes]
    if setup is None:
        return Scene(None, sizes, forms, (), release)
    read = _decoded(setup, _Setup)
    strokes = [Stroke(stroke.frame, np.array(stroke.points, np.float64)) for stroke in read.strokes]
    background = setup.parent / read.background
    try:
        table = table_of(read.px_per_mm, _picture(background))
    except ValueError as wrong:
        raise BadFile(f"{background}: {wrong}") from None
    return Scene(table, sizes, forms, strokes, release)


def _forms(folder: Path) -> Iterator[FormTemplate]:
    if not folder.is_dir():
        raise BadFile(f"{folder}: there is no such folder of forms")
    for file in sorted(folder.glob("*.json")):
        form = _decoded(file, _Form)
        printed = Printed(form.id, form.page_mm, form.png_px_per_mm, _picture(file.with_suffix(".png")))
        try:
            yield form_of(printed, tuple(_field(field) for field in form.fields))
        except ValueError as wrong:
            raise BadFile(f"{file.with_suffix('.png')}: {wrong}") from None


def _field(field: _Field) -> FieldArea:
    left = max(0.0, field.x - _LABEL_MM)
    label = Area(left, field.y, field.x - left, field.h)
    return FieldArea(field.id, Area(field.x, field.y, field.w, field.h), label, field.required, field.private)


def _picture(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadFile(f"{file}: cannot be read ({type(error).__name__})") from None


def _decoded(file: Path, shape: type[T]) -> T:
    try:
        return msgspec.json.decode(_picture(file), type=shape)
    except msgspec.DecodeError as wrong:
        raise BadFile(f"{file}: {wrong}") from None
