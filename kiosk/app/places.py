"""Where the program's own files lie and how it starts its siblings, as sources and as a packaged program."""

import os
import sys
from pathlib import Path

_SEARCH_PATH = "LD_LIBRARY_PATH"


def packaged() -> bool:
    """Whether this is a packaged program rather than sources with an interpreter."""
    return bool(getattr(sys, "frozen", False))


def root() -> Path:
    """The folder that holds our modules and assets: the checkout, or the inside of a package."""
    return Path(__file__).resolve().parents[2]


def assets() -> Path:
    """The folder `assets` of this installation."""
    return root() / "assets"


def main_file() -> Path:
    """main.py of a checkout."""
    return root() / "main.py"


def own_command() -> list[str]:
    """How this program is started again, to be followed by the name of a program and its options."""
    return [sys.executable] if packaged() else [sys.executable, str(main_file())]


def environment_outside() -> dict[str, str]:
    """The environment for programs of the system: a package's own libraries are not for them."""
    environment = dict(os.environ)
    if packaged():
        before = environment.pop(f"{_SEARCH_PATH}_ORIG", None)
        environment.pop(_SEARCH_PATH, None)
        if before:
            environment[_SEARCH_PATH] = before
    return environment
