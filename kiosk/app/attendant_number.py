"""The program `attendant-number`: sets the number that opens the attendant's panel. It is never shown or written."""

import getpass
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from kiosk.app.settings import EndSettings, beside, read_end_settings
from kiosk.content.toml import BadFile
from kiosk.domain.attendant_panel import LEAST_DIGITS, MOST_DIGITS, number_fault
from kiosk.records.attendant_number import check_file, write_number

REFUSED = 1


def run_attendant_number(config: Path) -> int:
    """Asks twice on a terminal, else reads one line; 1 if that is no good number, and the one before stays.

    Raises BadFile for settings that name no file, NoSecret if it cannot be written.
    """
    path = number_file(read_end_settings(config), config)
    if path is None:
        raise BadFile(f'{config}: attendant.number_file: is missing; write number_file = "attendant.number" there')
    number, fault = _asked_for(sys.stdin, getpass.getpass)
    if fault:
        sys.stderr.write(f"{fault}\n")
        return REFUSED
    write_number(path, number)
    sys.stdout.write(f"{path}: the number is set; it is asked for from now on\n")
    return 0


def number_file(settings: EndSettings, config: Path) -> Path | None:
    """Where the number lies; None where settings name no file."""
    name = settings.attendant.number_file
    return beside(config, name) if name is not None else None


def look_at_number(settings: EndSettings, config: Path) -> str:
    """The doctor's line. Raises NoSecret with what is to be done."""
    path = number_file(settings, config)
    if path is None:
        return "決めていません（[attendant] が ありません。係員の画面は 開きません）"
    check_file(path)
    return "あります"


def _asked_for(source: TextIO, ask: Callable[[str], str]) -> tuple[str, str]:
    """The number, and what is wrong with it."""
    if not source.isatty():
        number = source.readline().rstrip("\r\n")
        return number, number_fault(number)
    number = ask(f"Attendant's number, {LEAST_DIGITS} to {MOST_DIGITS} digits (it does not show): ")
    fault = number_fault(number)
    if not fault and ask("Once more: ") != number:
        fault = "the two numbers differ; nothing was changed"
    return number, fault
