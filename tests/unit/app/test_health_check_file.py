"""The file of a city's health checks: read when it rests, and wrong only once."""

from pathlib import Path

import pytest

from kiosk.app.cli import main
from kiosk.app.health_check_file import HealthCheckFile
from kiosk.app.settings import read_hub_settings
from kiosk.content.toml import BadFile
from kiosk.hub.health_checks import Listing

HEAD = "number,date,start,end,place,what,free\n"
SLOT = "{},2026-12-08,9:00,10:00,保健センター,特定健診,3\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(HEAD + SLOT.format(1), encoding="utf-8")
    return path


def numbers(listing: Listing | None) -> list[int] | None:
    return None if listing is None else [slot.number for slot in listing.slots]


def test_the_first_look_reads_and_the_next_ones_find_nothing_new(path: Path) -> None:
    file = HealthCheckFile(path)
    assert numbers(file.look()) == [1]
    assert file.look() is file.look() is None


def test_a_file_that_grows_between_two_looks_is_not_read(path: Path) -> None:
    file = HealthCheckFile(path)
    file.look()
    for number in (2, 3, 4):
        with path.open("a", encoding="utf-8") as more:
            more.write(SLOT.format(number))
        assert file.look() is None
    assert numbers(file.look()) == [1, 2, 3, 4]


def test_a_file_that_is_put_in_the_place_of_the_old_one_is_found(path: Path, tmp_path: Path) -> None:
    file = HealthCheckFile(path)
    file.look()
    new = tmp_path / "new.csv"
    new.write_text(HEAD + SLOT.format(7), encoding="utf-8")
    new.replace(path)
    assert file.look() is None
    assert numbers(file.look()) == [7]


def test_what_is_wrong_is_told_once(path: Path) -> None:
    file = HealthCheckFile(path)
    file.look()
    path.unlink()
    assert file.look() is None
    wrong = file.look()
    assert wrong is not None and "FileNotFoundError" in wrong.faults[0]
    assert file.look() is None


def test_a_list_that_was_never_there_is_told_at_once_and_found_when_it_comes(path: Path) -> None:
    written = path.read_bytes()
    path.unlink()
    file = HealthCheckFile(path)
    wrong = file.look()
    assert wrong is not None and wrong.faults
    assert file.look() is None
    path.write_bytes(written)
    assert (file.look(), numbers(file.look())) == (None, [1])


def test_the_program_says_what_a_list_holds_or_what_is_wrong(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["health-checks", str(path)]) == 0
    assert capsys.readouterr().out.startswith("1 slots, ")
    path.write_text(HEAD + SLOT.format("one") + SLOT.format("two"), encoding="utf-8")
    assert main(["health-checks", str(path)]) == 2
    said = capsys.readouterr().err
    assert "line 2: number: 'one'" in said and "line 3: number: 'two'" in said


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('list = "x.csv"\nphone = "call us"', "health_checks.phone"),
        ('phone = "0000-00-1240"', "the key 'list' is missing"),
        ('list = "x.csv"\nphone = "0000-00-1240"\nweb = "http://a.jp/{number}"', "health_checks.web"),
        ('list = "x.csv"\nphone = "0000-00-1240"\nweb = "https://a.jp/"', "has {number} in it once"),
        ('list = "x.csv"\nphone = "0000-00-1240"\nwebsite = "https://a.jp/"', "allowed here: list, phone, web"),
    ],
)
def test_a_mistake_in_the_settings_is_said(tmp_path: Path, table: str, said: str) -> None:
    path = tmp_path / "hub.toml"
    path.write_text(f'city = "c.toml"\nregistry = "r.toml"\n[health_checks]\n{table}\n', encoding="utf-8")
    with pytest.raises(BadFile, match=r"hub\.toml") as wrong:
        read_hub_settings(path)
    assert said in str(wrong.value)
