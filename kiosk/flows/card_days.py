"""Leads from a guide to the days of somebody's own card. What is chosen stays on this screen: it is no part of the
guide's way, which a clerk can see, and goes as soon as the step or the visit is left."""

from kiosk.domain.card_days import CardDays
from kiosk.domain.card_days_intents import CardDaysIntent, ChooseCardDay, OpenCardDays, TurnCardDaysPart
from kiosk.domain.guide import Tool
from kiosk.domain.snapshot import KioskSnapshot
from kiosk.domain.visit import VisitState
from kiosk.flows.core import Core


class CardDaysFlow:
    """Keeps `card_days` of the snapshot."""

    def __init__(self, core: Core[KioskSnapshot]) -> None:
        self._core = core
        core.store.listen(self._changed)

    def do(self, intent: CardDaysIntent) -> None:
        """What a resident touched, who reads alone; a touch that was meant for another question changes nothing."""
        now = self._core.now
        if isinstance(intent, OpenCardDays):
            if now.card_days is None and _offers(now, "card_days_child" if intent.child else "card_days"):
                self._core.store.change(card_days=CardDays(intent.child))
        elif isinstance(intent, ChooseCardDay):
            if now.card_days is not None and now.card_days.asked is intent.asked:
                self._core.store.change(card_days=now.card_days.with_choice(intent.value, now.clock.date()))
        elif isinstance(intent, TurnCardDaysPart):
            if now.card_days is not None:
                self._core.store.change(card_days=now.card_days.turned(intent.part))
        else:
            self.back()

    def back(self) -> bool:
        """もどる: one choice less, then the guide; False where nobody looks for a day."""
        days = self._core.now.card_days
        if days is not None:
            self._core.store.change(card_days=days.back())
        return days is not None

    def _changed(self, now: KioskSnapshot) -> None:
        if now.card_days is not None and not _offers(now, "card_days_child" if now.card_days.child else "card_days"):
            self._core.store.change(card_days=None)


def _offers(now: KioskSnapshot, tool: Tool) -> bool:
    """Whether somebody reads a step alone that has it."""
    step = now.guides.step(now.guiding.at) if now.guiding is not None else None
    return now.visit is VisitState.ALONE and step is not None and step.tool == tool
