"""Whether a folder lies in memory: what is written there never reaches a disk (unless it is swapped out)."""

import re
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
_IN_MEMORY = frozenset({"tmpfs", "ramfs"})


def lies_in_memory(folder: Path) -> bool:
    """As Linux tells (proc(5), mountinfo); False where a system does not tell."""
    try:
        lines = MOUNTS.read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    kinds = dict(map(_point_and_kind, lines))  # the last mount on a point hides those before it
    resolved = folder.resolve()
    return next((kinds[point] in _IN_MEMORY for point in (resolved, *resolved.parents) if point in kinds), False)


def _point_and_kind(line: str) -> tuple[Path, str]:
    mount, _, system = line.partition(" - ")
    point = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), mount.split()[4])
    return Path(point), system.split()[0]
