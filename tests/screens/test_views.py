"""What screens say is a function of the snapshot: routes, lamps, trouble, the outside."""

import dataclasses

import pytest

from kiosk.domain.call import CallState
from kiosk.domain.privacy import Gate
from kiosk.domain.snapshot import EyeStatus, Health, KioskSnapshot, LineStatus
from kiosk.domain.visit import VisitState
from tests.support.scenes import CALL, DESK, DESK_CALL, HOME, PAPER, TALKING, TROUBLE, WAITING, kiosk_scenes
from tests.support.texts import japanese
from ui.presenters.call import present_call_face, present_call_paper
from ui.presenters.desk import present_desk
from ui.presenters.desk_call import present_side
from ui.presenters.frame import present_strip
from ui.presenters.lamps import face_lamp, paper_lamp
from ui.presenters.parts import LampKind
from ui.presenters.route import SCREENS, screen_name
from ui.presenters.signage import present_signage
from ui.presenters.trouble import present_trouble

TEXT = japanese()


@pytest.mark.parametrize(
    ("scene", "screen"),
    [
        ("home", "home"),
        ("confirm", "confirm"),
        ("waiting", "waiting"),
        ("called", "called"),
        ("called_busy", "called"),
        ("call_face", "call_face"),
        ("call_paper", "call_paper"),
        ("call_paper_hidden", "call_paper"),
        ("call_their_paper", "call_paper"),
        ("hold", "hold"),
        ("trouble", "trouble"),
        ("finish", "finish"),
        ("wiping", "wiping"),
    ],
)
def test_each_moment_has_its_screen(scene: str, screen: str) -> None:
    assert screen_name(kiosk_scenes()[scene]) == screen


@pytest.mark.parametrize("visit", VisitState)
@pytest.mark.parametrize("state", [None, *CallState])
def test_no_combination_leaves_the_kiosk_without_a_screen(visit: VisitState, state: CallState | None) -> None:
    call = dataclasses.replace(CALL, state=state) if state else None
    assert screen_name(dataclasses.replace(HOME, visit=visit, call=call)) in SCREENS


@pytest.mark.parametrize(
    ("gate", "kind"), [(Gate.SENT, LampKind.SENT), (Gate.LOCAL, LampKind.LOCAL), (Gate.SHUT, LampKind.SHUT)]
)
def test_lamps_follow_the_gate_that_the_eye_confirmed(gate: Gate, kind: LampKind) -> None:
    eye = EyeStatus(gate, Health.OK)
    assert face_lamp(dataclasses.replace(TALKING, face=eye), TEXT).kind is kind
    assert paper_lamp(dataclasses.replace(PAPER, document=eye), TEXT).kind is kind


def test_a_lamp_says_sent_as_long_as_the_gate_is_open_even_if_hiding_was_asked_for() -> None:
    assert face_lamp(dataclasses.replace(TALKING, face_hidden=True), TEXT).kind is LampKind.SENT


@pytest.mark.parametrize("gate", [Gate.SENT, Gate.LOCAL, Gate.SHUT])
def test_an_own_face_that_is_not_drawn_is_said_to_rest_and_its_lamp_stays_true(gate: Gate) -> None:
    shown = dataclasses.replace(TALKING, face=EyeStatus(gate, Health.OK))
    shed = dataclasses.replace(shown, preview_off=True)
    assert present_call_face(shed, TEXT).own.no_picture == "自分の 画面は 休んでいます"
    assert present_call_paper(shed, TEXT).own.no_picture == "画面は 休み中"
    assert present_call_face(shed, TEXT).face_lamp == present_call_face(shown, TEXT).face_lamp
    hidden = dataclasses.replace(shed, face_hidden=True)
    assert present_call_face(hidden, TEXT).own.hidden == TEXT("call.face_hidden"), "that is said first"


@pytest.mark.parametrize(("gate", "words"), [(Gate.SENT, "送信のみ"), (Gate.LOCAL, "停止中"), (Gate.SHUT, "停止中")])
def test_the_clerks_own_face_is_said_to_be_sent_only_while_it_is(gate: Gate, words: str) -> None:
    shed = dataclasses.replace(DESK_CALL, face=EyeStatus(gate, Health.OK), preview_off=True)
    assert present_side(shed, TEXT).own_face == (words, "")


def test_paper_that_stays_open_behind_the_face_still_has_its_lamp() -> None:
    sharing = dataclasses.replace(PAPER.sharing, paper_shown=False)
    assert present_call_face(dataclasses.replace(PAPER, sharing=sharing), TEXT).paper_lamp is not None


@pytest.mark.parametrize(("lost_for_s", "number"), [(59.9, ""), (60.0, "0000-00-1234")])
def test_the_telephone_number_comes_after_a_minute_of_silence(lost_for_s: float, number: str) -> None:
    line = dataclasses.replace(TROUBLE.line, lost_for_s=lost_for_s)
    assert present_trouble(dataclasses.replace(TROUBLE, line=line), TEXT).phone == number


def test_the_telephone_number_comes_at_once_when_asked_for() -> None:
    snapshot = dataclasses.replace(TROUBLE, line=LineStatus(), phone_number_shown=True)
    assert present_trouble(snapshot, TEXT).phone == "0000-00-1234"


def test_an_own_page_that_is_still_live_is_not_called_stale() -> None:
    assert present_trouble(TROUBLE, TEXT).stale == ""
    assert present_trouble(kiosk_scenes()["trouble_stale"], TEXT).stale == "さいごに とどいた紙です（午前10:32）"


@pytest.mark.parametrize("snapshot", [WAITING, TALKING, PAPER], ids=["waiting", "talking", "paper"])
def test_nobody_outside_learns_a_topic_or_a_name(snapshot: KioskSnapshot) -> None:
    called = dataclasses.replace(snapshot, attendant_called=True)
    said = str(dataclasses.replace(present_signage(called, TEXT), offers=()))
    assert snapshot.topic is not None
    assert snapshot.topic.title not in said
    assert "佐藤" not in said
    assert "係の人を よんでいます" in said


@pytest.mark.parametrize("visit", [HOME, TALKING, PAPER, TROUBLE], ids=["home", "talking", "paper", "trouble"])
def test_a_log_that_is_not_kept_is_said_to_the_attendant_on_every_screen(visit: KioskSnapshot) -> None:
    assert present_strip(visit, TEXT).unkept == ""
    lost = dataclasses.replace(visit, log_kept=False)
    assert present_strip(lost, TEXT).unkept == "記録が できません。\n係の人に お知らせください"
    assert present_strip(lost, TEXT).line == present_strip(visit, TEXT).line


def test_a_desk_says_that_its_log_is_not_kept() -> None:
    assert present_desk(DESK, TEXT).unkept == ""
    said = present_desk(dataclasses.replace(DESK, log_kept=False), TEXT).unkept
    assert said == "記録が できません。担当に お知らせください"
