"""A program that has ended in order starts anew as the same process, with the command line that it was started with."""

import os
import sys
from typing import NoReturn

from kiosk.app.places import environment_outside, own_command, packaged
from kiosk.app.single import leave_the_place


def start_again() -> NoReturn:
    """Does not return: this process becomes the new one. Whoever watches it by its number sees no end."""
    leave_the_place()
    sys.stdout.flush()
    sys.stderr.flush()
    command = again_command()
    os.execve(command[0], command, _environment())  # noqa: S606  # our own command line, without a shell


def again_command() -> list[str]:
    """The same program with the same options; paths in them count from the same folder, which nobody leaves."""
    return [*own_command(), *sys.argv[1:]]


def _environment() -> dict[str, str]:
    """A package's launcher takes what it finds there for its own; it must begin as if nothing had run before."""
    environment = environment_outside()
    if packaged():
        environment["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    return environment
