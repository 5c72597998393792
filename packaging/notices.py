"""Lays licences into a packaged program, also those of what was taken from the system that it is packaged on."""

import shutil
import subprocess
from collections.abc import Iterable
from importlib.metadata import files
from pathlib import Path

SYSTEM = ("/lib", "/usr/lib")


def lay_notices(program: Path, written: Path, sources: Iterable[str]) -> None:
    """The folder `licences` of the packaged `program`: what `main.py licences` has `written`, and what is added here.

    `sources`: where the package's files came from. Raises FileNotFoundError while `written` has no NOTICE.md.
    """
    folder = program / "licences"
    shutil.copytree(written / "texts", folder / "texts")
    shutil.copyfile(written / "NOTICE.md", folder / "NOTICE.md")
    _lay(folder / "texts" / "pyinstaller", "COPYING.txt", pyinstaller_licence())
    for package, text in system_texts(sources).items():
        _lay(folder / "texts" / "system", f"{package}.txt", text)


def system_texts(sources: Iterable[str]) -> dict[str, Path]:
    """The copyright files of the Debian packages that hold `sources`, by package; none where there is no dpkg."""
    if shutil.which("dpkg-query") is None:
        return {}
    system = sorted({str(Path(source).resolve()) for source in sources if source.startswith(SYSTEM)})
    patterns = [pattern for source in system for pattern in (source, source.removeprefix("/usr"))]
    answer = subprocess.run(["dpkg-query", "-S", *patterns], capture_output=True, text=True, check=False).stdout
    packages = sorted({line.partition(":")[0] for line in answer.splitlines()})
    texts = {package: Path("/usr/share/doc") / package / "copyright" for package in packages}
    return {package: text for package, text in texts.items() if text.is_file()}


def pyinstaller_licence() -> Path:
    """The words for what PyInstaller adds to a program."""
    found = (file for file in files("pyinstaller") or [] if file.name == "COPYING.txt")
    return Path(str(next(found).locate()))


def _lay(folder: Path, name: str, text: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(text, folder / name)
