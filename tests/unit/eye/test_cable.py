"""An eye's child has one camera open at a time: the table's, or the one at the end of a cable while that is wanted."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import cast

import cv2
import numpy as np
import pytest

from drivers.api.camera import Camera
from drivers.api.errors import DeviceLost, DeviceMissing
from drivers.api.frame import Frame
from kiosk.domain.phone_help import PhoneHelp
from kiosk.domain.privacy import Gate
from kiosk.domain.snapshot import Health
from kiosk.eye import child
from kiosk.eye.child import _Seeing
from kiosk.eye.plan import (
    CablePlan,
    EyePlan,
    EyeReport,
    Lies,
    Lost,
    PaperPlan,
    Trying,
    Unplugged,
    decode_report,
    encode,
)
from kiosk.vision.mask import Opening
from kiosk.worker.child_line import ChildLine
from tests.unit.eye.gate_bench import GateBench, gate_bench

EMPTY = bytes(cv2.imencode(".png", np.full((90, 160, 3), 90, np.uint8))[1])
PLAN = EyePlan(
    "document",
    "mock",
    width=160,
    height=90,
    opening=Opening(0.1, 0.1, 0.8, 0.8),
    paper=PaperPlan("van", 0.3, EMPTY, ((210.0, 297.0),), ()),
    cable=CablePlan("mock"),
)


@pytest.fixture
def bench() -> Iterator[GateBench]:
    with gate_bench(PLAN) as made:
        made.eye.set_gate(Gate.LOCAL)
        yield made


@dataclass
class Play:
    """The line to a parent, and what both cameras and the parent hear of each other, in order; `between` is done
    between two tries to open one."""

    acts: list[Callable[[], None]]
    between: Callable[[], None] | None = None
    done: list[str] = field(default_factory=list)
    reports: list[EyeReport] = field(default_factory=list)

    def ended(self, wait_s: float = 0.0) -> bool:
        if wait_s and self.between is not None:
            self.between()
        return not self.acts

    def report(self, message: bytes) -> None:
        self.reports.append(decode_report(message))


@dataclass
class Filming:
    """A keeper; at each picture the play goes on by one act. `lost` raises at the next picture, `missing` at the next
    opening; a `silent` one gives none."""

    name: str
    play: Play
    mock: bool = True
    lost: bool = False
    missing: bool = False
    silent: bool = False

    def open(self) -> None:
        if self.missing:
            self.play.acts.pop(0)()
            raise DeviceMissing(self.name)
        self.play.done.append(f"{self.name} opens")

    def close(self) -> None:
        self.play.done.append(f"{self.name} closes")

    def expose_for_screen(self, on: bool) -> None:
        self.play.done.append(f"{self.name} for screen: {on}")

    def wait(self, timeout_s: float) -> Frame | None:
        if self.play.acts:
            self.play.acts.pop(0)()
        if self.lost:
            raise DeviceLost(self.name)
        return None if self.silent else Frame(np.full((90, 160, 3), 90, np.uint8), time.monotonic(), 1)


def run(bench: GateBench, *acts: str, between: Callable[[], None] | None = None) -> Play:
    """Runs the child through acts: phone, cable, paper, lost, missing, back, silent, or - for a picture alone."""
    play = Play([], between)
    table, cable = Filming("table", play), Filming("cable", play)

    def doing(act: str) -> Callable[[], None]:
        def do() -> None:
            match act:
                case "phone" | "cable" | "paper":
                    asked = {"phone": PhoneHelp(), "cable": PhoneHelp(cable=True), "paper": None}
                    bench.eye.look_for_phone(asked[act])
                case "lost" | "missing" | "silent":
                    setattr(cable, act, True)
                case "back":
                    cable.lost = cable.missing = cable.silent = False

        return do

    play.acts = [doing(act) for act in acts]
    _Seeing(cast(Camera, table), bench._publisher, cast(ChildLine, play), cast(Camera, cable)).run()
    return play


def test_one_is_closed_before_the_other_opens_and_each_exposes_as_it_must(bench: GateBench) -> None:
    play = run(bench, "phone", "-", "cable", "-", "phone", "-", "paper", "-", "-")
    assert play.done[:7] == [
        "table opens",
        "table for screen: True",
        "table for screen: False",
        "table closes",
        "cable opens",
        "cable closes",
        "table opens",
    ]
    assert play.done[7:9] == ["table for screen: True", "table for screen: False"]
    assert sum(isinstance(report, Trying) for report in play.reports) == 3


def test_while_nothing_is_at_the_cable_the_camera_counts_as_well_and_it_is_tried_again(
    bench: GateBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "RETRY_S", 0.0)
    play = run(bench, "cable", "-", "missing", "lost", "-", "back", "-", "-")
    assert sum(isinstance(report, Unplugged) for report in play.reports) >= 2
    assert not any(isinstance(report, Lost) for report in play.reports)
    told = [report.lying for report in play.reports if isinstance(report, Lies)]
    assert any(lying.unplugged and lying.cable for lying in told) and not told[-1].unplugged
    assert play.done[-2] == "cable opens"


def test_the_table_is_there_at_once_when_it_is_wanted_again(bench: GateBench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "RETRY_S", 3600.0)
    play = run(bench, "cable", "-", "lost", "-", "-", between=lambda: bench.eye.look_for_phone(None))
    assert play.done[-3:-1] == ["cable closes", "table opens"]


def test_a_device_that_is_silent_without_a_telephone_is_no_camera_that_hangs(
    bench: GateBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "_SILENT_S", -1.0)
    play = run(bench, "cable", "silent", "-", "-")
    assert isinstance(play.reports[-1], Unplugged)
    assert [report.lying for report in play.reports if isinstance(report, Lies)][-1].unplugged


def test_the_parent_hears_a_living_child_and_nothing_of_its_camera(bench: GateBench) -> None:
    before = len(bench.reports)
    assert bench.eye._heard(encode(Unplugged())) > 0
    assert [report.health for report in bench.reports[before:]] == []
    assert all(report.health is not Health.LOST for report in bench.reports)


def test_with_the_cable_the_last_picture_goes_from_both_screens(bench: GateBench) -> None:
    bench.eye.set_gate(Gate.SENT)
    bench.see()
    assert bench.eye.paint.newest() is not None and bench.eye.send.newest(0) is not None
    bench.eye._heard(encode(Unplugged()))
    assert bench.eye.paint.newest() is None and bench.eye.send.newest(0) is None
    bench.see()
    assert bench.eye.paint.newest() is not None, "what comes then is seen"
