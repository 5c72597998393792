"""The panel in which a resident chooses a language. Each stands there in its own script, for who reads no other."""

from dataclasses import dataclass
from typing import Final

from kiosk.domain.intents import ChooseLanguage, OpenLanguages
from kiosk.domain.languages import CHINESE, EASY_JAPANESE, ENGLISH, JAPANESE, VIETNAMESE
from kiosk.domain.snapshot import KioskSnapshot
from ui.presenters.parts import KeyKind, KeyView, Text

NAMES: Final = {
    JAPANESE: "日本語",
    EASY_JAPANESE: "やさしい にほんご",
    ENGLISH: "English",
    CHINESE: "简体中文",
    VIETNAMESE: "Tiếng Việt",
}


@dataclass(frozen=True)
class LanguagesView:
    """A question and a key for each language; the one in use is marked."""

    title: str
    keys: tuple[KeyView, ...]


def present_languages(snapshot: KioskSnapshot, text: Text) -> LanguagesView | None:
    """The panel; None while it is closed."""
    if not snapshot.choosing_language:
        return None
    used = snapshot.look.language
    return LanguagesView(
        text("languages.title"), tuple(_key(name, words, name == used) for name, words in NAMES.items())
    )


def language_key(text: Text) -> KeyView:
    """🌐, on every screen in the same row."""
    return KeyView("key.language", text("bar.language"), OpenLanguages(), "globe", KeyKind.QUIET)


def _key(language: str, words: str, used: bool) -> KeyView:
    kind, icon = (KeyKind.TOOL, "check") if used else (KeyKind.OUTLINE, "")
    return KeyView(f"key.language.{language}", words, ChooseLanguage(language), icon, kind, language=language)
