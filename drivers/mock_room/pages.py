"""Which papers can be laid on a tray: demo pages by their names, known forms by `form.` and their ids."""

import re
from pathlib import Path
from typing import NamedTuple

from drivers.mock_room.state import FORM_PX_PER_MM, FORMS, PAGE_PX_PER_MM, PAGES

FORM = "form."
_ID = re.compile("[a-z0-9-]+")


class PageFile(NamedTuple):
    """The picture of a page, and how many of its pixels make a millimetre."""

    file: Path
    px_per_mm: float


def page_files() -> dict[str, PageFile]:
    """Every paper that there is, by name. Only names that are listed here are ever opened, so none can lead astray."""
    pages = {file.stem: PageFile(file, PAGE_PX_PER_MM) for file in sorted(PAGES.glob("*.png"))}
    forms = {
        FORM + blank.parent.name: PageFile(blank, FORM_PX_PER_MM)
        for blank in sorted(FORMS.glob("*/blank.png"))
        if _ID.fullmatch(blank.parent.name)
    }
    return pages | forms
