"""How translators write readings: 市役所《しやくしょ》, and ｜1日《ついたち》 where the word is more than its kanji."""

import re
from collections.abc import Iterator

from kiosk.domain.readings import annotated, segments

_KANJI = "々〆\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"(?:｜(?P<marked>[^｜《》\s]+)|(?P<kanji>[{_KANJI}]+))《(?P<reading>[^｜《》]*)》")
_KANA = re.compile(r"^[ぁ-ゖァ-ヺー]+$")
_BARE = re.compile(rf"[{_KANJI}]+")


class BadReading(Exception):
    """A reading is written wrongly. The text says what, for the person who wrote it."""


def read_readings(written: str) -> str:
    """The text with its readings in the form of `kiosk.domain.readings`. Raises BadReading."""
    text = "".join(_pieces(written))
    if stray := next((sign for sign in "｜《》" if sign in text), ""):
        raise BadReading(f"'{stray}' stands alone; a reading is written 漢字《かんじ》 or ｜20日《はつか》")
    return text


def bare_kanji(text: str) -> list[str]:
    """Words of kanji that carry no reading, in the form of `kiosk.domain.readings`."""
    return [word for segment in segments(text) if not segment.reading for word in _BARE.findall(segment.base)]


def _pieces(written: str) -> Iterator[str]:
    end = 0
    for word in _WORD.finditer(written):
        base, reading = word["marked"] or word["kanji"], word["reading"]
        if not _KANA.match(reading):
            raise BadReading(f"the reading of '{base}' must be kana, not '{reading}'")
        yield written[end : word.start()]
        yield annotated(base, reading)
        end = word.end()
    yield written[end:]
