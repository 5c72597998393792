"""What a guide opens beside itself for who reads alone: the own picture, the days of the own card, a gesture to try."""

from kiosk.domain.card_days_intents import CardDaysIntent
from kiosk.domain.photo_intents import PhotoIntent
from kiosk.domain.practice import TriedGesture
from kiosk.domain.snapshot import KioskSnapshot
from kiosk.flows.card_days import CardDaysFlow
from kiosk.flows.core import Core
from kiosk.flows.photo import PhotoFlow
from kiosk.flows.practice import PracticeFlow

GuideToolIntent = PhotoIntent | CardDaysIntent | TriedGesture


class GuideToolsFlow:
    """Gives each what is meant for it. One of them is open at a time: both are left before another step is reached."""

    def __init__(self, core: Core[KioskSnapshot]) -> None:
        self.photo = PhotoFlow(core)
        self._card_days = CardDaysFlow(core)
        self._practice = PracticeFlow(core)

    def do(self, intent: GuideToolIntent) -> None:
        """What a resident asks of one of them."""
        if isinstance(intent, PhotoIntent):
            self.photo.do(intent)
        elif isinstance(intent, TriedGesture):
            self._practice.do(intent)
        else:
            self._card_days.do(intent)

    def back(self) -> bool:
        """もどる: False where neither is open."""
        return self.photo.back() or self._card_days.back()
