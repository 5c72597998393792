"""What the repository holds and what it must not hold."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOP = {
    ".ci", ".gitignore", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "DECISIONS.md", "LICENSE", "Makefile",
    "README.ja.md", "README.md", "assets", "drivers", "kiosk", "main.py", "packaging", "pyproject.toml", "tests", "ui",
}  # fmt: skip


def _tracked() -> list[Path]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in names.decode().split("\0") if name and (ROOT / name).is_file()]


def _sources() -> list[Path]:
    ours = ("kiosk", "ui", "drivers")
    return [p for p in _tracked() if p.suffix == ".py" and p.relative_to(ROOT).parts[0] in ours]


def test_the_lock_names_no_registry_and_pins_every_package_with_its_hashes() -> None:
    lock = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "find-links" not in lock and "index" not in lock
    packages = re.findall(r"^[A-Za-z0-9_.\[\]-]+==\S+.*$", lock, flags=re.MULTILINE)
    assert len(packages) > 30
    assert lock.count("--hash=sha256:") >= len(packages)


def test_the_top_level_is_the_plan() -> None:
    assert {p.relative_to(ROOT).parts[0] for p in _tracked()} <= TOP


@pytest.mark.parametrize("word", ["QDialog", "QMessageBox", "processEvents", "QFileDialog", "asyncSlot"])
def test_no_modal_dialog_and_no_nested_loop(word: str) -> None:
    sources = [
        p for p in _tracked() if p.suffix == ".py" and p.relative_to(ROOT).parts[0] in ("kiosk", "ui", "drivers")
    ]
    assert not [p for p in sources if re.search(rf"\b{word}\b", p.read_text(encoding="utf-8"))]


def test_nothing_is_ever_put_on_the_clipboard() -> None:
    assert not [p for p in _sources() if re.search(r"QClipboard|\.clipboard\(", p.read_text(encoding="utf-8"))]


def test_the_product_cannot_record() -> None:
    writers = re.compile(r"MediaRecorder|VideoWriter|QMediaRecorder|wave\.open|imwrite")
    sources = [
        p for p in _tracked() if p.suffix == ".py" and p.relative_to(ROOT).parts[0] in ("kiosk", "ui", "drivers")
    ]
    assert not [p for p in sources if writers.search(p.read_text(encoding="utf-8"))]
