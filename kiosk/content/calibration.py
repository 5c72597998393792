"""What `main.py calibrate` learned of one document camera: a small TOML file, and the picture of the empty table."""

import datetime
import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from kiosk.content.png import is_whole, png_header
from kiosk.content.toml import BadFile, read_toml

_Side = Annotated[int, Meta(ge=160, le=8192)]
_Scale = Annotated[float, Meta(gt=0.5, lt=50)]


@dataclass(frozen=True)
class Calibration:
    """`width` and `height` in pixels of the pictures that it holds for; `px_per_mm` in them; `empty` is a PNG file of
    the empty table in that size."""

    made_on: datetime.date
    width: int
    height: int
    px_per_mm: float
    empty: bytes

    def fits(self, width: int, height: int) -> bool:
        """Whether it holds for pictures of that size."""
        return (self.width, self.height) == (width, height)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    made_on: datetime.date
    width: _Side
    height: _Side
    px_per_mm: _Scale
    empty: Annotated[str, Meta(pattern=r"^[^/\\]+\.png$")]


def read_calibration(path: Path) -> Calibration:
    """Raises BadFile with what to do."""
    read = read_toml(path, _File)
    picture = path.parent / read.empty
    try:
        empty = picture.read_bytes()
    except OSError as error:
        raise BadFile(f"{picture}: cannot be read ({type(error).__name__}); calibrate the camera anew") from None
    header = png_header(empty)
    if header is None or header[:2] != (read.width, read.height) or not is_whole(empty):
        raise BadFile(f"{picture}: is no whole picture of {read.width}x{read.height}; calibrate the camera anew")
    return Calibration(read.made_on, read.width, read.height, read.px_per_mm, empty)


def write_calibration(path: Path, calibration: Calibration) -> None:
    """The picture first, under a name of its own, then the file that names it: whoever reads between the two finds the
    one before, whole. Raises OSError."""
    before = _named(path)
    name = f"{path.stem}.{hashlib.sha256(calibration.empty).hexdigest()[:12]}.png"
    _put(path.parent / name, calibration.empty)
    lines = (
        f"made_on = {calibration.made_on.isoformat()}",
        f"width = {calibration.width}",
        f"height = {calibration.height}",
        f"px_per_mm = {calibration.px_per_mm:.4f}",
        f'empty = "{name}"',
    )
    _put(path, ("\n".join(lines) + "\n").encode())
    if before is not None and before != name:
        (path.parent / before).unlink(missing_ok=True)


def _named(path: Path) -> str | None:
    try:
        return read_toml(path, _File).empty
    except BadFile:
        return None


def _put(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
