"""Unattended runs: how they play a resident or a clerk, and what they note of it."""

import dataclasses
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from types import SimpleNamespace
from typing import Any, cast, get_args

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from drivers.camera.mock_timecode import draw_timecode
from kiosk.app.lifecycle import EndProcess
from kiosk.app.unattended import EventFile, EventName, Orders, Unattended
from kiosk.domain.ids import EYES, EyeName, TopicId
from kiosk.domain.picture import Picture, Slot
from kiosk.domain.privacy import Gate
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import Health, Hint, HubState, KioskSnapshot
from kiosk.domain.visit import VisitState
from kiosk.flows.ports import Connected, EyeReport, LinkDown, LinkUp
from kiosk.wire import hub as wire
from kiosk.wire import peer
from tests.support.ends import Desk, Kiosk, gate, visit
from tests.support.stages import ASSETS
from ui.theme.icons import Icons
from ui.theme.theme import desk_theme
from ui.widgets.video import VideoSurface


def events_in(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="ascii").splitlines()]


class Stage:
    """A process without windows of its own: real flows over ports that the test holds, and one far picture."""

    def __init__(self, end: Kiosk | Desk, folder: Path) -> None:
        self.after_show: list[Callable[[], None]] = []
        self.quits = 0
        self.slots: dict[EyeName, Slot] = {eye: Slot() for eye in EYES}
        self.window = QWidget()
        self.window.resize(640, 360)
        icons = Icons(ASSETS / "icons", ASSETS / "pictures")
        self.surface = VideoSurface(self.window, desk_theme(icons), self.slots["face"])
        self.surface.resize(640, 360)
        self.path = folder / "events"
        self.events = EventFile(self.path)
        self._end = end
        self._unattended: Unattended | None = None
        end.store.listen(self._show)

    def play(self, **orders: Any) -> None:
        """As the program does; orders that are not given are None or False."""
        none: dict[str, Any] = {
            "auto_call": None,
            "auto_answer": False,
            "auto_share": False,
            "auto_draw": False,
            "end_after_s": None,
            "exit_after_s": None,
        }
        role = "kiosk" if isinstance(self._end, Kiosk) else "desk"
        process = SimpleNamespace(
            end=SimpleNamespace(flows=self._end.flows, far_slots=self.slots, origin=SimpleNamespace(role=role)),
            windows=SimpleNamespace(after_show=self.after_show, all={"one": self.window}),
            quit=self._quit,
        )
        self._end.flows.on_eye(EyeReport("document", Gate.SHUT, Health.OK, mock=True))
        self._unattended = Unattended(cast(EndProcess, process), Orders(**none | orders), self.events)

    def over(self) -> None:
        """Nobody plays any more."""
        self.after_show.clear()
        self._unattended = None
        self.events.close()

    def names(self) -> list[str]:
        """The events so far."""
        return [line["event"] for line in events_in(self.path)]

    def _show(self, _snapshot: object) -> None:
        for call in self.after_show:
            call()

    def _quit(self) -> None:
        self.quits += 1


@pytest.fixture
def kiosk() -> Kiosk:
    return Kiosk()


@pytest.fixture
def desk() -> Desk:
    return Desk()


SetStage = Callable[[Kiosk | Desk], Stage]


@pytest.fixture
def set_stage(qtbot: QtBot, tmp_path: Path) -> Iterator[SetStage]:
    stages: list[Stage] = []

    def make(end: Kiosk | Desk) -> Stage:
        stages.append(Stage(end, tmp_path))
        qtbot.addWidget(stages[-1].window)
        return stages[-1]

    yield make
    for stage in stages:
        stage.over()


def _waits(qtbot: QtBot, kiosk: Kiosk) -> str:
    """The ticket, once the resident has asked for a place."""
    qtbot.waitUntil(lambda: kiosk.now.ticket is not None)
    assert kiosk.now.ticket is not None
    return kiosk.now.ticket.id


def test_a_resident_alone_plays_a_visit_and_begins_the_next(qtbot: QtBot, kiosk: Kiosk, set_stage: SetStage) -> None:
    stage = set_stage(kiosk)
    stage.play(auto_call=TopicId("soudan"), auto_share=True, end_after_s=0.05)
    ticket = _waits(qtbot, kiosk)
    assert kiosk.world.link.of(wire.Enqueue) == [wire.Enqueue(ticket, "soudan")]
    kiosk.hub(wire.Place(ticket, number=7, ahead=0, staffed=True))
    kiosk.hub(wire.Ring("call-1", 1, ticket, "佐藤", "shimin"))
    assert gate(kiosk, "face") is Gate.SHUT
    kiosk.flows.on_media(Connected(1))
    qtbot.waitUntil(lambda: visit(kiosk) is VisitState.WIPING)
    assert peer.Paper("open") in kiosk.world.media.of(peer.Paper)
    assert kiosk.world.wipe.wipes == 1
    kiosk.flows.on_wiped()
    assert _waits(qtbot, kiosk) != ticket
    played = ["started", "home", "online", "asking", "waiting", "ringing", "talking", "ended", "wiping"]
    names = stage.names()
    assert [name for name in names if name != "online"] == [name for name in played if name != "online"] + [
        "asking",
        "waiting",
    ]
    assert set(names) <= set(get_args(EventName))


def test_a_resident_whose_place_was_set_aside_asks_for_it_again(
    qtbot: QtBot, kiosk: Kiosk, set_stage: SetStage
) -> None:
    set_stage(kiosk).play(auto_call=TopicId("soudan"))
    ticket = _waits(qtbot, kiosk)
    assert kiosk.now.ticket is not None
    kiosk.store.change(ticket=dataclasses.replace(kiosk.now.ticket, set_aside=True))
    qtbot.waitUntil(lambda: len(kiosk.world.link.of(wire.Enqueue)) == 2)
    assert {asked.ticket for asked in kiosk.world.link.of(wire.Enqueue)} == {ticket}


def test_without_the_hub_nothing_is_touched_and_with_it_the_visit_goes_on(
    qtbot: QtBot, kiosk: Kiosk, set_stage: SetStage
) -> None:
    stage = set_stage(kiosk)
    kiosk.flows.on_link(LinkDown())
    stage.play(auto_call=TopicId("soudan"))
    qtbot.waitUntil(lambda: "home" in stage.names())
    assert visit(kiosk) is VisitState.HOME
    kiosk.flows.on_link(LinkUp())
    _waits(qtbot, kiosk)
    assert visit(kiosk) is VisitState.WAITING


def test_a_hub_that_left_between_look_and_touch_is_asked_again_when_it_is_back(
    qtbot: QtBot, kiosk: Kiosk, set_stage: SetStage
) -> None:
    stage = set_stage(kiosk)

    def leave_once(snapshot: KioskSnapshot) -> None:
        if snapshot.visit is VisitState.ASKING and snapshot.hint is None and snapshot.hub is HubState.ONLINE:
            kiosk.flows.on_link(LinkDown())

    kiosk.store.listen(leave_once)
    stage.play(auto_call=TopicId("soudan"))
    qtbot.waitUntil(lambda: kiosk.now.hint is Hint.HUB_AWAY)
    kiosk.flows.on_link(LinkUp())
    _waits(qtbot, kiosk)


def test_without_orders_a_kiosk_is_watched_and_never_touched(qtbot: QtBot, kiosk: Kiosk, set_stage: SetStage) -> None:
    stage = set_stage(kiosk)
    stage.play(exit_after_s=0.0)
    qtbot.waitUntil(lambda: stage.quits == 1)
    assert visit(kiosk) is VisitState.HOME
    assert stage.names() == ["started", "home", "online", "figures", "exit"]
    stage.after_show[0]()
    assert stage.names()[-1] == "exit", "nothing is written after the end"


def _queue(ticket: str) -> wire.Queue:
    return wire.Queue((wire.QueueLine(ticket, 7, "soudan", "aoba", 60),))


def test_a_clerk_alone_answers_shares_ends_and_answers_the_next(qtbot: QtBot, desk: Desk, set_stage: SetStage) -> None:
    stage = set_stage(desk)
    stage.play(auto_answer=True, auto_share=True, end_after_s=0.05)
    desk.hub(_queue("t1"))
    qtbot.waitUntil(lambda: desk.world.link.of(wire.Claim) == [wire.Claim(None)])
    assert desk.world.link.of(wire.Duty) == [wire.Duty(on=True)]
    desk.hub(wire.Queue(()))
    desk.talk()
    qtbot.waitUntil(lambda: desk.now.call is None)
    assert peer.Paper("open") in desk.world.media.of(peer.Paper)
    finished = desk.world.link.of(wire.Finish)
    assert [(one.call, one.outcome) for one in finished] == [("call-1", desk.now.city.outcomes[0].code)]
    desk.hub(_queue("t2"))
    qtbot.waitUntil(lambda: len(desk.world.link.of(wire.Claim)) == 2)
    assert stage.names().count("answered") == 2


def test_a_clerk_answers_each_ticket_once_however_often_the_queue_is_told(
    qtbot: QtBot, desk: Desk, set_stage: SetStage
) -> None:
    stage = set_stage(desk)
    stage.play(auto_answer=True, exit_after_s=0.05)
    desk.hub(_queue("t1"))
    for waited_s in (61, 62, 63):
        desk.hub(wire.Queue((wire.QueueLine("t1", 7, "soudan", "aoba", waited_s),)))
    qtbot.waitUntil(lambda: stage.quits == 1)
    assert desk.world.link.of(wire.Claim) == [wire.Claim(None)]


def test_a_clerk_chooses_an_outcome_when_the_resident_hung_up(qtbot: QtBot, desk: Desk, set_stage: SetStage) -> None:
    stage = set_stage(desk)
    stage.play(auto_answer=True)
    desk.talk()
    desk.hub(wire.Ended("call-1", "resident"))
    assert desk.now.must_choose_outcome
    qtbot.waitUntil(lambda: desk.now.call is None)
    assert [one.outcome for one in desk.world.link.of(wire.Finish)] == [desk.now.city.outcomes[0].code]


def test_without_orders_a_desk_leaves_the_queue_alone(qtbot: QtBot, desk: Desk, set_stage: SetStage) -> None:
    stage = set_stage(desk)
    stage.play(exit_after_s=0.0)
    desk.hub(_queue("t1"))
    qtbot.waitUntil(lambda: stage.quits == 1)
    assert desk.world.link.of(wire.Claim) == []


def test_paper_is_shown_once_a_call_and_only_when_asked_for(qtbot: QtBot, desk: Desk, set_stage: SetStage) -> None:
    stage = set_stage(desk)
    stage.play(exit_after_s=0.0)
    desk.talk()
    qtbot.waitUntil(lambda: stage.quits == 1)
    assert desk.now.sharing.mine is SharingState.CLOSED


# --- watching ---


def _picture(number: int, age_s: float) -> Picture:
    """A far picture that was taken `age_s` ago, as a mock camera marks it."""
    pixels = np.full((360, 640, 4), 128, np.uint8)
    draw_timecode(pixels[:, :, :3], monotonic() - age_s)
    return Picture(pixels.tobytes(), 640, 360, 2560, number, 0.0, 640, 360)


def test_the_first_far_picture_is_an_event_and_its_delay_is_read_from_its_time_code(
    qtbot: QtBot, kiosk: Kiosk, set_stage: SetStage
) -> None:
    stage = set_stage(kiosk)
    stage.play(exit_after_s=0.3)
    qtbot.waitUntil(lambda: "home" in stage.names())
    for number in (1, 2, 3):
        stage.slots["face"].put(_picture(number, age_s=0.5))
        stage.surface.grab()
        stage.surface.grab()
    qtbot.waitUntil(lambda: stage.quits == 1)
    lines = events_in(stage.path)
    assert [line["surface"] for line in lines if line["event"] == "first_picture"] == ["far_face"]
    figures = next(line for line in lines if line["event"] == "figures")
    assert figures["far_face"]["painted"] == 3
    assert 490 <= figures["far_face"]["latency_ms"]["p50"] < 1500
    assert figures["gui_late_ms"]["n"] >= 2
    assert all(isinstance(value, int | float) for value in figures["gui_late_ms"].values())
