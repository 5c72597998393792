"""Every library that the programs carry is known with its licence, and none forbids what is done with it."""

import ast
import re
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.app.licences import SOURCES, Made, gaps, look_around, run_licences, write_licences
from kiosk.app.licences_table import licence_ids
from kiosk.app.licences_wheels import Wheel
from kiosk.app.version import VERSION
from tests.support.packaging import ROOT, packaging_module

LGPL_QT = {"QtCore", "QtDBus", "QtGui", "QtNetwork", "QtPrintSupport", "QtSvg", "QtTest", "QtWidgets"}
GPL_ONLY_QT = (
    "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
    "PySide6/Qt/lib/libQt6VirtualKeyboard.so.6",
    "PySide6/Qt/lib/libQt6Charts.so.6",
    "PySide6/QtCharts.abi3.so",
    "PySide6/Qt/lib/libQt6WaylandCompositor.so.6",
    "PySide6/Qt/lib/libQt6Lottie.so.6",
)


@pytest.fixture(scope="module")
def made() -> Made:
    return look_around()


def _with(made: Made, wheel: Wheel) -> Made:
    return replace(made, wheels=[wheel])


@pytest.mark.skipif(sys.platform != "linux", reason="the table lists what wheels for Linux carry")
def test_every_wheel_and_every_shared_object_of_it_has_a_licence_with_its_words(made: Made) -> None:
    assert {"av", "numpy", "pyside6-essentials", "opencv-python-headless"} <= {wheel.name for wheel in made.wheels}
    assert gaps(made) == []


def test_tools_of_developers_are_not_among_what_is_handed_on(made: Made) -> None:
    assert not {"pytest", "mypy", "pyinstaller"} & {wheel.name for wheel in made.wheels}


def test_a_new_shared_object_in_a_wheel_is_noticed(made: Made) -> None:
    av = next(wheel for wheel in made.wheels if wheel.name == "av")
    found = gaps(_with(made, replace(av, objects=(*av.objects, "av.libs/libxvidcore-1234.so.4"))))
    assert found == ["av: av.libs/libxvidcore-1234.so.4 is not listed in shared_objects.toml"]


def test_a_wheel_without_a_licence_or_without_its_words_is_noticed(made: Made) -> None:
    assert "newcomer: no licence is known" in gaps(_with(made, Wheel("newcomer", "1.0", "")))
    assert gaps(_with(made, Wheel("newcomer", "1.0", "EUPL-1.2"))) == ["newcomer: no words of EUPL-1.2"]


def test_a_library_within_a_wheel_is_never_covered_by_a_pattern_for_all_of_them(made: Made) -> None:
    patterns = [pattern for part in made.table.parts for pattern in part.files]
    assert not [pattern for pattern in patterns if re.search(r"\.libs/\W", pattern)]


@pytest.mark.parametrize("place", GPL_ONLY_QT)
def test_parts_of_qt_that_are_only_under_the_gpl_stay_out_of_packages(made: Made, place: str) -> None:
    part = made.table.part_of(place)
    assert part is not None
    assert part.left_out
    assert licence_ids(part.licence) == ["GPL-3.0-only"]


def test_what_stays_of_qt_in_a_package_is_under_the_lgpl(made: Made) -> None:
    contents = packaging_module("contents")
    qt = next(wheel for wheel in made.wheels if wheel.name == "pyside6-essentials")
    plugins = [place for place in qt.objects if "/plugins/" in place and contents.stays(place)]
    assert any("libqxcb" in place for place in plugins)
    for place in plugins:
        part = made.table.part_of(place)
        assert part is not None and not part.left_out, place
        assert part.licence == "LGPL-3.0-only"


def test_the_sources_use_no_part_of_qt_but_those_under_the_lgpl() -> None:
    files = [file for folder in ("kiosk", "ui", "drivers", "tests") for file in (ROOT / folder).rglob("*.py")]
    used = {name.split(".")[1] for file in files for name in _imports(file) if name.startswith("PySide6.")}
    assert {"QtCore", "QtWidgets"} <= used
    assert used <= LGPL_QT


def _imports(file: Path) -> list[str]:
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    froms = [f"{n.module}.{a.name}" for n in nodes if isinstance(n, ast.ImportFrom) and n.module for a in n.names]
    return froms + [a.name for n in nodes if isinstance(n, ast.Import) for a in n.names]


@pytest.mark.parametrize(
    ("started", "loads", "never"),
    [
        ("kiosk.eye.child, drivers.camera.mock", "cv2", "av"),
        ("kiosk.app.lifecycle, kiosk.media.media", "av", "cv2"),
        ("kiosk.app.lifecycle, kiosk.media.media", "av", "livekit"),
    ],
)
def test_openssl_1_and_x264_are_never_in_one_process(started: str, loads: str, never: str) -> None:
    """Their licences do not go together: OpenCV's wheel brings the one, PyAV's the other."""
    look = f"import sys, {started}; sys.exit(not ('{loads}' in sys.modules and '{never}' not in sys.modules))"
    assert subprocess.run([sys.executable, "-c", look], cwd=ROOT, check=False).returncode == 0


def test_the_notice_names_every_wheel_and_the_words_lie_beside_it(made: Made, tmp_path: Path) -> None:
    write_licences(made, tmp_path)
    notice = (tmp_path / "NOTICE.md").read_text(encoding="utf-8")
    for wheel in made.wheels:
        assert f"| {wheel.name} | {wheel.version} |" in notice
        assert not wheel.texts or len(list((tmp_path / "texts" / wheel.name).iterdir())) == len(wheel.texts)
    for name in (
        "standard/GPL-3.0.txt",
        "standard/LGPL-3.0.txt",
        "fonts/OFL.txt",
        "models/LICENSE.txt",
        "madoguchi/LICENSE",
    ):
        assert (tmp_path / "texts" / name).is_file()
    assert "x264" in notice and "GNU General Public License, version 3" in notice


def test_the_program_says_what_it_does_not_know(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("kiosk.app.licences.look_around", lambda: _with(made, Wheel("newcomer", "1.0", "")))
    assert run_licences(tmp_path) == 1
    assert "licences: newcomer: no licence is known" in capsys.readouterr().err
    assert (tmp_path / "NOTICE.md").is_file()


def test_the_standard_words_are_whole() -> None:
    for name, first in (
        ("GPL-3.0", "GNU GENERAL PUBLIC LICENSE"),
        ("LGPL-3.0", "GNU LESSER GENERAL PUBLIC LICENSE"),
        ("LGPL-2.1", "GNU LESSER GENERAL PUBLIC LICENSE"),
        ("GPL-2.0", "GNU GENERAL PUBLIC LICENSE"),
    ):
        text = (SOURCES / "standard" / f"{name}.txt").read_text(encoding="utf-8")
        assert text.lstrip().startswith(first)
        assert "END OF TERMS AND CONDITIONS" in text or name == "LGPL-3.0"


def test_the_version_is_the_projects() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        assert tomllib.load(file)["project"]["version"] == VERSION


def test_the_lock_of_the_packaging_tool_names_no_registry_and_pins_every_package_with_its_hashes() -> None:
    lock = (ROOT / "packaging" / "package.lock").read_text(encoding="utf-8")
    assert "://" not in lock and "find-links" not in lock and "index" not in lock
    packages = re.findall(r"^([A-Za-z0-9_.\[\]-]+)==\S+.*$", lock, flags=re.MULTILINE)
    assert "pyinstaller" in packages
    assert lock.count("--hash=sha256:") >= len(packages)
