"""What is said to somebody who tries out a photo: one table, and the order in which it is said."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.photo import MIDDLE_Y, Advice, FaceSeen, PhotoSeen, advise

GOOD = FaceSeen(x=0.0, y=MIDDLE_Y, head=0.57, tilt_deg=0.0, turn=0.0)
shares = st.floats(-2, 2)
faces = st.builds(
    FaceSeen,
    x=shares,
    y=shares,
    head=st.floats(0, 3),
    tilt_deg=st.floats(-180, 180),
    turn=shares,
    eyes_covered=st.booleans(),
    light=st.floats(0, 1),
    sides=st.floats(0, 5),
)


def seen(uneven: float = 0.0, **changed: float | bool) -> PhotoSeen:
    return PhotoSeen((replace(GOOD, **changed),), uneven)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("picture", "advice"),
    [
        (PhotoSeen(), (Advice.NOBODY,)),
        (PhotoSeen((GOOD, GOOD)), (Advice.MORE_PEOPLE,)),
        (seen(), ()),
        (seen(head=0.41), (Advice.NEARER,)),
        (seen(head=0.73), (Advice.FURTHER,)),
        (seen(x=0.1), (Advice.RIGHT,)),
        (seen(x=-0.1), (Advice.LEFT,)),
        (seen(y=MIDDLE_Y + 0.1), (Advice.UP,)),
        (seen(y=MIDDLE_Y - 0.1), (Advice.DOWN,)),
        (seen(tilt_deg=-8.5), (Advice.STRAIGHT,)),
        (seen(tilt_deg=7.5), ()),
        (seen(turn=0.17), (Advice.FRONT,)),
        (seen(turn=-0.17), (Advice.FRONT,)),
        (seen(eyes_covered=True), (Advice.EYES,)),
        (seen(light=0.2), (Advice.DARK,)),
        (seen(light=0.95), (Advice.BRIGHT,)),
        (seen(sides=1.4), (Advice.SHADOW,)),
        (seen(sides=0.7), (Advice.SHADOW,)),
        (seen(sides=0.0), (Advice.SHADOW,)),
        (seen(uneven=0.05), (Advice.BACKGROUND,)),
        (seen(0.05, tilt_deg=20, head=0.2), (Advice.NEARER, Advice.STRAIGHT, Advice.BACKGROUND)),
    ],
)
def test_what_is_said_of_a_picture(picture: PhotoSeen, advice: tuple[Advice, ...]) -> None:
    assert advise(picture) == advice


@given(st.lists(faces, max_size=3), st.floats(0, 1))
def test_nothing_is_said_twice_and_never_both_ways_at_once(found: list[FaceSeen], uneven: float) -> None:
    advice = advise(PhotoSeen(tuple(found), uneven))
    assert len(set(advice)) == len(advice)
    assert list(advice) == sorted(advice, key=list(Advice).index), "the most urgent comes first"
    for one, other in ((Advice.NEARER, Advice.FURTHER), (Advice.LEFT, Advice.RIGHT), (Advice.UP, Advice.DOWN)):
        assert not {one, other} <= set(advice)


@pytest.mark.parametrize(
    ("changed", "advice"),
    [
        ({"tilt_deg": 7.5}, Advice.STRAIGHT),
        ({"head": 0.43}, Advice.NEARER),
        ({"head": 0.71}, Advice.FURTHER),
        ({"x": 0.085}, Advice.RIGHT),
        ({"y": MIDDLE_Y - 0.085}, Advice.DOWN),
        ({"light": 0.3}, Advice.DARK),
        ({"sides": 1.32}, Advice.SHADOW),
    ],
)
def test_what_was_said_is_said_until_there_is_room_to_spare(changed: dict[str, float], advice: Advice) -> None:
    just_good = seen(**changed)
    assert advise(just_good) == ()
    assert advise(just_good, (advice,)) == (advice,)
    assert advise(seen(), (advice,)) == ()


@given(st.lists(faces, max_size=3), st.floats(0, 1), st.lists(st.sampled_from(Advice), max_size=4))
def test_what_was_said_before_hides_nothing(found: list[FaceSeen], uneven: float, before: list[Advice]) -> None:
    picture = PhotoSeen(tuple(found), uneven)
    assert set(advise(picture)) <= set(advise(picture, tuple(before)))
