"""The doctor's look at paper: what cannot be printed, and what would be kept, is said before a resident comes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.api.errors import DeviceMissing
from drivers.mock_room import RoomServer
from drivers.printer import cups_server
from kiosk.app.demo_actors import forget_run
from kiosk.app.demo_files import Run, RunFolder, make_run_folder, write_end_settings
from kiosk.app.demo_layout import lay_out_headless
from kiosk.app.doctor_printer import look_at_printer, look_at_slips
from kiosk.app.settings import EndSettings, read_end_settings
from kiosk.content.toml import BadFile
from kiosk.domain.languages import LANGUAGES
from tests.support.ends import CITY_FILE, aozora

MOCK = '[devices.printer]\ndriver = "mock"\n'


@pytest.fixture
def folder() -> Iterator[RunFolder]:
    made = make_run_folder()
    write_end_settings(made, Run(lay_out_headless()[0]), port=4711)
    yield made
    forget_run(made.root)


def _with(folder: RunFolder, old: str, new: str) -> tuple[EndSettings, Path]:
    config = folder.settings("kiosk")
    text = config.read_text(encoding="utf-8")
    assert old in text
    config.write_text(text.replace(old, new), encoding="utf-8")
    return read_end_settings(config), config


def test_everything_in_the_citys_file_can_be_printed(folder: RunFolder) -> None:
    city = aozora()
    each = max(map(len, (city.stops, city.topics, city.sections, city.outcomes)))
    assert look_at_slips(*_with(folder, MOCK, MOCK)) == f"{each * (len(LANGUAGES) - 1)}とおり 作れました"


def test_a_letter_that_no_font_has_is_named_with_the_file(folder: RunFolder) -> None:
    strange = folder.root / "city.toml"
    strange.write_text(
        CITY_FILE.read_text(encoding="utf-8").replace('area = "青葉"\nen.name = "Aoba', 'area = "青葉"\nen.name = "🦀')
    )
    with pytest.raises(BadFile, match=r"city\.toml: no font here has '🦀' \(U\+1F980\)"):
        look_at_slips(*_with(folder, f'file = "{CITY_FILE}"', f'file = "{strange}"'))


def test_a_pretended_printer_says_so_and_its_trouble_is_said_in_words(folder: RunFolder) -> None:
    settings = _with(folder, MOCK, MOCK)
    with RoomServer(folder.room) as server:
        assert look_at_printer(*settings) == "mock 使えます（本物では ありません）"
        server.room.unplug("van", "printer")
        with pytest.raises(DeviceMissing, match="unplugged"):
            look_at_printer(*settings)


def test_without_one_it_is_said_what_residents_see_instead(folder: RunFolder) -> None:
    assert look_at_printer(*_with(folder, MOCK, "")).startswith("注意: 設定が ありません")


def test_a_keeper_that_does_not_exist_and_one_without_a_name_are_told_with_the_file(folder: RunFolder) -> None:
    with pytest.raises(BadFile, match=r"devices\.printer: no printer is called 'fax'; there are mock, cups, qt, file"):
        look_at_printer(*_with(folder, MOCK, MOCK.replace("mock", "fax")))
    with pytest.raises(BadFile, match=r"devices\.printer: needs driver"):
        _with(folder, MOCK.replace("mock", "fax"), '[devices.printer]\nqueue = "q"\n')


def test_cups_that_keeps_papers_is_ill(folder: RunFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drivers.printer.cups_commands.Queue.installed", staticmethod(lambda: True))
    monkeypatch.setattr("drivers.printer.cups_commands.Queue.is_here", lambda queue: True)
    (folder.root / "cupsd.conf").write_text("PreserveJobHistory Yes\n")
    cups = f'[devices.printer]\ndriver = "cups"\nqueue = "q"\nconfig = "{folder.root}"\n'
    with pytest.raises(DeviceMissing, match="would keep residents' papers: PreserveJobFiles is not off"):
        look_at_printer(*_with(folder, MOCK, cups))
    assert cups_server.faults(folder.root)
