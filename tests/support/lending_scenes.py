"""Moments of handing phones out and taking them back, at the desk and before the resident."""

from dataclasses import replace
from datetime import date

from kiosk.domain.lending import LendingNumber, LentItem, Loan, lend
from kiosk.domain.lending_desk import Answered, LendingDesk, Said
from kiosk.domain.lent import LentThing
from kiosk.domain.readings import annotated
from kiosk.domain.snapshot import DeskSnapshot, HubState, KioskSnapshot

HANDED = date(2026, 11, 21)
PHONE = LentItem(
    "phone",
    14,
    {
        "ja": "スマートフォン",
        "ja@easy": "スマートフォン",
        "en": "Smartphone",
        "zh-Hans": "智能手机",
        "vi": "Điện thoại thông minh",
    },
)
WATCH = LentItem(
    "watch",
    30,
    {
        "ja": "健康見守り用の 腕につける 機械一式",
        "ja@easy": f"{annotated('健康', 'けんこう')}を {annotated('見', 'み')}る {annotated('腕時計', 'うでどけい')}",
        "en": "Health monitoring wristband",
        "zh-Hans": "健康监测腕带设备",
        "vi": "Thiết bị đeo tay theo dõi sức khỏe",
    },
)
BATTERY = LentItem("battery", 7, {"ja": "充電の 器械", "ja@easy": f"{annotated('充電', 'じゅうでん')}の 道具"})
ITEMS = (PHONE, WATCH, BATTERY)
MANY = (*ITEMS, *(replace(WATCH, id=f"kind-{n}") for n in range(5)))


def thing(item: LentItem = PHONE, number: int = 572) -> LentThing:
    return LentThing(item, lend(LendingNumber(number), item, HANDED))


LENT = thing()
ALL = (LENT, thing(WATCH, 573), thing(BATTERY, 574))
BACK: Loan = LENT.loan.back(date(2026, 11, 30))
OPEN = LendingDesk(ITEMS, overdue=2, shown=True)


def lent_scenes(talking: KioskSnapshot, paper: KioskSnapshot, finish: KioskSnapshot) -> dict[str, KioskSnapshot]:
    """What the resident sees of it."""
    return {
        "call_face_lent": replace(talking, lent=(LENT,)),
        "call_face_lent_all": replace(talking, lent=ALL),
        "call_paper_lent": replace(paper, lent=ALL[:2]),
        "finish_lent": replace(finish, lent=(LENT,)),
        "finish_lent_all": replace(finish, lent=ALL),
    }


def desk_lending_scenes(desk: DeskSnapshot, call: DeskSnapshot) -> dict[str, DeskSnapshot]:
    """What the clerk sees: the panel without and in a call, all kinds of things, answers good and bad."""
    answered = {said: replace(OPEN, answered=Answered(said)) for said in Said}
    return {
        "desk_lending_key": replace(desk, lending=replace(OPEN, shown=False)),
        "desk_lending_idle": replace(desk, lending=replace(OPEN, overdue=0)),
        "desk_lending_call": replace(call, lending=replace(OPEN, chosen="phone")),
        "desk_lending_many": replace(
            call,
            lending=replace(OPEN, items=MANY, chosen="watch", overdue=None, answered=answered[Said.LEDGER].answered),
            lent=ALL,
        ),
        "desk_lending_waits": replace(
            call, hub=HubState.OFFLINE, lending=replace(OPEN, chosen="phone", waits=True), lent=()
        ),
        "desk_lending_lent": replace(
            call, lending=replace(OPEN, answered=Answered(Said.LENT, LENT.loan)), lent=(LENT,)
        ),
        "desk_lending_back": replace(desk, lending=replace(OPEN, answered=Answered(Said.BACK, BACK))),
        "desk_lending_again": replace(desk, lending=replace(OPEN, answered=Answered(Said.AGAIN, BACK))),
        "desk_lending_unknown": replace(
            desk, lending=replace(OPEN, answered=Answered(Said.NOT_LENT, number=LendingNumber(9999)))
        ),
        "desk_lending_wrong": replace(desk, lending=answered[Said.WRONG_DIGIT]),
        "desk_lent": replace(call, lending=replace(OPEN, shown=False), lent=ALL),
    }
