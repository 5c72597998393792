"""The languages of the counter, by the names that gettext gives to their catalogues."""

from typing import Final

JAPANESE: Final = "ja"
EASY_JAPANESE: Final = "ja@easy"
ENGLISH: Final = "en"
LANGUAGES: Final = (JAPANESE, EASY_JAPANESE, ENGLISH)
"""In the order in which a resident is offered them."""
CHINESE: Final = "zh-Hans"
VIETNAMESE: Final = "vi"
FURTHER: Final = (CHINESE, VIETNAMESE)
"""Those whose words stand under `other` in the files of a city and of a form, and need not be there: Japanese with its
readings stands in for what is not."""
COMING: Final = (CHINESE, VIETNAMESE)
"""Their words are written and checked like the others', and nobody is offered them yet: screens have no faces for them,
days and the city's own words are not said in them, and no native reader has seen them."""
