"""A telephone between a kiosk and a desk as real programs: pages that change, a message, a dark screen, a secret."""

from collections.abc import Iterator

import pytest

from drivers.mock_room.state import PhonePage, Screen, Thing
from kiosk.app.demo_script import BETWEEN_TOUCHES_S
from tests.support.theatre import Theatre, theatre


@pytest.fixture
def stage() -> Iterator[Theatre]:
    with theatre(paper=True) as made:
        yield made


def touch(stage: Theatre, key: str) -> None:
    """A moment after whatever was touched before: two touches within it are one."""
    stage.heard.wait(lambda: False, BETWEEN_TOUCHES_S)
    stage.touch("kiosk", key)


def shows(stage: Theatre, page: PhonePage, turn: float = 6.0) -> None:
    stage.room.lay("van", Thing("phone", 5.0, 2.0, turn, page))


def both(stage: Theatre, phone: str) -> None:
    for seat in ("kiosk", "desk"):
        stage.until(seat, phone=phone)


def let_be_seen(stage: Theatre) -> None:
    """The second touch; the clerk sees it from then on."""
    stage.until("kiosk", mine="asking", document_gate="LOCAL", phone="seen")
    stage.until("desk", theirs="asking")
    touch(stage, "key.sheet.yes")
    stage.until("kiosk", mine="open", document_gate="SENT")
    both(stage, "seen")


def by_cable(stage: Theatre) -> None:
    """From a telephone that was taken away, until one lies on the table again that is not seen yet."""
    touch(stage, "key.phone.cable")
    stage.until("kiosk", phone="cable dark", mine="asking", document_gate="LOCAL")
    shows(stage, "home")  # on the table, where nobody looks now
    stage.room.connect("van", Screen("settings"))
    stage.until("kiosk", mine="asking", document_gate="LOCAL", phone="cable seen")
    touch(stage, "key.sheet.yes")
    both(stage, "cable seen")
    stage.until("kiosk", mine="open", document_gate="SENT")
    stage.room.connect("van", Screen("settings", across=True))
    both(stage, "cable seen")
    stage.room.connect("van", Screen("off"))
    stage.until("kiosk", phone="cable dark", mine="asking", document_gate="LOCAL")
    stage.room.unplug("van", "cable")
    stage.until("kiosk", phone="cable away", document_health="ok")
    stage.room.replug("van", "cable")
    stage.room.connect("van", Screen("letters"))
    stage.until("kiosk", phone="cable seen", mine="asking", document_gate="LOCAL")
    stage.room.connect("van", None)
    stage.until("kiosk", phone="cable dark")
    touch(stage, "key.phone.cable")


def test_a_telephone_is_shown_hidden_by_its_eye_typed_on_unseen_and_comes_by_cable(stage: Theatre) -> None:
    stage.talk()
    shows(stage, "home")
    touch(stage, "key.show_phone")
    let_be_seen(stage)
    stage.painted("desk.far_document")
    stage.touch("desk", "key.tool.circle")
    for page in ("settings", "letters", "settings.notice"):
        shows(stage, page)
        both(stage, "seen")
    shows(stage, "letters", turn=36.0)
    both(stage, "seen")
    shows(stage, "off")
    stage.until("kiosk", phone="dark", mine="asking", document_gate="LOCAL")
    stage.until("desk", theirs="asking")
    shows(stage, "letters")
    let_be_seen(stage)
    touch(stage, "key.phone.secret")
    both(stage, "typing")
    stage.until("kiosk", mine="open")
    touch(stage, "key.phone.typed")
    both(stage, "seen")
    stage.room.lift("van", "phone")
    stage.until("kiosk", phone="away", mine="asking", document_gate="LOCAL")
    by_cable(stage)
    let_be_seen(stage)
    touch(stage, "key.hide_paper")
    stage.until("kiosk", mine="hidden", document_gate="SHUT")
    stage.until("desk", theirs="hidden")
    touch(stage, "key.show_paper")
    let_be_seen(stage)
    stage.room.lift("van", "phone")
    touch(stage, "key.to_paper")
    stage.room.place("van", "form.juminhyo")
    for seat in ("kiosk", "desk"):
        stage.until(seat, phone="", van_sheet="open juminhyo")
    stage.touch("desk", "key.outcome.done")
    stage.touch("desk", "key.end_call")
    stage.until("kiosk", screen="finish", document_gate="SHUT", phone="", taken="0")


def test_who_is_alone_sees_it_large_and_nothing_is_sent(stage: Theatre) -> None:
    stage.start("kiosk")
    stage.until("kiosk", document_health="ok", hub="online")
    touch(stage, "topic.sumaho")
    stage.until("kiosk", guide="phone/menu")
    touch(stage, "key.guide.choice.1")
    touch(stage, "key.guide.choice.0")
    touch(stage, "key.guide.choice.1")
    stage.until("kiosk", guide="phone-letters/android-1")
    shows(stage, "home")
    touch(stage, "key.guide.tool.choice.0")
    stage.until("kiosk", screen="phone", document_gate="LOCAL", phone="seen")
    touch(stage, "key.guide.next")
    stage.until("kiosk", guide="phone-letters/android-2", screen="phone")
    touch(stage, "key.phone.secret")
    stage.until("kiosk", phone="typing")
    touch(stage, "key.back")
    stage.until("kiosk", screen="guide", document_gate="SHUT", phone="")
