"""A paper form: its fields in millimetres of the page, what they are called, how they are filled in, and what rules."""

from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, NewType

from kiosk.domain.languages import ENGLISH, JAPANESE
from kiosk.domain.readings import annotated

FormId = NewType("FormId", str)
FieldId = NewType("FieldId", str)
FieldKind = Literal["text", "kana", "date", "digits", "check", "photo", "seal", "signature"]
BLANK_PX_PER_MM = 6.0
"""At which scale a form's blank page is kept."""
BETWEEN_PIECES = "/"
"""Parts a sample whose pieces stand in several places: 昭和15/3/3."""
TICK = "✓"


class Box(NamedTuple):
    """A rectangle in millimetres of the page, from its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.y + self.height

    def overlaps(self, other: "Box", slack_mm: float) -> bool:
        """Whether both share more than a strip of `slack_mm`."""
        wide = min(self.right, other.right) - max(self.x, other.x)
        high = min(self.bottom, other.bottom) - max(self.y, other.y)
        return wide > slack_mm and high > slack_mm

    def lies_in(self, other: "Box", slack_mm: float) -> bool:
        """Whether no more than a strip of `slack_mm` sticks out of the other."""
        return (
            self.x >= other.x - slack_mm
            and self.y >= other.y - slack_mm
            and self.right <= other.right + slack_mm
            and self.bottom <= other.bottom + slack_mm
        )

    def grown(self, by: float) -> "Box":
        """Larger by so many millimetres at each side; smaller where that is below 0."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def in_pixels(self, px_per_mm: float, shape: tuple[int, ...]) -> tuple[slice, slice]:
        """Rows and columns of a picture of the page of that shape, rounded outwards."""
        left, top = int(self.x * px_per_mm), int(self.y * px_per_mm)
        right, bottom = int(self.right * px_per_mm + 1), int(self.bottom * px_per_mm + 1)
        return slice(max(0, top), max(0, min(bottom, shape[0]))), slice(max(0, left), max(0, min(right, shape[1])))

    def columns(self, count: int) -> Iterator["Box"]:
        """So many equal boxes side by side."""
        width = self.width / count
        return (Box(self.x + index * width, self.y, width, self.height) for index in range(count))


@dataclass(frozen=True)
class Spot:
    """A place within a field for a tick or for a piece of what is written, with the word that is printed after it."""

    box: Box
    word: str


@dataclass(frozen=True)
class PhotoRule:
    """What a photo must be like."""

    width_mm: float
    height_mm: float
    within_months: int


@dataclass(frozen=True)
class FieldRules:
    """What holds for a field besides being required.

    `required_if`: needed as soon as one of these fields is filled in. `leave_empty`: printed beforehand, or left alone
    by nearly everyone; writing there is worth a question. `own_hand`: nobody else may write it. `digits`: exactly so
    many, each in a box of its own. `not_in_future`, `within_days`: of a date, seen from today.
    """

    required_if: tuple[FieldId, ...] = ()
    leave_empty: bool = False
    own_hand: bool = False
    digits: int | None = None
    not_in_future: bool = False
    within_days: int | None = None
    photo: PhotoRule | None = None


@dataclass(frozen=True)
class FieldWords:
    """A field in another language than Japanese."""

    name: str = ""
    explanation: str = ""


@dataclass(frozen=True)
class FormField:
    """One field. `label` is where the print stands that names it; `private` ones stay covered until released."""

    id: FieldId
    name: str
    reading: str
    kind: FieldKind
    box: Box
    label: Box
    explanation: str
    easy: FieldWords
    en: FieldWords
    sample: str = ""
    required: bool = False
    private: bool = False
    spots: tuple[Spot, ...] = ()
    rules: FieldRules = field(default_factory=FieldRules)
    other: dict[str, FieldWords] = field(default_factory=dict, hash=False)

    def name_in(self, language: str) -> str:
        """What it is called; with its reading in easy Japanese, and where nobody has translated it."""
        if language == JAPANESE:
            return self.name
        foreign = self.en if language == ENGLISH else self.other.get(language)
        return (foreign and foreign.name) or annotated(self.name, self.reading)

    def explanation_in(self, language: str) -> str:
        """What is to be written there; in easy Japanese where nobody has translated it."""
        if language == JAPANESE:
            return self.explanation
        foreign = self.en if language == ENGLISH else self.other.get(language)
        return (foreign and foreign.explanation) or self.easy.explanation

    def placed_sample(self) -> tuple[tuple[Box, str], ...]:
        """The sample's pieces and where each stands on the page."""
        return self.placed(self.sample) if self.sample else ()

    def placed(self, words: str) -> tuple[tuple[Box, str], ...]:
        """The same of other words. Those that are not in as many pieces as the field has places stand across it."""
        pieces = words.split(BETWEEN_PIECES)
        if self.kind == "check":
            ticked = [spot.box for spot in self.spots if spot.word in pieces]
            return tuple((box, TICK) for box in ticked or [self.box])
        if self.spots and len(pieces) == len(self.spots):
            return tuple((spot.box, piece) for spot, piece in zip(self.spots, pieces, strict=True))
        if self.rules.digits:
            return tuple(zip(self.box.columns(self.rules.digits), words, strict=False))
        return ((self.box, words),)


@dataclass(frozen=True)
class NoticeWords:
    """A notice in another language."""

    words: str = ""


@dataclass(frozen=True)
class Notice:
    """What holds for the form as a whole: what to bring, by when, who may sign."""

    words: str
    easy: NoticeWords
    en: NoticeWords
    other: dict[str, NoticeWords] = field(default_factory=dict, hash=False)

    def words_in(self, language: str) -> str:
        """The notice in a language; in easy Japanese where nobody has translated it."""
        if language == JAPANESE:
            return self.words
        foreign = self.en if language == ENGLISH else self.other.get(language)
        return (foreign and foreign.words) or self.easy.words


@dataclass(frozen=True)
class TitleWords:
    """A form's title in another language."""

    title: str = ""


@dataclass(frozen=True)
class Form:
    """A form as a city uses it. `edition` is printed on it; `blank` names the picture of the empty page in its folder;
    `checked_on` says when somebody held the data against the rules of `source`."""

    id: FormId
    title: str
    reading: str
    edition: str
    page_mm: tuple[float, float]
    blank: str
    source: str
    en: TitleWords
    checked_on: date | None = None
    notices: tuple[Notice, ...] = ()
    fields: tuple[FormField, ...] = ()
    other: dict[str, TitleWords] = field(default_factory=dict, hash=False)

    def title_in(self, language: str) -> str:
        """Its title; with its reading in easy Japanese, and where nobody has translated it."""
        if language == JAPANESE:
            return self.title
        foreign = self.en if language == ENGLISH else self.other.get(language)
        return (foreign and foreign.title) or annotated(self.title, self.reading)

    def still_needed(self, filled: Set[FieldId]) -> tuple[FormField, ...]:
        """Fields that must be filled in and are not."""
        return tuple(one for one in self.fields if one.id not in filled and _needed(one, filled))

    def better_left_empty(self, filled: Set[FieldId]) -> tuple[FormField, ...]:
        """Fields that are filled in, but seldom should be."""
        return tuple(one for one in self.fields if one.id in filled and one.rules.leave_empty)


def _needed(one: FormField, filled: Set[FieldId]) -> bool:
    return one.required or any(other in filled for other in one.rules.required_if)
