"""Two ends in a call that both see a known form in the van's tray."""

from pathlib import Path

from kiosk.content.forms import read_forms
from kiosk.domain.form import Form
from kiosk.domain.intents import ShowPaper
from kiosk.domain.lying import Lying
from kiosk.flows.ports import PeerSaid
from kiosk.wire.peer import Lies, LitField, Paper
from tests.support.ends import Desk, Kiosk

FORMS: dict[str, Form] = {
    known.form.id: known.form for known in read_forms(Path(__file__).resolve().parents[2] / "assets" / "forms")
}


def kiosk_with(lying: Lying) -> Kiosk:
    """In a call, with that sheet laid open to both."""
    made = Kiosk()
    made.flows.on_lying(Lying())
    made.talk()
    made.store.change(forms=FORMS)
    made.flows.do(ShowPaper())
    made.flows.on_lying(lying)
    return made


def desk_of(kiosk: Kiosk) -> Desk:
    """At the other end, having heard what the kiosk said of its sheet."""
    made = Desk().talk()
    made.store.change(forms=FORMS)
    made.flows.on_media(PeerSaid(Paper("open")))
    made.flows.on_media(PeerSaid(kiosk.world.media.of(Lies)[-1]))
    return made


def carry(source: Kiosk | Desk, target: Kiosk | Desk) -> None:
    """The last word of one end about fields reaches the other."""
    target.flows.on_media(PeerSaid(source.world.media.of(LitField)[-1]))
