"""`make soak HOURS=n`: random visits with faults on real programs, watched for whatever grows, stalls or gets lost.

Kiosk, desk and hub on network cameras of their own process and, where PulseAudio is installed, on its null sinks
through PortAudio. Everything is written to build/soak/<time>/: samples.csv, faults.csv, summary.md, soak.png, and the
events of both ends.
"""

import argparse
import csv
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from random import Random

from kiosk.app.demo_files import Sights, Sounds
from kiosk.app.unattended_whims import CALL_S
from tests.bench.hub_line import HubLine
from tests.bench.machine import ROOT, read_machine, read_revision
from tests.bench.mouth_to_ear import need_sound
from tests.bench.programs import ENDS, Devices, Programs, programs
from tests.bench.rows import Skipped
from tests.bench.soak_faults import Fault, FaultPlan, Mischief
from tests.bench.soak_samples import COLUMNS, Sample, Sampler
from tests.bench.soak_summary import summary
from tests.bench.soak_watch import EndWatch, calls_in
from tests.bench.three_processes import FACE_360_15, FACE_720_15, http_cameras

SAMPLE_EVERY_S = 10.0
LOOK_EVERY_S = 0.5
PROGRAMS = (*ENDS, "hub")
SEEN = Devices(Sights(face=FACE_720_15, document=FACE_720_15), Sights(face=FACE_360_15, document=FACE_720_15))


@dataclass(frozen=True)
class SoakPlan:
    """What is asked for."""

    hours: float
    seed: int
    folder: Path

    @property
    def scale(self) -> float:
        """Calls of a short soak are shorter, so that there are some."""
        return min(1.0, max(0.1, self.hours))

    @property
    def fault_share(self) -> float:
        """At least each fifth call; more in a short soak, so that every kind comes."""
        mean_call_s = sum(CALL_S) / 2 * self.scale
        return min(1.0, max(0.2, 10 / (self.hours * 3600 / (mean_call_s + 40))))


@dataclass
class Seen:
    """What a soak has found so far."""

    samples: list[Sample] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    talked: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    running: list[str] = field(default_factory=list)
    lasted_s: float = 0.0
    sound: str = "PulseAudio null sinks through PortAudio"
    interrupted: bool = False


class Soak:
    """One soak while it runs."""

    def __init__(self, plan: SoakPlan, started: Programs, faults: FaultPlan, seen: Seen) -> None:
        self._plan = plan
        self._started = started
        self._faults = faults
        self._seen = seen
        self._sampler = Sampler()
        longest_s = CALL_S[1] * plan.scale
        self._ends = {name: EndWatch(started.events[name], longest_s) for name in ENDS}
        self._rest_seen = False

    def run(self) -> None:
        """Until the time is over or a program has died."""
        begun_s = time.monotonic()
        due_s = begun_s + SAMPLE_EVERY_S
        while (now_s := time.monotonic()) - begun_s < self._plan.hours * 3600 and not self._broken():
            self._seen.lasted_s = now_s - begun_s
            self._follow()
            if now_s >= due_s:
                due_s += SAMPLE_EVERY_S
                self._sample()
            elif self._ends["kiosk"].rested and not self._rest_seen:
                self._sample()
            time.sleep(LOOK_EVERY_S)

    def finish(self) -> None:
        """What can only be told at the end: the programs stop, the hub's memory is read."""
        self._faults.settle()
        self._follow()
        self._faults.look_back({name: self._ends[name].tail.all for name in ENDS})
        self._seen.faults = self._faults.done
        self._seen.talked = self._ends["kiosk"].talked
        self._seen.failures += [
            f"the desk has a call again that was closed: {call}" for call in self._ends["desk"].revived
        ]
        self._started.stop()
        for end in self._ends.values():
            shutil.copy(end.tail.path, self._plan.folder)
        self._seen.closed, self._seen.running = calls_in(self._started.journal)

    def _follow(self) -> None:
        for name, end in self._ends.items():
            for event in end.follow():
                if name == "kiosk" and event["event"] == "talking":
                    self._faults.call_began()
        if not self._ends["kiosk"].rested:
            self._rest_seen = False
        if stalled := self._ends["kiosk"].stalled():
            self._seen.failures.append(f"{self._seen.lasted_s:.0f} s: {stalled}")

    def _sample(self) -> None:
        self._rest_seen = self._ends["kiosk"].rested
        # Before the first visit not everything has been loaded that stays for good.
        idle = self._rest_seen and self._ends["kiosk"].known.visits > 0
        for name in PROGRAMS:
            if name in self._started.running:
                known = self._ends[name if name in self._ends else "kiosk"].known
                known = known if name in self._ends else replace(known, latency_p50_ms=None, latency_p95_ms=None)
                self._seen.samples.append(self._sampler.take(name, self._started.tree(name), known, idle))

    def _broken(self) -> bool:
        """Whether a program died by itself, or what was done to one could not be put right."""
        try:
            self._faults.tick()
        except (OSError, RuntimeError, subprocess.SubprocessError) as error:
            self._seen.failures.append(f"{self._seen.lasted_s:.0f} s: {type(error).__name__}: {error}")
            return True
        dead = [name for name, process in self._started.running.items() if process.poll() is not None]
        if dead:
            self._seen.failures.append(f"{self._seen.lasted_s:.0f} s: {', '.join(dead)} died")
        return bool(dead)


def soak(plan: SoakPlan) -> Seen:
    """Runs one. Ctrl-C ends it early, and it still tells what it has seen."""
    seen = Seen()
    with ExitStack() as ending:
        devices, mischief_with = SEEN, None
        try:
            need_sound()
        except Skipped as reason:
            seen.sound = f"pretended ({reason})"
        else:
            from tests.support.virtual_sound import CALM_MS, virtual_sound

            mischief_with = ending.enter_context(virtual_sound())
            sounds = Sounds("voice", "phone", CALM_MS), Sounds("voice", "hall", CALM_MS)
            devices = replace(SEEN, kiosk_sounds=sounds[0], desk_sounds=sounds[1])
        devices, host = ending.enter_context(http_cameras(devices))
        started = ending.enter_context(programs(devices))
        lines = {name: HubLine(started.port) for name in ENDS}
        for line in lines.values():
            ending.callback(line.close)
        random = Random(plan.seed)
        mischief = Mischief(started, host, lines, random)
        mischief.sound = mischief_with
        _start(started, plan, lines)
        running = Soak(plan, started, FaultPlan(mischief, random, plan.fault_share), seen)
        try:
            running.run()
        except KeyboardInterrupt:
            seen.interrupted = True
        running.finish()
    return seen


def _start(started: Programs, plan: SoakPlan, lines: dict[str, HubLine]) -> None:
    whims = ["--auto-random", str(plan.seed), "--random-scale", str(plan.scale)]
    whims += ["--exit-after", str(plan.hours * 3600 + 600)]
    orders = {"kiosk": [*whims, "--auto-call", "soudan"], "desk": whims}
    started.start_ends(orders, {name: line.port for name, line in lines.items()})


def write(plan: SoakPlan, seen: Seen) -> bool:
    """The files; whether the soak was held."""
    from tests.bench.soak_picture import draw

    _table(plan.folder / "samples.csv", COLUMNS, [asdict(sample) for sample in seen.samples])
    _table(plan.folder / "faults.csv", tuple(Fault.__dataclass_fields__), [asdict(fault) for fault in seen.faults])
    heading = (
        f"soak of {seen.lasted_s / 3600:.2f} h, seed {plan.seed}; {len(seen.talked)} calls, {len(seen.faults)} faults"
    )
    draw(seen.samples, seen.faults, heading, plan.folder / "soak.png")
    held, text = summary(heading, seen, f"{read_machine().said()}; revision {read_revision().commit}; {_load()}")
    (plan.folder / "summary.md").write_text(text, encoding="utf-8")
    sys.stdout.write(f"{text}\n{plan.folder}\n")
    return held


def _table(path: Path, columns: tuple[str, ...], rows: list[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


def _load() -> str:
    return f"load at the end {os.getloadavg()[0]:.1f} (1 min), {os.getloadavg()[2]:.1f} (15 min)"


def main() -> int:
    """Exit status 1 if the soak was not held, 130 if it was interrupted and nothing spoke against it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    folder = ROOT / "build" / "soak" / datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    plan = SoakPlan(options.hours, options.seed, folder)
    folder.mkdir(parents=True)
    try:
        seen = soak(plan)
    except KeyboardInterrupt:  # before there was anything to tell
        return 130
    held = write(plan, seen)
    return (130 if seen.interrupted else 0) if held else 1


if __name__ == "__main__":
    sys.exit(main())
