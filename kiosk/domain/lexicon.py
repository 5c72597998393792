"""How words are said that a dictionary reads wrongly: names of places and offices, official words, signs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Lexicon:
    """Words as they are written, and their readings in kana. The longer word goes before one that it holds."""

    words: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        longest_first = sorted(self.words, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def read(self, text: str) -> str:
        """The text with its words as they are said; everything else stays."""
        return text if self._pattern is None else self._pattern.sub(lambda found: self.words[found[0]], text)
