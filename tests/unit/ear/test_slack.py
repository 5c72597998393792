"""What always waits is too much; what waits now and then is there for a reason."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.ear.slack import Slack


def test_what_waited_at_every_read_of_a_window_is_surplus_but_for_what_is_kept() -> None:
    slack = Slack(keep=10, window=4)
    assert [slack.surplus(waiting) for waiting in (50, 40, 60, 45)] == [0, 0, 0, 30]


@given(st.lists(st.integers(0, 500), min_size=4, max_size=4), st.integers(0, 100))
def test_never_more_is_surplus_than_waited_at_any_read(waiting: list[int], keep: int) -> None:
    slack = Slack(keep, window=4)
    told = [slack.surplus(one) for one in waiting]
    assert told[:3] == [0, 0, 0]
    assert told[3] == max(0, min(waiting) - keep)


def test_each_window_is_judged_by_itself_and_a_new_flow_begins_anew() -> None:
    slack = Slack(keep=0, window=2)
    assert [slack.surplus(one) for one in (5, 5, 7, 0)] == [0, 5, 0, 0]
    slack.surplus(9)
    slack.forget()
    assert [slack.surplus(one) for one in (8, 8)] == [0, 8]
