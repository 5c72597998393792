"""Both ends' eyes may understand paper: what the settings say reaches eye, snapshot, media and the other end's page."""

from collections.abc import Callable, Iterator
from datetime import date

import cv2
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from kiosk.app.demo_actors import forget_run
from kiosk.app.demo_files import Run, RunFolder, make_run_folder, write_end_settings
from kiosk.app.demo_layout import lay_out_headless
from kiosk.app.settings import read_end_settings
from kiosk.app.wiring import End, Origin
from kiosk.content.calibration import Calibration, write_calibration
from kiosk.content.toml import BadFile
from kiosk.domain.annotation import Canvas
from kiosk.domain.ids import Role, Side
from kiosk.domain.lying import Lying
from kiosk.domain.page import Page, sheet_id

ENDS: list[tuple[Role, Side, Side]] = [("kiosk", "van", "office"), ("desk", "office", "van")]
TABLE = bytes(cv2.imencode(".png", np.full((720, 1280, 3), 90, np.uint8))[1])
Make = Callable[[Role, bool], End]


@pytest.fixture
def folder() -> Iterator[RunFolder]:
    made = make_run_folder()
    yield made
    forget_run(made.root)


@pytest.fixture
def make(folder: RunFolder, qtbot: QtBot) -> Make:
    """An end with or without [paper]; no device is opened."""

    def made(role: Role, paper: bool) -> End:
        for file in (folder.calibration, folder.desk_calibration):
            write_calibration(file, Calibration(date(2026, 11, 22), 1280, 720, 2.18, TABLE))
        write_end_settings(folder, Run(lay_out_headless()[0], paper=paper, desk_paper=paper), port=1)
        config = folder.settings(role)
        return End(Origin(role, read_end_settings(config), config))

    return made


@pytest.mark.parametrize(("role", "own", "_their"), ENDS)
def test_an_end_with_paper_understands_its_own_tray(make: Make, role: Role, own: Side, _their: Side) -> None:
    end = make(role, True)
    assert end.flows.store.snapshot.lying == {own: Lying()}
    paper = end.senses.eyes["document"]._plan.paper
    assert paper is not None and (paper.side, paper.px_per_mm) == (own, 2.18)
    assert end._media_ends().stills is end.senses.eyes["document"].stills


@pytest.mark.parametrize(("role", "_own", "their"), ENDS)
def test_an_end_without_paper_shows_its_tray_as_a_whole_and_sends_no_stills(
    make: Make, role: Role, _own: Side, their: Side
) -> None:
    end = make(role, False)
    assert end.flows.store.snapshot.lying == {}
    assert end.senses.eyes["document"]._plan.paper is None
    assert end._media_ends().stills is None


@pytest.mark.parametrize("paper", [True, False])
@pytest.mark.parametrize(("role", "_own", "their"), ENDS)
def test_both_ends_take_stills_of_the_other_ends_sheets_whatever_they_understand_themselves(
    make: Make, role: Role, _own: Side, their: Side, paper: bool
) -> None:
    end = make(role, paper)
    assert end._media_ends().far_stills is end._far_page is end.senses.far_page
    page = Page(sheet_id(their, 7), 210.0, 297.0)
    end.flows.store.change(marks=Canvas().with_page(page).with_page(Page(sheet_id(_own, 8), 210.0, 297.0)))
    assert (end._page_of(7), end._page_of(8)) == (page, None)


def test_a_kiosk_begins_no_reader_before_a_still_comes_and_a_desk_has_one_with_the_call(make: Make) -> None:
    assert [make(role, True)._media_ends().far_stills_from_the_start for role, _, _ in ENDS] == [False, True]


def test_a_desk_keeps_the_residents_sheets_for_its_list_and_a_kiosk_keeps_none_of_the_clerks(make: Make) -> None:
    assert [make(role, True)._far_page.keeps for role, _, _ in ENDS] == [False, True]


def test_a_desks_calibration_that_is_not_there_is_named_before_anything_is_opened(folder: RunFolder) -> None:
    write_end_settings(folder, Run(lay_out_headless()[0], desk_paper=True), port=1)
    config = folder.settings("desk")
    with pytest.raises(BadFile, match=r"desk-document\.toml: there is no such file"):
        End(Origin("desk", read_end_settings(config), config))
