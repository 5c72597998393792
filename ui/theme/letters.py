"""How large letters are: three steps for the resident, one size for each of the other windows."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Letters:
    """Sizes in logical pixels, by what they are for. `ruby` is the kana above a word."""

    heading: int = 64
    home_heading: int = 68
    second: int = 56
    card: int = 44
    topic: int = 46
    topic_hint: int = 34
    body: int = 40
    key: int = 44
    filled: int = 52
    bar: int = 40
    helping: int = 32
    strip: int = 30
    strip_name: int = 36
    least: int = 30
    plate: int = 72
    number: int = 128
    phone: int = 88
    ruby: int = 28


STEPS: tuple[Letters, Letters, Letters] = (
    Letters(),
    Letters(
        heading=68,
        home_heading=70,
        second=60,
        card=48,
        topic=49,
        topic_hint=37,
        body=44,
        key=48,
        filled=56,
        bar=42,
        helping=36,
        strip=31,
        least=31,
        plate=76,
    ),
    Letters(
        heading=72,
        home_heading=72,
        second=64,
        card=52,
        topic=52,
        topic_hint=40,
        body=52,
        key=52,
        filled=60,
        bar=48,
        helping=40,
        strip=32,
        least=32,
        plate=80,
    ),
)

EASY_STEPS: tuple[Letters, Letters, Letters] = (
    replace(STEPS[0], card=48, topic=48, body=48, key=44, bar=40, helping=40, topic_hint=36),
    replace(STEPS[1], card=50, topic=50, body=50, key=48, bar=42, helping=42, strip=30, topic_hint=38),
    replace(STEPS[2], card=52, topic=52, body=52, key=52, bar=44, helping=44, strip=30, topic_hint=40),
)
"""やさしい日本語: a word below its reading is never small, so the steps lie closer together."""

SIGNAGE = Letters(heading=142, second=76, card=64, body=64, number=320, helping=64, least=64)
"""External monitor, read from 4 m: nothing under 64."""

DESK = Letters(
    heading=18, second=16, card=15, body=15, key=15, filled=15, bar=15, helping=14, strip=16, least=14, number=30
)
"""An office monitor, read from 60 cm."""
