"""Where a program finds its files and its siblings, as sources and packaged."""

import sys
from pathlib import Path

import pytest

from kiosk.app.places import assets, environment_outside, main_file, own_command


def test_from_sources_a_sibling_is_started_by_the_interpreter_with_main_py() -> None:
    assert own_command() == [sys.executable, str(main_file())]
    assert main_file().is_file()
    assert (assets() / "fonts").is_dir()


def test_a_packaged_program_starts_itself_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", str(Path("/opt/madoguchi/demo/demo")))
    assert own_command() == [str(Path("/opt/madoguchi/demo/demo"))]


def test_programs_of_the_system_do_not_get_the_libraries_of_a_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/madoguchi/demo/_internal:/opt/site")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/opt/site")
    assert environment_outside()["LD_LIBRARY_PATH"] == "/opt/site"
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG")
    assert "LD_LIBRARY_PATH" not in environment_outside()


def test_from_sources_programs_of_the_system_get_the_environment_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/site")
    assert environment_outside()["LD_LIBRARY_PATH"] == "/opt/site"
