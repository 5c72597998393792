"""The example settings are right: what an installer copies must not fail on its first line."""

from pathlib import Path

import pytest

from kiosk.app.hub_program import plan_hub
from kiosk.app.lending_items import read_items
from kiosk.app.registry_file import DeviceRow, enrol
from kiosk.app.settings import beside, read_end_settings, read_hub_settings
from kiosk.content.city import read_city
from kiosk.domain.languages import LANGUAGES

EXAMPLES = Path(__file__).resolve().parents[3] / "packaging" / "examples"


@pytest.mark.parametrize("name", ["kiosk.toml", "desk.toml"])
def test_an_ends_example_is_right(name: str) -> None:
    settings = read_end_settings(EXAMPLES / name)
    city, _ = read_city(beside(EXAMPLES / name, settings.city.file))
    assert settings.hub.stop is None or city.stop(settings.hub.stop) is not None
    assert settings.profile == "normal"


def test_the_hubs_example_makes_a_plan_for_this_machine_only(tmp_path: Path) -> None:
    settings = read_hub_settings(EXAMPLES / "hub.toml")
    config = tmp_path / "hub.toml"
    city = beside(EXAMPLES / "hub.toml", settings.city)
    config.write_text((EXAMPLES / "hub.toml").read_text("utf-8").replace("../../assets/city/aozora.toml", str(city)))
    enrol(tmp_path / "registry.toml", DeviceRow("van-1", "kiosk", "", ""), tmp_path / "van-1.token")
    plan = plan_hub(read_hub_settings(config), config)
    assert plan.host == "127.0.0.1"
    assert plan.profiles == frozenset({"normal"})


def test_the_hubs_example_of_lending_is_right_once_its_marks_are_taken_away(tmp_path: Path) -> None:
    _, _, rest = (EXAMPLES / "hub.toml").read_text("utf-8").partition("# [lending]\n")
    lending, _, _ = rest.partition("\n\n# [[ice]]")
    config = tmp_path / "hub.toml"
    config.write_text(
        'city = "c"\nregistry = "r"\n[lending]\n' + lending.replace("# ", "").replace("#\n", "\n"), "utf-8"
    )
    told = read_hub_settings(config).lending
    assert told is not None
    (phone,) = read_items(told, config)
    assert set(phone.names) == set(LANGUAGES)
