"""The bundled typefaces: registered once, asked for by pixel size and language."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from kiosk.domain.languages import CHINESE, JAPANESE, VIETNAMESE

FAMILY: Final = "BIZ UDPGothic"
_LATIN: Final = "Noto Sans"
_RARE: Final = "Noto Sans JP"
_CHINESE: Final = "Noto Sans SC"
_JAPANESE_FIRST: Final = [FAMILY, _LATIN, _RARE, _CHINESE]
_ORDER: Final = {CHINESE: [_CHINESE, _LATIN, FAMILY, _RARE], VIETNAMESE: [_LATIN, FAMILY, _RARE, _CHINESE]}
"""A language whose letters our own face has only in part begins with one that has them all: no word in two faces. On
paper it is the same: kiosk.records.typefaces."""


def register_fonts(folder: Path) -> None:
    """Makes every .ttf below `folder` known to Qt; needs a QGuiApplication. FileNotFoundError if one is unusable."""
    for file in sorted(folder.rglob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise FileNotFoundError(file)


@lru_cache(maxsize=256)
def font(size_px: int, bold: bool, language: str = JAPANESE) -> QFont:
    """The counter's typeface for words of a language; callers must not change what they get."""
    made = QFont(families(language))
    made.setPixelSize(size_px)
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def families(language: str) -> list[str]:
    """The faces in which a letter is looked for, one after the other."""
    return _ORDER.get(language, _JAPANESE_FIRST)
