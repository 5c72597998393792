"""What counts as a missed beat, and what does not: told second by second, with a clock of the test's own."""

import pytest

from kiosk.domain.shedding import Beat
from kiosk.eye.beat import BeatCount


class Watched:
    """An eye of which so many pictures a second are wanted, and everything that is told of it."""

    def __init__(self, wanted: float = 15.0) -> None:
        self.count = BeatCount()
        self.wanted = wanted
        self.now_s = 1000.0
        self.beats: list[Beat] = []

    def looks(self, per_s: float, seconds: float, share: float = 0.9) -> "Watched":
        """Looks so many times a second, and is busy for that share of the time."""
        for _ in range(round(per_s * seconds)):
            self.now_s += 1 / per_s
            self._told(self.count.looked(share / per_s, self.wanted, self.now_s))
        return self

    def skips(self, seconds: float) -> "Watched":
        for _ in range(round(15 * seconds)):
            self.now_s += 1 / 15
            self._told(self.count.skipped(self.wanted, self.now_s))
        return self

    def rests(self, seconds: float) -> "Watched":
        for _ in range(round(15 * seconds)):
            self.now_s += 1 / 15
            self._told(self.count.excused(self.now_s))
        return self

    def _told(self, beat: Beat | None) -> None:
        if beat is not None:
            self.beats.append(beat)


def test_an_eye_that_keeps_up_has_a_beat_each_second() -> None:
    beats = Watched().looks(15, 10.2).beats
    assert len(beats) in (9, 10)
    assert all(beat.looked == pytest.approx(15, rel=0.01) and beat.kept for beat in beats)


def test_an_eye_without_time_misses_its_beat_within_little_more_than_a_second() -> None:
    watched = Watched().looks(15, 5)
    before = len(watched.beats)
    watched.looks(6, 2.2)
    missed = [beat for beat in watched.beats[before:] if not beat.kept]
    assert missed and missed[-1].looked == pytest.approx(6, rel=0.05)
    assert missed[-1].wanted == 15.0


def test_one_look_that_takes_long_is_a_missed_beat_when_it_is_over() -> None:
    watched = Watched().looks(15, 2)
    watched.now_s += 3.0
    beat = watched.count.looked(2.9, 15.0, watched.now_s)
    assert beat is not None and not beat.kept


def test_a_camera_that_gives_fewer_in_the_dark_is_not_missed() -> None:
    beats = Watched().looks(7.5, 5, share=0.25).beats
    assert beats and all(beat.kept for beat in beats)


def test_who_is_busy_with_the_few_that_he_manages_misses_the_others() -> None:
    beats = Watched().looks(5.0, 5, share=0.6).beats
    assert beats and not any(beat.kept for beat in beats)


def test_a_shut_gate_is_no_missed_beat_nor_is_the_second_in_which_it_opens() -> None:
    watched = Watched().rests(3.5).looks(15, 0.3).rests(0.5).looks(15, 2)
    assert watched.beats and all(beat.kept for beat in watched.beats)
    assert watched.beats[0] == Beat(0.0, 0.0)


def test_pictures_that_are_left_out_as_they_should_be_are_not_missed() -> None:
    watched = Watched(wanted=7.0)
    for _ in range(35):
        watched.looks(15, 1 / 15).skips(1 / 15)
    assert watched.beats and all(beat.kept and beat.wanted == 7.0 for beat in watched.beats)


def test_another_wish_begins_another_second() -> None:
    watched = Watched(wanted=7.0).looks(7, 1.6)
    watched.beats.clear()
    watched.wanted = 15.0
    watched.looks(15, 2.2)
    assert watched.beats and all(beat.kept and beat.wanted == 15.0 for beat in watched.beats)
