"""The table of a bench: a line a figure, with its target, median, spread, and whether the target is met."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from tests.bench.ledger import Entry
from tests.bench.rows import Figure, Row


@dataclass
class Found:
    """What is known of one row: the figures of its runs, and of the others how many and why."""

    values: dict[str, list[float]] = field(default_factory=dict)
    runs: int = 0
    saturated: int = 0
    spoiled: str = "left out"
    """What became of runs on a saturated machine."""
    failed: list[str] = field(default_factory=list)
    skipped: str = ""


def gather(row: Row, entries: Iterable[Entry], keep_spoiled: bool = False) -> Found:
    """Out of a ledger. With `keep_spoiled`, figures of a busy machine are better than none."""
    found = Found(spoiled="counted all the same" if keep_spoiled else "left out")
    for entry in entries:
        if entry.row != row.name:
            continue
        if entry.failed:
            found.failed.append(entry.failed)
            continue
        found.saturated += entry.saturated
        if keep_spoiled or not entry.saturated:
            found.runs += 1
            for key, value in entry.figures.items():
                found.values.setdefault(key, []).append(value)
    return found


def table(rows: Sequence[Row], found: Mapping[str, Found]) -> str:
    """Markdown. `found` by the row's name; a row without figures says why below the table."""
    lines = ["| What | Target | Median | Min–max | n | Target met |", "|---|---|---|---|---|---|"]
    notes = []
    for row in rows:
        of_row = found.get(row.name, Found())
        lines += [_line(figure, of_row.values[figure.key]) for figure in row.figures if of_row.values.get(figure.key)]
        notes += _notes(row, of_row)
    return "\n".join([*lines, *([""] if notes else []), *notes, ""])


def _line(figure: Figure, values: Sequence[float]) -> str:
    middle = median(values)
    reached = figure.reached(middle)
    said = "" if reached is None else "yes" if reached else "NOT reached"
    spread = f"{_number(min(values))}–{_number(max(values))}"
    cells = (figure.what, figure.target, f"{_number(middle)} {figure.unit}".rstrip(), spread, str(len(values)), said)
    return "| " + " | ".join(cells) + " |"


def _number(value: float) -> str:
    """Three digits that say something, as many before the point as there are."""
    if abs(value) >= 100 or value == int(value):
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _notes(row: Row, found: Found) -> list[str]:
    notes = []
    if found.skipped:
        notes.append(f"- {row.name}: not measured: {found.skipped}")
    elif not found.runs:
        notes.append(f"- {row.name}: no run counts")
    if found.saturated:
        notes.append(f"- {row.name}: {found.saturated} run(s) {found.spoiled}: the machine was busy with other work")
    if found.failed:
        notes.append(f"- {row.name}: {len(found.failed)} run(s) FAILED: {found.failed[-1]}")
    return notes
