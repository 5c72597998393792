"""The languages of the counter, by the names that gettext gives to their catalogues."""

from typing import Final

JAPANESE: Final = "ja"
EASY_JAPANESE: Final = "ja@easy"
ENGLISH: Final = "en"
LANGUAGES: Final = (JAPANESE, EASY_JAPANESE, ENGLISH)
"""In the order in which a resident is offered them."""
