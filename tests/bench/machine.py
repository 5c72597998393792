"""What is known of the machine that measures, and how much of it others took while a run went on."""

import os
import platform
import resource
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

STEAL_LIMIT = 0.05
"""Share of the time that the host may keep from this machine before a run does not count."""
FOREIGN_LIMIT_CORES = 0.3
"""How much other programs may compute meanwhile."""
CALM_WITHIN_S = 120.0
_MOMENT_S = 3.0
ROOT = Path(__file__).resolve().parents[2]
_TICKS_PER_S = os.sysconf("SC_CLK_TCK")
T = TypeVar("T")


@dataclass(frozen=True)
class Revision:
    """What was measured."""

    commit: str
    dirty: bool


@dataclass(frozen=True)
class Machine:
    """On what it was measured; memory in MiB."""

    cores: int
    cpu: str
    memory_mib: int
    python: str
    os: str

    def said(self) -> str:
        """One line for people."""
        return f"{self.cores} cores ({self.cpu}), {self.memory_mib / 1024:.1f} GiB, Python {self.python}, {self.os}"


@dataclass(frozen=True)
class Share:
    """What a run had of the machine. Loads are one-minute averages before and after; the rest are means over the run:
    cores that computed at all, cores that computed for others than us, and the share of time that was stolen."""

    load_before: float
    load_after: float
    busy_cores: float
    foreign_cores: float
    steal: float

    @property
    def saturated(self) -> bool:
        """Whether the figures say more of the neighbours than of us."""
        return self.steal > STEAL_LIMIT or self.foreign_cores > FOREIGN_LIMIT_CORES

    def as_json(self) -> Mapping[str, float]:
        """For the ledger."""
        return {key: round(value, 3) for key, value in asdict(self).items()}


@dataclass(frozen=True)
class Clocks:
    """Counters in seconds: what all cores computed, what they had stolen, and what we and our ended children used."""

    at_s: float
    busy_s: float
    steal_s: float
    ours_s: float


def read_revision() -> Revision:
    """The checkout's commit, and whether files differ from it."""
    commit = _git("rev-parse", "--short=12", "HEAD") or "unknown"
    return Revision(commit, bool(_git("status", "--porcelain", "--untracked-files=no")))


def read_machine() -> Machine:
    """Of this machine."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    return Machine(os.cpu_count() or 1, _cpu_model(), memory, platform.python_version(), platform.platform(terse=True))


def read_clocks() -> Clocks:
    """The counters of now. Interrupts are nobody's and count for nobody."""
    user, nice, system, _idle, _iowait, _irq, _softirq, steal = (
        int(word) / _TICKS_PER_S for word in Path("/proc/stat").read_text(encoding="ascii").split()[1:9]
    )
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    ours_s = sum(each.ru_utime + each.ru_stime for each in used)
    return Clocks(time.monotonic(), user + nice + system, steal, ours_s)


def share_between(before: Clocks, after: Clocks, loads: tuple[float, float], cores: int) -> Share:
    """What happened between two readings. All processes of ours must have ended by the second, or count as others'."""
    lasted_s = max(after.at_s - before.at_s, 1e-9)
    busy_s = after.busy_s - before.busy_s
    ours_s = after.ours_s - before.ours_s
    steal = (after.steal_s - before.steal_s) / (lasted_s * cores)
    return Share(*loads, busy_s / lasted_s, max(0.0, busy_s - ours_s) / lasted_s, steal)


def watched(act: Callable[[], T]) -> tuple[T, Share, float]:
    """What `act` gave, what it had of the machine, and how many seconds it took."""
    load_before, before = os.getloadavg()[0], read_clocks()
    given = act()
    after, load_after = read_clocks(), os.getloadavg()[0]
    share = share_between(before, after, (load_before, load_after), os.cpu_count() or 1)
    return given, share, after.at_s - before.at_s


def wait_for_calm(within_s: float = CALM_WITHIN_S) -> bool:
    """Until others leave the machine to us for a moment; False if they did not in time."""
    end_s = time.monotonic() + within_s
    while time.monotonic() < end_s:
        before = read_clocks()
        time.sleep(_MOMENT_S)
        if not share_between(before, read_clocks(), (0.0, 0.0), os.cpu_count() or 1).saturated:
            return True
    return False


def _git(*words: str) -> str:
    done = subprocess.run(("git", *words), cwd=ROOT, check=False, capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else ""


def _cpu_model() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
