"""What a packaged program holds and what stays out of it; the spec asks here, and tests hold it against the code."""

from collections.abc import Callable, Iterable
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from drivers.catalogue import TABLE
from drivers.speech.openjtalk import LIBRARY as VOICE
from kiosk.ear.processing import LIBRARY

ROOT = Path(__file__).resolve().parents[1]

_NEVER_PACKAGED = ("kiosk.app.unattended*", "kiosk.app.licences*")
_FOR_THE_DEMO_ALONE = (
    "kiosk.app.at_rest",
    "kiosk.app.circular_rack",
    "kiosk.app.demo*",
    "kiosk.app.forms*",
    "kiosk.app.health_check*",
    "kiosk.app.hub_program",
    "kiosk.app.registry_file",
    "kiosk.app.seat*",
    "kiosk.app.virtual_screen",
    "kiosk.hub*",
)

TOOLS = (
    "IPython", "PySide6.QtNetwork", "hypothesis", "matplotlib", "mypy", "numpy.f2py", "numpy.testing", "pip",
    "pkg_resources", "psutil", "pytest", "setuptools", "tkinter",
)  # fmt: skip
"""What libraries import where it is there, for tests, drawings and builds of their own. ReportLab needs PIL."""

QT_PLUGINS = (
    "platforms/*qxcb",
    "platforms/*qwindows",
    "platforms/*qoffscreen",
    "printsupport/*",
    "platforminputcontexts/*composeplatforminputcontextplugin",
    "platforminputcontexts/*ibusplatforminputcontextplugin",
    "styles/*",
)
"""Plugins of Qt that stay: screens, printers, keyboards for Japanese. Pictures come from OpenCV, icons from QtSvg."""

_LEFT_OUT_FILES = (
    "PySide6/Qt/qml/*",
    "PySide6/Qt/translations/*",
    "sudachidict_core/resources/*",
    "ai_edge_litert/vendors/*",
    "ai_edge_litert/tools/*",
    "ai_edge_litert/libLiteRtWebGpuAccelerator*",
)
"""`sudachidict_core` is the second dictionary of the voice, 190 MB, which `drivers.speech.openjtalk` does without; the
last three are for accelerators that faces are found without, 31 MB."""
_ONLY_IF_NEEDED = (".", "PySide6/Qt/lib")
"""Folders of libraries that the system's linker loads; elsewhere, libraries may load each other by themselves."""

Row = tuple[str, str, str]
"""A file as PyInstaller lists it: its place in the package, where it comes from, its kind."""


def children() -> list[str]:
    """Modules that a worker starts by name."""
    return sorted(f"kiosk.{file.parent.name}.{file.stem}" for file in (ROOT / "kiosk").glob("*/*child.py"))


def seeing() -> list[str]:
    """Modules that see pixels and are loaded by name, so that their programs need none until then."""
    return ["kiosk.eye.known_forms", "kiosk.eye.publisher", "kiosk.eye.trace", "kiosk.vision.calibrator"]


def keepers() -> list[str]:
    """Modules that the catalogue loads by name."""
    rows = (row for kind in TABLE.values() for row in kind.values())
    return sorted({path.partition(":")[0] for row in rows for path in (row.keeper, row.options)})


def libraries() -> list[str]:
    """Modules of libraries that are loaded by name: the echo canceller, with the folder of its compiled part, and the
    voice, whose dictionary and model lie in its folder (see `with_files`), with what only its compiled part loads."""
    return [*LIBRARY, "livekit.rtc.resources", VOICE, f"{VOICE}._known_symbols"]


def with_files() -> list[str]:
    """Libraries whose own files are needed beside their modules: dictionary and voice of OpenJTalk."""
    return [VOICE]


def left_out(program: str) -> list[str]:
    """Our modules that the packaged `program` does not hold."""
    patterns = _NEVER_PACKAGED if program == "demo" else _NEVER_PACKAGED + _FOR_THE_DEMO_ALONE
    return [name for name in our_modules() if any(fnmatch(name, pattern) for pattern in patterns)]


def our_modules() -> list[str]:
    """Every module of the programs, by its dotted name."""
    files = (file.relative_to(ROOT) for root in ("kiosk", "ui", "drivers") for file in (ROOT / root).rglob("*.py"))
    return sorted(".".join(file.with_suffix("").parts).removesuffix(".__init__") for file in files)


def asset_folders() -> list[Path]:
    """Folders of assets that programs read: all but the pictures of the README."""
    return sorted(f for f in (ROOT / "assets").iterdir() if f.is_dir() and f.name != "readme")


def stays(place: str) -> bool:
    """Whether a library's file belongs into a package. `place`: its path in there, with forward slashes."""
    if any(fnmatch(place, pattern) for pattern in _LEFT_OUT_FILES):
        return False
    path = PurePosixPath(place)
    if place.startswith("babel/locale-data/"):
        return path.stem in ("root", "en") or path.stem in _languages()
    if place.startswith("PySide6/") and "/plugins/" in place:
        return any(fnmatch(f"{path.parent.name}/{path.stem}", pattern) for pattern in QT_PLUGINS)
    return True


def _languages() -> set[str]:
    """Those of our catalogues; `ja@easy` is Japanese, too."""
    return {folder.name.partition("@")[0] for folder in (ROOT / "assets" / "locale").iterdir()}


def without_orphans(rows: Iterable[Row], needs: Callable[[str], Iterable[str]]) -> list[Row]:
    """`rows` without libraries that only files needed which did not stay. `needs(file)`: names that a file links."""
    by_name = {PurePosixPath(row[0]).name: row for row in rows if row[2] == "BINARY"}
    reached = [row for row in rows if not _may_be_orphan(row)]
    kept = set(reached)
    for row in reached:
        for name in needs(row[1]):
            found = by_name.get(name)
            if found is not None and found not in kept:
                kept.add(found)
                reached.append(found)
    return [row for row in rows if row in kept]


def _may_be_orphan(row: Row) -> bool:
    path = PurePosixPath(row[0])
    return row[2] == "BINARY" and str(path.parent) in _ONLY_IF_NEEDED and not path.name.startswith("libpython")


def without_dead_links(rows: Iterable[Row], targets: Iterable[Row]) -> list[Row]:
    """`rows` without links to files that did not stay among `targets`. A link's second part is where it leads."""
    places = {row[0] for row in targets}
    return [row for row in rows if row[2] != "SYMLINK" or row[1] in places]
