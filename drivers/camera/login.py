"""A network camera's login: one line in a file that only its owner may read, never in settings or addresses."""

import os
import stat
from pathlib import Path

from drivers.api.errors import DeviceMissing


def read_login(path: str) -> tuple[str, str]:
    """Name and password. Raises DeviceMissing with what is wrong with the file."""
    file = Path(path)
    try:
        mode = file.stat().st_mode
        line = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise DeviceMissing(f"login_file {path}: cannot be read") from None
    if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        raise DeviceMissing(f"login_file {path}: others can read it; 'chmod 600' it and change the password")
    name, colon, password = line.partition(":")
    if not (name and colon and password) or "\n" in line:
        raise DeviceMissing(f"login_file {path}: needs one line NAME:PASSWORD")
    return name, password
