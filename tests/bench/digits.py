"""How many numbers are filled before anybody sees them, and how much text with them: python -m tests.bench.digits
[SEED [PX_PER_MM]].

200 groups of ten to fourteen digits on pages under the pretended camera; a group is filled when at least 95 % of what
can be seen of its digits lies within the found runs. Pages of Japanese text and the blanks of the sample forms say what
is filled without need.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from kiosk.vision.digits import digit_runs
from kiosk.vision.geometry import Floats, Gray
from tests.support.number_pages import STYLES, Group, Written, share_within, written_page
from tests.support.text_pages import printed_lines, text_pages

GROUPS = 200
MOST_OPEN = 0.05
_FILLED_LINE = 0.2
"""A line of text of which more is filled counts as filled."""
_FORMS = Path(__file__).resolve().parents[1] / "samples" / "forms"


@dataclass
class Count:
    """So many of so many."""

    good: int = 0
    all: int = 0

    def add(self, good: bool) -> None:
        self.good += good
        self.all += 1

    def __str__(self) -> str:
        return f"{self.good}/{self.all} ({self.good / max(1, self.all):.1%})"


@dataclass
class Result:
    """What a whole bench found."""

    classes: defaultdict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    missed: list[str] = field(default_factory=list)
    text: dict[str, tuple[Count, float]] = field(default_factory=dict)
    ms: list[float] = field(default_factory=list)

    def search(self, page: Gray, px_per_mm: float) -> list[Floats]:
        """The runs on a page; takes the time."""
        begun = time.perf_counter()
        found = digit_runs(page, px_per_mm)
        self.ms.append(1e3 * (time.perf_counter() - begun))
        return found


def measure(seed: int, px_per_mm: float, groups: int = GROUPS) -> Result:
    """All pages of a seed."""
    result = Result()
    for index, written in enumerate(_pages(seed, groups)):
        runs = result.search(written.seen(px_per_mm), px_per_mm)
        for group in written.groups:
            left_open = group.left_open(runs)
            for name in _classes(group, written):
                result.classes[name].add(left_open <= MOST_OPEN)
            if left_open > MOST_OPEN:
                result.missed.append(f"page {index}: {', '.join(_classes(group, written)[1:])}: {left_open:.0%} open")
    for name, written, lines in _text(seed):
        runs = result.search(written.seen(px_per_mm), px_per_mm)
        result.text[name] = _filled(lines, runs)
    return result


def _pages(seed: int, groups: int) -> Iterator[Written]:
    drawn = 0
    for index in range(groups):
        if drawn >= groups:
            return
        page = written_page(seed * 1000 + index, [STYLES[(3 * index + slot) % len(STYLES)] for slot in range(3)])
        drawn += len(page.groups)
        yield page


def _classes(group: Group, written: Written) -> list[str]:
    size = "under 2 mm" if group.height_mm < 2 else "2 to 3 mm" if group.height_mm < 3 else "over 3 mm"
    cover = "a fifth covered" if group.covered else "uncovered"
    return ["all", group.style, f"by {group.font}", size, cover, f"turned {group.turn:g}", f"on {written.ground}"]


def _text(seed: int) -> Iterator[tuple[str, Written, Floats]]:
    for page in text_pages(seed * 1000 + 700):
        yield page.name, page.written, page.lines
    for path in sorted(_FORMS.glob("*.png")):
        form = np.asarray(cv2.imread(str(path), cv2.IMREAD_GRAYSCALE), np.uint8)
        yield f"form {path.stem}", Written(form, (), "form", seed), printed_lines(form)


def _filled(lines: Floats, runs: Sequence[Floats]) -> tuple[Count, float]:
    shares = np.array([share_within(line[None], runs) for line in lines])
    count = Count()
    for share in shares:
        count.add(bool(share > _FILLED_LINE))
    areas = np.linalg.norm(lines[:, 1] - lines[:, 0], axis=1) * np.linalg.norm(lines[:, 3] - lines[:, 0], axis=1)
    return count, float((shares * areas).sum() / areas.sum())


def table(result: Result) -> str:
    """All figures, a line each."""
    rows = ["| Numbers filled | |", "|---|---|"]
    rows += [f"| {name} | {count} |" for name, count in sorted(result.classes.items())]
    rows += ["", "| Text filled | lines | area |", "|---|---|---|"]
    rows += [f"| {name} | {count} | {area:.1%} |" for name, (count, area) in result.text.items()]
    lines = Count(sum(c.good for c, _ in result.text.values()), sum(c.all for c, _ in result.text.values()))
    rows += [f"| all | {lines} | |", ""]
    rows += [f"ms a page: median {np.median(result.ms):.0f}, most {max(result.ms):.0f}", *result.missed]
    return "\n".join(rows)


if __name__ == "__main__":
    cv2.setNumThreads(1)
    arguments = sys.argv[1:]
    scale = float(arguments[1]) if len(arguments) > 1 else 3.0
    sys.stdout.write(table(measure(int(arguments[0]) if arguments else 1, scale)) + "\n")
