"""Screen texts from gettext catalogues, by id and language; a missing text is an error, never a blank."""

import logging
from pathlib import Path

from babel.messages.pofile import PoFileError, read_po

from kiosk.content.readings import BadReading, read_readings
from kiosk.content.toml import BadFile
from kiosk.domain.languages import COMING, ENGLISH, JAPANESE, LANGUAGES

log = logging.getLogger(__name__)


class Texts:
    """One language's catalogue. Calling it with an id and named values gives the text."""

    def __init__(self, language: str, words: dict[str, str], instead: "Texts | None" = None) -> None:
        self.language = language
        self._words = words
        self._instead = instead
        self._missed: set[str] = set()

    def __call__(self, text_id: str, **values: object) -> str:
        """The text with its values put in. An id that the catalogue lacks is logged and said in the language that
        stands in for it. Raises KeyError where none does."""
        if text_id not in self._words and self._instead is not None:
            self._miss(text_id)
            return self._instead(text_id, **values)
        words = self._words[text_id]
        return words.format(**values) if values else words

    def _miss(self, text_id: str) -> None:
        if text_id not in self._missed:
            self._missed.add(text_id)
            log.error("text missing in %(language)s: %(text)s", {"language": self.language, "text": text_id})

    @property
    def ids(self) -> frozenset[str]:
        """All ids of this catalogue."""
        return frozenset(self._words)


def read_texts(locale: Path, language: str, instead: Texts | None = None) -> Texts:
    """The catalogue assets/locale/LANGUAGE/LC_MESSAGES/madoguchi.po; 漢字《かんじ》 is read there. Raises BadFile."""
    path = locale / language / "LC_MESSAGES" / "madoguchi.po"
    try:
        with path.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
    except (OSError, PoFileError, UnicodeError) as error:
        raise BadFile(f"{path}: cannot be read ({type(error).__name__})") from None
    words: dict[str, str] = {}
    for message in catalogue:
        if isinstance(message.id, str) and message.id and isinstance(message.string, str):
            words[message.id] = _read(message.string, f"{path}, line {message.lineno}: {message.id}")
    return Texts(language, words, instead)


def read_catalogues(locale: Path) -> dict[str, Texts]:
    """All languages by name; Japanese stands in for what another one lacks. Raises BadFile."""
    japanese = read_texts(locale, JAPANESE)
    return {
        language: japanese if language == JAPANESE else read_texts(locale, language, japanese) for language in LANGUAGES
    }


def read_coverage(locale: Path) -> dict[str, float]:
    """Of each language that is coming, the share of what a resident may meet that it says already: English says all of
    it, and nothing for clerks. Raises BadFile."""
    whole = read_texts(locale, ENGLISH).ids
    return {language: len(read_texts(locale, language).ids & whole) / len(whole) for language in COMING}


def _read(written: str, place: str) -> str:
    if not written:
        raise BadFile(f"{place}: there is no text")
    try:
        return read_readings(written)
    except BadReading as error:
        raise BadFile(f"{place}: {error}") from None
