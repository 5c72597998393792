"""The own telephone large on the own screen: beside it the step that was being read, and what nobody else sees."""

from dataclasses import dataclass

from kiosk.domain import guide_intents as guide
from kiosk.domain import phone_intents as asks
from kiosk.domain.guide import Step
from kiosk.domain.lying import Lying
from kiosk.domain.outside import may_show_phone
from kiosk.domain.phone_help import PhoneHelp
from kiosk.domain.snapshot import Health, KioskSnapshot
from ui.presenters.frame import mark_of
from ui.presenters.lamps import paper_lamp
from ui.presenters.parts import KeyKind, KeyView, LampView, Text
from ui.presenters.phone_keys import cable_key, phone_awaited, phone_words, secret_key


@dataclass(frozen=True)
class PhoneView:
    """`title` and `lines` are those of the guide's step; `words` what is to be done with the telephone; `hidden` stands
    in the picture's place while nothing of it is seen. Keys from above to below; None where one has no
    meaning, or where the row's もどる has to do for want of room. `secret` is the cable's key where nothing is seen
    that could be hidden."""

    title: str
    lines: tuple[str, ...]
    words: str
    note: str
    no_picture: str
    hidden: str
    lamp: LampView
    secret: KeyView
    outside: KeyView | None
    onward: KeyView | None
    close: KeyView | None


@dataclass(frozen=True)
class PhoneOutsideView:
    """The same for all who stand at the external monitor."""

    heading: str
    title: str
    lines: tuple[str, ...]
    no_picture: str
    hidden: str
    mark: str
    mark_words: str


def present_phone(snapshot: KioskSnapshot, text: Text) -> PhoneView:
    """What a resident sees of the own telephone without a clerk."""
    phone = snapshot.phone or PhoneHelp()
    step, outside = _step(snapshot), _outside_key(snapshot, text)
    goes_on = step is not None and not step.choices and step.ends is None
    onward = None
    if goes_on and snapshot.guiding is not None:
        onward = KeyView(
            "key.guide.next", text("phone.alone.next"), guide.GoOn(snapshot.guiding.at), "arrow_right", KeyKind.FILLED
        )
    return PhoneView(
        title=step.title if step is not None else text("phone.alone.title"),
        lines=step.lines if step is not None else (),
        words=phone_words(snapshot.lying.get("van", Lying()), phone, text),
        note=text("phone.class.seen") if snapshot.phone_outside else text("phone.alone.only"),
        no_picture=phone_awaited(phone, text),
        hidden=_hidden(snapshot, phone, text),
        lamp=paper_lamp(snapshot, text),
        secret=cable_key(snapshot, text) or secret_key(phone, text),
        outside=outside,
        onward=onward,
        close=KeyView("key.phone.close", text("phone.alone.close"), asks.PutPhoneAway(), "back")
        if not outside
        else None,
    )


def present_phone_outside(snapshot: KioskSnapshot, text: Text) -> PhoneOutsideView:
    """For a class: the trainer's telephone, and the step that everybody does on the own one."""
    phone = snapshot.phone or PhoneHelp()
    step = _step(snapshot)
    mark, mark_words = mark_of(snapshot.profile, snapshot.mock_active, text)
    return PhoneOutsideView(
        heading=text("phone.class.heading"),
        title=step.title if step is not None else "",
        lines=step.lines if step is not None else (),
        no_picture=phone_awaited(phone, text),
        hidden=_hidden(snapshot, phone, text),
        mark=mark,
        mark_words=mark_words,
    )


def _step(snapshot: KioskSnapshot) -> Step | None:
    guiding = snapshot.guiding
    return None if guiding is None else snapshot.guides.step(guiding.at, snapshot.look.language)


def _hidden(snapshot: KioskSnapshot, phone: PhoneHelp, text: Text) -> str:
    if snapshot.document.health is Health.LOST and not phone.cable:
        return text("call.paper_camera_lost")
    return text("call.phone_unseen") if phone.typing else ""


def _outside_key(snapshot: KioskSnapshot, text: Text) -> KeyView | None:
    """みんなで 見る: to the external monitor, where there is one."""
    if snapshot.phone_outside:
        return KeyView(
            "key.phone.outside", text("outside.hide"), asks.ShowPhoneOutside(on=False), "close", KeyKind.TOOL
        )
    if not may_show_phone(snapshot):
        return None
    return KeyView("key.phone.outside", text("phone.class.show"), asks.ShowPhoneOutside(on=True), "people")
