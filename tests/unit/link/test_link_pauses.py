"""How long a link waits before it tries again."""

from random import Random

from kiosk.link.client import Link
from kiosk.link.plan import LinkPlan
from tests.unit.link.test_link_plan import HELLO


def link(seed: int = 1) -> Link:
    return Link(LinkPlan("ws://localhost/v1", HELLO), lambda event: None, Random(seed))


def test_pauses_double_up_to_eight_seconds_and_are_shortened_by_chance_at_most_by_half() -> None:
    one = link()
    pauses_s = [one._pause_s("") for _ in range(40)]
    for pause_s, longest_s in zip(pauses_s, [0.5, 1, 2, 4, *[8] * 36], strict=True):
        assert longest_s / 2 <= pause_s <= longest_s
    assert len({link(seed)._pause_s("") for seed in range(50)}) == 50


def test_a_refusal_is_retried_slowly_and_a_hopeless_one_more_slowly() -> None:
    assert link()._pause_s("already_connected") == 8
    assert link()._pause_s("bad_token") == 30
    assert link()._pause_s("bad_version") == 30


def test_a_hub_that_shuts_down_is_sought_like_a_lost_one() -> None:
    assert link()._pause_s("shutting_down") <= 0.5
