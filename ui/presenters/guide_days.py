"""Days that a guide's sentences leave open, said as the language says them."""

import re
from datetime import date
from typing import Final

from kiosk.domain.card_dates import COMPUTED
from ui.presenters.dates import DATES

_COMPUTED: Final = re.compile(r"\{(\w+)\}")


def with_days(words: str, today: date, language: str) -> str:
    """The sentence with its days, computed from today. What is no such day stays as it is written."""

    def said(found: re.Match[str]) -> str:
        compute = COMPUTED.get(found[1])
        return found[0] if compute is None else DATES[language].full_date(compute(today))

    return _COMPUTED.sub(said, words)
