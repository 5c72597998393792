"""The heartbeat's figures over a table of what came and when."""

import pytest

from kiosk.media.health import Heartbeat
from kiosk.wire.peer import Beat, BeatEcho

BEGUN_S = 100.0


def beaten(times: int) -> tuple[Heartbeat, list[Beat]]:
    heart = Heartbeat(BEGUN_S)
    return heart, [heart.beat(BEGUN_S + at) for at in range(times)]


def echo(beat: Beat) -> BeatEcho:
    return BeatEcho(n=beat.n, sent_s=beat.sent_s)


def test_a_new_heart_knows_nothing_and_has_just_heard() -> None:
    pulse = Heartbeat(BEGUN_S).pulse(BEGUN_S)
    assert (pulse.rtt_ms, pulse.loss, pulse.silent_s) == (None, 0.0, 0.0)


def test_silence_runs_from_the_last_thing_heard() -> None:
    heart, _ = beaten(3)
    heart.heard(BEGUN_S + 2)
    assert heart.pulse(BEGUN_S + 6.5).silent_s == 4.5


def test_the_round_trip_is_measured_and_smoothed() -> None:
    heart, (first, second) = beaten(2)
    heart.echoed(echo(first), BEGUN_S + 0.05)
    assert heart.pulse(BEGUN_S + 1).rtt_ms == pytest.approx(50)
    heart.echoed(echo(second), BEGUN_S + 1.15)
    assert heart.pulse(BEGUN_S + 2).rtt_ms == pytest.approx(0.7 * 50 + 0.3 * 150)


@pytest.mark.parametrize(
    ("sent", "answered", "loss"),
    [
        (1, [], 0.0),  # the newest may still be on its way
        (2, [], 1.0),
        (3, [1, 2], 0.0),
        (5, [1, 3], 0.5),
        (11, list(range(1, 11)), 0.0),
        (30, list(range(1, 21)), 1.0),  # only the last ten count
        (30, list(range(21, 30)), 0.0),
    ],
)
def test_the_share_lost_is_that_of_the_last_beats_whose_answer_is_due(
    sent: int, answered: list[int], loss: float
) -> None:
    heart = Heartbeat(BEGUN_S)
    for number in range(1, sent + 1):
        beat = heart.beat(BEGUN_S + number)
        if number in answered:
            heart.echoed(echo(beat), BEGUN_S + number)
    assert heart.pulse(BEGUN_S + sent).loss == pytest.approx(loss)


@pytest.mark.parametrize("forged", [BeatEcho(n=99, sent_s=0.0), BeatEcho(n=0, sent_s=0.0)])
def test_an_answer_to_a_beat_never_sent_changes_nothing(forged: BeatEcho) -> None:
    heart, _ = beaten(3)
    before = heart.pulse(BEGUN_S + 3)
    heart.echoed(forged, BEGUN_S + 3)
    assert heart.pulse(BEGUN_S + 3) == before


def test_a_repeated_answer_counts_once() -> None:
    heart, (first,) = beaten(1)
    heart.echoed(echo(first), BEGUN_S + 0.05)
    heart.echoed(echo(first), BEGUN_S + 9.0)
    assert heart.pulse(BEGUN_S + 9).rtt_ms == pytest.approx(50)


def test_a_forged_clock_cannot_make_time_run_backwards() -> None:
    heart, (first,) = beaten(1)
    heart.echoed(BeatEcho(n=first.n, sent_s=1e7), BEGUN_S + 0.05)
    assert heart.pulse(BEGUN_S + 1).rtt_ms == 0.0


def test_the_answer_carries_the_beats_own_clock() -> None:
    heart, _ = beaten(1)
    answer = heart.echo(Beat(n=7, sent_s=3.5))
    assert (answer.n, answer.sent_s) == (7, 3.5)
