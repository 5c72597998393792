"""Breaks Japanese lines at phrase spaces only, as people who read slowly expect; inside a phrase only in need."""

from collections.abc import Callable, Iterator

from kiosk.domain.readings import Segment, atoms, halves

_NEVER_FIRST = frozenset("、。，．・」』）！？ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々〜%")

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
        longer = f"{line} {phrase}" if line and not line.endswith(("、", "。")) else line + phrase
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
    return paragraph.replace("、", "、 ").replace("。", "。 ").split()


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
    """Between letters. A word keeps its reading; only if it is wider than a line, each part has its share of it."""
    pieces: list[str] = []
    piece = ""
    for atom in atoms(part):
        for small in _within(atom, width_px, measure):
            if piece and small.base[0] not in _NEVER_FIRST and measure(piece + small.text) > width_px:
                pieces.append(piece)
                piece = ""
            piece += small.text
    return [*pieces, piece]


def _within(atom: Segment, width_px: float, measure: Measure) -> Iterator[Segment]:
    smaller = halves(atom) if measure(atom.text) > width_px else None
    if smaller is None:
        yield atom
    else:
        for half in smaller:
            yield from _within(half, width_px, measure)
