"""The faces that paper is printed in, by language: loaded when the first letter needs them, embedded by ReportLab."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from kiosk.records.coverage import Run, Runs, split
from kiosk.records.to_unicode import use_letter_map

_OWN: Final = "BIZUDPGothic"
_LATIN: Final = "noto/NotoSans"
_RARE: Final = "noto/NotoSansJP"
_CHINESE: Final = "noto/NotoSansSC"
_JAPANESE_FIRST: Final = (_OWN, _LATIN, _RARE, _CHINESE)
_ORDER: Final = {"zh": (_CHINESE, _LATIN, _OWN, _RARE), "vi": (_LATIN, _OWN, _RARE, _CHINESE)}
"""A language whose letters our own face has only in part begins with one that has them all: no word in two faces."""


class LazyFace:
    """One file. ReportLab keeps it for the life of the process under its name."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._letters: frozenset[int] | None = None

    @property
    def name(self) -> str:
        """As ReportLab knows it."""
        return self._file.stem

    def has(self, letter: str) -> bool:
        """Reads the file if nobody has done so. Raises OSError or reportlab's TTFError for a broken installation."""
        if self._letters is None:
            font = TTFont(self.name, str(self._file))
            pdfmetrics.registerFont(font)
            self._letters = frozenset(font.face.charToGlyph)
        return ord(letter) in self._letters


class Typefaces:
    """All faces of a folder of fonts. One thread."""

    def __init__(self, folder: Path) -> None:
        use_letter_map()
        self._folder = folder
        self._faces: dict[str, LazyFace] = {}
        self.runs = lru_cache(maxsize=2_048)(self._runs)
        """`runs(text, language, bold)`: the text in the faces of a language. Raises NoGlyph."""

    def _runs(self, text: str, language: str, bold: bool) -> Runs:
        return split(text, self._chain(language, bold))

    def _chain(self, language: str, bold: bool) -> list[LazyFace]:
        order = _ORDER.get(language.partition("-")[0], _JAPANESE_FIRST)
        regular = [f"{stem}_400Regular" for stem in order]
        heavy = [f"{stem}_700Bold" for stem in order if stem != _RARE] if bold else []
        return [self._face(stem) for stem in (*heavy, *regular)]

    def _face(self, stem: str) -> LazyFace:
        return self._faces.setdefault(stem, LazyFace(self._folder / f"{stem}.ttf"))


def width(run: Run, size_pt: float) -> float:
    """In points."""
    wide: float = pdfmetrics.stringWidth(run.text, run.face, size_pt)
    return wide
