"""The words of NOTICE.md, for whoever gets a packaged program: its licences, and where its sources are."""

from collections.abc import Iterable

from kiosk.app.licences_table import Part

_HEAD = """# Madoguchi: what it is made of

The sources of Madoguchi are under the Apache License 2.0 (texts/madoguchi/LICENSE).

A packaged program (the folder that this file came in) is offered under the GNU General Public License, version 3
(texts/standard/GPL-3.0.txt), for as long as it carries PyAV's wheel, whose FFmpeg is linked with x264 and x265. Whoever
hands it on also offers the sources: those of Madoguchi, and those of every part below at the version that is named,
from the address beside it.

Qt and Qt for Python are used under the GNU Lesser General Public License, version 3 (texts/standard/LGPL-3.0.txt).
Their libraries are files of their own, in `_internal/PySide6` and `_internal/shiboken6`, and may be replaced by others
that are compatible. Parts of Qt that are only under the GPL are left out.

The fonts are under the SIL Open Font License (texts/fonts). What unpacks and starts a package is PyInstaller's, under
the GPL with an exception for what it starts (texts/pyinstaller).

OpenCV's wheel carries OpenSSL 1.1.1, whose licence asks for this line: this product includes software developed by the
OpenSSL Project for use in the OpenSSL Toolkit (https://www.openssl.org/).
"""

_WHERE = {"standard": "texts/standard", "wheel": "texts of its wheel", "system": "texts/system"}


def notice(wheels: Iterable[tuple[str, str, str]], parts: Iterable[Part]) -> str:
    """NOTICE.md in Markdown. `wheels`: name, version, licence of each."""
    lines = [_HEAD, "## Python packages", "", "| Package | Version | Licence |", "|---|---|---|"]
    lines += [f"| {name} | {version} | {licence} |" for name, version, licence in wheels]
    lines += [
        "",
        "The words of their licences are in texts/, in folders of these names; Qt's are in texts/standard.",
        "",
    ]
    lines += ["## Shared objects", "", "| Part | Licence | Its words | Sources | Copyright |", "|---|---|---|---|---|"]
    lines += [_row(part) for part in parts if not part.left_out]
    lines += ["", "## Left out of packaged programs", ""]
    lines += [f"- {part.name}: {part.left_out}" for part in parts if part.left_out]
    return "\n".join(lines) + "\n"


def _row(part: Part) -> str:
    return f"| {part.name} | {part.licence} | {_WHERE[part.texts]} | {part.home} | {part.copyright} |"
