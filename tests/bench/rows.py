"""What a row of the bench is: a name, a sentence, the figures that it gives, and how they are measured."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


class Skipped(Exception):
    """A row cannot be measured on this machine; the text says why."""


@dataclass(frozen=True)
class Figure:
    """One line of the table: `what` was measured in which `unit`, and the target where there is one."""

    key: str
    what: str
    unit: str
    at_most: float | None = None
    at_least: float | None = None

    @property
    def target(self) -> str:
        """The target as the table says it; empty where there is none."""
        if self.at_most is not None and self.at_least is not None:
            return f"{self.at_least:g} to {self.at_most:g} {self.unit}".rstrip()
        if self.at_most is not None:
            return f"≤ {self.at_most:g} {self.unit}".rstrip()
        return "" if self.at_least is None else f"≥ {self.at_least:g} {self.unit}".rstrip()

    def reached(self, value: float) -> bool | None:
        """Whether a value meets the target; None where there is none."""
        if self.at_most is None and self.at_least is None:
            return None
        too_much = self.at_most is not None and value > self.at_most
        return not too_much and (self.at_least is None or value >= self.at_least)


@dataclass(frozen=True)
class Row:
    """`measure(quick)` runs once and gives a value for each key of `figures`; it raises Skipped where it cannot.

    `quick`: short enough for a run of every row within ten minutes.
    """

    name: str
    sentence: str
    figures: tuple[Figure, ...]
    measure: Callable[[bool], Mapping[str, float]]
    quick: bool = True
