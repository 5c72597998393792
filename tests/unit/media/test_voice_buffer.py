"""A lost voice packet costs itself and nothing else, for as long as the call lasts."""

from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.media.jitter import CALM_PACKETS, VOICE_MOST_PREFETCH, VOICE_PREFETCH, VoiceBuffer
from tests.unit.media.packets import ARRIVES, LOST, Fate, fates, order, packet

STARTS = st.sampled_from([0, 1000, 65530, 65535])
TICKS = 960


def heard(buffer: VoiceBuffer, start: int, arrivals: list[int]) -> list[int | None]:
    """For each arrival the index of the packet that came out, or None."""
    out: list[int | None] = []
    for at in arrivals:
        ask, frame = buffer.add(packet(start + at, at * TICKS, payload=at.to_bytes(4, "big")))
        assert not ask, "there are no key frames in voice"
        out.append(None if frame is None else int.from_bytes(frame.data, "big"))
    return out


@given(STARTS, fates(most_late=VOICE_PREFETCH))
@example(65530, [ARRIVES] * 8 + [LOST] + [ARRIVES] * 20)
@example(0, [Fate(1, 1), ARRIVES, ARRIVES, Fate(2, 1), LOST, LOST, ARRIVES])
def test_exactly_what_was_lost_is_missing_and_the_rest_comes_in_order(start: int, treatment: list[Fate]) -> None:
    ending = [ARRIVES] * (2 * VOICE_PREFETCH + 1)
    arrivals = order([ARRIVES] * (VOICE_PREFETCH + 1) + treatment + ending)
    out = [at for at in heard(VoiceBuffer(), start, arrivals) if at is not None]
    assert out == sorted(set(arrivals))[: len(out)], "in order, each once, none skipped"
    assert len(out) >= len(set(arrivals)) - VOICE_PREFETCH, "only the newest are still kept back"


@given(STARTS, fates(most_late=30))
def test_order_is_kept_and_nothing_repeats_however_wild_the_network(start: int, treatment: list[Fate]) -> None:
    out = [at for at in heard(VoiceBuffer(), start, order(treatment)) if at is not None]
    assert out == sorted(set(out))


@given(STARTS, fates(most_late=VOICE_PREFETCH))
def test_after_any_trouble_the_delay_is_again_what_it_was(start: int, treatment: list[Fate]) -> None:
    calm = [ARRIVES] * (2 * VOICE_PREFETCH + 2)
    arrivals = order(treatment + calm)
    last = heard(VoiceBuffer(), start, arrivals)[-1]
    assert last == arrivals[-1] - VOICE_PREFETCH


def test_a_sender_that_starts_anew_is_heard_again_after_the_prefetch() -> None:
    buffer = VoiceBuffer()
    heard(buffer, 30_000, list(range(10)))
    assert [at for at in heard(buffer, 5_000, list(range(10))) if at is not None] == list(range(10 - VOICE_PREFETCH))


def test_a_packet_that_came_too_late_makes_room_for_the_next_and_calm_takes_it_back() -> None:
    buffer = VoiceBuffer()
    late = order([ARRIVES] * 4 + [Fate(1, 3)] + [ARRIVES] * 4)
    came = [at for at in heard(buffer, 0, late) if at is not None]
    assert came == [at for at in sorted(late) if at != 4][: len(came)], "all but the late one"
    again = [9 + at for at in order([ARRIVES] * 4 + [Fate(1, 3)] + [ARRIVES] * 8)]
    out = [at for at in heard(buffer, 0, again) if at is not None]
    assert out == sorted(out)
    assert 13 in out, "now it has its place"
    assert VOICE_MOST_PREFETCH > VOICE_PREFETCH
    begun = max(again) + 1
    last = heard(buffer, 0, list(range(begun, begun + VOICE_MOST_PREFETCH * CALM_PACKETS + 10)))[-1]
    assert last == begun + VOICE_MOST_PREFETCH * CALM_PACKETS + 9 - VOICE_PREFETCH


def test_a_repeat_is_not_late() -> None:
    buffer = VoiceBuffer()
    heard(buffer, 0, [0, 1, 2, 2, 1, 0, 3, 3, 4])
    assert heard(buffer, 0, [5, 6, 7])[-1] == 7 - VOICE_PREFETCH
