"""Documents as files in a folder, for whoever fetches them from there, and for demonstrations: no paper comes out."""

import contextlib
import errno
import os
import re
import secrets
import stat
from pathlib import Path

from drivers.api.errors import DeviceLost, DeviceMissing
from drivers.api.printer import JobState, PrinterHealth
from drivers.printer.document import check_printable
from drivers.printer.mounts import lies_in_memory
from drivers.printer.options import FilePrinterOptions

_WHOLE, _PART = ".pdf", ".part"
_OURS = re.compile(r"[a-z][a-z_-]*-[0-9a-f]{16}\.(pdf|part)")


class FilePrinter:
    """A job is done when its file `TITLE-JOB.pdf` (mode 0600) is whole and on its place."""

    mock = True

    def __init__(self, options: FilePrinterOptions) -> None:
        self._folder = Path(options.folder)
        self._keep = options.keep
        self._name = f"printer folder {options.folder}"
        self._jobs: dict[str, JobState] | None = None

    def open(self) -> None:
        """As promised. What a program that was killed has left behind goes."""
        if self._jobs is None:
            self._check_folder()
            self._jobs = {}
            self._remove_files()

    def close(self) -> None:
        """As promised."""
        self.purge()
        self._jobs = None

    def print(self, pdf: bytes, title_code: str) -> str:
        """As promised; the file is written before this returns."""
        check_printable(pdf, title_code)
        if self._jobs is None:
            raise DeviceLost(f"{self._name}: not open")
        job = secrets.token_hex(8)
        part = self._folder / f"{title_code}-{job}{_PART}"
        try:
            _write(part, pdf)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise DeviceLost(f"{self._name}: {_reason(error)}") from None
        self._jobs[job] = "done"
        return job

    def progress(self, job: str) -> JobState:
        """As promised."""
        return (self._jobs or {})[job]

    def cancel(self, job: str) -> bool:
        """As promised: it is always too late."""
        return False

    def purge(self) -> None:
        """As promised; with `keep` everything stays but what is half written."""
        if self._jobs is not None:
            self._remove_files()

    def health(self) -> PrinterHealth:
        """As promised."""
        if self._jobs is None or not self._folder.is_dir():
            return PrinterHealth(self._jobs is not None, "offline", f"{self._name}: open it, or make the folder again")
        return PrinterHealth(True, "ready")

    def _check_folder(self) -> None:
        try:
            mode = self._folder.stat().st_mode
        except OSError:
            raise DeviceMissing(f"{self._name}: there is no such folder; make it, for its owner alone") from None
        if not stat.S_ISDIR(mode) or not os.access(self._folder, os.W_OK | os.X_OK):
            raise DeviceMissing(f"{self._name}: this is no folder that can be written to")
        if self._keep:
            return
        if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
            raise DeviceMissing(f"{self._name}: others can look into it; 'chmod 700' it")
        if not lies_in_memory(self._folder):
            raise DeviceMissing(
                f"{self._name}: lies on a disk, where residents' papers could be found later; set folder to one on"
                " tmpfs (below /run or /dev/shm), or keep = true for a demonstration without residents"
            )

    def _remove_files(self) -> None:
        with contextlib.suppress(OSError):  # gone already, or the whole folder is
            for file in [file for file in self._folder.iterdir() if _OURS.fullmatch(file.name)]:
                if file.suffix == _PART or not self._keep:
                    file.unlink()


def _write(part: Path, pdf: bytes) -> None:
    """Whole and on the disk under its name, or not at all. Raises OSError."""
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pdf)
        file.flush()
        os.fsync(file.fileno())
    part.replace(part.with_suffix(_WHOLE))
    if os.name == "posix":  # the name, too: Windows lets nobody open a folder for that
        folder = os.open(part.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _reason(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "there is no room left; remove what was fetched already, or make the folder larger"
    if error.errno == errno.ENOENT:
        return "the folder is gone; make it again"
    return "cannot be written to; look at its owner and mode"
