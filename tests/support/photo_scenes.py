"""Moments of the photo check, by name."""

from dataclasses import replace

from kiosk.domain.photo import Advice, PhotoCheck
from kiosk.domain.privacy import Gate
from kiosk.domain.snapshot import EyeStatus, Health, KioskSnapshot
from kiosk.domain.visit import VisitState


def photo_scenes(home: KioskSnapshot, waiting: KioskSnapshot) -> dict[str, KioskSnapshot]:
    """`home` and `waiting` are the moments from which they come."""
    alone = replace(home, visit=VisitState.ALONE, topic=waiting.topic, section=waiting.section)
    seen = replace(alone, face=EyeStatus(Gate.LOCAL, Health.OK))
    longest = (Advice.DARK, Advice.SHADOW, Advice.BACKGROUND)
    return {
        "photo_looking": replace(seen, photo=PhotoCheck()),
        "photo_nearer": replace(seen, photo=PhotoCheck((Advice.NEARER,))),
        "photo_advice": replace(seen, photo=PhotoCheck(longest)),
        "photo_fine": replace(seen, photo=PhotoCheck(())),
        "photo_broken": replace(seen, photo=PhotoCheck(broken=True)),
        "photo_lost": replace(alone, face=EyeStatus(Gate.SHUT, Health.LOST), photo=PhotoCheck()),
    }
