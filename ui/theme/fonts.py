"""The bundled typeface: registered once, asked for by pixel size."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

FAMILY = "BIZ UDPGothic"


def register_fonts(folder: Path) -> None:
    """Makes every .ttf of `folder` known to Qt; needs a QGuiApplication. FileNotFoundError if one is unusable."""
    for file in sorted(folder.glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise FileNotFoundError(file)


@lru_cache(maxsize=128)
def font(size_px: int, bold: bool) -> QFont:
    """The counter's typeface; callers must not change what they get."""
    made = QFont(FAMILY)
    made.setPixelSize(size_px)
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
