"""The languages of the counter, by the names that gettext gives to their catalogues."""

from typing import Final

JAPANESE: Final = "ja"
EASY_JAPANESE: Final = "ja@easy"
ENGLISH: Final = "en"
CHINESE: Final = "zh-Hans"
VIETNAMESE: Final = "vi"
LANGUAGES: Final = (JAPANESE, EASY_JAPANESE, ENGLISH, CHINESE, VIETNAMESE)
"""In the order in which a resident is offered them."""
COMING: Final = ("ko", "zh-Hant", "pt-BR", "tl", "id", "ne")
"""Begun: nobody is offered one before it says everything that English says, and its letters have a face here."""
FURTHER: Final = (CHINESE, VIETNAMESE)
"""Those whose words stand under `other` in the files of a city and of a form, and need not be there: Japanese with its
readings stands in for what is not."""
