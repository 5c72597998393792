"""Screen texts from gettext catalogues, by id and language; a missing text is an error, never a blank."""

from collections.abc import Callable
from pathlib import Path

from babel.messages.pofile import read_po

from kiosk.content.toml import BadFile

Text = Callable[..., str]


class Texts:
    """One language's catalogue. Calling it with an id and named values gives the text."""

    def __init__(self, language: str, words: dict[str, str]) -> None:
        self.language = language
        self._words = words

    def __call__(self, text_id: str, **values: object) -> str:
        """The text with its values put in. Raises KeyError for an id that the catalogue lacks."""
        words = self._words[text_id]
        return words.format(**values) if values else words

    @property
    def ids(self) -> frozenset[str]:
        """All ids of this catalogue."""
        return frozenset(self._words)


def read_texts(locale: Path, language: str) -> Texts:
    """The catalogue assets/locale/LANGUAGE/LC_MESSAGES/madoguchi.po. Raises BadFile."""
    path = locale / language / "LC_MESSAGES" / "madoguchi.po"
    try:
        with path.open("rb") as file:
            catalogue = read_po(file)
    except OSError as error:
        raise BadFile(f"{path}: cannot be read ({type(error).__name__})") from None
    words = {m.id: m.string for m in catalogue if isinstance(m.id, str) and m.id and isinstance(m.string, str)}
    empty = sorted(text_id for text_id, text in words.items() if not text)
    if empty:
        raise BadFile(f"{path}: without a text: {', '.join(empty)}")
    return Texts(language, words)
