"""One picture, several painters: the producer hears of the one who needs most."""

from kiosk.domain.picture import Slot


def test_a_picture_is_made_for_the_largest_of_its_painters() -> None:
    slot = Slot()
    slot.want((1180, 664), "embedded")
    assert slot.wanted == (1180, 664)
    slot.want((1872, 940), "external")
    slot.want((1188, 668), "embedded")
    assert slot.wanted == (1872, 940)
    slot.want(None, "external")
    assert slot.wanted == (1188, 668)


def test_a_picture_that_nobody_paints_is_asked_for_at_no_size() -> None:
    slot = Slot()
    slot.want((640, 360), "embedded")
    slot.want(None, "external")
    slot.want(None, "embedded")
    assert slot.wanted is None
