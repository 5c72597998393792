"""The bar of the microphone: one sees that it hears, in fields and in words, and without a colour."""

import dataclasses
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain.levels import Levels
from kiosk.domain.snapshot import Health
from tests.support.scenes import USB_SOUND, desk_scenes, kiosk_scenes
from tests.support.stages import make_stage
from tests.support.texts import japanese
from ui.presenters.desk import present_desk
from ui.presenters.sound import MeterWords, meter_words, present_sound
from ui.theme.theme import desk_theme
from ui.widgets.level_meter import FIELDS, LOOK_MS, LevelMeter
from ui.windows.desk import DeskWindow
from ui.windows.embedded import EmbeddedWindow

WORDS = MeterWords("silent", "heard", "loud", "away")


class Bar:
    """A bar with a microphone that does as it is told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.levels: Levels | None = Levels()
        self.looks = 0
        self.meter = LevelMeter(None, desk_theme(make_stage().icons), self._look)
        self.meter.say(WORDS)
        qtbot.addWidget(self.meter)

    def _look(self) -> Levels | None:
        self.looks += 1
        return self.levels

    def hears(self, peak: float) -> LevelMeter:
        self.levels = Levels(peak=peak)
        self.meter.look()
        return self.meter


@pytest.fixture
def bar(qtbot: QtBot, fonts: None) -> Bar:
    return Bar(qtbot)


@pytest.mark.parametrize(
    ("peak", "filled", "words"),
    [
        (0.0, 0, "silent"),
        (0.001, 0, "silent"),
        (0.005, 3, "silent"),
        (0.1, 8, "heard"),
        (0.5, 11, "heard"),
        (1, 12, "loud"),
    ],
)
def test_the_louder_the_voice_the_more_fields_and_words_say_the_same(
    bar: Bar, peak: float, filled: int, words: str
) -> None:
    assert (bar.hears(peak).filled, bar.meter.words) == (filled, words)
    assert 0 <= bar.meter.filled <= FIELDS
    assert bar.meter.accessibleName() == words


def test_words_stay_while_a_speaker_takes_breath_and_the_fields_do_not(bar: Bar) -> None:
    bar.hears(0.1)
    assert (bar.hears(0.0).filled, bar.meter.words) == (0, "heard")


def test_without_an_ear_it_says_that_there_is_no_microphone(bar: Bar) -> None:
    bar.hears(0.1)
    bar.levels = None
    bar.meter.look()
    assert (bar.meter.filled, bar.meter.words) == (0, "away")


def test_a_lost_microphone_shows_no_field_though_something_is_still_measured(bar: Bar) -> None:
    bar.hears(0.1)
    bar.meter.say(meter_words(Health.LOST, japanese()))
    assert (bar.hears(0.5).filled, bar.meter.words) == (0, japanese()("sound.away"))


def test_it_looks_only_while_it_is_seen(bar: Bar) -> None:
    timer = bar.meter._look
    assert not timer.isActive()
    bar.meter.show()
    assert (timer.isActive(), timer.interval()) == (True, LOOK_MS)
    before = bar.looks
    timer.timeout.emit()
    assert bar.looks == before + 1
    bar.meter.hide()
    assert not timer.isActive()


def test_what_is_said_changes_only_when_there_is_something_new_to_say(bar: Bar) -> None:
    said: list[str] = []
    tell: Callable[[str], None] = said.append
    bar.meter.heard = tell
    for peak in (0.1, 0.2, 0.0, 1.0, 0.3):
        bar.hears(peak)
    assert said == ["heard", "loud"]


def test_the_panels_of_resident_and_clerk_say_what_the_microphone_does(
    embedded: EmbeddedWindow, desk: DeskWindow
) -> None:
    embedded.show_snapshot(kiosk_scenes()["home_sound"])
    desk.show_snapshot(desk_scenes()["desk_sound"])
    for window in (embedded, desk):
        seen = [meter for meter in window.findChildren(LevelMeter) if meter.isVisibleTo(window)]
        assert {meter.words for meter in seen} == {japanese()("sound.heard")}


def test_a_lost_microphone_is_never_called_heard() -> None:
    words = meter_words(Health.LOST, japanese())
    assert set(words.all) == {japanese()("sound.away")}


def test_a_clerk_whose_own_sound_is_lost_reads_so_as_long_as_it_lasts() -> None:
    lost = desk_scenes()["desk_sound_lost"]
    assert "つながっていません" in present_desk(lost, japanese()).hint
    well = dataclasses.replace(lost, sound=USB_SOUND)
    assert present_desk(well, japanese()).hint == ""


def test_the_panel_names_the_devices_and_ends_at_the_lowest_and_the_highest_step() -> None:
    home = kiosk_scenes()["home_sound"]
    steps = []
    for volume in (1, 3, 5):
        view = present_sound(dataclasses.replace(home, sound=dataclasses.replace(USB_SOUND, volume=volume)), japanese())
        assert view is not None
        assert "Jabra" in view.microphone and "PHILIPS" in view.loudspeaker
        steps.append((view.quieter.wish, view.louder.wish))
    assert [(getattr(down, "step", 0), getattr(up, "step", 0)) for down, up in steps] == [(1, 2), (2, 4), (4, 5)]
