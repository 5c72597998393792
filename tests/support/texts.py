"""Texts for tests: the same catalogues and the same way of asking as the programs have."""

from functools import lru_cache
from pathlib import Path

from kiosk.content.texts import Texts, read_catalogues
from kiosk.domain.languages import JAPANESE

LOCALE = Path(__file__).parents[2] / "assets" / "locale"


@lru_cache(maxsize=1)
def catalogues() -> dict[str, Texts]:
    """Every language's texts."""
    return read_catalogues(LOCALE)


def japanese() -> Texts:
    """`text(id, **parameters)`; KeyError for an id that is not in the catalogue."""
    return catalogues()[JAPANESE]
