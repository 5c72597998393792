"""The program `guides`: says what is wrong with guides, and shows one as a resident will see it."""

import argparse
import sys
from datetime import date
from pathlib import Path

from kiosk.app.places import assets
from kiosk.app.settings import EndSettings, beside
from kiosk.content.forms import read_forms
from kiosk.content.guide_faults import GuideFault, dated_faults
from kiosk.content.guides import PICTURES, Shelf, look_at_guides, read_guides
from kiosk.content.toml import BadFile
from kiosk.domain.guide import BETWEEN, Step


def our_guides() -> Path:
    """The folder of the guides that come with the counter."""
    return assets() / "guides"


def run_guides(options: argparse.Namespace) -> int:
    """Checks (1 if something is wrong), or shows a guide. Raises BadFile."""
    if options.task == "check":
        return _check(layers(options.folder))
    from kiosk.app.guides_preview import run_preview

    return run_preview(options)


def picture_folders(own: Path | None) -> tuple[Path, ...]:
    """Where drawings of guides lie, the city's before ours."""
    return tuple(folder / PICTURES for folder in reversed(layers(own)))


def layers(folder: Path | None) -> tuple[Path, ...]:
    """Our guides, and over them a city's own where there is a folder of them."""
    ours = our_guides()
    return (ours,) if folder is None or folder.resolve() == ours.resolve() else (ours, folder)


def guides_of(settings: EndSettings, config: Path) -> Shelf:
    """What a kiosk or a desk shows. A gap in a language is no fault there: the step is read in Japanese. Raises
    BadFile."""
    own = settings.city.guides
    return read_guides(*layers(beside(config, own) if own is not None else None))


def _check(folders: tuple[Path, ...]) -> int:
    """One line a fault; then what is not translated, and what the office has to confirm."""
    try:
        shelf = look_at_guides(*folders)
    except BadFile as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 1
    said = [*shelf.said, *_dated(shelf, date.today()), *_form_links(shelf), *shelf.gaps]
    sys.stderr.writelines(f"{line}\n" for line in said)
    counts = f"{len(steps_of(shelf))} steps, {unconfirmed(shelf, date.today())} of them to be confirmed"
    sys.stdout.write(f"{len(shelf.written)} guides, {counts}\n")
    return 1 if said else 0


def steps_of(shelf: Shelf) -> list[Step]:
    """All steps of all guides."""
    return [step for one in shelf.written.values() for step in one.guide.steps]


def unconfirmed(shelf: Shelf, today: date) -> int:
    """How many steps say 役所で確認中."""
    return sum(step.to_be_confirmed(today) for step in steps_of(shelf))


def _dated(shelf: Shelf, today: date) -> list[str]:
    return [one.said(fault) for one in shelf.written.values() for fault in dated_faults(one.guide, today)]


def _form_links(shelf: Shelf) -> list[str]:
    """Steps that name a form's field which is not there."""
    known = {(form.form.id, field.id) for form in read_forms(assets() / "forms") for field in form.form.fields}
    said: list[str] = []
    for one in shelf.written.values():
        for index, step in enumerate(one.guide.steps):
            form, _, field = step.form.partition(BETWEEN)
            if step.form and (form, field) not in known:
                words = f"step '{step.id}': no known form has the field '{step.form}'"
                said.append(one.said(GuideFault(("steps", index, "form"), words)))
    return said
