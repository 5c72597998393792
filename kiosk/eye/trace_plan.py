"""What a trace is told before the first picture: plain values, so that whoever asks for one needs no pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kiosk.eye.printed import Printed

Release = Literal["none", "known", "all"]


@dataclass(frozen=True)
class Calibration:
    """The scale of the table, and a picture file of the empty one."""

    px_per_mm: float
    empty: bytes


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
