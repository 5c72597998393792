"""The table of shared objects: which file is what, and under which licence; written by people, read here."""

import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Literal

import msgspec

from kiosk.content.toml import read_toml

_JOINTS = frozenset({"AND", "OR", "WITH"})


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """[[parts]]: a component, the patterns of its files, and where its licence's words are."""

    name: str
    files: tuple[str, ...]
    licence: str
    home: str
    texts: Literal["standard", "wheel", "system"] = "standard"
    copyright: str = ""
    left_out: str = ""


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file. `wheels`: licences of wheels that do not say theirs as an SPDX expression."""

    parts: tuple[Part, ...]
    wheels: dict[str, str]

    def part_of(self, place: str) -> Part | None:
        """What the file at `place` (with forward slashes) belongs to; None if it is not listed."""
        return next((part for part in self.parts if any(fnmatch(place, pattern) for pattern in part.files)), None)


def read_table(path: Path) -> Table:
    """The table of a file. Raises BadFile."""
    return read_toml(path, Table)


def licence_ids(expression: str) -> list[str]:
    """The licences (and exceptions) that an SPDX expression names."""
    words = re.findall(r"[A-Za-z0-9.+-]+", expression)
    return [word for word in dict.fromkeys(words) if word not in _JOINTS]


def standard_text(licence_id: str) -> str:
    """The file of a licence's words; "only" and "or later" have the same."""
    return licence_id.removesuffix("-only").removesuffix("-or-later") + ".txt"
