"""Breaks lines at the spaces between phrases only, as people who read slowly expect; inside a phrase only in need.

Japanese has spaces between its phrases here. Chinese has none: its phrases are the clauses, which are cut between
letters where a line ends, as is usual there.
"""

import unicodedata
from collections.abc import Callable, Iterator

from kiosk.domain.readings import Segment, atoms, halves

_NEVER_FIRST = frozenset("、。，．；：・」』》”）！？ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々〜～…%")
_NEVER_LAST = frozenset("「『《“（")
_ENDS = ("、", "。", "，", "；")
"""Of clauses: another one may follow on a new line, and without a space on the same."""

Measure = Callable[[str], float]


def wrap_phrases(text: str, width_px: float, measure: Measure) -> list[str]:
    """Lines that are at most `width_px` wide and about equally long. A newline always breaks; a phrase wider than a
    line is cut, after a middle dot if it has one."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_balance(_phrases(paragraph), width_px, measure))
    return lines


def widest_phrase(text: str, measure: Measure) -> float:
    """The width below which a phrase would have to be cut, in pixels."""
    parts = [part for phrase in text.split() for part in _dotted(phrase)]
    return max((measure(part) for part in parts), default=0.0)


def _balance(phrases: list[str], width_px: float, measure: Measure) -> list[str]:
    """As few lines as possible, then as narrow as possible: no single word is left over at the end."""
    lines = _fill(phrases, width_px, measure)
    while len(lines) > 1:
        widest = max(map(measure, lines))
        narrower = _fill(phrases, widest - 1, measure)
        if len(narrower) > len(lines) or max(map(measure, narrower)) >= widest or _is_cut(narrower, phrases):
            break
        lines = narrower
    return lines


def _is_cut(lines: list[str], phrases: list[str]) -> bool:
    return any(not any(phrase in line for line in lines) for phrase in phrases)


def _fill(phrases: list[str], width_px: float, measure: Measure) -> list[str]:
    lines: list[str] = []
    line = ""
    for phrase in phrases:
        longer = f"{line} {phrase}" if line and not line.endswith(_ENDS) else line + phrase
        if measure(longer) <= width_px:
            line = longer
            continue
        if line:
            lines.append(line)
        *cut, line = _cut(phrase, width_px, measure)
        lines.extend(cut)
    return [*lines, line]


def _phrases(paragraph: str) -> list[str]:
    """Spaces separate phrases; so does the end of a sentence or clause."""
    for end in _ENDS:
        paragraph = paragraph.replace(end, f"{end} ")
    return paragraph.split()


def _dotted(phrase: str) -> list[str]:
    return phrase.replace("・", "・ ").split()


def _cut(phrase: str, width_px: float, measure: Measure) -> list[str]:
    pieces: list[str] = []
    piece = ""
    for part in _dotted(phrase):
        if measure(piece + part) <= width_px:
            piece += part
            continue
        if piece:
            pieces.append(piece)
        *cut, piece = _cut_anywhere(part, width_px, measure)
        pieces.extend(cut)
    return [*pieces, piece]


def _cut_anywhere(part: str, width_px: float, measure: Measure) -> list[str]:
    """Between letters. A word keeps its reading, a foreign word and a number their letters; only what is wider than a
    line is cut itself, and each part has its share of the reading."""
    pieces: list[str] = []
    piece = ""
    for together in _clusters(part):
        whole = "".join(atom.text for atom in together)
        fits = measure(whole) <= width_px
        for small in [whole] if fits else _small(together, width_px, measure):
            if piece and small[0] not in _NEVER_FIRST and measure(piece + small) > width_px:
                pieces.append(piece)
                piece = ""
            piece += small
    return [*pieces, piece]


def _clusters(part: str) -> Iterator[list[Segment]]:
    """What stays on one line: letters with the signs that never begin or end a line, foreign words, numbers."""
    together: list[Segment] = []
    for atom in atoms(part):
        if together and not _hangs_together(together[-1].base[-1], atom.base[0]):
            yield together
            together = []
        together.append(atom)
    if together:
        yield together


def _hangs_together(before: str, after: str) -> bool:
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return True
    return _is_narrow(before) and _is_narrow(after)


def _is_narrow(letter: str) -> bool:
    """Of a script whose words are not cut."""
    return letter.isalnum() and unicodedata.east_asian_width(letter) not in "WF"


def _small(together: list[Segment], width_px: float, measure: Measure) -> Iterator[str]:
    for atom in together:
        yield from (one.text for one in _within(atom, width_px, measure))


def _within(atom: Segment, width_px: float, measure: Measure) -> Iterator[Segment]:
    smaller = halves(atom) if measure(atom.text) > width_px else None
    if smaller is None:
        yield atom
    else:
        for half in smaller:
            yield from _within(half, width_px, measure)
