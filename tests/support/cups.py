"""A CUPS server of a test's own, in memory, with a queue that drops what it prints into a folder, or CUPS-PDF's."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import pytest

_CUPSD = "/usr/sbin/cupsd"
_LIBRARY = Path("/usr/lib/cups")
_MEMORY = Path("/dev/shm")
PPD = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd")
_BACKEND = '#!/bin/sh\n[ $# -lt 6 ] && exit 0\ncat "${6:--}" > "${DEVICE_URI#stage:}/job-$1.pdf"\n'
_SERVER = """
Listen {root}/cups.sock
PreserveJobHistory No
PreserveJobFiles No
Browsing No
WebInterface No
<Location />
Order allow,deny
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""
_FILES = """
ServerRoot {root}/etc
ServerBin {root}/bin
RequestRoot {root}/spool
TempDir {root}/spool/tmp
CacheDir {root}/cache
StateDir {root}/run
AccessLog {root}/log/access
ErrorLog {root}/log/error
PageLog {root}/log/page
"""


@dataclass(frozen=True)
class CupsServer:
    """`root` holds everything that it writes, `out` what came out of its queue."""

    root: Path
    out: Path
    queue: str = "counter"

    @property
    def options(self) -> dict[str, object]:
        return {"queue": self.queue, "server": str(self.root / "cups.sock"), "config": str(self.root / "etc")}

    def run(self, command: str, *words: str) -> None:
        place = ["-h", str(self.root / "cups.sock")]
        subprocess.run([command, *place, *words], check=True, capture_output=True, timeout=10)


@contextmanager
def cups_server(pdf_queue: bool = False) -> Iterator[CupsServer]:
    """Skips with a reason where CUPS is not installed, or may not be started by us."""
    _skip_without(pdf_queue)
    with TemporaryDirectory(dir=_MEMORY, prefix="test-cups-") as folder:
        root = Path(folder)
        root.chmod(0o755)
        server = CupsServer(root, root / "out")
        _lay_out(server, pdf_queue)
        files = ["-c", f"{root}/etc/cupsd.conf", "-s", f"{root}/etc/cups-files.conf"]
        with subprocess.Popen([_CUPSD, "-f", *files], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as cupsd:
            try:
                _wait_for(root / "cups.sock")
                device = ["-v", "cups-pdf:/", "-P", str(PPD)] if pdf_queue else ["-v", f"stage:{server.out}"]
                server.run("lpadmin", "-p", server.queue, *device, "-E")
                yield server
            finally:
                cupsd.terminate()


def _skip_without(pdf_queue: bool) -> None:
    if not (Path(_CUPSD).exists() and shutil.which("lp") and _MEMORY.is_dir() and os.name == "posix"):
        pytest.skip("CUPS is not installed here: apt install cups cups-client")
    if os.geteuid() != 0:
        pytest.skip("only root can start a CUPS server of its own")
    if pdf_queue and not PPD.exists():
        pytest.skip("CUPS-PDF is not installed here: apt install printer-driver-cups-pdf")


def _lay_out(server: CupsServer, pdf_queue: bool) -> None:
    root = server.root
    for name in ("etc", "spool/tmp", "cache", "run", "log", "out", "bin/backend"):
        (root / name).mkdir(parents=True)
    server.out.chmod(0o777)
    for part in _LIBRARY.iterdir():
        if part.name != "backend":
            (root / "bin" / part.name).symlink_to(part)
    stage = root / "bin" / "backend" / "stage"
    stage.write_text(_BACKEND, encoding="ascii")
    stage.chmod(0o700)  # then it is run by root, who may write into our folder
    if pdf_queue:
        (root / "bin" / "backend" / "cups-pdf").symlink_to(_LIBRARY / "backend" / "cups-pdf")
    (root / "etc" / "cupsd.conf").write_text(_SERVER.format(root=root), encoding="ascii")
    (root / "etc" / "cups-files.conf").write_text(_FILES.format(root=root), encoding="ascii")


def _wait_for(socket: Path) -> None:
    """Until somebody listens there."""
    end_s, pause = time.monotonic() + 10.0, Event()
    while not socket.exists():
        assert time.monotonic() < end_s, "cupsd did not start"
        pause.wait(0.02)
