"""The small parts that a bench stands on: tails of event files, a line with scissors, onsets of tones, round axes."""

import math
import socket
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.events import EventTail, Late, named
from tests.bench.hub_line import HubLine
from tests.bench.mouth_to_ear import BEEP_HZ, RATE_HZ, delays_ms, onsets_s
from tests.bench.soak_picture import round_steps
from tests.bench.soak_watch import EndWatch

# --- events ---


def _line(name: str, at_s: float) -> str:
    return f'{{"event": "{name}", "monotonic_s": {at_s}}}\n'


def test_a_tail_reads_each_line_once_and_waits_for_the_end_of_one_that_is_being_written(tmp_path: Path) -> None:
    tail = EventTail("kiosk", tmp_path / "events")
    assert tail.fresh() == []
    whole, half = _line("home", 1.0), _line("waiting", 2.0)
    (tmp_path / "events").write_text(whole + half[:9], encoding="ascii")
    assert [event["event"] for event in tail.fresh()] == ["home"]
    (tmp_path / "events").write_text(whole + half, encoding="ascii")
    assert [event["event"] for event in tail.fresh()] == ["waiting"]
    assert tail.fresh() == []
    assert [event["event"] for event in tail.all] == ["home", "waiting"]


def test_what_was_awaited_is_found_after_its_moment_or_named_as_missing(tmp_path: Path) -> None:
    (tmp_path / "events").write_text(_line("talking", 1.0) + _line("talking", 5.0), encoding="ascii")
    tail = EventTail("desk", tmp_path / "events")
    assert tail.wait(named("talking"), 0.0, "a call", since_s=2.0)["monotonic_s"] == 5.0
    with pytest.raises(Late, match="desk: a call within 0 s"):
        tail.wait(named("talking"), 0.0, "a call", since_s=6.0)


def test_an_end_that_stands_still_for_too_long_is_named_with_the_place_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "events").write_text(_line("asking", 1.0) + _line("waiting", 2.0), encoding="ascii")
    end = EndWatch(EventTail("kiosk", tmp_path / "events"), longest_call_s=24.0)
    end.follow()
    assert (end.known.state, end.known.visits, end.stalled()) == ("waiting", 1, "")
    end._since_s -= 181.0
    assert end.stalled() == "the kiosk has been 'waiting' for 180 s"
    assert end.stalled() == "", "said once"


def test_a_call_that_comes_back_after_its_outcome_is_noticed(tmp_path: Path) -> None:
    lines = [
        ("talking", "c1"),
        ("online", "c1"),
        ("outcome", "c1"),
        ("talking", "c2"),
        ("outcome", "c2"),
        ("reconnecting", "c2"),
        ("online", ""),
        ("online", "c2"),
    ]
    text = "".join(f'{{"event": "{name}", "monotonic_s": 1.0, "call": "{call}"}}\n' for name, call in lines)
    (tmp_path / "events").write_text(text, encoding="ascii")
    desk = EndWatch(EventTail("desk", tmp_path / "events"), longest_call_s=24.0)
    desk.follow()
    assert (desk.talked, desk.revived) == (["c1", "c2"], ["c2"])


# --- the line to the hub ---


@pytest.fixture
def echoing() -> int:
    """A port where somebody says everything back, for as long as the test lasts."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with listener:
            for _ in range(2):
                line = listener.accept()[0]
                threading.Thread(target=_say_back, args=(line,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    return int(listener.getsockname()[1])


def _say_back(line: socket.socket) -> None:
    with line:
        while piece := line.recv(100):
            line.sendall(piece)


def test_a_line_carries_is_cut_and_carries_again(echoing: int) -> None:
    line = HubLine(echoing)
    try:
        with socket.create_connection(("127.0.0.1", line.port), 5) as first:
            first.sendall(b"there?")
            assert first.recv(100) == b"there?"
            line.cut()
            assert first.recv(100) == b""
        line.mend()
        with socket.create_connection(("127.0.0.1", line.port), 5) as second:
            second.sendall(b"again")
            assert second.recv(100) == b"again"
    finally:
        line.close()


# --- from mouth to ear ---


def test_the_onset_of_a_beep_is_found_to_a_few_milliseconds_whatever_hums_beside_it() -> None:
    times = np.arange(3 * RATE_HZ) / RATE_HZ
    sound = 6_000 * np.sin(2 * np.pi * 440 * times)
    for begins_s in (0.5, 1.9):
        beep = (times >= begins_s) & (times < begins_s + 0.08)
        sound[beep] += 12_000 * np.sin(2 * np.pi * BEEP_HZ * times[beep])
    found = onsets_s(sound.astype(np.int16), begun_s=100.0)
    assert found == pytest.approx([100.5, 101.9], abs=0.01)


def test_a_beep_that_got_lost_is_not_paired_with_the_next() -> None:
    assert delays_ms([1.0, 2.0, 3.0], [1.2, 3.25]) == [200.0, 250.0]


# --- the picture ---


@given(st.floats(0.01, 1e6), st.integers(4, 12))
def test_the_steps_of_an_axis_are_round_even_and_not_too_many(top: float, at_most: int) -> None:
    steps = round_steps(top, at_most)
    assert 1 <= len(steps) - 1 <= at_most
    width = steps[1]
    assert steps == pytest.approx([n * width for n in range(len(steps))])
    assert steps[-1] <= top * (1 + 1e-9) < steps[-1] + width * (1 + 1e-6)
    assert round(width / 10 ** math.floor(math.log10(width) + 1e-9), 6) in (1, 2, 5)
