"""The program `licences`: writes down what the programs are made of, who made it, and under which licence."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from kiosk.app.licences_notice import notice
from kiosk.app.licences_table import Part, Table, licence_ids, read_table, standard_text
from kiosk.app.licences_wheels import Wheel, needed_wheels
from kiosk.app.places import assets, root

SOURCES = root() / "packaging" / "licences"


@dataclass(frozen=True)
class Made:
    """What the programs are made of here. `standard`: the folder of licences that wheels refer to, but do not carry."""

    wheels: list[Wheel]
    table: Table
    standard: Path


def look_around() -> Made:
    """This installation. Raises BadFile for a wrong table."""
    return Made(
        needed_wheels(root() / "pyproject.toml"), read_table(SOURCES / "shared_objects.toml"), SOURCES / "standard"
    )


def run_licences(out: Path) -> int:
    """Writes NOTICE.md and the folder `texts`; 1 if something is not known, which is said. Raises BadFile."""
    made = look_around()
    write_licences(made, out)
    unknown = gaps(made)
    sys.stderr.writelines(f"licences: {line}\n" for line in unknown)
    return 1 if unknown else 0


def gaps(made: Made) -> list[str]:
    """What is not known: unlisted objects, wheels without a licence, licences without their words."""
    wheels, table = made.wheels, made.table
    lines = [f"{wheel.name}: no licence is known" for wheel in wheels if not licence_of(wheel, table)]
    for wheel in wheels:
        if not wheel.texts:
            lines += [f"{wheel.name}: no words of {name}" for name in _missing(licence_of(wheel, table), made.standard)]
        for place in wheel.objects:
            part = table.part_of(place)
            if part is None:
                lines.append(f"{wheel.name}: {place} is not listed in shared_objects.toml")
            elif part.texts == "wheel" and not wheel.texts:
                lines.append(f"{wheel.name}: carries no words for {part.name}")
    return lines + [line for part in table.parts for line in _gaps_of(part, made.standard)]


def licence_of(wheel: Wheel, table: Table) -> str:
    """What the wheel says, or the table in its place; "" if neither."""
    return wheel.licence or table.wheels.get(wheel.name, "")


def write_licences(made: Made, out: Path) -> None:
    """NOTICE.md, and `texts` with a folder a wheel, one each for standard licences, fonts, models and ourselves."""
    texts = out / "texts"
    shutil.rmtree(texts, ignore_errors=True)
    for wheel in made.wheels:
        _copy(wheel.texts, texts / wheel.name)
    _copy(sorted(made.standard.iterdir()), texts / "standard")
    _copy(sorted((assets() / "fonts").glob("*OFL*.txt")), texts / "fonts")
    _copy([assets() / "models" / "LICENSE.txt"], texts / "models")
    _copy([root() / "LICENSE"], texts / "madoguchi")
    rows = [(wheel.name, wheel.version, licence_of(wheel, made.table)) for wheel in made.wheels]
    (out / "NOTICE.md").write_text(notice(rows, made.table.parts), encoding="utf-8")


def _gaps_of(part: Part, standard: Path) -> list[str]:
    if part.left_out or part.texts != "standard":
        return []
    lines = [f"{part.name}: no words of {name}" for name in _missing(part.licence, standard)]
    return lines if part.copyright else [*lines, f"{part.name}: nobody is named who made it"]


def _missing(licence: str, standard: Path) -> list[str]:
    return [name for name in licence_ids(licence) if not (standard / standard_text(name)).is_file()]


def _copy(files: list[Path] | tuple[Path, ...], folder: Path) -> None:
    """All into one folder. Files of the same name come from folders of different names, which tell them apart."""
    for file in files:
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / file.name
        shutil.copyfile(file, target if not target.exists() else folder / f"{file.parent.name}-{file.name}")
