"""What a guide opens beside itself for who reads alone: a look at the own picture, and the days of the own card."""

from kiosk.domain.card_days_intents import CardDaysIntent
from kiosk.domain.photo_intents import PhotoIntent
from kiosk.domain.snapshot import KioskSnapshot
from kiosk.flows.card_days import CardDaysFlow
from kiosk.flows.core import Core
from kiosk.flows.photo import PhotoFlow

GuideToolIntent = PhotoIntent | CardDaysIntent


class GuideToolsFlow:
    """Gives each what is meant for it. One of them is open at a time: both are left before another step is reached."""

    def __init__(self, core: Core[KioskSnapshot]) -> None:
        self.photo = PhotoFlow(core)
        self._card_days = CardDaysFlow(core)

    def do(self, intent: GuideToolIntent) -> None:
        """What a resident asks of either."""
        if isinstance(intent, PhotoIntent):
            self.photo.do(intent)
        else:
            self._card_days.do(intent)

    def back(self) -> bool:
        """もどる: False where neither is open."""
        return self.photo.back() or self._card_days.back()
