"""The program `forms`: says what is wrong with known forms, and begins a new one from a PDF."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from kiosk.app.forms_new import begin_form
from kiosk.content.form_faults import Fault
from kiosk.content.forms import read_forms
from kiosk.content.toml import BadFile

_EYE = "kiosk.eye.known_forms"
"""Loaded by name: it is the only part here that sees pixels."""


def run_forms(options: argparse.Namespace) -> int:
    """Checks (1 if something is wrong), or begins a form. Raises BadFile."""
    if options.task == "check":
        return _check(options.folder)
    begin_form(options.pdf, options.page, options.out)
    sys.stdout.write(f"{options.out}: begun; 'forms check' says what is to be filled in\n")
    return 0


def _check(folder: Path) -> int:
    """One line a fault. Pictures are looked at once the data are right: boxes must be true for that."""
    try:
        said = _picture_faults(folder)
    except BadFile as wrong:
        said = [str(wrong)]
    sys.stderr.writelines(f"{line}\n" for line in said)
    return 1 if said else 0


def _picture_faults(folder: Path) -> list[str]:
    forms = {known.form.id: known for known in read_forms(folder)}
    said = []
    for form_id, label_of, words in import_module(_EYE).picture_faults([(k.form, k.blank) for k in forms.values()]):
        known = forms[form_id]
        ids = [field.id for field in known.form.fields]
        place = ("blank",) if label_of is None else ("fields", ids.index(label_of), "label")
        said.append(known.said(Fault(place, words if label_of is None else f"field '{label_of}': {words}")))
    return said
