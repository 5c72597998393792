"""What a program with all its children holds at one moment: memory, threads, descriptors, shared memory, CPU."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

import psutil

from kiosk.worker.orphans import SHARED_MEMORY
from kiosk.worker.segment import PREFIX
from tests.bench.three_processes import cpu_s

MIB = 2**20


@dataclass(frozen=True)
class Sample:
    """`at_s` since the soak began. `idle`: nobody has been at the counter for so long that it came to rest.
    `memory_mb` is what the tree has allocated and written to: pages of libraries, which the system may drop at any
    time and which count as a process's own or not by who else runs, are no part of it. `latency_*` and the counters
    are the last known."""

    at_s: float
    program: str
    state: str
    idle: bool
    memory_mb: float
    main_memory_mb: float
    threads: int
    descriptors: int
    children: int
    segments: int
    cpu_cores: float
    latency_p50_ms: float | None
    latency_p95_ms: float | None
    generations: int
    visits: int


COLUMNS = tuple(field.name for field in fields(Sample))


@dataclass(frozen=True)
class Known:
    """What the events of an end have told so far."""

    state: str = ""
    latency_p50_ms: float | None = None
    latency_p95_ms: float | None = None
    generations: int = 0
    visits: int = 0


class Sampler:
    """Remembers what each process had computed, for the CPU between two samples."""

    def __init__(self) -> None:
        self._begun_s = time.monotonic()
        self._computed: dict[str, tuple[float, dict[int, float]]] = {}

    def take(self, program: str, tree: list[psutil.Process], known: Known, idle: bool) -> Sample:
        """Of one program now."""
        held = [found for found in map(_held, tree) if found is not None]
        return Sample(
            at_s=round(time.monotonic() - self._begun_s, 1),
            program=program,
            state=known.state,
            idle=idle,
            memory_mb=round(sum(memory for memory, _, _ in held), 2),
            main_memory_mb=round(held[0][0], 2) if held else 0.0,
            threads=sum(threads for _, threads, _ in held),
            descriptors=sum(descriptors for _, _, descriptors in held),
            children=max(0, len(held) - 1),
            segments=_segments(tree[:1]),
            cpu_cores=round(self._cores(program, tree), 3),
            latency_p50_ms=known.latency_p50_ms,
            latency_p95_ms=known.latency_p95_ms,
            generations=known.generations,
            visits=known.visits,
        )

    def _cores(self, program: str, tree: list[psutil.Process]) -> float:
        now_s, now = time.monotonic(), cpu_s(tree)
        before_s, before = self._computed.get(program, (now_s, now))
        self._computed[program] = now_s, now
        used_s = sum(seconds - before.get(pid, 0.0) for pid, seconds in now.items())
        return used_s / (now_s - before_s) if now_s > before_s else 0.0


def _held(process: psutil.Process) -> tuple[float, int, int] | None:
    try:
        return _allocated(process), process.num_threads(), process.num_fds()
    except (psutil.NoSuchProcess, ProcessLookupError):
        return None


def _allocated(process: psutil.Process) -> float:
    """MB of anonymous memory, shared pages by their share; where the kernel does not tell, all that is its own."""
    try:
        lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        lines = []
    kilobytes = [int(line.split()[1]) for line in lines if line.startswith("Pss_Anon:")]
    return kilobytes[0] / 1024 if kilobytes else process.memory_full_info().uss / MIB


def _segments(mains: Iterable[psutil.Process], folder: Path = SHARED_MEMORY) -> int:
    return sum(1 for process in mains for _ in folder.glob(f"{PREFIX}{process.pid}-*"))
