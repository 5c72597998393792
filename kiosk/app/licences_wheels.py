"""The wheels that the programs need, as they are installed here: names, licences, their texts, their shared objects."""

import contextlib
import re
import tomllib
from dataclasses import dataclass
from importlib.metadata import Distribution, PackagePath, distribution
from pathlib import Path

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_OBJECT = re.compile(r"\.(so(\.\w+)*|dll|pyd|dylib)$")
_TEXT = re.compile(r"\.dist-info/(licenses/|(LICEN[CS]E|COPYING|NOTICE|AUTHORS))[^/]*", re.IGNORECASE)
_TEXT_INSIDE = re.compile(r"/LICEN[CS]E[^/]*$", re.IGNORECASE)
"""Where a wheel's words stand beside its library instead."""
_ALSO_INSIDE = re.compile(r"^pyopenjtalk/(htsvoice/LICENSE|dictionary/COPYING)[^/]*$")
"""Words for what a wheel has taken in from others: a voice, a dictionary."""


@dataclass(frozen=True)
class Wheel:
    """One installed wheel. `licence`: what it says of itself, "" unless that is an SPDX expression."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...] = ()
    objects: tuple[str, ...] = ()
    """Places within the installed packages, with forward slashes."""


def needed_wheels(pyproject: Path) -> list[Wheel]:
    """The project's dependencies and theirs, by name. Raises PackageNotFoundError if one is not installed."""
    with pyproject.open("rb") as file:
        waiting = [Requirement(line) for line in tomllib.load(file)["project"]["dependencies"]]
    found: dict[str, Wheel] = {}
    for requirement in waiting:
        name = canonicalize_name(requirement.name)
        if name in found or not _wanted(requirement):
            continue
        installed = distribution(requirement.name)
        found[name] = _wheel(name, installed)
        waiting += [Requirement(line) for line in installed.requires or ()]
    return [found[name] for name in sorted(found)]


def is_object(place: str) -> bool:
    """Whether a file is a shared object."""
    return _OBJECT.search(place) is not None


def _wanted(requirement: Requirement) -> bool:
    # "extra" is empty: what is only wanted with an extra is not installed for us.
    return requirement.marker is None or requirement.marker.evaluate({"extra": ""})


def _wheel(name: str, installed: Distribution) -> Wheel:
    files = installed.files or []
    texts = [file for file in files if _TEXT.search(file.as_posix()) and file.suffix != ".py"]
    texts += [file for file in files if _is_inside(texts, file.as_posix())]
    return Wheel(
        name,
        installed.version,
        _expression(installed),
        tuple(Path(str(file.locate())) for file in texts),
        tuple(sorted(file.as_posix() for file in files if is_object(file.as_posix()))),
    )


def _is_inside(texts: list[PackagePath], place: str) -> bool:
    return _ALSO_INSIDE.search(place) is not None or (not texts and _TEXT_INSIDE.search(place) is not None)


def _expression(installed: Distribution) -> str:
    for key in ("License-Expression", "License"):
        said = installed.metadata.get_all(key) or [""]
        with contextlib.suppress(InvalidLicenseExpression):
            return str(canonicalize_license_expression(said[0]))
    return ""
