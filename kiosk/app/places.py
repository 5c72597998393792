"""Where the program's own files lie, unfrozen and frozen."""

import sys
from pathlib import Path


def assets() -> Path:
    """The folder `assets` of this installation."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parents[2]
    return root / "assets"


def main_file() -> Path:
    """main.py of this installation (unfrozen)."""
    return Path(__file__).resolve().parents[2] / "main.py"
