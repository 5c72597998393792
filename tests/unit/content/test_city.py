"""The city's data file: the invented one is right, and each mistake is said."""

import pytest

from kiosk.content.city import parse_city, revision_of
from kiosk.content.toml import BadFile
from tests.support.ends import CITY_FILE

TEXT = CITY_FILE.read_text(encoding="utf-8")


def test_the_invented_city_is_right_and_its_telephones_cannot_ring() -> None:
    city = parse_city(TEXT, "aozora.toml")
    assert len(city.topics) == 6
    assert all(phone.startswith("0000-") for phone in (city.phone, *(s.phone for s in city.sections)))
    assert city.topic("soudan") is city.topics[0]
    assert city.topic("nowhere") is None


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('section = "kenko"', 'section = "nowhere"', "names the section 'nowhere', which is not there"),
        ('stop = "midori"', 'stop = "nowhere"', "the stop 'nowhere' is not there"),
        ('accent = "#0C472A"', 'accent = "green"', "is not a colour like"),
        ("closes = 15:00:00", "closes = 09:00:00", "closes before it opens"),
        ('id = "kenshin"', 'id = "soudan"', "topics: used twice: soudan"),
        ('phone_hours = "月', 'hours = "月', "there is no such key"),
    ],
)
def test_a_mistake_is_said(before: str, after: str, said: str) -> None:
    assert before in TEXT
    with pytest.raises(BadFile, match=said):
        parse_city(TEXT.replace(before, after, 1), "aozora.toml")


def test_another_text_has_another_revision() -> None:
    assert revision_of(TEXT) != revision_of(TEXT + " ")
