"""What a packaged program holds, held against what it is to hold and what must stay out."""

import importlib
from pathlib import Path

from kiosk.app.licences import SOURCES
from kiosk.app.licences_table import Table, read_table
from kiosk.app.licences_wheels import is_object
from tests.support.packaging import packaging_module

_WORDS = ("NOTICE.md", "texts/standard/GPL-3.0.txt", "texts/fonts", "texts/pyinstaller", "texts/system")


def faults(folder: Path) -> list[str]:
    """What is wrong inside the packaged program in `folder`, whose name is the folder's."""
    modules = modules_in(folder / folder.name)
    contents = packaging_module("contents")
    missing = sorted({*contents.children(), *contents.keepers(), *contents.libraries()} - modules)
    extra = sorted(modules & set(contents.left_out(folder.name)))
    tools = sorted(name for name in contents.TOOLS if name in modules)
    return [
        *(f"{name} is missing" for name in missing),
        *(f"{name} must stay out" for name in (*extra, *tools)),
        *object_faults(folder / "_internal", read_table(SOURCES / "shared_objects.toml")),
        *(f"{link.name} leads nowhere" for link in folder.rglob("*") if link.is_symlink() and not link.exists()),
        *(f"licences/{name} is missing" for name in _WORDS if not (folder / "licences" / name).exists()),
    ]


def modules_in(program: Path) -> set[str]:
    """Names of all modules in the archive of a packaged program."""
    reader = importlib.import_module("PyInstaller.archive.readers").CArchiveReader(str(program))
    return set(reader.open_embedded_archive("PYZ.pyz").toc)


def object_faults(inside: Path, table: Table) -> list[str]:
    """Shared objects that no licence is known of, or that must not be handed on."""
    found = []
    for file in inside.rglob("*"):
        place = file.relative_to(inside).as_posix()
        if file.is_symlink() or not file.is_file() or not is_object(place):
            continue
        part = table.part_of(place)
        if part is None:
            found.append(f"{place} is not listed in shared_objects.toml")
        elif part.left_out:
            found.append(f"{place} must stay out: {part.left_out}")
    return found
