"""What a CUPS server keeps of what it printed, as its own files say: of residents' papers it must be nothing.

Sources: cupsd.conf(5) and cups-files.conf(5) of CUPS 2.4, with the values that hold where a line is missing.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from drivers.printer.mounts import lies_in_memory

_OFF: Final = frozenset({"no", "off", "false", "0"})
_SPOOL: Final = "/var/spool/cups"


def faults(folder: Path) -> list[str]:
    """Everything that is wrong, each with what is to be done; empty if all is well. `folder` is /etc/cups."""
    try:
        server = _directives(folder / "cupsd.conf")
        files = _directives(folder / "cups-files.conf")
    except OSError:
        return [f"{folder} cannot be read; let this program's user read cupsd.conf and cups-files.conf"]
    found = [
        f"{name} is not off; write '{name} No' into {folder / 'cupsd.conf'} and restart cups"
        for name in ("PreserveJobFiles", "PreserveJobHistory")
        if server.get(name.lower(), "yes").lower() not in _OFF
    ]
    spool = Path(files.get("requestroot", _SPOOL))
    places = {"RequestRoot": spool, "TempDir": Path(files.get("tempdir", str(spool / "tmp")))}
    return found + [
        f"{name} {place} lies on a disk; mount tmpfs there, or name a folder below /run in {folder / 'cups-files.conf'}"
        for name, place in places.items()
        if not lies_in_memory(place)
    ]


def _directives(file: Path) -> Mapping[str, str]:
    """The last value of each directive outside of sections. Raises OSError; a file that is not there says nothing."""
    found: dict[str, str] = {}
    if not file.exists():
        return found
    inside = 0
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        words = line.split("#", 1)[0].split(maxsplit=1)
        if not words:
            continue
        if words[0].startswith("<"):
            inside += -1 if words[0].startswith("</") else 1
        elif not inside:
            found[words[0].lower()] = words[1].strip() if len(words) > 1 else ""
    return found
