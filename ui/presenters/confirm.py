"""Before the first ring: who will appear, what is sent, what is not done."""

from dataclasses import dataclass

from kiosk.domain import intents
from kiosk.domain.snapshot import HubState, KioskSnapshot
from ui.presenters.parts import KeyKind, KeyView, Line, Text


@dataclass(frozen=True)
class ConfirmView:
    """`phone` stands in the place of the helping line when there is no line to city hall."""

    heading: str
    body: str
    helping: str
    sent_title: str
    sent: tuple[Line, ...]
    sent_helping: str
    not_title: str
    not_done: tuple[Line, ...]
    away: str
    phone: str
    ask: str
    cancel: KeyView
    connect: KeyView


def present_confirm(snapshot: KioskSnapshot, text: Text) -> ConfirmView:
    """Consent; つなぐ works as soon as the hub is there, and says so before."""
    section = snapshot.section
    away = snapshot.hub is not HubState.ONLINE
    phone = section.phone if section and section.phone else snapshot.city.phone
    heading = text("confirm.heading", section=section.name) if section else text("confirm.heading.anyone")
    return ConfirmView(
        heading=heading,
        body=text("confirm.body"),
        helping=text("confirm.helping"),
        sent_title=text("confirm.sent"),
        sent=(Line("camera", text("confirm.sent.face")), Line("document", text("confirm.sent.paper"))),
        sent_helping=text("confirm.sent.helping"),
        not_title=text("confirm.not"),
        not_done=(Line("forbid", text("confirm.not.record")), Line("lock", text("confirm.not.secrets"))),
        away=_away(snapshot, text) if away else "",
        phone=phone if away else "",
        ask=text("confirm.ask"),
        cancel=KeyView("key.cancel", text("confirm.cancel"), intents.GoBack(), "close"),
        connect=KeyView("key.connect", text("confirm.connect"), intents.Confirm(), "phone", KeyKind.FILLED),
    )


def _away(snapshot: KioskSnapshot, text: Text) -> str:
    if snapshot.hub is HubState.CONNECTING:
        return text("confirm.away.connecting")
    return text("confirm.away.refused") if snapshot.hub is HubState.REFUSED else text("confirm.away.offline")
