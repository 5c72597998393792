"""What is to be written lies pale in its fields, and in no other."""

import pytest
from PySide6.QtCore import QRectF

from kiosk.domain.form import TICK, Box, Form
from kiosk.domain.lighting import Lit, sample_shown
from kiosk.domain.lying import Lying
from tests.support.form_ends import FORMS
from ui.widgets.sample_paint import _outline


def rect(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: str(form.id))
def test_each_sample_lies_within_its_place(fonts: None, form: Form) -> None:
    width_mm, height_mm = form.page_mm
    lying = Lying(1, width_mm, height_mm, form=form.id, held=True, open=True, filled=())
    sample = sample_shown(Lit("van", 1, sample=True), "van", lying, FORMS)
    assert sample
    for box, words in sample:
        drawn = _outline(((box, words),)).boundingRect()
        assert not drawn.isEmpty()
        assert rect(box).adjusted(-0.5, -0.5, 0.5, 0.5).contains(drawn), f"{words}: {drawn}"


def test_long_words_become_smaller_and_short_ones_do_not_grow_beyond_a_hand(fonts: None) -> None:
    narrow, high = Box(10, 10, 20, 9), Box(10, 10, 150, 40)
    assert _outline(((narrow, "とてもながいことばをここにかく"),)).boundingRect().width() <= narrow.width
    assert _outline(((high, "山田 花子"),)).boundingRect().height() <= 7.0


def test_a_tick_is_in_the_middle_of_its_box(fonts: None) -> None:
    box = Box(10, 10, 30, 6)
    drawn = _outline(((box, TICK),)).boundingRect()
    assert drawn.center().x() == pytest.approx(25.0, abs=0.6) and rect(box).contains(drawn)
