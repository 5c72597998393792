"""A state machine as a table, so that it can be read, drawn, and tested cell by cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

S = TypeVar("S", bound=StrEnum)
V = TypeVar("V", bound=StrEnum)
F = TypeVar("F", bound=StrEnum)


class RefusedEvent(Exception):
    """An event that a state does not take. Carries names only, never content."""

    def __init__(self, table: str, state: str, event: str) -> None:
        super().__init__(f"{table}: state '{state}' refuses '{event}'")
        self.state = state
        self.event = event


@dataclass(frozen=True)
class Row(Generic[S, F]):
    """Where an event leads, and what is then to be done, in this order."""

    to: S
    effects: tuple[F, ...] = ()


@dataclass(frozen=True)
class Table(Generic[S, V, F]):
    """All rows of one machine. Every (state, event) is in `rows` or in `refused`; a test checks it."""

    name: str
    start: S
    rows: Mapping[tuple[S, V], Row[S, F]]
    refused: frozenset[tuple[S, V]]

    def step(self, state: S, event: V) -> tuple[S, tuple[F, ...]]:
        """The next state and the effects. Raises RefusedEvent where the table has no row."""
        row = self.rows.get((state, event))
        if row is None:
            raise RefusedEvent(self.name, state.value, event.value)
        return row.to, row.effects

    def takes(self, state: S, event: V) -> bool:
        """Whether the state has a row for the event."""
        return (state, event) in self.rows

    def diagram(self) -> str:
        """The table as a Mermaid state diagram: one line per arrow, in the order of the rows."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start.value}"]
        for (state, event), row in self.rows.items():
            lines.append(f"    {state.value} --> {row.to.value}: {event.value}")
        return "\n".join(lines)


def refuse(states: type[S], events: type[V], *pairs: tuple[S, tuple[V, ...]]) -> frozenset[tuple[S, V]]:
    """The listed refusals as a set; each state is named once with the events that it refuses."""
    del states, events  # they only bind the types for the checker
    return frozenset((state, event) for state, refused in pairs for event in refused)
