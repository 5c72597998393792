"""Finding the days of a card: each question, and the answers."""

from dataclasses import replace

from kiosk.app.places import assets
from kiosk.content.guides import read_guides
from kiosk.domain.card_days import CardDays
from kiosk.domain.guide import At, GuideId, StepId
from kiosk.domain.guiding import Guiding
from kiosk.domain.snapshot import KioskSnapshot
from kiosk.domain.visit import VisitState

OWN = read_guides(assets() / "guides").guides()
AT = At(GuideId("card-renew"), StepId("adult"))


def card_days_scenes(home: KioskSnapshot) -> dict[str, KioskSnapshot]:
    """On 21 November 2026."""
    alone = replace(home, visit=VisitState.ALONE, guides=OWN, guiding=Guiding(AT))
    chosen = {
        "month": CardDays(child=False),
        "tens": CardDays(child=False, month=2),
        "day": CardDays(child=False, month=12, days_from=21),
        "year": CardDays(child=False, month=12, days_from=21, day=24),
        "issue_month": CardDays(child=False, month=12, days_from=21, day=24, year=2019),
        "order": CardDays(False, 12, 21, 24, 2019, 12),
        "early": CardDays(False, 12, 21, 24, 2022, 12, order=1),
        "open": CardDays(False, 12, 21, 24, 2017, 11),
        "leap": CardDays(False, 2, 21, 29, 2021, 12),
        "over": CardDays(True, 12, 21, 24, 2019, 1),
    }
    offered = {"guide_tool": replace(alone, card_days=None)}
    return offered | {f"card_days_{name}": replace(alone, card_days=days) for name, days in chosen.items()}
