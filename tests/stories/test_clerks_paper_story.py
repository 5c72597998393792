"""The clerk's paper between a desk and a kiosk as real programs: two touches, a still, a later sheet."""

import sys
from collections.abc import Iterator

import pytest

from tests.support.theatre import Theatre, theatre

pytestmark = [pytest.mark.timeout(120), pytest.mark.skipif(sys.platform != "linux", reason="needs Xvfb")]


@pytest.fixture
def stage() -> Iterator[Theatre]:
    with theatre(desk_paper=True) as made:
        yield made


def test_the_resident_sees_the_clerks_letter_sharp_after_two_touches_and_no_later_sheet_before_two_more(
    stage: Theatre,
) -> None:
    stage.talk()
    stage.room.place("office", "tsuchi")
    stage.touch("desk", "key.show_paper")
    stage.until("desk", mine="asking", document_gate="LOCAL", office_sheet="open", front="office")
    stage.until("kiosk", theirs="asking", office_sheet="none", screen="call_face")
    stage.touch("desk", "key.sheet.yes")
    stage.until("desk", mine="open", document_gate="SENT")
    stage.until("kiosk", theirs="open", screen="call_paper", office_sheet="open", sharp="True")
    stage.painted("kiosk.far_document")

    stage.room.swap("office", "idou")
    stage.until("desk", office_sheet="covered", mine="open")
    stage.until("kiosk", office_sheet="covered", sharp="False")
    stage.touch("desk", "key.show_paper")
    stage.until("kiosk", theirs="asking", screen="call_face")
    stage.touch("desk", "key.sheet.yes")
    stage.until("kiosk", theirs="open", office_sheet="open", sharp="True")

    stage.touch("desk", "key.close_paper")
    stage.until("desk", mine="closed", document_gate="SHUT")
    stage.until("kiosk", theirs="closed", screen="call_face", sharp="False")

    stage.touch("desk", "key.outcome.done")
    stage.touch("desk", "key.end_call")
    stage.until("kiosk", screen="finish", office_sheet="none")
    stage.touch("kiosk", "key.finish")
    stage.until("kiosk", visit="home")
