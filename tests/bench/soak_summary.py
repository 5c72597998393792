"""A soak in words: the verdict line by line, what went wrong on purpose, and what went wrong otherwise."""

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from tests.bench.soak_faults import Fault
from tests.bench.soak_samples import Sample
from tests.bench.soak_verdict import ALLOWED, Counted, Finding, calls, flat, memory, together, verdict, workers

if TYPE_CHECKING:
    from tests.bench.soak import Seen

PROGRAMS = ("kiosk", "desk", "hub")
COUNTED: tuple[Counted, ...] = ("threads", "descriptors", "children", "segments")
SAID_WITHIN_S, BACK_WITHIN_S = 1.5, 5.0


def findings(seen: "Seen") -> list[Finding]:
    """Everything that the verdict is made of."""
    found = [judge(name, seen.samples, seen.lasted_s) for name in PROGRAMS for judge in (memory, workers, together)]
    for name in PROGRAMS:
        found += [flat(name, counted, seen.samples, seen.lasted_s) for counted in COUNTED if counted in ALLOWED]
    return [*found, calls(seen.talked, seen.closed, seen.running)]


def summary(heading: str, seen: "Seen", machine: str) -> tuple[bool, str]:
    """Whether it was held, and Markdown."""
    found = findings(seen)
    held = verdict(found, seen.failures)
    lines = [
        f"# {heading[0].upper()}{heading[1:]}",
        "",
        machine,
        "",
        f"Cameras: MJPEG over HTTP from a process of their own. Sound: {seen.sound}.",
        *(["Interrupted."] if seen.interrupted else []),
        "",
        f"**{'Held' if held else 'NOT held'}.**",
        "",
        "| What | Found | Allowed | |",
        "|---|---|---|---|",
        *(f"| {one.what} | {one.found} | {one.allowed} | {_said(one.held)} |" for one in found),
        "",
        *_failures(seen.failures),
        *_delays(seen.samples),
        "",
        *_faults(seen.faults),
        "",
    ]
    return held, "\n".join(lines)


def _said(held: bool | None) -> str:
    return "too short to say" if held is None else "ok" if held else "**NOT held**"


def _failures(failures: Sequence[str]) -> list[str]:
    return ["Failures:", "", *(f"- {failure}" for failure in failures), ""] if failures else []


def _delays(samples: Sequence[Sample]) -> list[str]:
    lines = []
    for name in PROGRAMS[:2]:
        p50 = [one.latency_p50_ms for one in samples if one.program == name and one.latency_p50_ms is not None]
        p95 = [one.latency_p95_ms for one in samples if one.program == name and one.latency_p95_ms is not None]
        cores = [one.cpu_cores for one in samples if one.program == name and one.state == "talking"]
        if p50 and p95 and cores:
            delay = f"camera → painted {median(p50):.0f} ms (median), {max(p95):.0f} ms (worst p95 of 10 s)"
            lines.append(f"- {name}: {delay}; {median(cores):.2f} cores in a call")
    return lines


def _faults(faults: Sequence[Fault]) -> list[str]:
    counts = Counter(fault.kind for fault in faults)
    lines = ["Faults: " + (", ".join(f"{count} × {kind}" for kind, count in sorted(counts.items())) or "none") + "."]
    said = [fault.said_s for fault in faults if fault.said_s is not None]
    back = [fault.back_s for fault in faults if fault.back_s is not None]
    if said:
        slow = sum(one > SAID_WITHIN_S for one in said)
        lines.append(
            f"A camera gone: said at the other end after {max(said):.1f} s at most ({slow} of {len(said)} late)."
        )
    if back:
        slow = sum(one > BACK_WITHIN_S for one in back)
        lines.append(f"A camera back: seen there after {max(back):.1f} s at most ({slow} of {len(back)} late).")
    return lines
