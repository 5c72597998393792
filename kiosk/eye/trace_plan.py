"""What a trace is told before the first picture: plain values, so that whoever asks for one needs no pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kiosk.vision.form_template import FieldArea

Release = Literal["none", "known", "all"]


@dataclass(frozen=True)
class Calibration:
    """The scale of the table, and a picture file of the empty one."""

    px_per_mm: float
    empty: bytes


@dataclass(frozen=True)
class Printed:
    """A blank form: a picture file of `px_per_mm` of a page of `size` millimetres, and its fields."""

    id: str
    size: tuple[float, float]
    px_per_mm: float
    picture: bytes
    fields: tuple[FieldArea, ...]


@dataclass(frozen=True)
class Stroke:
    """Points of the picture, drawn when picture `frame` was shown."""

    frame: int
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True)
class TracePlan:
    """Without a calibration nothing opens. `sizes` in millimetres are the sheets in use. `release` stands for the
    resident's touches: `all` opens unknown sheets, too; private fields stay closed."""

    calibration: Calibration | None
    sizes: Sequence[tuple[float, float]]
    forms: Sequence[Printed]
    strokes: Sequence[Stroke] = ()
    release: Release = "none"


class NoPicture(ValueError):
    """A file that should be a picture is none; `what` says which: "empty table", or the id of a form."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}: not a picture")
        self.what = what
