"""Which face has which letter: a text is cut into runs, and a letter that none has is an error, never an empty box."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

_SELECTORS = re.compile("[\ufe00-\ufe0d\U000e0100-\U000e01ef]")
"""Standardised and ideographic variation selectors; U+FE0E and U+FE0F only say whether a sign is drawn in colour."""
_MARKED = re.compile("[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+")


class NoGlyph(ValueError):
    """No face has this letter. The text names it by itself and by its code, U+20BB7."""

    def __init__(self, letter: str) -> None:
        super().__init__(f"no font here has {letter!r} (U+{ord(letter):04X})")
        self.letter = letter


class Face(Protocol):
    """A typeface as this rule sees it."""

    @property
    def name(self) -> str:
        """What draws a run."""

    def has(self, letter: str) -> bool:
        """Whether it draws the letter."""


@dataclass(frozen=True)
class Run:
    """Letters of one face."""

    face: str
    text: str


@dataclass(frozen=True)
class Runs:
    """A whole text. `varied`: a variation selector was dropped, so a letter may look different from its owner's."""

    runs: tuple[Run, ...]
    varied: bool = False


def split(text: str, faces: Sequence[Face]) -> Runs:
    """Each letter in the first face that has it. Raises NoGlyph."""
    bare = _SELECTORS.sub("", text)
    runs: list[Run] = []
    for letter in _drawn(bare):
        face = _first(letter, faces)
        if runs and runs[-1].face == face:
            runs[-1] = Run(face, runs[-1].text + letter)
        else:
            runs.append(Run(face, letter))
    return Runs(tuple(runs), bare != text)


def _drawn(text: str) -> Iterable[str]:
    """Letters with their marks put together; what only steers (category Cf) is not drawn. Nothing else is normalised:
    that would change 﨑's kin into other kanji."""
    composed = _MARKED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)
    return (letter for letter in composed if unicodedata.category(letter) != "Cf" and letter not in "\ufe0e\ufe0f")


def _first(letter: str, faces: Sequence[Face]) -> str:
    for face in faces:
        if face.has(letter):
            return face.name
    raise NoGlyph(letter)
