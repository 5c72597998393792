"""Texts for tests: the same catalogue and the same way of asking as the programs have."""

from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po

from ui.presenters.parts import Text

CATALOGUE = Path(__file__).parents[2] / "assets" / "locale" / "ja" / "LC_MESSAGES" / "madoguchi.po"


@lru_cache(maxsize=1)
def catalogue() -> dict[str, str]:
    """Every text by its id."""
    with CATALOGUE.open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file) if m.id}


def japanese() -> Text:
    """`text(id, **parameters)`; KeyError for an id that is not in the catalogue."""
    texts = catalogue()

    def text(name: str, /, **parameters: object) -> str:
        return texts[name].format(**parameters)

    return text
