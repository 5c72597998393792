"""見本を かさねる: what is to be written in empty fields, as the form says it or as the clerk has filled it in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from kiosk.domain.form import Box, FieldId, Form, FormField
from kiosk.domain.writing import clean

MAX_CHARACTERS: Final = 40
"""Of one field: no more has room in the longest of them."""
Placed = tuple[tuple[Box, str], ...]
"""Words, or a tick, and where each stands, in millimetres of the sheet."""


@dataclass(frozen=True)
class ClerksSample:
    """On the van's sheet of that number: what the clerk has filled in, by field."""

    sheet: int
    words: Mapping[FieldId, str] = field(default_factory=dict, repr=False)

    def filled(self, one: FieldId, words: str) -> "ClerksSample":
        """With other words in one field; empty ones take the clerk's away."""
        others = {name: text for name, text in self.words.items() if name != one}
        return ClerksSample(self.sheet, {**others, one: words} if words else others)


def fillable(one: FormField) -> bool:
    """Whether words can stand there: not in boxes to tick, and not where a photo or a seal goes."""
    return one.kind not in ("check", "photo", "seal")


def acceptable(words: str) -> bool:
    """One row that has room in a field."""
    return 0 < len(words) <= MAX_CHARACTERS and words == clean(words)


def placed_over(form: Form, filled: frozenset[str], own: Mapping[FieldId, str]) -> Placed:
    """Over all fields but those in which somebody has written: the clerk's words before the form's own."""
    empty = (one for one in form.fields if one.id not in filled)
    return tuple(at for one in empty for at in (one.placed(own[one.id]) if one.id in own else one.placed_sample()))
