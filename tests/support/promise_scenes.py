"""Moments of a promised call, at the desk and before the resident."""

from dataclasses import replace
from datetime import date

from kiosk.domain.promised_call import PartOfDay, PromisedCall
from kiosk.domain.snapshot import DeskSnapshot, KioskSnapshot
from tests.support.lending_scenes import ALL, LENT

CALL_AT = PromisedCall(date(2026, 11, 26), PartOfDay.AFTERNOON)


def promised_scenes(talking: KioskSnapshot, paper: KioskSnapshot, finish: KioskSnapshot) -> dict[str, KioskSnapshot]:
    """What the resident sees of it."""
    return {
        "call_face_promised": replace(talking, promised=CALL_AT),
        "call_paper_promised": replace(paper, promised=CALL_AT),
        "finish_promised": replace(finish, promised=CALL_AT),
        "finish_promised_lent": replace(finish, promised=CALL_AT, lent=ALL),
    }


def desk_promise_scenes(call: DeskSnapshot) -> dict[str, DeskSnapshot]:
    """The days that can be promised, and what stands then."""
    return {
        "desk_promise": replace(call, promises_shown=True, promised=CALL_AT),
        "desk_promised": replace(call, promised=CALL_AT, lent=(LENT,)),
    }
