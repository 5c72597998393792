"""Enrolment: a token for the device, its hash for the hub, and never the one in place of the other."""

from pathlib import Path

import pytest

from kiosk.app.cli import main
from kiosk.app.registry_file import DeviceRow, enrol, read_registry
from kiosk.content.toml import BadFile

CLERKS = '[[clerks]]\nid = "sato"\nname = "佐藤"\nsection = "shimin"\n'


def test_an_enrolled_device_is_known_by_its_token(tmp_path: Path) -> None:
    registry = tmp_path / "registry.toml"
    registry.write_text(CLERKS, encoding="utf-8")
    enrol(registry, DeviceRow("kiosk-1", "kiosk", "", ""), tmp_path / "k.token")
    enrol(registry, DeviceRow("desk-1", "desk", "", "", clerk="sato"), tmp_path / "d.token")
    token = (tmp_path / "k.token").read_text().strip()
    assert token not in registry.read_text(encoding="utf-8")
    known = read_registry(registry)
    assert known.check("kiosk-1", token, "kiosk") is not None
    assert known.check("kiosk-1", token, "desk") is None
    assert known.check("desk-1", token, "desk") is None


def test_enrolling_twice_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    registry = tmp_path / "registry.toml"
    enrol(registry, DeviceRow("kiosk-1", "kiosk", "", ""), tmp_path / "k.token")
    before = registry.read_text(encoding="utf-8")
    with pytest.raises(BadFile, match="enrolled already"):
        enrol(registry, DeviceRow("kiosk-1", "kiosk", "", ""), tmp_path / "k2.token")
    assert registry.read_text(encoding="utf-8") == before
    assert not (tmp_path / "k2.token").exists()


def test_a_desk_without_a_clerk_is_said(tmp_path: Path) -> None:
    registry = tmp_path / "registry.toml"
    enrol(registry, DeviceRow("desk-1", "desk", "", ""), tmp_path / "d.token")
    with pytest.raises(BadFile, match="no known clerk"):
        read_registry(registry)


def test_the_program_enrols(tmp_path: Path) -> None:
    line = f"enrol --registry {tmp_path}/r.toml --device kiosk-1 --role kiosk --token-file {tmp_path}/t"
    assert main(line.split()) == 0
    assert (tmp_path / "t").stat().st_mode & 0o777 == 0o600
