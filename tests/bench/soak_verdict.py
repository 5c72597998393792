"""Whether a soak was held: slopes of memory, counts that must come back to the same, calls that must have an end."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median
from typing import Literal

from tests.bench.soak_samples import Sample

SLOPE_MB_PER_H = 2.0
MB_PER_GENERATION = 0.15
WORKERS_MB = 1.0
"""As much as SLOPE_MB_PER_H makes between the middles of an hour's halves."""
LEAST_HOURS = 0.5
"""In less time a slope says nothing."""
LEAST_IDLE = 4
"""So many looks at a counter at rest are needed in a half."""
ALLOWED = {"threads": 1.0, "descriptors": 2.0, "children": 0.0, "segments": 0.0}
"""By how much the median of the second half may lie above that of the first."""
Counted = Literal["threads", "descriptors", "children", "segments"]


@dataclass(frozen=True)
class Finding:
    """One line of the verdict. `held` is None where the soak was too short to say."""

    what: str
    found: str
    allowed: str
    held: bool | None


def slope(points: Sequence[tuple[float, float]]) -> float | None:
    """Theil and Sen: the median of all slopes between two points; single outliers do not move it. None for fewer than
    two different moments."""
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(points, 2) if x1 != x2]
    return median(slopes) if slopes else None


def second_half(samples: Sequence[Sample], lasted_s: float) -> list[Sample]:
    """Those of the second half of a soak."""
    return [sample for sample in samples if sample.at_s >= lasted_s / 2]


def memory(program: str, samples: Sequence[Sample], lasted_s: float) -> Finding:
    """MB an hour of the main process over the second half, at rest where it was often enough at rest, without what
    generations may cost. Workers have no such slope: none of them outlives a visit."""
    late = second_half([sample for sample in samples if sample.program == program], lasted_s)
    at_rest = [sample for sample in late if sample.idle]
    used = at_rest if len(at_rest) >= LEAST_IDLE else late
    grown = slope([(one.at_s / 3600, one.main_memory_mb - MB_PER_GENERATION * one.generations) for one in used])
    long_enough = grown is not None and lasted_s >= LEAST_HOURS * 3600
    return Finding(
        f"{program}: memory of the main process, second half ({len(used)} samples{' at rest' * (used is at_rest)})",
        "unknown" if grown is None else f"{grown:+.1f} MB/h + {MB_PER_GENERATION:g} MB a generation",
        f"≤ {SLOPE_MB_PER_H:g} MB/h + {MB_PER_GENERATION:g} MB a generation",
        grown <= SLOPE_MB_PER_H if long_enough and grown is not None else None,
    )


def together(program: str, samples: Sequence[Sample], lasted_s: float) -> Finding:
    """The slope of main process and workers in one, to be read and not judged: the spares of a moment, further or less
    far in loading, move it by more than a leak would."""
    late = second_half([one for one in samples if one.program == program and one.idle], lasted_s)
    grown = slope([(one.at_s / 3600, one.memory_mb - MB_PER_GENERATION * one.generations) for one in late])
    what = f"{program}: memory of all its processes, second half ({len(late)} samples at rest)"
    return Finding(what, "unknown" if grown is None else f"{grown:+.1f} MB/h", "not judged", None)


def workers(program: str, samples: Sequence[Sample], lasted_s: float) -> Finding:
    """What all workers together hold at rest: medians of both halves, because each visit has new ones."""
    at_rest = [sample for sample in samples if sample.program == program and sample.idle]
    late = second_half(at_rest, lasted_s)
    early = [sample for sample in at_rest if sample not in late]
    what, allowed = f"{program}: memory of its workers at rest, first half → second", f"+{WORKERS_MB:g} MB at most"
    if min(len(early), len(late)) < LEAST_IDLE:
        return Finding(what, "too seldom at rest", allowed, None)
    before, after = (median(one.memory_mb - one.main_memory_mb for one in half) for half in (early, late))
    return Finding(what, f"{before:.1f} → {after:.1f} MB", allowed, after - before <= WORKERS_MB)


def flat(program: str, counted: Counted, samples: Sequence[Sample], lasted_s: float) -> Finding:
    """Medians at rest, first half against second."""
    at_rest = [sample for sample in samples if sample.program == program and sample.idle]
    late = second_half(at_rest, lasted_s)
    early = [sample for sample in at_rest if sample not in late]
    what, allowed = f"{program}: {counted} at rest, first half → second", f"+{ALLOWED[counted]:g} at most"
    if not early or not late:
        return Finding(what, "never at rest in a half", allowed, None)
    before, after = (median(float(getattr(one, counted)) for one in half) for half in (early, late))
    known = min(len(early), len(late)) >= LEAST_IDLE or after <= before
    return Finding(what, f"{before:g} → {after:g}", allowed, after - before <= ALLOWED[counted] if known else None)


def calls(talked: Sequence[str], closed: Sequence[str], running: Sequence[str]) -> Finding:
    """Each call that was talked in is closed in the hub's journal, or still runs; and there were some."""
    lost = set(talked) - set(closed) - set(running)
    found = f"{len(set(talked))} talked, {len(set(talked) & set(closed))} closed, {len(lost)} lost"
    return Finding("calls without an outcome", found, "0", bool(talked) and not lost)


def verdict(findings: Sequence[Finding], failures: Sequence[str]) -> bool:
    """Whether nothing speaks against it."""
    return not failures and all(finding.held is not False for finding in findings)
