"""All rows of the bench, in the order of the table."""

import json
import re
import sys
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from threading import Event
from typing import Any

from kiosk.app.places import main_file
from tests.bench import camera_hang, claim_races, hub_load, hub_restart, mouth_to_ear, paper, paper_counts
from tests.bench.child import output_of
from tests.bench.rows import Figure, Row
from tests.bench.three_processes import Outcome, pictures, run, steady, stroke_delays_ms

SECONDS = 45.0


def demo(quick: bool) -> dict[str, float]:
    """The demo plays its visit on a virtual screen."""
    with tempfile.TemporaryDirectory() as folder:
        line = [sys.executable, str(main_file()), "demo", "--headless", "--out", folder]
        output_of(line)
        report: dict[str, Any] = json.loads((Path(folder) / "report.json").read_text(encoding="utf-8"))
    paints = sorted(row["touch_to_paint_s"] * 1000 for row in report["steps"] if "touch_to_paint_s" in row)
    first = report["accept_to_first_picture_s"]
    return {
        "start_s": report["start_to_home_s"]["kiosk"],
        "touch_p95_ms": at_95(paints),
        "touch_ms": median(paints),
        "kiosk_first_s": first["kiosk.far_face"],
        "desk_first_s": first["desk.far_face"],
    }


def set_a(quick: bool) -> dict[str, float]:
    """Set A with pretended cameras."""
    outcome = run("A", SECONDS)
    return {**_both_ends(outcome), "kiosk_cores": outcome.kiosk_cores}


def set_b(quick: bool) -> dict[str, float]:
    """Set B with pretended cameras."""
    return _both_ends(run("B", SECONDS))


def http(quick: bool) -> dict[str, float]:
    """Set A with network cameras."""
    outcome = run("A", SECONDS, over_http=True)
    return {**_both_ends(outcome), "kiosk_cores": outcome.kiosk_cores}


def strokes(quick: bool) -> dict[str, float]:
    """Set B with a paper on which both ends draw."""
    outcome = run("B", SECONDS, draw=True)
    figures: dict[str, float] = {}
    for end, begun, painted in (("kiosk", outcome.kiosk, outcome.desk), ("desk", outcome.desk, outcome.kiosk)):
        delays = stroke_delays_ms(begun, painted)
        figures |= {f"{end}_p95_ms": at_95(delays), f"{end}_ms": median(delays), f"{end}_strokes": float(len(delays))}
    return figures


def paper_live(quick: bool) -> dict[str, float]:
    """A known form is in the tray and never rests; the eye looks at each picture."""
    outcome = run("paper", SECONDS, share=True)
    sheets = [report["far_document"] for report in steady(outcome.desk) if "far_document" in report]
    if not sheets:
        raise RuntimeError("the desk saw no sheet")
    return {"per_s": sum(sheet["painted"] for sheet in sheets) / (10 * len(sheets)), "cores": outcome.kiosk_cores}


def marks(quick: bool) -> Mapping[str, float]:
    """In a process of its own, because of its windows."""
    said = output_of([sys.executable, "-m", "tests.bench.marks"])
    return {line.partition(":")[0]: float(line.split()[1]) for line in said.splitlines()}


def slips(quick: bool) -> Mapping[str, float]:
    """In a process of its own, because of the first touch."""
    said = output_of([sys.executable, "-m", "tests.bench.slips"])
    return {line.partition(":")[0]: float(line.split()[1]) for line in said.splitlines()}


def photo(quick: bool) -> Mapping[str, float]:
    """In a process of its own, because of the first look."""
    said = output_of([sys.executable, "-m", "tests.bench.photo"])
    return {line.partition(":")[0]: float(line.split()[1]) for line in said.splitlines()}


def echo(quick: bool) -> Mapping[str, float]:
    """In a process of its own, whose memory it measures; medians over voices."""
    said = output_of([sys.executable, "-m", "tests.bench.echo"])
    lines = (re.fullmatch(r"(.+?)\s{2,}(-?[\d.]+) .*", line) for line in said.splitlines())
    return {line[1]: float(line[2]) for line in lines if line is not None}


def aloud(quick: bool) -> Mapping[str, float]:
    """In a process of its own, because of its workers."""
    said = output_of([sys.executable, "-m", "tests.bench.aloud"])
    return {line.partition(":")[0]: float(line.split()[1]) for line in said.splitlines()}


def aloud_in_call(quick: bool) -> Mapping[str, float]:
    """The same while a call of set B runs on this machine."""
    with ThreadPoolExecutor(1) as beside:
        talks = Event()
        call = beside.submit(run, "B", SECONDS, talks=talks.set)
        call.add_done_callback(lambda _: talks.set())  # also when there was no call: its error is told below
        talks.wait()
        found = aloud(quick)
        call.result()
    return found


def stills() -> Mapping[str, float]:
    """In a process of its own, because of its line."""
    said = output_of([sys.executable, "-m", "tests.bench.stills"])
    return {line.partition(":")[0]: float(line.split()[1]) for line in said.splitlines()}


def at_95(ordered: list[float]) -> float:
    """The 95th percentile of values in order."""
    return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]


def _both_ends(outcome: Outcome) -> dict[str, float]:
    ends = {"kiosk": outcome.kiosk, "desk": outcome.desk}
    return {f"{end}_{key}": value for end, events in ends.items() for key, value in pictures(events).items()}


def _pictures(which: str, per_s: dict[str, float], median_ms: float | None, p95_ms: float | None) -> tuple[Figure, ...]:
    return tuple(
        figure
        for end in ("kiosk", "desk")
        for figure in (
            Figure(f"{end}_per_s", f"{which}: painted per second at the {end}", "", at_least=per_s[end]),
            Figure(f"{end}_latency_ms", f"{which}: camera → painted at the {end}, median", "ms", at_most=median_ms),
            Figure(f"{end}_latency_p95_ms", f"{which}: camera → painted at the {end}, worst p95", "ms", at_most=p95_ms),
            Figure(f"{end}_gui_p95_ms", f"{which}: GUI loop late at the {end}, p95", "ms", at_most=15),
            Figure(f"{end}_gui_p99_ms", f"{which}: GUI loop late at the {end}, p99", "ms", at_most=50),
        )
    )


def _aloud(beside: str) -> tuple[Figure, ...]:
    return (
        Figure("shown_ms", f"よみあげ → sound, the shown step, {beside}, median", "ms"),
        Figure("shown_p95_ms", f"よみあげ → sound, the shown step, {beside}, p95", "ms", at_most=250),
        Figure("other_ms", f"よみあげ → sound, any other text, {beside}, median", "ms"),
        Figure("other_p95_ms", f"よみあげ → sound, any other text, {beside}, p95", "ms", at_most=700),
    )


_PER_S_A = {"kiosk": 14.0, "desk": 27.0}
_PER_S_B = {"kiosk": 14.0, "desk": 14.0}
_CORES = "{}: CPU of the kiosk and its workers"
_CAMERAS = {
    "kiosk_face": "resident's camera",
    "kiosk_document": "resident's document camera",
    "desk_face": "clerk's camera",
}

ROWS: tuple[Row, ...] = (
    Row(
        "demo",
        "A visit by touch: start of the program, answers to touches, first pictures.",
        (
            Figure("start_s", "kiosk process start → home painted", "s", at_most=2.5),
            Figure("touch_p95_ms", "touch → next screen painted, p95", "ms", at_most=100),
            Figure("touch_ms", "touch → next screen painted, median", "ms"),
            Figure("kiosk_first_s", "話しはじめる touched → first remote picture at the kiosk", "s", at_most=0.8),
            Figure("desk_first_s", "話しはじめる touched → first remote picture at the desk", "s", at_most=0.8),
        ),
        demo,
    ),
    Row(
        "set_a",
        "720p30 from the van, 360p15 back, voice; pretended cameras.",
        (
            *_pictures("A", _PER_S_A, None, None),
            Figure("kiosk_cores", _CORES.format("A"), "cores", at_most=1.0),
        ),
        set_a,
    ),
    Row("set_b", "720p15 both ways, voice; pretended cameras.", _pictures("B", _PER_S_B, 120, None), set_b),
    Row(
        "http",
        "Set A with network cameras (MJPEG over HTTP) in a process of their own.",
        (
            *_pictures("HTTP, A", _PER_S_A, 130, 200),
            Figure("kiosk_cores", _CORES.format("HTTP, A"), "cores"),
        ),
        http,
    ),
    Row(
        "strokes",
        "Both ends draw on one paper in a call of set B.",
        (
            Figure("kiosk_p95_ms", "pen down at the kiosk → painted at the desk, p95", "ms", at_most=50),
            Figure("kiosk_ms", "pen down at the kiosk → painted at the desk, median", "ms"),
            Figure("desk_p95_ms", "pen down at the desk → painted at the kiosk, p95", "ms", at_most=50),
            Figure("desk_ms", "pen down at the desk → painted at the kiosk, median", "ms"),
        ),
        strokes,
    ),
    Row(
        "paper_live",
        "A known form under a pretended document camera of 1080p15, 720p15 from the van, 360p15 back, voice.",
        (
            Figure("per_s", "sheet: painted per second at the desk", "", at_least=13),
            Figure("cores", "sheet understood picture by picture: kiosk with its workers", "cores", at_most=1.5),
        ),
        paper_live,
    ),
    Row(
        "marks",
        "2,000 strokes on one page.",
        (
            Figure("first", "2,000 strokes: first paint of the page", "ms"),
            Figure("show", "2,000 strokes: one grows, a new snapshot", "ms"),
            Figure("paint", "2,000 strokes: one grows, a paint", "ms"),
        ),
        marks,
    ),
    Row(
        "slips",
        "Slips in all languages in turns, 20 after the first, 10 more with copies; to a pretended printer.",
        (
            Figure("first", "slip: first touch of a process → PDF", "ms", at_most=1_000),
            Figure("median", "slip: touch → PDF, median", "ms", at_most=1_000),
            Figure("least", "slip: touch → PDF, least", "ms"),
            Figure("most", "slip: touch → PDF, most", "ms", at_most=1_000),
            Figure("copies", "slip with copies of two of the largest sheets: touch → PDF, median", "ms", at_most=1_000),
        ),
        slips,
    ),
    Row(
        "photo",
        "The photo check at a drawn face of 1920×1080 that sways, 100 looks after the first.",
        (
            Figure("first", "photo check: the model loads, first look", "ms"),
            Figure("median", "photo check: one look, median", "ms"),
            Figure("p95", "photo check: one look, p95", "ms", at_most=200),
            Figure("per_s", "photo check: looks a second at p95", "a second"),
        ),
        photo,
    ),
    Row(
        "camera_hang",
        "A network camera falls silent or is unplugged in a call; what the other end's screen shows.",
        tuple(
            figure
            for key, name in _CAMERAS.items()
            for figure in (
                Figure(f"{key}_lost_s", f"{name} hangs → the other end's screen says so", "s", at_most=1.5),
                Figure(f"{key}_back_s", f"{name} speaks again → a moving picture at the other end", "s", at_most=5),
            )
        ),
        camera_hang.measure,
    ),
    Row(
        "mouth_to_ear",
        "A voice from the van's microphone to the office's loudspeaker, PulseAudio null sinks, in a call of set B.",
        (
            Figure("median_ms", "mouth → ear, median", "ms", at_most=150),
            Figure("slowest_ms", "mouth → ear, slowest", "ms"),
        ),
        mouth_to_ear.measure,
    ),
    Row(
        "echo",
        "What the ear makes of an echo over 60 ms of room and of a near voice, ten made voices; gain control off.",
        (
            Figure("echo and noise: removed from 0 to 2 s", "echo removed in the first 2 s", "dB", at_least=20),
            Figure("echo and noise: removed from 8 to 14 s", "echo removed from 8 s on", "dB", at_least=30),
            Figure("near voice while both speak", "near voice while both speak", "dB", at_most=1, at_least=-3),
            Figure("CPU of all, per second of sound", "CPU of the ear's processing, per second of sound", "ms"),
        ),
        echo,
        quick=False,
    ),
    Row("aloud", "よみあげ with a real voice and a pretended loudspeaker; 40 of each.", _aloud("no call"), aloud),
    Row("aloud_in_call", "The same in a call of set B.", _aloud("set B"), aloud_in_call, quick=False),
    Row(
        "hub_restart",
        "The hub is killed while 50 wait.",
        (
            Figure("away_s", "hub started again with 50 waiting → listens", "s", at_most=2),
            Figure("moved", "places that have changed by it", "", at_most=0),
        ),
        hub_restart.measure,
    ),
    Row(
        "hub_load",
        "500 kiosks and 500 desks on one hub, ten set-ups a second for five minutes (quick: 30 s).",
        (
            Figure("claim_p95_ms", "500 + 500 at one hub, 10 set-ups/s: claim p95", "ms", at_most=150),
            Figure("double_claims", "500 + 500 at one hub: double claims", "", at_most=0),
            Figure("errors", "500 + 500 at one hub: errors", "", at_most=0),
            Figure("hub_cpu", "500 + 500 at one hub: CPU of the hub", "cores"),
        ),
        hub_load.measure,
    ),
    Row(
        "claim_races",
        "100,000 races for one ticket in each engine, 3,000 over the wire (quick: fewer).",
        (
            Figure("memory_wrong", "claim races in memory: tickets not won exactly once", "", at_most=0),
            Figure("journal_wrong", "claim races with a journal: tickets not won exactly once", "", at_most=0),
            Figure("wire_wrong", "claim races over the wire: tickets not won exactly once", "", at_most=0),
        ),
        claim_races.measure,
        quick=False,
    ),
    Row(
        "still",
        "Small print under a 4K camera; a line of 0.7 Mbit/s each way, 80 ms, 1 % loss, with calm faces and voice. "
        "Letters are judged by tesseract (jpn), where it is installed.",
        (
            Figure("first_s", "a pushed sheet lies still → readable at the desk", "s", at_most=1.5),
            Figure("first_kb", "first picture of the whole sheet", "kB"),
            Figure("first_8pt", "8 pt in the first picture: letters read wrongly", "", at_most=0.02),
            Figure("first_covered", "lines of it (of 18) that are covered in part as a number", ""),
            Figure("sharp_s", "a pushed sheet lies still → all its print sharpened", "s"),
            Figure("all_kb", "whole sheet with what sharpens it", "kB", at_most=130),
            Figure("sharp_6pt", "6 pt, all sharpened: letters read wrongly", "", at_most=0.02),
            Figure("mark_s", "a mark that is drawn while the sheet is sharpened → at the desk", "s"),
            Figure("video_back_s", "the sheet is pushed again → moving pictures at the desk", "s"),
            Figure("again_kb", "sent when it lies still again", "kB"),
            Figure("written_s", "a field is written, the hand has left → there at the desk", "s", at_most=1.0),
            Figure("written_kb", "sent for it", "kB", at_most=10),
        ),
        lambda quick: stills(),
    ),
    Row(
        "paper_counts",
        "The paper's eye, counted: empty fields of filled-in forms, telephones, things slid over; one seed.",
        (
            Figure("empty_found", "required fields left empty that are named", "", at_least=0.95),
            Figure("empty_wrong", "fields with writing, pen or pencil, that are named as empty", "", at_most=0.02),
            Figure("phones_found", "lit telephone screens found upright, free", "", at_least=0.95),
            Figure("phones_mm", "farthest corner of a found screen off, worst", "mm", at_most=1.0),
            Figure(
                "sliding_worst", "a card, a memo, a card in the fingers slid over: most pictures a play", "", at_most=1
            ),
            Figure("sliding_share", "of all their pictures", ""),
        ),
        paper_counts.measure,
        quick=False,
    ),
    Row(
        "paper",
        "The paper's eye on rendered tables and sheets of one seed: seven turns, a swap, three things slid over.",
        (
            Figure("opened_share", "known forms that open within 1 s of quiet", "", at_least=0.99),
            Figure("held_share", "pictures in which an open sheet is held, a hand on it", "", at_least=0.97),
            Figure("drift_mm", "farthest corner of a held sheet off, mean", "mm", at_most=0.3),
            Figure("drift_p95_mm", "farthest corner of a held sheet off, p95", "mm", at_most=1.0),
            Figure("drift_max_mm", "farthest corner of a held sheet off, worst", "mm", at_most=5.0),
            Figure("wrong_sheet", "pictures open without a sheet", "", at_most=0),
            Figure("known", "known forms recognised, free", "", at_least=0.99),
            Figure("known_hand", "pictures with a hand over a form in which it is known", "", at_least=0.95),
            Figure("opened_unknown", "pictures of forms and editions that are not known opened", "", at_most=0),
            Figure("uncovered", "pictures with > 2 % of a private area seen", "", at_most=0),
            Figure("uncovered_sliding", "the same, worst of a card, a memo, a card in the fingers", "", at_most=1),
            Figure("see_ms", "tracking, covers, mask and quiet test, a 1080p picture, mean", "ms", at_most=40),
            Figure("see_p95_ms", "tracking, covers, mask and quiet test, a 1080p picture, p95", "ms", at_most=80),
            Figure("slow_ms", "finding, recognition, number search, the longest", "ms", at_most=500),
        ),
        paper.measure,
        quick=False,
    ),
)
