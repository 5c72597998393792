"""Reads the folders of known forms: a form.toml with its fields beside the picture of the blank page."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.content.form_faults import Fault, form_faults
from kiosk.content.png import is_whole, png_header
from kiosk.content.readings import BadReading, read_readings
from kiosk.content.toml import BadFile, parse_toml, where
from kiosk.domain.form import BLANK_PX_PER_MM, Form
from kiosk.domain.readings import plain

FORM_FILE = "form.toml"
MAX_BLANK_BYTES = 4_000_000
_GREY = (8, 0)
"""Bits and colour type of a PNG whose pixels are one byte of grey."""
_OFF_PX = 2


@dataclass(frozen=True)
class KnownForm:
    """A form, its blank page as a PNG, and the text of its file for whoever has to say something about a line of it."""

    form: Form
    blank: bytes
    folder: Path
    text: str

    def said(self, fault: Fault) -> str:
        """A fault in words, with file and line."""
        return where(self.text, list(fault.path), str(self.folder / FORM_FILE)) + fault.words


def read_forms(folder: Path) -> tuple[KnownForm, ...]:
    """All forms of a folder, by name of their own folders. Raises BadFile with a line a fault, of all forms at once."""
    forms: list[KnownForm] = []
    said: list[str] = []
    for place in form_folders(folder):
        try:
            forms.append(read_form(place))
        except BadFile as wrong:
            said.append(str(wrong))
    said += _clashes(forms)
    if said:
        raise BadFile("\n".join(said))
    return tuple(forms)


def form_folders(folder: Path) -> list[Path]:
    """Folders with a form in them. Raises BadFile if there is none."""
    found = sorted(file.parent for file in folder.glob(f"*/{FORM_FILE}"))
    if not found:
        raise BadFile(f"{folder}: there is no form here; each has a folder of its own with a {FORM_FILE}")
    return found


def read_form(folder: Path) -> KnownForm:
    """One form. Raises BadFile with a line a fault."""
    file = folder / FORM_FILE
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(f"{file}: cannot be read ({type(error).__name__})") from None
    form = parse_form(text, str(file))
    said = [where(text, list(fault.path), str(file)) + fault.words for fault in form_faults(form)]
    if form.id != folder.name:
        wrong_place = f"the form '{form.id}' stands in a folder named '{folder.name}'"
        said.insert(0, where(text, ["id"], str(file)) + wrong_place)
    blank, wrong = _blank(folder / form.blank, form)
    if wrong:
        said.append(where(text, ["blank"], str(file)) + wrong)
    if said:
        raise BadFile("\n".join(said))
    return KnownForm(form, blank, folder, text)


def parse_form(text: str, name: str) -> Form:
    """A form of a file's text, unchecked but for its shape and its readings. Raises BadFile.

    Texts may carry readings, 氏名《しめい》; they stay in easy Japanese alone.
    """
    form = parse_toml(text, Form, name)
    fields = tuple(_read(field, ["fields", index], (text, name)) for index, field in enumerate(form.fields))
    notices = tuple(_read(notice, ["notices", index], (text, name)) for index, notice in enumerate(form.notices))
    return dataclasses.replace(form, fields=fields, notices=notices)


def _read(entry: Any, path: list[str | int], file: tuple[str, str]) -> Any:
    """A field or a notice with the readings of its texts in the form of kiosk.domain.readings."""
    key = "explanation" if hasattr(entry, "explanation") else "words"
    own = plain(_annotated(getattr(entry, key), [*path, key], file))
    easy = _annotated(getattr(entry.easy, key), [*path, "easy", key], file)
    return dataclasses.replace(entry, **{key: own}, easy=dataclasses.replace(entry.easy, **{key: easy}))


def _annotated(written: str, path: list[str | int], file: tuple[str, str]) -> str:
    try:
        return read_readings(written)
    except BadReading as error:
        raise BadFile(f"{where(file[0], path, file[1])}{error}") from None


def _blank(file: Path, form: Form) -> tuple[bytes, str]:
    """The picture of the empty page, and what is wrong with it."""
    if file.name != form.blank:
        return b"", "the blank page is named by its file alone, without a folder"
    try:
        picture = file.read_bytes()
    except OSError as error:
        return b"", f"the blank page {file} cannot be read ({type(error).__name__})"
    if len(picture) > MAX_BLANK_BYTES:
        return b"", f"the blank page {file} is larger than {MAX_BLANK_BYTES // 1_000_000} MB"
    header = png_header(picture)
    if header is None or not is_whole(picture):
        return b"", f"the blank page {file} is not a PNG" if header is None else f"the blank page {file} is cut off"
    width_px, height_px, *colours = header
    if tuple(colours) != _GREY:
        return b"", f"the blank page {file} must be grey with 8 bits a pixel, without transparency"
    wide, high = (side_mm * BLANK_PX_PER_MM for side_mm in form.page_mm)
    if not (abs(width_px - wide) <= _OFF_PX and abs(height_px - high) <= _OFF_PX):
        return b"", (
            f"the blank page {file} has {width_px} × {height_px} pixels; a page of {form.page_mm[0]:g} × "
            f"{form.page_mm[1]:g} mm at {BLANK_PX_PER_MM:g} px/mm has {wide:.0f} × {high:.0f}"
        )
    return picture, ""


def _clashes(forms: list[KnownForm]) -> Iterator[str]:
    """Two folders never have the same name, and a form is named like its folder: what is left are twins."""
    seen: dict[tuple[str, str], KnownForm] = {}
    for known in forms:
        first = seen.setdefault((known.form.title, known.form.edition), known)
        if first is not known:
            words = f"{first.folder / FORM_FILE} has the same title and the same edition; give the newer one its own"
            yield known.said(Fault(("edition",), words))
