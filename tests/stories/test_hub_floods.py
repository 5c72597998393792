"""Crowds at the hub's door, fewer than in tests/bench/hub_floods.py but as real: they fill nothing, delay nobody."""

from tests.bench.hub_floods import HELLOS_PER_S, bad_hellos, silent_sockets
from tests.unit.hub.town import LIMITS

SILENT = 1_500
HELLOS_LAST_S = 1.5


def test_silent_sockets_by_the_thousand_fill_nothing_and_are_put_out_while_real_clients_come_in() -> None:
    found = silent_sockets(SILENT)
    assert found["entered_max_ms"] < 2_000
    assert found["claim_max_ms"] < 1_000
    assert found["descriptors_max"] <= LIMITS.max_strangers + 50
    assert found["descriptors_end"] <= 50
    assert found["closed_within_s"] < LIMITS.stranger_s + 3
    assert found["refused_silent"] + found["refused_crowded"] == SILENT


def test_guessers_by_the_thousand_keep_no_call_waiting_and_nothing_that_they_say_is_told_on() -> None:
    found = bad_hellos(HELLOS_LAST_S)
    assert found["claims"] >= 2
    assert found["claim_max_ms"] < 1_000
    assert 0 < found["refused_bad_token"] <= HELLOS_LAST_S * HELLOS_PER_S
    assert found["told_of_them"] == 0
    assert found["log_lines"] <= 10, "a flood does not wash the log out"
