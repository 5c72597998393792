"""What a packaged program holds: everything that is loaded by name, and nothing that must stay out."""

import ast
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from kiosk.app.cli import main
from tests.support.packaging import ROOT, packaging_module

contents = packaging_module("contents")
PROGRAMS = ("kiosk", "desk", "demo")


def test_every_module_that_a_worker_is_told_to_start_is_packaged() -> None:
    told = {
        name
        for file in (ROOT / "kiosk").rglob("*.py")
        for name in re.findall(r'"(kiosk(?:\.\w+)+\.child)"', file.read_text(encoding="utf-8"))
    }
    assert told
    assert told <= set(contents.children())


def test_the_voice_takes_its_dictionary_along_and_leaves_the_second_one() -> None:
    (library,) = contents.with_files()
    found = find_spec(library)
    assert found is not None and found.submodule_search_locations
    folder = Path(found.submodule_search_locations[0])
    for file in (folder / "dictionary" / "sys.dic", *(folder / "htsvoice").glob("*.htsvoice")):
        assert file.is_file()
        assert contents.stays(file.relative_to(folder.parent).as_posix())
    assert not contents.stays("sudachidict_core/resources/system.dic")


def test_every_keeper_of_the_catalogue_is_packaged() -> None:
    assert {"drivers.camera.mock", "drivers.audio.mock"} <= set(contents.keepers())
    assert all(find_spec(name) for name in contents.keepers())


@pytest.mark.parametrize("program", PROGRAMS)
def test_nothing_that_touches_keys_by_itself_is_in_any_package(program: str) -> None:
    assert "kiosk.app.unattended" in contents.left_out(program)


@pytest.mark.parametrize("program", ["kiosk", "desk"])
def test_the_hub_and_the_demo_are_not_in_the_packages_of_the_two_ends(program: str) -> None:
    left_out = set(contents.left_out(program))
    assert {"kiosk.hub.server", "kiosk.app.hub_program", "kiosk.app.demo", "kiosk.app.seat"} <= left_out
    assert "kiosk.hub.server" not in contents.left_out("demo")


@pytest.mark.parametrize("program", PROGRAMS)
def test_nothing_that_stays_needs_at_its_start_what_is_left_out(program: str) -> None:
    left_out = set(contents.left_out(program))
    needed = {
        (name, wanted)
        for name in set(contents.our_modules()) - left_out
        for wanted in _needed_at_start(name)
        if wanted in left_out
    }
    assert not needed


def _needed_at_start(name: str) -> Iterator[str]:
    path = ROOT.joinpath(*name.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize(
    ("place", "stays"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", True),
        ("PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/translations/qtbase_ja.qm", False),
        ("babel/locale-data/ja.dat", True),
        ("babel/locale-data/sw_KE.dat", False),
        ("cv2/cv2.abi3.so", True),
    ],
)
def test_of_qt_and_babel_only_what_the_counter_uses_stays(place: str, stays: bool) -> None:
    assert contents.stays(place) is stays


def test_a_library_stays_as_long_as_something_that_stays_needs_it() -> None:
    rows = [
        ("PySide6/QtGui.abi3.so", "gui", "EXTENSION"),
        ("PySide6/Qt/lib/libQt6Gui.so.6", "qtgui", "BINARY"),
        ("libz.so.1", "z", "BINARY"),
        ("libgtk-3.so.0", "gtk", "BINARY"),
        ("libpython3.11.so.1.0", "python", "BINARY"),
        ("av.libs/libx264.so", "x264", "BINARY"),
    ]
    links = {"gui": ["libQt6Gui.so.6"], "qtgui": ["libz.so.1", "libc.so.6"], "gtk": ["libz.so.1"]}
    kept = contents.without_orphans(rows, lambda file: links.get(file, []))
    assert [row[0] for row in rows if row not in kept] == ["libgtk-3.so.0"]


def test_a_link_goes_with_the_file_that_it_leads_to() -> None:
    binaries = [("PySide6/Qt/lib/libQt6Gui.so.6", "/somewhere", "BINARY")]
    gui = ("libQt6Gui.so.6", "PySide6/Qt/lib/libQt6Gui.so.6", "SYMLINK")
    quick = ("libQt6Quick.so.6", "PySide6/Qt/lib/libQt6Quick.so.6", "SYMLINK")
    city = ("assets/city/aozora.toml", "/somewhere/else", "DATA")
    assert contents.without_dead_links([gui, quick, city], binaries) == [gui, city]


def test_programs_read_every_folder_of_assets_but_the_readmes() -> None:
    names = {folder.name for folder in contents.asset_folders()}
    assert {"city", "fonts", "icons", "locale"} <= names
    assert "readme" not in names


def test_a_packaged_program_is_meant_itself_and_offers_nothing_that_it_does_not_hold(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    held = {"kiosk.app.lifecycle", "kiosk.app.doctor"}
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", str(Path("/opt/madoguchi/kiosk/kiosk")))
    monkeypatch.setattr("kiosk.app.cli.find_spec", lambda name: name if name in held else None)
    assert main(["--config", "/nowhere/kiosk.toml"]) == 2
    assert "/nowhere/kiosk.toml: there is no such file" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["hub", "--config", "hub.toml"])
    assert "choose from" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["--prompter", "x", "--config", "/nowhere/kiosk.toml"])
    assert "unrecognized arguments: --prompter" in capsys.readouterr().err


def test_what_only_a_compiled_part_of_the_voice_loads_is_named() -> None:
    """PyInstaller does not look into it; without this module a packaged counter has no voice."""
    assert "pyopenjtalk._known_symbols" in contents.libraries()
