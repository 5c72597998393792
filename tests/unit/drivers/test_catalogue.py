"""A keeper is chosen by name, and a mistake in settings is named."""

import pytest

from drivers.catalogue import UnknownKeeper, WrongOption, names, open_keeper


def test_every_keeper_in_the_table_can_be_made_without_options() -> None:
    for name in names("camera"):
        assert open_keeper("camera", name, {}).health().open is False
    for name in names("sound"):
        assert open_keeper("sound", name, {}).health().open is False


def test_an_unknown_keeper_is_refused_and_never_replaced_by_a_mock() -> None:
    with pytest.raises(UnknownKeeper, match=r"no camera is called 'brand'; there are .*mock"):
        open_keeper("camera", "brand", {})


def test_an_unknown_option_is_named_with_those_that_exist() -> None:
    with pytest.raises(WrongOption, match=r"`colour`.*options are scene: 'face' or 'document'"):
        open_keeper("camera", "mock", {"colour": 1})


@pytest.mark.parametrize(
    ("option", "value"), [("fps", 0), ("fps", 61), ("scene", "window"), ("width", "wide"), ("place", "moon")]
)
def test_a_wrong_value_is_named(option: str, value: object) -> None:
    with pytest.raises(WrongOption, match=rf"\$\.{option}"):
        open_keeper("camera", "mock", {option: value})
