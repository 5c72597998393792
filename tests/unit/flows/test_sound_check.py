"""Whoever looks after the sound: louder, quieter, a sound to hear, and a panel that never stands in the way."""

import dataclasses

import pytest

from kiosk.domain.intents import CheckSound, Finish, GoBack, Louder, SetVolume, TrySound
from kiosk.domain.snapshot import Health
from kiosk.domain.visit import VisitState
from kiosk.flows.ports import EarReport
from kiosk.wire import hub as wire
from tests.support.ends import Desk, Kiosk, visit

Ends = type[Kiosk] | type[Desk]


@pytest.mark.parametrize("made", [Kiosk, Desk])
def test_a_step_of_the_panel_is_heard_at_once_and_has_ends(made: Ends) -> None:
    end = made()
    for asked, step in ((4, 4), (9, 5), (-3, 1)):
        end.flows.do(SetVolume(asked))
        assert (end.now.sound.volume, end.world.ear.volume) == (step, step)
        assert end.world.ear.tones[-1] == "trial"


@pytest.mark.parametrize("made", [Kiosk, Desk])
def test_the_trial_sounds_on_request(made: Ends) -> None:
    end = made()
    end.flows.do(TrySound())
    assert end.world.ear.tones == ["trial"]


def test_the_residents_key_goes_up_and_from_the_top_back_to_the_lowest() -> None:
    kiosk = Kiosk()
    seen = []
    for _ in range(4):
        kiosk.flows.do(Louder())
        seen.append(kiosk.world.ear.volume)
    assert seen == [4, 5, 1, 2]
    assert set(kiosk.world.ear.tones) == {"key"}


@pytest.mark.parametrize("made", [Kiosk, Desk])
def test_the_panel_opens_and_closes_and_goes_by_itself_when_somebody_calls(made: Ends) -> None:
    end = made()
    end.flows.do(CheckSound(on=True))
    assert end.now.sound.checked
    end.flows.do(CheckSound(on=False))
    assert not end.now.sound.checked
    end.flows.do(CheckSound(on=True))
    end.ring()
    assert not end.now.sound.checked


def test_a_panel_that_is_opened_in_a_call_stays_and_goes_with_the_call() -> None:
    desk = Desk().talk()
    desk.flows.do(CheckSound(on=True))
    desk.flows.on_ear(EarReport(Health.LOST, mock=False))
    assert desk.now.sound.checked
    desk.hub(wire.Ended("call-1", "resident"))
    desk.flows.do(CheckSound(on=True))
    assert desk.now.sound.checked


def test_back_closes_the_panel_and_nothing_else() -> None:
    kiosk = Kiosk().ask()
    kiosk.flows.do(CheckSound(on=True))
    kiosk.flows.do(GoBack())
    assert (kiosk.now.sound.checked, visit(kiosk)) == (False, VisitState.ASKING)
    kiosk.flows.do(GoBack())
    assert visit(kiosk) is not VisitState.ASKING


def test_a_wipe_forgets_the_volume_and_the_panel_and_keeps_the_names_of_the_devices() -> None:
    kiosk = Kiosk().talk()
    kiosk.store.change(sound=dataclasses.replace(kiosk.now.sound, microphone="Headset", loudspeaker="Headset"))
    kiosk.flows.do(SetVolume(5))
    kiosk.hub(wire.Ended("call-1", "clerk"))
    kiosk.flows.do(CheckSound(on=True))
    kiosk.flows.do(Finish())
    assert visit(kiosk) is VisitState.WIPING
    sound = kiosk.now.sound
    assert (sound.volume, sound.checked, sound.health) == (3, False, Health.STARTING)
    assert (sound.microphone, sound.loudspeaker) == ("Headset", "Headset")
