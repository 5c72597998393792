"""Begins a form from a PDF: its blank page and a form.toml in which a person fills in what no page tells."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from kiosk.app.forms_guess import Proposed, proposed_fields
from kiosk.content.forms import FORM_FILE
from kiosk.content.pdf import read_page
from kiosk.content.toml import BadFile

_EYE = "kiosk.eye.known_forms"
"""Loaded by name: it is the only part here that sees pixels."""
BLANK_FILE = "blank.png"
_LONG_NUMBER = 10
"""A number of so many digits is private."""


def begin_form(pdf: Path, number: int, out: Path) -> None:
    """Writes the folder `out`, whole or not at all. Raises BadFile for a PDF that cannot be used, or a folder that is
    there already."""
    if out.exists():
        raise BadFile(f"{out}: is there already; nothing is written over it")
    page = read_page(pdf, number)
    eye = import_module(_EYE)
    fields = proposed_fields(page, eye.boxes_of(page.picture))
    if not fields:
        raise BadFile(f"{pdf}: no ruled boxes are on page {number}; a scan may be too pale or askew")
    partial: Path | None = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        (partial / BLANK_FILE).write_bytes(eye.as_png(page.picture))
        (partial / FORM_FILE).write_text(skeleton(out.name, page.size_mm, fields), encoding="utf-8")
        partial.chmod(0o755)
        partial.rename(out)
    except OSError as error:
        raise BadFile(f"{out}: cannot be written ({type(error).__name__})") from None
    finally:
        if partial is not None:
            shutil.rmtree(partial, ignore_errors=True)


def skeleton(form_id: str, size_mm: tuple[float, float], fields: Sequence[Proposed]) -> str:
    """The text of a form.toml. What is empty in it, `forms check` lists as to be filled in."""
    head = [
        f"id = {_text(form_id)}",
        *(f'{key} = ""' for key in ("title", "reading", "edition")),
        f"page_mm = {_numbers(size_mm)}",
        f"blank = {_text(BLANK_FILE)}",
        'source = ""',
        'en.title = ""',
    ]
    return "\n".join([*head, *(line for number, one in enumerate(fields, 1) for line in _field(number, one))]) + "\n"


def _field(number: int, one: Proposed) -> Iterator[str]:
    yield from ("", "[[fields]]", f'id = "field-{number}"', f"name = {_text(one.name)}", 'reading = ""')
    yield from (f"kind = {_text(one.kind)}", f"box = {_numbers(one.box)}", f"label = {_numbers(one.label)}")
    if one.cells >= _LONG_NUMBER:
        yield "private = true"
    yield from (f'{key} = ""' for key in ("explanation", "easy.explanation", "en.name", "en.explanation"))
    if one.cells:
        yield f"rules.digits = {one.cells}"


def _text(words: str) -> str:
    return json.dumps("".join(sign for sign in words if sign.isprintable()), ensure_ascii=False)


def _numbers(numbers: Sequence[float]) -> str:
    return "[" + ", ".join(f"{number:.4g}" for number in numbers) + "]"
