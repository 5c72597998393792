"""What weighs how much in a packaged program, by part."""

from collections import Counter
from pathlib import Path, PurePosixPath

MB = 1_000_000
_INSIDE = "_internal/"
_PARTS = (
    ("Qt", ("PySide6", "shiboken6")),
    ("PyAV and FFmpeg", ("av", "av.libs")),
    ("OpenCV", ("cv2", "opencv_python_headless.libs")),
    ("NumPy", ("numpy", "numpy.libs")),
    ("cryptography and SRTP", ("cryptography", "pylibsrtp", "libcrypto", "libssl")),
    ("Python", ("libpython", "python3", "base_library.zip")),
    ("our assets", ("assets",)),
)


def part_of(place: str) -> str:
    """The part that a file of the package belongs to. `place`: its path in the folder, with forward slashes."""
    if not place.startswith(_INSIDE):
        return "licences" if place.startswith("licences/") else "all Python modules, in the program's file"
    first = PurePosixPath(place.removeprefix(_INSIDE)).parts[0]
    for part, names in _PARTS:
        if any(first == name or (name.startswith(("lib", "python3")) and first.startswith(name)) for name in names):
            return part
    return "libraries of the system" if first.startswith("lib") else "other libraries"


def weigh(folder: Path) -> dict[str, int]:
    """Bytes by part, heaviest first. Links count nothing: what they lead to is in the folder, too."""
    bytes_by_part: Counter[str] = Counter()
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            bytes_by_part[part_of(file.relative_to(folder).as_posix())] += file.stat().st_size
    return dict(bytes_by_part.most_common())
