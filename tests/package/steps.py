"""What two demos did, held against each other: the same steps, keys and pictures in the same order."""

import json
from itertools import zip_longest
from pathlib import Path

_MEASURED = frozenset({"touch_to_paint_s"})

Step = dict[str, object]


def read_steps(folder: Path) -> list[Step]:
    """The steps in a demo's report.json, without what differs from run to run."""
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return [{key: value for key, value in step.items() if key not in _MEASURED} for step in report["steps"]]


def differences(sources: list[Step], package: list[Step]) -> list[str]:
    """One line for each step that is not the same; none if the visits are the same."""
    pairs = enumerate(zip_longest(sources, package, fillvalue=None), 1)
    return [f"step {number}: {said(a)} from sources, {said(b)} packaged" for number, (a, b) in pairs if a != b]


def said(step: Step | None) -> str:
    """A step in one line."""
    return "nothing" if step is None else json.dumps(step, ensure_ascii=False)
