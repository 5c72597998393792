"""Texts of a screen as a voice can say them: readings for kanji, numbers and dates in full, one clause at a time."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kiosk.domain.lexicon import Lexicon
from kiosk.domain.readings import segments

MOST_LETTERS: Final = 400
"""Of one sentence; what is longer is cut, so that nobody can make a voice speak without end."""
LONGEST_CLAUSE: Final = 60
_WORTH_A_PAUSE: Final = 6
"""Letters; a shorter clause is said together with the next one."""
COMMA_S: Final = 0.35
STOP_S: Final = 0.8

_DIGITS: Final = ("ゼロ", "イチ", "ニー", "サン", "ヨン", "ゴー", "ロク", "ナナ", "ハチ", "キュー")
_KATAKANA: Final = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(ord("！"), ord("～"))}
_PHONE: Final = re.compile(r"(?<!\d)0\d{1,4}-\d{1,4}-\d{2,4}(?!\d)")
_CODE: Final = re.compile(r"(?<![\d-])\d{3}-\d{3}(?![\d-])")
"""Of a health check; a telephone number is longer."""
_LENDING: Final = re.compile(r"(?<![\d-])\d{4}-\d(?![\d-])")
_HASH: Final = re.compile(r"#(\d{2,5})")
_TIME: Final = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?!\d)")
_WEEKDAY: Final = re.compile(r"\(([月火水木金土日])\)")
_WEEKDAYS: Final = re.compile(r"([月火水木金土日])\s*[〜～]\s*([月火水木金土日])(?![月火水木金土日曜])")
_RANGE: Final = re.compile(r"\s*[〜～]\s*(?=\S)")
_PAUSES: Final = re.compile(r"[\s、,]*[()「」『』・:;/→…―|[\]]+[\s、,]*")
_STOPS: Final = re.compile(r"(?<=[。!?])\s*|\n+")
_COMMAS: Final = re.compile(r"(?<=、)")


class Clause(NamedTuple):
    """What is said at once, and the seconds of silence after it. `sentence` counts from 0."""

    sentence: int
    text: str
    pause_s: float


def clauses(sentences: tuple[str, ...], lexicon: Lexicon) -> list[Clause]:
    """All sentences in order; one in which nothing can be said has no clause."""
    found = []
    for number, sentence in enumerate(sentences):
        for said, is_last in _parts(sayable(sentence[:MOST_LETTERS], lexicon)):
            found.append(Clause(number, said, STOP_S if is_last else COMMA_S))
    return found


def sayable(text: str, lexicon: Lexicon) -> str:
    """The words for a voice: kana where the text carries readings or the lexicon has one, numbers as they are said."""
    said = lexicon.read(_with_readings(text)).translate(_FULL_WIDTH)
    for number in (_PHONE, _CODE, _LENDING):
        said = number.sub(lambda found: "、".join(map(_digits, found[0].split("-"))), said)
    said = _HASH.sub(lambda found: "シャープ、" + _digits(found[1]), said)
    said = _TIME.sub(_clock, said)
    said = _WEEKDAY.sub(r"、\1曜日、", said)
    said = _WEEKDAYS.sub(r"\1曜日から\2曜日、", said)
    said = _RANGE.sub("から", said)
    return _tidy(_PAUSES.sub("、", said))


def _with_readings(text: str) -> str:
    """A word that counts keeps its kanji after a number (6分, 3人): how both are said depends on each other."""
    said = ""
    for segment in segments(text):
        counts = said[-1:].isdigit() and not segment.base[:1].isdigit()
        said += segment.base if counts or not segment.reading else segment.reading.translate(_KATAKANA)
    return said


def _digits(number: str) -> str:
    return "".join(_DIGITS[int(digit)] for digit in number)


def _clock(found: re.Match[str]) -> str:
    return f"{int(found[1])}時" + (f"{int(found[2])}分" if int(found[2]) else "")


def _tidy(text: str) -> str:
    """Marks that came together: the stronger one stays."""
    text = re.sub(r"[、\s]*([。!?])[、\s]*", r"\1", text)
    return re.sub(r"(、\s*)+", "、", text).strip("、 ")


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Clauses, and whether a longer pause follows."""
    for sentence in _STOPS.split(text):
        pieces = list(_joined(_COMMAS.split(sentence)))
        for index, piece in enumerate(pieces):
            yield piece, index == len(pieces) - 1


def _joined(pieces: list[str]) -> Iterator[str]:
    """Those that are too short for a pause of their own go with the next one; those that are too long are cut."""
    waiting = ""
    for piece in pieces:
        waiting += piece
        if len(waiting) >= _WORTH_A_PAUSE:
            yield from _cut(waiting)
            waiting = ""
    if any(letter.isalnum() for letter in waiting):
        yield from _cut(waiting)


def _cut(piece: str) -> Iterator[str]:
    """Between phrases where there are any."""
    while len(piece) > LONGEST_CLAUSE:
        at = piece.rfind(" ", 1, LONGEST_CLAUSE) + 1 or LONGEST_CLAUSE
        yield piece[:at].strip()
        piece = piece[at:]
    if any(letter.isalnum() for letter in piece):
        yield piece.strip()
