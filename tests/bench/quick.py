"""`make bench`: the figures of this machine, each row measured once (n = 1), as a table; under ten minutes.

Everything runs on this machine at the same time: kiosk, desk, hub, the X server and this script.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from kiosk.app.places import main_file
from tests.bench.three_processes import Outcome, run

SECONDS = 45.0
SETTLE = 1
"""Reports of ten seconds that are left out at the beginning, while programs start."""
Row = tuple[str, str, str]


def main() -> int:
    """Prints the table; exit status 1 if the demo or a run failed."""
    rows = list(_demo_rows())
    for which in ("A", "B"):
        outcome = run(which, SECONDS)
        rows += _set_rows(which, outcome)
    rows += _stroke_rows(run("B", SECONDS, draw=True))
    load = os.getloadavg()
    sys.stdout.write("| What | Target | Measured (n = 1) |\n|---|---|---|\n")
    for what, target, measured in rows:
        sys.stdout.write(f"| {what} | {target} | {measured} |\n")
    sys.stdout.write(f"\n{os.cpu_count()} cores, load at the end {load[0]:.1f} (1 min), {load[1]:.1f} (5 min)\n")
    return 0


def _demo_rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, str(main_file()), "demo", "--headless", "--out", folder], check=True)
        report: dict[str, Any] = json.loads((Path(folder) / "report.json").read_text(encoding="utf-8"))
    paints = sorted(row["touch_to_paint_s"] * 1000 for row in report["steps"] if "touch_to_paint_s" in row)
    worst = paints[min(len(paints) - 1, round(0.95 * (len(paints) - 1)))]
    first = report["accept_to_first_picture_s"]
    yield "kiosk process start → home painted", "≤ 2.5 s", f"{report['start_to_home_s']['kiosk']:.2f} s"
    yield "touch → next screen painted, p95 (median)", "≤ 100 ms", f"{worst:.0f} ms ({median(paints):.0f} ms)"
    yield (
        "話しはじめる touched → first remote picture, kiosk / desk",
        "≤ 0.8 s",
        f"{first['kiosk.far_face']:.2f} / {first['desk.far_face']:.2f} s",
    )


def _set_rows(which: str, outcome: Outcome) -> Iterator[Row]:
    ends = {"kiosk": _steady(outcome.kiosk), "desk": _steady(outcome.desk)}
    per_s = {"A": {"kiosk": 14, "desk": 27}, "B": {"kiosk": 14, "desk": 14}}[which]
    for end, reports in ends.items():
        faces = [report["far_face"] for report in reports]
        painted = sum(face["painted"] for face in faces) / (10 * len(faces))
        latency = median(face["latency_ms"]["p50"] for face in faces)
        late = max(face["latency_ms"]["p95"] for face in faces)
        yield f"{which}: painted per second at the {end}", f"≥ {per_s[end]}", f"{painted:.1f}"
        target = "≤ 120 ms" if which == "B" else ""
        yield f"{which}: camera → painted at the {end}, median (worst p95)", target, f"{latency:.0f} ms ({late:.0f} ms)"
        gui = [report["gui_late_ms"] for report in reports]
        p95, p99 = median(g["p95"] for g in gui), median(g["p99"] for g in gui)
        yield f"{which}: GUI loop late at the {end}, p95 / p99", "≤ 15 / 50 ms", f"{p95:.1f} / {p99:.1f} ms"


def _stroke_rows(outcome: Outcome) -> Iterator[Row]:
    """Both ends draw while a call of set B runs and both papers are shown."""
    for there, here, events in (("kiosk", "desk", outcome.kiosk), ("desk", "kiosk", outcome.desk)):
        far = outcome.desk if there == "kiosk" else outcome.kiosk
        delays = stroke_delays_ms(events, far)
        if delays:
            p95 = delays[min(len(delays) - 1, round(0.95 * (len(delays) - 1)))]
            measured = f"{p95:.0f} ms ({median(delays):.0f} ms, {len(delays)} strokes)"
            yield f"pen down at the {there} → painted at the {here}, p95 (median)", "≤ 50 ms", measured


def stroke_delays_ms(begun: list[dict[str, Any]], painted: list[dict[str, Any]]) -> list[float]:
    """From the first point at one end to the first paint at the other, sorted; programs' starts left out."""
    began = {clock: at_s for event in _steady(begun) for clock, at_s in event["strokes_begun"]}
    first: dict[int, float] = {}
    for event in painted:
        for clock, at_s in event.get("strokes_painted", ()):
            first.setdefault(clock, at_s)
    return sorted((first[clock] - at_s) * 1000 for clock, at_s in began.items() if clock in first)


def _steady(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The reports of ten whole seconds in a call, without the first ones."""
    reports = [event for event in events if event["event"] == "figures" and "far_face" in event]
    return reports[SETTLE:-1]


if __name__ == "__main__":
    sys.exit(main())
