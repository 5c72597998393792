"""The city of a van without a hub: the newest valid file is kept, and nothing invalid ever replaces it."""

import logging
from pathlib import Path

import pytest

from kiosk.app.city_keeping import CityKeeping
from kiosk.content.toml import BadFile
from tests.support.ends import CITY_FILE

INSTALLED = CITY_FILE.read_text(encoding="utf-8")
NEWER = INSTALLED.replace('name = "あおぞら市"', 'name = "ゆうやけ市"', 1)
INVALID = INSTALLED.replace('section = "shimin"', 'section = "nowhere"', 1)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept.toml"


@pytest.fixture
def keeping(tmp_path: Path, kept: Path) -> CityKeeping:
    installed = tmp_path / "city.toml"
    installed.write_text(INSTALLED, encoding="utf-8")
    return CityKeeping(installed, kept)


def test_a_new_van_begins_with_the_installed_city(keeping: CityKeeping) -> None:
    assert keeping.first().name == "あおぞら市"


def test_what_the_hub_served_is_the_first_after_a_restart(keeping: CityKeeping, kept: Path) -> None:
    city = keeping.take(NEWER)
    assert city is not None
    assert city.name == "ゆうやけ市"
    assert kept.read_text(encoding="utf-8") == NEWER
    assert keeping.first().name == "ゆうやけ市"


@pytest.mark.parametrize("broken", [b"", b"name = ", b"\xff\xfe\x00", INVALID.encode()])
def test_a_broken_kept_file_gives_way_to_the_installed_one_and_to_the_hubs_next(
    keeping: CityKeeping, kept: Path, broken: bytes
) -> None:
    kept.write_bytes(broken)
    assert keeping.first().name == "あおぞら市"
    assert keeping.take(NEWER) is not None
    assert keeping.first().name == "ゆうやけ市"


@pytest.mark.parametrize("wrong", ["", "name = ", INVALID], ids=["empty", "not TOML", "a topic without section"])
def test_an_invalid_city_of_the_hub_changes_nothing(keeping: CityKeeping, kept: Path, wrong: str) -> None:
    keeping.take(NEWER)
    assert keeping.take(wrong) is None
    assert kept.read_text(encoding="utf-8") == NEWER


def test_the_same_text_again_is_not_written_again(keeping: CityKeeping, kept: Path) -> None:
    keeping.take(NEWER)
    before = kept.stat().st_ino
    keeping.take(NEWER)
    assert kept.stat().st_ino == before


def test_a_disk_that_fills_up_half_way_leaves_the_file_before_whole(
    keeping: CityKeeping, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping.take(NEWER)

    def fill_up(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[:100])
        raise OSError(28, "no space left")

    monkeypatch.setattr(Path, "write_bytes", fill_up)
    city = keeping.take(INSTALLED)
    assert city is not None
    assert city.name == "あおぞら市", "it is shown although it cannot be kept"
    assert kept.read_text(encoding="utf-8") == NEWER


def test_a_folder_that_cannot_be_written_costs_a_warning_only(
    tmp_path: Path, keeping: CityKeeping, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    nowhere = CityKeeping(tmp_path / "city.toml", tmp_path / "city.toml" / "kept.toml")
    assert nowhere.take(NEWER) is not None
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "could not be kept" in caplog.text


def test_an_end_that_keeps_nothing_takes_the_hubs_city_for_the_day(tmp_path: Path, keeping: CityKeeping) -> None:
    forgetful = CityKeeping(tmp_path / "city.toml", None)
    assert forgetful.take(NEWER) is not None
    assert forgetful.first().name == "あおぞら市"


def test_a_wrong_installation_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"city\.toml"):
        CityKeeping(tmp_path / "city.toml", None).first()
