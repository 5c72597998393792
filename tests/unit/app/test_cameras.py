"""What a document eye is told of paper: from the settings, the calibration and the forms; mistakes are said at once."""

from datetime import date
from pathlib import Path

import cv2
import msgspec
import numpy as np
import pytest

from kiosk.app.cameras import cable_plan, known_forms, paper_plan
from kiosk.app.settings import (
    CityFiles,
    Devices,
    EndSettings,
    HubLine,
    MockRoom,
    OptionValue,
    Paper,
    PictureSize,
    Video,
)
from kiosk.content.calibration import Calibration, write_calibration
from kiosk.content.toml import BadFile
from kiosk.domain.ids import Side
from kiosk.eye.plan import CablePlan, EyePlan, PaperPlan

TABLE = bytes(cv2.imencode(".png", np.full((1080, 1920, 3), 90, np.uint8))[1])
MADE = Calibration(date(2026, 11, 22), 1920, 1080, 3.27, TABLE)


def settings(paper: Paper | None, size: PictureSize) -> EndSettings:
    mocks: dict[str, str | int | float | bool] = {"driver": "mock"}
    return EndSettings(
        HubLine("ws://127.0.0.1:1/v1", "kiosk-1"),
        CityFiles("city.toml"),
        Devices(mocks, mocks, mocks),
        paper=paper,
        video=Video(document=size),
    )


FULL = PictureSize(1920, 1080)


def plan_of(settings: EndSettings, config: Path, side: Side = "van") -> PaperPlan | None:
    return paper_plan(settings, config, known_forms(settings, config), side)


def test_without_paper_an_eye_shows_its_tray_alone(tmp_path: Path) -> None:
    assert plan_of(settings(None, FULL), tmp_path / "kiosk.toml") is None


def test_calibration_sizes_and_forms_come_together(tmp_path: Path) -> None:
    write_calibration(tmp_path / "camera.toml", MADE)
    plan = plan_of(settings(Paper("camera.toml"), FULL), tmp_path / "kiosk.toml")
    assert plan is not None
    assert (plan.px_per_mm, plan.empty, plan.side) == (3.27, TABLE, "van")
    assert {form.id for form in plan.forms} == {
        known.form.id for known in known_forms(settings(None, FULL), tmp_path / "kiosk.toml")
    }
    assert {(210.0, 297.0), (85.6, 53.98)} <= set(plan.sizes)
    assert len(set(plan.sizes)) == len(plan.sizes)


@pytest.mark.parametrize("side", ["van", "office"])
def test_an_eye_names_its_sheets_by_its_own_side(tmp_path: Path, side: Side) -> None:
    write_calibration(tmp_path / "camera.toml", MADE)
    plan = plan_of(settings(Paper("camera.toml"), FULL), tmp_path / "desk.toml", side)
    assert plan is not None and plan.side == side


def test_a_calibration_for_other_pictures_is_refused(tmp_path: Path) -> None:
    write_calibration(tmp_path / "camera.toml", MADE)
    with pytest.raises(BadFile, match=r"is for pictures of 1920x1080, video\.document has 1280x720; calibrate"):
        plan_of(settings(Paper("camera.toml"), PictureSize()), tmp_path / "kiosk.toml")


def test_a_calibration_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"camera\.toml: there is no such file"):
        plan_of(settings(Paper("camera.toml"), FULL), tmp_path / "kiosk.toml")


def test_a_folder_without_forms_is_said(tmp_path: Path) -> None:
    write_calibration(tmp_path / "camera.toml", MADE)
    (tmp_path / "own").mkdir()
    with pytest.raises(BadFile, match="there is no form here"):
        plan_of(settings(Paper("camera.toml", forms="own"), FULL), tmp_path / "kiosk.toml")


def test_sheets_have_sizes_that_a_tray_can_hold() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"calibration": "c.toml", "sizes": [[5, 297]]}, Paper)


def _wired(cable: dict[str, OptionValue] | None, paper: bool = True) -> EndSettings:
    made = settings(Paper("camera.toml") if paper else None, FULL)
    document: dict[str, OptionValue] = {"driver": "opencv", "device": "/dev/video2"}
    devices = msgspec.structs.replace(made.devices, document_camera=document, phone_cable=cable)
    return msgspec.structs.replace(made, devices=devices, mock_room=MockRoom("room.sock"))


def test_a_cable_gives_pictures_in_the_size_of_the_camera_that_it_stands_for(tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    assert cable_plan(_wired(None), config) is None
    real = cable_plan(_wired({"driver": "opencv", "device": "HDMI"}), config)
    assert real is not None and real.driver == "opencv"
    assert real.options == {"device": "HDMI", "width": 1920, "height": 1080, "fps": 15}, "nothing of a pretend world"
    mock = cable_plan(_wired({"driver": "mock", "scene": "cable"}), config)
    assert mock is not None and mock.options["room"] == "room.sock"


@pytest.mark.parametrize(
    ("cable", "paper", "said"),
    [
        ({"driver": "mock"}, False, r"devices\.phone_cable\.driver: needs \[paper\]"),
        (
            {"driver": "opencv", "device": "/dev/video2"},
            True,
            r"phone_cable\.device: /dev/video2 is the document_camera",
        ),
        ({"driver": "hdmi"}, True, r"phone_cable\.driver: no camera is called 'hdmi'"),
        ({"driver": "mock", "scene": "wall"}, True, r"phone_cable\.scene: .*'cable'"),
    ],
)
def test_a_cable_that_cannot_work_is_said(
    tmp_path: Path, cable: dict[str, OptionValue], paper: bool, said: str
) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text("", encoding="utf-8")
    with pytest.raises(BadFile, match=said):
        cable_plan(_wired(cable, paper), config)


def test_an_eye_that_understands_no_paper_has_no_cable() -> None:
    with pytest.raises(ValueError, match="a cable needs an eye that understands paper"):
        EyePlan("document", "mock", cable=CablePlan("mock"))
