"""What the paper's eye makes of a clip or a camera, as JSON lines: for measurements, and for whoever tunes a camera."""

import argparse
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from drivers.api.camera import Camera
from drivers.api.errors import DeviceError
from drivers.catalogue import UnknownKeeper, WrongOption, open_keeper
from kiosk.app.device_remedies import with_remedy
from kiosk.content.forms import FORM_FILE, read_forms
from kiosk.content.toml import BadFile
from kiosk.domain.form import Box
from kiosk.eye.printed import NoPicture, Printed, printed_form
from kiosk.eye.trace_plan import Calibration, Release, Stroke, TracePlan
from kiosk.vision.form_template import FieldArea

T = TypeVar("T")
A4_MM = (210.0, 297.0)
CARD_MM = (85.6, 53.98)
_EYE = "kiosk.eye.trace"
"""Started by name, like the children of a running program: it is the only part here that sees pixels."""
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
    if options.device is None and options.seconds is not None:
        raise BadFile("--seconds: a clip is looked at whole; only a --device is watched for a while")
    plan = _plan(options.setup, forms, options.release)
    eye = import_module(_EYE)
    try:
        if options.device is None:
            _print(eye.trace(options.clip, plan))
        else:
            _print_from(options.device, lambda camera: eye.watch(camera, plan, options.seconds))
    except NoPicture as wrong:
        raise BadFile(f"{options.setup if wrong.what == 'empty table' else options.templates}: {wrong}") from None
    except OSError as wrong:
        raise BadFile(str(wrong)) from None
    return 0


def _print(lines: Iterator[str]) -> None:
    """Each line at once: somebody may be watching."""
    for line in lines:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def _print_from(device: list[str], lines_of: Callable[[Camera], Iterator[str]]) -> None:
    """Of a camera, named as in the settings: driver=opencv, and that one's options. Raises BadFile."""
    camera = _camera(device)
    try:
        camera.open()
        _print(lines_of(camera))
    except DeviceError as wrong:
        raise BadFile(f"--device: {with_remedy(wrong)}") from None
    finally:
        camera.close()


def _camera(device: list[str]) -> Camera:
    options = dict(one.partition("=")[::2] for one in device)
    driver = options.pop("driver", "")
    try:
        return open_keeper("camera", driver, {key: _value(value) for key, value in options.items()})
    except (UnknownKeeper, WrongOption) as wrong:
        raise BadFile(f"--device: {wrong}") from None


def _value(text: str) -> str | int | float | bool:
    """As TOML would read it; anything else is text, without quotes."""
    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text
    return value if isinstance(value, str | int | float | bool) else text


def _plan(setup: Path | None, forms: list[Printed], release: Release) -> TracePlan:
    sizes = [A4_MM, CARD_MM]
    sizes += [form.size for form in forms if form.size not in sizes]
    if setup is None:
        return TracePlan(None, sizes, forms, (), release)
    read = _decoded(setup, _Setup)
    calibration = Calibration(read.px_per_mm, _picture(setup.parent / read.background))
    return TracePlan(calibration, sizes, forms, [Stroke(one.frame, one.points) for one in read.strokes], release)


def _forms(folder: Path) -> Iterator[Printed]:
    if not folder.is_dir():
        raise BadFile(f"{folder}: there is no such folder of forms")
    for file in sorted(folder.glob("*.json")):
        yield flat_form(file)
    if any(folder.glob(f"*/{FORM_FILE}")):
        for known in read_forms(folder):
            yield printed_form(known.form, known.blank)


def flat_form(file: Path) -> Printed:
    """ID.json with the ID.png beside it. Raises BadFile."""
    form = _decoded(file, _Form)
    fields = tuple(_field(field, form.fields) for field in form.fields)
    return Printed(form.id, form.page_mm, form.png_px_per_mm, _picture(file.with_suffix(".png")), fields)


def _field(field: _Field, all_of_them: list[_Field]) -> FieldArea:
    """A label begins where the field beside it in the row ends."""
    beside = [
        one.x + one.w
        for one in all_of_them
        if one.x < field.x and one.y < field.y + field.h and field.y < one.y + one.h
    ]
    left = max(0.0, field.x - _LABEL_MM, *beside)
    label = Box(left, field.y, max(0.0, field.x - left), field.h)
    return FieldArea(field.id, Box(field.x, field.y, field.w, field.h), label, field.required, field.private)


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
