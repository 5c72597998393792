"""How much a client may ask for."""

from kiosk.hub.limits import Throttle, TokenBucket
from kiosk.hub.recent import Recent


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_a_bucket_lets_the_burst_through_and_then_its_rate() -> None:
    clock = Clock()
    bucket = TokenBucket(per_s=20, burst=60, now=clock)
    assert sum(bucket.take() for _ in range(100)) == 60
    clock.now_s += 0.5
    assert sum(bucket.take() for _ in range(100)) == 10
    clock.now_s += 3600
    assert sum(bucket.take() for _ in range(100)) == 60


def test_wrong_tokens_wait_twice_as_long_each_time_up_to_25_s() -> None:
    throttle = Throttle(0.1, 25, Clock())
    waits_s = [throttle.failed("van-1", "10.0.0.1") for _ in range(10)]
    assert waits_s == [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25, 25]
    assert throttle.failed("van-2", "10.0.0.1") == 0.1
    assert throttle.failed("van-1", "10.0.0.2") == 0.1


def test_the_right_token_or_ten_quiet_minutes_forgive() -> None:
    clock = Clock()
    throttle = Throttle(0.1, 25, clock)
    throttle.failed("van-1", "a")
    throttle.passed("van-1", "a")
    assert throttle.failed("van-1", "a") == 0.1
    clock.now_s += 601
    assert throttle.failed("van-1", "a") == 0.1


def test_what_strangers_send_is_forgotten_oldest_first() -> None:
    recent: Recent[str, int] = Recent(2)
    recent.put("a", 1)
    recent.put("b", 2)
    recent.put("a", 3)
    recent.put("c", 4)
    assert (recent.get("a"), recent.get("b"), recent.get("c"), len(recent)) == (3, None, 4, 2)
    recent.drop("a")
    recent.drop("a")
    assert "a" not in recent
