"""The place of a running program: taken once a settings file and role, and free again as soon as the holder is dead."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app.places import main_file
from kiosk.app.single import AlreadyRunning, be_the_only_one

HOLDER = """
import sys
from pathlib import Path
from kiosk.app.single import be_the_only_one
be_the_only_one("kiosk", Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def holder(runtime: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that is the kiosk of kiosk.toml."""
    line = [sys.executable, "-c", HOLDER, str(runtime / "kiosk.toml")]
    with subprocess.Popen(
        line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=main_file().parent
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_one_is_refused_until_the_first_is_dead(runtime: Path, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(AlreadyRunning, match=r"^kiosk: runs already on this machine with .*kiosk\.toml$"):
        be_the_only_one("kiosk", runtime / "." / "kiosk.toml")
    holder.kill()
    holder.wait()
    be_the_only_one("kiosk", runtime / "kiosk.toml")


def test_other_programs_and_other_settings_do_not_mind(runtime: Path, holder: subprocess.Popen[str]) -> None:
    be_the_only_one("desk", runtime / "kiosk.toml")
    be_the_only_one("kiosk", runtime / "another.toml")
    assert [path.name for path in runtime.iterdir()] == ["madoguchi.lock"]
    assert (runtime / "madoguchi.lock").stat().st_size == 0


def test_where_no_lock_can_be_made_the_counter_opens_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "gone"))
    be_the_only_one("kiosk", tmp_path / "kiosk.toml")
    assert [record.getMessage() for record in caplog.records] == ["no lock: FileNotFoundError"]
