"""Reads the words that a voice has to be told; what is wrong is said with file and line."""

import re
from pathlib import Path

from kiosk.content.toml import BadFile, read_toml
from kiosk.domain.lexicon import Lexicon

MOST_WORDS = 2000
LONGEST_WORD = 40
_KANA = re.compile(r"^[ぁ-ゖァ-ヺー、 ]+$")


def read_lexicon(*files: Path) -> Lexicon:
    """The words of these files; a later one stands for the same word of those before. Raises BadFile."""
    words: dict[str, str] = {}
    for file in files:
        words |= _words(file)
    if len(words) > MOST_WORDS:
        raise BadFile(f"{files[-1]}: {len(words)} words; at most {MOST_WORDS} are read")
    return Lexicon(words)


def _words(file: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for table in read_toml(file, dict[str, dict[str, str]]).values():
        for word, reading in table.items():
            if fault := _fault(word, reading, word in found):
                raise BadFile(f"{_at(file, word)}: '{word}': {fault}")
            found[word] = reading
    return found


def _fault(word: str, reading: str, known: bool) -> str:
    if known:
        return "stands here twice; one reading has to go"
    if not word.strip() or len(word) > LONGEST_WORD:
        return f"a word has 1 to {LONGEST_WORD} letters"
    if not _KANA.match(reading) or len(reading) > 2 * LONGEST_WORD:
        return f"the reading must be kana, not '{reading}'"
    return ""


def _at(file: Path, word: str) -> str:
    """The last line on which the word is given a reading."""
    lines = file.read_text(encoding="utf-8").splitlines()
    begins = re.compile(rf"""^\s*["']?{re.escape(word)}["']?\s*=""")
    numbers = [number for number, line in enumerate(lines, 1) if begins.match(line)]
    return f"{file}, line {numbers[-1]}" if numbers else str(file)
