"""Licences are laid into a package whole, with those of the system's libraries that it took along."""

import shutil
from pathlib import Path

import pytest

from tests.support.packaging import packaging_module

notices = packaging_module("notices")


def test_a_package_gets_what_was_written_and_the_words_for_what_was_taken_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, program, words = tmp_path / "written", tmp_path / "kiosk", tmp_path / "words.txt"
    (written / "texts" / "av").mkdir(parents=True)
    (written / "texts" / "av" / "LICENSE.txt").write_text("of PyAV")
    (written / "NOTICE.md").write_text("# notice")
    words.write_text("of zlib")
    monkeypatch.setattr(notices, "system_texts", lambda sources: {"zlib1g": words} if sources == ["/lib/z"] else {})
    monkeypatch.setattr(notices, "pyinstaller_licence", lambda: words)
    notices.lay_notices(program, written, ["/lib/z"])
    laid = {file.relative_to(program).as_posix() for file in program.rglob("*") if file.is_file()}
    assert laid == {
        "licences/NOTICE.md",
        "licences/texts/av/LICENSE.txt",
        "licences/texts/pyinstaller/COPYING.txt",
        "licences/texts/system/zlib1g.txt",
    }


def test_nothing_is_packaged_before_its_licences_are_written(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        notices.lay_notices(tmp_path / "kiosk", tmp_path / "nothing", [])


@pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="needs Debian's package list")
def test_a_library_of_the_system_is_known_by_its_debian_package() -> None:
    libraries = [str(file) for file in Path("/usr/lib").glob("*/libxcb-cursor.so.0")]
    assert libraries, "packaging/setup/apt-packages.txt brings it"
    texts = notices.system_texts([*libraries, "/somewhere/else/libz.so.1"])
    assert list(texts) == ["libxcb-cursor0"]
    assert texts["libxcb-cursor0"].is_file()
