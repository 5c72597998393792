"""The resident's second touch: what is asked about a sheet, or a private field of it, that lies open on the own screen
alone."""

from dataclasses import dataclass

from kiosk.domain import intents
from kiosk.domain import sheet_intents as asks
from kiosk.domain.disclosure import Disclosure, DisclosureState, private_field
from kiosk.domain.lighting import asks_for_missing, asks_for_sample, form_seen
from kiosk.domain.lying import Lying
from kiosk.domain.phone_help import PhoneHelp
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import KioskSnapshot
from ui.presenters.dates import DATES
from ui.presenters.marks import lit_field, missing_fields
from ui.presenters.parts import KeyKind, KeyView, Text
from ui.presenters.phone_keys import phone_seen, phone_words, secret_key

MOST_NAMES = 3


@dataclass(frozen=True)
class ShowingView:
    """A sentence over the page's keys, and the keys that answer it; none while there is nothing to answer. `aside` is
    one that stands at the other side of the screen."""

    words: str
    keys: tuple[KeyView, ...] = ()
    aside: KeyView | None = None


def present_showing(snapshot: KioskSnapshot, text: Text) -> ShowingView | None:
    """None unless a sheet is looked for, asked about, not seen yet, or explained."""
    lying = snapshot.lying.get("van")
    if lying is None or snapshot.sharing.mine not in (SharingState.ASKING, SharingState.OPEN):
        return None
    if snapshot.phone is not None:
        return _phone(snapshot, snapshot.phone, lying, text)
    if not lying.held:
        return ShowingView(text("call.sheet_judged") if lying.unknown else text("call.lay_sheet"))
    if snapshot.disclosure is not None:
        return _disclosed(snapshot, snapshot.disclosure, text)
    if snapshot.sharing.mine is SharingState.ASKING:
        return _asked(snapshot.asked, text) if lying.open else ShowingView(text("call.sheet_judged"))
    return ShowingView(text("call.sheet_covered")) if covered(lying) else _explained(snapshot, text)


def _phone(snapshot: KioskSnapshot, phone: PhoneHelp, lying: Lying, text: Text) -> ShowingView:
    """The sentence stands all the time: what is to be done, what is asked, or the reminder; while a secret is typed, in
    the picture's place."""
    if phone.typing:
        return ShowingView("", (secret_key(phone, text),))
    seen = phone_seen(lying, phone) and lying.open
    if snapshot.sharing.mine is not SharingState.ASKING or not seen:
        return ShowingView(phone_words(lying, phone, text))
    no = KeyView("key.sheet.no", text("call.keep_hidden"), intents.LetBeSeen(yes=False), "eye_off")
    keys = (_yes(text), no) if snapshot.asked else ()
    return ShowingView(text("call.ask_phone"), (*keys, secret_key(phone, text)))


def _asked(number: int, text: Text) -> ShowingView:
    """The keys come a moment after the sheet, so that nobody answers what could not be read yet."""
    if not number:
        return ShowingView(text("call.ask_sheet"))
    return ShowingView(
        text("call.ask_sheet"),
        (_yes(text), KeyView("key.sheet.no", text("call.keep_hidden"), intents.LetBeSeen(yes=False), "eye_off")),
    )


def _yes(text: Text) -> KeyView:
    return KeyView("key.sheet.yes", text("call.let_be_seen"), intents.LetBeSeen(yes=True), "eye", KeyKind.FILLED)


def _disclosed(snapshot: KioskSnapshot, one: Disclosure, text: Text) -> ShowingView:
    """A private field that lies open: the first touch was at the left, so the second is at the right."""
    name = _name(snapshot, one.field)
    match one.state:
        case DisclosureState.LAID:
            return ShowingView(text("call.field_opening", name=name))
        case DisclosureState.ASKED:
            no = KeyView("key.field.no", text("call.keep_hidden"), intents.LetBeSeen(yes=False), "eye_off")
            return ShowingView(text("call.ask_field", name=name), (no,), _yes(text))
        case DisclosureState.SENT:
            close = KeyView("key.field.close", text("call.close_field"), asks.CloseField(), "eye_off", KeyKind.FILLED)
            return ShowingView(text("call.field_shown", name=name), (close,))
        case DisclosureState.CLOSING:
            return ShowingView(text("call.field_closing"))


def _name(snapshot: KioskSnapshot, field: str) -> str:
    form = form_seen(snapshot.lying.get("van"), snapshot.forms)
    private = private_field(form.fields, field) if form is not None else None
    return private.name_in(snapshot.look.language) if private is not None else ""


def _wished(snapshot: KioskSnapshot, field: str, text: Text) -> ShowingView:
    """The clerk asks to see a private field."""
    clerk = snapshot.call.clerk_name if snapshot.call else ""
    no = KeyView("key.field.no", text("call.keep_hidden"), asks.DeclineField(), "eye_off")
    return ShowingView(
        text("call.field_wanted", clerk=clerk, name=_name(snapshot, field)), (_disclose(text, KeyKind.FILLED), no)
    )


def _disclose(text: Text, kind: KeyKind = KeyKind.OUTLINE) -> KeyView:
    return KeyView("key.field.show", text("call.disclose"), asks.DiscloseField(), "eye", kind)


def covered(lying: Lying | None) -> bool:
    """Whether a sheet lies there that nobody may see yet."""
    return lying is not None and lying.held and not lying.open


def _explained(snapshot: KioskSnapshot, text: Text) -> ShowingView | None:
    """What is to be written in the field that is lit; of a private one, that the clerk does not see it."""
    if snapshot.wish is not None:
        return _wished(snapshot, snapshot.wish.field, text)
    field, language = lit_field(snapshot, "van"), snapshot.look.language
    if field is None:
        return _missing(snapshot, text)
    name, words = field.name_in(language), field.explanation_in(language)
    if field.private:
        return ShowingView(text("call.field_private", name=name, words=words), (_disclose(text),))
    return ShowingView(text("call.field", name=name, words=words))


def _missing(snapshot: KioskSnapshot, text: Text) -> ShowingView | None:
    """The names of the fields still to be filled, as many as can be taken in at once; or what the sample is."""
    lit, lying = snapshot.lit, snapshot.lying.get("van")
    if not asks_for_missing(lit, "van", lying):
        return ShowingView(text("call.sample_line")) if asks_for_sample(lit, "van", lying) else None
    fields = missing_fields(snapshot, "van")
    if fields is None:
        return ShowingView(text("call.missing_judged"))
    if not fields:
        return ShowingView(text("call.missing_none"))
    language = snapshot.look.language
    names = DATES[language].one_after_another(one.name_in(language) for one in fields[:MOST_NAMES])
    if len(fields) > MOST_NAMES:
        return ShowingView(text("call.missing_more", names=names, more=len(fields) - MOST_NAMES))
    return ShowingView(text("call.missing", names=names))
