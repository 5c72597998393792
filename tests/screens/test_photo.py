"""What the photo check promises, in and out of a call."""

from dataclasses import replace

import pytest

from kiosk.app.guides import our_guides
from kiosk.content.guides import look_at_guides
from kiosk.domain.guide import At, GuideId, StepId
from kiosk.domain.guiding import Guiding
from kiosk.domain.visit import VisitState
from tests.support.scenes import HOME
from tests.support.texts import japanese
from ui.presenters.guide import present_guide

TEXT = japanese()


@pytest.mark.parametrize(
    ("visit", "said", "key"),
    [
        (VisitState.ALONE, "この 画面で 自分の 顔を 見られます", "key.guide.photo"),
        (VisitState.TALKING, "ひとりで この 案内を 見る ときに ためせます", None),
        (VisitState.WAITING, "ひとりで この 案内を 見る ときに ためせます", None),
    ],
)
def test_only_who_is_alone_is_promised_a_look_that_nobody_else_has(
    visit: VisitState, said: str, key: str | None
) -> None:
    guides = look_at_guides(our_guides()).guides()
    at = At(GuideId("card-photo"), StepId("check"))
    view = present_guide(replace(HOME, visit=visit, guides=guides, guiding=Guiding(at)), TEXT)
    assert view.end is not None and view.end.words == said
    assert (view.onward.name if view.onward is not None else None) == key
    assert not any("送りません" in line for line in view.lines), "in a call the face is sent"
