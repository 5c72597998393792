"""The keys and the sentence beside a telephone that lies under the camera."""

from kiosk.domain import intents
from kiosk.domain import phone_intents as asks
from kiosk.domain import sheet_intents as sheet
from kiosk.domain.lying import Lying
from kiosk.domain.phone_help import PhoneHelp
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import KioskSnapshot, ToolRow
from ui.presenters.parts import KeyKind, KeyView, Text


def phones_found(snapshot: KioskSnapshot) -> bool:
    """Whether the eye would find one: an eye that knows the tray alone shows whatever lies there."""
    return "van" in snapshot.lying


def show_phone_key(text: Text) -> KeyView:
    """スマホを 見せる."""
    return KeyView("key.show_phone", text("call.show_phone"), asks.ShowPhone(), "smartphone")


def phone_key(snapshot: KioskSnapshot, text: Text) -> KeyView:
    """画面を かくす while it is seen, also on the own screen alone, else the way back."""
    if snapshot.sharing.mine in (SharingState.OPEN, SharingState.ASKING):
        return KeyView("key.hide_paper", text("call.hide_phone"), intents.HidePaper(), "eye_off")
    wish = intents.ShowPaper()
    return KeyView("key.show_paper", text("call.show_phone_again"), wish, "smartphone", KeyKind.FILLED)


def cable_key(snapshot: KioskSnapshot, text: Text) -> KeyView | None:
    """ケーブルで つなぐ, or 台に 置く, while no telephone is seen and there is a cable."""
    phone = snapshot.phone
    if phone is None or not snapshot.cable or phone_seen(snapshot.lying.get("van", Lying()), phone):
        return None
    if phone.cable:
        return KeyView("key.phone.cable", text("call.phone_to_table"), asks.UseCable(on=False), "smartphone")
    return KeyView("key.phone.cable", text("call.phone_to_cable"), asks.UseCable(on=True), "plug")


def phone_seen(lying: Lying, phone: PhoneHelp) -> bool:
    """Whether the eye holds a telephone where it is wanted now."""
    return lying.phone and lying.held and lying.cable is phone.cable


def to_paper_key(text: Text) -> KeyView:
    """紙に かえる."""
    return KeyView("key.to_paper", text("call.phone_to_paper"), asks.PutPhoneAway(), "document")


def secret_key(phone: PhoneHelp, text: Text) -> KeyView:
    """暗証番号を 入れます, and the touch after it."""
    if phone.typing:
        done = asks.TypeSecret(on=False)
        return KeyView("key.phone.typed", text("call.typed_secret"), done, "check", KeyKind.FILLED)
    return KeyView("key.phone.secret", text("call.type_secret"), asks.TypeSecret(on=True), "lock")


def phone_ways_in(phone: PhoneHelp, text: Text) -> tuple[KeyView, ...]:
    """What is done with it; while a secret is typed, nothing else."""
    if phone.typing:
        return (secret_key(phone, text),)
    return (
        secret_key(phone, text),
        KeyView("key.tools.draw", text("call.draw"), sheet.ShowTools(ToolRow.DRAW), "pen"),
        KeyView("key.tools.look", text("call.look"), sheet.ShowTools(ToolRow.LOOK), "zoom_in"),
    )


def strip_key(phone: PhoneHelp, text: Text) -> KeyView:
    """上を かくす: where messages of others drop in."""
    words = text("call.uncover_strip") if phone.strip else text("call.cover_strip")
    kind = KeyKind.CHOSEN if phone.strip else KeyKind.OUTLINE
    return KeyView("key.phone.strip", words, asks.CoverStrip(on=not phone.strip), "eye_off", kind)


def phone_words(lying: Lying, phone: PhoneHelp, text: Text) -> str:
    """What is to be done with it, or the standing reminder."""
    if phone.typing:
        return text("call.phone_typing")
    if phone_seen(lying, phone):
        return text("call.phone_reminder")
    if phone.cable:
        return text("call.cable_silent") if lying.unplugged else text("call.cable_wait")
    return text("call.phone_dark") if lying.dark else text("call.lay_phone")


def phone_awaited(phone: PhoneHelp, text: Text) -> str:
    """In the picture's place while none comes."""
    return text("call.cable_coming") if phone.cable else text("call.phone_coming")
