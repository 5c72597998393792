"""A demo's windows on one display: side by side, whole, and never on top of each other."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from kiosk.app.demo_layout import Box, Layout, lay_out, lay_out_headless

areas = st.builds(Box, st.integers(0, 100), st.integers(0, 60), st.integers(1366, 5120), st.integers(700, 2880))


def _boxes(layout: Layout) -> tuple[Box, ...]:
    return layout.strip, layout.embedded, layout.external, layout.desk


@given(areas)
def test_every_window_lies_on_the_display_and_apart_from_the_others(area: Box) -> None:
    layout = lay_out(area)
    for box in _boxes(layout):
        assert area.x <= box.x and box.right <= area.right
        assert area.y <= box.y and box.bottom <= area.bottom
    assert not any(a.overlaps(b) for a, b in itertools.combinations(_boxes(layout), 2))


@given(areas)
def test_both_monitors_keep_their_shape_and_the_desk_its_least_size(area: Box) -> None:
    layout = lay_out(area)
    for box in (layout.embedded, layout.external):
        assert abs(box.width / box.height - 16 / 9) < 0.03
    assert layout.desk.width >= 1366 * layout.desk_scale - 1
    assert layout.desk.height >= 768 * layout.desk_scale - 1


def test_a_small_laptop_shows_everything() -> None:
    layout = lay_out(Box(0, 0, 1366, 768))
    assert layout.embedded.width >= 550
    assert layout.desk.width >= 680


def test_a_virtual_screen_has_room_for_all_at_true_size() -> None:
    layout, (width, height) = lay_out_headless()
    for box in _boxes(layout):
        assert box.right <= width and box.bottom <= height
    assert not any(a.overlaps(b) for a, b in itertools.combinations(_boxes(layout), 2))
