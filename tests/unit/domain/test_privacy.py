"""Who may see what a camera sees: every combination, not examples."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.call import CallState
from kiosk.domain.ids import EYES, EyeName
from kiosk.domain.privacy import Gate, Scene, decide_gate
from kiosk.domain.sharing import SharingState
from kiosk.domain.visit import VisitState

scenes = st.builds(
    Scene,
    visit=st.sampled_from(VisitState),
    call=st.none() | st.sampled_from(CallState),
    sharing=st.sampled_from(SharingState),
    face_hidden=st.booleans(),
    calibrating=st.booleans(),
    embedded_lost=st.booleans(),
    photo=st.booleans(),
)
eyes = st.sampled_from(EYES)


@given(eyes, scenes)
def test_a_picture_is_sent_only_while_a_visit_talks_in_a_call_that_talks(eye: EyeName, scene: Scene) -> None:
    if decide_gate(eye, scene) is Gate.SENT:
        assert scene.visit is VisitState.TALKING
        assert scene.call is CallState.TALKING
        assert not scene.calibrating
        assert not scene.embedded_lost


@given(scenes)
def test_the_paper_is_open_only_while_the_resident_opened_it(scene: Scene) -> None:
    if decide_gate("document", scene) in (Gate.SENT, Gate.LOCAL):
        assert scene.sharing is SharingState.OPEN


@given(scenes)
def test_a_hidden_face_never_leaves_the_eye(scene: Scene) -> None:
    if scene.face_hidden and not scene.calibrating:
        assert decide_gate("face", scene) is Gate.SHUT


@given(eyes, scenes)
def test_the_installer_sees_a_picture_only_when_nobody_visits(eye: EyeName, scene: Scene) -> None:
    if decide_gate(eye, scene) is Gate.CALIBRATE:
        assert scene.calibrating
        assert scene.visit is VisitState.HOME
        assert scene.call is None


@given(eyes, scenes)
def test_who_looks_at_himself_is_seen_on_this_screen_alone_and_only_while_nobody_calls(
    eye: EyeName, scene: Scene
) -> None:
    if scene.visit is VisitState.ALONE and decide_gate(eye, scene) in (Gate.LOCAL, Gate.SENT):
        assert (eye, scene.photo, decide_gate(eye, scene)) == ("face", True, Gate.LOCAL)


def test_a_touch_opens_the_face_camera_for_a_photo_and_no_monitor_shuts_it() -> None:
    assert decide_gate("face", Scene(VisitState.ALONE, photo=True)) is Gate.LOCAL
    assert decide_gate("document", Scene(VisitState.ALONE, photo=True)) is Gate.SHUT
    assert decide_gate("face", Scene(VisitState.ALONE)) is Gate.SHUT
    assert decide_gate("face", Scene(VisitState.ALONE, photo=True, embedded_lost=True)) is Gate.SHUT


def test_a_talking_call_sends_the_face_and_keeps_the_paper_shut_until_it_is_shown() -> None:
    scene = Scene(VisitState.TALKING, CallState.TALKING)
    assert decide_gate("face", scene) is Gate.SENT
    assert decide_gate("document", scene) is Gate.SHUT


def test_while_the_line_is_lost_pictures_stay_on_the_own_screen() -> None:
    scene = Scene(VisitState.TALKING, CallState.RECONNECTING, SharingState.OPEN)
    assert decide_gate("face", scene) is Gate.LOCAL
    assert decide_gate("document", scene) is Gate.LOCAL
