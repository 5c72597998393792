"""A text that carries how its kanji are read, inside one string: Unicode's interlinear annotation marks."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_ANCHOR: Final = "\ufff9"
_SEPARATOR: Final = "\ufffa"
_TERMINATOR: Final = "\ufffb"
_ANNOTATED = re.compile(f"{_ANCHOR}([^{_ANCHOR}-{_TERMINATOR}]+){_SEPARATOR}([^{_ANCHOR}-{_TERMINATOR}]+){_TERMINATOR}")
_MARKS = re.compile(f"[{_ANCHOR}-{_TERMINATOR}]")


class Segment(NamedTuple):
    """A piece of a text: a word with the kana that stand over it, or letters without any (`reading` is empty)."""

    base: str
    reading: str = ""

    @property
    def text(self) -> str:
        """The piece as it stands in a string."""
        return annotated(self.base, self.reading) if self.reading else self.base


def annotated(base: str, reading: str) -> str:
    """A word with its reading. No typed text can hold one: the marks are control characters."""
    return f"{_ANCHOR}{base}{_SEPARATOR}{reading}{_TERMINATOR}"


def has_readings(text: str) -> bool:
    """Whether any word of the text carries its reading."""
    return _ANCHOR in text


def plain(text: str) -> str:
    """The text without readings, as a screen reader says it."""
    return _MARKS.sub("", _ANNOTATED.sub(r"\1", text)) if _MARKS.search(text) else text


def segments(text: str) -> Iterator[Segment]:
    """The pieces in order; together their bases are `plain(text)`."""
    end = 0
    for found in _ANNOTATED.finditer(text):
        if before := _MARKS.sub("", text[end : found.start()]):
            yield Segment(before)
        yield Segment(found[1], found[2])
        end = found.end()
    if rest := _MARKS.sub("", text[end:]):
        yield Segment(rest)


def atoms(text: str) -> Iterator[Segment]:
    """The smallest pieces between which a line may break in need: words with readings, and single letters."""
    for segment in segments(text):
        if segment.reading:
            yield segment
        else:
            yield from map(Segment, segment.base)


def halves(segment: Segment) -> tuple[Segment, Segment] | None:
    """A word with its reading in two, each half with its share of the kana; None if it cannot be divided."""
    if min(len(segment.base), len(segment.reading)) < 2:
        return None
    base = len(segment.base) // 2
    kana = min(max(round(len(segment.reading) * base / len(segment.base)), 1), len(segment.reading) - 1)
    return Segment(segment.base[:base], segment.reading[:kana]), Segment(segment.base[base:], segment.reading[kana:])
